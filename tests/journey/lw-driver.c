/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-driver: see lw-driver.h. Speaks the AT-SPI protocol directly over D-Bus, which needs no further library. */
#include "lw-driver.h"

#include <stdio.h>
#include <string.h>

#define SEARCH_SECONDS 60
#define MAX_DEPTH 60
#define STATE_FOCUSABLE (1u << 11)
#define STATE_FOCUSED (1u << 12)
#define STATE_VISIBLE (1u << 30)
#define COORDINATES_OF_WINDOW 1
#define ACCESSIBLE "org.a11y.atspi.Accessible"

struct _LwDriver {
  GSubprocess *process;
  GDBusConnection *bus;
  char *application; /* unique name of the application on the accessibility bus */
};

void
lw_driver_node_free (LwDriverNode *node)
{
  g_free (node->bus);
  g_free (node->path);
  g_free (node);
}

static LwDriverNode *
node_new (const char *bus, const char *path)
{
  LwDriverNode *node = g_new0 (LwDriverNode, 1);

  node->bus = g_strdup (bus);
  node->path = g_strdup (path);
  return node;
}

static GVariant *
call (LwDriver *driver, const LwDriverNode *node, const char *interface, const char *method, GVariant *arguments)
{
  return g_dbus_connection_call_sync (driver->bus, node->bus, node->path, interface, method, arguments, NULL,
                                      G_DBUS_CALL_FLAGS_NONE, 5000, NULL, NULL);
}

static char *
read_property (LwDriver *driver, const LwDriverNode *node, const char *name)
{
  g_autoptr (GVariant) reply = call (driver, node, "org.freedesktop.DBus.Properties", "Get",
                                     g_variant_new ("(ss)", ACCESSIBLE, name));
  g_autoptr (GVariant) value = NULL;

  if (reply == NULL)
    return g_strdup ("");
  g_variant_get (reply, "(v)", &value);
  return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_dup_string (value, NULL) : g_strdup ("");
}

static char *
read_role (LwDriver *driver, const LwDriverNode *node)
{
  g_autoptr (GVariant) reply = call (driver, node, ACCESSIBLE, "GetRoleName", NULL);
  char *role = NULL;

  if (reply != NULL)
    g_variant_get (reply, "(s)", &role);
  return role ? role : g_strdup ("");
}

/* The first word of its states; the numbers are those of AT-SPI. */
static guint32
read_states (LwDriver *driver, const LwDriverNode *node)
{
  g_autoptr (GVariant) reply = call (driver, node, ACCESSIBLE, "GetState", NULL);
  g_autoptr (GVariant) words = NULL;
  guint32 low = 0;

  if (reply == NULL)
    return 0;
  words = g_variant_get_child_value (reply, 0);
  if (g_variant_n_children (words) > 0)
    g_variant_get_child (words, 0, "u", &low);
  return low;
}

/* GTK 4.8 tells of everything in a page of a stack that it is visible; what was never shown has no size. */
static gboolean
is_showing (LwDriver *driver, const LwDriverNode *node)
{
  int x, y, width = 0, height = 0;

  return (read_states (driver, node) & STATE_VISIBLE) != 0 &&
         lw_driver_extents (driver, node, &x, &y, &width, &height) && width > 0 && height > 0;
}

static GPtrArray *
read_children (LwDriver *driver, const LwDriverNode *node)
{
  GPtrArray *children = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_driver_node_free);
  g_autoptr (GVariant) reply = call (driver, node, ACCESSIBLE, "GetChildren", NULL);
  g_autoptr (GVariantIter) iterator = NULL;
  const char *bus, *path;

  if (reply == NULL)
    return children;
  g_variant_get (reply, "(a(so))", &iterator);
  while (g_variant_iter_next (iterator, "(&s&o)", &bus, &path))
    g_ptr_array_add (children, node_new (bus, path));
  return children;
}

