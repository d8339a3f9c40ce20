extension JSONValue {
  /// The value as JSON text (RFC 8259), in member order.
  ///
  /// Indented, it has two spaces a level, a line a member and a final line end; otherwise it is one
  /// line without spaces.
  public func serialized(indented: Bool = false) -> String {
    String(decoding: serializedBytes(indented: indented), as: UTF8.self)
  }

  /// The same as UTF-8.
  public func serializedBytes(indented: Bool = false) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(self, indent: indented ? 0 : nil)
    if indented { writer.bytes.append(UInt8(ascii: "\n")) }
    return writer.bytes
  }
}

private struct JSONWriter {
  var bytes: [UInt8] = []

  mutating func write(_ value: JSONValue, indent: Int?) {
    switch value {
    case .null: add("null")
    case .bool(let value): add(value ? "true" : "false")
    case .number(let literal): bytes += literal.utf8
    case .string(let text): write(text)
    case .array(let values):
      add("[")
      for (index, value) in values.enumerated() {
        separate(index, indent)
        write(value, indent: indent.map { $0 + 1 })
      }
      if !values.isEmpty { breakLine(indent) }
      add("]")
    case .object(let members):
      add("{")
      for (index, member) in members.enumerated() {
        separate(index, indent)
        write(member.key)
        add(indent == nil ? ":" : ": ")
        write(member.value, indent: indent.map { $0 + 1 })
      }
      if !members.isEmpty { breakLine(indent) }
      add("}")
    }
  }

  private mutating func add(_ text: String) { bytes += text.utf8 }

  private mutating func separate(_ index: Int, _ indent: Int?) {
    if index > 0 { add(",") }
    breakLine(indent.map { $0 + 1 })
  }

  private mutating func breakLine(_ indent: Int?) {
    guard let indent else { return }
    add("\n")
    for _ in 0..<indent { add("  ") }
  }

  private mutating func write(_ text: String) {
    add("\"")
    defer { add("\"") }
    guard !text.utf8.allSatisfy(isPlain) else {
      bytes += text.utf8
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": add("\\\"")
      case "\\": add("\\\\")
      case "\n": add("\\n")
      case "\r": add("\\r")
      case "\t": add("\\t")
      case "\u{20}"..."\u{7E}": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      // Also what could reorder or break a line on a terminal.
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{61C}", "\u{200E}", "\u{200F}",
        "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        let digits = String(scalar.value, radix: 16)
        add("\\u")
        bytes += String(repeating: "0", count: 4 - digits.count).utf8
        bytes += digits.utf8
      default: bytes += Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter
      }
    }
  }

  /// ASCII that stands for itself.
  private func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }
}
