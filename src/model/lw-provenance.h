/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-provenance: what a file that leaves the document says of itself: of what it is, on which date, chosen how, counted
 * how, from which sources, made when and by what. A plain record: filled by who reads the document, written by every
 * format in its own way. */
#pragma once

#include "model/lw-date.h"

G_BEGIN_DECLS

/**
 * LwProvenanceSource: a source of the facts.
 * @name: of the file or service, never %NULL
 * @publisher: (nullable): who made it
 * @licence: (nullable): under what terms
 * @method: (nullable): how it was counted
 * @date: the day that it describes, or %LW_DATE_UNKNOWN
 * @fictional: made up
 */
typedef struct {
  char *name;
  char *publisher;
  char *licence;
  char *method;
  LwDate date;
  gboolean fictional;
} LwProvenanceSource;

/**
 * LwProvenance:
 * @title: (nullable): of the document
 * @content: (nullable): what the file holds ("Offices", "Vacancy by municipality")
 * @date: the reference date, or %LW_DATE_UNKNOWN
 * @scenario: (nullable): the scenario that the figures are of
 * @filter: (nullable): in words which offices were chosen; %NULL for all
 * @counting: (element-type utf8): how the document counts, a sentence each
 * @sources: (element-type LwProvenanceSource): where the facts come from
 * @boundaries: (nullable): where the boundaries come from, when the file has any
 * @notice: (nullable): what has to be told before all ("contains confidential facts")
 * @fictional: none of it exists
 * @made: when it was written, ISO 8601 in UTC
 * @program: what wrote it, with its version
 */
typedef struct {
  char *title;
  char *content;
  LwDate date;
  char *scenario;
  char *filter;
  GPtrArray *counting;
  GPtrArray *sources;
  char *boundaries;
  char *notice;
  gboolean fictional;
  char *made;
  char *program;
} LwProvenance;

/** LwProvenanceLine: one line for people; @label is translated and never %NULL */
typedef struct {
  char *label;
  char *value;
} LwProvenanceLine;

LwProvenance *lw_provenance_new (const char *content);
void lw_provenance_free (LwProvenance *provenance);
LwProvenanceSource *lw_provenance_add_source (LwProvenance *provenance, const char *name);
const char *lw_provenance_get_filter (const LwProvenance *provenance);
GPtrArray *lw_provenance_get_lines (const LwProvenance *provenance);
char *lw_provenance_to_text (const LwProvenance *provenance, const char *line_end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwProvenance, lw_provenance_free)

G_END_DECLS
