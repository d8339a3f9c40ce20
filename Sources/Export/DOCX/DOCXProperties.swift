public import Archive
public import PDFFile

/// The custom properties of a DOCX.
public enum DOCXProperties {
  /// Names and texts; none where the file has no such part.
  public static func read(_ bytes: [UInt8]) throws(ArchiveError) -> [Information.Property] {
    guard let part = try ZIPReader(bytes).content("docProps/custom.xml") else { return [] }
    var reader = XMLReader(part)
    var properties: [Information.Property] = []
    while let event = try? reader.next() {
      switch event {
      case .start(let name, let attributes) where name.local == "property":
        let title = attributes.first { $0.name.local == "name" }?.value ?? ""
        properties.append(.init(name: title, value: ""))
      case .text(let text) where !properties.isEmpty:
        properties[properties.count - 1].value += text
      default: break
      }
    }
    return properties
  }
}
