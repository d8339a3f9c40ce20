/// Writes objects, the cross-reference table and the trailer; numbers are given in advance, so
/// that objects can refer to each other in any order.
struct PDFWriter {
  private(set) var bytes: [UInt8] = []
  /// By object number; 0 where nothing was written.
  private var offsets: [Int] = [0]

  init() {
    // The comment's high bytes tell transfer programs that the file is binary.
    bytes = Array("%PDF-1.7\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
  }

  mutating func reserve(_ capacity: Int) { bytes.reserveCapacity(capacity) }

  /// The number for an object to be written later.
  mutating func allocate() -> Int {
    offsets.append(0)
    return offsets.count - 1
  }

  mutating func write(_ object: PDFObject, as number: Int) {
    begin(number)
    append(object)
    append("\nendobj\n")
  }

  mutating func write(_ dictionary: PDFDictionary, as number: Int) {
    write(.dictionary(dictionary), as: number)
  }

  /// Writes a stream; `Length` is set here.
  mutating func write(
    stream data: some Collection<UInt8>, _ dictionary: PDFDictionary, as number: Int
  ) {
    var dictionary = dictionary
    dictionary["Length"] = .integer(data.count)
    begin(number)
    append(.dictionary(dictionary))
    append("\nstream\n")
    bytes.append(contentsOf: data)
    append("\nendstream\nendobj\n")
  }

  /// Writes the table and the trailer, which gets `Size`, `ID` and the two references.
  mutating func finish(root: Int, info: Int) -> [UInt8] {
    let start = bytes.count
    append("xref\n0 \(offsets.count)\n0000000000 65535 f \n")
    for offset in offsets.dropFirst() {
      appendPadded(offset, width: 10)
      append(offset > 0 ? " 00000 n \n" : " 65535 f \n")
    }
    let hash = ContentHash.of(bytes)
    append("trailer\n")
    append(
      .dictionary([
        "Size": .integer(offsets.count), "Root": .reference(root), "Info": .reference(info),
        "ID": .array([.string(hash), .string(hash)]),
      ]))
    append("\nstartxref\n\(start)\n%%EOF\n")
    return bytes
  }

  /// Starts an object whose bytes the caller appends, up to `endobj`.
  mutating func begin(_ number: Int) {
    if offsets.indices.contains(number) { offsets[number] = bytes.count }
    appendNumber(number)
    append(" 0 obj\n")
  }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

}

// MARK: Objects

extension PDFWriter {
  mutating func append(_ object: PDFObject) {
    switch object {
    case .null: append("null")
    case .boolean(let value): append(value ? "true" : "false")
    case .integer(let value): appendNumber(value)
    case .real(let digits): append(digits)
    case .name(let name): append(name: name)
    case .string(let string): append(string: string)
    case .reference(let number):
      appendNumber(number)
      append(" 0 R")
    case .array(let items):
      bytes.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(0x20) }
        append(item)
      }
      bytes.append(UInt8(ascii: "]"))
    case .dictionary(let dictionary):
      append("<<")
      for entry in dictionary.entries {
        append(name: entry.key)
        bytes.append(0x20)
        append(entry.value)
      }
      append(">>")
    }
  }

  private mutating func append(name: String) {
    bytes.append(UInt8(ascii: "/"))
    for byte in name.utf8 {
      if Self.isPlainInName(byte) {
        bytes.append(byte)
      } else {
        bytes.append(UInt8(ascii: "#"))
        append(hex: byte)
      }
    }
  }

  private static func isPlainInName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// A literal string where all is printable ASCII, else a hexadecimal one.
  private mutating func append(string: [UInt8]) {
    guard string.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 })
    else {
      bytes.append(UInt8(ascii: "<"))
      for byte in string { append(hex: byte) }
      bytes.append(UInt8(ascii: ">"))
      return
    }
    bytes.append(UInt8(ascii: "("))
    for byte in string {
      switch byte {
      case 0x0A: append("\\n")
      case 0x0D: append("\\r")
      case 0x09: append("\\t")
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: ")"))
  }

  private mutating func append(hex byte: UInt8) {
    for digit in [byte >> 4, byte & 15] {
      bytes.append(digit < 10 ? 0x30 + digit : 0x37 + digit)
    }
  }

  mutating func appendNumber(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    appendPadded(Int(value.magnitude), width: 1)
  }

  private mutating func appendPadded(_ value: Int, width: Int) {
    var rest = value
    let start = bytes.count
    repeat {
      bytes.append(UInt8(0x30 + rest % 10))
      rest /= 10
    } while rest > 0
    while bytes.count - start < width { bytes.append(0x30) }
    bytes[start...].reverse()
  }
}

/// A file identifier: equal bytes get equal identifiers, so that a build can be repeated.
enum ContentHash {
  /// 128 bits; not meant to withstand anybody who looks for collisions.
  static func of(_ bytes: [UInt8]) -> [UInt8] {
    var first: UInt64 = 0xCBF2_9CE4_8422_2325
    var second: UInt64 = 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index < bytes.count {
      var word: UInt64 = 0
      for offset in index..<min(index + 8, bytes.count) {
        word = word << 8 | UInt64(bytes[offset])
      }
      first = (first ^ word) &* 0x0000_0100_0000_01B3
      first ^= first >> 29
      second = (second &+ word) &* 0xBF58_476D_1CE4_E5B9
      second ^= second >> 31
      index += 8
    }
    first ^= UInt64(bytes.count)
    return [first &* 0x94D0_49BB_1331_11EB, second].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
  }
}
