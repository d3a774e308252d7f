/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cli-criteria: see lw-cli-criteria.h. Each change is one edit, which the window can undo. */
#include "cli/lw-cli-criteria.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/lw-answer.h"
#include "model/lw-criteria-set.h"
#include "model/lw-error.h"

/* The word that takes an answer back. */
#define DERIVED "derived"

/* By the number of an office in the document, or the identification of its object. */
static gboolean
find_office (LwOffices *offices, const char *text, gint64 *office, GError **error)
{
  LwBagId bag_id = strlen (text) == LW_BAG_ID_LENGTH ? lw_bag_id_parse (text, strlen (text)) : 0;
  gint64 id = 0;

  *office = 0;
  if (bag_id == 0 && g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL)
      && lw_offices_find_id (offices, id) != LW_OFFICES_NONE)
    *office = id;
  for (guint row = 0; bag_id != 0 && row < offices->n; row++)
    if (offices->bag_id[row] == bag_id)
      *office = offices->id[row];
  if (*office != 0)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND,
               _ ("there is no office “%s”; give its id from “export”, or the 16 digits of its BAG id"), text);
  return FALSE;
}

static gboolean
check_criterion (const LwCriteriaSet *set, const char *id, GError **error)
{
  if (lw_criteria_set_find (set, id) >= 0)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_NOT_FOUND,
               /* Translators: name of a criterion, id of a set */
               _ ("there is no criterion “%s” in “%s”; “--json” lists them"), id, lw_criteria_set_get_id (set));
  return FALSE;
}

static gboolean
check_override (const LwCriteriaSet *set, const char *id, gboolean overrides, GError **error)
{
  if (!overrides || lw_criteria_set_get_criterion (set, (guint) lw_criteria_set_find (set, id))->is_veto)
    return TRUE;
  g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT, _ ("criterion “%s” is no veto, so it stops nothing"), id);
  return FALSE;
}

static gboolean
write_answer (LwStore *store, gint64 office, const LwCriteriaSet *set, GStrv arguments, const char *reason,
              gboolean overrides, GError **error)
{
  g_autofree char *edit_name = g_strdup_printf (_ ("Answer to %s"), arguments[2]);
  g_autoptr (LwGivenAnswer) given = NULL;
  LwAnswer answer;

  if (strcmp (arguments[3], DERIVED) == 0)
    return lw_store_delete_answer (store, office, lw_criteria_set_get_id (set), arguments[2], edit_name, error);
  if (!lw_answer_from_token (arguments[3], &answer))
    {
      g_set_error (error, LW_ERROR, LW_ERROR_ARGUMENT,
                   /* Translators: yes, no, unknown and derived stay as they are */
                   _ ("“%s” is no answer; say yes, no or unknown, or derived to take it back"), arguments[3]);
      return FALSE;
    }
  given = lw_given_answer_new (office, lw_criteria_set_get_id (set), arguments[2], answer);
  given->overridden = overrides;
  given->noted = lw_date_today ();
  lw_given_answer_set_reason (given, reason);
  return lw_store_write_answer (store, given, edit_name, error);
}

/**
 * lw_cli_answer_criterion:
 * @arguments: a document, an office, a criterion and an answer
 * @set: (nullable): id of the criteria set; %NULL for that of the document
 * @reason: (nullable): what the answer rests on
 * @overrides: a "no" to this veto does not stop the conversion
 */
LwCliStatus
lw_cli_answer_criterion (GStrv arguments, const char *set, const char *reason, gboolean overrides)
{
  GError *error = NULL;
  g_autoptr (LwStore) store = lw_cli_open_to_write (arguments[0], FALSE, &error);
  g_autoptr (LwOffices) offices
      = store ? lw_store_read_offices (store, LW_DATE_UNKNOWN, NULL, NULL, NULL, &error) : NULL;
  g_autoptr (LwCriteriaSet) criteria = offices ? lw_store_read_criteria_set (store, set, &error) : NULL;
  gint64 office;

  if (criteria == NULL || !find_office (offices, arguments[1], &office, &error)
      || !check_criterion (criteria, arguments[2], &error)
      || !check_override (criteria, arguments[2], overrides, &error)
      || !write_answer (store, office, criteria, arguments, reason, overrides, &error))
    return lw_cli_fail (error);
  return LW_CLI_DONE;
}

static void
print_set (JsonBuilder *builder, const char *id, const char *name, gboolean used, gboolean own)
{
  if (builder == NULL)
    {
      g_print ("%s\t%s%s\n", id, name, used ? _ (" (in use)") : "");
      return;
    }
  json_builder_begin_object (builder);
  lw_cli_add_text (builder, "id", id);
  lw_cli_add_text (builder, "title", name);
  json_builder_set_member_name (builder, "used");
  json_builder_add_boolean_value (builder, used);
  json_builder_set_member_name (builder, "own");
  json_builder_add_boolean_value (builder, own);
  json_builder_end_object (builder);
}

