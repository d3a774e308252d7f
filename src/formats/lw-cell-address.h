/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-cell-address: postcodes and house numbers as people write them, brought to one form. Letter and suffix
 * are upper case without blanks and dashes; who compares them does the same to the other side. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** LW_SUFFIX_LENGTH: bytes that a house letter or suffix may have here, NUL included */
#define LW_SUFFIX_LENGTH 16

/**
 * LwAddress: the key of an address.
 * @postcode: "1234AB", or empty if not known
 * @number: house number, 0 if not known
 * @letter: house letter (huisletter), one letter or empty
 * @suffix: what follows (toevoeging): "HS", "BIS", "2"; upper case letters and digits
 * @range_end: the last number of "12-14", of which @number is the first; else 0
 */
typedef struct {
  char postcode[7];
  int number;
  char letter[2];
  char suffix[LW_SUFFIX_LENGTH];
  int range_end;
} LwAddress;

gboolean lw_address_parse_postcode (const char *text, char postcode[7]);
gboolean lw_address_parse_number (const char *text, LwAddress *address);
gboolean lw_address_parse (const char *text, LwAddress *address);
void lw_address_fold (const char *text, char folded[LW_SUFFIX_LENGTH]);
gboolean lw_address_split (const char *text, LwAddress *address, char **street, char **town);
char *lw_address_fold_name (const char *name);

G_END_DECLS
