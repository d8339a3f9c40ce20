/// What is wrong with an XML document, and where.
public struct XMLError: Error, Hashable, Sendable {
  public var message: String
  public var offset: Int
}

/// Reads XML 1.0 event by event.
///
/// Made for documents from strangers: a document type is refused, so that there are no entities
/// but the five of XML itself, nothing external is ever read and nothing can grow; depth and the
/// number of attributes are bounded.
public struct XMLReader {
  public struct Name: Hashable, Sendable {
    /// The namespace's address, empty for none.
    public var namespace: String
    public var local: String

    public init(namespace: String = "", local: String) {
      self.namespace = namespace
      self.local = local
    }
  }

  public struct Attribute: Hashable, Sendable {
    public var name: Name
    public var value: String
  }

  public enum Event: Hashable, Sendable {
    case start(Name, [Attribute])
    case end(Name)
    /// Character data between two other events, CDATA included; may come in several pieces.
    case text(String)
  }

  private static let maximumDepth = 256
  private static let maximumAttributes = 256

  private let bytes: [UInt8]
  private var offset = 0
  /// Qualified and resolved names of the open elements.
  private var open: [(qualified: ArraySlice<UInt8>, name: Name)] = []
  /// Namespace by prefix, with the depth at which it was declared.
  private var namespaces: [(prefix: String, uri: String, depth: Int)] = [
    ("xml", "http://www.w3.org/XML/1998/namespace", 0)
  ]
  /// The end of an empty-element tag, still to be given.
  private var pendingEnd = false
  private var hasRoot = false

  /// UTF-8 only, with or without a byte order mark.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// The next event; nil at the document's end.
  public mutating func next() throws(XMLError) -> Event? {
    if pendingEnd {
      pendingEnd = false
      return .end(closeElement())
    }
    while offset < bytes.count {
      guard bytes[offset] == UInt8(ascii: "<") else {
        if let text = try text() { return .text(text) }
        continue
      }
      switch offset + 1 < bytes.count ? bytes[offset + 1] : 0 {
      case UInt8(ascii: "?"): try skip(past: "?>")
      case UInt8(ascii: "!"):
        if let text = try markup() { return .text(text) }
      case UInt8(ascii: "/"): return try endTag()
      default: return try startTag()
      }
    }
    guard open.isEmpty, hasRoot else { throw error("document ends too early") }
    return nil
  }

  private func error(_ message: String) -> XMLError { XMLError(message: message, offset: offset) }

  private func starts(with word: String) -> Bool { bytes[offset...].starts(with: word.utf8) }

  private mutating func skip(past word: String) throws(XMLError) {
    let start = offset
    let word = Array(word.utf8)
    while offset + word.count <= bytes.count {
      if bytes[offset] == word[0], bytes[offset...].starts(with: word) {
        offset += word.count
        return
      }
      offset += 1
    }
    offset = start
    throw error("markup without end")
  }

  /// A comment, or CDATA with its text.
  private mutating func markup() throws(XMLError) -> String? {
    if starts(with: "<!--") {
      offset += 4
      try skip(past: "-->")
      return nil
    }
    guard starts(with: "<![CDATA["), !open.isEmpty else {
      throw error("document type declarations are not read")
    }
    offset += 9
    let start = offset
    try skip(past: "]]>")
    return String(decoding: bytes[start..<offset - 3], as: UTF8.self)
  }

  /// Character data up to the next tag; nil for white space outside the root.
  private mutating func text() throws(XMLError) -> String? {
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") { offset += 1 }
    let raw = bytes[start..<offset]
    guard !open.isEmpty else {
      guard raw.allSatisfy(isSpace) else { throw error("text outside the root element") }
      return nil
    }
    return try resolved(raw)
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private mutating func skipSpace() {
    while offset < bytes.count, isSpace(bytes[offset]) { offset += 1 }
  }
}

// MARK: Tags

extension XMLReader {
  private mutating func startTag() throws(XMLError) -> Event {
    guard open.count < Self.maximumDepth else { throw error("elements nested too deeply") }
    guard !(open.isEmpty && hasRoot) else { throw error("second root element") }
    offset += 1
    let qualified = try name()
    var raw: [(name: ArraySlice<UInt8>, value: String)] = []
    while true {
      skipSpace()
      guard offset < bytes.count else { throw error("tag without end") }
      if bytes[offset] == UInt8(ascii: ">") {
        offset += 1
        break
      }
      if starts(with: "/>") {
        offset += 2
        pendingEnd = true
        break
      }
      guard raw.count < Self.maximumAttributes else { throw error("too many attributes") }
      raw.append(try attribute())
    }
    hasRoot = true
    declareNamespaces(raw)
    let element = resolve(qualified, isAttribute: false)
    open.append((qualified, element))
    let attributes = raw.filter { !$0.name.starts(with: "xmlns".utf8) }.map {
      Attribute(name: resolve($0.name, isAttribute: true), value: $0.value)
    }
    return .start(element, attributes)
  }

