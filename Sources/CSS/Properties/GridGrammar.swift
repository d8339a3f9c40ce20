/// Grammars of CSS Grid Layout 2.
enum GridGrammar {
  /// Lists longer than this are refused, so that a page can't ask for a million tracks.
  static let maxTracks = 1000

  static let trackList: Grammar<TrackListValue> = { cursor in
    if cursor.keyword("none") { return TrackListValue() }
    if cursor.keyword("subgrid") { return nil }
    let items = items(&cursor, allowsRepeat: true)
    return items.contains { if case .lineNames = $0 { false } else { true } }
      ? TrackListValue(items: items) : nil
  }

  static let autoTracks: Grammar<AutoTracksValue> = { cursor in
    var sizes: [TrackSizeValue] = []
    while sizes.count < maxTracks, let size = track(&cursor) { sizes.append(size) }
    return sizes.isEmpty ? nil : AutoTracksValue(sizes: sizes)
  }

  private static func items(
    _ cursor: inout ValueCursor, allowsRepeat: Bool
  ) -> [TrackListValue.Item] {
    var items: [TrackListValue.Item] = []
    while items.count < maxTracks {
      if let names = lineNames(&cursor) {
        items.append(.lineNames(names))
      } else if let size = track(&cursor) {
        items.append(.track(size))
      } else if allowsRepeat, let item = repetition(&cursor) {
        items.append(item)
      } else {
        break
      }
    }
    return items
  }

  static func lineNames(_ cursor: inout ValueCursor) -> [String]? {
    cursor.skipWhitespace()
    guard cursor.peek?.kind == .openSquare, var content = cursor.content() else { return nil }
    var names: [String] = []
    while let name = content.identifier() { names.append(name) }
    return names
  }

  private static func repetition(_ cursor: inout ValueCursor) -> TrackListValue.Item? {
    var copy = cursor
    guard var content = copy.function("repeat") else { return nil }
    let count: GridStyle.RepeatCount
    if let automatic = content.keyword([
      "auto-fill": GridStyle.RepeatCount.autoFill, "auto-fit": .autoFit,
    ]) {
      count = automatic
    } else if let number = content.integer(), number >= 1 {
      count = .count(min(number, maxTracks))
    } else {
      return nil
    }
    guard content.comma() else { return nil }
    let items = items(&content, allowsRepeat: false)
    guard !items.isEmpty, content.isAtEnd else { return nil }
    cursor = copy
    return .repeated(count, items)
  }

  private static let trackKeywords: Keywords<GridStyle.TrackSize> = [
    "auto": .auto, "min-content": .minContent, "max-content": .maxContent,
  ]

  static func track(_ cursor: inout ValueCursor) -> TrackSizeValue? {
    if let breadth = breadth(&cursor) { return breadth }
    var copy = cursor
    if var content = copy.function("minmax") {
      guard let low = breadth(&content), !low.isFlexible, content.comma(),
        let high = breadth(&content), content.isAtEnd
      else { return nil }
      cursor = copy
      return .minmax(low, high)
    }
    if var content = copy.function("fit-content") {
      guard let length = content.length(negative: false), content.isAtEnd else { return nil }
      cursor = copy
      return .fitContent(length)
    }
    return nil
  }

  private static func breadth(_ cursor: inout ValueCursor) -> TrackSizeValue? {
    if let keyword = cursor.keyword(trackKeywords) { return .keyword(keyword) }
    var copy = cursor
    if let fraction = copy.dimension("fr") {
      guard fraction >= 0 else { return nil }
      cursor = copy
      return .keyword(.fraction(fraction))
    }
    return cursor.length(negative: false).map(TrackSizeValue.length)
  }

  /// Rows of names; all rows must be of one length and each name a rectangle.
  static let areas: Grammar<[[String]]> = { cursor in
    if cursor.keyword("none") { return [] }
    var rows: [[String]] = []
    while let text = cursor.string() {
      guard let row = areaRow(text), rows.count < maxTracks else { return nil }
      rows.append(row)
    }
    return isValid(rows) ? rows : nil
  }

  static func areaRow(_ text: String) -> [String]? {
    let row = text.utf8.split(whereSeparator: isWhitespace).map { cell in
      cell.allSatisfy { $0 == 0x2E } ? "." : String(decoding: cell, as: UTF8.self)
    }
    return row.isEmpty || row.count > maxTracks ? nil : row
  }

  static func isValid(_ rows: [[String]]) -> Bool {
    guard let width = rows.first?.count, rows.allSatisfy({ $0.count == width }) else {
      return false
    }
    struct Extent { var top: Int, bottom: Int, left: Int, right: Int, cells: Int }
    var extents: [String: Extent] = [:]
    for (y, row) in rows.enumerated() {
      for (x, name) in row.enumerated() where name != "." {
        var extent =
          extents[name] ?? Extent(top: y, bottom: y, left: x, right: x, cells: 0)
        extent.bottom = y
        extent.left = min(extent.left, x)
        extent.right = max(extent.right, x)
        extent.cells += 1
        extents[name] = extent
      }
    }
    return extents.values.allSatisfy {
      ($0.bottom - $0.top + 1) * ($0.right - $0.left + 1) == $0.cells
    }
  }

  static func autoFlow(_ cursor: inout ValueCursor) -> (Bool, Bool)? {
    var byColumn: Bool?
    var dense = false
    while true {
      if byColumn == nil, let value = cursor.keyword(["row": false, "column": true]) {
        byColumn = value
      } else if !dense, cursor.keyword("dense") {
        dense = true
      } else {
        break
      }
    }
    return byColumn != nil || dense ? (byColumn ?? false, dense) : nil
  }

  /// `auto`, a number, a name, or `span` with either.
  static let line: Grammar<GridStyle.Line> = { cursor in
    if cursor.keyword("auto") { return .auto }
    var isSpan = false
    var number: Int?
    var name: String?
    while true {
      if !isSpan, cursor.keyword("span") {
        isSpan = true
      } else if number == nil, let value = cursor.integer() {
        number = max(-maxTracks, min(value, maxTracks))
      } else if name == nil, let value = cursor.identifier() {
        name = value
      } else {
        break
      }
    }
    if isSpan {
      guard number != nil || name != nil, (number ?? 1) >= 1 else { return nil }
      return .span(number ?? 1, name: name)
    }
    if let number { return number == 0 ? nil : .line(number, name: name) }
    return name.map(GridStyle.Line.name)
  }
}
