import CGIO

/// A socket on a loopback address that takes connections.
final class Listener {
  private let socket: UnsafeMutablePointer<GSocket>
  private var source: UnsafeMutablePointer<GSource>?
  private var onConnection: (Listener) -> Void = { _ in }
  let port: Int

  /// Connections that the kernel keeps waiting.
  private static let backlog: gint = 256

  /// Begins to listen; port 0 takes any free one.
  init(_ family: GSocketFamily, port: Int) throws(ServerError) {
    let socket = try withGError { failure in
      g_socket_new(family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, failure)
    }
    do throws(ServerError) {
      // Both addresses are the kernel's own constants: no name is looked up.
      let address = g_inet_address_new_loopback(family)
      let place = g_inet_socket_address_new(address, guint16(port))
      g_object_unref(address)
      defer { g_object_unref(place) }
      g_socket_set_listen_backlog(socket, Self.backlog)
      g_socket_set_blocking(socket, 0)
      try withGError { g_socket_bind(socket, place, 1, $0) != 0 ? () : nil }
      try withGError { g_socket_listen(socket, $0) != 0 ? () : nil }
      let bound = try withGError { g_socket_get_local_address(socket, $0) }
      self.port = bound.withMemoryRebound(to: GInetSocketAddress.self, capacity: 1) {
        Int(g_inet_socket_address_get_port($0))
      }
      g_object_unref(bound)
    } catch {
      g_object_unref(socket)
      throw error
    }
    self.socket = socket
  }

  deinit {
    if let source {
      g_source_destroy(source)
      g_source_unref(source)
    }
    g_socket_close(socket, nil)
    g_object_unref(socket)
  }

  func watch(in context: OpaquePointer?, _ onConnection: @escaping (Listener) -> Void) {
    self.onConnection = onConnection
    // This object ends the source before it goes.
    source = gio_socket_source(
      socket, G_IO_IN,
      { _, _, data in
        guard let data else { return 0 }
        let listener = Unmanaged<Listener>.fromOpaque(data).takeUnretainedValue()
        listener.onConnection(listener)
        return 1
      }, Unmanaged.passUnretained(self).toOpaque(), nil)
    g_source_attach(source, context)
  }

  /// The next client; nil when none is waiting.
  func accept() -> UnsafeMutablePointer<GSocket>? {
    guard let client = g_socket_accept(socket, nil, nil) else { return nil }
    g_socket_set_blocking(client, 0)
    return client
  }
}
