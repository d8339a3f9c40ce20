import CSS
import Diagnostics
import Geometry
public import Graphics

/// Pictures by the names that a document gives them, each read and decoded once.
public final class ImageSource {
  private let load: (String) -> [UInt8]?
  private var images: [String: CanvasImage?] = [:]
  private var drawings: [String: VectorImage] = [:]

  /// Where the bytes come from; nil where there are none or they may not be read.
  public init(load: @escaping (String) -> [UInt8]?) { self.load = load }

  /// Nil when there is no such picture or it can't be drawn.
  public func image(_ name: String) -> CanvasImage? {
    if let known = images[name] { return known }
    if drawings[name] != nil { return nil }
    let bytes = name.hasPrefix("data:") ? DataURL.bytes(name) : load(name)
    if let bytes, let drawing = VectorImage(bytes, name: name) {
      drawings[name] = drawing
      return nil
    }
    let image = bytes.flatMap(CanvasImage.init)
    images[name] = .some(image)
    return image
  }

  /// An SVG file; nil for everything else.
  func drawing(_ name: String) -> StyledDocument? {
    _ = image(name)
    return drawings[name]?.styled
  }

  /// The natural size in CSS px.
  func size(_ name: String) -> Size? { image(name)?.size ?? drawings[name]?.size }

  /// A warning for each picture that was asked for and isn't there, sorted by name.
  func diagnostics(_ path: String) -> [Diagnostic] {
    images.filter { $0.value == nil }.keys.sorted().map { name in
      let shown = name.utf8.count > 80 ? String(name.prefix(60)) + "…" : name
      return .warning(
        "missing-image", "picture '\(shown)' can't be shown", path: path,
        help: "PNG, JPEG and SVG files beside the document can")
    }
  }
}

/// The content of a `data:` address (RFC 2397).
enum DataURL {
  static func bytes(_ url: String) -> [UInt8]? {
    let text = url.utf8.dropFirst(5)
    guard let comma = text.firstIndex(of: UInt8(ascii: ",")) else { return nil }
    let header = String(Substring(text[..<comma])).lowercased()
    let content = percentDecoded(text[text.index(after: comma)...])
    return header.hasSuffix(";base64") ? base64(content) : content
  }

  private static func percentDecoded(_ text: Substring.UTF8View) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var rest = text[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
      if byte == UInt8(ascii: "%"), digits.count == 2 {
        bytes.append(UInt8(digits[0] << 4 | digits[1]))
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  /// RFC 4648, white space ignored; nil when anything else is wrong.
  private static func base64(_ text: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    for byte in text where byte > 0x20 && byte != UInt8(ascii: "=") {
      guard let value = value(ofDigit: byte) else { return nil }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }

  private static func value(ofDigit byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) + 4
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
