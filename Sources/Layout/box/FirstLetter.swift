import CSS

extension BoxBuilder {
  /// Gives the first letter of a block a box of its own where `::first-letter` styles it
  /// (CSS Pseudo-Elements 4, 2.2).
  func applyFirstLetter(to box: Box) {
    guard !styled.pseudoStyles.isEmpty, box.isBlockContainer,
      let style = styled.pseudoStyles[.init(box.node, .firstLetter)]
    else { return }
    _ = splitFirstLetter(of: box, style)
  }

  /// Gives the block that holds the first formatted line the colour that `::first-line` has.
  ///
  /// Of that pseudo-element only the colour is honoured.
  func applyFirstLine(to box: Box) {
    guard !styled.pseudoStyles.isEmpty,
      let style = styled.pseudoStyles[.init(box.node, .firstLine)]
    else { return }
    var target = box
    while !target.holdsInlines {
      guard target.isBlockContainer, let first = target.children.first(where: \.isInFlow) else {
        return
      }
      target = first
    }
    // An inner block's own `::first-line` wins.
    if target.firstLineColor == nil { target.firstLineColor = style.text.color }
  }

  /// Looks for the first letter in tree order; true once the search is over.
  private func splitFirstLetter(of parent: Box, _ style: ComputedStyle) -> Bool {
    for (index, child) in parent.children.enumerated() where child.isInFlow {
      switch child.kind {
      case .text(let text):
        guard let letter = FirstLetter.range(in: text) else {
          if text.isCollapsible(in: child.style.text.whiteSpace) { continue }
          return true
        }
        parent.children.replaceSubrange(
          index...index, with: parts(of: child, text, letter, style))
        return true
      case .inline:
        if splitFirstLetter(of: child, style) { return true }
      case .blockContainer where !child.isInlineLevel && !child.isItem:
        return splitFirstLetter(of: child, style)
      default: return true
      }
    }
    return false
  }

  /// The text before, the letter in its box, and the rest.
  private func parts(
    of box: Box, _ text: String, _ letter: Range<String.Index>, _ style: ComputedStyle
  ) -> [Box] {
    func part(_ text: Substring, _ style: ComputedStyle) -> Box {
      Box(.text(String(text)), style: style, node: box.node, isAnonymous: true)
    }
    let isFloat = style.box.float != .none
    let wrapper = Box(isFloat ? .blockContainer : .inline, style: style, node: box.node)
    wrapper.isPseudo = true
    wrapper.children = [part(text[letter], style)]
    let before = text[..<letter.lowerBound]
    let after = text[letter.upperBound...]
    return (before.isEmpty ? [] : [part(before, box.style)]) + [wrapper]
      + (after.isEmpty ? [] : [part(after, box.style)])
  }
}

enum FirstLetter {
  /// The first letter with the punctuation around it; nil where the text begins with none.
  static func range(in text: String) -> Range<String.Index>? {
    var start = text.startIndex
    while start < text.endIndex, text[start].isWhitespace { start = text.index(after: start) }
    var end = start
    while end < text.endIndex, text[end].isPunctuationForFirstLetter {
      end = text.index(after: end)
    }
    guard end < text.endIndex, !text[end].isWhitespace else { return nil }
    end = text.index(after: end)
    while end < text.endIndex, text[end].isPunctuationForFirstLetter {
      end = text.index(after: end)
    }
    return start..<end
  }
}

extension Character {
  /// Open, close, initial, final and other punctuation; dashes and connectors count as letters.
  fileprivate var isPunctuationForFirstLetter: Bool {
    switch unicodeScalars.first?.properties.generalCategory {
    case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .otherPunctuation:
      true
    default: false
    }
  }
}
