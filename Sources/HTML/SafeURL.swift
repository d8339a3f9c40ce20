/// An address that may become a link: `http`, `https`, `mailto` or `tel`, and nothing else.
///
/// `text` is percent-encoded ASCII without spaces, quotes or angle brackets.
public struct SafeURL: Hashable, Sendable {
  public enum Scheme: String, Sendable, CaseIterable {
    case http, https, mailto, tel
  }

  /// Why an address doesn't become a link.
  public enum Refusal: String, Error, Sendable {
    case noScheme = "it has no scheme such as https"
    case unsafeScheme = "its scheme is not http, https, mailto or tel"
    case userInfo = "it holds a user name or password before the host"
    case badHost = "its host is not valid"
    case badAddress = "it is not a valid address"
    case tooLong = "it is longer than 8,192 bytes"
  }

  public let text: String
  public let scheme: Scheme
  /// The host in ASCII (punycode for other scripts); nil for mailto and tel.
  public let host: String?
  /// The host is written in another script, so that it may look like one that it is not.
  public let hasForeignHost: Bool

  private static let longest = 8192

  /// The address, when it is safe as a link.
  public init?(_ address: String) {
    guard let url = try? SafeURL(checking: address) else { return nil }
    self = url
  }

  /// The address of a web page that may leave its scheme out, such as `github.com/ada`.
  public init?(web address: String) {
    if let url = SafeURL(address) {
      self = url
      return
    }
    let bytes = Self.trimmed(address)
    let host = bytes.prefix { !URLBytes.endsHost($0) }
    let isHostLike =
      host.contains(UInt8(ascii: ".")) && host.first != UInt8(ascii: ".")
      && !host.contains(UInt8(ascii: "@"))
    let port = host.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard isHostLike, port.count == 1 || port[1].allSatisfy(\.isASCIIDigit) else { return nil }
    self.init("https://" + String(decoding: bytes, as: UTF8.self))
  }

  public init(checking address: String) throws(Refusal) {
    let bytes = Self.trimmed(address)
    guard bytes.count <= Self.longest else { throw .tooLong }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      bytes[..<colon].allSatisfy(URLBytes.isScheme), bytes.first?.isASCIILetter == true
    else { throw .noScheme }
    let name = String(decoding: bytes[..<colon].map(\.asciiLowercased), as: UTF8.self)
    guard let scheme = Scheme(rawValue: name) else { throw .unsafeScheme }
    self.scheme = scheme
    let rest = bytes[(colon + 1)...]
    switch scheme {
    case .http, .https:
      let web = try WebAddress(rest)
      host = web.host
      hasForeignHost = web.hasForeignHost
      text = "\(name)://" + web.text
    case .mailto:
      host = nil
      hasForeignHost = false
      text = "mailto:" + (try Self.mail(rest))
    case .tel:
      host = nil
      hasForeignHost = false
      text = "tel:" + (try Self.phone(rest))
    }
    // Percent-encoding may have made it three times as long.
    guard text.utf8.count <= Self.longest else { throw .tooLong }
  }

