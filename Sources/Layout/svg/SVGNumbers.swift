public import Geometry
public import HTML

/// The size in CSS px of an SVG file shown as an image, from its root element (CSS Images 3, 5).
public func svgSize(_ root: HTMLDocument.Element) -> Size {
  let box = root["viewBox"].map(SVGNumbers.list) ?? []
  let ratio = box.count == 4 && box[2] > 0 && box[3] > 0 ? box[2] / box[3] : nil
  let width = root["width"].flatMap(SVGNumbers.length)
  let height = root["height"].flatMap(SVGNumbers.length)
  switch (width, height) {
  case (let width?, let height?): return Size(width: width, height: height)
  case (let width?, nil): return Size(width: width, height: ratio.map { width / $0 } ?? 150)
  case (nil, let height?): return Size(width: ratio.map { height * $0 } ?? 300, height: height)
  case (nil, nil): return Size(width: 300, height: ratio.map { 300 / $0 } ?? 150)
  }
}

/// Numbers as SVG attributes and path data write them, without any allocation per digit.
enum SVGNumbers {
  /// Numbers separated by white space or commas; stops at the first thing that is none.
  static func list(_ text: String) -> [Double] {
    var scanner = SVGScanner(Array(text.utf8))
    var numbers: [Double] = []
    while let number = scanner.number() { numbers.append(number) }
    return numbers
  }

  /// A length in CSS px; nil for percentages and what can't be read.
  static func length(_ text: String) -> Double? {
    var scanner = SVGScanner(Array(text.utf8))
    guard let number = scanner.number() else { return nil }
    switch scanner.rest {
    case "", "px": return number
    case "pt": return number * 4 / 3
    case "em", "rem": return number * 16
    case "in": return number * 96
    case "cm": return number * 96 / 2.54
    case "mm": return number * 96 / 25.4
    default: return nil
    }
  }
}

/// A cursor over the bytes of an attribute.
struct SVGScanner {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { at >= bytes.count }

  /// What is left, without white space round it.
  var rest: String {
    var end = bytes.count
    while end > at, bytes[end - 1] <= 0x20 { end -= 1 }
    return String(decoding: bytes[at..<end], as: UTF8.self)
  }

  mutating func skipSeparators() {
    while at < bytes.count, bytes[at] <= 0x20 || bytes[at] == 0x2C { at += 1 }
  }

  /// The next ASCII letter, such as a path command.
  mutating func letter() -> UInt8? {
    skipSeparators()
    guard at < bytes.count, (bytes[at] | 0x20) >= 0x61, (bytes[at] | 0x20) <= 0x7A else {
      return nil
    }
    defer { at += 1 }
    return bytes[at]
  }

  /// A flag of an elliptical arc: one digit, which the next number may follow at once.
  mutating func flag() -> Bool? {
    skipSeparators()
    guard at < bytes.count, bytes[at] == 0x30 || bytes[at] == 0x31 else { return nil }
    defer { at += 1 }
    return bytes[at] == 0x31
  }

  mutating func number() -> Double? {
    skipSeparators()
    let start = at
    var end = at
    if end < bytes.count, bytes[end] == 0x2B || bytes[end] == 0x2D { end += 1 }
    let digits = end
    end = skipDigits(from: end)
    if end < bytes.count, bytes[end] == 0x2E { end = skipDigits(from: end + 1) }
    guard end > digits, !(end == digits + 1 && bytes[digits] == 0x2E) else { return nil }
    if end < bytes.count, bytes[end] | 0x20 == 0x65 {
      var exponent = end + 1
      if exponent < bytes.count, bytes[exponent] == 0x2B || bytes[exponent] == 0x2D {
        exponent += 1
      }
      let last = skipDigits(from: exponent)
      if last > exponent { end = last }
    }
    at = end
    let value = Double(String(decoding: bytes[start..<end], as: UTF8.self))
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  private func skipDigits(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] >= 0x30, bytes[end] <= 0x39 { end += 1 }
    return end
  }
}