static LwDriverNode *
search (LwDriver *driver, const LwDriverNode *node, const char *role, const char *pattern, int depth)
{
  g_autofree char *own_role = NULL;
  g_autoptr (GPtrArray) children = NULL;

  if (depth > MAX_DEPTH || (depth > 0 && !is_showing (driver, node)))
    return NULL;
  own_role = read_role (driver, node);
  if (role == NULL || strcmp (own_role, role) == 0)
    {
      g_autofree char *name = read_property (driver, node, "Name");

      if (g_regex_match_simple (pattern, name, 0, 0))
        return node_new (node->bus, node->path);
    }
  children = read_children (driver, node);
  for (guint i = 0; i < children->len; i++)
    {
      LwDriverNode *found = search (driver, g_ptr_array_index (children, i), role, pattern, depth + 1);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
find_application (LwDriver *driver)
{
  LwDriverNode registry = { (char *) "org.a11y.atspi.Registry", (char *) "/org/a11y/atspi/accessible/root" };
  g_autoptr (GPtrArray) applications = read_children (driver, &registry);
  g_autofree char *own = g_strdup (g_subprocess_get_identifier (driver->process));

  for (guint i = 0; i < applications->len; i++)
    {
      LwDriverNode *node = g_ptr_array_index (applications, i);
      g_autoptr (GVariant) reply
          = g_dbus_connection_call_sync (driver->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                         "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                                         g_variant_new ("(s)", node->bus), NULL, 0, 2000, NULL, NULL);
      guint32 pid = 0;

      if (reply != NULL)
        g_variant_get (reply, "(u)", &pid);
      if (own != NULL && pid == (guint32) g_ascii_strtoull (own, NULL, 10))
        {
          g_free (driver->application);
          driver->application = g_strdup (node->bus);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
connect_bus (LwDriver *driver, GError **error)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, error);
  g_autoptr (GVariant) reply = NULL;
  const char *address;

  if (session == NULL)
    return FALSE;
  reply = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", NULL,
                                       NULL, 0, 10000, NULL, error);
  if (reply == NULL)
    return FALSE;
  g_variant_get (reply, "(&s)", &address);
  driver->bus = g_dbus_connection_new_for_address_sync (address,
                                                        G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                            G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                        NULL, NULL, error);
  return driver->bus != NULL;
}

/**
 * lw_driver_start:
 * @arguments: the program and its arguments
 *
 * Returns: (transfer full): a driver of the running application, or %NULL if it did not appear
 */
LwDriver *
lw_driver_start (const char *const *arguments, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (LwDriver) driver = g_new0 (LwDriver, 1);
  gint64 deadline = g_get_monotonic_time () + 2 * SEARCH_SECONDS * G_USEC_PER_SEC;

  if (!connect_bus (driver, error))
    return NULL;
  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "atspi", TRUE);
  driver->process = g_subprocess_launcher_spawnv (launcher, arguments, error);
  if (driver->process == NULL)
    return NULL;
  while (!find_application (driver))
    {
      if (g_get_monotonic_time () > deadline)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "%s did not appear on the accessibility bus",
                       arguments[0]);
          return NULL;
        }
      g_usleep (100000);
    }
  return g_steal_pointer (&driver);
}

/** lw_driver_kill: ends the application as a power cut would */
void
lw_driver_kill (LwDriver *driver)
{
  g_subprocess_force_exit (driver->process);
  g_subprocess_wait (driver->process, NULL, NULL);
}

/** lw_driver_stop: ends the application and frees the driver */
void
lw_driver_stop (LwDriver *driver)
{
  if (driver->process != NULL && lw_driver_is_running (driver))
    lw_driver_kill (driver);
  g_clear_object (&driver->process);
  g_clear_object (&driver->bus);
  g_free (driver->application);
  g_free (driver);
}

gboolean
lw_driver_is_running (LwDriver *driver)
{
  return g_subprocess_get_identifier (driver->process) != NULL;
}

/** lw_driver_find_now: like lw_driver_find(), but without waiting */
LwDriverNode *
lw_driver_find_now (LwDriver *driver, const char *role, const char *name_pattern)
{
  LwDriverNode root = { driver->application, (char *) "/org/a11y/atspi/accessible/root" };

  return search (driver, &root, role, name_pattern, 0);
}

/**
 * lw_driver_find:
 * @role: (nullable): role as AT-SPI names it ("push button"); %NULL for any
 * @name_pattern: regular expression that the accessible name has to match
 *
 * Returns: (transfer full): the first such widget that is visible, or %NULL if none came in time
 */
