import Diagnostics
import Files
public import Profiles
import YAML

/// A resume from elsewhere, read: its text, its profile, and what is odd about it.
public struct ForeignResume: Sendable {
  public var text: ExtractedText
  public var profile: Profile
  /// The profile as YAML for `content/profiles`.
  public var yaml: String

  /// The same, marked as to be checked.
  public var draft: String { yaml + "meta:\n  status: \"to be checked\"\n" }

  /// Reads a file of any kind that there is a reader for.
  ///
  /// `path` is where the file is, from the root: programs that read PDF open it there. `name` is what
  /// messages and sources call it.
  ///
  /// - Throws: an error that says what is wrong and what to ask for; nothing else ever ends reading.
  public init(
    _ bytes: [UInt8], path: String, name: String, limits: ExtractionLimits = ExtractionLimits()
  ) throws(ExtractionError) {
    guard bytes.count <= limits.bytes else {
      throw ExtractionError("too-large", "the file has more than \(limits.bytes >> 20) MB")
    }
    var kind = try DocumentKind.of(bytes)
    // Between kinds of text only the name can tell; `name` may be one that says nothing.
    if kind == .text || kind == .markdown {
      let names = [path.lowercased(), name.lowercased()]
      let ends = { (suffixes: String...) in
        names.contains { name in suffixes.contains { name.hasSuffix($0) } }
      }
      if ends(".yaml", ".yml") { kind = .yaml }
      if ends(".md", ".markdown") { kind = .markdown }
    }
    if kind == .json || kind == .yaml {
      self = try TreeProfile.read(bytes, kind, name)
      return
    }
    var text = try Self.read(bytes, kind, path, limits)
    text.cleanUp()
    guard text.hasWords || !text.unchecked.isEmpty else {
      throw ExtractionError(
        "no-text",
        text.concerns.isEmpty
          ? "the file holds no text to speak of" : "the file holds no text that can be seen"
      )
    }
    let reader = ProfileReader(text, path: name)
    self.text = text
    profile = reader.profile(id: "applicant")
    yaml = YAMLWriter.write(reader.root.withoutMarkup)
  }

  init(text: ExtractedText, profile: Profile, yaml: String) {
    self.text = text
    self.profile = profile
    self.yaml = yaml
  }

  private static func read(
    _ bytes: [UInt8], _ kind: DocumentKind, _ path: String, _ limits: ExtractionLimits
  ) throws(ExtractionError) -> ExtractedText {
    var text = ExtractedText(kind: kind)
    switch kind {
    case .pdf: text = try PDFText(bytes, path: path, limits: limits).extracted
    case .word:
      let word = try WordText(bytes)
      text.lines = word.lines
      text.report(word.hidden, deleted: word.deleted, comments: word.comments)
    case .openDocument:
      let document = try OpenDocumentText(bytes)
      text.lines = document.lines
      text.report(document.hidden, deleted: document.deleted, comments: document.comments)
    case .html:
      let page = HTMLText(bytes)
      text.lines = page.lines
      text.report(page.hidden.map { ($0, "set as hidden") }, deleted: [], comments: [])
    default:
      let decoded = TextDecoding.decode(bytes)
      if decoded.encoding == "Windows-1252" {
        text.notes.append(
          ReadabilityNote("encoding", "the text is not Unicode; read as Windows-1252"))
      }
      text.lines =
        kind == .markdown
        ? PlainText.markdownLines(of: decoded.text) : PlainText.lines(of: decoded.text)
    }
    return text
  }
}

extension ExtractedText {
  /// Fewer words than a name and a job are no resume.
  private static let fewestWords = 5

  public var hasWords: Bool {
    var count = 0
    for line in lines where count < Self.fewestWords {
      count += line.text.split(separator: " ").count { $0.contains { $0.isLetter || $0.isNumber } }
    }
    return count >= Self.fewestWords || lines.contains { $0.text.utf8.count > 200 }
  }

