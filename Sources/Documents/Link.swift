internal import HTML
internal import JSON

/// A web address in the three forms that templates print: target, what a reader sees, host.
struct Link {
  let url: String
  let display: String
  let host: String

  /// nil when the address isn't safe as a link; it then prints as text.
  init?(_ address: String) {
    guard let safe = SafeURL(web: address) ?? SafeURL(address) else { return nil }
    url = safe.text
    host = safe.host ?? ""
    display = Self.display(address, host: safe.hasForeignHost ? safe.host : nil)
  }

  /// The address behind an e-mail; nil for what is plainly an address of another kind.
  static func mail(_ text: String) -> String? {
    text.contains { $0 == "/" || $0 == ":" } ? nil : Link("mailto:" + text)?.url
  }

  /// `tel:` with the digits of a phone number as typed; nil when it holds too few to be one.
  static func telephone(_ number: String) -> String? {
    var digits = ""
    for scalar in number.unicodeScalars {
      if ("0"..."9").contains(scalar) { digits.unicodeScalars.append(scalar) }
      if scalar == "+", digits.isEmpty { digits = "+" }
      // An extension ("ext. 12", "x12") isn't part of the number that a phone dials first.
      if scalar == "x" || scalar == "X" { break }
    }
    return digits.utf8.count >= 4 ? "tel:" + digits : nil
  }

  var json: JSONValue {
    ["url": .string(url), "display": .string(display), "host": .string(host)]
  }

  /// The address as people print it: no scheme, no `www.`, no final slash; a host in another
  /// script in the form that can't be mistaken.
  private static func display(_ address: String, host: String?) -> String {
    if let host { return host }
    var text = Substring(address)
    for prefix in ["https://", "http://", "mailto:", "tel:"] where text.hasPrefix(prefix) {
      text = text.dropFirst(prefix.count)
      break
    }
    if text.hasPrefix("www.") { text = text.dropFirst(4) }
    if text.hasSuffix("/") { text = text.dropLast() }
    return String(text)
  }
}
