/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-side-address: an address of an office beside its main one (nevenadres), by which people and lists may call it. */
#pragma once

#include "model/lw-bag-id.h"

G_BEGIN_DECLS

/**
 * LwSideAddress:
 * @office: identification of the verblijfsobject
 * @town: (nullable): its name, if it is known
 *
 * Other texts are "" where there is none.
 */
typedef struct {
  LwBagId office;
  char *street;
  char *town;
  int house_number;
  char *house_letter;
  char *house_suffix;
  char *postcode;
} LwSideAddress;

void lw_side_address_free (LwSideAddress *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwSideAddress, lw_side_address_free)

G_END_DECLS
