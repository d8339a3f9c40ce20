import Diagnostics

/// Row groups, rows and cells (13.2.6.4.13 to 13.2.6.4.15) and templates (13.2.6.4.16).
extension TreeBuilder {
  private static let rowGroups: TagSet = [.tbody, .tfoot, .thead]
  private static let bodyContext: TagSet = [.tbody, .tfoot, .thead, .template, .html]
  private static let rowContext: TagSet = [.tr, .template, .html]
  private static let cells: TagSet = [.td, .th]
  private static let groupStarters: TagSet = [
    .caption, .col, .colgroup, .tbody, .tfoot, .thead,
  ]

  mutating func inTableBody(_ token: Token) {
    switch token {
    case .startTag(let tag) where tag.tag == .tr:
      close(backTo: Self.bodyContext)
      insert(tag)
      mode = .inRow
    case .startTag(let tag) where Self.cells.contains(tag.tag):
      close(backTo: Self.bodyContext)
      insertImplied(.tr, at: tag.span)
      mode = .inRow
      dispatch(token)
    case .endTag(let tag) where Self.rowGroups.contains(tag.tag):
      guard hasInScope(tag.tag, within: .tableScope) else { return strayEndTag(tag) }
      close(backTo: Self.bodyContext)
      closeRowGroup()
    case .startTag(let tag) where Self.groupStarters.contains(tag.tag):
      if leaveRowGroup() { dispatch(token) }
    case .endTag(let tag) where tag.tag == .table:
      if leaveRowGroup() { dispatch(token) } else { strayEndTag(tag) }
    case .endTag(let tag) where tag.isTablePart && tag.tag != .table: strayEndTag(tag)
    default: inTable(token)
    }
  }

  private mutating func leaveRowGroup() -> Bool {
    guard hasInScope(Self.rowGroups, within: .tableScope) else { return false }
    close(backTo: Self.bodyContext)
    closeRowGroup()
    return true
  }

  private mutating func closeRowGroup() {
    if stack.count > 1 { stack.removeLast() }
    mode = .inTable
  }

  mutating func inRow(_ token: Token) {
    switch token {
    case .startTag(let tag) where Self.cells.contains(tag.tag):
      close(backTo: Self.rowContext)
      insert(tag)
      mode = .inCell
      formatting.append(FormattingEntry(node: DocumentDraft.none, start: nil))
    case .endTag(let tag) where tag.tag == .tr:
      if !leaveRow() { strayEndTag(tag) }
    case .startTag(let tag) where tag.tag == .tr || Self.groupStarters.contains(tag.tag):
      if leaveRow() { dispatch(token) }
    case .endTag(let tag) where tag.tag == .table:
      if leaveRow() { dispatch(token) } else { strayEndTag(tag) }
    case .endTag(let tag) where Self.rowGroups.contains(tag.tag):
      guard hasInScope(tag.tag, within: .tableScope) else { return strayEndTag(tag) }
      if leaveRow() { dispatch(token) }
    case .endTag(let tag) where tag.isTablePart: strayEndTag(tag)
    default: inTable(token)
    }
  }

  private mutating func leaveRow() -> Bool {
    guard hasInScope(.tr, within: .tableScope) else { return false }
    close(backTo: Self.rowContext)
    if stack.count > 1 { stack.removeLast() }
    mode = .inTableBody
    return true
  }

  mutating func inCell(_ token: Token) {
    switch token {
    case .endTag(let tag) where Self.cells.contains(tag.tag):
      guard hasInScope(tag.tag, within: .tableScope) else { return strayEndTag(tag) }
      closeImplied()
      close(through: tag.tag)
      clearFormattingToBorder()
      mode = .inRow
    case .startTag(let tag)
    where Self.cells.contains(tag.tag) || tag.tag == .tr || Self.groupStarters.contains(tag.tag):
      if closeCell() { dispatch(token) }
    case .endTag(let tag)
    where tag.tag == .table || tag.tag == .tr || Self.rowGroups.contains(tag.tag):
      guard hasInScope(tag.tag, within: .tableScope) else { return strayEndTag(tag) }
      if closeCell() { dispatch(token) }
    case .endTag(let tag) where tag.isTablePart: strayEndTag(tag)
    default: inBody(token)
    }
  }

  private mutating func closeCell() -> Bool {
    guard hasInScope(Self.cells, within: .tableScope) else { return false }
    closeImplied()
    close(through: Self.cells)
    clearFormattingToBorder()
    mode = .inRow
    return true
  }

  // MARK: Templates

  mutating func inTemplate(_ token: Token) {
    switch token {
    case .text, .comment, .doctype: inBody(token)
    case .startTag(let tag):
      if TagSet.headContent.contains(tag.tag) {
        _ = startsHeadContent(tag)
        return
      }
      switchTemplateMode(to: modeInTemplate(tag.tag))
      dispatch(token)
    case .endTag(let tag):
      if tag.tag == .template { closeTemplate(tag) } else { strayEndTag(tag) }
    case .end:
      guard isOpen(.template) else { return }
      close(through: .template)
      clearFormattingToBorder()
      if !templateModes.isEmpty { templateModes.removeLast() }
      resetMode()
      dispatch(token)
    }
  }

  private func modeInTemplate(_ tag: Tag) -> InsertionMode {
    switch tag {
    case .caption, .colgroup, .tbody, .tfoot, .thead: .inTable
    case .col: .inColumnGroup
    case .tr: .inTableBody
    case .td, .th: .inRow
    default: .inBody
    }
  }

  private mutating func switchTemplateMode(to mode: InsertionMode) {
    if !templateModes.isEmpty { templateModes.removeLast() }
    templateModes.append(mode)
    self.mode = mode
  }
}

extension EndTag {
  /// An end tag that belongs to a table's structure, or to the page around it.
  fileprivate var isTablePart: Bool {
    let parts: TagSet = [
      .body, .caption, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr, .table,
    ]
    return parts.contains(tag)
  }
}
