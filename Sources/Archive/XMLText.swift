/// Text as XML 1.0 can hold it.
public enum XMLText {
  /// Markup escaped, characters that XML forbids or discourages (2.2) left out; also safe between double quotes.
  public static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "\t", "\n", "\r": escaped.append(scalar)
      default:
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        let isForbidden = isControl || scalar.value == 0xFFFE || scalar.value == 0xFFFF
        if !isForbidden { escaped.append(scalar) }
      }
    }
    return String(escaped)
  }
}
