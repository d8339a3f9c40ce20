import CCairo
public import Geometry
public import Layout

/// What cairo said when a surface could not be finished.
public struct CanvasError: Error, Hashable, Sendable {
  public var message: String
}

/// A cairo surface and its context, in CSS px with y downwards: the only way to draw.
///
/// Cairo remembers the first failure and ignores all that follows; `finish` reports it. Coordinates
/// that are no finite numbers are drawn as 0, because one of them would kill the surface.
public final class Canvas {
  /// Owned, +1 each.
  private let surface: OpaquePointer?
  let context: OpaquePointer?
  private let sink: ByteSink?
  /// Device units for a CSS px: 0.75 in PDF (points).
  private let scale: Double
  var fonts: ScaledFonts
  var glyphs = GlyphArrays()
  /// Opacities of the groups that are open; nil for a clip or a transform.
  private var states: [Double?] = []
  /// Of the page at hand, in device units.
  private var deviceSize = Size()

  public var isPDF: Bool { sink != nil }

  /// A PDF in memory.
  ///
  /// From PDF 1.5 on cairo writes the text of clusters of several glyphs (ActualText), but since
  /// 1.17.6 also object streams, which `PDFFile` doesn't read: those versions are held to PDF 1.4.
  public static func pdf() -> Canvas {
    let sink = ByteSink()
    // The sink outlives the surface: both are owned by the canvas, which destroys the surface.
    let surface = cairo_pdf_surface_create_for_stream(
      ByteSink.write, Unmanaged.passUnretained(sink).toOpaque(), 1, 1)  // +1
    let writesObjectStreams = cairo_version() >= 11_706
    cairo_pdf_surface_restrict_to_version(
      surface, writesObjectStreams ? CAIRO_PDF_VERSION_1_4 : CAIRO_PDF_VERSION_1_5)
    return Canvas(surface: surface, sink: sink, scale: 0.75)
  }

  /// A picture, white at first; nil when it would be larger than 100 million pixels.
  ///
  /// `scale` is in pixels for a CSS px: 1.5 for 144 dpi.
  public static func bitmap(size: Size, scale: Double) -> Canvas? {
    let width = (size.width * scale).rounded(.up)
    let height = (size.height * scale).rounded(.up)
    guard width >= 1, height >= 1, width < 32_000, height < 32_000, width * height <= 1e8 else {
      return nil
    }
    let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    let canvas = Canvas(surface: surface, sink: nil, scale: scale)
    cairo_set_source_rgb(canvas.context, 1, 1, 1)
    cairo_paint(canvas.context)
    return canvas
  }

  private init(surface: OpaquePointer?, sink: ByteSink?, scale: Double) {
    self.surface = surface
    self.sink = sink
    self.scale = scale
    context = cairo_create(surface)  // +1
    fonts = ScaledFonts()
  }