LwDriverNode *
lw_driver_find (LwDriver *driver, const char *role, const char *name_pattern)
{
  gint64 deadline = g_get_monotonic_time () + SEARCH_SECONDS * G_USEC_PER_SEC;

  do
    {
      LwDriverNode *node = lw_driver_find_now (driver, role, name_pattern);

      if (node != NULL || !lw_driver_is_running (driver))
        return node;
      g_usleep (100000);
    }
  while (g_get_monotonic_time () < deadline);
  return NULL;
}

/** lw_driver_wait_gone_for: waits some @seconds until there is no such widget; %FALSE if it stays */
gboolean
lw_driver_wait_gone_for (LwDriver *driver, const char *role, const char *name_pattern, guint seconds)
{
  gint64 deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  do
    {
      g_autoptr (LwDriverNode) node = lw_driver_find_now (driver, role, name_pattern);

      if (node == NULL)
        return TRUE;
      g_usleep (100000);
    }
  while (g_get_monotonic_time () < deadline);
  return FALSE;
}

/** lw_driver_wait_gone: waits until there is no such widget; %FALSE if it stays */
gboolean
lw_driver_wait_gone (LwDriver *driver, const char *role, const char *name_pattern)
{
  return lw_driver_wait_gone_for (driver, role, name_pattern, SEARCH_SECONDS);
}

/** lw_driver_press: does the widget's first action, as Enter or a click would; that of a part of it if it has none */
gboolean
lw_driver_press (LwDriver *driver, const LwDriverNode *node)
{
  g_autoptr (GVariant) reply = call (driver, node, "org.a11y.atspi.Action", "DoAction", g_variant_new ("(i)", 0));
  g_autoptr (GPtrArray) children = NULL;
  gboolean done = FALSE;

  if (reply != NULL)
    g_variant_get (reply, "(b)", &done);
  if (done)
    return TRUE;
  children = read_children (driver, node);
  for (guint i = 0; i < children->len; i++)
    if (lw_driver_press (driver, g_ptr_array_index (children, i)))
      return TRUE;
  return FALSE;
}

char *
lw_driver_name (LwDriver *driver, const LwDriverNode *node)
{
  return read_property (driver, node, "Name");
}

char *
lw_driver_describe (LwDriver *driver, const LwDriverNode *node)
{
  return read_property (driver, node, "Description");
}

/** lw_driver_wait_described: waits until the description of a widget matches; %FALSE if it does not */
gboolean
lw_driver_wait_described (LwDriver *driver, const LwDriverNode *node, const char *pattern)
{
  gint64 deadline = g_get_monotonic_time () + SEARCH_SECONDS * G_USEC_PER_SEC;

  do
    {
      g_autofree char *description = lw_driver_describe (driver, node);

      if (g_regex_match_simple (pattern, description, 0, 0))
        return TRUE;
      g_usleep (50000);
    }
  while (g_get_monotonic_time () < deadline);
  return FALSE;
}

/** lw_driver_set_text: replaces the text of an entry */
gboolean
lw_driver_set_text (LwDriver *driver, const LwDriverNode *node, const char *text)
{
  g_autoptr (GVariant) reply = call (driver, node, "org.a11y.atspi.EditableText", "SetTextContents",
                                     g_variant_new ("(s)", text));

  return reply != NULL;
}

/** lw_driver_set_value: sets a slider or a spin button */
gboolean
lw_driver_set_value (LwDriver *driver, const LwDriverNode *node, double value)
{
  g_autoptr (GVariant) reply = call (driver, node, "org.freedesktop.DBus.Properties", "Set",
                                     g_variant_new ("(ssv)", "org.a11y.atspi.Value", "CurrentValue",
                                                    g_variant_new_double (value)));

  return reply != NULL;
}

/** lw_driver_extents: where a widget is in its window, in pixels */
gboolean
lw_driver_extents (LwDriver *driver, const LwDriverNode *node, int *x, int *y, int *width, int *height)
{
  g_autoptr (GVariant) reply
      = call (driver, node, "org.a11y.atspi.Component", "GetExtents", g_variant_new ("(u)", COORDINATES_OF_WINDOW));

  if (reply == NULL)
    return FALSE;
  g_variant_get (reply, "((iiii))", x, y, width, height);
  return TRUE;
}

static char *
read_output (const char *const *arguments)
{
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
  char *output = NULL;

  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL))
    return g_strdup ("");
  return output;
}

