/// The outlines and advances of a TrueType font, of which PDFs embed what they show.
public struct TrueTypeFont: Sendable {
  public let unitsPerEm: Int
  public let glyphCount: Int
  /// Left, bottom, right, top of all glyphs, font units.
  public let bounds: [Int]
  private let glyf: [UInt8]
  private let loca: [UInt8]
  private let head: [UInt8]
  private let hhea: [UInt8]
  private let hmtx: [UInt8]
  private let maxp: [UInt8]
  private let hasLongOffsets: Bool
  private let metricCount: Int

  /// Nil where a table is missing or shorter than it has to be.
  public init?(tables: [String: [UInt8]]) {
    guard let glyf = tables["glyf"], let loca = tables["loca"], let head = tables["head"],
      let hhea = tables["hhea"], let hmtx = tables["hmtx"], let maxp = tables["maxp"],
      head.count >= 54, hhea.count >= 36, maxp.count >= 6
    else { return nil }
    (self.glyf, self.loca, self.head, self.hhea, self.hmtx, self.maxp) =
      (glyf, loca, head, hhea, hmtx, maxp)
    unitsPerEm = head.number(18)
    glyphCount = maxp.number(4)
    bounds = [36, 38, 40, 42].map { head.signed($0) }
    hasLongOffsets = head.number(50) != 0
    metricCount = hhea.number(34)
    guard unitsPerEm > 0, metricCount > 0, hmtx.count >= 4 * metricCount,
      loca.count >= (glyphCount + 1) * (hasLongOffsets ? 4 : 2)
    else { return nil }
  }

  /// Font units.
  public func advance(of glyph: Int) -> Int { hmtx.number(4 * min(glyph, metricCount - 1)) }

  private func outline(of glyph: Int) -> ArraySlice<UInt8> {
    guard glyph >= 0, glyph < glyphCount else { return [] }
    let (start, end) =
      hasLongOffsets
      ? (loca.long(4 * glyph), loca.long(4 * glyph + 4))
      : (2 * loca.number(2 * glyph), 2 * loca.number(2 * glyph + 2))
    return start < end && end <= glyf.count ? glyf[start..<end] : []
  }

  // MARK: Subset

  /// A font file that holds some glyphs under the numbers that they have, without hints.
  ///
  /// Advances are wider by some units; `characters` gives its character map: Unicode values of one
  /// word.
  public func subset(
    _ wanted: Set<Int>, characters: [(code: Int, glyph: Int)], widening: Int
  ) -> [UInt8]? {
    guard let outlines = outlines(of: wanted) else { return nil }
    let count = (outlines.keys.max() ?? 0) + 1
    var glyphs: [UInt8] = []
    var offsets: [UInt8] = []
    var metrics: [UInt8] = []
    offsets.reserveCapacity(4 * count + 4)
    metrics.reserveCapacity(4 * count)
    for glyph in 0..<count {
      offsets.append(glyphs.count, 4)
      let outline = outlines[glyph]
      metrics.append(outline == nil ? 0 : min(0xFFFF, advance(of: glyph) + widening), 2)
      metrics.append(outline == nil ? 0 : bearing(of: glyph), 2)
      guard let outline else { continue }
      glyphs += outline
      while glyphs.count % 4 != 0 { glyphs.append(0) }
    }
    offsets.append(glyphs.count, 4)
    var head = Array(head.prefix(54))
    head.set(0, at: 8, length: 4)
    head.set(1, at: 50, length: 2)
    var hhea = Array(hhea.prefix(36))
    hhea.set(min(0xFFFF, hhea.number(10) + widening), at: 10, length: 2)
    hhea.set(count, at: 34, length: 2)
    var maxp = maxp
    maxp.set(count, at: 4, length: 2)
    return Self.file([
      ("cmap", Self.characterMap(characters)), ("glyf", glyphs), ("head", head), ("hhea", hhea),
      ("hmtx", metrics), ("loca", offsets), ("maxp", maxp),
    ])
  }

  private func bearing(of glyph: Int) -> Int {
    let offset =
      glyph < metricCount ? 4 * glyph + 2 : 4 * metricCount + 2 * (glyph - metricCount)
    return offset + 2 <= hmtx.count ? hmtx.number(offset) : 0
  }

  /// The outlines of glyphs and of all that they are composed of; nil where one is damaged.
  private func outlines(of wanted: Set<Int>) -> [Int: [UInt8]]? {
    var outlines: [Int: [UInt8]] = [:]
    var pending = [0] + wanted.sorted()
    while let glyph = pending.popLast() {
      guard outlines[glyph] == nil else { continue }
      guard glyph < glyphCount, let read = Self.withoutHints(outline(of: glyph)) else { return nil }
      outlines[glyph] = read.outline
      pending += read.parts
    }
    return outlines
  }

