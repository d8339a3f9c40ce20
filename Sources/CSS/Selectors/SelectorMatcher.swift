import HTML

/// Tells whether elements match selectors, within a budget of steps for the whole document.
///
/// Matching goes from right to left. A failure says how far back a new attempt makes sense (as
/// browsers do it), which keeps chains of descendant combinators linear in the depth of the tree.
struct SelectorMatcher {
  let index: ElementIndex
  private(set) var remainingSteps: Int
  /// The element whose `:has()` is being asked, or -1.
  private var anchor: Int32 = -1

  init(_ index: ElementIndex, maxSteps: Int) {
    self.index = index
    remainingSteps = maxSteps
  }

  /// Whether the budget ran out, so that matches may be missing.
  var isExhausted: Bool { remainingSteps <= 0 }

  private enum Outcome { case matched, failed, failedSiblings, failedEverywhere }

  mutating func matches(_ selector: Selector, _ node: Int32) -> Bool {
    match(selector.compounds, 0, node) == .matched
  }

  mutating func matchesAny(_ selectors: [Selector], _ node: Int32) -> Bool {
    for selector in selectors where selector.pseudo == .none && matches(selector, node) {
      return true
    }
    return false
  }

  /// The depth of this recursion is the number of compounds, which the parser bounds.
  private mutating func match(_ compounds: [Compound], _ at: Int, _ node: Int32) -> Outcome {
    guard holds(compounds[at].simples, node) else { return .failed }
    guard at + 1 < compounds.count else { return .matched }
    switch compounds[at].combinator {
    case .child:
      let parent = index.parents[Int(node)]
      guard parent >= 0 else { return .failedEverywhere }
      let outcome = match(compounds, at + 1, parent)
      return outcome == .failed ? .failedSiblings : outcome
    case .descendant: return matchAncestors(compounds, at + 1, node)
    case .nextSibling:
      let before = index.previous[Int(node)]
      return before < 0 ? .failedSiblings : match(compounds, at + 1, before)
    case .subsequentSibling: return matchSiblings(compounds, at + 1, node)
    }
  }

  private mutating func matchAncestors(
    _ compounds: [Compound], _ at: Int, _ node: Int32
  ) -> Outcome {
    var ancestor = index.parents[Int(node)]
    while ancestor >= 0, remainingSteps > 0 {
      switch match(compounds, at, ancestor) {
      case .matched: return .matched
      case .failedEverywhere: return .failedEverywhere
      case .failed, .failedSiblings: ancestor = index.parents[Int(ancestor)]
      }
    }
    return .failedEverywhere
  }

  private mutating func matchSiblings(
    _ compounds: [Compound], _ at: Int, _ node: Int32
  ) -> Outcome {
    var sibling = index.previous[Int(node)]
    while sibling >= 0, remainingSteps > 0 {
      let outcome = match(compounds, at, sibling)
      if outcome != .failed { return outcome }
      sibling = index.previous[Int(sibling)]
    }
    return .failedSiblings
  }

  private mutating func holds(_ simples: [SimpleSelector], _ node: Int32) -> Bool {
    remainingSteps -= 1
    guard remainingSteps > 0 else { return false }
    for simple in simples where !holds(simple, node) { return false }
    return true
  }

  private mutating func holds(_ simple: SimpleSelector, _ node: Int32) -> Bool {
    switch simple {
    case .type(let name): index.names[Int(node)] == name
    case .id(let name): index.ids[Int(node)] == name
    case .class(let name): index.hasClass(name, node)
    case .attribute(let test): index.attribute(test.name, of: node).map(test.matches) ?? false
    case .not(let selectors): !matchesAny(selectors, node)
    case .matches(let selectors): matchesAny(selectors, node)
    case .has(let selectors): hasAny(selectors, node)
    case .root: index.root == node
    case .empty: !index.hasContent[Int(node)]
    case .link: isLink(node)
    case .firstChild: index.previous[Int(node)] < 0
    case .lastChild: index.next[Int(node)] < 0
    case .nthChild(let nth, let of):
      nth.contains(position(of: node, among: of, fromEnd: false))
    case .nthLastChild(let nth, let of):
      nth.contains(position(of: node, among: of, fromEnd: true))
    case .nthOfType(let nth): nth.contains(typePosition(of: node, fromEnd: false))
    case .nthLastOfType(let nth): nth.contains(typePosition(of: node, fromEnd: true))
    case .language(let ranges): hasLanguage(ranges, node)
    case .direction(let isRightToLeft): isRightToLeft == isRTL(node)
    case .anchor: anchor == node
    case .never: false
    case .always: true
    }
  }

