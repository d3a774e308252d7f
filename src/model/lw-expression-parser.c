/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-expression-parser: from text to nodes, by recursive descent. Types are settled here, so that evaluation
 * has nothing left to go wrong. Loosest to tightest: or, and, not, comparisons, + -, * /, sign.
 *
 * The nodes come out in postfix order. A text, a code or an identification is always a single node, which the
 * comparison that it stands in takes back and replaces. */
#include "model/lw-expression-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/lw-error.h"

typedef struct {
  LwLexer lexer;
  LwToken token;
  GArray *nodes;
  const char *const *extra_names;
  guint depth;
  GError **error;
} Parser;

typedef struct {
  LwValueType type;
  guint column; /* where it begins, for errors */
  guint node;   /* its last node */
} Operand;

static gboolean parse_or (Parser *parser, Operand *result);

static void
clear_node (gpointer data)
{
  g_free (((LwNode *) data)->text);
}

static LwNode *
get_node (Parser *parser, guint i)
{
  return &g_array_index (parser->nodes, LwNode, i);
}

static void
push_node (Parser *parser, LwNode node, Operand *result)
{
  g_array_append_val (parser->nodes, node);
  result->type = node.type;
  result->node = parser->nodes->len - 1;
}

static gboolean
next_token (Parser *parser)
{
  lw_token_clear (&parser->token);
  return lw_lexer_next (&parser->lexer, &parser->token, parser->error);
}

static gboolean
fail (Parser *parser, guint column, const char *message)
{
  lw_expression_set_error (parser->error, column, "%s", message);
  return FALSE;
}

/* Name of a node that is a column, for messages. */
static const char *
get_name (Parser *parser, const Operand *operand)
{
  const LwNode *node = get_node (parser, operand->node);

  return node->kind == LW_NODE_COLUMN ? lw_expression_source_name (node->source, parser->extra_names) : NULL;
}

static gboolean
enter (Parser *parser)
{
  if (++parser->depth <= LW_EXPRESSION_MAX_DEPTH)
    return TRUE;
  return fail (parser, parser->token.column, _ ("this is nested too deeply"));
}

static gboolean
parse_name (Parser *parser, Operand *result)
{
  const char *name = parser->token.text;
  const char *nearest;
  LwNode node = { .kind = LW_NODE_COLUMN };

  if (!lw_expression_find_source (name, parser->extra_names, &node.source))
    {
      nearest = lw_expression_nearest_name (name, parser->extra_names);
      if (nearest)
        lw_expression_set_error (parser->error, parser->token.column,
                                 /* Translators: both are names of columns */
                                 _ ("there is no name “%s”; did you mean “%s”?"), name, nearest);
      else
        lw_expression_set_error (parser->error, parser->token.column,
                                 _ ("there is no name “%s”; the names are those of the columns of an export"),
                                 name);
      return FALSE;
    }
  node.type = lw_expression_source_type (node.source);
  push_node (parser, node, result);
  return next_token (parser);
}

static gboolean
parse_literal (Parser *parser, Operand *result)
{
  LwNode node = { .kind = LW_NODE_LITERAL, .type = LW_VALUE_LITERAL };

  if (parser->token.kind == LW_TOKEN_TEXT)
    node.text = g_steal_pointer (&parser->token.text);
  else
    {
      node.kind = LW_NODE_NUMBER;
      node.type = parser->token.kind == LW_TOKEN_DATE ? LW_VALUE_DATE : LW_VALUE_NUMBER;
      node.number = parser->token.number;
    }
  push_node (parser, node, result);
  return next_token (parser);
}

static gboolean
parse_parentheses (Parser *parser, Operand *result)
{
  guint column = parser->token.column;

  if (!enter (parser) || !next_token (parser) || !parse_or (parser, result))
    return FALSE;
  parser->depth--;
  if (parser->token.kind != LW_TOKEN_CLOSE)
    return fail (parser, column, _ ("the parenthesis that opens here is not closed"));
  result->column = column;
  return next_token (parser);
}

