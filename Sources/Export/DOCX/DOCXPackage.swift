import Archive
import PDFFile

/// The parts of a DOCX beside its text (ECMA-376 part 2: Open Packaging Conventions).
struct DOCXPackage {
  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  static let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  static let relationships =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let packageRelationships =
    "http://schemas.openxmlformats.org/package/2006/relationships"
  private static let wordType =
    "application/vnd.openxmlformats-officedocument.wordprocessingml"

  struct Relationship {
    var id: String
    /// Last part of the type's address.
    var type: String
    var target: String
    var isExternal = false
  }

  struct Media {
    /// `image1.png`.
    var name: String
    var bytes: [UInt8]
  }

  var document: String
  var styles: String
  /// nil without a list.
  var numbering: String?
  var fontTable: String
  var settings: String
  var theme: String
  var links: [Relationship]
  var media: [Media]
  var information: Information
  private var properties: [Information.Property] { information.properties }

  func bytes() -> [UInt8] {
    var zip = ZIPWriter()
    func add(_ name: String, _ xml: String) { zip.add(name, Array(xml.utf8)) }
    add("[Content_Types].xml", contentTypes)
    add("_rels/.rels", rootRelationships)
    add("word/document.xml", document)
    add("word/_rels/document.xml.rels", Self.xml(partRelationships + links))
    add("word/styles.xml", styles)
    if let numbering { add("word/numbering.xml", numbering) }
    add("word/settings.xml", settings)
    add("word/fontTable.xml", fontTable)
    add("word/theme/theme1.xml", theme)
    add("docProps/core.xml", core)
    add("docProps/app.xml", application)
    if !properties.isEmpty { add("docProps/custom.xml", custom) }
    for picture in media { zip.add("word/media/\(picture.name)", picture.bytes, packs: false) }
    return zip.finish()
  }

  private var partRelationships: [Relationship] {
    var parts = ["styles", "settings", "fontTable"]
    if numbering != nil { parts.append("numbering") }
    let theme = Relationship(id: "rPart_theme", type: "theme", target: "theme/theme1.xml")
    return parts.map { Relationship(id: "rPart_\($0)", type: $0, target: "\($0).xml") } + [theme]
      + media.map {
        Relationship(id: Self.id(of: $0.name), type: "image", target: "media/\($0.name)")
      }
  }

  static func id(of media: String) -> String { "rMedia_\(media.prefix { $0 != "." })" }

  private var rootRelationships: String {
    let office = Self.relationships
    let metadata = "\(Self.packageRelationships)/metadata/core-properties"
    var xml = Self.declaration + "<Relationships xmlns=\"\(Self.packageRelationships)\">"
    xml +=
      "<Relationship Id=\"rId1\" Type=\"\(office)/officeDocument\""
      + " Target=\"word/document.xml\"/>"
    xml += "<Relationship Id=\"rId2\" Type=\"\(metadata)\" Target=\"docProps/core.xml\"/>"
    xml +=
      "<Relationship Id=\"rId3\" Type=\"\(office)/extended-properties\""
      + " Target=\"docProps/app.xml\"/>"
    if !properties.isEmpty {
      xml +=
        "<Relationship Id=\"rId4\" Type=\"\(office)/custom-properties\""
        + " Target=\"docProps/custom.xml\"/>"
    }
    return xml + "</Relationships>"
  }

  private static func xml(_ list: [Relationship]) -> String {
    var xml = declaration + "<Relationships xmlns=\"\(packageRelationships)\">"
    for item in list {
      xml += "<Relationship Id=\"\(item.id)\" Type=\"\(relationships)/\(item.type)\""
      xml += " Target=\"\(XMLText.escaped(item.target))\""
      xml += item.isExternal ? " TargetMode=\"External\"/>" : "/>"
    }
    return xml + "</Relationships>"
  }

  private var contentTypes: String {
    var xml = Self.declaration
    xml += "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    xml += "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package"
    xml += ".relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    for (ending, type) in [("png", "image/png"), ("jpeg", "image/jpeg")]
    where media.contains(where: { $0.name.hasSuffix(ending) }) {
      xml += "<Default Extension=\"\(ending)\" ContentType=\"\(type)\"/>"
    }
    func override(_ part: String, _ type: String) {
      xml += "<Override PartName=\"/\(part)\" ContentType=\"\(type)+xml\"/>"
    }
    override("word/document.xml", Self.wordType + ".document.main")
    override("word/styles.xml", Self.wordType + ".styles")
    if numbering != nil { override("word/numbering.xml", Self.wordType + ".numbering") }
    override("word/settings.xml", Self.wordType + ".settings")
    override("word/fontTable.xml", Self.wordType + ".fontTable")
    override("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme")
    override("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties")
    let office = "application/vnd.openxmlformats-officedocument"
    override("docProps/app.xml", office + ".extended-properties")
    if !properties.isEmpty { override("docProps/custom.xml", office + ".custom-properties") }
    return xml + "</Types>"
  }

  // MARK: - Properties

  private var core: String {
    var xml = Self.declaration
    xml += "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata"
    xml += "/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    xml += " xmlns:dcterms=\"http://purl.org/dc/terms/\""
    xml += " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
    func add(_ name: String, _ text: String) {
      if !text.isEmpty { xml += "<\(name)>\(XMLText.escaped(text))</\(name)>" }
    }
    add("dc:title", information.title)
    add("dc:subject", information.subject)
    add("dc:creator", information.author)
    add("cp:keywords", information.keywords.joined(separator: ", "))
    add("dc:language", information.language)
    if let epoch = information.epoch {
      let date = Timestamp(epoch: epoch).iso
      for name in ["created", "modified"] {
        xml += "<dcterms:\(name) xsi:type=\"dcterms:W3CDTF\">\(date)</dcterms:\(name)>"
      }
    }
    return xml + "</cp:coreProperties>"
  }

  private var application: String {
    Self.declaration
      + "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
      + "extended-properties\"><Application>\(XMLText.escaped(information.creator))"
      + "</Application></Properties>"
  }

  private var custom: String {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006"
    var xml = Self.declaration + "<Properties xmlns=\"\(office)/custom-properties\""
    xml += " xmlns:vt=\"\(office)/docPropsVTypes\">"
    for (index, property) in properties.enumerated() {
      xml += "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"\(index + 2)\""
      xml += " name=\"\(XMLText.escaped(property.name))\">"
      xml += "<vt:lpwstr>\(XMLText.escaped(property.value))</vt:lpwstr></property>"
    }
    return xml + "</Properties>"
  }
}
