/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-expression-evaluate: runs the nodes of an expression over blocks of rows with a stack of small arrays,
 * so that each node is one simple loop. What depends on the table but not on the row is found once: a
 * comparison of a text becomes a table over its dictionary.
 *
 * A number is unknown as NaN. A truth is 0 (false), 1 (unknown) or 2 (true): "and" is the lesser of two, "or"
 * the greater, "not" 2 minus it. */
#include "model/lw-expression-private.h"

#include <math.h>
#include <string.h>

#include "model/lw-fold.h"

/* Rows at a time; a multiple of 64. A few arrays of these stay in the nearest cache. */
#define BLOCK 512

enum { TRUTH_FALSE = LW_TRUTH_FALSE, TRUTH_UNKNOWN = LW_TRUTH_UNKNOWN, TRUTH_TRUE = LW_TRUTH_TRUE };

typedef union {
  double numbers[BLOCK];
  guint8 truths[BLOCK];
} Slot;

struct _LwExpressionRun {
  const LwExpression *expression;
  const LwOffices *offices;
  const LwExpressionColumn *extra;
  guint n_extra;
  guint n_slots;
  guint8 **tables; /* of LW_NODE_MATCH on texts and codes: code -> truth */
  char **folded;   /* of LW_NODE_MATCH with "~": what to look for */
};

static const LwNode *
get_node (const LwExpressionRun *self, guint i)
{
  return &g_array_index (self->expression->nodes, LwNode, i);
}

static guint8
match_text (const LwNode *node, const char *text, const char *folded_text, const char *folded_wanted)
{
  gboolean matches;

  if (text[0] == '\0')
    return TRUTH_UNKNOWN;
  if (node->op == LW_TOKEN_CONTAINS)
    return strstr (folded_text, folded_wanted) ? TRUTH_TRUE : TRUTH_FALSE;
  matches = strcmp (text, node->text) == 0;
  return matches == (node->op == LW_TOKEN_EQUAL) ? TRUTH_TRUE : TRUTH_FALSE;
}

static guint8 *
match_dictionary (const LwOffices *offices, const LwNode *node, const char *wanted)
{
  const LwDictionary *dictionary = lw_offices_dictionary (offices, node->source);
  const char *const *folded = node->op == LW_TOKEN_CONTAINS ? lw_dictionary_folded (dictionary) : NULL;
  guint n = lw_dictionary_size (dictionary);
  guint8 *table = g_new (guint8, n);

  for (guint i = 0; i < n; i++)
    table[i] = match_text (node, lw_dictionary_get (dictionary, i), folded ? folded[i] : NULL, wanted);
  return table;
}

/* Words that have an order, best first: what is worse is more, as D is after C. */
static guint8
compare_codes (const LwNode *node, guint code)
{
  gboolean matches = node->op == LW_TOKEN_LESS            ? code < node->code
                     : node->op == LW_TOKEN_LESS_EQUAL    ? code <= node->code
                     : node->op == LW_TOKEN_GREATER       ? code > node->code
                                                          : code >= node->code;

  return code == 0 ? TRUTH_UNKNOWN : matches ? TRUTH_TRUE : TRUTH_FALSE;
}

static guint8 *
match_codes (const LwNode *node, const char *wanted)
{
  LwCodeKind kind = lw_office_column_codes (node->source);
  guint8 *table = g_new (guint8, lw_codes_count (kind));

  for (guint i = 0; i < lw_codes_count (kind); i++)
    {
      const char *token = lw_codes_token (kind, i);
      g_autofree char *folded = lw_fold (token);

      table[i] = lw_token_is_order (node->op) ? compare_codes (node, i) : match_text (node, token, folded, wanted);
    }
  return table;
}

/* The most slots in use at a time. */
static guint
count_slots (const LwExpression *expression)
{
  guint depth = 0, most = 0;

  for (guint i = 0; i < expression->nodes->len; i++)
    {
      switch (g_array_index (expression->nodes, LwNode, i).kind)
        {
        case LW_NODE_NUMBER:
        case LW_NODE_LITERAL:
        case LW_NODE_COLUMN:
        case LW_NODE_MATCH:
        case LW_NODE_MATCH_COLUMNS:
        case LW_NODE_COLUMN_UNKNOWN:
          depth++;
          break;
        case LW_NODE_NEGATE:
        case LW_NODE_NOT:
        case LW_NODE_NUMBER_UNKNOWN:
          break;
        case LW_NODE_ADD:
        case LW_NODE_SUBTRACT:
        case LW_NODE_MULTIPLY:
        case LW_NODE_DIVIDE:
        case LW_NODE_COMPARE:
        case LW_NODE_AND:
        case LW_NODE_OR:
        default:
          depth--;
          break;
        }
      most = MAX (most, depth);
    }
  return most;
}

