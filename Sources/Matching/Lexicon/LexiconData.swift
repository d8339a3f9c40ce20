import CLexicon

/// The tables that are compiled into the program.
enum LexiconData {
  static var stopwords: [UInt8] { unsafe bytes(of: lexicon_stopwords()) }
  static var skills: [UInt8] { unsafe bytes(of: lexicon_skills()) }
  static var thesaurus: [UInt8] { unsafe bytes(of: lexicon_thesaurus()) }
  static var frequencies: [UInt8] { unsafe bytes(of: lexicon_frequencies()) }
  static var common: [UInt8] { unsafe bytes(of: lexicon_common()) }
  static var posting: [UInt8] { unsafe bytes(of: lexicon_posting()) }
  static var spans: [UInt8] { unsafe bytes(of: lexicon_spans()) }

  private static func bytes(of table: lexicon_table) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: table.bytes, count: table.count))
  }
}

/// The lines of a table as columns; empty lines and lines starting with `#` are passed over.
struct TableReader: Sequence, IteratorProtocol {
  private let data: [UInt8]
  private var offset = 0

  init(_ data: [UInt8]) { self.data = data }

  mutating func next() -> [ArraySlice<UInt8>]? {
    while offset < data.count {
      let end = data[offset...].firstIndex(of: 0x0A) ?? data.count
      let line = data[offset..<end]
      offset = end + 1
      if line.isEmpty || line.first == 0x23 { continue }
      return Self.columns(of: line)
    }
    return nil
  }

  private static func columns(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var columns: [ArraySlice<UInt8>] = []
    var start = line.startIndex
    for index in line.indices where line[index] == 0x09 {
      columns.append(line[start..<index])
      start = index + 1
    }
    columns.append(line[start...])
    return columns
  }
}
