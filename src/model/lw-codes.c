/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-codes: see lw-codes.h. Each kind is one table; a code's position in it is its value. */
#include "model/lw-codes.h"

#include <string.h>

#include <glib/gi18n-lib.h>

typedef struct {
  const char *token; /* in files, never translated */
  const char *label; /* on screen, translated when asked for */
  const char *words; /* further spellings in lists, lower case, separated by '|' */
} Code;

static const Code area_measures[] = {
  { "", NC_ ("area measure", "unknown"), "" },
  { "vvo", NC_ ("area measure", "lettable (vvo)"), "v.v.o.|verhuurbaar vloeroppervlak|lfa" },
  { "bvo", NC_ ("area measure", "gross (bvo)"), "b.v.o.|bruto vloeroppervlakte|bruto-vloeroppervlakte|gfa" },
  { "nvo", NC_ ("area measure", "net (nvo)"), "n.v.o.|netto vloeroppervlakte|netto-vloeroppervlakte" },
  { "go", NC_ ("area measure", "usable (GO)"), "gbo|gebruiksoppervlakte|g.o." },
};

static const Code location_types[] = {
  { "", NC_ ("location type", "unknown"), "" },
  { "centre", NC_ ("location type", "town centre"), "centrum|binnenstad|stadscentrum|center|centrumlocatie" },
  { "station", NC_ ("location type", "station area"), "stationslocatie|stationsgebied|stationsomgeving" },
  { "office-park", NC_ ("location type", "office park"), "kantorenpark|formele locatie|kantorenlocatie|formeel" },
  { "motorway", NC_ ("location type", "motorway location"), "snelweg|snelweglocatie" },
  { "business-park", NC_ ("location type", "business park"), "bedrijventerrein|bedrijvenpark|bedrijventerreinen" },
  { "mixed", NC_ ("location type", "mixed area"), "gemengd|woonwijk|woongebied|gemengd gebied|residential" },
  { "solitary", NC_ ("location type", "solitary"), "solitair|overig|verspreid" },
};

static const Code energy_labels[] = {
  { "", NC_ ("energy label", "unknown"), "" },
  { "A+++++", "A+++++", "" },
  { "A++++", "A++++", "" },
  { "A+++", "A+++", "" },
  { "A++", "A++", "" },
  { "A+", "A+", "" },
  { "A", "A", "" },
  { "B", "B", "" },
  { "C", "C", "" },
  { "D", "D", "" },
  { "E", "E", "" },
  { "F", "F", "" },
  { "G", "G", "" },
};

static const Code owner_types[] = {
  { "", NC_ ("owner type", "unknown"), "" },
  { "institutional", NC_ ("owner type", "institutional investor"),
    "institutioneel|institutionele belegger|belegger|pensioenfonds|investor|fonds" },
  { "private", NC_ ("owner type", "private investor"), "particulier|particuliere belegger|privaat|prive|privé" },
  { "occupier", NC_ ("owner type", "owner-occupier"), "eigenaar-gebruiker|eigen gebruik|eigenaar gebruiker|gebruiker|"
                                                   "owner-occupier|owner occupier" },
  { "government", NC_ ("owner type", "government"), "overheid|gemeente|rijk|provincie|rijksvastgoedbedrijf|rvb" },
};

static const Code statuses[] = {
  { "", NC_ ("status", "unknown"), "" },
  { "in-use", NC_ ("status", "in use"), "verblijfsobject in gebruik|in gebruik" },
  { "in-use-not-measured", NC_ ("status", "in use, not measured"), "verblijfsobject in gebruik (niet ingemeten)" },
  { "out-of-use", NC_ ("status", "out of use"), "verblijfsobject buiten gebruik|buiten gebruik" },
  { "under-conversion", NC_ ("status", "under conversion"), "verbouwing verblijfsobject|verbouwing" },
  { "withdrawn", NC_ ("status", "withdrawn"), "verblijfsobject ingetrokken|ingetrokken" },
  { "demolished", NC_ ("status", "demolished"), "pand gesloopt|gesloopt" },
};

static const Code changes[] = {
  { "", NC_ ("change", "not compared"), "" },
  { "new", NC_ ("change", "new"), "" },
  { "transformed", NC_ ("change", "transformed"), "" },
  { "demolished", NC_ ("change", "demolished"), "" },
  { "gone", NC_ ("change", "gone, unexplained"), "" },
  { "emptied", NC_ ("change", "emptied"), "" },
  { "filled", NC_ ("change", "filled"), "" },
  { "now-known", NC_ ("change", "now known"), "" },
  { "no-longer-known", NC_ ("change", "no longer known"), "" },
  { "area-changed", NC_ ("change", "area changed"), "" },
  { "unchanged", NC_ ("change", "unchanged"), "" },
};

