/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-values: see lw-bag-values.h. Values are those of the BAG catalogue (IMBAG LV 2.1). */
#include "model/lw-bag-values.h"

#include <string.h>

static const struct {
  const char *text;
  LwBagState state;
} states[] = {
  { "Verblijfsobject in gebruik", LW_BAG_STATE_IN_USE },
  { "Verblijfsobject in gebruik (niet ingemeten)", LW_BAG_STATE_IN_USE_NOT_MEASURED },
  { "Verblijfsobject buiten gebruik", LW_BAG_STATE_OUT_OF_USE },
  { "Verbouwing verblijfsobject", LW_BAG_STATE_UNDER_CONVERSION },
  { "Verblijfsobject gevormd", LW_BAG_STATE_PLANNED },
  { "Niet gerealiseerd verblijfsobject", LW_BAG_STATE_ENDED },
  { "Verblijfsobject ingetrokken", LW_BAG_STATE_ENDED },
  { "Verblijfsobject ten onrechte opgevoerd", LW_BAG_STATE_ENDED },
  { "Pand in gebruik", LW_BAG_STATE_IN_USE },
  { "Pand in gebruik (niet ingemeten)", LW_BAG_STATE_IN_USE_NOT_MEASURED },
  { "Pand buiten gebruik", LW_BAG_STATE_OUT_OF_USE },
  { "Verbouwing pand", LW_BAG_STATE_UNDER_CONVERSION },
  { "Sloopvergunning verleend", LW_BAG_STATE_IN_USE },
  { "Bouwvergunning verleend", LW_BAG_STATE_PLANNED },
  { "Bouw gestart", LW_BAG_STATE_PLANNED },
  { "Niet gerealiseerd pand", LW_BAG_STATE_ENDED },
  { "Pand gesloopt", LW_BAG_STATE_DEMOLISHED },
  { "Pand ten onrechte opgevoerd", LW_BAG_STATE_ENDED },
  { "Naamgeving uitgegeven", LW_BAG_STATE_VALID },
  { "Naamgeving ingetrokken", LW_BAG_STATE_ENDED },
  { "Woonplaats aangewezen", LW_BAG_STATE_VALID },
  { "Woonplaats ingetrokken", LW_BAG_STATE_ENDED },
};

/* In alphabetical order, which is the order in which several uses are written; bit by bit, not by position.
 */
static const struct {
  const char *text;
  guint use;
} uses[] = {
  { "bijeenkomstfunctie", LW_BAG_USE_ASSEMBLY },
  { "celfunctie", LW_BAG_USE_CELL },
  { "gezondheidszorgfunctie", LW_BAG_USE_HEALTH },
  { "industriefunctie", LW_BAG_USE_INDUSTRY },
  { "kantoorfunctie", LW_BAG_USE_OFFICE },
  { "logiesfunctie", LW_BAG_USE_LODGING },
  { "onderwijsfunctie", LW_BAG_USE_EDUCATION },
  { "overige gebruiksfunctie", LW_BAG_USE_OTHER },
  { "sportfunctie", LW_BAG_USE_SPORT },
  { "winkelfunctie", LW_BAG_USE_SHOP },
  { "woonfunctie", LW_BAG_USE_DWELLING },
};

/**
 * lw_bag_state_parse:
 * @text: a status
 *
 * Returns: its meaning, %LW_BAG_STATE_UNKNOWN if it is none of the catalogue
 */
LwBagState
lw_bag_state_parse (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i].text, text) == 0)
      return states[i].state;
  return LW_BAG_STATE_UNKNOWN;
}

/**
 * lw_bag_state_to_status:
 * @state: of an object
 *
 * Returns: the status of an office in this state; %LW_STATUS_UNKNOWN where it has none, as before it is built
 */
LwStatus
lw_bag_state_to_status (LwBagState state)
{
  switch (state)
    {
    case LW_BAG_STATE_IN_USE:
      return LW_STATUS_IN_USE;
    case LW_BAG_STATE_IN_USE_NOT_MEASURED:
      return LW_STATUS_IN_USE_NOT_MEASURED;
    case LW_BAG_STATE_OUT_OF_USE:
      return LW_STATUS_OUT_OF_USE;
    case LW_BAG_STATE_UNDER_CONVERSION:
      return LW_STATUS_UNDER_CONVERSION;
    case LW_BAG_STATE_ENDED:
      return LW_STATUS_WITHDRAWN;
    case LW_BAG_STATE_UNKNOWN:
    case LW_BAG_STATE_PLANNED:
    case LW_BAG_STATE_VALID:
    case LW_BAG_STATE_DEMOLISHED:
    default:
      return LW_STATUS_UNKNOWN;
    }
}

/** lw_bag_state_is_stock: whether an object in @state is there, in use or not */
gboolean
lw_bag_state_is_stock (LwBagState state)
{
  return state != LW_BAG_STATE_ENDED && lw_bag_state_to_status (state) != LW_STATUS_UNKNOWN;
}

/**
 * lw_bag_use_parse:
 * @text: a use (gebruiksdoel)
 *
 * Returns: its bit, %LW_BAG_USE_OTHER if it is none of the catalogue
 */
guint
lw_bag_use_parse (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (uses); i++)
    if (strcmp (uses[i].text, text) == 0)
      return uses[i].use;
  return LW_BAG_USE_OTHER;
}

/**
 * lw_bag_uses_format:
 * @mask: uses
 *
 * Returns: (transfer full): their names, sorted, separated by ";"
 */
char *
lw_bag_uses_format (guint mask)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (uses); i++)
    if (mask & uses[i].use)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ";" : "", uses[i].text);
  return g_string_free (text, FALSE);
}
