import CSS
import Geometry

extension LayoutPass {
  /// Grid formatting (CSS Grid 1): returns the height of the content.
  func layoutGrid(_ fragment: Fragment, _ area: ContentArea) -> Double {
    var layout = GridLayout(
      pass: self, box: fragment.box, width: area.width, height: area.height,
      maxHeight: fragment.maxHeight - fragment.frameHeight,
      minHeight: max(0, fragment.minHeight - fragment.frameHeight))
    return layout.run(fragment)
  }

  func gridContentSizes(of box: Box) -> IntrinsicSizes {
    var layout = GridLayout(
      pass: self, box: box, width: nil, height: nil, maxHeight: .infinity, minHeight: 0)
    layout.placeItems()
    return IntrinsicSizes(
      min: layout.columnsWidth(.minContent), max: layout.columnsWidth(.maxContent))
  }
}

/// One grid container's layout.
struct GridLayout {
  let pass: LayoutPass
  let box: Box
  let style: GridStyle
  let align: FlexStyle
  /// Inner sizes; nil where indefinite.
  let width: Double?
  let height: Double?
  let minHeight: Double
  let maxHeight: Double
  let columnGap: Double
  private(set) var rowGap: Double
  private(set) var columnTemplate: GridTemplate
  private(set) var rowTemplate: GridTemplate
  var items: [GridItem] = []
  private(set) var before = (columns: 0, rows: 0)
  private(set) var columns: [GridTrack] = []
  private(set) var rows: [GridTrack] = []

  init(
    pass: LayoutPass, box: Box, width: Double?, height: Double?, maxHeight: Double,
    minHeight: Double
  ) {
    self.pass = pass
    self.box = box
    self.width = width
    self.height = height
    self.minHeight = minHeight
    self.maxHeight = maxHeight
    style = box.style.grid
    align = box.style.flex
    columnGap = align.columnGap?.resolved(against: width ?? 0) ?? 0
    rowGap = align.rowGap?.resolved(against: height ?? 0) ?? 0
    var minWidth: Double?
    if width == nil, case .length(let least) = box.style.box.minWidth { minWidth = least.px }
    columnTemplate = GridTemplate(
      style.templateColumns, available: width, minimum: minWidth, gap: columnGap)
    rowTemplate = GridTemplate(
      style.templateRows, available: height ?? (maxHeight.isFinite ? maxHeight : nil),
      minimum: minHeight > 0 ? minHeight : nil, gap: rowGap)
    nameAreas()
  }

  /// Areas name the lines round them (7.3.2).
  private mutating func nameAreas() {
    var seen: [String: (columns: Range<Int>, rows: Range<Int>)] = [:]
    var order: [String] = []
    for (row, names) in style.templateAreas.enumerated() {
      for (column, name) in names.enumerated() where !name.allSatisfy({ $0 == "." }) {
        if let known = seen[name] {
          seen[name] = (
            min(known.columns.lowerBound, column)..<max(known.columns.upperBound, column + 1),
            known.rows.lowerBound..<max(known.rows.upperBound, row + 1)
          )
        } else {
          seen[name] = (column..<(column + 1), row..<(row + 1))
          order.append(name)
        }
      }
    }
    for name in order {
      guard let area = seen[name] else { continue }
      columnTemplate.name("\(name)-start", line: area.columns.lowerBound)
      columnTemplate.name("\(name)-end", line: area.columns.upperBound)
      rowTemplate.name("\(name)-start", line: area.rows.lowerBound)
      rowTemplate.name("\(name)-end", line: area.rows.upperBound)
    }
  }

  mutating func placeItems() {
    var inFlow = box.children.filter { !$0.isOutOfFlow }
    if inFlow.contains(where: { $0.style.flex.order != 0 }) {
      inFlow = inFlow.enumerated().sorted {
        ($0.element.style.flex.order, $0.offset) < ($1.element.style.flex.order, $1.offset)
      }.map(\.element)
    }
    items = inFlow.map { GridItem(box: $0, edges: BoxEdges($0, width: width ?? 0)) }
    var placement = GridPlacement(style: style, columns: columnTemplate, rows: rowTemplate)
    before = placement.place(&items)
    columns = makeTracks(
      columnTemplate, implicit: style.autoColumns, before: before.columns,
      count: items.map(\.columns.upperBound).max() ?? 0,
      explicit: style.templateAreas.map(\.count).max() ?? 0, available: width)
    collapse(&columns, columnTemplate.autoFit, before.columns, used: items.map(\.columns))
    makeRows(available: height)
  }

  private mutating func makeRows(available: Double?) {
    rows = makeTracks(
      rowTemplate, implicit: style.autoRows, before: before.rows,
      count: items.map(\.rows.upperBound).max() ?? 0, explicit: style.templateAreas.count,
      available: available)
    collapse(&rows, rowTemplate.autoFit, before.rows, used: items.map(\.rows))
  }

