/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-case: any bytes as a case file, with and without JSON. Both ways must agree on whether it can be run.
 */
#include "analysis/lw-case.h"

#include <string.h>

#define MAX_CASE_BYTES 65536

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  LwCaseCounts plain = { 0 }, full = { 0 };

  if (size > MAX_CASE_BYTES)
    return 0;
  gboolean ran = lw_case_run_data ("fuzz", (const char *)data, size, FALSE, text, &plain, NULL, &error);
  g_assert_true (ran == (error == NULL));
  g_assert_true (ran == lw_case_run_data ("fuzz", (const char *)data, size, TRUE, json, &full, NULL, NULL));
  g_assert_cmpuint (plain.passed, ==, full.passed);
  g_assert_cmpuint (plain.failed, ==, full.failed);
  if (error != NULL && error->domain != G_IO_ERROR)
    g_assert_true (g_str_has_prefix (error->message, "fuzz:"));
  return 0;
}
