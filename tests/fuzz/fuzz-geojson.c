/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target for GeoJSON: whatever the bytes are, features are read or one error is given; names and values are valid
 * UTF-8, shapes lie in or around the Netherlands. */
#include "fuzz-features.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  try_reader (lw_geojson_read, data, size);
  return 0;
}
