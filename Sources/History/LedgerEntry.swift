import Files
import JSON
import YAML

/// One line of the ledger: something that happened once and is never changed.
public struct LedgerEntry: Sendable {
  public enum Fact: Sendable {
    case analysis(Analysis)
    case applicant(Applicant)
    case sent(Sent)
  }

  public var fact: Fact
  /// The build's "today" as an ISO date, never the clock's; nil where nothing says it.
  public var date: String?

  public init(_ fact: Fact, date: String?) {
    self.fact = fact
    self.date = date
  }

  /// How a profile, in one state of its files, answers a posting in one state.
  public struct Analysis: Sendable {
    public var profile: String
    /// `general` where no posting is meant; there is no score then.
    public var job: String
    /// Which version of the profile, such as `audience=management`; empty for all of it.
    public var version: String
    /// What it was made from.
    public var content: ContentState
    public var score: Double?
    public var components: [(name: String, score: Double)]
    /// Texts of requirements.
    public var missing: [String]
    public var partial: [String]
    /// The name that the build was given; nil for none.
    public var session: String?

    public init(
      profile: String, job: String, version: String, content: ContentState, score: Double?,
      components: [(name: String, score: Double)], missing: [String], partial: [String],
      session: String?
    ) {
      self.profile = profile
      self.job = job
      self.version = version
      self.content = content
      self.score = score
      self.components = components
      self.missing = missing
      self.partial = partial
      self.session = session
    }
  }

  /// Hashes of what an analysis rests on.
  public struct ContentState: Hashable, Sendable {
    public var profile: String
    public var job: String
    public var lexicon: String

    public init(profile: String, job: String, lexicon: String) {
      self.profile = profile
      self.job = job
      self.lexicon = lexicon
    }
  }

  /// An applicant, of whom nothing is kept but these.
  public struct Applicant: Sendable {
    public var hash: String
    public var session: String
    public var score: Double

    public init(hash: String, session: String, score: Double) {
      self.hash = hash
      self.session = session
      self.score = score
    }
  }

  /// A file that left the house.
  public struct Sent: Sendable {
    /// Below out/.
    public var path: String
    public var sha256: String
    /// The commit that was checked out; nil outside of git.
    public var commit: String?
    /// Whether files had changed since that commit.
    public var isDirty: Bool
    /// A folder, or the program that took it.
    public var target: String
    /// UTC, to the millisecond: sending is an act, not an output.
    public var time: String
    /// Whether it was taken back.
    public var isWithdrawn: Bool

    public init(
      path: String, sha256: String, commit: String?, isDirty: Bool, target: String, time: String,
      isWithdrawn: Bool = false
    ) {
      self.path = path
      self.sha256 = sha256
      self.commit = commit
      self.isDirty = isDirty
      self.target = target
      self.time = time
      self.isWithdrawn = isWithdrawn
    }
  }

  /// What makes two lines the same: an analysis counts once for a profile, a job and a content.
  public var id: String {
    var hasher = ContentHasher()
    for field in identity { hasher.update(field: field) }
    return String(hasher.finish().hexadecimal.prefix(16))
  }

  private var identity: [String] {
    switch fact {
    case .analysis(let analysis):
      [
        "analysis", analysis.profile, analysis.job, analysis.version, analysis.content.profile,
        analysis.content.job, analysis.content.lexicon,
      ]
    case .applicant(let applicant): ["applicant", applicant.session, applicant.hash]
    case .sent(let sent):
      ["sent", sent.target, sent.path, sent.sha256, sent.time, "\(sent.isWithdrawn)"]
    }
  }
}

// MARK: JSON

extension LedgerEntry {
  /// One line, without its line end.
  public var line: String {
    var members: [JSONValue.Member] = [.init("id", .string(id))]
    func add(_ key: String, _ text: String?) {
      if let text, !text.isEmpty { members.append(.init(key, .string(text))) }
    }
    switch fact {
    case .analysis(let analysis):
      members += [
        .init("kind", "analysis"), .init("date", date.map { .string($0) } ?? .null),
        .init("profile", .string(analysis.profile)), .init("job", .string(analysis.job)),
      ]
      add("version", analysis.version)
      members.append(.init("content", analysis.content.json))
      members.append(.init("score", analysis.score.map { .decimal($0) } ?? .null))
      members.append(
        .init(
          "components",
          .object(analysis.components.map { .init($0.name, .decimal($0.score)) })))
      members.append(.init("missing", .array(analysis.missing.map { .string($0) })))
      members.append(.init("partial", .array(analysis.partial.map { .string($0) })))
      add("session", analysis.session)
    case .applicant(let applicant):
      members += [
        .init("kind", "applicant"), .init("date", date.map { .string($0) } ?? .null),
        .init("hash", .string(applicant.hash)), .init("session", .string(applicant.session)),
        .init("score", .decimal(applicant.score)),
      ]
    case .sent(let sent): members += sent.members(date)
    }
    return JSONValue.object(members).serialized()
  }