static gboolean
parse_primary (Parser *parser, Operand *result)
{
  result->column = parser->token.column;
  switch ((int) parser->token.kind)
    {
    case LW_TOKEN_NAME:
      return parse_name (parser, result);
    case LW_TOKEN_NUMBER:
    case LW_TOKEN_DATE:
    case LW_TOKEN_TEXT:
      return parse_literal (parser, result);
    case LW_TOKEN_OPEN:
      return parse_parentheses (parser, result);
    case LW_TOKEN_END:
      return fail (parser, parser->token.column, _ ("something is missing at the end"));
    case LW_TOKEN_UNKNOWN:
      return fail (parser, parser->token.column, _ ("write “is unknown” to ask for what is not known"));
    default:
      return fail (parser, parser->token.column, _ ("a name, a number or a text is expected here"));
    }
}

static gboolean
need_number (Parser *parser, const Operand *operand)
{
  switch ((int) operand->type)
    {
    case LW_VALUE_NUMBER:
    case LW_VALUE_YES_NO:
      return TRUE;
    case LW_VALUE_DATE:
      return fail (parser, operand->column, _ ("dates can be compared, not calculated with"));
    default:
      return fail (parser, operand->column, _ ("a number is expected here"));
    }
}

static gboolean
parse_sign (Parser *parser, Operand *result)
{
  guint column = parser->token.column;

  if (parser->token.kind != LW_TOKEN_MINUS)
    return parse_primary (parser, result);
  if (!enter (parser) || !next_token (parser) || !parse_sign (parser, result)
      || !need_number (parser, result))
    return FALSE;
  parser->depth--;
  result->column = column;
  push_node (parser, (LwNode){ .kind = LW_NODE_NEGATE, .type = LW_VALUE_NUMBER }, result);
  return TRUE;
}

typedef gboolean (*ParseFunc) (Parser *parser, Operand *result);

static gboolean
parse_arithmetic (Parser *parser, Operand *result, ParseFunc parse_operand, LwTokenKind first_sign,
                  LwNodeKind first_node)
{
  if (!parse_operand (parser, result))
    return FALSE;
  while (parser->token.kind == first_sign || parser->token.kind == first_sign + 1)
    {
      LwNode node = { .kind = first_node + (parser->token.kind - first_sign), .type = LW_VALUE_NUMBER };
      Operand right = { 0 };

      if (!need_number (parser, result) || !next_token (parser) || !parse_operand (parser, &right) ||
          !need_number (parser, &right))
        return FALSE;
      push_node (parser, node, result);
    }
  return TRUE;
}

static gboolean
parse_product (Parser *parser, Operand *result)
{
  return parse_arithmetic (parser, result, parse_sign, LW_TOKEN_TIMES, LW_NODE_MULTIPLY);
}

static gboolean
parse_sum (Parser *parser, Operand *result)
{
  return parse_arithmetic (parser, result, parse_product, LW_TOKEN_PLUS, LW_NODE_ADD);
}

static gboolean
is_number_like (const Operand *operand)
{
  return operand->type == LW_VALUE_NUMBER || operand->type == LW_VALUE_YES_NO
         || operand->type == LW_VALUE_DATE;
}

/* A text in quotes beside a date or a yes-or-no becomes one. */
static gboolean
convert_literal (Parser *parser, Operand *literal, const Operand *beside)
{
  LwNode *node = get_node (parser, literal->node);
  g_autofree char *text = g_steal_pointer (&node->text);
  LwDate date = lw_date_parse_iso (text);
  guint8 yes_no = LW_YES_NO_UNKNOWN;

  if (beside->type == LW_VALUE_NUMBER)
    return fail (parser, literal->column, _ ("a number is compared with a number, without quotes"));
  if (beside->type == LW_VALUE_DATE && date == LW_DATE_UNKNOWN)
    return fail (parser, literal->column, _ ("a date is written as 2021-01-31"));
  if (beside->type == LW_VALUE_YES_NO &&
      (!lw_codes_parse (LW_CODES_YES_NO, text, &yes_no) || yes_no == LW_YES_NO_UNKNOWN))
    return fail (parser, literal->column, _ ("yes is written as 1, no as 0"));
  *node = (LwNode){ .kind = LW_NODE_NUMBER, .type = beside->type };
  node->number = beside->type == LW_VALUE_DATE ? date : yes_no == LW_YES;
  literal->type = beside->type;
  return TRUE;
}

