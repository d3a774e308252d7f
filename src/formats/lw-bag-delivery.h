/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-bag-delivery: what a delivery of the BAG says of itself in the document (Leveringsdocument) that comes with it, read
 * before the millions of records beside it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwBagDelivery:
 * @of_country: it is of the whole country
 * @municipalities: (element-type utf8): codes such as GM0344 of those that it says to be of, in order
 */
typedef struct {
  gboolean of_country;
  GPtrArray *municipalities;
} LwBagDelivery;

LwBagDelivery *lw_bag_delivery_read (const char *path, GCancellable *cancellable, GError **error);
void lw_bag_delivery_free (LwBagDelivery *delivery);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwBagDelivery, lw_bag_delivery_free)

G_END_DECLS
