/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-factsheet: see lw-factsheet.h. Here are the pages and what stands on each; the parts themselves are in
 * lw-factsheet-parts.c and lw-factsheet-table.c. */
#include "report/lw-factsheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MAX_PAGES 200

/** lw_factsheet_init: a factsheet of nothing */
void
lw_factsheet_init (LwFactsheet *factsheet)
{
  g_return_if_fail (factsheet != NULL);

  *factsheet = (LwFactsheet){ .title = "", .norm = NAN, .printed = LW_DATE_UNKNOWN };
}

/* What of the table, of the remarks below it and of the notes of offices is on a page. */
typedef struct {
  guint page;
  guint first_row;
  guint n_rows;
  gboolean notes;
  guint first_fact;
  guint n_facts;
  guint first_line;
  guint n_lines;
} Portion;

#define NEXT_TOP (LW_SHEET_MARGIN + 22)

/* The notes of offices come last, on pages of their own. */
static void
lay_out_facts (const LwSheetPage *page, GArray *portions)
{
  guint n_facts = page->sheet->notes != NULL ? page->sheet->notes->len : 0;

  for (guint fact = 0; fact < n_facts && portions->len < MAX_PAGES;)
    {
      Portion portion = { .page = portions->len, .first_fact = fact };

      portion.n_facts = lw_sheet_facts_that_fit (page, NEXT_TOP, fact);
      fact += portion.n_facts;
      g_array_append_val (portions, portion);
    }
}

/* After them the appendix, on pages of its own. */
static void
lay_out_appendix (const LwSheetPage *page, GArray *portions)
{
  guint n_lines = lw_sheet_count_appendix (page->sheet);

  for (guint line = 0; line < n_lines && portions->len < MAX_PAGES;)
    {
      Portion portion = { .page = portions->len, .first_line = line };

      portion.n_lines = lw_sheet_appendix_that_fit (page, NEXT_TOP, line);
      line += portion.n_lines;
      g_array_append_val (portions, portion);
    }
}

static guint
rows_that_fit (double top)
{
  double room = LW_SHEET_BOTTOM - top - lw_sheet_table_height (0);

  return room > 0 ? (guint)(room / LW_SHEET_ROW) : 0;
}

/* Lays the table and the notes over the pages from @top of the first; the array has one portion a page. */
static GArray *
lay_out_pages (const LwSheetPage *page, double top)
{
  GArray *portions = g_array_new (FALSE, TRUE, sizeof (Portion));
  guint n_rows = lw_sheet_count_rows (page->sheet), row = 0;
  double notes = lw_sheet_draw_notes (page, 0);

  for (;;)
    {
      Portion portion = { .page = portions->len, .first_row = row };
      guint left = n_rows - row, fit = rows_that_fit (top);

      portion.n_rows = MIN (left, fit);
      /* A table of one or two lines at the foot of a page is no table. */
      if (portion.n_rows < left && portion.n_rows < 3)
        portion.n_rows = 0;
      row += portion.n_rows;
      if (portion.n_rows > 0)
        top += lw_sheet_table_height (portion.n_rows);
      portion.notes = row == n_rows && top + notes <= LW_SHEET_BOTTOM + 1;
      /* Notes that fill more than a page would never fit: they begin a page of their own. */
      if (row == n_rows && portion.n_rows == 0 && portion.page > 0)
        portion.notes = TRUE;
      g_array_append_val (portions, portion);
      if (portion.notes || portions->len == MAX_PAGES)
        break;
      top = NEXT_TOP;
    }
  lay_out_facts (page, portions);
  lay_out_appendix (page, portions);
  return portions;
}

static LwSheetPage
make_page (const LwFactsheet *factsheet, cairo_t *cr, LwText *text)
{
  return (LwSheetPage){ factsheet, cr, text, lw_palette_get (LW_PALETTE_PRINT) };
}

static double
draw_first_parts (const LwSheetPage *page)
{
  double y = lw_sheet_draw_head (page);

  y = lw_sheet_draw_figures (page, y);
  y = lw_sheet_draw_maps (page, y);
  return lw_sheet_draw_charts (page, y);
}

/**
 * lw_factsheet_count_pages:
 * @factsheet: what is on it
 * @text: for letters, of the surface that will be painted on
 *
 * Returns: number of pages
 */
guint
lw_factsheet_count_pages (const LwFactsheet *factsheet, LwText *text)
{
  LwSheetPage page = make_page (factsheet, NULL, text);
  g_autoptr (GArray) portions = NULL;

  g_return_val_if_fail (factsheet != NULL && text != NULL, 0);

  portions = lay_out_pages (&page, draw_first_parts (&page));
  return portions->len;
}