  /// Explicit tracks with the implicit ones round them (7.6).
  private func makeTracks(
    _ template: GridTemplate, implicit: [GridStyle.TrackSize], before: Int, count: Int,
    explicit: Int, available: Double?
  ) -> [GridTrack] {
    let patterns = implicit.isEmpty ? [.auto] : implicit
    var tracks: [GridTrack] = []
    for index in 0..<before {
      let at = ((index - before) % patterns.count + patterns.count) % patterns.count
      tracks.append(GridTrack(patterns[at], available: available))
    }
    for size in template.sizes { tracks.append(GridTrack(size, available: available)) }
    var index = 0
    while tracks.count < max(count, before + explicit) {
      tracks.append(GridTrack(patterns[index % patterns.count], available: available))
      index += 1
    }
    return tracks
  }

  private func collapse(
    _ tracks: inout [GridTrack], _ range: Range<Int>?, _ before: Int, used: [Range<Int>]
  ) {
    guard let range else { return }
    for index in range.lowerBound + before..<min(range.upperBound + before, tracks.count)
    where !used.contains(where: { $0.contains(index) }) {
      tracks[index].isCollapsed = true
      tracks[index].least = .length(0)
      tracks[index].most = .length(0)
    }
  }

  // MARK: Columns

  mutating func columnsWidth(_ constraint: GridTrackSizing.Constraint) -> Double {
    var sizing = GridTrackSizing(
      tracks: columns, contributions: items.map { columnContribution(of: $0) },
      gap: columnGap, available: nil, constraint: constraint)
    sizing.run()
    sizing.flex(into: nil)
    return sizing.used
  }

  private func columnContribution(of item: GridItem) -> GridTrackSizing.Contribution {
    let sizes = pass.contribution(of: item.box)
    let edges = BoxEdges(item.box, width: 0)
    let margins = edges.margin.left + edges.margin.right
    return GridTrackSizing.Contribution(
      range: item.columns, least: leastWidth(of: item, sizes, edges: edges) + margins,
      minContent: sizes.min + margins, maxContent: sizes.max + margins)
  }

  /// The minimum contribution: the automatic minimum of `min-width: auto` (6.6).
  private func leastWidth(of item: GridItem, _ sizes: IntrinsicSizes, edges: BoxEdges) -> Double {
    let style = item.box.style.box
    var isAuto = style.width == .auto || style.width == .stretch
    if case .length(let length) = style.width, length.isPercentage { isAuto = true }
    guard isAuto else { return sizes.min }
    guard style.minWidth == .auto else {
      return pass.clampWidth(0, of: item.box, edges: edges, containing: 0)
    }
    let margins = edges.margin.left + edges.margin.right
    return automaticMinimum(
      of: item, columns[item.columns], gap: columnGap, content: sizes.min,
      frame: edges.frameWidth, margins: margins)
  }

  /// The content-based minimum where an automatic one applies, else the frame alone.
  private func automaticMinimum(
    of item: GridItem, _ tracks: ArraySlice<GridTrack>, gap: Double, content: Double,
    frame: Double, margins: Double
  ) -> Double {
    let applies =
      !item.box.clipsOverflow && tracks.contains { $0.least == .auto }
      && (tracks.count == 1 || !tracks.contains { $0.isFlexible })
    guard applies else { return frame }
    var most = gap * Double(tracks.count - 1)
    for track in tracks {
      guard case .length(let length) = track.most else { return content }
      most += length
    }
    return max(frame, min(content, most - margins))
  }

  private mutating func sizeColumns(_ width: Double) {
    var sizing = GridTrackSizing(
      tracks: columns, contributions: items.map { columnContribution(of: $0) },
      gap: columnGap, available: width, constraint: .none)
    sizing.run()
    sizing.flex(into: width)
    if align.justifyContent == .normal || align.justifyContent == .stretch {
      sizing.stretch(into: width)
    }
    columns = sizing.tracks
  }

  // MARK: Rows

  private mutating func sizeRows(into height: Double?) {
    let shims = baselineShims()
    var sizing = GridTrackSizing(
      tracks: rows, contributions: items.indices.map { rowContribution(of: $0, shims) },
      gap: rowGap, available: height, constraint: .none)
    sizing.run()
    sizing.flex(into: height)
    if height == nil, minHeight > sizing.used { sizing.flex(into: minHeight) }
    if align.alignContent == .normal || align.alignContent == .stretch {
      sizing.stretch(into: height ?? minHeight)
    }
    rows = sizing.tracks
  }

