import Diagnostics
import YAML

/// A table of comma-separated values (RFC 4180), with the place of every cell.
struct CSVTable {
  /// The first row.
  private(set) var header: [YAMLNode] = []
  private(set) var rows: [[YAMLNode]] = []

  /// Reads all there is: a quote that nobody closes ends with the file.
  init(_ file: SourceFile) {
    var parser = Parser(bytes: file.bytes)
    var isFirst = true
    while let row = parser.row() {
      if row.count == 1, row[0].isVoid { continue }
      if isFirst { header = row } else { rows.append(row) }
      isFirst = false
    }
  }

  /// The rows as maps from column names.
  var records: [YAMLNode] {
    rows.compactMap { row in
      YAMLNode.map(zip(header, row).map { YAMLNode.Entry($0.scalar?.text ?? "", $1) })
    }
  }

  private struct Parser {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) {
      self.bytes = bytes
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    mutating func row() -> [YAMLNode]? {
      guard offset < bytes.count else { return nil }
      var cells = [cell()]
      while offset < bytes.count, bytes[offset] == UInt8(ascii: ",") {
        offset += 1
        cells.append(cell())
      }
      if offset < bytes.count, bytes[offset] == 0x0D { offset += 1 }
      if offset < bytes.count, bytes[offset] == 0x0A { offset += 1 }
      return cells
    }

    private mutating func cell() -> YAMLNode {
      let start = offset
      var text: [UInt8] = []
      if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
        offset += 1
        quoted(into: &text)
      }
      while offset < bytes.count, ![0x2C, 0x0A, 0x0D].contains(bytes[offset]) {
        text.append(bytes[offset])
        offset += 1
      }
      return .text(String(decoding: text, as: UTF8.self), Span(start..<offset))
    }

    /// Up to the closing quote; two quotes are one.
    private mutating func quoted(into text: inout [UInt8]) {
      let quote = UInt8(ascii: "\"")
      while offset < bytes.count {
        if bytes[offset] == quote {
          offset += 1
          guard offset < bytes.count, bytes[offset] == quote else { return }
        }
        text.append(bytes[offset])
        offset += 1
      }
    }
  }
}
