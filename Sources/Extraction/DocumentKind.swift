import Archive

/// What a file is, told by what is in it; names lie.
public enum DocumentKind: String, Sendable {
  case pdf = "PDF"
  case word = "DOCX"
  case openDocument = "ODT"
  case html = "HTML"
  case markdown = "Markdown"
  case text = "text"
  case json = "JSON"
  case yaml = "YAML"

  /// - Throws: for what is empty, or of a kind that is known and not read.
  public static func of(_ bytes: [UInt8]) throws(ExtractionError) -> DocumentKind {
    guard !bytes.isEmpty else { throw ExtractionError("empty-file", "the file is empty") }
    // Readers of PDF look for the header in the first kilobyte.
    if bytes.prefix(1024 + 5).contains("%PDF-") { return .pdf }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    {
      return try packed(bytes)
    }
    try refuse(bytes)
    guard isText(bytes) else {
      throw ExtractionError(
        "unsupported-type", "the file is of no known kind", help: "ask for a PDF or DOCX")
    }
    return textual(bytes)
  }

  /// Kinds that are told by their first bytes and not read.
  private static let refused: [(magic: [UInt8], name: String, help: String)] = [
    (
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
      "an old Word file (.doc) or an encrypted Office file",
      "ask for a PDF or DOCX without password"
    ),
    (Array("{\\rtf".utf8), "RTF", "save it as DOCX or PDF"),
    ([0x89, 0x50, 0x4E, 0x47], "a picture (PNG)", "ask for a file with text"),
    ([0xFF, 0xD8, 0xFF], "a picture (JPEG)", "ask for a file with text"),
    (Array("GIF8".utf8), "a picture (GIF)", "ask for a file with text"),
    ([0x49, 0x49, 0x2A, 0x00], "a picture (TIFF)", "ask for a file with text"),
    ([0x4D, 0x4D, 0x00, 0x2A], "a picture (TIFF)", "ask for a file with text"),
    (Array("%!PS".utf8), "PostScript", "save it as PDF"),
    ([0x1F, 0x8B], "a gzip archive", "unpack it first"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program", "ask for a resume"),
    (Array("Rar!".utf8), "a RAR archive", "unpack it first"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive", "unpack it first"),
  ]

  private static func refuse(_ bytes: [UInt8]) throws(ExtractionError) {
    for kind in refused where bytes.starts(with: kind.magic) {
      throw ExtractionError("unsupported-type", "the file is \(kind.name)", help: kind.help)
    }
  }

  private static func packed(_ bytes: [UInt8]) throws(ExtractionError) -> DocumentKind {
    let package = try OfficePackage(bytes)
    if package.holds("[Content_Types].xml") {
      guard package.names.contains(where: { $0.lowercased().hasPrefix("word/") }) else {
        throw ExtractionError(
          "unsupported-type", "the file is an Office file, but no Word document",
          help: "ask for a PDF or DOCX")
      }
      return .word
    }
    if package.holds("content.xml") { return .openDocument }
    throw ExtractionError(
      "unsupported-type", "the file is a ZIP archive that holds no document",
      help: "unpack it first")
  }

  /// Whether few bytes are controls; zeros may come from UTF-16.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(65_536)
    let decoded = TextDecoding.decode(Array(head))
    guard decoded.encoding == "Windows-1252" || decoded.encoding == "UTF-8" else { return true }
    let controls = head.count {
      $0 < 0x20 && ![0x09, 0x0A, 0x0D, 0x0C, 0x1B, 0].contains($0) || $0 == 0x7F
    }
    return controls * 50 <= head.count
  }

  /// Text, and what kind of text.
  private static func textual(_ bytes: [UInt8]) -> DocumentKind {
    let head = TextDecoding.decode(Array(bytes.prefix(8192))).text
    let start = head.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    let lower = start.prefix(1024).lowercased()
    if start.first == "{" { return .json }
    let isPage =
      lower.hasPrefix("<!doctype html") || lower.hasPrefix("<html")
      || lower.hasPrefix("<?xml") && lower.contains("<html")
      || lower.hasPrefix("<")
        && ["<body", "<head", "<div", "<h1", "<p>"].contains { lower.contains($0) }
    if isPage { return .html }
    let lines = head.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
    let isTree = lines.contains { line in
      line == "basics:" || line.hasPrefix("basics: {") || line.hasPrefix("basics: &")
    }
    if isTree { return .yaml }
    let marks = lines.count { line in
      line.hasPrefix("# ") || line.hasPrefix("## ") || line.hasPrefix("### ")
        || line.contains("](http") || line.hasPrefix("**") && line.hasSuffix("**")
    }
    return marks >= 2 ? .markdown : .text
  }
}

extension Collection<UInt8> {
  /// Whether an ASCII word stands anywhere in the bytes.
  func contains(_ word: String) -> Bool {
    let word = Array(word.utf8)
    guard let first = word.first else { return true }
    var rest = self[...]
    while let start = rest.firstIndex(of: first) {
      if rest[start...].starts(with: word) { return true }
      rest = rest[rest.index(after: start)...]
    }
    return false
  }
}
