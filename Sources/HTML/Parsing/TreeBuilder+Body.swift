import Diagnostics

/// The rules inside the body (13.2.6.4.7).
extension TreeBuilder {
  mutating func inBody(_ token: Token) {
    switch token {
    case .doctype: return
    case .comment(let text, let span): insertComment(text, span)
    case .text(let text):
      reopenFormatting()
      insertText(text)
    case .startTag(let tag): startTagInBody(tag)
    case .endTag(let tag): endTagInBody(tag)
    case .end:
      if !templateModes.isEmpty { inTemplate(token) }
    }
  }

  private mutating func startTagInBody(_ tag: StartTag) {
    switch tag.tag {
    case .html:
      if let root = stack.first, !isOpen(.template) {
        draft.mergeAttributes(tag.attributes, into: root.node)
      }
    case .body:
      if stack.count > 1, stack[1].tag == .body, !isOpen(.template) {
        draft.mergeAttributes(tag.attributes, into: stack[1].node)
      }
    case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title,
      .noscript:
      _ = startsHeadContent(tag)
    case .caption, .col, .colgroup, .frame, .frameset, .head, .tbody, .td, .tfoot, .th, .thead,
      .tr:
      return
    case .p, .form, .li, .dd, .dt, .button, .pre, .listing, .plaintext, .table, .hr, .h1, .h2, .h3,
      .h4, .h5, .h6:
      startBlock(tag)
    case .a, .nobr, .applet, .marquee, .object, .image, .math, .svg: startInline(tag)
    case .textarea, .xmp, .iframe, .noembed: startRawText(tag)
    case .input, .select, .optgroup, .option: startControl(tag)
    case .rb, .rtc, .rp, .rt: startRuby(tag)
    case .param, .source, .track: insertVoid(tag)
    case .area, .br, .embed, .img, .keygen, .wbr:
      reopenFormatting()
      insertVoid(tag)
    case _ where TagSet.blocks.contains(tag.tag):
      closeParagraph()
      insert(tag)
    case _ where TagSet.formatting.contains(tag.tag): startFormatting(tag)
    default:
      reopenFormatting()
      insert(tag)
    }
  }

  private mutating func startBlock(_ tag: StartTag) {
    switch tag.tag {
    case .form:
      guard form == DocumentDraft.none || isOpen(.template) else { return }
      closeParagraph()
      let node = insert(tag)
      if !isOpen(.template) { form = node }
    case .li: startListItem(tag, closing: [.li])
    case .dd, .dt: startListItem(tag, closing: [.dd, .dt])
    case .button:
      if hasInScope(.button) {
        closeImplied()
        close(through: .button)
      }
      reopenFormatting()
      insert(tag)
    case .table:
      if !isQuirky { closeParagraph() }
      insert(tag)
      mode = .inTable
    case .hr:
      closeParagraph()
      if hasInScope(.select) { closeImplied() }
      insertVoid(tag)
    default:
      closeParagraph()
      if TagSet.headings.contains(tag.tag), TagSet.headings.contains(current.tag) {
        unclosed(current)
        stack.removeLast()
      }
      insert(tag)
      if tag.tag == .pre || tag.tag == .listing { skipsLineFeed = true }
      if tag.tag == .plaintext { tokenizer.content = .plaintext }
    }
  }

  /// A list item ends the one before it, unless another block stands between.
  private mutating func startListItem(_ tag: StartTag, closing tags: TagSet) {
    for element in stack.reversed() {
      if tags.contains(element.tag) {
        closeImplied(except: element.tag)
        close(through: element.tag)
        break
      }
      let isTransparent = element.tag == .address || element.tag == .div || element.tag == .p
      if TagSet.special.contains(element.tag), !isTransparent { break }
    }
    closeParagraph()
    insert(tag)
  }

