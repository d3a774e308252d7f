/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-offices-builder: makes tables of offices. A builder starts empty, or from a table that it edits: then a
 * column is copied only when one of its cells is set. One thread at a time. */
#pragma once

#include "model/lw-offices.h"

G_BEGIN_DECLS

typedef struct _LwOfficesBuilder LwOfficesBuilder;

LwOfficesBuilder *lw_offices_builder_new (guint n_expected);
LwOfficesBuilder *lw_offices_builder_new_from (LwOffices *offices);
void lw_offices_builder_free (LwOfficesBuilder *builder);
guint lw_offices_builder_add (LwOfficesBuilder *builder);
void lw_offices_builder_copy_row (LwOfficesBuilder *builder, guint row, const LwOffices *from, guint from_row);
guint lw_offices_builder_length (const LwOfficesBuilder *builder);
void lw_offices_builder_set_id (LwOfficesBuilder *builder, guint row, gint64 id);
void lw_offices_builder_set_bag_id (LwOfficesBuilder *builder, LwOfficeColumn column, guint row, LwBagId id);
void lw_offices_builder_set_text (LwOfficesBuilder *builder, LwOfficeColumn column, guint row, const char *text);
void lw_offices_builder_set_code (LwOfficesBuilder *builder, LwOfficeColumn column, guint row, guint code);
void lw_offices_builder_set_number (LwOfficesBuilder *builder, LwOfficeColumn column, guint row, double number);
void lw_offices_builder_set_integer (LwOfficesBuilder *builder, LwOfficeColumn column, guint row, int integer);
void lw_offices_builder_set_date (LwOfficesBuilder *builder, LwOfficeColumn column, guint row, LwDate date);
void lw_offices_builder_add_remarks (LwOfficesBuilder *builder, guint row, guint32 remarks);
void lw_offices_builder_clear_remarks (LwOfficesBuilder *builder, guint row, guint32 remarks);
void lw_offices_builder_set_date_shown (LwOfficesBuilder *builder, LwDate date);
void lw_offices_builder_set_scored (LwOfficesBuilder *builder, gboolean scored);
void lw_offices_builder_set_settings (LwOfficesBuilder *builder, const LwSettings *settings);
gpointer lw_offices_builder_cells (LwOfficesBuilder *builder, LwOfficeColumn column);
LwOffices *lw_offices_builder_end (LwOfficesBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwOfficesBuilder, lw_offices_builder_free)

G_END_DECLS
