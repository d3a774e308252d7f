/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-error: the one error domain of the core. A code answers "what can the caller do?"; the message is one
 * sentence that says which file, where, what is wrong and what to do, ready for a toast or standard error. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwError:
 * @LW_ERROR_INVALID: the input breaks the rules of its format; mend the input
 * @LW_ERROR_UNSUPPORTED: the input is sound, but of a kind that is not read; choose another file
 * @LW_ERROR_TOO_LARGE: the input exceeds a limit that protects memory or disk (nesting, expansion, record size)
 * @LW_ERROR_NOT_FOUND: something named does not exist (scenario, dimension, column, date)
 * @LW_ERROR_NEWER: the document was written by a newer version
 * @LW_ERROR_READ_ONLY: the document cannot be written
 * @LW_ERROR_BUSY: another program holds the document; try again
 * @LW_ERROR_DAMAGED: the document is damaged
 * @LW_ERROR_FULL: no room on the disk
 * @LW_ERROR_STORE: any other failure of the store
 * @LW_ERROR_EXPRESSION: a filter expression has a mistake; the message names its column
 * @LW_ERROR_ARGUMENT: a value is out of its range
 * @LW_ERROR_MOVED: the file was removed, renamed or replaced while it was open
 * @LW_ERROR_OUTDATED: the document is of an older version and could not be brought up to date; it can be read
 *
 * Cancellation is always %G_IO_ERROR_CANCELLED; failures to open or read a file keep their %G_IO_ERROR code.
 */
typedef enum {
  LW_ERROR_INVALID,
  LW_ERROR_UNSUPPORTED,
  LW_ERROR_TOO_LARGE,
  LW_ERROR_NOT_FOUND,
  LW_ERROR_NEWER,
  LW_ERROR_READ_ONLY,
  LW_ERROR_BUSY,
  LW_ERROR_DAMAGED,
  LW_ERROR_FULL,
  LW_ERROR_STORE,
  LW_ERROR_EXPRESSION,
  LW_ERROR_ARGUMENT,
  LW_ERROR_MOVED,
  LW_ERROR_OUTDATED,
} LwError;

#define LW_ERROR (lw_error_quark ())
GQuark lw_error_quark (void);
void lw_error_set_unwritten (GError **error, const char *path, GError *cause);

G_END_DECLS
