/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * zip-fixture: writes zips byte by byte, so that tests can make those that an honest archiver does not:
 * lengths after the data, raw names, members that claim to be encrypted. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  ZIP_STORED = 0,
  ZIP_DEFLATED = 1 << 0,
  ZIP_STREAMED = 1 << 1,  /* lengths follow the data, as in the deliveries of the Kadaster */
  ZIP_ENCRYPTED = 1 << 2, /* says so; the data are not */
  ZIP_UTF8 = 1 << 3,      /* says that the name is UTF-8 */
  ZIP_FAST = 1 << 4,      /* with ZIP_DEFLATED: packed quickly instead of well */
} ZipFlags;

typedef struct {
  GByteArray *bytes;
  GByteArray *directory;
  guint n;
} ZipFixture;

ZipFixture *zip_fixture_new (void);
void zip_fixture_add (ZipFixture *zip, const char *name, gconstpointer data, gssize size, ZipFlags flags);
void zip_fixture_add_bytes (ZipFixture *zip, const char *name, GBytes *bytes, ZipFlags flags);
GBytes *zip_fixture_end (ZipFixture *zip);
char *zip_fixture_save (GBytes *bytes, const char *folder, const char *name);

G_END_DECLS