static LwDriverNode *
find_window (LwDriver *driver, const LwDriverNode *node)
{
  g_autoptr (LwDriverNode) at = node_new (node->bus, node->path);

  for (guint i = 0; i < MAX_DEPTH; i++)
    {
      g_autoptr (GVariant) reply = call (driver, at, "org.freedesktop.DBus.Properties", "Get",
                                         g_variant_new ("(ss)", ACCESSIBLE, "Parent"));
      g_autoptr (GVariant) value = NULL;
      const char *bus, *path;

      if (reply == NULL)
        return NULL;
      g_variant_get (reply, "(v)", &value);
      g_variant_get (value, "(&s&o)", &bus, &path);
      if (g_str_has_suffix (path, "/root"))
        return g_steal_pointer (&at);
      lw_driver_node_free (at);
      at = node_new (bus, path);
    }
  return NULL;
}

/* The part of a window around its widgets, which takes the pointer at its borders, is not in their coordinates. */
static gboolean
find_window_origin (LwDriver *driver, const LwDriverNode *node, int *x, int *y)
{
  g_autoptr (LwDriverNode) window = find_window (driver, node);
  g_autofree char *name = window ? read_property (driver, window, "Name") : g_strdup ("");
  g_autofree char *escaped = g_regex_escape_string (name, -1), *pattern = g_strdup_printf ("^%s$", escaped);
  const char *search_window[] = { "xdotool", "search", "--onlyvisible", "--name", pattern, NULL };
  g_autofree char *id = g_strstrip (read_output (search_window)), *geometry = NULL;
  const char *describe[] = { "xdotool", "getwindowgeometry", "--shell", id, NULL };
  int left, top, outer_width, outer_height, inner_x, inner_y, width, height;
  const char *at;

  geometry = read_output (describe);
  at = strstr (geometry, "X=");
  if (at == NULL || sscanf (at, "X=%d Y=%d WIDTH=%d HEIGHT=%d", &left, &top, &outer_width, &outer_height) != 4 ||
      window == NULL || !lw_driver_extents (driver, window, &inner_x, &inner_y, &width, &height))
    return FALSE;
  *x = left + (outer_width - width) / 2;
  *y = top + (outer_height - height) / 2;
  return TRUE;
}

/** lw_driver_point: moves the pointer to a place in a widget, in shares of its size */
gboolean
lw_driver_point (LwDriver *driver, const LwDriverNode *node, double share_x, double share_y)
{
  int x, y, width, height, left, top;
  g_autofree char *to_x = NULL, *to_y = NULL;
  gint64 deadline = g_get_monotonic_time () + SEARCH_SECONDS * G_USEC_PER_SEC;

  /* The title of the window may be newer than what the display knows of it. */
  while (!lw_driver_extents (driver, node, &x, &y, &width, &height) || !find_window_origin (driver, node, &left, &top))
    {
      if (g_get_monotonic_time () > deadline)
        return FALSE;
      g_usleep (100000);
    }
  to_x = g_strdup_printf ("%d", left + x + (int) (width * share_x));
  to_y = g_strdup_printf ("%d", top + y + (int) (height * share_y));
  return lw_driver_xdotool (driver, "mousemove", "--sync", to_x, to_y, NULL);
}

/** lw_driver_click: clicks in the middle of a widget, as a person does */
gboolean
lw_driver_click (LwDriver *driver, const LwDriverNode *node)
{
  return lw_driver_point (driver, node, 0.5, 0.5) && lw_driver_xdotool (driver, "click", "1", NULL);
}

