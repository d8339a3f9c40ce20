import JSON

/// Writes a tree as YAML that a person would write: block style, quotes only where they are needed.
///
/// What it writes reads back as the same tree under YAML 1.2, and as the same texts under YAML 1.1,
/// which many other tools still follow (`no`, `12:30` and full dates are quoted).
public struct YAMLWriter {
  private var text = ""
  /// Longer lines are folded where that changes nothing.
  private static let width = 100

  public static func write(_ root: YAMLNode) -> String {
    var writer = YAMLWriter()
    switch root.content {
    case .mapping(let entries) where !entries.isEmpty: writer.mapping(entries, indent: 0)
    case .sequence(let items) where !items.isEmpty: writer.sequence(items, indent: 0)
    default:
      writer.inline(root, indent: 0)
      writer.text += "\n"
    }
    return writer.text
  }

  private mutating func mapping(
    _ entries: [YAMLNode.Entry], indent: Int, isFirstPlaced: Bool = false
  ) {
    for (index, entry) in entries.enumerated() {
      if index > 0 || !isFirstPlaced { text += Self.spaces(indent) }
      let key = ScalarWriter.key(entry.key)
      // A key without a mark of its own ends within 1,024 characters (YAML 1.2, 7.4.2).
      text += key.utf8.count > 1000 ? "? \(key)\n\(Self.spaces(indent))" : key
      text += ":"
      value(entry.value, indent: indent)
    }
  }

  /// What follows `key:`, with its line end.
  private mutating func value(_ node: YAMLNode, indent: Int) {
    switch node.content {
    case .mapping(let entries) where !entries.isEmpty:
      text += "\n"
      mapping(entries, indent: indent + 2)
    case .sequence(let items) where !items.isEmpty:
      if let line = flow(items, column: indent + 8) {
        text += " \(line)\n"
      } else {
        text += "\n"
        sequence(items, indent: indent + 2)
      }
    default:
      text += " "
      inline(node, indent: indent)
      text += "\n"
    }
  }

  private mutating func sequence(_ items: [YAMLNode], indent: Int) {
    for item in items {
      text += Self.spaces(indent)
      text += "-"
      switch item.content {
      case .mapping(let entries) where !entries.isEmpty:
        text += " "
        mapping(entries, indent: indent + 2, isFirstPlaced: true)
      case .sequence(let inner) where !inner.isEmpty:
        text += "\n"
        sequence(inner, indent: indent + 2)
      default:
        text += " "
        inline(item, indent: indent)
        text += "\n"
      }
    }
  }

  /// A scalar or an empty collection, without a line end.
  private mutating func inline(_ node: YAMLNode, indent: Int) {
    switch node.content {
    case .mapping: text += "{}"
    case .sequence: text += "[]"
    case .scalar(let scalar): text += ScalarWriter.block(scalar, indent: indent, width: Self.width)
    }
  }

  /// Short words in brackets on one line; nil when they are long or not words.
  private func flow(_ items: [YAMLNode], column: Int) -> String? {
    var words: [String] = []
    var length = 2
    for item in items {
      guard let scalar = item.scalar, scalar.text.utf8.count <= 40 else { return nil }
      let word = ScalarWriter.flow(scalar)
      length += word.utf8.count + 2
      guard length + column <= Self.width, !word.hasPrefix("\"") || items.count > 1 else {
        return nil
      }
      words.append(word)
    }
    return "[" + words.joined(separator: ", ") + "]"
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}

/// Chooses the style of a scalar.
enum ScalarWriter {
  static func key(_ node: YAMLNode) -> String {
    guard let scalar = node.scalar else { return quoted(node.jsonValue.serialized()) }
    return flow(scalar)
  }

  static func flow(_ scalar: YAMLNode.Scalar) -> String {
    guard isText(scalar) else { return scalar.text.isEmpty ? "null" : scalar.text }
    return isPlain(scalar.text, inFlow: true) ? scalar.text : quoted(scalar.text)
  }

  /// A scalar in a block collection whose parent stands at `indent`.
  static func block(_ scalar: YAMLNode.Scalar, indent: Int, width: Int) -> String {
    guard isText(scalar) else { return scalar.text.isEmpty ? "null" : scalar.text }
    let text = scalar.text
    if text.utf8.contains(0x0A) {
      return isLiteral(text) ? literal(text, indent: indent + 2) : quoted(text)
    }
    if text.utf8.count > width, isFoldable(text) {
      return folded(text, indent: indent + 2, width: width)
    }
    return isPlain(text, inFlow: false) ? text : quoted(text)
  }

