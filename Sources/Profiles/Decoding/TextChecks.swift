import Diagnostics
import YAML

extension Decoding {
  /// Warns about an address that cannot work; the text is kept as typed.
  mutating func check(_ text: Text, _ field: String, _ format: TextFormat) {
    let isFine =
      switch format {
      case .email: text.value.looksLikeEmail
      case .url: text.value.looksLikeURL
      case .phone: text.value.utf8.contains { (0x30...0x39).contains($0) }
      case .language: LanguageTag.isWellFormed(text.value)
      case .line, .paragraphs, .path, .place: true
      }
    guard !isFine else { return }
    let what =
      switch format {
      case .email: "an e-mail address"
      case .phone: "a phone number"
      case .language: "a language tag"
      default: "a web address"
      }
    report(
      .warning(
        "doubtful-value", "'\(field)' does not look like \(what): '\(text.value.shortened)'",
        at: text.location))
  }
}

extension String {
  /// Something, one `@`, something with no space in it.
  var looksLikeEmail: Bool {
    let parts = utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, let name = parts.first, let host = parts.last else { return false }
    return !name.isEmpty && !host.isEmpty && !utf8.contains { $0 <= 0x20 }
  }

  /// A scheme or a host with a dot, and no space.
  var looksLikeURL: Bool {
    guard !utf8.contains(where: { $0 <= 0x20 }) else { return false }
    return utf8.contains(UInt8(ascii: ".")) || utf8.contains(UInt8(ascii: ":"))
  }

  /// At most 60 characters, for messages.
  var shortened: String { count <= 60 ? self : prefix(57) + "…" }
}

extension StringProtocol {
  /// Without white space at its ends.
  var trimmed: SubSequence {
    if let first = unicodeScalars.first, let last = unicodeScalars.last,
      (0x21...0x7E).contains(first.value), (0x21...0x7E).contains(last.value)
    {
      return self[startIndex...]
    }
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    guard let first = firstIndex(where: { !isSpace($0) }),
      let last = lastIndex(where: { !isSpace($0) })
    else { return self[startIndex..<startIndex] }
    return self[first...last]
  }
}

extension YAMLNode.Scalar {
  /// The text as it prints: without the line end that a block scalar brings.
  var printed: String {
    guard style == .literal || style == .folded, text.last?.isNewline == true else { return text }
    var text = text[...]
    while let last = text.last, last.isNewline { text.removeLast() }
    return String(text)
  }
}

/// Names of languages as BCP 47 has them.
enum LanguageTag {
  /// Two or three letters, then subtags of letters and digits.
  static func isWellFormed(_ tag: String) -> Bool {
    let parts = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let primary = parts.first, (2...3).contains(primary.count),
      primary.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) })
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      (1...8).contains(part.count)
        && part.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
    }
  }

  /// Whether it is a tag of a language that exists: `en`, `de-CH`; not `git` or `AWS`.
  static func isKnown(_ tag: String) -> Bool {
    guard isWellFormed(tag) else { return false }
    return codes.contains(tag.prefix { $0 != "-" })
  }

  /// ISO 639-1, and languages of three letters that people write resumes in.
  private static let codes = Set(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu \
    hy hz ia id ie ig ii ik in io is it iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw \
    ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny \
    oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss \
    st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za \
    zh zu ast ceb ckb dsb fil gsw haw hsb kab nds yue
    """.split(separator: " "))
}