static gboolean
join_numbers (Parser *parser, Operand *left, LwTokenKind op, Operand *right, guint column)
{
  if (left->type == LW_VALUE_LITERAL && !convert_literal (parser, left, right))
    return FALSE;
  if (right->type == LW_VALUE_LITERAL && !convert_literal (parser, right, left))
    return FALSE;
  if ((left->type == LW_VALUE_DATE) != (right->type == LW_VALUE_DATE))
    return fail (parser, column, _ ("a date is compared with a date, such as 2021-01-31"));
  if (op == LW_TOKEN_CONTAINS)
    return fail (parser, column, _ ("“~” looks into texts, not into numbers"));
  push_node (parser, (LwNode){ .kind = LW_NODE_COMPARE, .type = LW_VALUE_CONDITION, .op = op }, left);
  return TRUE;
}

static gboolean
list_tokens (Parser *parser, const Operand *literal, guint source, const char *text)
{
  LwCodeKind kind = lw_office_column_codes (source);
  g_autoptr (GString) tokens = g_string_new (NULL);

  for (guint i = 1; i < lw_codes_count (kind); i++)
    g_string_append_printf (tokens, "%s%s", i > 1 ? ", " : "", lw_codes_token (kind, i));
  lw_expression_set_error (parser->error, literal->column,
                           /* Translators: the second is the name of a column, the third a list of words */
                           _ ("“%s” is no value of %s, which are: %s"), text, lw_office_column_name (source),
                           tokens->str);
  return FALSE;
}

/* What a text in quotes stands for beside a column. */
static gboolean
resolve_literal (Parser *parser, const Operand *literal, LwNode *match)
{
  guint8 code = 0;

  if (match->text[0] == '\0')
    return fail (parser, literal->column, _ ("write “is unknown” to ask for what is not known"));
  if (match->op == LW_TOKEN_CONTAINS)
    return TRUE;
  if (match->type == LW_VALUE_CODE)
    {
      if (!lw_codes_parse (lw_office_column_codes (match->source), match->text, &code) || code == 0)
        return list_tokens (parser, literal, match->source, match->text);
      match->code = code;
      /* However it was spelled, it is written back as files have it. */
      g_free (match->text);
      match->text = g_strdup (lw_codes_token (lw_office_column_codes (match->source), code));
    }
  if (match->type == LW_VALUE_BAG_ID)
    {
      match->code = lw_bag_id_parse (match->text, -1);
      if (match->code == 0)
        return fail (parser, literal->column,
                     _ ("an identification has 16 digits; part of one is found with “~”"));
    }
  return TRUE;
}

/* Energy labels have an order. */
static gboolean
has_order (Parser *parser, const Operand *left, const Operand *right)
{
  const Operand *name = left->type == LW_VALUE_LITERAL ? right : left;
  const Operand *text = name == left ? right : left;

  return name->type == LW_VALUE_CODE && text->type == LW_VALUE_LITERAL
         && get_node (parser, name->node)->source == LW_OFFICE_ENERGY_LABEL;
}

/* What "C" < energy_label says of energy_label. */
static LwTokenKind
turn_around (LwTokenKind op)
{
  switch ((int)op)
    {
    case LW_TOKEN_LESS:
      return LW_TOKEN_GREATER;
    case LW_TOKEN_LESS_EQUAL:
      return LW_TOKEN_GREATER_EQUAL;
    case LW_TOKEN_GREATER:
      return LW_TOKEN_LESS;
    case LW_TOKEN_GREATER_EQUAL:
      return LW_TOKEN_LESS_EQUAL;
    default:
      return op;
    }
}

static gboolean
join_column_and_literal (Parser *parser, Operand *left, LwTokenKind op, Operand *right, guint column)
{
  Operand *text = left->type == LW_VALUE_LITERAL ? left : right;
  const Operand *name = text == left ? right : left;
  LwNode node = { .kind = LW_NODE_MATCH, .op = text == left ? turn_around (op) : op, .type = name->type };
  gboolean resolved;

  if (text == left && op == LW_TOKEN_CONTAINS)
    return fail (parser, column, _ ("the name stands left of “~” and the text right of it"));
  node.source = get_node (parser, name->node)->source;
  node.text = g_steal_pointer (&get_node (parser, text->node)->text);
  resolved = resolve_literal (parser, text, &node);
  g_array_set_size (parser->nodes, parser->nodes->len - 2);
  push_node (parser, node, left);
  left->type = LW_VALUE_CONDITION;
  return resolved;
}

