public import Diagnostics
public import Files
public import Profiles
import YAML

/// The rewrites of one profile for one posting, in a file that a person reviews and commits.
public struct FrozenRewrites: Sendable {
  public struct Entry: Sendable {
    public var id: String
    /// What it was made from, to the letter: another text makes it stale.
    public var source: String
    /// What is put in its place; nil where the source stays.
    public var text: String?
    /// Why it was refused.
    public var refused: String?
    /// Of the new text, where the file was read.
    public var location: Location?

    public init(id: String, source: String, text: String?, refused: String? = nil) {
      self.id = id
      self.source = source
      self.text = text
      self.refused = refused
    }
  }

  public var entries: [Entry] = []
  /// Texts that the resume had no room for when the rewriter was asked; they need no entry.
  public var unsent: [String] = []

  public init() {}

  public static let folder = RelativePath(literal: "content/rewrites")

  /// Nil where the ids make no path.
  public static func path(profile: String, job: String) -> RelativePath? {
    try? folder.appending("\(profile)/\(job).yaml")
  }

  public func entry(_ id: String, source: String) -> Entry? {
    entries.first { $0.id == id && $0.source == source }
  }

  /// Puts an entry in place of the one of its id and source.
  public mutating func settle(_ entry: Entry) {
    entries.removeAll { $0.id == entry.id && $0.source == entry.source }
    entries.append(entry)
  }

  // MARK: The file

  /// Reads the file; nil where there is none, or where it is broken, which is reported.
  public init?(
    profile: String, job: String, in files: any FileSystem, into problems: inout [Diagnostic]
  ) {
    guard let path = Self.path(profile: profile, job: job), files.exists(path) else { return nil }
    let file: SourceFile
    do throws(FileError) {
      file = SourceFile(path: path.text, bytes: try files.read(path))
    } catch {
      problems.append(error.diagnostic())
      return nil
    }
    guard let document = YAMLReader.parseSingle(file, into: &problems) else { return nil }
    for item in document.root["texts"]?.items ?? [] {
      guard let id = item["id"]?.text, let source = item["source"]?.text else {
        problems.append(
          .error(
            "incomplete-rewrite", "a rewrite needs 'id' and 'source'",
            at: document.location(of: item)))
        continue
      }
      var entry = Entry(
        id: id, source: source, text: item["text"]?.text, refused: item["refused"]?.text)
      entry.location = document.location(of: item["text"] ?? item)
      entries.append(entry)
    }
    unsent = document.root["unsent"]?.items?.compactMap(\.text) ?? []
  }

  /// The file's text: entries in the order of the texts that they stand for.
  public func yaml(order: [String]) -> String {
    let rank = Dictionary(
      order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let sorted = entries.enumerated().sorted { a, b in
      (rank[a.element.id] ?? Int.max, a.offset) < (rank[b.element.id] ?? Int.max, b.offset)
    }.map(\.element)
    let items = sorted.map { entry in
      Self.mapping(
        [
          ("id", entry.id), ("source", entry.source), ("text", entry.text),
          ("refused", entry.refused),
        ]
        .compactMap { key, text in text.map { (key, Self.scalar($0)) } })
    }
    var members = [("texts", YAMLNode(.sequence(items), span: Self.nowhere))]
    if !unsent.isEmpty {
      members.append(("unsent", YAMLNode(.sequence(unsent.map(Self.scalar)), span: Self.nowhere)))
    }
    return """
      # Rewritten texts, for review. A text stands in for its source as long as the profile says the
      # source to the letter; edit it, or delete it to keep the source.

      """ + YAMLWriter.write(Self.mapping(members))
  }

  private static let nowhere = Span(start: 0, end: 0)

  private static func scalar(_ text: String) -> YAMLNode {
    YAMLNode(.scalar(YAMLNode.Scalar(text: text, style: .doubleQuoted)), span: nowhere)
  }

  private static func mapping(_ members: [(String, YAMLNode)]) -> YAMLNode {
    YAMLNode(
      .mapping(members.map { YAMLNode.Entry(key: scalar($0.0), value: $0.1) }), span: nowhere)
  }
}

// MARK: In place of the sources

extension FrozenRewrites {
  /// Puts the new texts into a profile and a posting's letter, each checked against its source once
  /// more: a file is only as good as who wrote it last.
  ///
  /// Refused ones are left out and reported.
  public func apply(
    to profile: inout Profile, letter: inout Letter?, _ check: FactCheck,
    into problems: inout [Diagnostic]
  ) {
    var replacement = Replacement(frozen: self, check: check)
    if let summary = profile.basics.summary {
      profile.basics.summary = replacement.text("summary", summary)
    }
    for section in profile.sections.indices {
      for entry in profile.sections[section].entries.indices {
        replacement.replace(&profile.sections[section].entries[entry])
      }
    }
    replacement.replace(&profile.letter)
    if var own = letter {
      replacement.replace(&own)
      letter = own
    }
    problems += replacement.problems
  }

  /// Entries of texts that are no longer there, in any wording or language.
  public func stale(_ sources: [String: Set<String>]) -> [Entry] {
    entries.filter { sources[$0.id]?.contains($0.source) != true }
  }
}

/// One pass over the texts of a profile.
private struct Replacement {
  let frozen: FrozenRewrites
  let check: FactCheck
  var problems: [Diagnostic] = []

  mutating func replace(_ entry: inout Entry) {
    for index in entry.highlights.indices {
      entry.highlights[index].text = text(entry.highlights[index].id, entry.highlights[index].text)
    }
    for index in entry.positions.indices { replace(&entry.positions[index]) }
  }

  mutating func replace(_ letter: inout Letter) {
    letter.opening = letter.opening.map { text("letter.opening", $0) }
    for index in letter.paragraphs.indices {
      letter.paragraphs[index] = text("letter.\(index + 1)", letter.paragraphs[index])
    }
    letter.closing = letter.closing.map { text("letter.closing", $0) }
  }

  /// The text in place of a source; where it stands remains where the source does.
  mutating func text(_ id: String, _ source: Text) -> Text {
    guard let entry = frozen.entry(id, source: source.value), let new = entry.text else {
      return source
    }
    let objections = check.objections(
      to: new, source: source.value, skills: source.facets.skills.map(\.value))
    guard objections.isEmpty else {
      problems.append(
        .warning(
          "invented-rewrite", "rewrite of '\(id)' is not used: \(objections[0].reason)",
          at: entry.location, help: "say in the profile what is true, and nothing more here"))
      return source
    }
    var result = source
    result.value = new
    return result
  }
}
