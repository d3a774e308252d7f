/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-format-import: see lw-format-import.h. */
#include "draw/lw-format-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/lw-json-read.h"

/* Takes @part, which says what came of @n things. */
static void
add_part (GString *words, guint64 n, char *part)
{
  if (n > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", part);
  g_free (part);
}

/**
 * lw_format_brought:
 * @format: (nullable): how numbers are written
 * @brought: what an import brought
 *
 * Returns: (transfer full) (nullable): "3 areas, 2 plans for new offices", %NULL if it brought nothing of the kind
 */
char *
lw_format_brought (const LwFormat *format, const LwBrought *brought)
{
  g_autofree char *demand = lw_format_count (format, brought->demand);
  g_autofree char *plans = lw_format_count (format, brought->plans);
  g_autofree char *areas = lw_format_count (format, brought->areas);
  g_autofree char *figures = lw_format_count (format, brought->figures);
  GString *words = g_string_new (NULL);

  /* Translators: this and the following are parts of a list: "3 areas, 2 plans for new offices"; %s are numbers */
  add_part (words, brought->demand,
            g_strdup_printf (ngettext ("%s row of demand", "%s rows of demand", brought->demand), demand));
  add_part (words, brought->plans,
            g_strdup_printf (ngettext ("%s plan for a new office", "%s plans for new offices", brought->plans), plans));
  add_part (words, brought->areas, g_strdup_printf (ngettext ("%s area", "%s areas", brought->areas), areas));
  add_part (words, brought->figures,
            g_strdup_printf (ngettext ("%s published figure", "%s published figures", brought->figures), figures));
  return g_string_free (words, words->len == 0);
}

/* What the kept counts of reports are about; those of the same key in a table of StatLine are its cells. */
static void
take_kept (LwBrought *brought, const char *kind, JsonObject *kept)
{
  const struct {
    const char *key;
    guint64 *sum;
  } keys[] = {
    { "demand", &brought->demand }, { "jobs", &brought->demand },    { "shares", &brought->demand },
    { "plans", &brought->plans },   { "areas", &brought->areas },    { "outlines", &brought->areas },
    { "figures", &brought->figures },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!(strcmp (kind, "statline") == 0 && keys[i].sum == &brought->figures))
      *keys[i].sum += (guint64) MAX (json_object_get_int_member_with_default (kept, keys[i].key, 0), 0);
}

static void
take_report (JsonArray *reports, guint number, JsonNode *node, gpointer brought)
{
  JsonObject *report = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *kept = report != NULL ? json_object_get_member (report, "kept") : NULL;

  if (kept != NULL && JSON_NODE_HOLDS_OBJECT (kept))
    take_kept (brought, json_object_get_string_member_with_default (report, "kind", ""), json_node_get_object (kept));
}

/**
 * lw_brought_read:
 * @brought: (out caller-allocates): what it brought; nothing, where its report cannot be read
 * @import: an import that the document remembers
 */
void
lw_brought_read (LwBrought *brought, const LwStoreImport *import)
{
  g_autoptr (JsonNode) node = NULL;

  memset (brought, 0, sizeof *brought);
  if (import->report == NULL)
    return;
  node = lw_json_parse (import->name, import->report, -1, NULL);
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), take_report, brought);
}
