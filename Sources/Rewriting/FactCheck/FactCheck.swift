internal import Markdown
public import Matching

/// Holds a rewritten text against its source: whatever the source doesn't say is an objection.
///
/// Closed, not open: a word passes because the source has it, a form or a synonym of it, or because
/// it says nothing by itself; everything else is refused, known lie or not. Beside the words, what
/// they are put together to has to stay: numbers with what they count, titles, negations, and words
/// by which the source claims less (`helped`, `up to`). Outside English there are no synonyms, so
/// that shorter and reordered texts pass and nothing else does.
public struct FactCheck: Sendable {
  let lexicon: Lexicon

  public init(lexicon: Lexicon = .standard) { self.lexicon = lexicon }

  /// What speaks against putting `rewrite` in place of `source`; both are inline Markdown.
  ///
  /// `skills` are those that the source shows without naming them.
  public func objections(
    to rewrite: String, source: String, skills: [String] = []
  ) -> [Objection] {
    if rewrite == source { return [] }
    let form = TextForm.objections(to: rewrite, source: source)
    guard form.isEmpty else { return form }
    let (new, old) = (inlineHTML(rewrite), inlineHTML(source))
    let named = skills.joined(separator: ", ")
    let known = CheckedText(old.plain + (named.isEmpty ? "" : " (\(named))"))
    let text = CheckedText(new.plain, against: known)
    let comparison = Comparison(
      source: known, text: text,
      sourceSkills: lexicon.skills(in: old.plain) + lexicon.skills(in: named),
      textSkills: lexicon.skills(in: new.plain))
    return links(new, old, text, known)
      + comparison.numberObjections + comparison.wordObjections + comparison.titleObjections
      + comparison.emphasisObjections
  }

  private func links(
    _ new: InlineMarkdown, _ old: InlineMarkdown, _ text: CheckedText, _ source: CheckedText
  ) -> [Objection] {
    let known = Set(source.links + Self.targets(old.html))
    let found = text.links + Self.targets(new.html)
    var objections: [Objection] = []
    for link in found where !known.contains(link) {
      let objection = Objection.absent(.link, link)
      if !objections.contains(objection) { objections.append(objection) }
    }
    return objections
  }

  /// The addresses that rendered Markdown links to.
  private static func targets(_ html: String) -> [String] {
    html.components(between: "href=\"", and: "\"").map { CheckedText.link($0) }
  }
}

/// What no rewrite may look like, whatever it says.
enum TextForm {
  static func objections(to rewrite: String, source: String) -> [Objection] {
    var objections: [Objection] = []
    if !rewrite.contains(where: { $0.isLetter || $0.isNumber }) {
      objections.append(Objection(.form, "there is no text"))
    }
    if rewrite.unicodeScalars.contains(where: isUnseen) {
      objections.append(Objection(.form, "control or invisible characters"))
    }
    let limit = lengthLimit(of: source)
    if rewrite.count > limit {
      objections.append(
        Objection(.form, "\(rewrite.count) characters, more than the limit of \(limit)"))
    }
    if rewrite.contains("<") && !source.contains("<") || rewrite.contains("![") {
      objections.append(Objection(.form, "markup that the source lacks"))
    }
    if !isCheckable(rewrite), bare(rewrite) != bare(source) {
      objections.append(Objection(.claim, "a script whose words can't be told apart"))
    }
    return objections
  }

  /// Half as long again as the source.
  static func lengthLimit(of source: String) -> Int { source.count * 3 / 2 + 40 }

  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: scalar != "\n" && scalar != "\t"
    case .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// Han, kana, Thai and their like have no spaces between words.
  private static func isCheckable(_ text: String) -> Bool {
    !text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF,
        0xF900...0xFAFF, 0x20000...0x3FFFF:
        true
      default: false
      }
    }
  }

  private static func bare(_ text: String) -> String {
    String(text.filter { $0.isLetter || $0.isNumber })
  }
}

extension String {
  /// The texts between two marks.
  fileprivate func components(between open: String, and close: String) -> [String] {
    var found: [String] = []
    var rest = self[...]
    while let start = rest.firstRange(of: open) {
      rest = rest[start.upperBound...]
      guard let end = rest.firstRange(of: close) else { break }
      found.append(String(rest[..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    return found
  }
}
