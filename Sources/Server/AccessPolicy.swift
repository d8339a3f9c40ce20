/// Who may ask: pages of this very server, and a person who types its address.
///
/// Any site that a person has open can send requests to loopback, and a name that resolves to
/// 127.0.0.1 makes them look like our own (DNS rebinding). So Host and Origin are compared in full
/// with the few spellings that are ours; a prefix or an Origin equal to Host proves nothing.
public struct AccessPolicy: Sendable {
  private let hosts: Set<String>
  private let origins: Set<String>

  public init(port: Int) {
    let names = ["127.0.0.1", "localhost", "[::1]"]
    var hosts = names.map { "\($0):\(port)" }
    // Browsers leave out the port that http has anyway.
    if port == 80 { hosts += names }
    self.hosts = Set(hosts)
    origins = Set(hosts.map { "http://" + $0 })
  }

  /// Whether a request may be answered with content.
  public func allows(_ request: HTTPRequest) -> Bool {
    guard let host = request.value(of: "host"), hosts.contains(host.lowercased()),
      request.count(of: "origin") <= 1
    else { return false }
    if let origin = request.value(of: "origin"), !origins.contains(origin.lowercased()) {
      return false
    }
    // Where a browser says who asks: other sites may link here, and nothing else.
    switch request.value(of: "sec-fetch-site") {
    case "cross-site", "same-site": return request.value(of: "sec-fetch-mode") == "navigate"
    default: return true
    }
  }
}