  /// What aligning baselines adds above the items of a row (12.5, step 1).
  private func baselineShims() -> [Int: Double] {
    var baselines: [Int: Double] = [:]
    var lowest: [Int: Double] = [:]
    for (index, item) in items.enumerated() where alignsBaseline(item) {
      let area = GridLayout.span(columns, item.columns)
      let result = pass.layout(item.box, itemConstraints(item, width: area, height: nil))
      let own = item.edges.margin.top + (result.firstBaseline ?? result.height)
      baselines[index] = own
      lowest[item.rows.lowerBound] = max(lowest[item.rows.lowerBound] ?? -.infinity, own)
    }
    return baselines.reduce(into: [:]) { shims, entry in
      shims[entry.key] = (lowest[items[entry.key].rows.lowerBound] ?? entry.value) - entry.value
    }
  }

  private func rowContribution(
    of index: Int, _ shims: [Int: Double]
  ) -> GridTrackSizing.Contribution {
    let item = items[index]
    let area = GridLayout.span(columns, item.columns)
    let result = pass.layout(item.box, itemConstraints(item, width: area, height: nil))
    let margins = item.edges.margin.top + item.edges.margin.bottom + (shims[index] ?? 0)
    let outer = result.height + margins
    return GridTrackSizing.Contribution(
      range: item.rows, least: leastHeight(of: item, content: result.height, margins) + margins,
      minContent: outer, maxContent: outer)
  }

  private func leastHeight(of item: GridItem, content: Double, _ margins: Double) -> Double {
    let style = item.box.style.box
    var isAuto = style.height == .auto || style.height == .stretch
    if case .length(let length) = style.height, length.isPercentage { isAuto = true }
    guard isAuto, item.box.replaced == nil else { return content }
    guard style.minHeight == .auto else {
      return pass.heightLimits(of: item.box, edges: item.edges, containing: nil).least
    }
    return automaticMinimum(
      of: item, rows[item.rows], gap: rowGap, content: content, frame: item.edges.frameHeight,
      margins: margins)
  }

  /// From the start of a range of tracks to its end.
  static func span(_ tracks: [GridTrack], _ range: Range<Int>) -> Double {
    guard let first = range.first, let last = range.last, last < tracks.count else { return 0 }
    return tracks[last].position + tracks[last].base - tracks[first].position
  }

  // MARK: All

  mutating func run(_ fragment: Fragment) -> Double {
    placeItems()
    let width = width ?? fragment.contentWidth
    sizeColumns(width)
    let isRTL = box.style.text.direction == .rtl
    place(
      &columns, gap: columnGap, align.justifyContent, size: width,
      isRightToLeft: isRTL)
    for index in items.indices {
      // The containing block of an item is its area.
      let area = GridLayout.span(columns, items[index].columns)
      items[index].edges = BoxEdges(items[index].box, width: area)
    }
    sizeRows(into: height)
    let content = place(
      &rows, gap: rowGap, align.alignContent, size: height ?? 0, isRightToLeft: false)
    let result = height ?? min(max(content, minHeight), max(maxHeight, minHeight))
    if height == nil, rowsDependOnHeight {
      resizeRows(into: result)
    } else if height == nil, minHeight > content {
      place(&rows, gap: rowGap, align.alignContent, size: minHeight, isRightToLeft: false)
    }
    layoutItems(fragment, isRightToLeft: isRTL, content: Size(width: width, height: result))
    return result
  }

  /// Percentages and flexible tracks refer to the height that the content has given.
  private var rowsDependOnHeight: Bool {
    if let gap = align.rowGap, gap.isPercentage { return true }
    return rowTemplate.hasPercentages || rows.contains { $0.isFlexible }
  }

  private mutating func resizeRows(into height: Double) {
    rowGap = align.rowGap?.resolved(against: height) ?? 0
    makeRows(available: height)
    sizeRows(into: height)
    place(&rows, gap: rowGap, align.alignContent, size: height, isRightToLeft: false)
  }

  /// Positions of tracks after `justify-content` or `align-content`; returns their extent.
  @discardableResult
  private func place(
    _ tracks: inout [GridTrack], gap: Double, _ alignment: Alignment, size: Double,
    isRightToLeft: Bool
  ) -> Double {
    let shown = tracks.filter { !$0.isCollapsed }
    let used = shown.reduce(gap * Double(max(0, shown.count - 1))) { $0 + $1.base }
    let distribution = ContentDistribution(
      alignment, free: size - used, count: shown.count, isRightToLeft: isRightToLeft)
    var position =
      size == 0 && alignment != .normal && used > 0 && height == nil
      ? 0 : distribution.start
    for index in tracks.indices {
      tracks[index].position = position
      if tracks[index].isCollapsed { continue }
      position += tracks[index].base + gap + distribution.between
    }
    return used
  }
}