/**
 * lw_expression_run_new:
 * @expression: an expression that outlives the run, as do @offices and @extra
 *
 * Returns: (transfer full): an expression ready to run over a table, in any number of threads
 */
LwExpressionRun *
lw_expression_run_new (const LwExpression *expression,
                       const LwOffices *offices,
                       const LwExpressionColumn *extra,
                       guint n_extra)
{
  LwExpressionRun *self = g_new0 (LwExpressionRun, 1);
  guint n = expression->nodes->len;

  self->expression = expression;
  self->offices = offices;
  self->extra = extra;
  self->n_extra = n_extra;
  self->n_slots = count_slots (expression);
  self->tables = g_new0 (guint8 *, n);
  self->folded = g_new0 (char *, n);
  for (guint i = 0; i < n; i++)
    {
      const LwNode *node = get_node (self, i);

      if (node->kind != LW_NODE_MATCH)
        continue;
      if (node->op == LW_TOKEN_CONTAINS)
        self->folded[i] = lw_fold (node->text);
      if (node->type == LW_VALUE_TEXT)
        self->tables[i] = match_dictionary (offices, node, self->folded[i]);
      else if (node->type == LW_VALUE_CODE)
        self->tables[i] = match_codes (node, self->folded[i]);
    }
  return self;
}

void
lw_expression_run_free (LwExpressionRun *run)
{
  for (guint i = 0; i < run->expression->nodes->len; i++)
    {
      g_free (run->tables[i]);
      g_free (run->folded[i]);
    }
  g_free (run->tables);
  g_free (run->folded);
  g_free (run);
}

static const double *
find_extra (const LwExpressionRun *self, guint source)
{
  const char *name = lw_expression_source_name (source, (const char *const *) self->expression->extra_names);

  for (guint i = 0; i < self->n_extra; i++)
    if (strcmp (self->extra[i].name, name) == 0)
      return self->extra[i].cells;
  return NULL;
}

static double
count_vacancy_years (const LwOffices *offices, guint row)
{
  LwDate since = offices->vacant_since[row];

  if (!(offices->vacant_stock_m2[row] > 0) || since == LW_DATE_UNKNOWN || offices->date == LW_DATE_UNKNOWN ||
      since > offices->date)
    return NAN;
  return lw_date_completed_years (since, offices->date);
}

static void
load_derived (const LwExpressionRun *self, guint source, guint first, guint n, double *out)
{
  const double *cells;

  switch (source)
    {
    case LW_SOURCE_VACANCY_RATE:
      for (guint i = 0; i < n; i++)
        out[i] = lw_offices_vacancy_rate (self->offices, first + i);
      break;
    case LW_SOURCE_VACANCY_YEARS:
      for (guint i = 0; i < n; i++)
        out[i] = count_vacancy_years (self->offices, first + i);
      break;
    default:
      cells = find_extra (self, source);
      for (guint i = 0; i < n; i++)
        out[i] = cells ? cells[first + i] : NAN;
      break;
    }
}

/* Reads a column of numbers, dates or yes-or-no. */
static void
load_column (const LwExpressionRun *self, guint source, guint first, guint n, double *out)
{
  gconstpointer cells = source < LW_N_OFFICE_COLUMNS ? lw_offices_cells (self->offices, source) : NULL;

  /* Who computed a column that the table does not hold yet may give it. */
  if (source == LW_OFFICE_SCORE && find_extra (self, source) != NULL)
    cells = find_extra (self, source);

#define LOAD(type, value)                                                                                    \
  for (guint i = 0; i < n; i++)                                                                              \
    {                                                                                                        \
      type cell = ((const type *) cells)[first + i];                                                         \
                                                                                                             \
      out[i] = (value);                                                                                      \
    }
  if (cells == NULL)
    {
      load_derived (self, source, first, n, out);
      return;
    }
  switch ((int) lw_office_column_type (source))
    {
    case LW_COLUMN_NUMBER:
      memcpy (out, (const double *) cells + first, n * sizeof *out);
      break;
    case LW_COLUMN_INTEGER:
      LOAD (gint32, cell == 0 ? NAN : cell)
      break;
    case LW_COLUMN_DATE:
      LOAD (LwDate, cell == LW_DATE_UNKNOWN ? NAN : cell)
      break;
    case LW_COLUMN_CODE:
      LOAD (guint8, cell == LW_YES_NO_UNKNOWN ? NAN : cell == LW_YES)
      break;
    case LW_COLUMN_FLAGS:
      LOAD (guint32, cell)
      break;
    case LW_COLUMN_ID:
    default:
      LOAD (gint64, cell == 0 ? NAN : (double) cell)
      break;
    }
#undef LOAD
}

