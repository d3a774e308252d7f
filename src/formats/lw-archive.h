/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-archive: walks over the XML members of sources as they are delivered: an XML file, a folder, a zip, zips
 * in zips. Everything is streamed (an inner archive reads from the member of the outer one as it is
 * inflated), nothing is unpacked to disk, and limits stop archives that were made to exhaust memory or time.
 */
#pragma once

#include "model/lw-progress.h"

G_BEGIN_DECLS

/**
 * LwArchiveLimits:
 * @max_nesting: zips inside the outermost zip, one in the other
 * @max_members: entries in all, those that are skipped included
 * @max_member_bytes: expanded size of one XML member of an archive
 * @max_total_bytes: expanded size of all XML members together
 * @max_ratio: expanded to packed size, of one member and of the whole
 * @ratio_free_bytes: a member up to this size is not held against @max_ratio; the whole up to 16 times as
 * much
 *
 * Start from lw_archive_limits_init(). The national BAG extract is the measure: some 75 GB of XML in 3.6 GB
 * (1:21), in 5,000 members of 16 MB, the best packed of them 1:93, at most three zips inside the outermost
 * one.
 */
typedef struct {
  guint max_nesting;
  guint max_members;
  guint64 max_member_bytes;
  guint64 max_total_bytes;
  guint max_ratio;
  guint64 ratio_free_bytes;
} LwArchiveLimits;

/**
 * LwArchiveCounts:
 * @xml: XML members handed out
 * @zips: zips opened, inner ones included
 * @skipped: files and members that are neither (or junk such as `__MACOSX`); directories are not counted
 * @xml_bytes: expanded bytes of XML read, those of members that were left early included as far as they were
 * read
 */
typedef struct {
  guint64 xml;
  guint64 zips;
  guint64 skipped;
  guint64 xml_bytes;
} LwArchiveCounts;

typedef struct _LwArchiveMember LwArchiveMember;

/**
 * LwArchiveMemberFunc:
 * @member: the member, valid during the call
 * @data: the caller's data
 * @error: return location
 *
 * Called for every XML member. It may return before the end of the member; the rest is skipped.
 *
 * Returns: %FALSE with @error set to stop the walk
 */
typedef gboolean (*LwArchiveMemberFunc) (LwArchiveMember *member, gpointer data, GError **error);

/**
 * LwArchiveWantsFunc:
 * @name: for people, as lw_archive_member_get_name() gives it, of a file or member
 * @data: the caller's data
 *
 * Returns: whether to open it; what is not wanted is passed over, a zip with all that is in it
 */
typedef gboolean (*LwArchiveWantsFunc) (const char *name, gpointer data);

/**
 * LwArchiveWalk:
 * @limits: the limits
 * @member: called for each XML member
 * @wants: (nullable): asked of each source, XML member and zip before it is opened
 * @skipped: (nullable): told the members that are neither
 * @endings: (nullable) (array zero-terminated=1): which members are handed out, by the ends of their names; %NULL for XML.
 *   Zips in zips are walked all the same
 * @member_data: for @member, @wants and @skipped
 * @progress: (nullable): told the bytes of the outer sources that were read
 * @progress_data: for @progress
 * @counts: filled by the walk
 *
 * What to do on a walk and what came of it.
 */
typedef struct {
  LwArchiveLimits limits;
  LwArchiveMemberFunc member;
  LwArchiveWantsFunc wants;
  void (*skipped) (const char *name, gpointer data);
  const char *const *endings;
  gpointer member_data;
  LwProgressFunc progress;
  gpointer progress_data;
  LwArchiveCounts counts;
} LwArchiveWalk;

void lw_archive_limits_init (LwArchiveLimits *limits);
gboolean
lw_archive_walk (LwArchiveWalk *walk, const char *const *paths, GCancellable *cancellable, GError **error);

const char *lw_archive_member_get_name (LwArchiveMember *member);
gssize lw_archive_member_read (LwArchiveMember *member, const guint8 **block, GError **error);

G_END_DECLS
