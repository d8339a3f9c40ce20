import Diagnostics

extension Diagnostic {
  /// The same with no more of the source than it shows, so that it can be kept.
  ///
  /// It prints as before in every form, unless its span is longer than a kilobyte.
  func excerpted() -> Diagnostic {
    var copy = self
    copy.location = location?.excerpted()
    copy.notes = notes.map { Note($0.message, at: $0.location?.excerpted()) }
    return copy
  }
}

extension Location {
  /// Bytes shown on either side of the span.
  private static let margin = 500

  /// The same place over the lines of the span only.
  func excerpted() -> Location {
    let bytes = file.bytes
    let spanStart = min(max(Int(span.start), 0), bytes.count)
    let spanEnd = min(max(Int(span.end), spanStart), bytes.count, spanStart + 1024)
    let lineStart = bytes[..<spanStart].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let lineEnd = bytes[spanEnd...].firstIndex(of: 0x0A) ?? bytes.count
    var start = max(lineStart, spanStart - Self.margin)
    var end = min(lineEnd, spanEnd + Self.margin)
    while start < spanStart, bytes[start] & 0xC0 == 0x80 { start += 1 }
    while end > spanEnd, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    let excerpt = SourceFile(
      path: file.path, bytes: Array(bytes[start..<end]),
      origin: file.position(of: Int32(clamping: start)))
    return Location(file: excerpt, span: Span(spanStart - start..<spanEnd - start))
  }
}

extension ByteWriter {
  mutating func diagnostic(_ diagnostic: Diagnostic) {
    byte(UInt8(diagnostic.severity.rawValue))
    text(diagnostic.id)
    text(diagnostic.message)
    optionalText(diagnostic.path)
    optionalText(diagnostic.help)
    location(diagnostic.location)
    list(diagnostic.notes) { writer, note in
      writer.text(note.message)
      writer.location(note.location)
    }
  }

  private mutating func location(_ location: Location?) {
    flag(location != nil)
    guard let location = location?.excerpted() else { return }
    let origin = location.file.position(of: 0)
    text(location.file.path)
    data(location.file.bytes)
    number(origin.line)
    number(origin.column)
    number(Int(location.span.start))
    number(Int(location.span.end))
  }
}

extension ByteReader {
  mutating func diagnostic() throws(DamagedData) -> Diagnostic {
    guard let severity = Diagnostic.Severity(rawValue: Int(try byte())) else {
      throw DamagedData()
    }
    var diagnostic = Diagnostic(severity, try text(), try text())
    diagnostic.path = try optionalText()
    diagnostic.help = try optionalText()
    diagnostic.location = try location()
    diagnostic.notes = try list { (reader) throws(DamagedData) in
      Diagnostic.Note(try reader.text(), at: try reader.location())
    }
    return diagnostic
  }

  private mutating func location() throws(DamagedData) -> Location? {
    guard try flag() else { return nil }
    let path = try text()
    let bytes = try data()
    let origin = Position(line: try number(), column: try number())
    let start = try number()
    let end = try number()
    guard start >= 0, start <= end, end <= bytes.count, 1...Int(Int32.max) ~= origin.line,
      1...Int(Int32.max) ~= origin.column
    else { throw DamagedData() }
    let file = SourceFile(path: path, bytes: bytes, origin: origin)
    return Location(file: file, span: Span(start..<end))
  }
}