/** lw_cli_list_criteria: the set that comes with the application, and those of the document */
LwCliStatus
lw_cli_list_criteria (const char *path, gboolean json)
{
  GError *error = NULL;
  g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_ONLY, &error);
  g_autoptr (GPtrArray) sets = store ? lw_store_read_criteria_sets (store, &error) : NULL;
  g_autoptr (LwCriteriaSet) shipped = sets ? lw_criteria_set_load (LW_CRITERIA_CONVERSION_METER, &error) : NULL;
  g_autofree char *used = NULL;
  g_autoptr (JsonBuilder) builder = json ? json_builder_new () : NULL;

  if (shipped == NULL || !lw_store_read_property (store, LW_STORE_CRITERIA, &used, &error))
    return lw_cli_fail (error);
  if (used == NULL)
    used = g_strdup (LW_CRITERIA_CONVERSION_METER);
  if (builder != NULL)
    json_builder_begin_array (builder);
  print_set (builder, LW_CRITERIA_CONVERSION_METER, lw_criteria_set_get_title (shipped),
             strcmp (used, LW_CRITERIA_CONVERSION_METER) == 0, FALSE);
  for (guint i = 0; i < sets->len; i++)
    {
      const LwStoreCriteria *set = g_ptr_array_index (sets, i);

      print_set (builder, set->id, set->name, strcmp (used, set->id) == 0, TRUE);
    }
  if (builder != NULL)
    {
      json_builder_end_array (builder);
      lw_cli_print_json (builder);
    }
  return LW_CLI_DONE;
}

/** lw_cli_add_criteria: puts the set of a key file in the document, in the place of one with the same id */
LwCliStatus
lw_cli_add_criteria (const char *path, const char *file)
{
  g_autofree char *name = g_filename_display_basename (file), *text = NULL;
  g_autoptr (LwCriteriaSet) set = NULL;
  g_autoptr (LwStore) store = NULL;
  GError *error = NULL;
  gsize length;

  if (!g_file_get_contents (file, &text, &length, &error))
    return lw_cli_fail (error);
  set = lw_criteria_set_parse (text, length, &error);
  if (set == NULL)
    {
      g_prefix_error (&error, "%s: ", name);
      return lw_cli_fail (error);
    }
  store = lw_cli_open_to_write (path, FALSE, &error);
  if (store == NULL || !lw_store_write_criteria_set (store, set, _ ("Import of criteria"), &error))
    return lw_cli_fail (error);
  g_print ("%s\n", lw_criteria_set_get_id (set));
  return LW_CLI_DONE;
}

/** lw_cli_use_criteria: chooses by which set the document judges */
LwCliStatus
lw_cli_use_criteria (const char *path, const char *id)
{
  GError *error = NULL;
  g_autoptr (LwStore) store = lw_cli_open_to_write (path, FALSE, &error);
  g_autoptr (LwCriteriaSet) set = store ? lw_store_read_criteria_set (store, id, &error) : NULL;

  if (set == NULL || !lw_store_write_property (store, LW_STORE_CRITERIA, id, _ ("Choice of criteria"), &error))
    return lw_cli_fail (error);
  return LW_CLI_DONE;
}

/** lw_cli_show_criteria: prints a set as a key file, to be edited and added again */
LwCliStatus
lw_cli_show_criteria (const char *path, const char *id)
{
  GError *error = NULL;
  g_autoptr (LwStore) store = lw_store_open (path, LW_STORE_READ_ONLY, &error);
  g_autoptr (LwCriteriaSet) set = store ? lw_store_read_criteria_set (store, id, &error) : NULL;

  if (set == NULL)
    return lw_cli_fail (error);
  g_print ("%s", lw_criteria_set_get_definition (set));
  return LW_CLI_DONE;
}

/** lw_cli_delete_criteria: deletes a set of the document with its answers */
LwCliStatus
lw_cli_delete_criteria (const char *path, const char *id)
{
  GError *error = NULL;
  g_autoptr (LwStore) store = lw_cli_open_to_write (path, FALSE, &error);
  g_autoptr (GPtrArray) sets = store ? lw_store_read_criteria_sets (store, &error) : NULL;
  gboolean found = FALSE;

  if (sets == NULL)
    return lw_cli_fail (error);
  for (guint i = 0; i < sets->len; i++)
    found = found || strcmp (((LwStoreCriteria *) g_ptr_array_index (sets, i))->id, id) == 0;
  if (!found)
    g_set_error (&error, LW_ERROR, LW_ERROR_NOT_FOUND, _ ("the document has no criteria set “%s” of its own"), id);
  if (!found || !lw_store_delete_criteria_set (store, id, _ ("Delete criteria"), &error))
    return lw_cli_fail (error);
  return LW_CLI_DONE;
}
