extension YAMLNode.Scalar {
  /// What a scalar means under the core schema (YAML 1.2.2 section 10.3).
  public enum Resolved: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int)
    /// Also an integer beyond the range of `Int`; `jsonNumber` has all its digits.
    case float(Double)
    case string(String)
  }

  /// The meaning of the scalar: quoted and block texts and those tagged `!!str` are strings,
  /// `2024-05`, `yes`, `12:30` and `1_000` too, `010` is ten.
  public var resolved: Resolved {
    guard let literal else { return .string(text) }
    switch literal {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .float: return .float(Double(text) ?? .nan)
    case .infinity: return .float(text.utf8.first == ASCII.hyphen ? -.infinity : .infinity)
    case .notANumber: return .float(.nan)
    case .decimal:
      if let value = Int(text) { return .int(value) }
      return .float(Double(text) ?? .nan)
    case .prefixed(let radix):
      if let value = Int(text.dropFirst(2), radix: radix) { return .int(value) }
      return .float(Double(BigDecimal.text(of: text.utf8.dropFirst(2), radix: radix)) ?? .nan)
    }
  }

  /// The number as JSON spells it, digits kept (`3.90`, `0x1F` → `31`, `.5` → `0.5`).
  ///
  /// Nil for infinities, for not-a-number and for what is no number.
  public var jsonNumber: String? {
    switch literal {
    case .decimal?, .float?: JSONNumber.canonical(text)
    case .prefixed(let radix)?: BigDecimal.text(of: text.utf8.dropFirst(2), radix: radix)
    default: nil
    }
  }

  /// The form of a scalar that is not a string; nil for a string.
  private var literal: CoreLiteral? {
    switch tag {
    case nil: style == .plain ? CoreLiteral(text) : nil
    case .null, .bool, .int, .float: CoreLiteral(text)
    default: nil
    }
  }
}

extension YAMLNode.Tag {
  static let corePrefix = "tag:yaml.org,2002:"

  /// The tag with a name in full form, such as `tag:yaml.org,2002:str`.
  init(fullName: String) {
    guard fullName.hasPrefix(Self.corePrefix) else {
      self = fullName == "!" ? .nonSpecific : .other
      return
    }
    self =
      switch fullName.dropFirst(Self.corePrefix.count) {
      case "null": .null
      case "bool": .bool
      case "int": .int
      case "float": .float
      case "str": .string
      case "seq": .sequence
      case "map": .mapping
      default: .other
      }
  }

  /// Whether a value of this kind and, for a scalar, with this text may have the tag.
  func fits(_ content: YAMLNode.Content) -> Bool {
    switch (self, content) {
    case (.nonSpecific, _), (.other, _): true
    case (.sequence, .sequence), (.mapping, .mapping), (.string, .scalar): true
    case (_, .scalar(let scalar)): fits(CoreLiteral(scalar.text))
    default: false
    }
  }

  private func fits(_ literal: CoreLiteral?) -> Bool {
    switch (self, literal) {
    case (.null, .null?), (.bool, .bool?), (.int, .decimal?), (.int, .prefixed?): true
    case (.float, .decimal?), (.float, .float?), (.float, .infinity?): true
    case (.float, .notANumber?): true
    default: false
    }
  }
}

/// The forms that the core schema gives a type to, by the regular expressions of section 10.3.2.
enum CoreLiteral {
  case null
  case bool(Bool)
  case decimal
  case prefixed(radix: Int)
  case float
  case infinity
  case notANumber

  init?(_ text: String) {
    guard let first = text.utf8.first else {
      self = .null
      return
    }
    switch (first | 0x20, text.utf8.count) {
    case (ASCII.zero...ASCII.nine, _), (ASCII.plus, _), (ASCII.hyphen, _), (ASCII.dot, _):
      guard let number = Self.number(Array(text.utf8)) else { return nil }
      self = number
    case (ASCII.tilde, 1): self = .null
    case (0x6E, 4):
      guard text == "null" || text == "Null" || text == "NULL" else { return nil }
      self = .null
    case (0x74, 4):
      guard text == "true" || text == "True" || text == "TRUE" else { return nil }
      self = .bool(true)
    case (0x66, 5):
      guard text == "false" || text == "False" || text == "FALSE" else { return nil }
      self = .bool(false)
    default: return nil
    }
  }

