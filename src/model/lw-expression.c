/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-expression: see lw-expression.h. The object, and the way back to text. */
#include "model/lw-expression-private.h"

#include <string.h>

#include "model/lw-parallel.h"

G_DEFINE_BOXED_TYPE (LwExpression, lw_expression, lw_expression_ref, lw_expression_unref)

/* How tightly a piece of text holds together; what is looser needs parentheses. */
typedef enum {
  BOND_OR,
  BOND_AND,
  BOND_NOT,
  BOND_COMPARISON,
  BOND_SUM,
  BOND_PRODUCT,
  BOND_SIGN,
  BOND_WHOLE,
} Bond;

typedef struct {
  GString *text;
  Bond bond;
} Piece;

/**
 * lw_expression_parse:
 * @text: a condition, such as `municipality_code = "GM0344" and floor_area_m2 >= 500`
 * @extra_names: (nullable) (array zero-terminated=1): names of further numbers, given as columns at
 *   evaluation
 *
 * Names may be in any case. Texts compare exactly with `=` and `!=`, and without case and diacritics with `~`
 * (contains); coded properties by the words of files (`owner_type = "private"`); identifications by their 16
 * digits. Dates are written 2021-01-31, with or without quotes; yes is 1 and no is 0; a yes-or-no column
 * alone is a condition. A division by 0 is unknown. `vacancy_rate` is vacant over stock, `vacancy_years` the
 * completed years that an office has stood empty; `score` is unknown unless it is given.
 *
 * Returns: (transfer full): the expression, or %NULL with %LW_ERROR_EXPRESSION, whose message names the
 *   column
 */
LwExpression *
lw_expression_parse (const char *text, const char *const *extra_names, GError **error)
{
  GArray *nodes;
  LwExpression *self;

  g_return_val_if_fail (text != NULL, NULL);
  nodes = lw_expression_parse_nodes (text, extra_names, error);
  if (nodes == NULL)
    return NULL;
  self = g_new0 (LwExpression, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->nodes = nodes;
  self->extra_names = g_strdupv ((char **) extra_names);
  return self;
}

LwExpression *
lw_expression_ref (LwExpression *expression)
{
  g_return_val_if_fail (expression != NULL, NULL);
  g_atomic_ref_count_inc (&expression->ref_count);
  return expression;
}

void
lw_expression_unref (LwExpression *expression)
{
  g_return_if_fail (expression != NULL);
  if (!g_atomic_ref_count_dec (&expression->ref_count))
    return;
  g_array_unref (expression->nodes);
  g_strfreev (expression->extra_names);
  g_free (expression);
}

static const char *
sign_of (LwTokenKind op)
{
  switch ((int) op)
    {
    case LW_TOKEN_EQUAL:
      return "=";
    case LW_TOKEN_NOT_EQUAL:
      return "!=";
    case LW_TOKEN_LESS:
      return "<";
    case LW_TOKEN_LESS_EQUAL:
      return "<=";
    case LW_TOKEN_GREATER:
      return ">";
    case LW_TOKEN_GREATER_EQUAL:
      return ">=";
    case LW_TOKEN_CONTAINS:
    default:
      return "~";
    }
}

static void
push_piece (GArray *pieces, Bond bond, GString *text)
{
  Piece piece = { text, bond };

  g_array_append_val (pieces, piece);
}

/* Takes the last piece, in parentheses if it is looser than @least. */
static GString *
pop_piece (GArray *pieces, Bond least)
{
  Piece piece = g_array_index (pieces, Piece, pieces->len - 1);

  g_array_set_size (pieces, pieces->len - 1);
  if (piece.bond < least)
    {
      g_string_prepend_c (piece.text, '(');
      g_string_append_c (piece.text, ')');
    }
  return piece.text;
}

static GString *
quote_text (const char *text)
{
  GString *quoted = g_string_new ("\"");

  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (quoted, '"');
      g_string_append_c (quoted, *text);
    }
  return g_string_append_c (quoted, '"');
}

