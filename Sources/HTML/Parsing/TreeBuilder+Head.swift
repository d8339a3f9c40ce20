import Diagnostics

/// From the doctype to the body, and after it (13.2.6.4.1 to 13.2.6.4.6, 13.2.6.4.19 on).
extension TreeBuilder {
  mutating func initial(_ token: Token) {
    switch token {
    case .comment(let text, let span):
      insertComment(text, span, into: DocumentDraft.root)
    case .doctype(let doctype):
      isQuirky = doctype.isQuirky
      let node = draft.make(.doctype(doctype.name), span: doctype.span)
      draft.insert(node, into: DocumentDraft.root)
      mode = .beforeHTML
    default:
      guard let rest = droppingWhitespace(token) else { return }
      isQuirky = true
      mode = .beforeHTML
      dispatch(rest)
    }
  }

  /// The token without white space at its start; nil when nothing else is left.
  func droppingWhitespace(_ token: Token) -> Token? {
    guard case .text(var text) = token else { return token }
    _ = text.takeLeadingWhitespace()
    return text.bytes.isEmpty ? nil : .text(text)
  }

  mutating func beforeHTML(_ token: Token) {
    switch token {
    case .doctype: return
    case .comment(let text, let span):
      insertComment(text, span, into: DocumentDraft.root)
      return
    case .startTag(let tag) where tag.tag == .html:
      insert(tag)
      mode = .beforeHead
      return
    case .endTag(let tag) where !TagSet.impliesBody.contains(tag.tag):
      strayEndTag(tag)
      return
    default: break
    }
    guard let rest = droppingWhitespace(token) else { return }
    insertImplied(.html, at: rest.span)
    mode = .beforeHead
    dispatch(rest)
  }

  mutating func beforeHead(_ token: Token) {
    switch token {
    case .doctype: return
    case .comment(let text, let span):
      insertComment(text, span)
      return
    case .startTag(let tag) where tag.tag == .html:
      inBody(token)
      return
    case .startTag(let tag) where tag.tag == .head:
      head = insert(tag)
      mode = .inHead
      return
    case .endTag(let tag) where !TagSet.impliesBody.contains(tag.tag):
      strayEndTag(tag)
      return
    default: break
    }
    guard let rest = droppingWhitespace(token) else { return }
    head = insertImplied(.head, at: rest.span)
    mode = .inHead
    dispatch(rest)
  }

  mutating func inHead(_ token: Token) {
    switch token {
    case .doctype: return
    case .comment(let text, let span): insertComment(text, span)
    case .startTag(let tag) where tag.tag == .head: return
    case .startTag(let tag) where tag.tag == .html: inBody(token)
    case .startTag(let tag) where startsHeadContent(tag): return
    case .endTag(let tag) where tag.tag == .head:
      stack.removeLast()
      mode = .afterHead
    case .endTag(let tag) where tag.tag == .template: closeTemplate(tag)
    case .endTag(let tag) where !TagSet.impliesBody.contains(tag.tag): strayEndTag(tag)
    case .text(var text):
      let leading = text.takeLeadingWhitespace()
      insertText(leading)
      if !text.bytes.isEmpty { leaveHead(.text(text)) }
    default: leaveHead(token)
    }
  }

  private mutating func leaveHead(_ token: Token) {
    if stack.count > 1 { stack.removeLast() }
    mode = .afterHead
    dispatch(token)
  }

  /// Inserts an element that belongs into the head; false for any other.
  mutating func startsHeadContent(_ tag: StartTag) -> Bool {
    switch tag.tag {
    case .base, .basefont, .bgsound, .link, .meta: insertVoid(tag)
    case .title: insertRawText(tag, content: .rawText("title", escapable: true))
    case .noscript, .noframes, .style:
      insertRawText(tag, content: .rawText(tag.name, escapable: false))
    case .script: insertRawText(tag, content: .script)
    case .template:
      insert(tag)
      formatting.append(FormattingEntry(node: DocumentDraft.none, start: nil))
      mode = .inTemplate
      templateModes.append(.inTemplate)
    default: return false
    }
    return true
  }

  mutating func closeTemplate(_ tag: EndTag) {
    guard isOpen(.template) else { return strayEndTag(tag) }
    closeImplied(.impliedEndThorough)
    close(through: .template)
    clearFormattingToBorder()
    if !templateModes.isEmpty { templateModes.removeLast() }
    resetMode()
  }