  private func isLink(_ node: Int32) -> Bool {
    let name = index.names[Int(node)]
    guard name == Name("a") || name == Name("area") else { return false }
    return index.attribute("href", of: node) != nil
  }

  private func neighbour(of node: Int32, after: Bool) -> Int32 {
    after ? index.next[Int(node)] : index.previous[Int(node)]
  }

  /// The position from 1, or 0 when the element is not one of `selectors`.
  private mutating func position(
    of node: Int32, among selectors: [Selector], fromEnd: Bool
  ) -> Int32 {
    if selectors.isEmpty {
      let position = index.positions[Int(node)]
      return fromEnd ? index.siblingCount(node) - position + 1 : position
    }
    guard matchesAny(selectors, node) else { return 0 }
    var position: Int32 = 1
    var sibling = neighbour(of: node, after: fromEnd)
    while sibling >= 0, remainingSteps > 0 {
      if matchesAny(selectors, sibling) { position += 1 }
      sibling = neighbour(of: sibling, after: fromEnd)
    }
    return position
  }

  private mutating func typePosition(of node: Int32, fromEnd: Bool) -> Int32 {
    let name = index.names[Int(node)]
    var position: Int32 = 1
    var sibling = neighbour(of: node, after: fromEnd)
    while sibling >= 0, remainingSteps > 0 {
      remainingSteps -= 1
      if index.names[Int(sibling)] == name { position += 1 }
      sibling = neighbour(of: sibling, after: fromEnd)
    }
    return position
  }

  /// Basic filtering as in RFC 4647: a range matches itself and everything that it begins.
  private func hasLanguage(_ ranges: [String], _ node: Int32) -> Bool {
    var current = node
    while current >= 0 {
      if let language = index.attribute("lang", of: current) {
        let language = language.asciiLowercased
        return ranges.contains { range in
          range == "*" ? !language.isEmpty : language == range || language.hasPrefix(range + "-")
        }
      }
      current = index.parents[Int(current)]
    }
    return false
  }

  private func isRTL(_ node: Int32) -> Bool {
    var current = node
    while current >= 0 {
      switch index.attribute("dir", of: current)?.asciiLowercased {
      case "rtl": return true
      case "ltr": return false
      default: current = index.parents[Int(current)]
      }
    }
    return false
  }
}

// MARK: - :has()

extension SelectorMatcher {
  private mutating func hasAny(_ selectors: [RelativeSelector], _ element: Int32) -> Bool {
    let outer = anchor
    anchor = element
    defer { anchor = outer }
    for relative in selectors where has(relative) { return true }
    return false
  }

  private mutating func has(_ relative: RelativeSelector) -> Bool {
    // The last compound is the anchor itself.
    let isSimple = relative.selector.compounds.count <= 2
    switch relative.combinator {
    case .child: return anyDescendant(of: anchor, childrenOnly: isSimple, relative.selector)
    case .descendant: return anyDescendant(of: anchor, childrenOnly: false, relative.selector)
    case .nextSibling, .subsequentSibling:
      var sibling = index.next[Int(anchor)]
      while sibling >= 0, remainingSteps > 0 {
        if matches(relative.selector, sibling) { return true }
        if !isSimple, anyDescendant(of: sibling, childrenOnly: false, relative.selector) {
          return true
        }
        sibling = index.next[Int(sibling)]
      }
      return false
    }
  }

  private mutating func anyDescendant(
    of top: Int32, childrenOnly: Bool, _ selector: Selector
  ) -> Bool {
    var node = index.firstChild(of: top)
    while node >= 0, remainingSteps > 0 {
      if matches(selector, node) { return true }
      node = following(node, within: top, skippingChildren: childrenOnly)
    }
    return false
  }

  /// The next element in tree order inside `top`, or -1.
  private func following(_ node: Int32, within top: Int32, skippingChildren: Bool) -> Int32 {
    if !skippingChildren {
      let child = index.firstChild(of: node)
      if child >= 0 { return child }
    }
    var current = node
    while current >= 0, current != top {
      let next = index.next[Int(current)]
      if next >= 0 { return next }
      current = index.parents[Int(current)]
    }
    return -1
  }
}
