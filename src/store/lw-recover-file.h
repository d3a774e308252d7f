/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-recover-file: the pages of a damaged document, one by one. The file is only read, through SQLite's own
 * layer for files, so that its locks are respected: no program writes it meanwhile. What an interrupted edit
 * left beside it is laid over (lw-recover-overlay.h). The size of a page is that of the head, unless the
 * pages say otherwise. */
#pragma once

#include "store/lw-recover-overlay.h"
#include "store/lw-recover-pages.h"

G_BEGIN_DECLS

/**
 * LwRecoverFile:
 * @name: of the file, for messages
 * @size: bytes of the file
 * @page_size: bytes of a page
 * @usable: bytes of a page that hold content
 * @n_pages: pages that there are
 * @n_missing: pages that the head tells of beyond the end of the file
 * @has_head: the head says that this is a database
 * @guessed: the size of a page was found out from the pages
 * @head: the first bytes, zero where there are none
 * @overlay: what stands beside the file
 */
typedef struct {
  char *name;
  guint64 size;
  guint32 page_size;
  guint32 usable;
  guint32 n_pages;
  guint32 n_missing;
  gboolean has_head;
  gboolean guessed;
  guint8 head[100];
  LwOverlay *overlay;
  /*< private >*/
  gpointer handle;
  const char *filename;
} LwRecoverFile;

LwRecoverFile *lw_recover_file_open (const char *path, GError **error);
void lw_recover_file_close (LwRecoverFile *file);
gboolean lw_recover_file_read (LwRecoverFile *file, guint32 page, guint8 *bytes, guint32 *present);
gboolean lw_recover_file_parse (LwRecoverFile *file, guint32 number, guint8 *bytes, LwPage *page);
guint32 lw_recover_file_lock_page (LwRecoverFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwRecoverFile, lw_recover_file_close)

G_END_DECLS