  mutating func report(
    _ hidden: [(text: String, reason: String)], deleted: [String], comments: [String]
  ) {
    for reason in Set(hidden.map(\.reason)).sorted() {
      let texts = hidden.filter { $0.reason == reason }.map(\.text)
      concerns.append(
        Concern(.hiddenText, "text \(reason); not counted", quote: texts.joined(separator: " ")))
    }
    if !deleted.isEmpty {
      concerns.append(
        Concern(
          .deletedText, "deleted text is still in the file; not counted",
          quote: deleted.joined(separator: " ")))
    }
    if !comments.isEmpty {
      concerns.append(
        Concern(
          .annotation, "the file holds comments; not counted",
          quote: comments.joined(separator: " ")))
    }
  }

  /// Takes out what no reader sees or means for people, and says so.
  mutating func cleanUp() {
    var kinds: [Concern.Kind: String] = [:]
    var secret = ""
    for index in lines.indices {
      let (clean, found, hidden) = Disguise.clean(lines[index].text)
      lines[index].text = clean.trimmed
      secret += hidden
      for kind in found where kinds[kind] == nil { kinds[kind] = clean }
    }
    if let quote = kinds[.invisibleCharacters] {
      concerns.append(
        Concern(
          .invisibleCharacters, "characters that nobody sees stand in the text",
          quote: secret.isEmpty ? quote : secret))
    }
    if let quote = kinds[.bidirectional] {
      concerns.append(
        Concern(
          .bidirectional, "characters that turn the direction of text stand in it", quote: quote))
    }
    let alike = lines.flatMap { Disguise.lookAlikes(in: $0.text) }
    if !alike.isEmpty {
      concerns.append(
        Concern(
          .lookAlikes, "letters of other alphabets stand in for Latin ones",
          quote: alike.prefix(10).joined(separator: ", ")))
    }
    removeInstructions()
    removeRepeats()
    lines.removeAll { $0.text.isEmpty }
  }

  /// Lines that speak to a program don't count, with the lines that they run on to.
  private mutating func removeInstructions() {
    var quote = ""
    for index in lines.indices {
      let pair = lines[index].text + (index + 1 < lines.count ? " " + lines[index + 1].text : "")
      if Disguise.isInjection(lines[index].text) {
        if quote.isEmpty { quote = lines[index].text }
        lines[index].text = ""
      } else if index + 1 < lines.count, !Disguise.isInjection(lines[index + 1].text),
        Disguise.isInjection(pair)
      {
        if quote.isEmpty { quote = pair }
        lines[index].text = ""
        lines[index + 1].text = ""
      }
    }
    guard !quote.isEmpty else { return }
    concerns.append(
      Concern(.injection, "the text gives orders to whoever screens it; not counted", quote: quote))
  }

  private mutating func removeRepeats() {
    let stuffed = Disguise.stuffed(lines.map(\.text))
    var removed = 0
    for index in lines.indices {
      let (text, count) = Disguise.withoutRepeats(lines[index].text)
      lines[index].text = text
      removed += count
    }
    guard let most = stuffed.first ?? (removed > 3 ? ("", removed) : nil) else { return }
    let quote = stuffed.prefix(5).map { "\($0.word) (\($0.count) times)" }.joined(separator: ", ")
    _ = most
    concerns.append(
      Concern(
        .stuffing, "words are repeated far oftener than text needs; repeats don't count",
        quote: quote))
  }
}

/// Profiles that come as data: JSON Resume, our YAML, and what `import` reads.
private enum TreeProfile {
  static func read(
    _ bytes: [UInt8], _ kind: DocumentKind, _ name: String
  ) throws(ExtractionError) -> ForeignResume {
    var text = ExtractedText(kind: kind)
    text.lines = PlainText.lines(of: TextDecoding.decode(bytes).text)
    var judged = text
    judged.cleanUp()
    text.concerns = judged.concerns
    // The reader goes by the name: the kind was told by the content.
    let file = SourceFile(path: kind == .json ? name + ".json" : name + ".yaml", bytes: bytes)
    var problems: [Diagnostic] = []
    let imported = Importer.read(file, into: &problems)
    if let error = problems.first(where: { $0.severity == .error }) {
      let place = error.location.map { "line \($0.position.line): " } ?? ""
      throw ExtractionError("invalid-profile", place + error.message, help: error.help)
    }
    guard let imported else { throw ExtractionError("invalid-profile", "the file is no profile") }
    return ForeignResume(text: text, profile: imported.profile, yaml: imported.yaml)
  }
}
