/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-driver: drives the application as a person with a screen reader would: over AT-SPI it finds widgets by role and
 * name, presses them and reads them; over XTEST (xdotool) it types and clicks. Every search waits until a deadline, so
 * that a test says what it expects and not how long to sleep. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwDriver LwDriver;

/** LwDriverNode: one accessible object */
typedef struct {
  char *bus;
  char *path;
} LwDriverNode;

LwDriver *lw_driver_start (const char *const *arguments, GError **error);
void lw_driver_stop (LwDriver *driver);
void lw_driver_kill (LwDriver *driver);
gboolean lw_driver_is_running (LwDriver *driver);

LwDriverNode *lw_driver_find (LwDriver *driver, const char *role, const char *name_pattern);
LwDriverNode *lw_driver_find_now (LwDriver *driver, const char *role, const char *name_pattern);
gboolean lw_driver_wait_gone (LwDriver *driver, const char *role, const char *name_pattern);
gboolean lw_driver_wait_gone_for (LwDriver *driver, const char *role, const char *name_pattern, guint seconds);
gboolean lw_driver_press (LwDriver *driver, const LwDriverNode *node);
char *lw_driver_name (LwDriver *driver, const LwDriverNode *node);
gboolean lw_driver_wait_described (LwDriver *driver, const LwDriverNode *node, const char *pattern);
char *lw_driver_describe (LwDriver *driver, const LwDriverNode *node);
gboolean lw_driver_set_text (LwDriver *driver, const LwDriverNode *node, const char *text);
gboolean lw_driver_set_value (LwDriver *driver, const LwDriverNode *node, double value);
gboolean lw_driver_extents (LwDriver *driver, const LwDriverNode *node, int *x, int *y, int *width, int *height);
gboolean lw_driver_point (LwDriver *driver, const LwDriverNode *node, double share_x, double share_y);
gboolean lw_driver_click (LwDriver *driver, const LwDriverNode *node);
gboolean lw_driver_xdotool (LwDriver *driver, const char *first, ...) G_GNUC_NULL_TERMINATED;
char *lw_driver_list_unnamed (LwDriver *driver);
char *lw_driver_dump (LwDriver *driver);
void lw_driver_shot (LwDriver *driver, const char *name);

void lw_driver_node_free (LwDriverNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwDriverNode, lw_driver_node_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwDriver, lw_driver_stop)

G_END_DECLS
