/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-export-options: what is asked of an export, whatever the format: which rows, what the file says of itself, colours,
 * shapes, and how to tell how far it is. */
#pragma once

#include <gio/gio.h>

#include "model/lw-bitset.h"
#include "model/lw-office-note.h"
#include "model/lw-progress.h"
#include "model/lw-provenance.h"

G_BEGIN_DECLS

/**
 * LwExportClass: a class of the vacancy rate, for formats that carry colours.
 * @low: the rate from which it counts, a fraction; NaN for what is unknown, which comes first
 * @label: what it is called
 * @rgb: its colour, 0xrrggbb
 */
typedef struct {
  double low;
  const char *label;
  guint32 rgb;
} LwExportClass;

/**
 * LwExportOptions: all may be left zero.
 * @rows: (nullable): which offices; %NULL for all
 * @notes: (nullable): what is noted of them, with columns of their own; the file says so if any is confidential
 * @about: (nullable): what the file says of itself; without it, nothing
 * @classes: (nullable): the classes of the vacancy rate, the unknown one first, then upwards
 * @n_classes: their number
 * @shapes: (nullable) (element-type LwGeometry): of a table, the polygons of each row in RD New, %NULL for none
 * @progress: (nullable): is told rows written
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop early
 */
typedef struct {
  const LwBitset *rows;
  const LwNoteTexts *notes;
  const LwProvenance *about;
  const LwExportClass *classes;
  guint n_classes;
  GPtrArray *shapes;
  LwProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
} LwExportOptions;

G_END_DECLS
