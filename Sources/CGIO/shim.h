/* GIO's headers, and typed forms of what it takes as untyped callbacks through macros. */
#ifndef BESPOKE_CGIO_H
#define BESPOKE_CGIO_H

#include <gio/gio.h>
#include <glib-unix.h>

/* A source that calls back when a socket is ready; attach it, then unref it. */
static inline GSource *gio_socket_source(GSocket *socket, GIOCondition condition,
                                         gboolean (*call)(GSocket *, GIOCondition, gpointer),
                                         gpointer data, GDestroyNotify forget) {
  GSource *source = g_socket_create_source(socket, condition, NULL);
  g_source_set_callback(source, G_SOURCE_FUNC(call), data, forget);
  return source;
}

/* Calls back for each change that a monitor sees; `forget` runs when the monitor goes. */
static inline void gio_on_change(GFileMonitor *monitor,
                                 void (*call)(GFileMonitor *, GFile *, GFile *, GFileMonitorEvent,
                                              gpointer),
                                 gpointer data, void (*forget)(gpointer, GClosure *)) {
  g_signal_connect_data(monitor, "changed", G_CALLBACK(call), data, forget, (GConnectFlags)0);
}

#endif