static void
draw_foot (const LwSheetPage *page, guint number, guint n_pages)
{
  double y = LW_PAGE_HEIGHT - 26, width = 0;
  g_autoptr (GString) right = g_string_new (NULL);

  g_string_append_printf (right, "%u / %u", number + 1, n_pages);
  if (page->sheet->fingerprint != NULL)
    /* Translators: at the foot of a printed page: a short fingerprint that tells which file was printed */
    g_string_append_printf (right, _ (" · file %s"), page->sheet->fingerprint);
  lw_text_measure (page->text, right->str, LW_SHEET_TYPE, LW_TEXT_REGULAR, &width, NULL);
  lw_text_show (page->text, page->cr, right->str, LW_SHEET_TYPE, LW_TEXT_REGULAR, page->palette->text_dim,
                LW_PAGE_WIDTH - LW_SHEET_MARGIN, y, 1);
  lw_text_show_within (page->text, page->cr, page->sheet->title, LW_SHEET_TYPE, LW_TEXT_REGULAR,
                       page->palette->text_dim, LW_SHEET_MARGIN, y, 0, LW_SHEET_WIDTH - width - 20);
}

static void
draw_running_head (const LwSheetPage *page)
{
  double baseline = LW_SHEET_MARGIN + LW_SHEET_HEADING, width = 0;

  lw_text_measure (page->text, page->sheet->title, LW_SHEET_HEADING, LW_TEXT_BOLD, &width, NULL);
  lw_text_show_within (page->text, page->cr, page->sheet->title, LW_SHEET_HEADING, LW_TEXT_BOLD,
                       page->palette->text, LW_SHEET_MARGIN, baseline, 0, LW_SHEET_WIDTH - 110);
  if (page->sheet->fictional)
    lw_map_draw_badge_at (page->cr, page->text, page->palette,
                          LW_SHEET_MARGIN + MIN (width, LW_SHEET_WIDTH - 110) + 8, baseline);
}

/**
 * lw_factsheet_draw_page:
 * @factsheet: what is on it
 * @page: number of the page, from 0
 * @cr: where to paint; one unit is a point
 * @text: for letters
 *
 * Paints one A4 page.
 */
void
lw_factsheet_draw_page (const LwFactsheet *factsheet, guint page, cairo_t *cr, LwText *text)
{
  LwSheetPage sheet_page = make_page (factsheet, NULL, text);
  g_autoptr (GArray) portions = NULL;
  const Portion *portion;
  double y;

  g_return_if_fail (factsheet != NULL && cr != NULL && text != NULL);

  y = draw_first_parts (&sheet_page);
  portions = lay_out_pages (&sheet_page, y);
  g_return_if_fail (page < portions->len);
  sheet_page.cr = cr;
  lw_color_set (sheet_page.palette->ring_fill, cr);
  cairo_paint (cr);
  if (page == 0)
    draw_first_parts (&sheet_page);
  else
    {
      draw_running_head (&sheet_page);
      y = NEXT_TOP;
    }
  portion = &g_array_index (portions, Portion, page);
  if (portion->n_rows > 0)
    y = lw_sheet_draw_table (&sheet_page, y, portion->first_row, portion->n_rows);
  if (portion->notes)
    lw_sheet_draw_notes (&sheet_page, y);
  if (portion->n_facts > 0)
    lw_sheet_draw_facts (&sheet_page, y, portion->first_fact, portion->n_facts);
  if (portion->n_lines > 0)
    lw_sheet_draw_appendix (&sheet_page, y, portion->first_line, portion->n_lines);
  lw_sheet_draw_mark (&sheet_page);
  draw_foot (&sheet_page, page, portions->len);
}

static void
paint_cb (cairo_t *cr, LwText *text, guint page, gpointer data)
{
  lw_factsheet_draw_page (data, page, cr, text);
}

/* Pages are counted with the letters of a surface like the one that will be painted on. */
static guint
count_pages (const LwFactsheet *factsheet)
{
  cairo_rectangle_t extents = { 0, 0, LW_PAGE_WIDTH, LW_PAGE_HEIGHT };
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cairo_t *cr = cairo_create (surface);
  LwText *text = lw_text_new_for_cairo (cr);
  guint n = lw_factsheet_count_pages (factsheet, text);

  lw_text_free (text);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n;
}

/* What the properties of the file say. */
static char *
describe (const LwFactsheet *factsheet)
{
  if (!lw_sheet_is_confidential (factsheet))
    return factsheet->fictional ? g_strdup (_ ("Fictional example")) : NULL;
  return g_strdup_printf ("%s%s%s", factsheet->fictional ? _ ("Fictional example") : "",
                          factsheet->fictional ? "; " : "", lw_note_texts_notice ());
}

/**
 * lw_factsheet_write:
 * @factsheet: what is on it
 * @path: the file; PDF, or another kind of picture when it has one page
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
lw_factsheet_write (const LwFactsheet *factsheet, const char *path, GError **error)
{
  g_autofree char *description = describe (factsheet);
  LwPicture picture
      = { .width = LW_PAGE_WIDTH, .height = LW_PAGE_HEIGHT, .pixel_scale = 2, .paint = paint_cb };

  g_return_val_if_fail (factsheet != NULL && path != NULL, FALSE);

  picture.n_pages = count_pages (factsheet);
  picture.title = factsheet->title;
  picture.description = description;
  picture.data = (gpointer)factsheet;
  return lw_picture_write (&picture, path, error);
}
