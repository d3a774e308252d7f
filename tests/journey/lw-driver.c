/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-driver: see lw-driver.h. Speaks the AT-SPI protocol directly over D-Bus, which needs no further library. */
#include "lw-driver.h"

#include <string.h>

#define SEARCH_SECONDS 60
#define MAX_DEPTH 60
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

static gboolean
is_showing (LwDriver *driver, const LwDriverNode *node)
{
  g_autoptr (GVariant) reply = call (driver, node, ACCESSIBLE, "GetState", NULL);
  g_autoptr (GVariant) words = NULL;
  guint32 low = 0;

  if (reply == NULL)
    return FALSE;
  words = g_variant_get_child_value (reply, 0);
  if (g_variant_n_children (words) > 0)
    g_variant_get_child (words, 0, "u", &low);
  return (low & (1u << 30)) != 0 || (low & (1u << 25)) != 0; /* VISIBLE, SHOWING */
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
  g_autofree char *own_role = read_role (driver, node);
  g_autoptr (GPtrArray) children = NULL;

  if (depth > MAX_DEPTH)
    return NULL;
  if (role == NULL || strcmp (own_role, role) == 0)
    {
      g_autofree char *name = read_property (driver, node, "Name");

      if (g_regex_match_simple (pattern, name, 0, 0) && is_showing (driver, node))
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

/** lw_driver_wait_gone: waits until there is no such widget; %FALSE if it stays */
gboolean
lw_driver_wait_gone (LwDriver *driver, const char *role, const char *name_pattern)
{
  gint64 deadline = g_get_monotonic_time () + SEARCH_SECONDS * G_USEC_PER_SEC;

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

/** lw_driver_press: does the widget's first action, as Enter or a click would */
gboolean
lw_driver_press (LwDriver *driver, const LwDriverNode *node)
{
  g_autoptr (GVariant) reply = call (driver, node, "org.a11y.atspi.Action", "DoAction", g_variant_new ("(i)", 0));
  gboolean done = FALSE;

  if (reply != NULL)
    g_variant_get (reply, "(b)", &done);
  return done;
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

/** lw_driver_focus: gives a widget the keyboard */
gboolean
lw_driver_focus (LwDriver *driver, const LwDriverNode *node)
{
  g_autoptr (GVariant) reply = call (driver, node, "org.a11y.atspi.Component", "GrabFocus", NULL);

  return reply != NULL;
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
  process = g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_NONE, NULL);
  return process != NULL && g_subprocess_wait_check (process, NULL, NULL);
}

static void
dump (LwDriver *driver, const LwDriverNode *node, int depth, GString *text)
{
  g_autofree char *role = read_role (driver, node), *name = read_property (driver, node, "Name");
  g_autoptr (GPtrArray) children = read_children (driver, node);

  if (depth > MAX_DEPTH)
    return;
  g_string_append_printf (text, "# %*s%s “%s”%s\n", depth, "", role, name, is_showing (driver, node) ? "" : " hidden");
  for (guint i = 0; i < children->len; i++)
    dump (driver, g_ptr_array_index (children, i), depth + 1, text);
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