static void
calculate (LwNodeKind kind, double *a, const double *b, guint n)
{
  switch ((int) kind)
    {
    case LW_NODE_ADD:
      for (guint i = 0; i < n; i++)
        a[i] += b[i];
      break;
    case LW_NODE_SUBTRACT:
      for (guint i = 0; i < n; i++)
        a[i] -= b[i];
      break;
    case LW_NODE_MULTIPLY:
      for (guint i = 0; i < n; i++)
        a[i] *= b[i];
      break;
    case LW_NODE_DIVIDE:
    default:
      for (guint i = 0; i < n; i++)
        a[i] = b[i] == 0 ? NAN : a[i] / b[i];
      break;
    }
}

static void
compare_numbers (LwTokenKind op, const double *a, const double *b, guint n, guint8 *out)
{
  guint8 result[BLOCK];

#define COMPARE(sign)                                                                                        \
  for (guint i = 0; i < n; i++)                                                                              \
    result[i] = isunordered (a[i], b[i]) ? TRUTH_UNKNOWN : a[i] sign b[i] ? TRUTH_TRUE : TRUTH_FALSE;        \
  break;

  switch ((int) op)
    {
    case LW_TOKEN_EQUAL:
      COMPARE (==)
    case LW_TOKEN_NOT_EQUAL:
      COMPARE (!=)
    case LW_TOKEN_LESS:
      COMPARE (<)
    case LW_TOKEN_LESS_EQUAL:
      COMPARE (<=)
    case LW_TOKEN_GREATER:
      COMPARE (>)
    case LW_TOKEN_GREATER_EQUAL:
    default:
      COMPARE (>=)
    }
#undef COMPARE
  /* @out may be the memory of @a. */
  memcpy (out, result, n);
}

static void
match_ids (const LwNode *node, const char *wanted, const LwBagId *ids, guint n, guint8 *out)
{
  char digits[LW_BAG_ID_LENGTH + 1];

  for (guint i = 0; i < n; i++)
    if (ids[i] == 0)
      out[i] = TRUTH_UNKNOWN;
    else if (node->op == LW_TOKEN_CONTAINS)
      {
        lw_bag_id_format (ids[i], digits);
        out[i] = strstr (digits, wanted) ? TRUTH_TRUE : TRUTH_FALSE;
      }
    else
      out[i] = (ids[i] == node->code) == (node->op == LW_TOKEN_EQUAL) ? TRUTH_TRUE : TRUTH_FALSE;
}

static void
match_rows (const LwExpressionRun *self, guint which, guint first, guint n, guint8 *out)
{
  const LwNode *node = get_node (self, which);
  gconstpointer cells = lw_offices_cells (self->offices, node->source);
  const guint8 *table = self->tables[which];

  if (node->type == LW_VALUE_BAG_ID)
    match_ids (node, self->folded[which], (const LwBagId *) cells + first, n, out);
  else if (node->type == LW_VALUE_CODE)
    for (guint i = 0; i < n; i++)
      out[i] = table[((const guint8 *) cells)[first + i]];
  else
    for (guint i = 0; i < n; i++)
      out[i] = table[((const guint32 *) cells)[first + i]];
}

static void
match_columns (const LwExpressionRun *self, const LwNode *node, guint first, guint n, guint8 *out)
{
  const guint32 *a = (const guint32 *) lw_offices_cells (self->offices, node->source) + first;
  const guint32 *b = (const guint32 *) lw_offices_cells (self->offices, node->other) + first;
  const LwDictionary *texts_a = lw_offices_dictionary (self->offices, node->source);
  const LwDictionary *texts_b = lw_offices_dictionary (self->offices, node->other);
  gboolean contains = node->op == LW_TOKEN_CONTAINS;
  const char *const *folded_a = contains ? lw_dictionary_folded (texts_a) : NULL;
  const char *const *folded_b = contains ? lw_dictionary_folded (texts_b) : NULL;

  for (guint i = 0; i < n; i++)
    if (a[i] == 0 || b[i] == 0)
      out[i] = TRUTH_UNKNOWN;
    else if (contains)
      out[i] = strstr (folded_a[a[i]], folded_b[b[i]]) ? TRUTH_TRUE : TRUTH_FALSE;
    else
      out[i] = (strcmp (lw_dictionary_get (texts_a, a[i]), lw_dictionary_get (texts_b, b[i])) == 0) ==
                       (node->op == LW_TOKEN_EQUAL)
                   ? TRUTH_TRUE
                   : TRUTH_FALSE;
}

static void
find_unknown_numbers (Slot *slot, gboolean negated, guint n)
{
  guint8 result[BLOCK];

  for (guint i = 0; i < n; i++)
    result[i] = isnan (slot->numbers[i]) != negated ? TRUTH_TRUE : TRUTH_FALSE;
  memcpy (slot->truths, result, n);
}