static GString *
write_number (const LwNode *node)
{
  GString *text = g_string_new (NULL);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *iso = NULL;

  if (node->type == LW_VALUE_DATE)
    {
      iso = lw_date_to_iso ((LwDate) node->number);
      return g_string_append (text, iso);
    }
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", node->number);
  if (g_ascii_strtod (buffer, NULL) != node->number)
    g_ascii_formatd (buffer, sizeof buffer, "%.17g", node->number);
  return g_string_append (text, buffer);
}

/* Joins the last two pieces. The right one of equal bond gets parentheses: a - (b - c). */
static void
join_pieces (GArray *pieces, Bond bond, const char *between)
{
  g_autofree char *right = g_string_free (pop_piece (pieces, bond + 1), FALSE);
  GString *left = pop_piece (pieces, bond);

  g_string_append_printf (left, " %s %s", between, right);
  push_piece (pieces, bond, left);
}

static void
write_comparison (GArray *pieces, const LwExpression *self, const LwNode *node)
{
  const char *const *extra = (const char *const *) self->extra_names;
  GString *text = NULL;
  g_autofree char *quoted = NULL;

  if (node->kind == LW_NODE_NUMBER_UNKNOWN)
    text = pop_piece (pieces, BOND_SUM);
  else
    text = g_string_new (lw_expression_source_name (node->source, extra));
  if (node->kind == LW_NODE_MATCH)
    {
      quoted = g_string_free (quote_text (node->text), FALSE);
      g_string_append_printf (text, " %s %s", sign_of (node->op), quoted);
    }
  else if (node->kind == LW_NODE_MATCH_COLUMNS)
    g_string_append_printf (text, " %s %s", sign_of (node->op),
                            lw_expression_source_name (node->other, extra));
  else
    g_string_append (text, node->negated ? " is not unknown" : " is unknown");
  push_piece (pieces, BOND_COMPARISON, text);
}

static void
write_node (GArray *pieces, const LwExpression *self, const LwNode *node)
{
  switch (node->kind)
    {
    case LW_NODE_NUMBER:
      push_piece (pieces, BOND_WHOLE, write_number (node));
      break;
    case LW_NODE_COLUMN:
      push_piece (
          pieces, BOND_WHOLE,
          g_string_new (lw_expression_source_name (node->source, (const char *const *)self->extra_names)));
      break;
    case LW_NODE_NEGATE:
      push_piece (pieces, BOND_SIGN, g_string_prepend (pop_piece (pieces, BOND_SIGN), "-"));
      break;
    case LW_NODE_ADD:
    case LW_NODE_SUBTRACT:
      join_pieces (pieces, BOND_SUM, node->kind == LW_NODE_ADD ? "+" : "-");
      break;
    case LW_NODE_MULTIPLY:
    case LW_NODE_DIVIDE:
      join_pieces (pieces, BOND_PRODUCT, node->kind == LW_NODE_MULTIPLY ? "*" : "/");
      break;
    case LW_NODE_COMPARE:
      join_pieces (pieces, BOND_COMPARISON, sign_of (node->op));
      break;
    case LW_NODE_NOT:
      push_piece (pieces, BOND_NOT, g_string_prepend (pop_piece (pieces, BOND_NOT), "not "));
      break;
    case LW_NODE_AND:
    case LW_NODE_OR:
      join_pieces (pieces, node->kind == LW_NODE_AND ? BOND_AND : BOND_OR,
                   node->kind == LW_NODE_AND ? "and" : "or");
      break;
    case LW_NODE_MATCH:
    case LW_NODE_MATCH_COLUMNS:
    case LW_NODE_NUMBER_UNKNOWN:
    case LW_NODE_COLUMN_UNKNOWN:
    case LW_NODE_LITERAL:
    default:
      write_comparison (pieces, self, node);
      break;
    }
}

/**
 * lw_expression_to_string:
 *
 * Returns: (transfer full): the expression in its plainest form; reading it gives an equal expression
 */
char *
lw_expression_to_string (const LwExpression *expression)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  g_return_val_if_fail (expression != NULL, NULL);
  for (guint i = 0; i < expression->nodes->len; i++)
    write_node (pieces, expression, &g_array_index (expression->nodes, LwNode, i));
  g_assert (pieces->len == 1);
  return g_string_free (pop_piece (pieces, BOND_OR), FALSE);
}

