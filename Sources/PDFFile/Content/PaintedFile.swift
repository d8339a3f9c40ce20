import Archive

/// Pages as a painter leaves them to `PDFAssembler`: contents, fonts and pictures, no structure.
public struct PaintedFile {
  public struct Page {
    /// Points.
    public var width: Double
    public var height: Double
    public var content: [UInt8]

    public init(width: Double, height: Double, content: [UInt8]) {
      self.width = width
      self.height = height
      self.content = content
    }
  }

  /// A JPEG, which goes into the file as it is.
  public struct Picture: Sendable {
    public var bytes: [UInt8]
    public var width: Int
    public var height: Int
    /// 1 grey, 3 colours.
    public var components: Int

    public init(bytes: [UInt8], width: Int, height: Int, components: Int) {
      self.bytes = bytes
      self.width = width
      self.height = height
      self.components = components
    }
  }

  public var pages: [Page] = []
  /// Named `F0` and `W0` by their codes of one and two bytes, and so on.
  public var fonts: [FontUse] = []
  /// Named `I0` and so on.
  public var pictures: [Picture] = []
  /// Opacities, named `A0` and so on.
  public var opacities: [Double] = []

  public init() {}

  /// Contents are packed less hard than fonts, which are packed once for many documents.
  private static let contentLevel: Int32 = 3

  /// Nil where a font's file is damaged.
  public func bytes() -> [UInt8]? {
    var writer = PDFWriter()
    writer.reserve(65_536 + pictures.reduce(0) { $0 + $1.bytes.count })
    let (catalog, tree, resources) = (writer.allocate(), writer.allocate(), writer.allocate())
    var kids: [PDFObject] = []
    for page in pages {
      let (number, content) = (writer.allocate(), writer.allocate())
      writer.write(
        stream: Deflate.pack(page.content, format: .zlib, level: Self.contentLevel),
        ["Filter": .name("FlateDecode")], as: content)
      writer.write(
        [
          "Type": .name("Page"), "Parent": .reference(tree),
          "MediaBox": .array([
            .integer(0), .integer(0), PDFObject(points: page.width), PDFObject(points: page.height),
          ]), "Contents": .reference(content), "Resources": .reference(resources),
        ], as: number)
      kids.append(.reference(number))
    }
    guard writeResources(resources, into: &writer) else { return nil }
    writer.write(
      ["Type": .name("Pages"), "Kids": .array(kids), "Count": .integer(kids.count)], as: tree)
    writer.write(["Type": .name("Catalog"), "Pages": .reference(tree)], as: catalog)
    let info = writer.allocate()
    writer.write(["Producer": .string(Array("Bespoke".utf8))], as: info)
    return writer.finish(root: catalog, info: info)
  }

  private func writeResources(_ number: Int, into writer: inout PDFWriter) -> Bool {
    var resources: PDFDictionary = [:]
    var named = PDFDictionary()
    for (index, use) in fonts.enumerated() {
      guard let written = use.font.write(use, into: &writer) else { return false }
      if let simple = written.simple { named["F\(index)"] = .reference(simple) }
      if let wide = written.wide { named["W\(index)"] = .reference(wide) }
    }
    if !named.entries.isEmpty { resources["Font"] = .dictionary(named) }
    var states = PDFDictionary()
    for (index, opacity) in opacities.enumerated() {
      let value = PDFObject(points: opacity)
      states["A\(index)"] = .dictionary(["CA": value, "ca": value])
    }
    if !states.entries.isEmpty { resources["ExtGState"] = .dictionary(states) }
    var objects = PDFDictionary()
    for (index, picture) in pictures.enumerated() {
      let picture = write(picture, into: &writer)
      objects["I\(index)"] = .reference(picture)
    }
    if !objects.entries.isEmpty { resources["XObject"] = .dictionary(objects) }
    writer.write(resources, as: number)
    return true
  }

  private func write(_ picture: Picture, into writer: inout PDFWriter) -> Int {
    let number = writer.allocate()
    writer.write(
      stream: picture.bytes,
      [
        "Type": .name("XObject"), "Subtype": .name("Image"), "Width": .integer(picture.width),
        "Height": .integer(picture.height), "BitsPerComponent": .integer(8),
        "ColorSpace": .name(picture.components == 1 ? "DeviceGray" : "DeviceRGB"),
        "Interpolate": .boolean(true), "Filter": .name("DCTDecode"),
      ], as: number)
    return number
  }
}
