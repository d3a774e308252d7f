/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-source-mark: see lw-source-mark.h. The marks are those of the domain model, section 8. */
#include "model/lw-source-mark.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const marks[]
    = { "ARCH12", "BT", "COL22", "COMP", "OVB26", "PBL17", LW_SOURCE_MARK_ASSUMPTION, NULL };

static const char *const titles[] = {
  N_ ("dearchitect.nl, June 2012, on the Convenant Aanpak Leegstand Kantoren"),
  N_ ("Baker Tilly, bakertilly.nl, on VAT at conversion"),
  N_ ("Colliers, nhnieuws.nl n73024, 2022, on m² per employee"),
  N_ ("Explanation of the Kaders compensatiefonds (draft)"),
  N_ ("svn-notarissen.nl and barlavento.nl, on transfer tax from 2026"),
  N_ ("PBL and CPB, De toekomst van kantoren, 2017"),
  N_ ("expert estimate without a citable source; meant to be adjusted"),
};

/** lw_source_marks: (array zero-terminated=1): all marks that have a title */
const char *const *
lw_source_marks (void)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (marks) == G_N_ELEMENTS (titles) + 1);
  return marks;
}

/** lw_source_mark_get_title: (nullable): what the mark stands for, in the user's language; %NULL for one that
 * is not known */
const char *
lw_source_mark_get_title (const char *mark)
{
  for (guint i = 0; mark != NULL && marks[i] != NULL; i++)
    if (strcmp (marks[i], mark) == 0)
      return _ (titles[i]);
  return NULL;
}
