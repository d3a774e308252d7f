/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-office: see lw-office.h. */
#include "model/lw-office.h"

#include <math.h>

struct _LwOffice {
  GObject parent_instance;

  LwOffices *offices;
  guint row;
};

G_DEFINE_FINAL_TYPE (LwOffice, lw_office, G_TYPE_OBJECT)

static void
lw_office_finalize (GObject *object)
{
  LwOffice *self = LW_OFFICE (object);

  g_clear_pointer (&self->offices, lw_offices_unref);
  G_OBJECT_CLASS (lw_office_parent_class)->finalize (object);
}

static void
lw_office_class_init (LwOfficeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_office_finalize;
}

static void
lw_office_init (LwOffice *self)
{
}

/**
 * lw_office_new:
 * @offices: a table
 * @row: one of its rows
 *
 * Returns: (transfer full): the office as an object
 */
LwOffice *
lw_office_new (LwOffices *offices, guint row)
{
  LwOffice *self;

  g_return_val_if_fail (offices != NULL && row < offices->n, NULL);
  self = g_object_new (LW_TYPE_OFFICE, NULL);
  self->offices = lw_offices_ref (offices);
  self->row = row;
  return self;
}

/**
 * lw_office_get_offices:
 *
 * Returns: (transfer none): the table that the office is in
 */
LwOffices *
lw_office_get_offices (LwOffice *office)
{
  g_return_val_if_fail (LW_IS_OFFICE (office), NULL);
  return office->offices;
}

/**
 * lw_office_get_row:
 *
 * Returns: its row in the table
 */
guint
lw_office_get_row (LwOffice *office)
{
  g_return_val_if_fail (LW_IS_OFFICE (office), LW_OFFICES_NONE);
  return office->row;
}

/**
 * lw_office_get_id:
 *
 * Returns: its key in the document, 0 while it has none
 */
gint64
lw_office_get_id (LwOffice *office)
{
  g_return_val_if_fail (LW_IS_OFFICE (office), 0);
  return office->offices->id[office->row];
}

/**
 * lw_office_dup_address:
 *
 * Returns: (transfer full): as lw_offices_address()
 */
char *
lw_office_dup_address (LwOffice *office)
{
  g_return_val_if_fail (LW_IS_OFFICE (office), NULL);
  return lw_offices_address (office->offices, office->row);
}

const char *
lw_office_get_name (LwOffice *office)
{
  g_return_val_if_fail (LW_IS_OFFICE (office), "");
  return lw_offices_text (office->offices, LW_OFFICE_NAME, office->row);
}

const char *
lw_office_get_town (LwOffice *office)
{
  g_return_val_if_fail (LW_IS_OFFICE (office), "");
  return lw_offices_text (office->offices, LW_OFFICE_TOWN, office->row);
}

const char *
lw_office_get_municipality (LwOffice *office)
{
  g_return_val_if_fail (LW_IS_OFFICE (office), "");
  return lw_offices_text (office->offices, LW_OFFICE_MUNICIPALITY, office->row);
}

/**
 * lw_office_get_stock_m2:
 *
 * Returns: m² vvo that count as stock, NaN if unknown
 */
double
lw_office_get_stock_m2 (LwOffice *office)
{
  g_return_val_if_fail (LW_IS_OFFICE (office), NAN);
  return office->offices->stock_m2[office->row];
}

/**
 * lw_office_get_vacant_m2:
 *
 * Returns: m² vvo of its stock that stand empty, NaN if unknown
 */
double
lw_office_get_vacant_m2 (LwOffice *office)
{
  g_return_val_if_fail (LW_IS_OFFICE (office), NAN);
  return office->offices->vacant_stock_m2[office->row];
}

/**
 * lw_office_get_vacancy_rate:
 *
 * Returns: vacant m² over stock, a fraction; NaN if unknown or if it has no stock
 */
double
lw_office_get_vacancy_rate (LwOffice *office)
{
  g_return_val_if_fail (LW_IS_OFFICE (office), NAN);
  return lw_offices_vacancy_rate (office->offices, office->row);
}

/**
 * lw_office_get_build_year:
 *
 * Returns: the year it was built, 0 if unknown
 */
int
lw_office_get_build_year (LwOffice *office)
{
  g_return_val_if_fail (LW_IS_OFFICE (office), 0);
  return office->offices->build_year[office->row];
}
