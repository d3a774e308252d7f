/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-expression-private: what the parts of the expression language share. The lexer makes tokens, the parser
 * makes a list of nodes in postfix order with all types settled, and a run evaluates that list over blocks of
 * rows. */
#pragma once

#include "model/lw-expression.h"

G_BEGIN_DECLS

typedef enum {
  LW_TOKEN_END,
  LW_TOKEN_NUMBER,
  LW_TOKEN_DATE,
  LW_TOKEN_TEXT,
  LW_TOKEN_NAME,
  LW_TOKEN_OPEN,
  LW_TOKEN_CLOSE,
  LW_TOKEN_PLUS,
  LW_TOKEN_MINUS,
  LW_TOKEN_TIMES,
  LW_TOKEN_DIVIDE,
  LW_TOKEN_EQUAL,
  LW_TOKEN_NOT_EQUAL,
  LW_TOKEN_LESS,
  LW_TOKEN_LESS_EQUAL,
  LW_TOKEN_GREATER,
  LW_TOKEN_GREATER_EQUAL,
  LW_TOKEN_CONTAINS,
  LW_TOKEN_AND,
  LW_TOKEN_OR,
  LW_TOKEN_NOT,
  LW_TOKEN_IS,
  LW_TOKEN_UNKNOWN,
} LwTokenKind;

typedef struct {
  LwTokenKind kind;
  guint column; /* where it begins, in characters, from 1 */
  double number; /* of LW_TOKEN_NUMBER and, as a day, LW_TOKEN_DATE */
  char *text;    /* of LW_TOKEN_TEXT, and LW_TOKEN_NAME in lower case */
} LwToken;

typedef struct {
  const char *at;
  guint column;
} LwLexer;

/** LwValueType: what an operand is */
typedef enum {
  LW_VALUE_NUMBER,
  LW_VALUE_YES_NO, /* a number: 1 or 0 */
  LW_VALUE_DATE,
  LW_VALUE_TEXT,
  LW_VALUE_CODE,
  LW_VALUE_BAG_ID,
  LW_VALUE_LITERAL, /* text in quotes */
  LW_VALUE_CONDITION,
} LwValueType;

typedef enum {
  LW_NODE_NUMBER,  /* pushes number */
  LW_NODE_LITERAL, /* only while parsing */
  LW_NODE_COLUMN,  /* pushes source */
  LW_NODE_NEGATE,
  LW_NODE_ADD,
  LW_NODE_SUBTRACT,
  LW_NODE_MULTIPLY,
  LW_NODE_DIVIDE,
  LW_NODE_COMPARE,          /* pops two numbers, compares by op */
  LW_NODE_MATCH,            /* compares the text, code or id of source with text, by op */
  LW_NODE_MATCH_COLUMNS,    /* compares the texts of source and other, by op */
  LW_NODE_NUMBER_UNKNOWN,   /* pops a number */
  LW_NODE_COLUMN_UNKNOWN,   /* is source unknown? */
  LW_NODE_NOT,
  LW_NODE_AND,
  LW_NODE_OR,
} LwNodeKind;

typedef struct {
  LwNodeKind kind;
  LwValueType type;
  LwTokenKind op;
  gboolean negated; /* "is not unknown" */
  guint source;
  guint other;
  double number;
  guint64 code; /* of LW_NODE_MATCH with "=": LwBagId or code */
  char *text;
} LwNode;

/* A source is a column of the table, or one of these, or a declared name. */
enum {
  LW_SOURCE_VACANCY_RATE = LW_N_OFFICE_COLUMNS,
  LW_SOURCE_VACANCY_YEARS,
  LW_SOURCE_EXTRA,
};

struct _LwExpression {
  gatomicrefcount ref_count;
  GArray *nodes;      /* (element-type LwNode) in postfix order */
  char **extra_names; /* names of the sources from LW_SOURCE_EXTRA on */
};

/** lw_token_is_order: whether it compares by more and less */
static inline gboolean
lw_token_is_order (LwTokenKind kind)
{
  return kind >= LW_TOKEN_LESS && kind <= LW_TOKEN_GREATER_EQUAL;
}

gboolean lw_lexer_next (LwLexer *lexer, LwToken *token, GError **error);
void lw_token_clear (LwToken *token);
void lw_expression_set_error (GError **error, guint column, const char *format, ...) G_GNUC_PRINTF (3, 4);

gboolean lw_expression_find_source (const char *name, const char *const *extra_names, guint *source);
const char *lw_expression_source_name (guint source, const char *const *extra_names);
LwValueType lw_expression_source_type (guint source);
const char *lw_expression_nearest_name (const char *name, const char *const *extra_names);

GArray *lw_expression_parse_nodes (const char *text, const char *const *extra_names, GError **error);

typedef struct _LwExpressionRun LwExpressionRun;

LwExpressionRun *lw_expression_run_new (const LwExpression *expression, const LwOffices *offices,
                                        const LwExpressionColumn *extra, guint n_extra);
void lw_expression_run_rows (const LwExpressionRun *run, guint first, guint n, guint64 *words);
void lw_expression_run_truths (const LwExpressionRun *run, guint first, guint n, guint8 *truths);
void lw_expression_run_free (LwExpressionRun *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwExpressionRun, lw_expression_run_free)

G_END_DECLS
