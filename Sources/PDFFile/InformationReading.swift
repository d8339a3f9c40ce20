extension PDFReader {
  /// The texts of the information dictionary, by their keys.
  public func properties() throws(PDFError) -> [Information.Property] {
    guard let entries = try resolve(trailer["Info"]).dictionaryValue?.entries else { return [] }
    var properties: [Information.Property] = []
    for entry in entries {
      guard let bytes = try resolve(entry.value).stringValue else { continue }
      properties.append(.init(name: entry.key, value: TextString.text(bytes)))
    }
    return properties
  }
}