static const Code vacancy_ages[] = {
  { "", NC_ ("vacancy age", "unknown since when"), "" },
  { "c0", NC_ ("vacancy age", "less than 1 year"), "" },
  { "c1", NC_ ("vacancy age", "1 to 2 years"), "" },
  { "c2", NC_ ("vacancy age", "2 to 3 years"), "" },
  { "c3", NC_ ("vacancy age", "3 years or more"), "" },
  { "none", NC_ ("vacancy age", "not vacant or unknown"), "" },
};

static const Code yes_no[] = {
  { "", NC_ ("yes or no", "unknown"), "" },
  { "0", NC_ ("yes or no", "no"), "nee|n|no|false|f|onwaar" },
  { "1", NC_ ("yes or no", "yes"), "ja|j|yes|y|true|t|waar" },
};

static const struct {
  const Code *codes;
  guint n;
  const char *context;
} kinds[LW_N_CODE_KINDS] = {
  [LW_CODES_AREA_MEASURE] = { area_measures, G_N_ELEMENTS (area_measures), "area measure" },
  [LW_CODES_LOCATION_TYPE] = { location_types, G_N_ELEMENTS (location_types), "location type" },
  [LW_CODES_ENERGY_LABEL] = { energy_labels, G_N_ELEMENTS (energy_labels), "energy label" },
  [LW_CODES_OWNER_TYPE] = { owner_types, G_N_ELEMENTS (owner_types), "owner type" },
  [LW_CODES_STATUS] = { statuses, G_N_ELEMENTS (statuses), "status" },
  [LW_CODES_VACANCY_AGE] = { vacancy_ages, G_N_ELEMENTS (vacancy_ages), "vacancy age" },
  [LW_CODES_YES_NO] = { yes_no, G_N_ELEMENTS (yes_no), "yes or no" },
  [LW_CODES_CHANGE] = { changes, G_N_ELEMENTS (changes), "change" },
};

static gboolean
word_is_listed (const char *words, const char *word)
{
  gsize length = strlen (word);

  for (const char *start = words; *start != '\0';)
    {
      const char *end = strchrnul (start, '|');

      if ((gsize) (end - start) == length && strncmp (start, word, length) == 0)
        return TRUE;
      start = *end == '|' ? end + 1 : end;
    }
  return FALSE;
}

/**
 * lw_codes_count:
 *
 * Returns: the number of codes of @kind, "unknown" included; codes are 0 to count - 1
 */
guint
lw_codes_count (LwCodeKind kind)
{
  g_return_val_if_fail (kind < LW_N_CODE_KINDS, 0);
  return kinds[kind].n;
}

/**
 * lw_codes_token:
 *
 * Returns: (transfer none): how @code is written in files; the empty text for "unknown"
 */
const char *
lw_codes_token (LwCodeKind kind, guint code)
{
  g_return_val_if_fail (kind < LW_N_CODE_KINDS && code < kinds[kind].n, "");
  return kinds[kind].codes[code].token;
}

/**
 * lw_codes_label:
 *
 * Returns: (transfer none): how @code is called on screen, in the user's language
 */
const char *
lw_codes_label (LwCodeKind kind, guint code)
{
  g_return_val_if_fail (kind < LW_N_CODE_KINDS && code < kinds[kind].n, "");
  return g_dpgettext2 (GETTEXT_PACKAGE, kinds[kind].context, kinds[kind].codes[code].label);
}

/**
 * lw_codes_parse:
 * @text: what a file or a person wrote: a token, a label in English or in the user's language, or a known word
 * @code: (out): the code
 *
 * Blanks around and case do not matter. Empty text is the code 0, "unknown".
 *
 * Returns: %FALSE if @text means none of the codes
 */
gboolean
lw_codes_parse (LwCodeKind kind, const char *text, guint8 *code)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *lower = g_utf8_validate (trimmed, -1, NULL) ? g_utf8_strdown (trimmed, -1)
                                                               : g_ascii_strdown (trimmed, -1);

  g_return_val_if_fail (kind < LW_N_CODE_KINDS, FALSE);
  for (guint i = 0; i < kinds[kind].n; i++)
    {
      const Code *candidate = &kinds[kind].codes[i];

      if (g_ascii_strcasecmp (candidate->token, trimmed) == 0 || g_ascii_strcasecmp (candidate->label, lower) == 0 ||
          g_strcmp0 (lw_codes_label (kind, i), trimmed) == 0 || word_is_listed (candidate->words, lower))
        {
          *code = (guint8) i;
          return TRUE;
        }
    }
  return FALSE;
}
