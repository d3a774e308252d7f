/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-export: 100,000 offices to each format, in processor time. Yardsticks of the same run: the same bytes written with
 * fwrite() and put on the disk, and for the workbook the same cells by libxlsxwriter. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "fixture-offices.h"
#include "formats/lw-export.h"
#include "store/lw-store-export.h"

#define N_OFFICES 100000
#define N_RUNS 3

/* Processor time of this program in ms, which does not depend on what else is going on. */
static double
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static double
measure_write (const char *path, gsize *length)
{
  g_autofree char *copy = g_strconcat (path, ".copy", NULL);
  g_autofree char *bytes = NULL;
  double elapsed;
  double start;
  FILE *file;

  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  start = get_time ();
  file = g_fopen (copy, "wb");
  g_assert_cmpuint (fwrite (bytes, 1, *length, file), ==, *length);
  g_assert_cmpint (fflush (file), ==, 0);
  g_assert_cmpint (fsync (fileno (file)), ==, 0);
  fclose (file);
  elapsed = get_time () - start;
  g_unlink (copy);
  return elapsed;
}

static void
write_cell (lxw_worksheet *sheet, LwOffices *offices, guint row, LwOfficeColumn column)
{
  g_autoptr (GString) text = NULL;

  if (!lw_offices_cell_is_known (offices, column, row))
    return;
  if (lw_office_column_type (column) == LW_COLUMN_NUMBER)
    {
      worksheet_write_number (sheet, row + 1, (lxw_col_t) column,
                              ((const double *) lw_offices_cells (offices, column))[row], NULL);
      return;
    }
  text = g_string_new (NULL);
  lw_offices_append_cell (offices, column, row, text);
  worksheet_write_string (sheet, row + 1, (lxw_col_t) column, text->str, NULL);
}

static double
measure_library (const char *path, LwOffices *offices)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  double start = get_time ();
  lxw_workbook *book = workbook_new_opt (path, &options);
  lxw_worksheet *sheet = workbook_add_worksheet (book, NULL);

  for (guint row = 0; row < offices->n; row++)
    for (guint c = 0; c < LW_N_EXPORT_COLUMNS; c++)
      write_cell (sheet, offices, row, c);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  return get_time () - start;
}

static double
measure_export (const char *path, int format, LwOffices *offices, const LwExportOptions *options)
{
  double best = INFINITY;

  for (guint i = 0; i < N_RUNS; i++)
    {
      double start = get_time ();

      if (format < 0)
        g_assert_true (lw_store_export_offices (path, offices, options, NULL));
      else
        g_assert_true (lw_export_offices (path, (LwExportFormat) format, offices, options, NULL));
      best = MIN (best, get_time () - start);
    }
  return best;
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    int format; /* -1: GeoPackage */
  } kinds[] = {
    { "a.csv", LW_EXPORT_CSV },     { "b.csv", LW_EXPORT_CSV_EXCEL }, { "a.geojson", LW_EXPORT_GEOJSON },
    { "a.kml", LW_EXPORT_KML },     { "a.kmz", LW_EXPORT_KMZ },       { "a.xlsx", LW_EXPORT_XLSX },
    { "a.gpkg", -1 },
  };
  static const LwExportClass classes[] = { { NAN, "unknown", 0xcccccc }, { 0, "low", 0x2c7bb6 }, { 0.1, "high", 0xd7191c } };
  g_autofree char *folder = g_dir_make_tmp ("lw-bench-export-XXXXXX", NULL);
  const LwSettings settings = LW_SETTINGS_DEFAULT;
  g_autoptr (LwOffices) offices = fixture_offices (N_OFFICES, 1, &settings);
  g_autoptr (LwProvenance) about = lw_provenance_new ("Offices");
  const LwExportOptions options = { .about = about, .classes = classes, .n_classes = G_N_ELEMENTS (classes) };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_build_filename (folder, kinds[i].name, NULL);
      g_autofree char *beside = g_strconcat (path, LW_EXPORT_METADATA_SUFFIX, NULL);
      double elapsed = measure_export (path, kinds[i].format, offices, &options);
      gsize length;
      double plain = measure_write (path, &length);

      g_print ("%u offices to %s: %.0f ms, %.1f MB; the same bytes by fwrite: %.0f ms", offices->n, kinds[i].name, elapsed,
               (double) length / 1e6, plain);
      if (kinds[i].format == LW_EXPORT_XLSX)
        g_print ("; the same cells by libxlsxwriter: %.0f ms", measure_library (path, offices));
      g_print ("\n");
      g_unlink (path);
      g_unlink (beside);
    }
  g_rmdir (folder);
  return 0;
}
