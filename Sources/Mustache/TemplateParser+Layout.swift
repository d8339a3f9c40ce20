import Diagnostics

/// Text, lines, and tags that stand alone on a line and take it away with them.
extension TemplateParser {
  /// Adds text, a node a line, each marked where it begins.
  mutating func addText(_ range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound {
      let newline = bytes[start..<range.upperBound].firstIndex(of: 0x0A)
      let end = newline.map { $0 + 1 } ?? range.upperBound
      let isEmptyLine =
        newline != nil && bytes[start..<end].allSatisfy { $0 == 0x0A || $0 == 0x0D }
      if !isEmptyLine { markLine(at: start) }
      frames[frames.count - 1].nodes.append(.text(start..<end))
      start = end
    }
  }

  /// Notes that a line begins here, if one does and it isn't noted yet.
  mutating func markLine(at index: Int) {
    guard isLineStart(index), markedLine != index else { return }
    markedLine = index
    frames[frames.count - 1].nodes.append(.lineStart)
  }

  func isLineStart(_ index: Int) -> Bool { index == 0 || bytes[index - 1] == 0x0A }

  /// The white space between the start of the line and `index`; nil if anything else is there.
  func blankPrefix(before index: Int) -> Range<Int>? {
    var start = index
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    let isAfterMark = start == 3 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    return isLineStart(start) || isAfterMark ? start..<index : nil
  }

  /// Where the next line begins if only white space is left on this one; nil otherwise.
  func blankSuffix(after index: Int) -> Int? {
    var end = index
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
    if end == bytes.count { return end }
    if bytes[end] == 0x0A { return end + 1 }
    let isCRLF = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
    return isCRLF ? end + 2 : nil
  }

  /// Adds the text before a tag and moves behind it.
  ///
  /// A tag that stands alone takes its line away; its indentation is returned then.
  mutating func place(_ tag: Tag, after textStart: Int) -> Range<Int>? {
    guard let prefix = blankPrefix(before: tag.range.lowerBound),
      let next = blankSuffix(after: tag.range.upperBound)
    else {
      placeInline(tag, after: textStart)
      return nil
    }
    addText(textStart..<max(textStart, prefix.lowerBound))
    position = next
    return prefix
  }

  /// Adds the text before a tag that is part of its line, and moves behind it.
  mutating func placeInline(_ tag: Tag, after textStart: Int) {
    addText(textStart..<tag.range.lowerBound)
    markLine(at: tag.range.lowerBound)
    position = tag.range.upperBound
  }

  /// For tags that print nothing.
  mutating func placeSilent(_ tag: Tag, after textStart: Int) {
    _ = place(tag, after: textStart)
  }
}

/// Taking the indentation of a block's own place away from its content.
enum Reindentation {
  /// Removes up to `width` bytes of white space at the start of each line.
  static func removing(_ width: Int, from nodes: [Node], of bytes: [UInt8]) -> [Node] {
    guard width > 0 else { return nodes }
    var result: [Node] = []
    var isLineStart = false
    for node in nodes {
      switch node {
      case .lineStart: isLineStart = true
      case .text(let range) where isLineStart:
        isLineStart = false
        let blank = bytes[range].prefix(width).prefix { $0 == 0x20 || $0 == 0x09 }
        result.append(.text((range.lowerBound + blank.count)..<range.upperBound))
        continue
      default: isLineStart = false
      }
      result.append(removing(width, from: node, of: bytes))
    }
    return result
  }

  private static func removing(_ width: Int, from node: Node, of bytes: [UInt8]) -> Node {
    switch node {
    case .section(let lookup, let isInverted, let nodes):
      return .section(
        lookup, isInverted: isInverted, removing(width, from: nodes, of: bytes))
    case .partial(var reference):
      reference.indentation = reference.indentation.map { Array($0.dropFirst(width)) }
      return .partial(reference)
    case .parent(var reference, let blocks):
      reference.indentation = reference.indentation.map { Array($0.dropFirst(width)) }
      return .parent(reference, blocks)
    case .block(var block):
      block.indentation = Array(block.indentation.dropFirst(width))
      block.nodes = removing(width, from: block.nodes, of: bytes)
      return .block(block)
    case .text, .lineStart, .variable: return node
    }
  }

  /// The white space at the start of a block's first line.
  static func intrinsic(_ nodes: [Node], of bytes: [UInt8]) -> [UInt8]? {
    var isLineStart = false
    for node in nodes {
      switch node {
      case .lineStart: isLineStart = true
      case .text(let range) where isLineStart:
        return Array(bytes[range].prefix { $0 == 0x20 || $0 == 0x09 })
      case .text: continue
      case .block(let block) where block.startsLine: return block.indentation
      case .section(_, _, let inner):
        if isLineStart { return [] }
        if let found = intrinsic(inner, of: bytes) { return found }
      case .partial(let reference), .parent(let reference, _):
        return isLineStart ? [] : reference.indentation
      default: return isLineStart ? [] : nil
      }
    }
    return nil
  }
}
