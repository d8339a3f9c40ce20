/// Reads the segments of a JPEG file (ITU T.81, annex B) and the scans between them.
struct JPEGDecoder {
  private(set) var frame: JPEGFrame?
  /// The colour transform of Adobe's APP14 segment.
  private(set) var adobeTransform: Int?

  private let bytes: [UInt8]
  private let maximumPixels: Int
  private var offset = 2
  private var quantization = [[Int]](repeating: [Int](repeating: 1, count: 64), count: 4)
  private var dcTables = [HuffmanTable?](repeating: nil, count: 4)
  private var acTables = [HuffmanTable?](repeating: nil, count: 4)
  private var restartInterval = 0

  init(_ bytes: [UInt8], maximumPixels: Int) {
    self.bytes = bytes
    self.maximumPixels = maximumPixels
  }

  /// Whether there is a picture: a file that is cut off after its first scan still has one.
  mutating func decode() -> Bool {
    guard bytes.count > 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else { return false }
    var scans = 0
    while offset + 4 <= bytes.count, scans < 256 {
      guard bytes[offset] == 0xFF else {
        offset += 1
        continue
      }
      let marker = bytes[offset + 1]
      offset += marker == 0xFF ? 1 : 2
      if marker == 0xFF || marker == 0 || (0xD0...0xD8).contains(marker) { continue }
      if marker == 0xD9 { break }
      let length = word(offset)
      guard length >= 2, offset + length <= bytes.count else { break }
      let segment = offset + 2..<offset + length
      offset += length
      guard read(marker, segment) else { return scans > 0 }
      if marker == 0xDA { scans += 1 }
    }
    return scans > 0
  }

  private mutating func read(_ marker: UInt8, _ segment: Range<Int>) -> Bool {
    switch marker {
    case 0xC0, 0xC1, 0xC2: return readFrame(segment, isProgressive: marker == 0xC2)
    case 0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF: return false
    case 0xC4: return readHuffmanTables(segment)
    case 0xDB: return readQuantization(segment)
    case 0xDD:
      restartInterval = segment.count >= 2 ? word(segment.lowerBound) : 0
      return true
    case 0xEE:
      if segment.count >= 12, bytes[segment].starts(with: "Adobe".utf8) {
        adobeTransform = Int(bytes[segment.lowerBound + 11])
      }
      return true
    case 0xDA: return readScan(segment)
    default: return true
    }
  }

  private func word(_ offset: Int) -> Int {
    offset + 1 < bytes.count ? Int(bytes[offset]) << 8 | Int(bytes[offset + 1]) : 0
  }

  private mutating func readQuantization(_ segment: Range<Int>) -> Bool {
    var offset = segment.lowerBound
    while offset < segment.upperBound {
      let isWide = bytes[offset] >> 4 != 0
      let index = Int(bytes[offset] & 15)
      offset += 1
      guard index < 4, offset + (isWide ? 128 : 64) <= segment.upperBound else { return false }
      for entry in 0..<64 {
        quantization[index][entry] =
          isWide ? word(offset + entry * 2) : Int(bytes[offset + entry])
      }
      offset += isWide ? 128 : 64
    }
    return true
  }

  private mutating func readHuffmanTables(_ segment: Range<Int>) -> Bool {
    var offset = segment.lowerBound
    while offset + 17 <= segment.upperBound {
      let index = Int(bytes[offset] & 15)
      let isAC = bytes[offset] >> 4 != 0
      let counts = bytes[offset + 1..<offset + 17].map(Int.init)
      let total = counts.reduce(0, +)
      offset += 17
      guard index < 4, total <= 256, offset + total <= segment.upperBound else { return false }
      let table = HuffmanTable(counts: counts, symbols: Array(bytes[offset..<offset + total]))
      if isAC { acTables[index] = table } else { dcTables[index] = table }
      offset += total
    }
    return true
  }

  private mutating func readFrame(_ segment: Range<Int>, isProgressive: Bool) -> Bool {
    let start = segment.lowerBound
    guard frame == nil, segment.count >= 6, bytes[start] == 8 else { return false }
    let height = word(start + 1)
    let width = word(start + 3)
    let count = Int(bytes[start + 5])
    guard width > 0, height > 0, width * height <= maximumPixels, [1, 3, 4].contains(count),
      segment.count >= 6 + count * 3
    else { return false }
    let specs = (0..<count).map { Array(bytes[start + 6 + $0 * 3..<start + 9 + $0 * 3]) }
    let factors = specs.map { (Int($0[1] >> 4), Int($0[1] & 15)) }
    guard factors.allSatisfy({ (1...4).contains($0.0) && (1...4).contains($0.1) }),
      specs.allSatisfy({ $0[2] < 4 })
    else { return false }
    let horizontal = factors.reduce(1) { max($0, $1.0) }
    let vertical = factors.reduce(1) { max($0, $1.1) }
    let across = (width + 8 * horizontal - 1) / (8 * horizontal)
    let down = (height + 8 * vertical - 1) / (8 * vertical)
    let components = zip(specs, factors).map { spec, factor in
      JPEGComponent(
        id: spec[0], horizontal: factor.0, vertical: factor.1, quantization: Int(spec[2]),
        blocksAcross: ((width * factor.0 + horizontal - 1) / horizontal + 7) / 8,
        blocksDown: ((height * factor.1 + vertical - 1) / vertical + 7) / 8,
        blocksPerLine: across * factor.0, blocksPerColumn: down * factor.1,
        coefficients: [Int16](repeating: 0, count: across * down * factor.0 * factor.1 * 64))
    }
    frame = JPEGFrame(
      width: width, height: height, isProgressive: isProgressive, components: components,
      maximumHorizontal: horizontal, maximumVertical: vertical, unitsPerLine: across,
      unitsPerColumn: down)
    return true
  }

