import Diagnostics

/// Formatting elements that are closed in the wrong order (13.2.4.3 and 13.2.6.4.7, the adoption
/// agency algorithm).
extension TreeBuilder {
  mutating func startFormatting(_ tag: StartTag) {
    reopenFormatting()
    let node = insert(tag)
    rememberFormatting(FormattingEntry(node: node, start: tag))
  }

  /// Adds to the list, of which three equal elements after the last border are enough.
  private mutating func rememberFormatting(_ entry: FormattingEntry) {
    var equal: [Int] = []
    var count = 0
    for index in formatting.indices.reversed() {
      guard let start = formatting[index].start else { break }
      count += 1
      if start.name == entry.start?.name, haveSameAttributes(start, entry.start) {
        equal.append(index)
      }
    }
    if equal.count >= 3, let earliest = equal.last {
      formatting.remove(at: earliest)
    } else if count >= Self.formattingLimit {
      formatting.remove(at: formatting.count - count)
    }
    formatting.append(entry)
  }

  private func haveSameAttributes(_ a: StartTag, _ b: StartTag?) -> Bool {
    guard let b, a.attributes.count == b.attributes.count else { return false }
    if a.attributes == b.attributes { return true }
    return a.attributes.count < 32 && a.attributes.allSatisfy(b.attributes.contains)
  }

  /// Opens again the formatting elements that the end of a block closed.
  mutating func reopenFormatting() {
    guard let last = formatting.last, needsReopening(last) else { return }
    var index = formatting.count - 1
    while index > 0, needsReopening(formatting[index - 1]) { index -= 1 }
    while index < formatting.count, let start = formatting[index].start {
      clones += 1
      guard clones <= Self.cloneLimit else { return formatting.removeAll() }
      formatting[index].node = insert(start)
      index += 1
    }
  }

  private func needsReopening(_ entry: FormattingEntry) -> Bool {
    entry.start != nil && !stack.contains { $0.node == entry.node }
  }

  mutating func clearFormattingToBorder() {
    while let last = formatting.popLast(), last.start != nil {}
  }

  func formattingAfterBorder(_ tag: Tag) -> NodeID? {
    for entry in formatting.reversed() {
      guard let start = entry.start else { return nil }
      if start.tag == tag { return entry.node }
    }
    return nil
  }

  // MARK: Adoption agency

  /// Ends a formatting element whose end tag may stand inside or outside of other elements.
  mutating func adopt(_ tag: EndTag) {
    if current.tag == tag.tag, !formatting.contains(where: { $0.node == current.node }) {
      stack.removeLast()
      return
    }
    for _ in 0..<8 {
      guard let node = formattingAfterBorder(tag.tag) else { return endAnyOther(tag) }
      guard let index = stack.lastIndex(where: { $0.node == node }) else {
        strayEndTag(tag)
        formatting.removeAll { $0.node == node }
        return
      }
      guard hasInScope(node) else { return strayEndTag(tag) }
      let furthest = stack.indices[(index + 1)...].first {
        TagSet.special.contains(stack[$0].tag)
      }
      guard let furthest else {
        stack.removeSubrange(index...)
        formatting.removeAll { $0.node == node }
        return
      }
      adoptOnce(formattingNode: node, at: index, furthest: stack[furthest])
      if clones > Self.cloneLimit { return }
    }
  }

  private func hasInScope(_ node: NodeID) -> Bool {
    for element in stack.reversed() {
      if element.node == node { return true }
      if TagSet.scope.contains(element.tag) { return false }
    }
    return false
  }

  /// One round: the block and what it holds move out of the formatting element, a copy of which
  /// takes the block's content.
  private mutating func adoptOnce(
    formattingNode: NodeID, at index: Int, furthest: OpenElement
  ) {
    guard let entry = formatting.firstIndex(where: { $0.node == formattingNode }),
      let start = formatting[entry].start
    else { return }
    let ancestor = stack[index - 1]
    var bookmark = entry
    let last = copyChain(
      from: furthest, to: formattingNode, bookmark: &bookmark)
    draft.detach(last)
    let place = insertionPlace(under: ancestor)
    draft.insert(last, into: place.parent, before: place.before)

    clones += 1
    let copy = draft.makeElement(
      HTMLDocument.Element(name: start.name, attributes: start.attributes), span: start.span)
    draft.moveChildren(of: furthest.node, to: copy)
    draft.insert(copy, into: furthest.node)

    if let old = formatting.firstIndex(where: { $0.node == formattingNode }) {
      formatting.remove(at: old)
      if old < bookmark { bookmark -= 1 }
    }
    formatting.insert(
      FormattingEntry(node: copy, start: start), at: min(max(bookmark, 0), formatting.count))
    stack.removeAll { $0.node == formattingNode }
    if let block = stack.firstIndex(where: { $0.node == furthest.node }) {
      stack.insert(OpenElement(node: copy, tag: start.tag, name: start.name), at: block + 1)
    }
  }

  /// Copies the elements between the block and the formatting element around the block.
  ///
  /// Of formatting elements the inner three are copied, the rest are forgotten; others are closed.
  private mutating func copyChain(
    from furthest: OpenElement, to formattingNode: NodeID, bookmark: inout Int
  ) -> NodeID {
    var last = furthest.node
    var index = stack.lastIndex { $0.node == furthest.node } ?? stack.count
    var count = 0
    while index > 0 {
      index -= 1
      let node = stack[index].node
      if node == formattingNode { break }
      count += 1
      var entry = formatting.firstIndex { $0.node == node }
      if count > 3, let found = entry {
        formatting.remove(at: found)
        if found < bookmark { bookmark -= 1 }
        entry = nil
      }
      guard let entry, let start = formatting[entry].start else {
        stack.remove(at: index)
        continue
      }
      clones += 1
      let copy = draft.makeElement(
        HTMLDocument.Element(name: start.name, attributes: start.attributes), span: start.span)
      formatting[entry].node = copy
      stack[index].node = copy
      if last == furthest.node { bookmark = entry + 1 }
      draft.detach(last)
      draft.insert(last, into: copy)
      last = copy
    }
    return last
  }
}
