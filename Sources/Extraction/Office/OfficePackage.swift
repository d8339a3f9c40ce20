import Archive

/// The parts of a DOCX or ODT file, unpacked one by one in memory and within bounds.
struct OfficePackage {
  private let archive: ZIPReader

  /// Bytes of one part.
  static let partLimit = 16 << 20

  init(_ bytes: [UInt8]) throws(ExtractionError) {
    var limits = ZIPReader.Limits()
    // Sizes are checked for the parts that are read: pictures may be as large as they like.
    limits.entrySize = .max / 8192
    limits.totalSize = .max
    do {
      archive = try ZIPReader(bytes, limits: limits)
    } catch {
      throw Self.error(error)
    }
  }

  var names: [String] { archive.entries.map(\.name) }

  func holds(_ name: String) -> Bool { archive.entries.contains { $0.name == name } }

  /// The events of a part; nil when there is none of that name.
  func part(_ name: String) throws(ExtractionError) -> XMLReader? {
    let same = archive.entries.filter { $0.name == name }
    guard let entry = same.first else { return nil }
    guard same.count == 1 else {
      throw ExtractionError(
        "ambiguous-file", "the file holds '\(name)' twice, and programs disagree on which counts")
    }
    guard entry.size <= Self.partLimit else {
      throw ExtractionError("too-large", "'\(name)' is too large when unpacked")
    }
    do throws(ArchiveError) {
      guard let bytes = try archive.content(name) else { return nil }
      return XMLReader(Self.utf8(bytes))
    } catch {
      throw Self.error(error)
    }
  }

  /// XML may come in UTF-16; the reader takes UTF-8.
  private static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) else { return bytes }
    return Array(TextDecoding.decode(bytes).text.utf8)
  }

  static func error(_ error: ArchiveError) -> ExtractionError {
    switch error {
    case .damaged(let text): ExtractionError("damaged-file", text)
    case .tooLarge(let text): ExtractionError("too-large", text)
    case .unsupported(let text):
      ExtractionError(
        text.contains("encrypted") ? "encrypted-file" : "unsupported-type", text,
        help: text.contains("encrypted") ? "ask for a file without password" : nil)
    }
  }

  static func error(_ error: XMLError) -> ExtractionError {
    ExtractionError("damaged-file", "\(error.message) (byte \(error.offset))")
  }
}

extension [XMLReader.Attribute] {
  /// The value of an attribute, whatever its namespace: producers differ in prefixes.
  subscript(local: String) -> String? { first { $0.name.local == local }?.value }
}