static gboolean
join_texts (Parser *parser, Operand *left, LwTokenKind op, Operand *right, guint column)
{
  LwNode node = { .kind = LW_NODE_MATCH_COLUMNS, .op = op, .type = LW_VALUE_CONDITION };

  if (lw_token_is_order (op) && !has_order (parser, left, right))
    return fail (parser, column, _ ("texts are compared with =, != or ~"));
  if (left->type == LW_VALUE_LITERAL && right->type == LW_VALUE_LITERAL)
    return fail (parser, column, _ ("two texts are compared here; one side should be the name of a column"));
  if (left->type == LW_VALUE_LITERAL || right->type == LW_VALUE_LITERAL)
    return join_column_and_literal (parser, left, op, right, column);
  if (left->type != LW_VALUE_TEXT || right->type != LW_VALUE_TEXT)
    return fail (parser, column, _ ("this column is compared with a text in quotes"));
  node.source = get_node (parser, left->node)->source;
  node.other = get_node (parser, right->node)->source;
  g_array_set_size (parser->nodes, parser->nodes->len - 2);
  push_node (parser, node, left);
  return TRUE;
}

static gboolean
join_comparison (Parser *parser, Operand *left, LwTokenKind op, Operand *right, guint column)
{
  const Operand *operands[] = { left, right };

  for (guint i = 0; i < 2; i++)
    if (operands[i]->type == LW_VALUE_CONDITION)
      return fail (parser, operands[i]->column,
                   _ ("a condition cannot be compared; join conditions with and, or"));
  if (is_number_like (left) || is_number_like (right))
    {
      const Operand *text = is_number_like (left) ? right : left;

      if (is_number_like (text) || text->type == LW_VALUE_LITERAL)
        return join_numbers (parser, left, op, right, column);
      lw_expression_set_error (parser->error, column,
                               _ ("%s is a text and is compared with a text in quotes"),
                               get_name (parser, text));
      return FALSE;
    }
  return join_texts (parser, left, op, right, column);
}

static gboolean
parse_is_unknown (Parser *parser, Operand *result)
{
  LwNode node = { .kind = LW_NODE_NUMBER_UNKNOWN, .type = LW_VALUE_CONDITION };

  if (!next_token (parser))
    return FALSE;
  if (parser->token.kind == LW_TOKEN_NOT)
    {
      node.negated = TRUE;
      if (!next_token (parser))
        return FALSE;
    }
  if (parser->token.kind != LW_TOKEN_UNKNOWN)
    return fail (parser, parser->token.column, _ ("after “is” comes “unknown” or “not unknown”"));
  if (result->type == LW_VALUE_CONDITION || result->type == LW_VALUE_LITERAL)
    return fail (parser, result->column, _ ("the name of a column is expected before “is unknown”"));
  if (!is_number_like (result))
    {
      node.kind = LW_NODE_COLUMN_UNKNOWN;
      node.source = get_node (parser, result->node)->source;
      g_array_set_size (parser->nodes, parser->nodes->len - 1);
    }
  push_node (parser, node, result);
  return next_token (parser);
}

static gboolean
is_comparison (LwTokenKind kind)
{
  return kind >= LW_TOKEN_EQUAL && kind <= LW_TOKEN_CONTAINS;
}

static gboolean
parse_comparison (Parser *parser, Operand *result)
{
  Operand right = { 0 };
  guint column;
  LwTokenKind op;

  if (!parse_sum (parser, result))
    return FALSE;
  column = parser->token.column;
  op = parser->token.kind;
  if (op == LW_TOKEN_IS)
    return parse_is_unknown (parser, result);
  if (!is_comparison (op))
    return TRUE;
  if (!next_token (parser) || !parse_sum (parser, &right)
      || !join_comparison (parser, result, op, &right, column))
    return FALSE;
  if (is_comparison (parser->token.kind))
    return fail (parser, parser->token.column,
                 _ ("comparisons cannot be chained; join two of them with “and”"));
  return TRUE;
}

