/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-window: the frames of the whole window while its map pans and zooms, the year moves and a filter changes.
 * A document may be given; else one with 100,000 offices is made. Painted by Cairo in a display in memory, which is
 * the slowest that a user can have. The yardstick is the same window at rest, painted anew. */
#include <glib/gstdio.h>
#include <shumate/shumate.h>

#include "analysis/lw-example.h"
#include "app/lw-window-private.h"
#include "map/lw-office-map-private.h"

#define N_FRAMES 90

typedef struct {
  LwWindow *window;
  LwSession *session;
  ShumateViewport *viewport;
  double longitude, latitude, zoom; /* with all offices in view */
} Bench;

typedef void (*Move) (Bench *bench, guint frame);

typedef struct {
  gint64 start;
  GArray *work; /* (element-type double): ms of each frame */
} Frames;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
before_paint_cb (GdkFrameClock *clock, Frames *frames)
{
  frames->start = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, Frames *frames)
{
  double ms = (double) (g_get_monotonic_time () - frames->start) / 1000;

  g_array_append_val (frames->work, ms);
}

static void
run_frames (Bench *bench, const char *title, Move move)
{
  Frames frames = { 0, g_array_new (FALSE, FALSE, sizeof (double)) };
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));
  gulong before = g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &frames);
  gulong after = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &frames);
  const double *ms;
  guint n;

  for (guint frame = 0; frame < N_FRAMES; frame++)
    {
      guint painted = frames.work->len;

      move (bench, frame);
      gtk_widget_queue_draw (GTK_WIDGET (bench->window));
      while (frames.work->len == painted)
        g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, before);
  g_signal_handler_disconnect (clock, after);
  g_array_sort (frames.work, compare_doubles);
  ms = (const double *) (gpointer) frames.work->data;
  n = frames.work->len;
  g_print ("  %-34s median %5.1f ms, 95 %% %5.1f ms, longest %5.1f ms\n", title, ms[n / 2], ms[n * 95 / 100],
           ms[n - 1]);
  g_array_unref (frames.work);
}

static void
go_to (Bench *bench, double longitude, double latitude, double zoom)
{
  shumate_viewport_set_zoom_level (bench->viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (bench->viewport), latitude, longitude);
}

static void
rest (Bench *bench, guint frame)
{
}

/* Around in circles, so that everything near is seen. */
static void
pan (Bench *bench, double zoom, guint frame)
{
  double reach = 0.2 * exp2 (bench->zoom - zoom) * frame / N_FRAMES, angle = frame * 2 * G_PI / 60;

  go_to (bench, bench->longitude + reach * cos (angle), bench->latitude + reach * sin (angle), zoom);
}

static void
pan_far (Bench *bench, guint frame)
{
  pan (bench, bench->zoom, frame);
}

static void
pan_near (Bench *bench, guint frame)
{
  pan (bench, bench->zoom + 3, frame);
}

static void
pan_street (Bench *bench, guint frame)
{
  pan (bench, bench->zoom + 6, frame);
}

static void
zoom (Bench *bench, guint frame)
{
  go_to (bench, bench->longitude, bench->latitude, bench->zoom + 3.5 * (1 - cos (frame * 2 * G_PI / N_FRAMES)));
}

static void
filter (Bench *bench, guint frame)
{
  g_autoptr (LwFilter) all = lw_filter_new ();
  g_autoptr (LwFilter) filter = lw_filter_with_range (all, LW_FILTER_RANGE_SIZE, 100 + frame, NAN);

  if (frame % 30 == 0)
    lw_session_set_filter (bench->session, frame % 60 == 0 ? filter : all);
}

static void
move_year (Bench *bench, guint frame)
{
  lw_session_set_year (bench->session, 2025 + (int) (frame / 8 % 20));
}

/* Lets the window come to rest: no job, and a while without one. */
static void
settle (Bench *bench)
{
  gint64 quiet = g_get_monotonic_time ();
  gboolean busy;

  do
    {
      g_main_context_iteration (NULL, FALSE);
      g_object_get (bench->session, "busy", &busy, NULL);
      if (busy)
        quiet = g_get_monotonic_time ();
      g_usleep (500);
    }
  while (g_get_monotonic_time () - quiet < 1500 * 1000);
}

