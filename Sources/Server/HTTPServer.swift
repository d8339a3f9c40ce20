import CGIO

/// Shows an output folder to browsers on this machine, and tells their pages when it changes.
///
/// Belongs to the loop's thread, but for `start`.
public final class HTTPServer: @unchecked Sendable {
  // Sendable: after `start`, the loop's thread alone touches it.
  private let loop: EventLoop
  private var site: Site?
  private let open: Site.Opening
  private var listeners: [Listener] = []
  private var connections: [Int: Connection] = [:]
  private var nextNumber = 0
  private var generation = 0
  /// Tells this server from the one before it on the same port.
  private let identity = randomText()
  /// The port that it listens on.
  public private(set) var port = 0

  /// Connections at once; a new one beyond takes the place of the one that idles longest.
  public static let connectionLimit = 512
  /// Pages that wait for events at once.
  private static let streamLimit = 128
  /// Milliseconds between looks for clients that are too slow, and for ones that went silently.
  private static let sweepTime = 1_000
  private static let heartbeatSweeps = 15
  private var sweeps = 0

  public init(loop: EventLoop, open: @escaping Site.Opening) {
    self.loop = loop
    self.open = open
  }

  /// Listens on the loopback addresses only; port 0 takes a free one.
  public func start(port wanted: Int) throws(ServerError) {
    let first = try Listener(G_SOCKET_FAMILY_IPV4, port: wanted)
    listeners = [first]
    port = first.port
    // `localhost` is ::1 first in many browsers; machines without IPv6 do without.
    if let second = try? Listener(G_SOCKET_FAMILY_IPV6, port: port) { listeners.append(second) }
    site = Site(policy: AccessPolicy(port: port), open: open)
    for listener in listeners {
      listener.watch(in: loop.context) { [unowned self] in self.accept(from: $0) }
    }
    sweepTimer = loop.after(milliseconds: Self.sweepTime) { [unowned self] in
      self.sweep()
      return true
    }
  }

  private var sweepTimer: EventLoop.Timer?

  /// Tells all pages that the documents have changed; on the loop's thread.
  public func announceChange() {
    generation += 1
    broadcast(Site.event(state))
  }

  /// Ends all connections; on the loop's thread.
  public func stop() {
    sweepTimer?.cancel()
    listeners.removeAll()
    for connection in connections.values { connection.close() }
  }

  private var state: String { "\(identity)-\(generation)" }

  private func broadcast(_ event: [UInt8]) {
    for connection in connections.values where connection.phase == .streaming {
      connection.send(event: event)
    }
  }

  private func accept(from listener: Listener) {
    while let socket = listener.accept() {
      if connections.count >= Self.connectionLimit { makeRoom() }
      nextNumber += 1
      let connection = Connection(
        nextNumber, socket: socket, context: loop.context,
        respond: { [unowned self] in self.respond(to: $0) },
        onClose: { [unowned self] in self.connections[$0.number] = nil })
      connections[nextNumber] = connection
    }
  }

  /// Ends the connection that has waited longest for its client, idle ones first.
  private func makeRoom() {
    let idle = connections.values.filter(\.isIdle)
    let candidates = idle.isEmpty ? Array(connections.values) : idle
    candidates.min { ($0.deadline, $0.number) < ($1.deadline, $1.number) }?.close()
  }

  private func respond(to request: HTTPRequest) -> Response {
    guard let site else { return .plain(503) }
    let response = site.respond(to: request, state: state, nonce: randomText())
    let streams = connections.values.count { $0.phase == .streaming }
    if response.isEventStream, streams >= Self.streamLimit { return .plain(503) }
    return response
  }

  private func sweep() {
    let now = milliseconds()
    for connection in connections.values where connection.deadline < now { connection.expire() }
    sweeps += 1
    // A comment, which clients skip; writing to one that has gone ends its connection.
    if sweeps % Self.heartbeatSweeps == 0 { broadcast(Array(":\n\n".utf8)) }
  }
}

/// 128 unpredictable bits as hexadecimal digits.
private func randomText() -> String {
  var generator = SystemRandomNumberGenerator()
  return (0..<2).map { _ in
    let digits = String(generator.next() as UInt64, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }.joined()
}