  /// Nil for a line that is not one of ours, or only half there.
  public init?(line: [UInt8]) {
    guard let json = Self.parse(line), let kind = json["kind"]?.stringValue else { return nil }
    date = json["date"]?.stringValue
    let parsed: Fact? =
      switch kind {
      case "analysis": Analysis(json).map { .analysis($0) }
      case "applicant": Applicant(json).map { .applicant($0) }
      case "sent": Sent(json).map { .sent($0) }
      default: nil
      }
    guard let parsed else { return nil }
    fact = parsed
  }

  private static func parse(_ line: [UInt8]) -> JSONValue? {
    guard line.first == UInt8(ascii: "{"), line.last == UInt8(ascii: "}") else { return nil }
    return JSONValue(parsing: line)
  }
}

extension LedgerEntry.ContentState {
  fileprivate var json: JSONValue {
    var members: [JSONValue.Member] = [.init("profile", .string(profile))]
    if !job.isEmpty { members.append(.init("job", .string(job))) }
    if !lexicon.isEmpty { members.append(.init("lexicon", .string(lexicon))) }
    return .object(members)
  }
}

/// A score as the ledger may hold it.
private func readScore(_ json: JSONValue?) -> Double? {
  json?.doubleValue.flatMap { (0...100).contains($0) ? $0 : nil }
}

extension LedgerEntry.Analysis {
  fileprivate init?(_ json: JSONValue) {
    guard let profile = json["profile"]?.stringValue, let job = json["job"]?.stringValue,
      let content = json["content"], let hash = content["profile"]?.stringValue
    else { return nil }
    var components: [(name: String, score: Double)] = []
    if case .object(let members)? = json["components"] {
      components = members.compactMap { member in
        readScore(member.value).map { (member.key, $0) }
      }
    }
    let total = readScore(json["score"])
    // Scores of a line that git merged or a hand edited.
    guard total != nil || json["score"]?.doubleValue == nil else { return nil }
    self.init(
      profile: profile, job: job, version: json["version"]?.stringValue ?? "",
      content: LedgerEntry.ContentState(
        profile: hash, job: content["job"]?.stringValue ?? "",
        lexicon: content["lexicon"]?.stringValue ?? ""),
      score: total, components: components,
      missing: Self.texts(json["missing"]), partial: Self.texts(json["partial"]),
      session: json["session"]?.stringValue)
  }

  private static func texts(_ json: JSONValue?) -> [String] {
    json?.arrayValue?.compactMap(\.stringValue) ?? []
  }
}

extension LedgerEntry.Applicant {
  fileprivate init?(_ json: JSONValue) {
    guard let hash = json["hash"]?.stringValue, let session = json["session"]?.stringValue,
      let score = readScore(json["score"])
    else { return nil }
    self.init(hash: hash, session: session, score: score)
  }
}

extension LedgerEntry.Sent {
  fileprivate func members(_ date: String?) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("kind", "sent"), .init("time", .string(time)), .init("path", .string(path)),
      .init("sha256", .string(sha256)), .init("commit", commit.map { .string($0) } ?? .null),
      .init("to", .string(target)),
    ]
    if let date { members.append(.init("date", .string(date))) }
    if isDirty { members.append(.init("dirty", true)) }
    if isWithdrawn { members.append(.init("withdrawn", true)) }
    return members
  }

  fileprivate init?(_ json: JSONValue) {
    guard let path = json["path"]?.stringValue, let hash = json["sha256"]?.stringValue,
      let target = json["to"]?.stringValue, let time = json["time"]?.stringValue
    else { return nil }
    self.init(
      path: path, sha256: hash, commit: json["commit"]?.stringValue,
      isDirty: json["dirty"] == true, target: target, time: time,
      isWithdrawn: json["withdrawn"] == true)
  }
}
