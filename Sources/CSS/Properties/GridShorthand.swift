/// The shorthands of CSS Grid Layout 2, section 7.4, 7.8 and 8.4.
enum GridShorthand {
  private static let templateNames = [
    "grid-template-rows", "grid-template-columns", "grid-template-areas",
  ]
  private static let autoNames = ["grid-auto-flow", "grid-auto-rows", "grid-auto-columns"]

  static let all: [Shorthand] = [
    lines("grid-row", ["grid-row-start", "grid-row-end"]),
    lines("grid-column", ["grid-column-start", "grid-column-end"]),
    lines(
      "grid-area", ["grid-row-start", "grid-column-start", "grid-row-end", "grid-column-end"]),
    Shorthand(
      name: "grid-template", targets: templateNames.flatMap(ShorthandForm.targets),
      parse: template),
    Shorthand(
      name: "grid", targets: (templateNames + autoNames).flatMap(ShorthandForm.targets),
      parse: { cursor in
        if let values = automatic(&cursor) { return values }
        return template(&cursor).map { $0 + ShorthandForm.initial(autoNames) }
      }),
  ]

  /// Lines separated by slashes; a missing one repeats a name, and is `auto` otherwise.
  private static func lines(_ name: String, _ longhands: [String]) -> Shorthand {
    Shorthand(name: name, targets: longhands.flatMap(ShorthandForm.targets)) { cursor in
      var lines: [GridStyle.Line] = []
      repeat {
        guard lines.count < longhands.count, let line = GridGrammar.line(&cursor) else {
          return nil
        }
        lines.append(line)
      } while cursor.slash()
      while lines.count < longhands.count {
        // In `grid-area` the end repeats the start of its own axis.
        let source = lines.count >= 2 ? lines[lines.count - 2] : lines[0]
        if case .name = source { lines.append(source) } else { lines.append(.auto) }
      }
      return zip(longhands, lines).flatMap { name, line in
        ShorthandForm.set(name) { builder in builder.setGridLine(name, line) }
      }
    }
  }

  private static func setTracks(
    _ name: String, _ value: TrackListValue
  ) -> [Shorthand.Expansion] {
    ShorthandForm.set(name) { builder in
      let tracks = value.computed(builder)
      if name == "grid-template-rows" {
        builder.grid.templateRows = tracks
      } else {
        builder.grid.templateColumns = tracks
      }
    }
  }

  private static let template: Grammar<[Shorthand.Expansion]> = { cursor in
    if cursor.keyword("none") { return ShorthandForm.initial(templateNames) }
    var copy = cursor
    if let rows = GridGrammar.trackList(&copy), copy.slash(),
      let columns = GridGrammar.trackList(&copy)
    {
      cursor = copy
      return setTracks("grid-template-rows", rows) + setTracks("grid-template-columns", columns)
        + ShorthandForm.initial(["grid-template-areas"])
    }
    return areas(&cursor)
  }

  /// Strings of area names, each with an optional row size, then `/` and the columns.
  private static func areas(_ cursor: inout ValueCursor) -> [Shorthand.Expansion]? {
    var rows: [[String]] = []
    var tracks = TrackListValue()
    while true {
      if let names = GridGrammar.lineNames(&cursor) { tracks.items.append(.lineNames(names)) }
      guard rows.count < GridGrammar.maxTracks, let text = cursor.string() else { break }
      guard let row = GridGrammar.areaRow(text) else { return nil }
      rows.append(row)
      tracks.items.append(.track(GridGrammar.track(&cursor) ?? .keyword(.auto)))
      if let names = GridGrammar.lineNames(&cursor) { tracks.items.append(.lineNames(names)) }
    }
    guard !rows.isEmpty, GridGrammar.isValid(rows) else { return nil }
    let areas = rows
    var result = setTracks("grid-template-rows", tracks)
    result += ShorthandForm.set("grid-template-areas") {
      $0.grid.templateAreas = areas
    }
    guard cursor.slash() else {
      return result + ShorthandForm.initial(["grid-template-columns"])
    }
    guard let columns = GridGrammar.trackList(&cursor) else { return nil }
    return result + setTracks("grid-template-columns", columns)
  }

  /// The forms with `auto-flow` on one side of the slash.
  private static func automatic(_ cursor: inout ValueCursor) -> [Shorthand.Expansion]? {
    var copy = cursor
    if let dense = autoFlow(&copy) {
      let rows = GridGrammar.autoTracks(&copy)
      guard copy.slash(), let columns = GridGrammar.trackList(&copy) else { return nil }
      cursor = copy
      return flow(byColumn: false, dense) + autoTracks("grid-auto-rows", rows)
        + ShorthandForm.initial(["grid-auto-columns", "grid-template-rows", "grid-template-areas"])
        + setTracks("grid-template-columns", columns)
    }
    guard let rows = GridGrammar.trackList(&copy), copy.slash(), let dense = autoFlow(&copy) else {
      return nil
    }
    let columns = GridGrammar.autoTracks(&copy)
    cursor = copy
    return flow(byColumn: true, dense) + autoTracks("grid-auto-columns", columns)
      + ShorthandForm.initial(["grid-auto-rows", "grid-template-columns", "grid-template-areas"])
      + setTracks("grid-template-rows", rows)
  }

  /// `auto-flow` with an optional `dense` on either side; says whether it is dense.
  private static func autoFlow(_ cursor: inout ValueCursor) -> Bool? {
    var dense = cursor.keyword("dense")
    guard cursor.keyword("auto-flow") else { return nil }
    if cursor.keyword("dense") { dense = true }
    return dense
  }

  private static func flow(byColumn: Bool, _ dense: Bool) -> [Shorthand.Expansion] {
    ShorthandForm.set("grid-auto-flow") { builder in
      builder.grid.flowsByColumn = byColumn
      builder.grid.isDense = dense
    }
  }

  private static func autoTracks(
    _ name: String, _ value: AutoTracksValue?
  ) -> [Shorthand.Expansion] {
    guard let value else { return ShorthandForm.initial([name]) }
    return ShorthandForm.set(name) { builder in
      let tracks = value.computed(builder)
      if name == "grid-auto-rows" {
        builder.grid.autoRows = tracks
      } else {
        builder.grid.autoColumns = tracks
      }
    }
  }
}

extension StyleBuilder {
  fileprivate mutating func setGridLine(_ name: String, _ line: GridStyle.Line) {
    switch name {
    case "grid-row-start": grid.rowStart = line
    case "grid-row-end": grid.rowEnd = line
    case "grid-column-start": grid.columnStart = line
    default: grid.columnEnd = line
    }
  }
}