  /// Without what browsers ignore: white space and controls around, tabs and line ends inside.
  private static func trimmed(_ address: String) -> [UInt8] {
    let bytes = Array(address.utf8)
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }),
      let last = bytes.lastIndex(where: { $0 > 0x20 })
    else { return [] }
    return bytes[first...last].filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
  }

  /// No line ends in any form: they would add headers to the message.
  private static func mail(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> String {
    let text = URLBytes.encoded(bytes, keeping: URLBytes.isQuery)
    let lower = text.lowercased()
    guard !bytes.isEmpty, bytes.contains(UInt8(ascii: "@")), !lower.contains("%0a"),
      !lower.contains("%0d"), !lower.contains("%00")
    else { throw .badAddress }
    return text
  }

  private static func phone(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> String {
    let kept = bytes.filter { $0 != 0x20 }
    let allowed = Array("+-.()*#,;=".utf8)
    guard kept.contains(where: \.isASCIIDigit),
      kept.allSatisfy({ $0.isASCIIDigit || $0.isASCIILetter || allowed.contains($0) })
    else { throw .badAddress }
    return String(decoding: kept, as: UTF8.self)
  }
}

/// What follows `https:`, taken apart as browsers do.
private struct WebAddress {
  var text: String
  var host: String
  var hasForeignHost: Bool

  init(_ bytes: ArraySlice<UInt8>) throws(SafeURL.Refusal) {
    let slashes = bytes.prefix { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    guard slashes.count >= 2 else { throw .badAddress }
    let rest = bytes.dropFirst(slashes.count)
    let authority = rest.prefix { !URLBytes.endsHost($0) }
    guard !authority.contains(UInt8(ascii: "@")) else { throw .userInfo }
    let parts = try Self.hostAndPort(authority)
    host = parts.host
    hasForeignHost = authority.contains { $0 >= 0x80 }
    text = host + parts.port + Self.path(rest.dropFirst(authority.count))
  }

  private static func hostAndPort(
    _ authority: ArraySlice<UInt8>
  ) throws(SafeURL.Refusal) -> (host: String, port: String) {
    var name = authority
    var port: ArraySlice<UInt8> = []
    if authority.first == UInt8(ascii: "["), let end = authority.firstIndex(of: 0x5D) {
      name = authority[...end]
      port = authority[(end + 1)...]
      let inner = name.dropFirst().dropLast()
      guard inner.count >= 2, inner.allSatisfy(URLBytes.isIPv6) else { throw .badHost }
    } else if let colon = authority.firstIndex(of: UInt8(ascii: ":")) {
      name = authority[..<colon]
      port = authority[colon...]
    }
    guard port.isEmpty || port.first == UInt8(ascii: ":"),
      port.dropFirst().allSatisfy(\.isASCIIDigit), port.count <= 6
    else { throw .badHost }
    let portText = port.count > 1 ? String(decoding: port, as: UTF8.self) : ""
    if name.first == UInt8(ascii: "[") {
      return (String(decoding: name, as: UTF8.self).lowercased(), portText)
    }
    guard let host = Punycode.asciiHost(name) else { throw .badHost }
    return (host, portText)
  }

  private static func path(_ bytes: ArraySlice<UInt8>) -> String {
    guard let first = bytes.first else { return "" }
    let isPath = first == UInt8(ascii: "/") || first == UInt8(ascii: "\\")
    let end =
      isPath
      ? bytes.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? bytes.endIndex
      : bytes.startIndex
    let path = bytes[..<end].map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
    return URLBytes.encoded(path[...], keeping: URLBytes.isQuery)
      + URLBytes.encoded(bytes[end...], keeping: URLBytes.isQuery)
  }
}

/// Which bytes may stand where in an address (RFC 3986).
enum URLBytes {
  static func isScheme(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isASCIIDigit || byte == 0x2B || byte == 0x2D || byte == 0x2E
  }

  static func endsHost(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "?")
      || byte == UInt8(ascii: "#")
  }

  static func isIPv6(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") || byte.isASCIIDigit
      || (byte | 0x20) &- 0x61 < 6
  }

  /// Unreserved and reserved characters of RFC 3986 but brackets.
  static func isQuery(_ byte: UInt8) -> Bool {
    if byte.isASCIILetter || byte.isASCIIDigit { return true }
    return byte < 0x80 && "-._~:/?#@!$&'()*+,;=".utf8.contains(byte)
  }

  /// Percent-encodes all but what `keeps` allows and escapes that are there already.
  static func encoded(_ bytes: ArraySlice<UInt8>, keeping keeps: (UInt8) -> Bool) -> String {
    var text: [UInt8] = []
    for (index, byte) in zip(bytes.indices, bytes) {
      if keeps(byte) || (byte == UInt8(ascii: "%") && isEscape(bytes, at: index)) {
        text.append(byte)
      } else {
        text.append(UInt8(ascii: "%"))
        text.append(hexDigits[Int(byte >> 4)])
        text.append(hexDigits[Int(byte & 15)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let hexDigits = Array("0123456789ABCDEF".utf8)

  private static func isEscape(_ bytes: ArraySlice<UInt8>, at index: Int) -> Bool {
    guard index + 2 < bytes.endIndex else { return false }
    return bytes[(index + 1)...(index + 2)].allSatisfy {
      $0.isASCIIDigit || ($0 | 0x20) &- 0x61 < 6
    }
  }
}