  mutating func afterHead(_ token: Token) {
    switch token {
    case .doctype: return
    case .comment(let text, let span): insertComment(text, span)
    case .startTag(let tag) where tag.tag == .html: inBody(token)
    case .startTag(let tag) where tag.tag == .body:
      insert(tag)
      mode = .inBody
    case .startTag(let tag) where TagSet.headContent.contains(tag.tag): intoClosedHead(tag)
    case .startTag(let tag) where tag.tag == .head: return
    case .endTag(let tag) where tag.tag == .template: closeTemplate(tag)
    case .endTag(let tag) where !TagSet.impliesBody.subtracting(.head).contains(tag.tag):
      strayEndTag(tag)
    case .text(var text):
      let leading = text.takeLeadingWhitespace()
      insertText(leading)
      if !text.bytes.isEmpty { openBody(.text(text)) }
    default: openBody(token)
    }
  }

  /// A style or meta element between head and body still goes into the head.
  private mutating func intoClosedHead(_ tag: StartTag) {
    guard head != DocumentDraft.none else { return openBody(.startTag(tag)) }
    let reopened = OpenElement(node: head, tag: .head, name: "head")
    stack.append(reopened)
    _ = startsHeadContent(tag)
    if let index = stack.lastIndex(where: { $0.node == reopened.node }) { stack.remove(at: index) }
  }

  private mutating func openBody(_ token: Token) {
    insertImplied(.body, at: token.span)
    mode = .inBody
    dispatch(token)
  }

  /// Inside script, style, title and the like.
  mutating func rawText(_ token: Token) {
    switch token {
    case .text(let text): insertText(text)
    case .endTag:
      stack.removeLast()
      mode = originalMode
    default:
      unclosed(current)
      stack.removeLast()
      mode = originalMode
      dispatch(token)
    }
  }

  mutating func afterBody(_ token: Token) {
    switch token {
    case .doctype, .end: return
    case .comment(let text, let span):
      insertComment(text, span, into: stack.first?.node ?? DocumentDraft.root)
    case .endTag(let tag) where tag.tag == .html: mode = .afterAfterBody
    case .startTag(let tag) where tag.tag == .html: inBody(token)
    case .text(let text) where text.isWhitespace: inBody(token)
    default:
      mode = .inBody
      dispatch(token)
    }
  }

  mutating func afterAfterBody(_ token: Token) {
    switch token {
    case .doctype, .end: return
    case .comment(let text, let span): insertComment(text, span, into: DocumentDraft.root)
    case .startTag(let tag) where tag.tag == .html: inBody(token)
    case .text(let text) where text.isWhitespace: inBody(token)
    default:
      mode = .inBody
      dispatch(token)
    }
  }
}

extension TagSet {
  /// End tags that make the parser open what the page left out.
  static let impliesBody: TagSet = [.head, .body, .html, .br]
}

extension Token {
  var span: Span {
    switch self {
    case .doctype(let doctype): doctype.span
    case .startTag(let tag): tag.span
    case .endTag(let tag): tag.span
    case .text(let text): text.span
    case .comment(_, let span): span
    case .end: Span(start: 0, end: 0)
    }
  }
}

extension Doctype {
  /// Whether browsers lay the page out as they did in the nineties (13.2.6.4.1).
  var isQuirky: Bool {
    if isBroken || name != "html" { return true }
    if systemID?.lowercased() == "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd" {
      return true
    }
    guard let publicID = publicID?.lowercased() else { return false }
    if ["-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html"]
      .contains(publicID)
    {
      return true
    }
    if systemID == nil, Self.quirkyWithoutSystem.contains(where: publicID.hasPrefix) {
      return true
    }
    return Self.quirkyPrefixes.contains { publicID.hasPrefix($0) }
  }

  private static let quirkyWithoutSystem = [
    "-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//",
  ]

  private static let quirkyPrefixes = [
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html", "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer", "-//netscape comm. corp.//dtd",
    "-//o'reilly and associates//dtd html", "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//softquad", "-//spyglass//dtd html 2.0 extended//", "-//sun microsystems corp.//dtd hotjava",
    "-//w3c//dtd html 3", "-//w3c//dtd html 4.0 frameset//", "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental", "-//w3c//dtd w3 html 3.0//", "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html",
  ]
}
