/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-archive-private: the state of one walk, shared by lw-archive.c (sources: files and folders) and
 * lw-archive-zip.c (zips and the zips in them). */
#pragma once

#include "formats/lw-archive.h"

G_BEGIN_DECLS

/* One walk over all sources. */
typedef struct {
  LwArchiveWalk *walk;
  GCancellable *cancellable;
  guint64 total_bytes;  /* of all outer files */
  guint64 before_bytes; /* of the outer files that are finished */
  guint64 shown_bytes;  /* what progress was last told */
  guint n_members;
} WalkState;

/* An outer file, read by blocks. */
typedef struct {
  WalkState *state;
  char *name; /* for people: the basename, valid UTF-8 */
  int fd;
  guint64 position;
  guint64 size;
  gboolean reads_directory; /* that of a zip, which stands at its end: where it is read says nothing of how far we are */
  guint8 *buffer;
} SourceFile;

/* A member hands out blocks through this; 0 at the end, -1 with an error. */
struct _LwArchiveMember {
  char *name;
  gssize (*read) (LwArchiveMember *member, const guint8 **block, GError **error);
  gpointer from;
};

#define LW_SOURCE_BLOCK (256 * 1024)

gssize lw_source_file_read_block (SourceFile *file, const guint8 **block, GError **error);
gboolean lw_archive_hands_out (const LwArchiveWalk *walk, const char *name);
gboolean lw_archive_wants (WalkState *state, const char *name);
gboolean lw_archive_walk_zip (WalkState *state, SourceFile *file, GError **error);
gboolean lw_archive_name_is_junk (const char *path);
gboolean lw_archive_name_ends (const char *path, const char *suffix);
char *lw_archive_name_show (const char *raw);

G_END_DECLS
