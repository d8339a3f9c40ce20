public import Geometry

/// What the first bytes of a picture say: kind, size and orientation, without decoding it.
public struct ImageHeader: Hashable, Sendable {
  public enum Format: Hashable, Sendable { case png, jpeg }

  public var format: Format
  /// Pixels, as stored.
  public var pixelWidth: Int
  public var pixelHeight: Int
  /// EXIF orientation, 1 to 8.
  public var orientation: Int
  /// Of a JPEG's frame: 1 grey, 3 colours, 4 inks.
  public var components = 3

  /// The size in CSS px at which a browser shows it, turned upright.
  public var size: Size {
    let isTurned = orientation >= 5
    return Size(
      width: Double(isTurned ? pixelHeight : pixelWidth),
      height: Double(isTurned ? pixelWidth : pixelHeight))
  }

  /// Nil when the bytes are neither PNG nor JPEG, or damaged, or of more than 100 million pixels.
  public init?(_ bytes: [UInt8]) {
    guard let header = Self.png(bytes) ?? Self.jpeg(bytes), header.pixelWidth > 0,
      header.pixelHeight > 0, header.pixelWidth <= 32_000, header.pixelHeight <= 32_000,
      header.pixelWidth * header.pixelHeight <= 100_000_000
    else { return nil }
    self = header
  }

  private init(format: Format, width: Int, height: Int, orientation: Int = 1) {
    self.format = format
    pixelWidth = width
    pixelHeight = height
    self.orientation = orientation
  }

  private static func png(_ bytes: [UInt8]) -> ImageHeader? {
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    guard bytes.count > 33, bytes.starts(with: signature) else { return nil }
    return ImageHeader(
      format: .png, width: number(bytes, 16, 4), height: number(bytes, 20, 4))
  }

  /// Walks the segments up to the frame header (ITU T.81, B.2.2).
  private static func jpeg(_ bytes: [UInt8]) -> ImageHeader? {
    guard bytes.count > 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else { return nil }
    var offset = 2
    var orientation = 1
    while offset + 4 <= bytes.count {
      guard bytes[offset] == 0xFF else { return nil }
      let marker = bytes[offset + 1]
      if marker == 0xFF {
        offset += 1
        continue
      }
      if marker == 0x01 || (0xD0...0xD8).contains(marker) {
        offset += 2
        continue
      }
      let length = number(bytes, offset + 2, 2)
      guard length >= 2, marker != 0xD9, marker != 0xDA else { return nil }
      let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
      if isFrame {
        guard offset + 10 <= bytes.count else { return nil }
        var header = ImageHeader(
          format: .jpeg, width: number(bytes, offset + 7, 2), height: number(bytes, offset + 5, 2),
          orientation: orientation)
        header.components = number(bytes, offset + 9, 1)
        return header
      }
      if marker == 0xE1 {
        orientation = exifOrientation(bytes, offset + 4..<offset + 2 + length) ?? orientation
      }
      offset += 2 + length
    }
    return nil
  }

  /// Tag 0x0112 of the first directory (TIFF 6.0, section 2).
  private static func exifOrientation(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    let tiff = range.lowerBound + 6
    guard range.upperBound <= bytes.count, range.count >= 14,
      bytes[range.lowerBound..<tiff].elementsEqual([0x45, 0x78, 0x69, 0x66, 0, 0])
    else { return nil }
    let isLittle = bytes[tiff] == 0x49
    func value(_ offset: Int, _ length: Int) -> Int? {
      guard offset >= tiff, offset + length <= range.upperBound else { return nil }
      let slice = bytes[offset..<offset + length]
      return (isLittle ? Array(slice.reversed()) : Array(slice)).reduce(0) { $0 << 8 | Int($1) }
    }
    guard let first = value(tiff + 4, 4), let count = value(tiff + first, 2) else { return nil }
    for entry in 0..<min(count, 512) {
      let offset = tiff + first + 2 + entry * 12
      guard value(offset, 2) == 0x0112 else { continue }
      return value(offset + 8, 2).flatMap { (1...8).contains($0) ? $0 : nil }
    }
    return nil
  }

  private static func number(_ bytes: [UInt8], _ offset: Int, _ length: Int) -> Int {
    guard offset + length <= bytes.count else { return 0 }
    return bytes[offset..<offset + length].reduce(0) { $0 << 8 | Int($1) }
  }
}
