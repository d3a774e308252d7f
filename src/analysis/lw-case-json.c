/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-case-json: the little JSON that results of cases need. Numbers in full double precision, unknown is
 * null. */
#include "analysis/lw-case-private.h"

/** lw_case_json_string: a quoted string */
void
lw_case_json_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (out, "\\%c", *p);
      else if ((guchar)*p < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint)(guchar)*p);
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/** lw_case_json_number: 17 significant digits, or null */
void
lw_case_json_number (GString *out, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (value))
    g_string_append (out, g_ascii_formatd (text, sizeof text, "%.17g", value));
  else
    g_string_append (out, "null");
}

/** lw_case_json_member: a comma, the key and the number */
void
lw_case_json_member (GString *out, const char *key, double value)
{
  g_string_append_printf (out, ",\"%s\":", key);
  lw_case_json_number (out, value);
}
