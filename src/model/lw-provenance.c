/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-provenance: see lw-provenance.h. */
#include "model/lw-provenance.h"

#include <glib/gi18n-lib.h>

static void
free_source (gpointer data)
{
  LwProvenanceSource *source = data;

  g_free (source->name);
  g_free (source->publisher);
  g_free (source->licence);
  g_free (source->method);
  g_free (source);
}

static void
free_line (gpointer data)
{
  LwProvenanceLine *line = data;

  g_free (line->label);
  g_free (line->value);
  g_free (line);
}

/**
 * lw_provenance_new:
 * @content: (nullable): what the file holds
 *
 * Returns: (transfer full): a record without sources, made now by this program
 */
LwProvenance *
lw_provenance_new (const char *content)
{
  LwProvenance *provenance = g_new0 (LwProvenance, 1);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  provenance->content = g_strdup (content);
  provenance->date = LW_DATE_UNKNOWN;
  provenance->counting = g_ptr_array_new_with_free_func (g_free);
  provenance->sources = g_ptr_array_new_with_free_func (free_source);
  provenance->made = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  provenance->program = g_strdup ("Leegwijzer " LW_VERSION);
  return provenance;
}

void
lw_provenance_free (LwProvenance *provenance)
{
  g_return_if_fail (provenance != NULL);
  g_free (provenance->title);
  g_free (provenance->content);
  g_free (provenance->scenario);
  g_free (provenance->filter);
  g_ptr_array_unref (provenance->counting);
  g_ptr_array_unref (provenance->sources);
  g_free (provenance->boundaries);
  g_free (provenance->notice);
  g_free (provenance->made);
  g_free (provenance->program);
  g_free (provenance);
}

/** lw_provenance_add_source: (returns: transfer none): a source of which only the name is known yet */
LwProvenanceSource *
lw_provenance_add_source (LwProvenance *provenance, const char *name)
{
  LwProvenanceSource *source = g_new0 (LwProvenanceSource, 1);

  source->name = g_strdup (name);
  source->date = LW_DATE_UNKNOWN;
  g_ptr_array_add (provenance->sources, source);
  return source;
}

/** lw_provenance_get_filter: (transfer none): which offices were chosen, in words; also where all were */
const char *
lw_provenance_get_filter (const LwProvenance *provenance)
{
  return provenance->filter != NULL ? provenance->filter : _ ("all offices");
}

static void
join (GString *text, const char *label, const char *value)
{
  if (value == NULL || value[0] == '\0')
    return;
  g_string_append (text, text->len > 0 ? "; " : "");
  if (label != NULL)
    g_string_append_printf (text, "%s: ", label);
  g_string_append (text, value);
}

static gboolean
is_same (const LwProvenanceSource *a, const LwProvenanceSource *b)
{
  return g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->publisher, b->publisher) == 0
         && g_strcmp0 (a->method, b->method) == 0 && g_strcmp0 (a->licence, b->licence) == 0;
}

/* The number of the first source that differs from this one in its date at most. */
static guint
find_first (const LwProvenance *provenance, guint number)
{
  guint i = 0;

  while (!is_same (g_ptr_array_index (provenance->sources, i), g_ptr_array_index (provenance->sources, number)))
    i++;
  return i;
}

/* All that is known of a source in one line, with all its dates. */
static char *
describe_source (const LwProvenance *provenance, guint first)
{
  const LwProvenanceSource *source = g_ptr_array_index (provenance->sources, first);
  g_autoptr (GString) days = g_string_new (NULL);
  GString *text = g_string_new (source->name);

  for (guint i = first; i < provenance->sources->len; i++)
    {
      const LwProvenanceSource *other = g_ptr_array_index (provenance->sources, i);
      g_autofree char *day = NULL;

      if (other->date == LW_DATE_UNKNOWN || find_first (provenance, i) != first)
        continue;
      day = lw_date_to_iso (other->date);
      g_string_append_printf (days, "%s%s", days->len > 0 ? ", " : "", day);
    }
  join (text, NULL, source->publisher);
  join (text, _ ("reference date"), days->str);
  join (text, _ ("method"), source->method);
  join (text, _ ("licence"), source->licence);
  return g_string_free (text, FALSE);
}

static void
add_line (GPtrArray *lines, const char *label, const char *value)
{
  LwProvenanceLine *line;

  if (value == NULL || value[0] == '\0')
    return;
  line = g_new (LwProvenanceLine, 1);
  line->label = g_strdup (label);
  line->value = g_strdup (value);
  g_ptr_array_add (lines, line);
}

/**
 * lw_provenance_get_lines:
 *
 * Returns: (transfer full) (element-type LwProvenanceLine): all of it for people, what they must know first
 */
GPtrArray *
lw_provenance_get_lines (const LwProvenance *provenance)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
  g_autofree char *day = provenance->date != LW_DATE_UNKNOWN ? lw_date_to_iso (provenance->date) : NULL;
  g_autofree char *made = g_strdup_printf ("%s, %s", provenance->made, provenance->program);

  if (provenance->fictional)
    add_line (lines, _ ("Fictional data"), _ ("Fictional example: none of these offices exists."));
  add_line (lines, _ ("Notice"), provenance->notice);
  add_line (lines, _ ("Document"), provenance->title);
  add_line (lines, _ ("Contents"), provenance->content);
  add_line (lines, _ ("Scenario"), provenance->scenario);
  add_line (lines, _ ("Reference date"), day);
  add_line (lines, _ ("Filter"), lw_provenance_get_filter (provenance));
  for (guint i = 0; i < provenance->counting->len; i++)
    add_line (lines, _ ("Counting"), g_ptr_array_index (provenance->counting, i));
  for (guint i = 0; i < provenance->sources->len; i++)
    {
      g_autofree char *source = find_first (provenance, i) == i ? describe_source (provenance, i) : NULL;

      add_line (lines, _ ("Source"), source);
    }
  add_line (lines, _ ("Boundaries"), provenance->boundaries);
  add_line (lines, _ ("Made"), made);
  return lines;
}

/**
 * lw_provenance_to_text:
 * @line_end: what stands behind each line
 *
 * Returns: (transfer full): the lines, each "label: value"
 */
char *
lw_provenance_to_text (const LwProvenance *provenance, const char *line_end)
{
  g_autoptr (GPtrArray) lines = lw_provenance_get_lines (provenance);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const LwProvenanceLine *line = g_ptr_array_index (lines, i);

      g_string_append_printf (text, "%s: %s%s", line->label, line->value, line_end);
    }
  return g_string_free (text, FALSE);
}