/* Pushes a value. */
static void
push_value (const LwExpressionRun *self, guint which, guint first, guint n, Slot *slot)
{
  const LwNode *node = get_node (self, which);

  switch ((int) node->kind)
    {
    case LW_NODE_NUMBER:
      for (guint i = 0; i < n; i++)
        slot->numbers[i] = node->number;
      break;
    case LW_NODE_COLUMN:
      load_column (self, node->source, first, n, slot->numbers);
      break;
    case LW_NODE_MATCH:
      match_rows (self, which, first, n, slot->truths);
      break;
    case LW_NODE_MATCH_COLUMNS:
      match_columns (self, node, first, n, slot->truths);
      break;
    case LW_NODE_COLUMN_UNKNOWN:
    default:
      for (guint i = 0; i < n; i++)
        slot->truths[i] = lw_offices_cell_is_known (self->offices, node->source, first + i) == node->negated
                              ? TRUTH_TRUE
                              : TRUTH_FALSE;
      break;
    }
}

/* Changes the last value. */
static void
change_value (const LwNode *node, guint n, Slot *slot)
{
  switch ((int) node->kind)
    {
    case LW_NODE_NEGATE:
      for (guint i = 0; i < n; i++)
        slot->numbers[i] = -slot->numbers[i];
      break;
    case LW_NODE_NUMBER_UNKNOWN:
      find_unknown_numbers (slot, node->negated, n);
      break;
    case LW_NODE_NOT:
    default:
      for (guint i = 0; i < n; i++)
        slot->truths[i] = TRUTH_TRUE - slot->truths[i];
      break;
    }
}

/* Joins the last two values into @a. */
static void
join_values (const LwNode *node, guint n, Slot *a, const Slot *b)
{
  switch ((int) node->kind)
    {
    case LW_NODE_COMPARE:
      compare_numbers (node->op, a->numbers, b->numbers, n, a->truths);
      break;
    case LW_NODE_AND:
      for (guint i = 0; i < n; i++)
        a->truths[i] = MIN (a->truths[i], b->truths[i]);
      break;
    case LW_NODE_OR:
      for (guint i = 0; i < n; i++)
        a->truths[i] = MAX (a->truths[i], b->truths[i]);
      break;
    default:
      calculate (node->kind, a->numbers, b->numbers, n);
      break;
    }
}

static void
run_block (const LwExpressionRun *self, guint first, guint n, Slot *slots)
{
  guint depth = 0;

  for (guint i = 0; i < self->expression->nodes->len; i++)
    {
      const LwNode *node = get_node (self, i);

      switch (node->kind)
        {
        case LW_NODE_NUMBER:
        case LW_NODE_LITERAL:
        case LW_NODE_COLUMN:
        case LW_NODE_MATCH:
        case LW_NODE_MATCH_COLUMNS:
        case LW_NODE_COLUMN_UNKNOWN:
          push_value (self, i, first, n, &slots[depth++]);
          break;
        case LW_NODE_NEGATE:
        case LW_NODE_NUMBER_UNKNOWN:
        case LW_NODE_NOT:
          change_value (node, n, &slots[depth - 1]);
          break;
        case LW_NODE_ADD:
        case LW_NODE_SUBTRACT:
        case LW_NODE_MULTIPLY:
        case LW_NODE_DIVIDE:
        case LW_NODE_COMPARE:
        case LW_NODE_AND:
        case LW_NODE_OR:
        default:
          depth--;
          join_values (node, n, &slots[depth - 1], &slots[depth]);
          break;
        }
    }
  g_assert (depth == 1);
}

/**
 * lw_expression_run_rows:
 * @first: the first row, a multiple of 64
 * @n: number of rows
 * @words: (inout): a bit per row from @first on; those stay 1 for which the expression is true
 */
void
lw_expression_run_rows (const LwExpressionRun *run, guint first, guint n, guint64 *words)
{
  g_autofree Slot *slots = g_new (Slot, run->n_slots);

  g_assert (first % 64 == 0);
  for (guint start = 0; start < n; start += BLOCK)
    {
      guint length = MIN (BLOCK, n - start);

      run_block (run, first + start, length, slots);
      lw_bitset_words_keep (words + start / 64, slots[0].truths, TRUTH_TRUE, length);
    }
}

/**
 * lw_expression_run_truths:
 * @first: the first row
 * @n: number of rows
 * @truths: (out): of each row from @first on: %LW_TRUTH_FALSE, %LW_TRUTH_UNKNOWN or %LW_TRUTH_TRUE
 */
void
lw_expression_run_truths (const LwExpressionRun *run, guint first, guint n, guint8 *truths)
{
  g_autofree Slot *slots = g_new (Slot, run->n_slots);

  for (guint start = 0; start < n; start += BLOCK)
    {
      guint length = MIN (BLOCK, n - start);

      run_block (run, first + start, length, slots);
      memcpy (truths + start, slots[0].truths, length);
    }
}