  deinit {
    fonts.removeAll()
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  public func beginPage(size: Size) {
    if isPDF {
      cairo_pdf_surface_set_size(
        surface, max(bounded(size.width * scale), 1), max(bounded(size.height * scale), 1))
    }
    states.removeAll()
    deviceSize = Size(width: size.width * scale, height: size.height * scale)
    cairo_save(context)
    cairo_scale(context, scale, scale)
    fonts.matrixChanged(to: currentMatrix)
  }

  public func endPage() {
    while !states.isEmpty { restore() }
    cairo_restore(context)
    if isPDF { cairo_show_page(context) }
  }

  /// The finished PDF; throws what went wrong in drawing or in writing.
  public func finish() throws(CanvasError) -> [UInt8] {
    try check(cairo_status(context))
    cairo_surface_finish(surface)
    try check(cairo_surface_status(surface))
    return sink?.bytes ?? []
  }

  /// The picture as PNG.
  public func png() throws(CanvasError) -> [UInt8] {
    try check(cairo_status(context))
    cairo_surface_flush(surface)
    let sink = ByteSink()
    let status = withExtendedLifetime(sink) {
      cairo_surface_write_to_png_stream(
        surface, ByteSink.write, Unmanaged.passUnretained(sink).toOpaque())
    }
    try check(status)
    return sink.bytes
  }

  private func check(_ status: cairo_status_t) throws(CanvasError) {
    guard status != CAIRO_STATUS_SUCCESS else { return }
    throw CanvasError(message: String(cString: cairo_status_to_string(status)))
  }

  /// Keeps a fill that covers the whole page from being a single rectangle.
  ///
  /// Cairo would take it for a fresh start and drop all that came before on the page, the begin of
  /// the mark included, which then ends without one.
  func addToPathIfCovering(_ rect: Rect) {
    guard isPDF, rect.width > 0, rect.height > 0 else { return }
    var width = rect.width
    var height = rect.height
    cairo_user_to_device_distance(context, &width, &height)
    guard abs(width) > deviceSize.width - 2, abs(height) > deviceSize.height - 2 else { return }
    cairo_rectangle(
      context, bounded(rect.x), bounded(rect.y), rect.width / 2, rect.height / 2)
  }

  private var currentMatrix: cairo_matrix_t {
    var matrix = cairo_matrix_t()
    cairo_get_matrix(context, &matrix)
    return matrix
  }
}

// MARK: State

extension Canvas {
  public func clip(_ shape: Shape) {
    push(nil)
    add(shape)
    cairo_clip(context)
  }

  /// All until the matching `restore` is one picture, drawn at an opacity.
  public func group(opacity: Double) {
    push(opacity)
    cairo_push_group(context)
  }

  public func transform(
    _ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double
  ) {
    push(nil)
    let determinant = a * d - b * c
    var matrix = cairo_matrix_t(
      xx: bounded(a), yx: bounded(b), xy: bounded(c), yy: bounded(d), x0: bounded(e),
      y0: bounded(f))
    if !determinant.isFinite || abs(determinant) < 1e-9 {
      // Flattened to nothing: a matrix without inverse would kill the surface.
      cairo_new_path(context)
      cairo_clip(context)
    } else {
      cairo_transform(context, &matrix)
    }
    fonts.matrixChanged(to: currentMatrix)
  }

  public func restore() {
    guard let state = states.popLast() else { return }
    if let opacity = state {
      cairo_pop_group_to_source(context)
      cairo_paint_with_alpha(context, max(0, min(1, opacity)))
    }
    cairo_restore(context)
    fonts.matrixChanged(to: currentMatrix)
  }

  /// Whether nothing that is drawn now would show.
  ///
  /// Cairo drops the begin or end of a mark then, which leaves the other one alone.
  public var isFullyClipped: Bool {
    var (left, top, right, bottom) = (0.0, 0.0, 0.0, 0.0)
    cairo_clip_extents(context, &left, &top, &right, &bottom)
    return right <= left || bottom <= top
  }

  private func push(_ opacity: Double?) {
    cairo_save(context)
    states.append(opacity)
  }

  /// Begins marked content of a structure type that cairo knows; PDF only, never nested.
  public func beginMark(_ type: StaticString) {
    type.withUTF8Buffer { name in
      name.withMemoryRebound(to: CChar.self) { cairo_tag_begin(context, $0.baseAddress, nil) }
    }
  }

  public func endMark(_ type: StaticString) {
    type.withUTF8Buffer { name in
      name.withMemoryRebound(to: CChar.self) { cairo_tag_end(context, $0.baseAddress) }
    }
  }
}

/// A coordinate that cairo's fixed-point numbers can hold.
func bounded(_ value: Double) -> Double {
  value.isFinite ? max(-1e6, min(1e6, value)) : 0
}

/// Where cairo writes to.
final class ByteSink {
  fileprivate(set) var bytes: [UInt8] = []

  /// Cairo's write function; the closure is an unretained `ByteSink`.
  static let write:
    @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<UInt8>?, UInt32) -> cairo_status_t = {
      closure, data, length in
      guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
      let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
      sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
      return CAIRO_STATUS_SUCCESS
    }
}
