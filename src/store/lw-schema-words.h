/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-schema-words: what people call the tables and columns of a document, where a row of it has to be told: in a
 * conflict of two copies, in the report of a recovery. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *lw_schema_table_word (const char *table);
const char *lw_schema_column_word (const char *column);
char *lw_schema_value_words (const char *column, const char *value);

G_END_DECLS
