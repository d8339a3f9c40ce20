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

  /// Whether an element matches the selector with index `selector` in the program of `rules`.
  mutating func matches(_ rules: RuleIndex, _ selector: Int32, _ node: Int32) -> Bool {
    let compounds = rules.program.selectors[Int(selector)].compounds
    return match(rules, compounds, node) == .matched
  }

  private mutating func matchesAny(
    _ rules: RuleIndex, _ selectors: Range<Int32>, _ node: Int32
  ) -> Bool {
    for selector in selectors
    where rules.program.selectors[Int(selector)].pseudo == .none
      && matches(rules, selector, node)
    {
      return true
    }
    return false
  }

  /// Matches the first of `compounds` and what is left of it; the depth of this recursion is the
  /// number of compounds, which the parser bounds.
  private mutating func match(
    _ rules: RuleIndex, _ compounds: Range<Int32>, _ node: Int32
  ) -> Outcome {
    let compound = rules.program.compounds[Int(compounds.lowerBound)]
    guard holds(rules, compound.conditions, node) else { return .failed }
    let rest = compounds.dropFirst()
    guard !rest.isEmpty else { return .matched }
    switch compound.combinator {
    case .child:
      let parent = index.parents[Int(node)]
      guard parent >= 0 else { return .failedEverywhere }
      let outcome = match(rules, rest, parent)
      return outcome == .failed ? .failedSiblings : outcome
    case .descendant: return matchAncestors(rules, rest, node)
    case .nextSibling:
      let before = index.previous[Int(node)]
      return before < 0 ? .failedSiblings : match(rules, rest, before)
    case .subsequentSibling: return matchSiblings(rules, rest, node)
    }
  }

  private mutating func matchAncestors(
    _ rules: RuleIndex, _ compounds: Range<Int32>, _ node: Int32
  ) -> Outcome {
    var ancestor = index.parents[Int(node)]
    while ancestor >= 0, remainingSteps > 0 {
      switch match(rules, compounds, ancestor) {
      case .matched: return .matched
      case .failedEverywhere: return .failedEverywhere
      case .failed, .failedSiblings: ancestor = index.parents[Int(ancestor)]
      }
    }
    return .failedEverywhere
  }

  private mutating func matchSiblings(
    _ rules: RuleIndex, _ compounds: Range<Int32>, _ node: Int32
  ) -> Outcome {
    var sibling = index.previous[Int(node)]
    while sibling >= 0, remainingSteps > 0 {
      let outcome = match(rules, compounds, sibling)
      if outcome != .failed { return outcome }
      sibling = index.previous[Int(sibling)]
    }
    return .failedSiblings
  }

  private mutating func holds(
    _ rules: RuleIndex, _ conditions: Range<Int32>, _ node: Int32
  ) -> Bool {
    remainingSteps -= 1
    guard remainingSteps > 0 else { return false }
    for position in conditions {
      let condition = rules.program.conditions[Int(position)]
      let isMet =
        switch condition.kind {
        case .type: index.names[Int(node)] == condition.name
        case .class: index.hasClass(condition.name, node)
        case .id: index.ids[Int(node)] == condition.name
        default: holds(rules, condition, node)
        }
      if !isMet { return false }
    }
    return true
  }

  private mutating func holds(
    _ rules: RuleIndex, _ condition: SelectorProgram.Condition, _ node: Int32
  ) -> Bool {
    switch condition.kind {
    case .type, .class, .id, .always: true
    case .attribute: hasAttribute(rules, condition.operand.lowerBound, node)
    case .not: !matchesAny(rules, condition.operand, node)
    case .matches: matchesAny(rules, condition.operand, node)
    case .has: hasAny(rules, condition.operand, node)
    case .root: index.root == node
    case .empty: !index.hasContent[Int(node)]
    case .link: isLink(node)
    case .firstChild: index.previous[Int(node)] < 0
    case .lastChild: index.next[Int(node)] < 0
    case .nthChild:
      condition.nth.contains(position(rules, condition.operand, node, fromEnd: false))
    case .nthLastChild:
      condition.nth.contains(position(rules, condition.operand, node, fromEnd: true))
    case .nthOfType: condition.nth.contains(typePosition(of: node, fromEnd: false))
    case .nthLastOfType: condition.nth.contains(typePosition(of: node, fromEnd: true))
    case .language: hasLanguage(rules.program.languages[Int(condition.operand.lowerBound)], node)
    case .direction: (condition.operand.lowerBound == 1) == isRTL(node)
    case .anchor: anchor == node
    case .never: false
    }
  }

  private func hasAttribute(_ rules: RuleIndex, _ test: Int32, _ node: Int32) -> Bool {
    guard index.hasAttributes[Int(node)] else { return false }
    let test = rules.program.attributes[Int(test)]
    return index.attribute(test.name, of: node).map(test.matches) ?? false
  }

  private static let anchorName = Name("a")
  private static let areaName = Name("area")

  private func isLink(_ node: Int32) -> Bool {
    let name = index.names[Int(node)]
    guard name == Self.anchorName || name == Self.areaName else { return false }
    return index.attribute("href", of: node) != nil
  }

  private func neighbour(of node: Int32, after: Bool) -> Int32 {
    after ? index.next[Int(node)] : index.previous[Int(node)]
  }

  /// The position from 1, or 0 when the element is not one of `selectors`.
  private mutating func position(
    _ rules: RuleIndex, _ selectors: Range<Int32>, _ node: Int32, fromEnd: Bool
  ) -> Int32 {
    if selectors.isEmpty {
      let position = index.positions[Int(node)]
      return fromEnd ? index.siblingCount(node) - position + 1 : position
    }
    guard matchesAny(rules, selectors, node) else { return 0 }
    var position: Int32 = 1
    var sibling = neighbour(of: node, after: fromEnd)
    while sibling >= 0, remainingSteps > 0 {
      if matchesAny(rules, selectors, sibling) { position += 1 }
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
  private mutating func hasAny(
    _ rules: RuleIndex, _ selectors: Range<Int32>, _ element: Int32
  ) -> Bool {
    let outer = anchor
    anchor = element
    defer { anchor = outer }
    for selector in selectors where has(rules, selector) { return true }
    return false
  }

  private mutating func has(_ rules: RuleIndex, _ selector: Int32) -> Bool {
    let complex = rules.program.selectors[Int(selector)]
    // The last compound is the anchor itself.
    let isSimple = complex.compounds.count <= 2
    switch complex.relation {
    case .child: return anyDescendant(rules, selector, of: anchor, childrenOnly: isSimple)
    case .descendant: return anyDescendant(rules, selector, of: anchor, childrenOnly: false)
    case .nextSibling, .subsequentSibling:
      var sibling = index.next[Int(anchor)]
      while sibling >= 0, remainingSteps > 0 {
        if matches(rules, selector, sibling) { return true }
        if !isSimple, anyDescendant(rules, selector, of: sibling, childrenOnly: false) {
          return true
        }
        sibling = index.next[Int(sibling)]
      }
      return false
    }
  }

  private mutating func anyDescendant(
    _ rules: RuleIndex, _ selector: Int32, of top: Int32, childrenOnly: Bool
  ) -> Bool {
    var node = index.firstChild(of: top)
    while node >= 0, remainingSteps > 0 {
      if matches(rules, selector, node) { return true }
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
