/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-overlay: pages of a damaged document that stand in a file beside it: the rollback journal of an
 * edit that was cut off holds them as they were before it, a write-ahead log as they became. Both are only
 * read, and laid over the pages of the document; each page in them carries a checksum. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwOverlayKind:
 * @LW_OVERLAY_NONE: nothing stands beside the document
 * @LW_OVERLAY_JOURNAL: a rollback journal: what is laid over takes a half-done edit back
 * @LW_OVERLAY_LOG: a write-ahead log: what is laid over completes the document
 */
typedef enum {
  LW_OVERLAY_NONE,
  LW_OVERLAY_JOURNAL,
  LW_OVERLAY_LOG,
} LwOverlayKind;

/**
 * LwOverlay:
 * @kind: what it is
 * @page_size: bytes of a page
 * @n_pages: pages that the document has with it
 * @n_laid: pages that are laid over
 * @last: the highest of their numbers
 */
typedef struct {
  LwOverlayKind kind;
  guint32 page_size;
  guint32 n_pages;
  guint n_laid;
  guint32 last;
  /*< private >*/
  int fd;
  GHashTable *offsets;
} LwOverlay;

LwOverlay *lw_overlay_open (const char *path, gboolean with_journal);
void lw_overlay_close (LwOverlay *overlay);
gboolean lw_overlay_read (LwOverlay *overlay, guint32 page, guint8 *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwOverlay, lw_overlay_close)

G_END_DECLS