  private static func number(_ bytes: [UInt8]) -> CoreLiteral? {
    var rest = bytes[...]
    if rest.starts(with: [ASCII.zero, 0x6F]) {
      let digits = rest.dropFirst(2)
      return !digits.isEmpty && digits.count <= BigDecimal.maximumDigits
        && digits.allSatisfy { $0 >= ASCII.zero && $0 <= 0x37 } ? .prefixed(radix: 8) : nil
    }
    if rest.starts(with: [ASCII.zero, 0x78]) {
      let digits = rest.dropFirst(2)
      return !digits.isEmpty && digits.count <= BigDecimal.maximumDigits
        && digits.allSatisfy { $0.hexValue != nil } ? .prefixed(radix: 16) : nil
    }
    if rest.elementsEqual(".nan".utf8) || rest.elementsEqual(".NaN".utf8)
      || rest.elementsEqual(".NAN".utf8)
    {
      return .notANumber
    }
    if rest.first == ASCII.plus || rest.first == ASCII.hyphen { rest = rest.dropFirst() }
    if rest.elementsEqual(".inf".utf8) || rest.elementsEqual(".Inf".utf8)
      || rest.elementsEqual(".INF".utf8)
    {
      return .infinity
    }
    return decimalOrFloat(rest)
  }

  /// `[0-9]+` or `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, the sign taken off.
  private static func decimalOrFloat(_ bytes: ArraySlice<UInt8>) -> CoreLiteral? {
    let whole = bytes.prefix { $0.isDigit }
    var rest = bytes.dropFirst(whole.count)
    if rest.isEmpty { return whole.isEmpty ? nil : .decimal }
    if rest.first == ASCII.dot {
      let fraction = rest.dropFirst().prefix { $0.isDigit }
      guard !whole.isEmpty || !fraction.isEmpty else { return nil }
      rest = rest.dropFirst(1 + fraction.count)
    } else if whole.isEmpty {
      return nil
    }
    guard let letter = rest.first else { return .float }
    guard letter | 0x20 == 0x65 else { return nil }
    rest = rest.dropFirst()
    if rest.first == ASCII.plus || rest.first == ASCII.hyphen { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy(\.isDigit) ? .float : nil
  }
}

/// Decimal and float literals of YAML in the narrower spelling of RFC 8259.
private enum JSONNumber {
  static func canonical(_ text: String) -> String {
    var bytes = Array(text.utf8)
    if bytes.first == ASCII.plus { bytes.removeFirst() }
    let sign = bytes.first == ASCII.hyphen ? 1 : 0
    let digits = bytes[sign...].prefix { $0.isDigit }
    let zeros = digits.prefix { $0 == ASCII.zero }.count
    if digits.isEmpty {
      bytes.insert(ASCII.zero, at: sign)
    } else {
      bytes.removeSubrange(sign..<sign + min(zeros, digits.count - 1))
    }
    if let dot = bytes.firstIndex(of: ASCII.dot) {
      let next = dot + 1
      if next == bytes.count || !bytes[next].isDigit { bytes.insert(ASCII.zero, at: next) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Hexadecimal and octal digits of any length in decimal.
private enum BigDecimal {
  /// The time grows with the square of the digits; longer literals stay strings.
  static let maximumDigits = 2_000

  static func text(of digits: Substring.UTF8View.SubSequence, radix: Int) -> String {
    let base: UInt64 = 1_000_000_000
    var limbs: [UInt64] = [0]
    for digit in digits {
      var carry = UInt64(digit.hexValue ?? 0)
      for index in limbs.indices {
        let value = limbs[index] * UInt64(radix) + carry
        limbs[index] = value % base
        carry = value / base
      }
      if carry > 0 { limbs.append(carry) }
    }
    let groups = limbs.reversed().enumerated().map { index, limb in
      let text = String(limb)
      return index == 0 ? text : String(repeating: "0", count: 9 - text.count) + text
    }
    return groups.joined()
  }
}
