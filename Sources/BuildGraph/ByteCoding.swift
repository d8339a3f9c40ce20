import Files

/// Builds the compact form of what is kept between runs.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

  /// Seven bits a byte, lowest first.
  mutating func number(_ value: Int) {
    var rest = UInt64(bitPattern: Int64(value))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Eight bytes, lowest first.
  mutating func word(_ value: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  mutating func data(_ value: [UInt8]) {
    number(value.count)
    bytes += value
  }

  mutating func text(_ value: String) {
    number(value.utf8.count)
    bytes += value.utf8
  }

  mutating func optionalText(_ value: String?) {
    flag(value != nil)
    if let value { text(value) }
  }

  /// Text that ends in NUL after its length, so that a system call can take it from the buffer.
  mutating func terminatedText(_ value: String) {
    text(value)
    byte(0)
  }

  mutating func hash(_ value: ContentHash) { value.append(to: &bytes) }

  mutating func list<Item>(_ items: [Item], _ write: (inout ByteWriter, Item) -> Void) {
    number(items.count)
    for item in items { write(&self, item) }
  }
}

/// Kept data that is cut off, changed or of another version.
struct DamagedData: Error {}

/// Takes the compact form apart; each read checks that the bytes are there.
struct ByteReader {
  let bytes: [UInt8]
  private(set) var offset: Int

  init(_ bytes: [UInt8], from offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  var isAtEnd: Bool { offset == bytes.count }

  /// Steps over some bytes and gives the offset at which they began.
  mutating func skip(_ count: Int) throws(DamagedData) -> Int {
    guard count >= 0, count <= bytes.count - offset else { throw DamagedData() }
    defer { offset += count }
    return offset
  }

  mutating func byte() throws(DamagedData) -> UInt8 {
    guard offset < bytes.count else { throw DamagedData() }
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func flag() throws(DamagedData) -> Bool {
    let value = try byte()
    guard value < 2 else { throw DamagedData() }
    return value == 1
  }

  mutating func number() throws(DamagedData) -> Int {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let part = try byte()
      value |= UInt64(part & 0x7F) << shift
      if part < 0x80 { return Int(Int64(bitPattern: value)) }
    }
    throw DamagedData()
  }

  /// A number of items that each take at least one byte.
  mutating func count() throws(DamagedData) -> Int {
    let value = try number()
    guard value >= 0, value <= bytes.count - offset else { throw DamagedData() }
    return value
  }

  mutating func word() throws(DamagedData) -> UInt64 {
    let start = try skip(8)
    var value: UInt64 = 0
    for index in 0..<8 { value |= UInt64(bytes[start + index]) << UInt64(index * 8) }
    return value
  }

  mutating func data() throws(DamagedData) -> [UInt8] {
    let length = try count()
    let start = try skip(length)
    return Array(bytes[start..<start + length])
  }

  mutating func text() throws(DamagedData) -> String {
    let length = try count()
    let start = try skip(length)
    return String(decoding: bytes[start..<start + length], as: UTF8.self)
  }

  mutating func optionalText() throws(DamagedData) -> String? {
    try flag() ? try text() : nil
  }

  /// The offset of a text that ends in NUL.
  mutating func terminatedText() throws(DamagedData) -> Range<Int> {
    let length = try count()
    let start = try skip(length)
    guard try byte() == 0 else { throw DamagedData() }
    return start..<start + length
  }

  mutating func path() throws(DamagedData) -> RelativePath {
    let text = try text()
    if text.isEmpty { return .root }
    guard let path = try? RelativePath(text) else { throw DamagedData() }
    return path
  }

  mutating func hash() throws(DamagedData) -> ContentHash {
    let start = try skip(32)
    guard let hash = ContentHash(bytes: bytes, at: start) else { throw DamagedData() }
    return hash
  }

  mutating func list<Item>(
    _ read: (inout ByteReader) throws(DamagedData) -> Item
  ) throws(DamagedData) -> [Item] {
    let length = try count()
    var items: [Item] = []
    items.reserveCapacity(min(length, 4096))
    for _ in 0..<length { items.append(try read(&self)) }
    return items
  }
}

/// A file of kept data: a name and version, the payload's checksum, the payload.
enum Envelope {
  static let headerLength = 24

  /// `kind` holds 8 bytes, the last of which is the version.
  static func seal(_ payload: [UInt8], kind: String) -> [UInt8] {
    var writer = ByteWriter()
    for byte in kind.utf8.prefix(8) { writer.byte(byte) }
    writer.word(UInt64(payload.count))
    writer.word(0)
    var bytes = writer.bytes + payload
    let sum = checksum(bytes, from: headerLength)
    for index in 0..<8 { bytes[16 + index] = UInt8(truncatingIfNeeded: sum >> UInt64(index * 8)) }
    return bytes
  }

  /// A reader at the start of the payload; throws unless every byte is as it was sealed.
  static func open(_ bytes: [UInt8], kind: String) throws(DamagedData) -> ByteReader {
    guard bytes.count >= headerLength, bytes.prefix(8).elementsEqual(kind.utf8.prefix(8)) else {
      throw DamagedData()
    }
    var reader = ByteReader(bytes, from: 8)
    guard try reader.word() == UInt64(bytes.count - headerLength),
      try reader.word() == checksum(bytes, from: headerLength)
    else { throw DamagedData() }
    return reader
  }
}
