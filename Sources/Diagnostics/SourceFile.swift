/// The text of one input as it was read, with the path that messages print.
///
/// Parsers keep byte offsets (`Span`); this type turns them into lines and columns when a message
/// is printed, so that nobody counts columns while parsing.
package final class SourceFile: Sendable {
  /// Path relative to the project root, with `/`; `<stdin>` for standard input.
  package let path: String
  /// UTF-8 bytes, as read.
  package let bytes: [UInt8]
  private let lineStarts: [Int32]
  /// Where the bytes begin in the whole file: 1:1 but for an excerpt.
  private let origin: Position

  package convenience init(path: String, bytes: [UInt8]) {
    self.init(path: path, bytes: bytes, origin: Position(line: 1, column: 1))
  }

  /// A part of a file that begins at `origin`; a stored message keeps the line that it shows.
  package init(path: String, bytes: [UInt8], origin: Position) {
    self.path = path
    self.bytes = bytes
    self.origin = origin
    var starts: [Int32] = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A {
      starts.append(Int32(offset + 1))
    }
    lineStarts = starts
  }

  package convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// Line and column, both from 1; columns count Unicode scalars, as editors do.
  package func position(of offset: Int32) -> Position {
    let offset = max(0, min(offset, Int32(bytes.count)))
    let low = line(at: offset)
    let prefix = bytes[Int(lineStarts[low])..<Int(offset)]
    let scalars = prefix.reduce(0) { count, byte in byte & 0xC0 == 0x80 ? count : count + 1 }
    let firstColumn = low == 0 ? origin.column : 1
    return Position(line: low + origin.line, column: scalars + firstColumn)
  }

  /// The index of the line that an offset stands in.
  private func line(at offset: Int32) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The number of the line that an offset stands in, without counting columns: those of a long
  /// line, asked for again and again, would cost the square of its length.
  package func lineNumber(of offset: Int32) -> Int {
    line(at: max(0, min(offset, Int32(bytes.count)))) + origin.line
  }

  /// The text of a line (from 1) without its line end; empty when there is no such line.
  package func line(_ number: Int) -> String {
    guard let range = lineRange(number) else { return "" }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// The byte range of a line (from 1) without its line end; nil when there is no such line.
  package func lineRange(_ number: Int) -> Range<Int>? {
    let number = number - origin.line + 1
    guard number >= 1, number <= lineStarts.count else { return nil }
    let start = Int(lineStarts[number - 1])
    var end = number < lineStarts.count ? Int(lineStarts[number]) - 1 : bytes.count
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The text of a span.
  package func text(_ span: Span) -> String {
    String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }
}

/// A line and a column, both from 1.
package struct Position: Hashable, Sendable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A half-open range of UTF-8 byte offsets in one source file.
package struct Span: Hashable, Sendable {
  package var start: Int32
  package var end: Int32

  package init(start: Int32, end: Int32) {
    self.start = start
    self.end = end
  }

  package init(_ range: Range<Int>) {
    self.init(start: Int32(clamping: range.lowerBound), end: Int32(clamping: range.upperBound))
  }
}

/// A span and the file that it is in.
package struct Location: Sendable {
  package var file: SourceFile
  package var span: Span

  package init(file: SourceFile, span: Span) {
    self.file = file
    self.span = span
  }

  package var position: Position { file.position(of: span.start) }

  /// `content/profiles/ada.yaml:42`, the form in which evidence is quoted.
  package var lineReference: String { "\(file.path):\(file.lineNumber(of: span.start))" }
}
