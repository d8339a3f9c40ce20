import Diagnostics

/// Sections, parents and blocks: what opens and closes.
extension TemplateParser {
  mutating func openSection(_ tag: Tag, after textStart: Int) {
    _ = place(tag, after: textStart)
    let isInverted = tag.sigil == UInt8(ascii: "^")
    if isName(tag) { use(isInverted ? .inverted : .section, tag) }
    push(.section(Lookup(tag.name, span: tag.nameSpan), isInverted: isInverted), tag)
    sections.append(tag.name)
  }

  mutating func openParent(_ tag: Tag, after textStart: Int) {
    let prefix = blankPrefix(before: tag.range.lowerBound)
    let before = frames[frames.count - 1].nodes.count
    let start = prefix.map { max(textStart, $0.lowerBound) } ?? tag.range.lowerBound
    addText(textStart..<start)
    let leadingStart = frames[frames.count - 1].nodes.count
    addText(start..<tag.range.lowerBound)
    markLine(at: tag.range.lowerBound)
    position = tag.range.upperBound
    if isName(tag, allowsDynamic: true) { use(.parent, tag) }
    let leading = frames[frames.count - 1].nodes.count - max(leadingStart, before)
    push(.parent(partialReference(tag, indentation: nil), []), tag)
    frames[frames.count - 1].leading = prefix.map { (leading, $0) }
  }

  mutating func openBlock(_ tag: Tag, after textStart: Int) {
    let isArgument = isInParent
    let prefix = blankPrefix(before: tag.range.lowerBound)
    let next = blankSuffix(after: tag.range.upperBound)
    let startsLine = next != nil && (prefix != nil || isArgument)
    if isArgument {
      ignoreText(textStart..<tag.range.lowerBound)
      position = startsLine ? next ?? tag.range.upperBound : tag.range.upperBound
    } else {
      _ = place(tag, after: textStart)
    }
    if isName(tag) { use(.block, tag) }
    let block = Block(
      name: tag.name, nodes: [], indentation: prefix.map { Array(bytes[$0]) } ?? [],
      startsLine: startsLine, isIndented: prefix != nil && !startsLine)
    push(.block(block), tag)
  }

  private mutating func push(_ kind: Frame.Kind, _ tag: Tag) {
    frames.append(Frame(kind: kind, name: tag.name, span: tag.span, contentStart: position))
  }

  var isInParent: Bool { isParent(frames.count - 1) }

  private func isParent(_ index: Int) -> Bool {
    if index >= 0, case .parent = frames[index].kind { return true }
    return false
  }

  /// Text directly in a parent is not rendered; words there are a mistake.
  private mutating func ignoreText(_ range: Range<Int>) {
    guard let first = bytes[range].firstIndex(where: { !Self.isSpace($0) }) else { return }
    warnIgnored(Span(first..<range.upperBound))
  }

  mutating func warnIgnored(_ span: Span) {
    warn(
      "ignored-in-parent", "what stands between the blocks of a parent is not rendered", at: span)
  }

  // MARK: Closing

  mutating func closeTag(_ tag: Tag, after textStart: Int) {
    guard let index = frameToClose(tag) else {
      _ = place(tag, after: textStart)
      return
    }
    while frames.count - 1 > index, let inner = frames.last {
      reportUnclosed(inner)
      finish(inner)
    }
    guard let frame = frames.last else { return }
    switch frame.kind {
    case .parent: closeParent(tag, frame, after: textStart)
    case .block(let block): closeBlock(block, tag, frame, after: textStart)
    case .section, .root:
      _ = place(tag, after: textStart)
      finish(frames[frames.count - 1])
    }
  }

  /// The frame that a closing tag ends; reports one that ends nothing.
  private mutating func frameToClose(_ tag: Tag) -> Int? {
    let last = frames.count - 1
    if let found = frames.lastIndex(where: { $0.name == tag.name }), found > 0 { return found }
    guard last > 0 else {
      error("unopened-section", "'{{/\(tag.name)}}' closes nothing that is open", at: tag.span)
      return nil
    }
    let expected = frames[last].name
    let isMisspelt = didYouMean(tag.name, in: [expected]) != nil
    error(
      "mismatched-close", "'{{/\(tag.name)}}' closes nothing that is open", at: tag.span,
      help: isMisspelt ? "did you mean '{{/\(expected)}}'?" : nil,
      notes: [
        Diagnostic.Note(
          "'\(file.text(frames[last].span))' is open here",
          at: Location(file: file, span: frames[last].span))
      ])
    return isMisspelt ? last : nil
  }

  private mutating func closeParent(_ tag: Tag, _ frame: Frame, after textStart: Int) {
    ignoreText(textStart..<tag.range.lowerBound)
    position = tag.range.upperBound
    guard case .parent(var reference, let blocks) = frame.kind else { return }
    frames.removeLast()
    if let leading = frame.leading, let next = blankSuffix(after: tag.range.upperBound) {
      position = next
      reference.indentation = Array(bytes[leading.text])
      frames[frames.count - 1].nodes.removeLast(leading.nodes)
    }
    add(.parent(reference, blocks))
  }

  private mutating func closeBlock(
    _ block: Block, _ tag: Tag, _ frame: Frame, after textStart: Int
  ) {
    let isArgument = isParent(frames.count - 2)
    if isArgument, let prefix = blankPrefix(before: tag.range.lowerBound),
      prefix.lowerBound >= textStart
    {
      addText(textStart..<prefix.lowerBound)
      position = tag.range.upperBound
    } else if isArgument {
      placeInline(tag, after: textStart)
    } else {
      _ = place(tag, after: textStart)
    }
    finish(frames[frames.count - 1])
  }

  /// Takes the innermost frame off and adds what it makes to the one around it.
  private mutating func finish(_ frame: Frame) {
    frames.removeLast()
    switch frame.kind {
    case .root: return
    case .section(let lookup, let isInverted):
      sections.removeLast()
      add(.section(lookup, isInverted: isInverted, frame.nodes))
    case .parent(let reference, let blocks): add(.parent(reference, blocks))
    case .block(var block):
      let intrinsic = block.startsLine ? Reindentation.intrinsic(frame.nodes, of: bytes) : nil
      block.nodes = frame.nodes
      if isInParent {
        let width = intrinsic?.count ?? 0
        block.nodes = Reindentation.removing(width, from: frame.nodes, of: bytes)
      } else if let intrinsic {
        block.indentation = intrinsic
      }
      add(.block(block))
    }
  }

  /// Adds a node to the innermost frame; a parent keeps blocks only.
  private mutating func add(_ node: Node) {
    let last = frames.count - 1
    guard case .parent(let reference, var blocks) = frames[last].kind else {
      frames[last].nodes.append(node)
      return
    }
    guard case .block(let block) = node else { return }
    blocks.append(block)
    frames[last].kind = .parent(reference, blocks)
  }

  // MARK: Ends that never come

  mutating func reportUnclosed() {
    while frames.count > 1, let frame = frames.last {
      reportUnclosed(frame)
      finish(frame)
    }
  }

  private mutating func reportUnclosed(_ frame: Frame) {
    error(
      "unclosed-section", "'\(file.text(frame.span))' is never closed", at: frame.span,
      help: "close it with '\(text(open))/\(frame.name)\(text(close))'")
  }
}
