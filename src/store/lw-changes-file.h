/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-changes-file: the file in which edits travel from one copy of a document to another (.lwchanges), as bytes.
 * See lw-changes-file.c for the format. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwChange: one edit.
 * @id: its number in the history of the copy that it comes from
 * @name: its name
 * @made: when, ISO 8601 in UTC
 * @packed: the changeset, compressed; empty if all of the edit was kept back
 * @hash: (transfer full): 32 hexadecimal digits that tell it from every other edit
 * @whole: (nullable): the hash of the edit of which this is only a part, since the rest was kept back
 */
typedef struct {
  gint64 id;
  char *name;
  char *made;
  GBytes *packed;
  char *hash;
  char *whole;
} LwChange;

/**
 * LwChangesFile:
 * @after: the file holds all edits of its copy with a number above this one
 * @since: the version of the tables of a document that can take them in
 * @document: identity of the document
 * @title: its title, for people
 * @withheld: (element-type gint64): keys of the notes of which something was kept back
 * @edits: (element-type LwChange): oldest first
 */
typedef struct {
  gint64 after;
  guint since;
  char *document;
  char *title;
  GArray *withheld;
  GPtrArray *edits;
} LwChangesFile;

LwChange *lw_change_new (gint64 id, const char *name, const char *made, GBytes *packed);
void lw_change_free (LwChange *change);
gboolean lw_change_is_empty (const LwChange *change);
LwChangesFile *lw_changes_file_new (const char *document, const char *title);
void lw_changes_file_free (LwChangesFile *file);
GBytes *lw_changes_file_serialize (const LwChangesFile *file);
LwChangesFile *lw_changes_file_parse (GBytes *bytes, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwChange, lw_change_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwChangesFile, lw_changes_file_free)

G_END_DECLS
