/// The head of an HTTP/1.1 request (RFC 9112), as far as a server of files needs it.
public struct HTTPRequest: Equatable, Sendable {
  public var method: String
  public var target: String
  /// Names in lower case.
  public var fields: [Field]
  /// The x of HTTP/1.x.
  public var minorVersion: Int

  public struct Field: Equatable, Sendable {
    public var name: String
    public var value: String
  }

  /// The value of a header field; nil when it is missing.
  public func value(of name: String) -> String? { fields.first { $0.name == name }?.value }

  func count(of name: String) -> Int { fields.count { $0.name == name } }

  /// Whether the client wants to go on with this connection.
  var keepsAlive: Bool {
    let options = (value(of: "connection") ?? "").lowercased()
    if options.contains("close") { return false }
    return minorVersion >= 1 || options.contains("keep-alive")
  }
}

/// What the bytes received so far are.
public enum RequestReading: Equatable, Sendable {
  case incomplete
  /// A request, and the number of bytes that it took.
  case request(HTTPRequest, length: Int)
  /// Not a request that we serve: the status that says so.
  case refused(Int)
}

/// Bounds of a request's head; a browser stays far below.
public enum RequestLimits {
  public static let head = 16_384
  public static let target = 4_096
  public static let fields = 100
}

extension HTTPRequest {
  /// Reads a request from the beginning of some bytes.
  ///
  /// Strict where leniency lets two readers disagree: lines end in CR LF, no folded fields, no
  /// space before a colon, one Host.
  public static func read(_ bytes: [UInt8]) -> RequestReading {
    guard let end = headEnd(bytes) else {
      if bytes.count >= RequestLimits.head { return .refused(431) }
      return hasFaultyLineEnd(bytes[...]) ? .refused(400) : .incomplete
    }
    guard end <= RequestLimits.head else { return .refused(431) }
    let head = bytes[..<(end - 4)]
    guard !hasFaultyLineEnd(head) else { return .refused(400) }
    let lines = head.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      line.last == 0x0D ? line.dropLast() : line
    }
    guard lines.count - 1 <= RequestLimits.fields else { return .refused(431) }
    return parse(lines, length: end)
  }

  private static func parse(_ lines: [ArraySlice<UInt8>], length: Int) -> RequestReading {
    let words = (lines.first ?? []).split(separator: 0x20, omittingEmptySubsequences: false)
    guard words.count == 3, let method = token(words[0]), let version = minorVersion(words[2])
    else { return .refused(400) }
    guard let version else { return .refused(505) }
    guard words[1].count <= RequestLimits.target else { return .refused(414) }
    guard !words[1].isEmpty, words[1].allSatisfy({ (0x21...0x7E).contains($0) }) else {
      return .refused(400)
    }
    var request = HTTPRequest(
      method: method, target: String(decoding: words[1], as: UTF8.self), fields: [],
      minorVersion: version)
    for line in lines.dropFirst() {
      guard let field = field(line) else { return .refused(400) }
      request.fields.append(field)
    }
    guard request.count(of: "host") == 1 else { return .refused(400) }
    // We take no bodies, so that none can be mistaken for the next request.
    guard request.count(of: "transfer-encoding") == 0,
      request.fields.allSatisfy({ $0.name != "content-length" || $0.value == "0" })
    else { return .refused(413) }
    return .request(request, length: length)
  }

  /// Where the empty line ends.
  private static func headEnd(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    let last = min(bytes.count, RequestLimits.head + 4) - 4
    for index in 0...last where bytes[index] == 0x0D {
      if bytes[index + 1] == 0x0A, bytes[index + 2] == 0x0D, bytes[index + 3] == 0x0A {
        return index + 4
      }
    }
    return nil
  }

  /// A CR or LF that stands alone, or a NUL.
  private static func hasFaultyLineEnd(_ bytes: ArraySlice<UInt8>) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == 0 || (byte == 0x0A) != (previous == 0x0D) { return true }
      previous = byte
    }
    return false
  }

  /// The x of `HTTP/1.x`; `.some(nil)` for another version.
  private static func minorVersion(_ word: ArraySlice<UInt8>) -> Int?? {
    let bytes = Array(word)
    guard bytes.count == 8, bytes[..<5].elementsEqual("HTTP/".utf8), bytes[6] == 0x2E,
      (0x30...0x39).contains(bytes[5]), (0x30...0x39).contains(bytes[7])
    else { return nil }
    return bytes[5] == 0x31 ? .some(Int(bytes[7] - 0x30)) : .some(nil)
  }

  /// A token of RFC 9110, 5.6.2; nil for anything else.
  private static func token(_ bytes: ArraySlice<UInt8>) -> String? {
    let marks = Array("!#$%&'*+-.^_`|~".utf8)
    let isToken = bytes.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: marks.contains(byte)
      }
    }
    return isToken && !bytes.isEmpty ? String(decoding: bytes, as: UTF8.self) : nil
  }

  private static func field(_ line: ArraySlice<UInt8>) -> Field? {
    guard let colon = line.firstIndex(of: 0x3A), let name = token(line[..<colon]) else {
      return nil
    }
    var value = line[line.index(after: colon)...]
    while let first = value.first, first == 0x20 || first == 0x09 { value = value.dropFirst() }
    while let last = value.last, last == 0x20 || last == 0x09 { value = value.dropLast() }
    guard value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { return nil }
    return Field(name: name.lowercased(), value: String(decoding: value, as: UTF8.self))
  }
}
