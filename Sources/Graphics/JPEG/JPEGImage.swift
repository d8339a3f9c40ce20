/// A JPEG picture decoded to pixels (ITU T.81: baseline and progressive, 8 bits, Huffman).
///
/// PDF embeds the file as it is; only pictures of pages need the pixels.
struct JPEGImage {
  /// Larger pictures aren't decoded: a portrait has a hundredth of that.
  private static let maximumPixels = 40_000_000

  let width: Int
  let height: Int
  /// 0xRRGGBB, row by row.
  let pixels: [UInt32]

  /// Nil when the file is damaged before its first scan, or of a kind that isn't read.
  init?(_ bytes: [UInt8]) {
    var decoder = JPEGDecoder(bytes, maximumPixels: Self.maximumPixels)
    guard decoder.decode(), let frame = decoder.frame else { return nil }
    width = frame.width
    height = frame.height
    pixels = Self.pixels(of: frame, adobeTransform: decoder.adobeTransform)
  }

  private static func pixels(of frame: JPEGFrame, adobeTransform: Int?) -> [UInt32] {
    let planes = frame.components.map { $0.samples() }
    // Without Adobe's marker three components are YCbCr and four are CMYK.
    let isTransformed = adobeTransform.map { $0 != 0 } ?? (planes.count == 3)
    var pixels = [UInt32](repeating: 0, count: frame.width * frame.height)
    var row = [[Int]](
      repeating: [Int](repeating: 0, count: frame.width), count: planes.count)
    for y in 0..<frame.height {
      for (index, component) in frame.components.enumerated() {
        // Nearest sample where a component is stored at a lower resolution.
        let line = y * component.vertical / frame.maximumVertical
        let start = line * component.blocksPerLine * 8
        for x in 0..<frame.width {
          row[index][x] =
            Int(planes[index][start + x * component.horizontal / frame.maximumHorizontal])
        }
      }
      for x in 0..<frame.width {
        pixels[y * frame.width + x] = color(row, x, isTransformed: isTransformed)
      }
    }
    return pixels
  }

  private static func color(_ row: [[Int]], _ x: Int, isTransformed: Bool) -> UInt32 {
    guard row.count >= 3 else { return pack(row[0][x], row[0][x], row[0][x]) }
    var (red, green, blue) = (row[0][x], row[1][x], row[2][x])
    if isTransformed {
      // JFIF 1.02, in 16 bits after the point.
      let (luma, cb, cr) = (red << 16 + 32_768, green - 128, blue - 128)
      red = (luma + 91_881 * cr) >> 16
      green = (luma - 22_554 * cb - 46_802 * cr) >> 16
      blue = (luma + 116_130 * cb) >> 16
    }
    guard row.count == 4 else { return pack(red, green, blue) }
    // Adobe writes ink inverted: what is stored is the light that is left.
    let light = row[3][x]
    return pack(
      clamp(red) * light / 255, clamp(green) * light / 255, clamp(blue) * light / 255)
  }

  private static func clamp(_ value: Int) -> Int { max(0, min(255, value)) }

  private static func pack(_ red: Int, _ green: Int, _ blue: Int) -> UInt32 {
    UInt32(clamp(red)) << 16 | UInt32(clamp(green)) << 8 | UInt32(clamp(blue))
  }
}

/// What a frame header declares, with the coefficients read so far.
struct JPEGFrame {
  var width: Int
  var height: Int
  var isProgressive: Bool
  var components: [JPEGComponent]
  var maximumHorizontal: Int
  var maximumVertical: Int
  /// Minimum coded units.
  var unitsPerLine: Int
  var unitsPerColumn: Int
}

struct JPEGComponent {
  var id: UInt8
  /// Sampling factors.
  var horizontal: Int
  var vertical: Int
  var quantization: Int
  /// Blocks that hold the picture, which a scan of this component alone codes.
  var blocksAcross: Int
  var blocksDown: Int
  /// Blocks as stored: whole coded units.
  var blocksPerLine: Int
  var blocksPerColumn: Int
  /// 64 for each block, in zigzag order.
  var coefficients: [Int16]
  var table = [Int](repeating: 1, count: 64)
  var dcTable = 0
  var acTable = 0
  var prediction = 0

  /// The samples, 0 to 255, in lines of `blocksPerLine * 8`.
  func samples() -> [UInt8] {
    let stride = blocksPerLine * 8
    var samples = [UInt8](repeating: 0, count: stride * blocksPerColumn * 8)
    var transform = InverseDCT(table: table)
    for block in 0..<blocksPerLine * blocksPerColumn {
      let origin = block / blocksPerLine * 8 * stride + block % blocksPerLine * 8
      transform.run(coefficients[block * 64..<block * 64 + 64])
      for y in 0..<8 {
        for x in 0..<8 { samples[origin + y * stride + x] = transform.sample(x, y) }
      }
    }
    return samples
  }
}

/// The inverse cosine transform of an 8 × 8 block (ITU T.81, A.3.3).
struct InverseDCT {
  /// Where the n-th coefficient in zigzag order stands in the block.
  static let zigzag: [Int] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
  ]
  /// cos(kπ/16) / 2 for k from 0 to 7, the first over √2.
  private static let cosines: [Float] = [
    0.35355339, 0.49039264, 0.46193977, 0.41573481, 0.35355339, 0.27778512, 0.19134172, 0.09754516,
  ]

  private let table: [Float]
  private var block = [Float](repeating: 0, count: 64)

  init(table: [Int]) { self.table = table.map(Float.init) }

  mutating func run(_ coefficients: ArraySlice<Int16>) {
    for (index, coefficient) in coefficients.enumerated() {
      block[Self.zigzag[index]] = Float(coefficient) * table[index]
    }
    for line in 0..<8 { transform(line * 8, 1) }
    for column in 0..<8 { transform(column, 8) }
  }

  func sample(_ x: Int, _ y: Int) -> UInt8 {
    UInt8(max(0, min(255, block[y * 8 + x] + 128.5)))
  }

  private mutating func transform(_ start: Int, _ step: Int) {
    let c = Self.cosines
    func at(_ index: Int) -> Float { block[start + index * step] }
    let sum = (at(0) + at(4)) * c[0]
    let difference = (at(0) - at(4)) * c[0]
    let first = at(2) * c[2] + at(6) * c[6]
    let second = at(2) * c[6] - at(6) * c[2]
    let even = (sum + first, difference + second, difference - second, sum - first)
    let (a, b, d, e) = (at(1), at(3), at(5), at(7))
    let odd = (
      a * c[1] + b * c[3] + d * c[5] + e * c[7], a * c[3] - b * c[7] - d * c[1] - e * c[5],
      a * c[5] - b * c[1] + d * c[7] + e * c[3], a * c[7] - b * c[5] + d * c[3] - e * c[1]
    )
    block[start] = even.0 + odd.0
    block[start + step] = even.1 + odd.1
    block[start + 2 * step] = even.2 + odd.2
    block[start + 3 * step] = even.3 + odd.3
    block[start + 4 * step] = even.3 - odd.3
    block[start + 5 * step] = even.2 - odd.2
    block[start + 6 * step] = even.1 - odd.1
    block[start + 7 * step] = even.0 - odd.0
  }
}