  private mutating func readScan(_ segment: Range<Int>) -> Bool {
    guard var frame, let count = segment.first.map({ Int(bytes[$0]) }), (1...4).contains(count),
      segment.count >= 4 + count * 2
    else { return false }
    var indices: [Int] = []
    for entry in 0..<count {
      let start = segment.lowerBound + 1 + entry * 2
      guard let index = frame.components.firstIndex(where: { $0.id == bytes[start] }),
        !indices.contains(index), bytes[start + 1] >> 4 < 4, bytes[start + 1] & 15 < 4
      else { return false }
      frame.components[index].dcTable = Int(bytes[start + 1] >> 4)
      frame.components[index].acTable = Int(bytes[start + 1] & 15)
      frame.components[index].table = quantization[frame.components[index].quantization]
      indices.append(index)
    }
    let end = segment.lowerBound + 1 + count * 2
    let parameters = JPEGScan.Parameters(
      first: Int(bytes[end]), last: min(Int(bytes[end + 1]), 63),
      high: Int(bytes[end + 2] >> 4), low: min(Int(bytes[end + 2] & 15), 13),
      isProgressive: frame.isProgressive)
    guard parameters.first <= parameters.last, parameters.first == 0 || count == 1 else {
      return false
    }
    self.frame = nil
    var scan = JPEGScan(
      parameters, components: indices, dcTables: dcTables, acTables: acTables,
      reader: BitReader(bytes, at: offset), restartInterval: restartInterval)
    scan.decode(into: &frame)
    offset = scan.reader.offset
    self.frame = frame
    return true
  }
}

/// A canonical Huffman code (ITU T.81, annex C).
struct HuffmanTable {
  private static let fastBits = 9

  private let symbols: [UInt8]
  /// By length: the first code that is too large for it, and the index of its first symbol.
  private var limits = [Int](repeating: 0, count: 17)
  private var bases = [Int](repeating: 0, count: 17)
  /// Length and symbol of codes up to nine bits; length 0 for longer ones.
  private var fast = [(length: UInt8, symbol: UInt8)](
    repeating: (0, 0), count: 1 << HuffmanTable.fastBits)

  init(counts: [Int], symbols: [UInt8]) {
    self.symbols = symbols
    var code = 0
    var index = 0
    for length in 1...16 {
      bases[length] = index - code
      for _ in 0..<counts[length - 1] {
        if length <= Self.fastBits, index < symbols.count {
          let start = code << (Self.fastBits - length)
          let end = min(start + 1 << (Self.fastBits - length), fast.count)
          for entry in min(start, end)..<end { fast[entry] = (UInt8(length), symbols[index]) }
        }
        code += 1
        index += 1
      }
      limits[length] = code
      code <<= 1
    }
  }

  func symbol(from reader: inout BitReader) -> UInt8 {
    let peeked = reader.peek(16)
    let entry = fast[peeked >> (16 - Self.fastBits)]
    if entry.length > 0 {
      reader.skip(Int(entry.length))
      return entry.symbol
    }
    for length in (Self.fastBits + 1)...16 {
      let code = peeked >> (16 - length)
      let index = code + bases[length]
      if code < limits[length], symbols.indices.contains(index) {
        reader.skip(length)
        return symbols[index]
      }
    }
    reader.skip(16)
    return 0
  }
}

/// Bits of a scan, with stuffed bytes removed; zeros after the next marker.
struct BitReader {
  private let bytes: [UInt8]
  /// The next byte that isn't in `bits` yet.
  private(set) var offset: Int
  private var bits: UInt64 = 0
  private var count = 0
  /// Bits that were asked for after the end of the data.
  private(set) var missing = 0

  init(_ bytes: [UInt8], at offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  /// The next `length` bits, at most 16, without taking them.
  mutating func peek(_ length: Int) -> Int {
    while count < length { fill() }
    return Int(truncatingIfNeeded: bits >> UInt64(count - length)) & (1 << length - 1)
  }

  mutating func skip(_ length: Int) { count -= length }

  mutating func take(_ length: Int) -> Int {
    guard length > 0 else { return 0 }
    let value = peek(length)
    skip(length)
    return value
  }

  /// A number of `length` bits with its sign (ITU T.81, F.2.2.1).
  mutating func takeSigned(_ length: Int) -> Int {
    guard length > 0 else { return 0 }
    let value = take(length)
    return value < 1 << (length - 1) ? value - (1 << length) + 1 : value
  }

  /// Passes a restart marker, when there is one.
  mutating func restart() {
    bits = 0
    count = 0
    while offset + 1 < bytes.count {
      if bytes[offset] == 0xFF, (0xD0...0xD7).contains(bytes[offset + 1]) {
        offset += 2
        return
      }
      if bytes[offset] == 0xFF, bytes[offset + 1] != 0, bytes[offset + 1] != 0xFF { return }
      offset += 1
    }
  }

  private mutating func fill() {
    var byte: UInt8 = 0
    if offset < bytes.count {
      byte = bytes[offset]
      if byte != 0xFF {
        offset += 1
      } else if offset + 1 < bytes.count, bytes[offset + 1] == 0 {
        offset += 2
      } else {
        byte = 0
        missing += 8
      }
    } else {
      missing += 8
    }
    bits = bits << 8 | UInt64(byte)
    count += 8
  }
}
