/// Pages drawn in shades of grey (PGM, one after the other).
struct Raster {
  struct Page {
    var width: Int
    var height: Int
    fileprivate var start: Int
  }

  /// Pixels of the longer side.
  static let side = 1000

  let bytes: [UInt8]
  private(set) var pages: [Page] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var offset = 0
    while bytes[offset...].starts(with: "P5".utf8) {
      offset += 2
      guard let width = number(&offset), let height = number(&offset), number(&offset) == 255,
        width > 0, height > 0, width <= 4096, height <= 4096
      else { return }
      offset += 1
      guard width * height <= bytes.count - offset else { return }
      pages.append(Page(width: width, height: height, start: offset))
      offset += width * height
    }
  }

  private func number(_ offset: inout Int) -> Int? {
    while offset < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[offset]) { offset += 1 }
    var value = 0
    let start = offset
    while offset < bytes.count, (0x30...0x39).contains(bytes[offset]), offset - start < 6 {
      value = value * 10 + Int(bytes[offset] & 15)
      offset += 1
    }
    return offset > start ? value : nil
  }

  /// The difference between the lightest and the darkest point within a box, its place given as
  /// parts of the page's sides; nil when no point lies in it.
  func contrast(page: Int, left: Double, top: Double, right: Double, bottom: Double) -> Int? {
    let drawn = pages[page]
    let columns = Self.range(left, right, drawn.width)
    let rows = Self.range(top, bottom, drawn.height)
    guard !columns.isEmpty, !rows.isEmpty else { return nil }
    var (darkest, lightest): (UInt8, UInt8) = (255, 0)
    for row in rows {
      let start = drawn.start + row * drawn.width
      for point in bytes[(start + columns.lowerBound)..<(start + columns.upperBound)] {
        darkest = min(darkest, point)
        lightest = max(lightest, point)
      }
    }
    return Int(lightest) - Int(darkest)
  }

  private static func range(_ low: Double, _ high: Double, _ count: Int) -> Range<Int> {
    let first = max(0, min(Double(count), (low * Double(count)).rounded(.down)))
    let last = max(first, min(Double(count), (high * Double(count)).rounded(.up)))
    return Int(first)..<Int(last)
  }
}
