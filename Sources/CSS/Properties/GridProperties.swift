/// Longhands of grid containers and items.
let gridProperties: [Longhand] = [
  .own(
    "grid-template-columns", computing: GridGrammar.trackList, { $0.grid.templateColumns = $1 },
    { $0.grid.templateColumns }),
  .own(
    "grid-template-rows", computing: GridGrammar.trackList, { $0.grid.templateRows = $1 },
    { $0.grid.templateRows }),
  .own(
    "grid-template-areas", GridGrammar.areas, { $0.grid.templateAreas = $1 },
    { $0.grid.templateAreas }),
  .own(
    "grid-auto-columns", computing: GridGrammar.autoTracks, { $0.grid.autoColumns = $1 },
    { $0.grid.autoColumns }),
  .own(
    "grid-auto-rows", computing: GridGrammar.autoTracks, { $0.grid.autoRows = $1 },
    { $0.grid.autoRows }),
  Longhand(
    name: "grid-auto-flow", inherits: false,
    parse: { cursor in
      guard let (byColumn, dense) = GridGrammar.autoFlow(&cursor) else { return nil }
      return { builder in
        builder.grid.flowsByColumn = byColumn
        builder.grid.isDense = dense
      }
    },
    copy: {
      $0.grid.flowsByColumn = $1.grid.flowsByColumn
      $0.grid.isDense = $1.grid.isDense
    }),
  .own(
    "grid-column-start", GridGrammar.line, { $0.grid.columnStart = $1 }, { $0.grid.columnStart }),
  .own("grid-column-end", GridGrammar.line, { $0.grid.columnEnd = $1 }, { $0.grid.columnEnd }),
  .own("grid-row-start", GridGrammar.line, { $0.grid.rowStart = $1 }, { $0.grid.rowStart }),
  .own("grid-row-end", GridGrammar.line, { $0.grid.rowEnd = $1 }, { $0.grid.rowEnd }),
]

/// A specified track size.
indirect enum TrackSizeValue: Computable {
  case keyword(GridStyle.TrackSize)
  case length(LengthValue)
  case fitContent(LengthValue)
  case minmax(TrackSizeValue, TrackSizeValue)

  func computed(_ builder: borrowing StyleBuilder) -> GridStyle.TrackSize {
    switch self {
    case .keyword(let size): .keyword(size)
    case .length(let length): .length(length.computed(builder.lengths))
    case .fitContent(let length): .fitContent(length.computed(builder.lengths))
    case .minmax(let low, let high): .minmax(low.computed(builder), high.computed(builder))
    }
  }

  var isFlexible: Bool {
    if case .keyword(.fraction) = self { return true }
    return false
  }
}

extension GridStyle.TrackSize {
  fileprivate static func keyword(_ size: GridStyle.TrackSize) -> GridStyle.TrackSize { size }
}

/// A specified track list.
struct TrackListValue: Computable {
  enum Item: Sendable {
    case lineNames([String])
    case track(TrackSizeValue)
    case repeated(GridStyle.RepeatCount, [Item])
  }

  var items: [Item] = []

  func computed(_ builder: borrowing StyleBuilder) -> [GridStyle.TrackListItem] {
    Self.computed(items, builder)
  }

  /// Repeats do not nest, so this goes one level deep.
  private static func computed(
    _ items: [Item], _ builder: borrowing StyleBuilder
  ) -> [GridStyle.TrackListItem] {
    var result: [GridStyle.TrackListItem] = []
    for item in items {
      switch item {
      case .lineNames(let names): result.append(.lineNames(names))
      case .track(let size): result.append(.track(size.computed(builder)))
      case .repeated(let count, let inner):
        result.append(.repeat(count, computed(inner, builder)))
      }
    }
    return result
  }
}

/// Tracks of `grid-auto-rows` and `grid-auto-columns`.
struct AutoTracksValue: Computable {
  var sizes: [TrackSizeValue]

  func computed(_ builder: borrowing StyleBuilder) -> [GridStyle.TrackSize] {
    var result: [GridStyle.TrackSize] = []
    for size in sizes { result.append(size.computed(builder)) }
    return result
  }
}