  /// An outline without its instructions, and the glyphs that it is composed of (OpenType, "glyf").
  private static func withoutHints(
    _ outline: ArraySlice<UInt8>
  ) -> (outline: [UInt8], parts: [Int])? {
    var bytes = Array(outline)
    guard !bytes.isEmpty else { return ([], []) }
    guard bytes.count >= 10 else { return nil }
    let contours = bytes.signed(0)
    guard contours < 0 else {
      let place = 10 + 2 * contours
      guard place + 2 <= bytes.count else { return nil }
      let end = place + 2 + bytes.number(place)
      guard end <= bytes.count else { return nil }
      bytes.replaceSubrange(place..<end, with: [0, 0])
      return (bytes, [])
    }
    var parts: [Int] = []
    var offset = 10
    while true {
      guard offset + 4 <= bytes.count else { return nil }
      let flags = bytes.number(offset)
      bytes.set(flags & ~0x100, at: offset, length: 2)
      parts.append(bytes.number(offset + 2))
      offset += 4 + (flags & 1 != 0 ? 4 : 2)
      offset += flags & 8 != 0 ? 2 : flags & 0x40 != 0 ? 4 : flags & 0x80 != 0 ? 8 : 0
      guard offset <= bytes.count else { return nil }
      if flags & 0x20 == 0 { break }
    }
    return (Array(bytes.prefix(offset)), parts)
  }

  /// A format 4 map of single characters for Unicode (OpenType, "cmap").
  private static func characterMap(_ characters: [(code: Int, glyph: Int)]) -> [UInt8] {
    let sorted = characters.sorted { $0.code < $1.code }
    var runs: [(start: Int, end: Int, delta: Int)] = []
    for (code, glyph) in sorted {
      if let last = runs.last, code == last.end + 1, glyph - code == last.delta {
        runs[runs.count - 1].end = code
      } else {
        runs.append((code, code, glyph - code))
      }
    }
    runs.append((0xFFFF, 0xFFFF, 1))
    var power = 1
    while power * 2 <= runs.count { power *= 2 }
    var map: [UInt8] = []
    for value in [0, 1, 3, 1, 0, 12] { map.append(value, 2) }
    for value in [4, 16 + 8 * runs.count, 0, 2 * runs.count] { map.append(value, 2) }
    for value in [2 * power, power.trailingZeroBitCount, 2 * (runs.count - power)] {
      map.append(value, 2)
    }
    for run in runs { map.append(run.end, 2) }
    map.append(0, 2)
    for run in runs { map.append(run.start, 2) }
    for run in runs { map.append(run.delta & 0xFFFF, 2) }
    for _ in runs { map.append(0, 2) }
    return map
  }

  /// A font file of tables in order of tag (OpenType, "Organization of an OpenType font").
  private static func file(_ tables: [(tag: String, bytes: [UInt8])]) -> [UInt8] {
    var power = 1
    while power * 2 <= tables.count { power *= 2 }
    var file: [UInt8] = [0, 1, 0, 0]
    for value in [
      tables.count, 16 * power, power.trailingZeroBitCount, 16 * (tables.count - power),
    ] { file.append(value, 2) }
    var start = 12 + 16 * tables.count
    for table in tables {
      file += Array(table.tag.utf8)
      file.append(table.bytes.checksum, 4)
      file.append(start, 4)
      file.append(table.bytes.count, 4)
      start += (table.bytes.count + 3) / 4 * 4
    }
    for table in tables {
      file += table.bytes
      while file.count % 4 != 0 { file.append(0) }
    }
    return file
  }
}

/// Big-endian numbers; 0 beyond the end.
extension [UInt8] {
  fileprivate func number(_ offset: Int) -> Int {
    offset >= 0 && offset + 2 <= count ? Int(self[offset]) << 8 | Int(self[offset + 1]) : 0
  }

  fileprivate func signed(_ offset: Int) -> Int {
    Int(Int16(truncatingIfNeeded: number(offset)))
  }

  fileprivate func long(_ offset: Int) -> Int { number(offset) << 16 | number(offset + 2) }

  fileprivate mutating func append(_ value: Int, _ length: Int) {
    for shift in (0..<length).reversed() {
      append(UInt8(truncatingIfNeeded: value >> (8 * shift)))
    }
  }

  fileprivate mutating func set(_ value: Int, at offset: Int, length: Int) {
    for index in 0..<length {
      self[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * (length - 1 - index)))
    }
  }

  /// The sum of its words (OpenType, "Calculating checksums").
  fileprivate var checksum: Int {
    var sum: UInt32 = 0
    var index = 0
    while index < count {
      var word: UInt32 = 0
      for place in index..<index + 4 { word = word << 8 | UInt32(place < count ? self[place] : 0) }
      sum &+= word
      index += 4
    }
    return Int(sum)
  }
}