  private mutating func startInline(_ tag: StartTag) {
    switch tag.tag {
    case .a:
      if let open = formattingAfterBorder(.a) {
        unclosed(OpenElement(node: open, tag: .a, name: "a"))
        adopt(EndTag(name: "a", tag: .a, span: tag.span))
        formatting.removeAll { $0.node == open }
        stack.removeAll { $0.node == open }
      }
      startFormatting(tag)
    case .nobr:
      reopenFormatting()
      if hasInScope(.nobr) { adopt(EndTag(name: "nobr", tag: .nobr, span: tag.span)) }
      startFormatting(tag)
    case .image:
      var image = tag
      image.name = "img"
      image.tag = .img
      startTagInBody(image)
    case .math, .svg:
      reopenFormatting()
      insertForeign(tag, namespace: tag.tag == .svg ? .svg : .math)
    default:
      reopenFormatting()
      insert(tag)
      formatting.append(FormattingEntry(node: DocumentDraft.none, start: nil))
    }
  }

  private mutating func startRawText(_ tag: StartTag) {
    if tag.tag == .xmp {
      closeParagraph()
      reopenFormatting()
    }
    let isEscapable = tag.tag == .textarea
    insertRawText(tag, content: .rawText(tag.name, escapable: isEscapable))
    skipsLineFeed = isEscapable
  }

  private mutating func startControl(_ tag: StartTag) {
    switch tag.tag {
    case .input:
      if hasInScope(.select) { close(through: .select) }
      reopenFormatting()
      insertVoid(tag)
    case .select:
      if hasInScope(.select) { return close(through: .select) }
      reopenFormatting()
      insert(tag)
    default:
      if hasInScope(.select) {
        closeImplied(except: tag.tag == .option ? .optgroup : .other)
      } else if current.tag == .option {
        stack.removeLast()
      }
      reopenFormatting()
      insert(tag)
    }
  }

  private mutating func startRuby(_ tag: StartTag) {
    if hasInScope(.ruby) {
      closeImplied(except: tag.tag == .rb || tag.tag == .rtc ? .other : .rtc)
    }
    insert(tag)
  }

  // MARK: End tags

  private mutating func endTagInBody(_ tag: EndTag) {
    switch tag.tag {
    case .template: closeTemplate(tag)
    case .body, .html:
      guard hasInScope(.body) else { return strayEndTag(tag) }
      mode = .afterBody
      if tag.tag == .html { dispatch(.endTag(tag)) }
    case .form: endForm(tag)
    case .p:
      if !hasInScope(.p, within: .buttonScope) {
        strayEndTag(tag)
        insertImplied(.p, at: tag.span)
      }
      closeParagraph()
    case .li: endElement(tag, scope: .listItemScope)
    case .dd, .dt, .button, .select, .pre, .listing: endElement(tag)
    case _ where TagSet.blocks.contains(tag.tag): endElement(tag)
    case _ where TagSet.headings.contains(tag.tag):
      guard hasInScope(.headings) else { return strayEndTag(tag) }
      closeImplied()
      close(through: .headings)
    case _ where TagSet.formatting.contains(tag.tag): adopt(tag)
    case .applet, .marquee, .object:
      guard hasInScope(tag.tag) else { return strayEndTag(tag) }
      endElement(tag)
      clearFormattingToBorder()
    case .br:
      startTagInBody(StartTag(name: "br", tag: .br, span: tag.span))
    default: endAnyOther(tag)
    }
  }

  private mutating func endElement(_ tag: EndTag, scope: TagSet = .scope) {
    guard hasInScope(tag.tag, within: scope) else { return strayEndTag(tag) }
    closeImplied(except: tag.tag == .li || tag.tag == .dd || tag.tag == .dt ? tag.tag : .other)
    close(through: tag.tag)
  }

  private mutating func endForm(_ tag: EndTag) {
    if isOpen(.template) { return endElement(tag) }
    let node = form
    form = DocumentDraft.none
    guard node != DocumentDraft.none, hasInScope(.form) else { return strayEndTag(tag) }
    closeImplied()
    stack.removeAll { $0.node == node }
  }

  /// Closes the innermost element of that name if no block stands between.
  mutating func endAnyOther(_ tag: EndTag) {
    for element in stack.reversed() {
      if element.namespace == .html, element.name == tag.name {
        closeImplied(except: element.tag)
        while let last = stack.last, stack.count > 1 {
          stack.removeLast()
          if last.node == element.node { return }
          unclosed(last)
        }
        return
      }
      if TagSet.special.contains(element.tag) { break }
    }
    strayEndTag(tag)
  }
}
