import CCairo
public import Geometry

/// A picture ready to be drawn: PNG as pixels, JPEG as the file's own bytes.
public final class CanvasImage {
  public let header: ImageHeader
  /// CSS px, upright.
  public var size: Size { header.size }
  var pixelWidth: Int { header.pixelWidth }
  var pixelHeight: Int { header.pixelHeight }

  /// Owned, +1.
  private let surface: OpaquePointer
  /// The bytes of a JPEG; empty for any other picture.
  public let encoded: [UInt8]
  /// Owned, +1, once decoded.
  private var decoded: OpaquePointer?

  /// Nil when the bytes are no picture that can be drawn.
  public init?(_ bytes: [UInt8]) {
    guard let header = ImageHeader(bytes) else { return nil }
    let made =
      switch header.format {
      case .png: Self.decodePNG(bytes)
      case .jpeg: Self.wrapJPEG(bytes, header)
      }
    guard let made else { return nil }
    guard cairo_surface_status(made) == CAIRO_STATUS_SUCCESS else {
      cairo_surface_destroy(made)
      return nil
    }
    self.header = header
    surface = made
    encoded = header.format == .jpeg ? bytes : []
  }

  deinit {
    cairo_surface_destroy(surface)
    if let decoded { cairo_surface_destroy(decoded) }
  }

  /// Nil where the picture can't be drawn in that kind of surface; +0.
  func surface(forPDF: Bool) -> OpaquePointer? {
    if forPDF || header.format == .png { return surface }
    if decoded == nil { decoded = JPEGImage(encoded).flatMap(Self.surface) }
    return decoded
  }

  private static func surface(of image: JPEGImage) -> OpaquePointer? {
    let surface = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, Int32(image.width), Int32(image.height))  // +1
    guard let data = cairo_image_surface_get_data(surface) else {
      cairo_surface_destroy(surface)
      return nil
    }
    cairo_surface_flush(surface)
    let stride = Int(cairo_image_surface_get_stride(surface))
    image.pixels.withUnsafeBytes { pixels in
      for row in 0..<image.height {
        let line = UnsafeRawBufferPointer(
          rebasing: pixels[row * image.width * 4..<(row + 1) * image.width * 4])
        UnsafeMutableRawPointer(data + row * stride).copyMemory(
          from: line.baseAddress ?? UnsafeRawPointer(data), byteCount: line.count)
      }
    }
    cairo_surface_mark_dirty(surface)
    return surface
  }

  private static func decodePNG(_ bytes: [UInt8]) -> OpaquePointer? {
    let source = ByteSource(bytes)
    return withExtendedLifetime(source) {
      cairo_image_surface_create_from_png_stream(
        ByteSource.read, Unmanaged.passUnretained(source).toOpaque())  // +1
    }
  }

  /// A surface whose pixels nobody reads: cairo writes the attached JPEG into the PDF as it is.
  ///
  /// The pixels are zero pages of the system, which take no memory before they are touched.
  private static func wrapJPEG(_ bytes: [UInt8], _ header: ImageHeader) -> OpaquePointer? {
    let surface = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, Int32(header.pixelWidth), Int32(header.pixelHeight))  // +1
    // Cairo calls `free` when it is done with the copy.
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
    copy.initialize(from: bytes, count: bytes.count)
    let status = cairo_surface_set_mime_data(
      surface, "image/jpeg", copy, UInt(bytes.count),
      { pointer in pointer?.deallocate() }, copy)
    if status != CAIRO_STATUS_SUCCESS { copy.deallocate() }
    return surface
  }

  /// From stored pixels to upright ones (EXIF 2.3, orientation).
  var orientationMatrix: cairo_matrix_t {
    let width = Double(pixelWidth)
    let height = Double(pixelHeight)
    func matrix(
      _ xx: Double, _ yx: Double, _ xy: Double, _ yy: Double, _ x0: Double, _ y0: Double
    ) -> cairo_matrix_t {
      cairo_matrix_t(xx: xx, yx: yx, xy: xy, yy: yy, x0: x0, y0: y0)
    }
    switch header.orientation {
    case 2: return matrix(-1, 0, 0, 1, width, 0)
    case 3: return matrix(-1, 0, 0, -1, width, height)
    case 4: return matrix(1, 0, 0, -1, 0, height)
    case 5: return matrix(0, 1, 1, 0, 0, 0)
    case 6: return matrix(0, 1, -1, 0, height, 0)
    case 7: return matrix(0, -1, -1, 0, height, width)
    case 8: return matrix(0, -1, 1, 0, 0, width)
    default: return matrix(1, 0, 0, 1, 0, 0)
    }
  }
}

/// What cairo reads from.
private final class ByteSource {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Cairo's read function; the closure is an unretained `ByteSource`.
  static let read:
    @convention(c) (
      UnsafeMutableRawPointer?, UnsafeMutablePointer<UInt8>?, UInt32
    ) -> cairo_status_t = { closure, data, length in
      guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
      let source = Unmanaged<ByteSource>.fromOpaque(closure).takeUnretainedValue()
      let length = Int(length)
      guard source.bytes.count - source.offset >= length else { return CAIRO_STATUS_READ_ERROR }
      source.bytes.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        data.update(from: base + source.offset, count: length)
      }
      source.offset += length
      return CAIRO_STATUS_SUCCESS
    }
}