/** lw_driver_xdotool: types or clicks: the arguments of xdotool, ended by %NULL */
gboolean
lw_driver_xdotool (LwDriver *driver, const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  const char *argument;
  va_list list;

  g_ptr_array_add (arguments, (gpointer) "xdotool");
  va_start (list, first);
  for (argument = first; argument != NULL; argument = va_arg (list, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL);
  return process != NULL && g_subprocess_wait_check (process, NULL, NULL);
}

static void
dump (LwDriver *driver, const LwDriverNode *node, int depth, GString *text)
{
  g_autofree char *role = read_role (driver, node), *name = read_property (driver, node, "Name");
  g_autofree char *description = read_property (driver, node, "Description");
  g_autoptr (GPtrArray) children = read_children (driver, node);
  guint32 states = read_states (driver, node);
  int x = 0, y = 0, width = 0, height = 0;

  if (depth > MAX_DEPTH)
    return;
  g_strdelimit (name, "\n", ' ');
  g_strdelimit (description, "\n", ' ');
  lw_driver_extents (driver, node, &x, &y, &width, &height);
  g_string_append_printf (text, "# %*s%s “%s”%s%s%s [%d %d %d %d]%s %s\n", depth, "", role, name,
                          states & STATE_VISIBLE ? "" : " hidden",
                          states & STATE_FOCUSABLE ? " focusable" : "", states & STATE_FOCUSED ? " focused" : "", x, y,
                          width, height, *description ? " —" : "", description);
  for (guint i = 0; i < children->len; i++)
    dump (driver, g_ptr_array_index (children, i), depth + 1, text);
}

static gboolean
is_control (const char *role)
{
  static const char *const roles[] = {
    "button", "push button", "toggle button", "check box", "radio button", "slider", "spin button", "text", "entry",
    "search box", "password text", "combo box", "list", "list box", "list item", "tab", "menu item", "switch", "link",
    "image", "tree item", "table", "row",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (role, roles[i]))
      return TRUE;
  return FALSE;
}

static void
list_unnamed (LwDriver *driver, const LwDriverNode *node, const char *way, int depth, GString *text)
{
  g_autofree char *role = NULL, *name = NULL, *here = NULL;
  g_autoptr (GPtrArray) children = NULL;
  gboolean focusable;

  if (depth > MAX_DEPTH || (depth > 0 && !is_showing (driver, node)))
    return;
  role = read_role (driver, node);
  name = read_property (driver, node, "Name");
  focusable = (read_states (driver, node) & STATE_FOCUSABLE) != 0;
  here = *name ? g_strdup_printf ("%s › %s", way, name) : g_strdup (way);
  /* A picture, and a row that only holds buttons, may go without. */
  if (is_control (role) && (focusable || (!g_str_equal (role, "image") && !g_str_equal (role, "list item"))) &&
      (*name == '\0' || g_regex_match_simple ("^(Gtk|Adw|Lw|Shumate)[A-Z]|_|^(.+) \\2$", name, 0, 0)))
    g_string_append_printf (text, "# %s “%s” in %s\n", role, name, way);
  /* What stands inside a choice is read by its own words; the cross of a toast is libadwaita's, and out of reach. */
  if (g_str_equal (role, "combo box") || g_str_equal (name, "AdwToastWidget"))
    return;
  children = read_children (driver, node);
  for (guint i = 0; i < children->len; i++)
    list_unnamed (driver, g_ptr_array_index (children, i), here, depth + 1, text);
}

/**
 * lw_driver_list_unnamed:
 *
 * Returns: (transfer full): the controls shown that a screen reader could not tell: they have no name, that of a
 * class, or one that is read twice; a line each, "" if there are none
 */
char *
lw_driver_list_unnamed (LwDriver *driver)
{
  LwDriverNode root = { driver->application, (char *) "/org/a11y/atspi/accessible/root" };
  GString *text = g_string_new (NULL);

  list_unnamed (driver, &root, "application", 0, text);
  return g_string_free (text, FALSE);
}

/** lw_driver_dump: (transfer full): all that a screen reader sees, to read when a search fails */
char *
lw_driver_dump (LwDriver *driver)
{
  LwDriverNode root = { driver->application, (char *) "/org/a11y/atspi/accessible/root" };
  GString *text = g_string_new (NULL);

  dump (driver, &root, 0, text);
  return g_string_free (text, FALSE);
}

/** lw_driver_shot: keeps a picture of the screen in the folder that LW_JOURNEY_SHOTS names, if it does */
void
lw_driver_shot (LwDriver *driver, const char *name)
{
  const char *folder = g_getenv ("LW_JOURNEY_SHOTS");
  g_autofree char *path = NULL;
  g_autoptr (GSubprocess) process = NULL;

  if (folder == NULL)
    return;
  path = g_strdup_printf ("%s/%s.png", folder, name);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "import", "-window", "root", path, NULL);
  if (process != NULL)
    g_subprocess_wait (process, NULL, NULL);
}
