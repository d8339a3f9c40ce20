import CGIO

/// One client: reads requests, one after the other, and writes their answers, without ever
/// waiting.
///
/// Belongs to the loop's thread.
final class Connection {
  enum Phase: Equatable {
    /// Waits for a request, or for the rest of one.
    case reading
    case writing
    /// Gets events until the client goes.
    case streaming
  }

  let number: Int
  private let socket: UnsafeMutablePointer<GSocket>
  private let context: OpaquePointer?
  private var source: UnsafeMutablePointer<GSource>?
  private var watched = GIOCondition(0)
  private var received: [UInt8] = []
  private var pending: [UInt8] = []
  private var sent = 0
  private var endsAfterWriting = false
  private var streamsAfterWriting = false
  private var answered = 0
  private(set) var phase = Phase.reading
  /// Milliseconds of the server's clock by which something must have happened.
  private(set) var deadline: Int64
  /// Has sent nothing of its next request.
  var isIdle: Bool { phase == .reading && received.isEmpty }
  /// Makes the answer to a request.
  private let respond: (HTTPRequest) -> Response
  /// Forgets the connection.
  private let onClose: (Connection) -> Void

  /// Milliseconds for a request to arrive whole, for a client to take more of an answer, and for
  /// the next request.
  private static let readTime: Int64 = 10_000
  private static let writeTime: Int64 = 30_000
  private static let idleTime: Int64 = 60_000
  /// Requests after which a connection starts anew.
  private static let requestLimit = 1_000
  /// Events that a client doesn't take are not kept beyond this.
  private static let backlogLimit = 65_536

  /// Takes over the socket.
  init(
    _ number: Int, socket: UnsafeMutablePointer<GSocket>, context: OpaquePointer?,
    respond: @escaping (HTTPRequest) -> Response, onClose: @escaping (Connection) -> Void
  ) {
    self.number = number
    self.socket = socket
    self.context = context
    self.respond = respond
    self.onClose = onClose
    deadline = milliseconds() + Self.readTime
    watch(G_IO_IN)
  }

  deinit { g_object_unref(socket) }

  func close() {
    unwatch()
    g_socket_close(socket, nil)
    onClose(self)
  }

  /// Time is up: says so to a client in the middle of a request, and goes.
  func expire() {
    if phase == .reading, !received.isEmpty {
      endsAfterWriting = true
      write(Response.plain(408).serialized(isHead: false, keepsAlive: false))
      if phase == .writing { close() }
    } else {
      close()
    }
  }

  /// Sends an event to a client that waits for some.
  func send(event: [UInt8]) {
    guard phase == .streaming, pending.count - sent < Self.backlogLimit else { return close() }
    pending += event
    flush()
  }

  // MARK: Waiting

  private func watch(_ condition: GIOCondition) {
    if source != nil, watched == condition { return }
    unwatch()
    watched = condition
    // The server holds this object for as long as the source lives: close() ends both.
    source = gio_socket_source(
      socket, condition,
      { _, condition, data in
        guard let data else { return 0 }
        Unmanaged<Connection>.fromOpaque(data).takeUnretainedValue().isReady(condition)
        return 1
      }, Unmanaged.passUnretained(self).toOpaque(), nil)
    g_source_attach(source, context)
  }

  private func unwatch() {
    guard let source else { return }
    g_source_destroy(source)
    g_source_unref(source)
    self.source = nil
  }

  private func isReady(_ condition: GIOCondition) {
    // The callback may end the connection's last owner.
    withExtendedLifetime(self) {
      if condition.rawValue & G_IO_IN.rawValue != 0 || condition.rawValue & G_IO_HUP.rawValue != 0 {
        read()
      } else if condition.rawValue & G_IO_OUT.rawValue != 0 {
        flush()
      } else {
        close()
      }
    }
  }

  // MARK: Reading

  private func read() {
    var buffer = [UInt8](repeating: 0, count: 8_192)
    do throws(ServerError) {
      let count = try withGError { failure -> Int? in
        let count = g_socket_receive(socket, &buffer, gsize(buffer.count), nil, failure)
        return count < 0 ? nil : count
      }
      guard count > 0 else { return close() }
      // Nobody who gets events has anything to say.
      guard phase == .reading else { return phase == .streaming ? () : close() }
      if received.isEmpty { deadline = milliseconds() + Self.readTime }
      received += buffer[..<count]
      readRequests()
    } catch {
      if error.code != G_IO_ERROR_WOULD_BLOCK { close() }
    }
  }

  /// Answers the requests that have arrived whole, as long as the client takes the answers.
  private func readRequests() {
    while phase == .reading, !received.isEmpty {
      switch HTTPRequest.read(received) {
      case .incomplete: return
      case .refused(let status):
        endsAfterWriting = true
        return write(Response.plain(status).serialized(isHead: false, keepsAlive: false))
      case .request(let request, let length):
        received.removeFirst(length)
        answered += 1
        let response = respond(request)
        let keepsAlive =
          request.keepsAlive && answered < Self.requestLimit && !response.isEventStream
        let isHead = request.method == "HEAD"
        streamsAfterWriting = response.isEventStream && !isHead
        endsAfterWriting = !keepsAlive && !streamsAfterWriting
        write(response.serialized(isHead: isHead, keepsAlive: keepsAlive))
      }
    }
  }

  // MARK: Writing

  private func write(_ bytes: [UInt8]) {
    pending = bytes
    sent = 0
    phase = .writing
    flush()
  }

  private func flush() {
    deadline = milliseconds() + Self.writeTime
    while sent < pending.count {
      do throws(ServerError) {
        sent += try withGError { failure -> Int? in
          let count = pending.withUnsafeBufferPointer { buffer in
            g_socket_send(
              socket,
              buffer.baseAddress.map { UnsafeRawPointer($0 + sent) }?
                .assumingMemoryBound(to: gchar.self), gsize(buffer.count - sent), nil, failure)
          }
          return count < 0 ? nil : count
        }
      } catch {
        if error.code == G_IO_ERROR_WOULD_BLOCK {
          let both = GIOCondition(G_IO_OUT.rawValue | G_IO_IN.rawValue)
          return watch(phase == .streaming ? both : G_IO_OUT)
        }
        return close()
      }
    }
    isWritten()
  }

  private func isWritten() {
    pending = []
    sent = 0
    if phase == .streaming || streamsAfterWriting {
      phase = .streaming
      deadline = .max
      return watch(G_IO_IN)
    }
    if endsAfterWriting { return close() }
    phase = .reading
    deadline = milliseconds() + Self.idleTime
    watch(G_IO_IN)
    readRequests()
  }
}

/// Milliseconds of a clock that only goes forward.
func milliseconds() -> Int64 { Int64(g_get_monotonic_time()) / 1000 }
