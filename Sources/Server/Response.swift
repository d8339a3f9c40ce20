/// An answer: a status, header fields, and a body that is sent whole.
public struct Response: Sendable {
  public var status: Int
  public var fields: [(name: String, value: String)] = []
  public var body: [UInt8] = []
  /// Stays open for events instead of ending with the body.
  public var isEventStream = false

  public init(_ status: Int) { self.status = status }

  /// A line of plain text for a status.
  public static func plain(_ status: Int, _ text: String? = nil) -> Response {
    var response = Response(status)
    let line = text ?? "\(status) \(reason(status))"
    response.body = Array((line + "\n").utf8)
    response.fields = [("Content-Type", "text/plain; charset=utf-8")]
    response.addPolicy("default-src 'none'; frame-ancestors 'none'")
    return response
  }

  public func value(of name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// What every answer says: nothing is guessed, kept, or shown inside other sites.
  mutating func addPolicy(_ contentSecurityPolicy: String) {
    fields += [
      ("Content-Security-Policy", contentSecurityPolicy),
      ("X-Content-Type-Options", "nosniff"),
      ("Referrer-Policy", "no-referrer"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cache-Control", "no-store"),
    ]
  }

  /// The bytes on the wire; a HEAD request gets everything but the body.
  func serialized(isHead: Bool, keepsAlive: Bool) -> [UInt8] {
    var head = "HTTP/1.1 \(status) \(Self.reason(status))\r\n"
    for field in fields { head += "\(field.name): \(field.value)\r\n" }
    if !isEventStream { head += "Content-Length: \(body.count)\r\n" }
    head += "Connection: \(keepsAlive && !isEventStream ? "keep-alive" : "close")\r\n\r\n"
    return Array(head.utf8) + (isHead ? [] : body)
  }

  private static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: "Error"
    }
  }
}
