import Diagnostics

/// Tables (13.2.6.4.9 to 13.2.6.4.15) and templates (13.2.6.4.16).
extension TreeBuilder {
  mutating func inTable(_ token: Token) {
    switch token {
    case .text(let text) where isTableContext(current.tag):
      pendingTableText = TextToken(bytes: [], span: text.span)
      originalMode = mode
      mode = .inTableText
      inTableText(token)
    case .comment(let text, let span): insertComment(text, span)
    case .doctype: return
    case .startTag(let tag): startTagInTable(tag)
    case .endTag(let tag): endTagInTable(tag)
    case .end: inBody(token)
    default: fosterParent(token)
    }
  }

  private func isTableContext(_ tag: Tag) -> Bool {
    tag == .table || tag == .template || TagSet.tableRows.contains(tag)
  }

  private mutating func startTagInTable(_ tag: StartTag) {
    let clears: TagSet = [.caption, .colgroup, .col, .tbody, .tfoot, .thead, .td, .th, .tr]
    if clears.contains(tag.tag) { close(backTo: .tableScope) }
    switch tag.tag {
    case .caption:
      formatting.append(FormattingEntry(node: DocumentDraft.none, start: nil))
      insert(tag)
      mode = .inCaption
    case .colgroup:
      insert(tag)
      mode = .inColumnGroup
    case .col:
      insertImplied(.colgroup, at: tag.span)
      mode = .inColumnGroup
      dispatch(.startTag(tag))
    case .tbody, .tfoot, .thead:
      insert(tag)
      mode = .inTableBody
    case .td, .th, .tr:
      insertImplied(.tbody, at: tag.span)
      mode = .inTableBody
      dispatch(.startTag(tag))
    case .table:
      guard hasInScope(.table, within: .tableScope) else { return }
      close(through: .table)
      resetMode()
      dispatch(.startTag(tag))
    case .style, .script, .template: _ = startsHeadContent(tag)
    case .input where tag.isHidden: insertVoid(tag)
    case .form:
      guard form == DocumentDraft.none, !isOpen(.template) else { return }
      form = insert(tag)
      stack.removeLast()
    default: fosterParent(.startTag(tag))
    }
  }

  private mutating func endTagInTable(_ tag: EndTag) {
    switch tag.tag {
    case .table:
      guard hasInScope(.table, within: .tableScope) else { return strayEndTag(tag) }
      close(through: .table)
      resetMode()
    case .body, .caption, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr:
      strayEndTag(tag)
    case .template: closeTemplate(tag)
    default: fosterParent(.endTag(tag))
    }
  }

  /// Content that a table can't hold goes before it.
  private mutating func fosterParent(_ token: Token) {
    if case .startTag(let tag) = token {
      tokenizer.problems.warn(
        "misplaced-in-table", "'<\(tag.name)>' can't stand directly in a table", at: tag.span)
    }
    isFosterParenting = true
    inBody(token)
    isFosterParenting = false
  }

  mutating func inTableText(_ token: Token) {
    if case .text(let text) = token {
      pendingTableText?.bytes += text.bytes
      pendingTableText?.span.end = text.span.end
      return
    }
    if let text = pendingTableText {
      if text.isWhitespace { insertText(text) } else { fosterParent(.text(text)) }
    }
    pendingTableText = nil
    mode = originalMode
    dispatch(token)
  }

  mutating func inCaption(_ token: Token) {
    let enders: TagSet = [
      .caption, .col, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr,
    ]
    switch token {
    case .startTag(let tag) where enders.contains(tag.tag):
      if closeCaption() { dispatch(token) }
    case .endTag(let tag) where tag.tag == .caption:
      if !closeCaption() { strayEndTag(tag) }
    case .endTag(let tag) where tag.tag == .table:
      if closeCaption() { dispatch(token) } else { strayEndTag(tag) }
    case .endTag(let tag) where tag.tag == .body || tag.tag == .html || enders.contains(tag.tag):
      strayEndTag(tag)
    default: inBody(token)
    }
  }

  private mutating func closeCaption() -> Bool {
    guard hasInScope(.caption, within: .tableScope) else { return false }
    closeImplied()
    close(through: .caption)
    clearFormattingToBorder()
    mode = .inTable
    return true
  }

  mutating func inColumnGroup(_ token: Token) {
    switch token {
    case .text(var text):
      let leading = text.takeLeadingWhitespace()
      insertText(leading)
      if !text.bytes.isEmpty { leaveColumnGroup(.text(text)) }
    case .comment(let text, let span): insertComment(text, span)
    case .doctype: return
    case .startTag(let tag) where tag.tag == .html: inBody(token)
    case .startTag(let tag) where tag.tag == .col: insertVoid(tag)
    case .startTag(let tag) where tag.tag == .template: _ = startsHeadContent(tag)
    case .endTag(let tag) where tag.tag == .colgroup:
      guard current.tag == .colgroup else { return strayEndTag(tag) }
      stack.removeLast()
      mode = .inTable
    case .endTag(let tag) where tag.tag == .col: strayEndTag(tag)
    case .endTag(let tag) where tag.tag == .template: closeTemplate(tag)
    case .end: inBody(token)
    default: leaveColumnGroup(token)
    }
  }

  private mutating func leaveColumnGroup(_ token: Token) {
    guard current.tag == .colgroup else { return }
    stack.removeLast()
    mode = .inTable
    dispatch(token)
  }
}

extension StartTag {
  fileprivate var isHidden: Bool {
    attributes.contains { $0.name == "type" && $0.value.lowercased() == "hidden" }
  }
}
