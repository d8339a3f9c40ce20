import Diagnostics

/// Placing nodes in the tree (13.2.6.1) and the stack of open elements (13.2.4.2).
extension TreeBuilder {
  // MARK: Inserting

  /// The parent, and the node before which to insert (13.2.6.1, "appropriate place").
  func insertionPlace(under override: OpenElement? = nil) -> (parent: NodeID, before: NodeID) {
    let target = override ?? current
    guard isFosterParenting, target.tag == .table || TagSet.tableRows.contains(target.tag) else {
      return (target.node, DocumentDraft.none)
    }
    let table = stack.lastIndex { $0.tag == .table }
    let template = stack.lastIndex { $0.tag == .template }
    if let template, table.map({ $0 < template }) ?? true {
      return (stack[template].node, DocumentDraft.none)
    }
    guard let table, table > 0 else {
      return (stack.first?.node ?? DocumentDraft.root, DocumentDraft.none)
    }
    let parent = draft[stack[table].node].parent
    if parent != DocumentDraft.none { return (parent, stack[table].node) }
    return (stack[table - 1].node, DocumentDraft.none)
  }

  /// Makes an element and opens it.
  @discardableResult
  mutating func insert(_ tag: StartTag, namespace: Namespace = .html) -> NodeID {
    let element = HTMLDocument.Element(name: tag.name, attributes: tag.attributes)
    let node = draft.makeElement(element, span: tag.span)
    if stack.count >= Self.depthLimit {
      tokenizer.problems.warn(
        "nested-too-deep", "more than \(Self.depthLimit) elements are nested", at: tag.span)
      stack.removeLast()
    }
    let place = insertionPlace()
    draft.insert(node, into: place.parent, before: place.before)
    stack.append(OpenElement(node: node, tag: tag.tag, name: tag.name, namespace: namespace))
    return node
  }

  /// An element without content.
  mutating func insertVoid(_ tag: StartTag) {
    insert(tag)
    stack.removeLast()
  }

  /// An element that the page left out.
  @discardableResult
  mutating func insertImplied(_ tag: Tag, at span: Span) -> NodeID {
    let empty = Span(start: span.start, end: span.start)
    return insert(StartTag(name: "\(tag)", tag: tag, span: empty))
  }

  mutating func insertText(_ text: TextToken) {
    let place = insertionPlace()
    guard place.parent != DocumentDraft.root else { return }
    draft.insertText(text, into: place.parent, before: place.before)
  }

  mutating func insertComment(_ text: String, _ span: Span, into parent: NodeID? = nil) {
    let place = parent.map { ($0, DocumentDraft.none) } ?? insertionPlace()
    draft.insert(draft.make(.comment(text), span: span), into: place.0, before: place.1)
  }

  /// Opens an element whose content is read as raw text.
  mutating func insertRawText(_ tag: StartTag, content: Tokenizer.Content) {
    insert(tag)
    tokenizer.content = content
    originalMode = mode
    mode = .text
  }

  // MARK: Scope

  func isOpen(_ tag: Tag) -> Bool { stack.contains { $0.tag == tag } }

  /// Whether such an element is open with none of `border` between.
  func hasInScope(_ tags: TagSet, within border: TagSet = .scope) -> Bool {
    for element in stack.reversed() {
      if tags.contains(element.tag) { return true }
      if border.contains(element.tag) { return false }
    }
    return false
  }

  func hasInScope(_ tag: Tag, within border: TagSet = .scope) -> Bool {
    hasInScope([tag], within: border)
  }

  // MARK: Closing

  mutating func closeImplied(except tag: Tag = .other) {
    closeImplied(TagSet.impliedEnd.subtracting(tag))
  }

  mutating func closeImplied(_ tags: TagSet) {
    while let last = stack.last, tags.contains(last.tag), stack.count > 1 { stack.removeLast() }
  }

  /// Closes elements up to the innermost of `tags`, that one too.
  mutating func close(through tags: TagSet) {
    while stack.count > 1 {
      let last = stack.removeLast()
      if tags.contains(last.tag) { return }
      if last.tag != .other || last.namespace == .html { noteUnclosed(last) }
    }
  }

  mutating func close(through tag: Tag) {
    close(through: [tag])
  }

  /// Closes elements until the innermost is one of `tags`.
  mutating func close(backTo tags: TagSet) {
    while stack.count > 1, !tags.contains(current.tag) { stack.removeLast() }
  }

  mutating func closeParagraph() {
    guard hasInScope(.p, within: .buttonScope) else { return }
    closeImplied(except: .p)
    close(through: .p)
  }

  private mutating func noteUnclosed(_ element: OpenElement) {
    guard !TagSet.impliedEndThorough.contains(element.tag) else { return }
    unclosed(element)
  }

  // MARK: Mode

  /// The mode that the stack of open elements asks for (13.2.4.1).
  mutating func resetMode() {
    for index in stack.indices.reversed() {
      let isLast = index == 0
      let element = isLast ? context ?? stack[index] : stack[index]
      if let found = resetMode(for: element, isLast: isLast) {
        mode = found
        return
      }
    }
    mode = .inBody
  }

  private func resetMode(for element: OpenElement, isLast: Bool) -> InsertionMode? {
    switch element.tag {
    case .td, .th: isLast ? nil : .inCell
    case .tr: .inRow
    case .tbody, .thead, .tfoot: .inTableBody
    case .caption: .inCaption
    case .colgroup: .inColumnGroup
    case .table: .inTable
    case .template: templateModes.last ?? .inBody
    case .head: isLast ? nil : .inHead
    case .body: .inBody
    case .html: head == DocumentDraft.none ? .beforeHead : .afterHead
    default: isLast ? .inBody : nil
    }
  }
}