  /// Whether it is a text; numbers, booleans and null are written as they were.
  private static func isText(_ scalar: YAMLNode.Scalar) -> Bool {
    if case .string = scalar.resolved { return true }
    return false
  }

  // MARK: Plain

  static func isPlain(_ text: String, inFlow: Bool) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last else { return false }
    guard !"-?:,[]{}#&*!|>'\"%@`=<".utf8.contains(first), first > 0x20, last > 0x20 else {
      return false
    }
    guard last != UInt8(ascii: ":"), !text.hasPrefix("..."), isPrintable(text) else { return false }
    for (index, byte) in bytes.enumerated() {
      if byte < 0x20 { return false }
      if inFlow, ",[]{}".utf8.contains(byte) { return false }
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
      if byte == UInt8(ascii: ":"), next == 0x20 || inFlow { return false }
      if byte == 0x20, next == UInt8(ascii: "#") { return false }
    }
    return !readsAsSomethingElse(text, bytes)
  }

  /// Whether a YAML 1.1 or 1.2 reader takes the bare word for a number, a date or a boolean.
  private static func readsAsSomethingElse(_ text: String, _ bytes: [UInt8]) -> Bool {
    let plain = YAMLNode.Scalar(text: text, style: .plain)
    guard case .string = plain.resolved else { return true }
    if ["yes", "no", "on", "off", "y", "n"].contains(text.lowercased()) { return true }
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    guard let first = bytes.first, isDigit(first) || first == UInt8(ascii: "+") || first == 0x2E
    else { return false }
    // 12:30, 1_000, 0b101, 2021-05-01; 2021-05 is a text to all.
    let isDate = bytes.count >= 8 && bytes[4] == 0x2D && bytes.dropFirst(5).contains(0x2D)
    let rest = bytes.dropFirst()
    let isNumber = rest.allSatisfy { isDigit($0) || [0x2E, 0x3A, 0x5F].contains($0) }
    let isRadix = bytes.starts(with: "0b".utf8) || bytes.starts(with: "0x".utf8)
    return isDate && rest.prefix(3).allSatisfy(isDigit) || isNumber || isRadix
  }

  /// Without characters that YAML has no plain form for, or that look like something else.
  private static func isPrintable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x20...0x7E, 0xA0...0x2027, 0x202F...0x2065, 0x206A...0xD7FF,
        0xE000...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...0x10_FFFF:
        true
      default: false
      }
    }
  }

  // MARK: Blocks

  private static func isLiteral(_ text: String) -> Bool {
    guard let first = text.utf8.first, first > 0x20 else { return false }
    return isPrintable(text) && !text.utf8.contains(0x09)
  }

  private static func literal(_ text: String, indent: Int) -> String {
    let breaks = text.utf8.reversed().prefix { $0 == 0x0A }.count
    var result = breaks == 0 ? "|-" : breaks == 1 ? "|" : "|+"
    let body = text.utf8.dropLast(breaks == 0 ? 0 : 1)
    let margin = String(repeating: " ", count: indent)
    for line in body.split(separator: 0x0A, omittingEmptySubsequences: false) {
      result += "\n"
      if !line.isEmpty { result += margin + String(decoding: line, as: UTF8.self) }
    }
    return result
  }

  /// One line of words with single spaces between them.
  private static func isFoldable(_ text: String) -> Bool {
    var previous: UInt8 = 0x20
    for byte in text.utf8 {
      if byte == 0x20, previous == 0x20 { return false }
      if byte < 0x20 { return false }
      previous = byte
    }
    return previous != 0x20 && isPrintable(text)
  }

  private static func folded(_ text: String, indent: Int, width: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    var result = ">-"
    var column = Int.max
    for word in text.utf8.split(separator: 0x20) {
      let word = String(decoding: word, as: UTF8.self)
      if column != .max, column + 1 + word.count <= width {
        result += " " + word
        column += 1 + word.count
      } else {
        result += "\n" + margin + word
        column = indent + word.count
      }
    }
    return result
  }

  // MARK: Quotes

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if isPrintable(String(scalar)) {
          result.unicodeScalars.append(scalar)
        } else {
          result += escape(scalar.value)
        }
      }
    }
    return result + "\""
  }

  private static func escape(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    let (letter, width) = value < 0x100 ? ("x", 2) : value < 0x1_0000 ? ("u", 4) : ("U", 8)
    return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
  }
}