/* A yes-or-no column by itself is a condition: "monument" is "monument = 1". */
static gboolean
need_condition (Parser *parser, Operand *operand)
{
  Operand one = { 0 };

  if (operand->type == LW_VALUE_CONDITION)
    return TRUE;
  if (operand->type != LW_VALUE_YES_NO)
    return fail (parser, operand->column, _ ("a condition is expected here, such as build_year < 1980"));
  push_node (parser, (LwNode){ .kind = LW_NODE_NUMBER, .type = LW_VALUE_YES_NO, .number = 1 }, &one);
  return join_numbers (parser, operand, LW_TOKEN_EQUAL, &one, operand->column);
}

static gboolean
parse_not (Parser *parser, Operand *result)
{
  guint column = parser->token.column;

  if (parser->token.kind != LW_TOKEN_NOT)
    return parse_comparison (parser, result);
  if (!enter (parser) || !next_token (parser) || !parse_not (parser, result)
      || !need_condition (parser, result))
    return FALSE;
  parser->depth--;
  result->column = column;
  push_node (parser, (LwNode){ .kind = LW_NODE_NOT, .type = LW_VALUE_CONDITION }, result);
  return TRUE;
}

static gboolean
parse_joined (Parser *parser, Operand *result, ParseFunc parse_operand, LwTokenKind word, LwNodeKind kind)
{
  if (!parse_operand (parser, result))
    return FALSE;
  while (parser->token.kind == word)
    {
      Operand right = { 0 };

      if (!need_condition (parser, result) || !next_token (parser) || !parse_operand (parser, &right) ||
          !need_condition (parser, &right))
        return FALSE;
      push_node (parser, (LwNode){ .kind = kind, .type = LW_VALUE_CONDITION }, result);
    }
  return TRUE;
}

static gboolean
parse_and (Parser *parser, Operand *result)
{
  return parse_joined (parser, result, parse_not, LW_TOKEN_AND, LW_NODE_AND);
}

static gboolean
parse_or (Parser *parser, Operand *result)
{
  return parse_joined (parser, result, parse_and, LW_TOKEN_OR, LW_NODE_OR);
}

static gboolean
parse_whole (Parser *parser)
{
  Operand result = { 0 };

  if (!next_token (parser))
    return FALSE;
  if (parser->token.kind == LW_TOKEN_END)
    return fail (parser, 1, _ ("the expression is empty"));
  if (!parse_or (parser, &result) || !need_condition (parser, &result))
    return FALSE;
  if (parser->token.kind == LW_TOKEN_CLOSE)
    return fail (parser, parser->token.column, _ ("this parenthesis closes what was not opened"));
  if (parser->token.kind != LW_TOKEN_END)
    return fail (parser, parser->token.column, _ ("conditions are joined with “and” or “or”"));
  return TRUE;
}

/**
 * lw_expression_parse_nodes:
 * @text: an expression
 * @extra_names: (nullable): further names of numbers
 *
 * Returns: (transfer full) (element-type LwNode): the nodes in postfix order, or %NULL with
 *   %LW_ERROR_EXPRESSION
 */
GArray *
lw_expression_parse_nodes (const char *text, const char *const *extra_names, GError **error)
{
  Parser parser = { .lexer = { text, 1 }, .extra_names = extra_names, .error = error };
  gboolean parsed;

  if (strlen (text) > LW_EXPRESSION_MAX_LENGTH)
    {
      lw_expression_set_error (error, 1, _ ("the expression is longer than %d bytes"),
                               LW_EXPRESSION_MAX_LENGTH);
      return NULL;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      lw_expression_set_error (error, 1, _ ("the expression is not UTF-8 text"));
      return NULL;
    }
  parser.nodes = g_array_new (FALSE, TRUE, sizeof (LwNode));
  g_array_set_clear_func (parser.nodes, clear_node);
  parsed = parse_whole (&parser);
  lw_token_clear (&parser.token);
  if (!parsed)
    g_clear_pointer (&parser.nodes, g_array_unref);
  return parser.nodes;
}