/**
 * lw_expression_equal:
 *
 * Returns: whether both are written the same in their plainest form
 */
gboolean
lw_expression_equal (const LwExpression *a, const LwExpression *b)
{
  g_autofree char *text_a = lw_expression_to_string (a);
  g_autofree char *text_b = lw_expression_to_string (b);

  return strcmp (text_a, text_b) == 0;
}

/**
 * lw_expression_uses:
 * @name: a name, such as `score`
 *
 * Returns: whether the expression looks at @name, so that a caller need not compute what is not asked for
 */
gboolean
lw_expression_uses (const LwExpression *expression, const char *name)
{
  guint source;

  if (!lw_expression_find_source (name, (const char *const *) expression->extra_names, &source))
    return FALSE;
  for (guint i = 0; i < expression->nodes->len; i++)
    {
      const LwNode *node = &g_array_index (expression->nodes, LwNode, i);

      if (((node->kind == LW_NODE_COLUMN || node->kind == LW_NODE_MATCH
            || node->kind == LW_NODE_COLUMN_UNKNOWN)
           && node->source == source)
          || (node->kind == LW_NODE_MATCH_COLUMNS && (node->source == source || node->other == source)))
        return TRUE;
    }
  return FALSE;
}

typedef struct {
  const LwExpressionRun *run;
  LwBitset *rows;
} Evaluation;

static void
evaluate_slice (guint first, guint n, gpointer data)
{
  const Evaluation *evaluation = data;

  lw_expression_run_rows (evaluation->run, first, n, evaluation->rows->words + first / 64);
}

/**
 * lw_expression_evaluate:
 * @extra: (nullable) (array length=n_extra): `score` and the declared names, as far as they are known
 *
 * Returns: (transfer full): the rows for which the expression is true, or %NULL with %G_IO_ERROR_CANCELLED
 */
LwBitset *
lw_expression_evaluate (const LwExpression *expression,
                        const LwOffices *offices,
                        const LwExpressionColumn *extra,
                        guint n_extra,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (LwExpressionRun) run = NULL;
  g_autoptr (LwBitset) rows = NULL;
  Evaluation evaluation;

  g_return_val_if_fail (expression != NULL && offices != NULL, NULL);
  run = lw_expression_run_new (expression, offices, extra, n_extra);
  rows = lw_bitset_new_full (offices->n);
  evaluation = (Evaluation){ run, rows };
  if (!lw_parallel_run_slices (offices->n, 0, evaluate_slice, &evaluation, cancellable, error))
    return NULL;
  return g_steal_pointer (&rows);
}

typedef struct {
  const LwExpressionRun *run;
  guint8 *truths;
} TruthEvaluation;

static void
evaluate_truths_of_slice (guint first, guint n, gpointer data)
{
  const TruthEvaluation *evaluation = data;

  lw_expression_run_truths (evaluation->run, first, n, evaluation->truths + first);
}

/**
 * lw_expression_evaluate_truths:
 * @extra: (nullable) (array length=n_extra): as for lw_expression_evaluate()
 * @truths: (out): of each office %LW_TRUTH_FALSE, %LW_TRUTH_UNKNOWN or %LW_TRUTH_TRUE
 *
 * For who has to tell what is false from what is not known.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED
 */
gboolean
lw_expression_evaluate_truths (const LwExpression *expression,
                               const LwOffices *offices,
                               const LwExpressionColumn *extra,
                               guint n_extra,
                               guint8 *truths,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (LwExpressionRun) run = NULL;
  TruthEvaluation evaluation;

  g_return_val_if_fail (expression != NULL && offices != NULL && truths != NULL, FALSE);
  run = lw_expression_run_new (expression, offices, extra, n_extra);
  evaluation = (TruthEvaluation){ run, truths };
  return lw_parallel_run_slices (offices->n, 0, evaluate_truths_of_slice, &evaluation, cancellable, error);
}