/* Resident memory in MB, or 0 where it cannot be told. */
static guint64
memory_mb (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) || !(line = strstr (text, "VmRSS:")))
    return 0;
  return g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10) / 1024;
}

/* From the filter to the circles of what passes it on screen, with all offices in view. */
static double
time_filter (Bench *bench, double low)
{
  g_autoptr (LwFilter) all = lw_filter_new ();
  g_autoptr (LwFilter) filter = lw_filter_with_range (all, LW_FILTER_RANGE_SIZE, low, NAN);
  LwMapState *state = bench->window->map->state;
  g_autoptr (LwBitset) before = lw_bitset_ref (lw_session_get_shown (bench->session));
  gint64 start = g_get_monotonic_time ();

  lw_session_set_filter (bench->session, filter);
  while (lw_session_get_shown (bench->session) == before
         || !lw_map_circles_is_current (lw_map_state_get_circles (state)))
    g_main_context_iteration (NULL, TRUE);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
open_window (Bench *bench, const char *path)
{
  gint64 start = g_get_monotonic_time ();

  bench->window = lw_window_new (LW_APPLICATION (g_application_get_default ()));
  bench->session = lw_window_get_session (bench->window);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1366, 768);
  gtk_window_present (GTK_WINDOW (bench->window));
  lw_window_open_path (bench->window, path);
  while (lw_session_get_offices (bench->session)->n == 0
         || !lw_map_circles_is_current (lw_map_state_get_circles (bench->window->map->state)))
    g_main_context_iteration (NULL, TRUE);
  g_print ("%u offices; read and on the map after %.0f ms", lw_session_get_offices (bench->session)->n,
           (double) (g_get_monotonic_time () - start) / 1000);
  settle (bench);
  g_print (", %" G_GUINT64_FORMAT " MB in memory\n", memory_mb ());
  bench->viewport = shumate_map_get_viewport (bench->window->map->map);
  bench->longitude = shumate_location_get_longitude (SHUMATE_LOCATION (bench->viewport));
  bench->latitude = shumate_location_get_latitude (SHUMATE_LOCATION (bench->viewport));
  bench->zoom = shumate_viewport_get_zoom_level (bench->viewport);
}

static void
measure (const char *path)
{
  Bench bench = { 0 };

  open_window (&bench, path);
  run_frames (&bench, "at rest", rest);
  run_frames (&bench, "panning, all in view", pan_far);
  run_frames (&bench, "panning, a town in view", pan_near);
  run_frames (&bench, "panning, streets in view", pan_street);
  run_frames (&bench, "zooming in and out by 7 levels", zoom);
  go_to (&bench, bench.longitude, bench.latitude, bench.zoom);
  settle (&bench);
  g_print ("  from a filter to its circles %.0f ms", time_filter (&bench, 500));
  settle (&bench);
  g_print (", another %.0f ms\n", time_filter (&bench, 1000));
  settle (&bench);
  run_frames (&bench, "changing the filter twice a second", filter);
  settle (&bench);
  run_frames (&bench, "moving the year", move_year);
  settle (&bench);
  gtk_window_destroy (GTK_WINDOW (bench.window));
}

int
main (int argc, char **argv)
{
  g_autoptr (LwApplication) application = NULL;
  g_autofree char *folder = NULL, *path = NULL;
  g_autoptr (GError) error = NULL;

  if (!gtk_init_check ())
    {
      g_print ("skipped: there is no display\n");
      return 77;
    }
  application = lw_application_new ();
  g_application_set_default (G_APPLICATION (application));
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  if (argc > 1)
    {
      measure (argv[1]);
      return 0;
    }
  folder = g_dir_make_tmp ("lw-bench-XXXXXX", &error);
  path = g_build_filename (folder, "example.gpkg", NULL);
  if (!lw_example_write (path, 100000, 7, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  measure (path);
  g_remove (path);
  g_rmdir (folder);
  return 0;
}