  private mutating func endTag() throws(XMLError) -> Event {
    offset += 2
    let qualified = try name()
    skipSpace()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: ">"),
      open.last?.qualified.elementsEqual(qualified) == true
    else { throw error("end tag does not match") }
    offset += 1
    return .end(closeElement())
  }

  private mutating func closeElement() -> Name {
    let name = open.popLast()?.name ?? Name(local: "")
    while let last = namespaces.last, last.depth > open.count { namespaces.removeLast() }
    return name
  }

  private mutating func name() throws(XMLError) -> ArraySlice<UInt8> {
    let start = offset
    while offset < bytes.count, !isSpace(bytes[offset]),
      !"=/><\"'&".utf8.contains(bytes[offset])
    {
      offset += 1
    }
    guard offset > start, offset - start <= 1024 else { throw error("name expected") }
    return bytes[start..<offset]
  }

  private mutating func attribute() throws(XMLError) -> (ArraySlice<UInt8>, String) {
    let name = try name()
    skipSpace()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "=") else {
      throw error("attribute without value")
    }
    offset += 1
    skipSpace()
    guard offset < bytes.count, bytes[offset] == 0x22 || bytes[offset] == 0x27 else {
      throw error("attribute without quotes")
    }
    let quote = bytes[offset]
    let start = offset + 1
    offset = start
    while offset < bytes.count, bytes[offset] != quote {
      guard bytes[offset] != UInt8(ascii: "<") else { throw error("'<' in an attribute") }
      offset += 1
    }
    guard offset < bytes.count else { throw error("attribute without end") }
    let value = try resolved(bytes[start..<offset])
    offset += 1
    return (name, value)
  }

  private mutating func declareNamespaces(_ attributes: [(name: ArraySlice<UInt8>, value: String)])
  {
    for attribute in attributes where attribute.name.starts(with: "xmlns".utf8) {
      let rest = attribute.name.dropFirst(5)
      guard rest.isEmpty || rest.first == UInt8(ascii: ":") else { continue }
      let prefix = String(decoding: rest.dropFirst(), as: UTF8.self)
      namespaces.append((prefix, attribute.value, open.count + 1))
    }
  }

  private func resolve(_ qualified: ArraySlice<UInt8>, isAttribute: Bool) -> Name {
    let parts = qualified.split(separator: UInt8(ascii: ":"), maxSplits: 1)
    let local = String(decoding: parts.last ?? [], as: UTF8.self)
    let prefix = parts.count == 2 ? String(decoding: parts[0], as: UTF8.self) : ""
    if isAttribute && prefix.isEmpty { return Name(local: local) }
    return Name(
      namespace: namespaces.last { $0.prefix == prefix }?.uri ?? "", local: local)
  }
}

// MARK: References

extension XMLReader {
  /// Text with references replaced and line ends as `\n` (XML 1.0, 2.11 and 4.1).
  private func resolved(_ raw: ArraySlice<UInt8>) throws(XMLError) -> String {
    guard raw.contains(where: { $0 == UInt8(ascii: "&") || $0 == 0x0D }) else {
      return String(decoding: raw, as: UTF8.self)
    }
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var index = raw.startIndex
    while index < raw.endIndex {
      switch raw[index] {
      case 0x0D:
        result.append(0x0A)
        index += 1
        if index < raw.endIndex, raw[index] == 0x0A { index += 1 }
      case UInt8(ascii: "&"):
        guard let end = raw[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
          throw error("'&' without reference")
        }
        let scalar = try reference(String(decoding: raw[index + 1..<end], as: UTF8.self))
        result += Array(String(Character(scalar)).utf8)
        index = end + 1
      default:
        result.append(raw[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func reference(_ name: String) throws(XMLError) -> Unicode.Scalar {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    guard name.hasPrefix("#") else { throw error("unknown entity") }
    let isHexadecimal = name.hasPrefix("#x")
    let digits = name.dropFirst(isHexadecimal ? 2 : 1)
    guard let value = UInt32(digits, radix: isHexadecimal ? 16 : 10), value > 0,
      let scalar = Unicode.Scalar(value)
    else { throw error("reference to no character") }
    return scalar
  }
}
