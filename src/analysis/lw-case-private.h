/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-case-private: what the readers of the kinds of case files share: lines as words with their columns, a
 * cursor that walks along them, fields that are name-value pairs, and a little JSON. */
#pragma once

#include "analysis/lw-case.h"

#include <math.h>

G_BEGIN_DECLS

/* Limits against hostile files. */
#define LW_CASE_MAX_BYTES (256 * 1024 * 1024)
#define LW_CASE_MAX_LINE 65536
#define LW_CASE_MAX_WORDS 4096
#define LW_CASE_MAX_YEARS 200
#define LW_CASE_MAX_ITEMS 1000000
#define LW_CASE_MAX_STATES 5000000 /* offices times years */
#define LW_CASE_MAX_NUMBER 1e15

typedef struct {
  char *text;
  guint column; /* of its first character, from 1 */
  guint end;    /* the column after its last character */
} LwCaseWord;

typedef struct {
  guint number; /* from 1 */
  guint n_words;
  LwCaseWord *words;
} LwCaseLine;

typedef struct _LwCase LwCase;
typedef struct _LwCaseKind LwCaseKind;

typedef struct {
  LwCase *owner;
  const LwCaseLine *line;
  guint next;
} LwCaseCursor;

/* What an expectation is compared with: a number (NAN: unknown), or a text. */
typedef struct {
  double number;
  char *text;
} LwCaseValue;

/*
 * A kind of case: how its statements are read, how the case is computed after the last one, what an
 * expectation finds, and how the results are written. @state is what new() made.
 */
struct _LwCaseKind {
  const char *name;
  gpointer (*new_state) (void);
  void (*free_state) (gpointer state);
  gboolean (*read) (gpointer state, LwCaseCursor *cursor, GError **error);
  gboolean (*compute) (gpointer state, LwCase *owner, GCancellable *cancellable, GError **error);
  gboolean (*find) (gpointer state, LwCaseCursor *cursor, LwCaseValue *value, GError **error);
  void (*write_json) (gpointer state, GString *out);
};

struct _LwCase {
  const char *name;
  GStringChunk *chunk;
  GPtrArray *lines; /* of LwCaseLine */
  const LwCaseKind *kind;
  gpointer state;
  GString *results; /* text of the expectations that failed */
  LwCaseCounts counts;
};

/* lw-case-reader.c */
gboolean lw_case_read_lines (LwCase *self, const char *data, gsize length, GError **error);
void lw_case_line_free (LwCaseLine *line);
gboolean lw_case_fail (
    const LwCase *self, const LwCaseLine *line, guint column, GError **error, const char *format, ...)
    G_GNUC_PRINTF (5, 6);
gboolean lw_case_fail_whole (const LwCase *self, GError **error, const char *message);
gboolean lw_case_cursor_at_end (const LwCaseCursor *cursor);
const LwCaseWord *lw_case_cursor_last (const LwCaseCursor *cursor);
const char *lw_case_cursor_word (LwCaseCursor *cursor, GError **error);
gboolean lw_case_cursor_expect (LwCaseCursor *cursor, const char *word, GError **error);
gboolean lw_case_cursor_number (LwCaseCursor *cursor, double min, double max, double *value, GError **error);
gboolean lw_case_cursor_integer (LwCaseCursor *cursor, int min, int max, int *value, GError **error);
gboolean lw_case_cursor_unknown_word (LwCaseCursor *cursor, GError **error);
gboolean lw_case_cursor_finish (LwCaseCursor *cursor, GError **error);

/*
 * A name-value pair: the number goes to @offset in the state. A field that is @required must have been read;
 * the state holds NAN in its place until then.
 */
typedef struct {
  const char *name;
  gsize offset;
  double min;
  double max;
  gboolean required;
} LwCaseField;

gboolean lw_case_read_fields (
    gpointer state, const LwCaseField *fields, guint n_fields, LwCaseCursor *cursor, GError **error);
gboolean lw_case_check_fields (
    gconstpointer state, const LwCaseField *fields, guint n_fields, const LwCase *owner, GError **error);
void lw_case_clear_fields (gpointer state, const LwCaseField *fields, guint n_fields);

/* A result by name, for expectations and JSON alike. */
gboolean lw_case_find_field (gconstpointer state,
                             const LwCaseField *fields,
                             guint n_fields,
                             LwCaseCursor *cursor,
                             LwCaseValue *value,
                             GError **error);
void lw_case_write_fields (gconstpointer state, const LwCaseField *fields, guint n_fields, GString *out);

/* lw-case-json.c */
void lw_case_json_string (GString *out, const char *text);
void lw_case_json_number (GString *out, double value);
void lw_case_json_member (GString *out, const char *key, double value);

extern const LwCaseKind lw_case_kind_projection;
extern const LwCaseKind lw_case_kind_balance;
extern const LwCaseKind lw_case_kind_demand;
extern const LwCaseKind lw_case_kind_conversion;
extern const LwCaseKind lw_case_kind_cashflow;
extern const LwCaseKind lw_case_kind_fund;
extern const LwCaseKind lw_case_kind_assessment;
extern const LwCaseKind lw_case_kind_uncertainty;
extern const LwCaseKind lw_case_kind_waterfill;

G_END_DECLS
