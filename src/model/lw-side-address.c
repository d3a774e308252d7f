/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-side-address: see lw-side-address.h. */
#include "model/lw-side-address.h"

/** lw_side_address_free: frees @address */
void
lw_side_address_free (LwSideAddress *address)
{
  g_return_if_fail (address != NULL);
  g_free (address->street);
  g_free (address->town);
  g_free (address->house_letter);
  g_free (address->house_suffix);
  g_free (address->postcode);
  g_free (address);
}
