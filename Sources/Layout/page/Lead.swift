import CSS

extension Fragment {
  /// The height, from the top of its border box, that must stand on one page with its start.
  ///
  /// What `break-inside`, `orphans` and `widows` ask for counts here; it is found before
  /// pagination moves anything inside.
  var lead: Double {
    if avoidsBreakInside { return max(height, 0) }
    switch flow {
    case .monolithic: return height
    case .lines: return linesLead
    case .stack:
      guard let first = children.firstIndex(where: { $0.isInFlowFragment }) else { return 0 }
      return children[first].y + Self.chainLead(children, from: first)
    case .rows(let ranges):
      guard let range = ranges.first else { return 0 }
      return children[range].reduce(0) { max($0, $1.y + $1.lead) }
    case .grid(let rows):
      var lead = 0.0
      for (index, range) in rows.ranges.enumerated() where range.lowerBound == 0 {
        lead = max(lead, children[index].y + children[index].lead)
      }
      return lead
    case .multicolumn:
      guard let first = columnFlow?.segments.first else { return 0 }
      return first.y + (first.box.isAnonymous ? first.lead : first.height)
    case .columns(let ranges):
      var lead = 0.0
      for range in ranges {
        guard let first = range.first else { continue }
        lead = max(lead, children[first].y + Self.chainLead(children, from: first))
      }
      return lead
    }
  }

  private var linesLead: Double {
    guard let last = lines.last else { return 0 }
    let orphans = max(1, box.style.text.orphans)
    let line = lines.count <= orphans ? last : lines[orphans - 1]
    return line.y + line.height
  }

  /// Lead of a child and of the siblings that `break-after: avoid` ties to it.
  ///
  /// Relative to the child's top.
  static func chainLead(_ children: [Fragment], from start: Int) -> Double {
    var index = start
    let top = children[start].y
    // A chain that long fills a page anyway.
    for _ in 0..<64 {
      var next = index + 1
      while next < children.count, !children[next].isInFlowFragment { next += 1 }
      guard next < children.count,
        children[index].breakBetween(children[next]) == .avoided
      else { break }
      index = next
    }
    return children[index].y - top + children[index].lead
  }
}
