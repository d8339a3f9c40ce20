public import JSON

/// The scores of one profile for one posting over time, and what moved them.
public struct ScoreSeries: Sendable {
  public struct Point: Sendable {
    public var date: String?
    public var analysis: LedgerEntry.Analysis
    /// Against the point before; nil for the first.
    public var change: Change?
  }

  public struct Change: Sendable {
    /// Points of the overall score; nil where one of the two has none.
    public var score: Double?
    /// `profile`, `posting`, `lexicon`: whose files are others.
    public var edited: [String]
    /// Components that moved by a tenth of a point or more.
    public var components: [(name: String, change: Double)]
    /// Requirements that changed: `Kubernetes: missing → met`.
    public var requirements: [(text: String, from: String, to: String)]
  }

  public var profile: String
  public var job: String
  public var version: String
  /// Earliest first.
  public var points: [Point]

  /// The series of a ledger, in order of profile, job and version.
  public static func all(in ledger: Ledger) -> [ScoreSeries] {
    var groups: [[String]: [(date: String?, analysis: LedgerEntry.Analysis)]] = [:]
    for (date, analysis) in ledger.analyses {
      groups[[analysis.profile, analysis.job, analysis.version], default: []]
        .append((date, analysis))
    }
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, analyses in
      ScoreSeries(profile: key[0], job: key[1], version: key[2], analyses: analyses)
    }
  }

  private init(
    profile: String, job: String, version: String,
    analyses: [(date: String?, analysis: LedgerEntry.Analysis)]
  ) {
    self.profile = profile
    self.job = job
    self.version = version
    points = []
    // Of one day, and where no day is known, the order of the file stands.
    let ordered = analyses.enumerated().sorted { a, b in
      let (first, second) = (a.element.date ?? "", b.element.date ?? "")
      return first == second ? a.offset < b.offset : first < second
    }
    for (_, (date, analysis)) in ordered {
      let change = points.last.map { Change(from: $0.analysis, to: analysis) }
      points.append(Point(date: date, analysis: analysis, change: change))
    }
  }
}

extension ScoreSeries.Change {
  init(from old: LedgerEntry.Analysis, to new: LedgerEntry.Analysis) {
    if let before = old.score, let after = new.score { score = after - before }
    edited = []
    if old.content.profile != new.content.profile { edited.append("profile") }
    if old.content.job != new.content.job { edited.append("posting") }
    if old.content.lexicon != new.content.lexicon { edited.append("lexicon") }
    components = []
    for (name, score) in new.components {
      let before = old.components.first { $0.name == name }?.score ?? 0
      if abs(score - before) >= 0.1 { components.append((name, score - before)) }
    }
    for (name, score) in old.components where !new.components.contains(where: { $0.name == name }) {
      components.append((name, -score))
    }
    requirements = Self.moved(old, new)
  }

  /// What an edited posting asks for no longer counts as met, nor what it asks for newly as lost.
  private static func moved(
    _ old: LedgerEntry.Analysis, _ new: LedgerEntry.Analysis
  ) -> [(text: String, from: String, to: String)] {
    let isSamePosting = old.content.job == new.content.job
    func state(_ text: String, in analysis: LedgerEntry.Analysis) -> String? {
      if analysis.missing.contains(text) { return "missing" }
      if analysis.partial.contains(text) { return "partial" }
      return isSamePosting ? "met" : nil
    }
    var seen: Set<String> = []
    return (old.missing + old.partial + new.missing + new.partial).compactMap { text in
      guard seen.insert(text).inserted, let from = state(text, in: old),
        let to = state(text, in: new), from != to
      else { return nil }
      return (text, from, to)
    }
  }
}

// MARK: Printing

extension ScoreSeries {
  public var json: JSONValue {
    [
      "profile": .string(profile), "job": .string(job),
      "version": version.isEmpty ? .null : .string(version),
      "analyses": .array(points.map(\.json)),
    ]
  }

  /// A heading, a line for each analysis and one for each thing that moved.
  public var text: String {
    var text = "\(profile) → \(job)\(version.isEmpty ? "" : " (\(version))")\n"
    for point in points {
      let score = point.analysis.score.map { Self.padded($0) } ?? "    –"
      let delta = point.change?.score.map { "  " + Self.signed($0) } ?? ""
      let session = point.analysis.session.map { "  [\($0)]" } ?? ""
      text += "  \(point.date ?? "no date   ")  \(score)\(delta)\(session)\n"
      for reason in point.change?.reasons ?? [] { text += "              \(reason)\n" }
    }
    return text
  }

  private static func padded(_ score: Double) -> String {
    let text = tenths(score)
    return String(repeating: " ", count: max(0, 5 - text.count)) + text
  }

  static func signed(_ change: Double) -> String { (change < 0 ? "−" : "+") + tenths(abs(change)) }

  /// One decimal, always.
  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension ScoreSeries.Change {
  /// What moved the score, as lines.
  var reasons: [String] {
    var reasons: [String] = []
    if !edited.isEmpty { reasons.append("edited: \(edited.joined(separator: ", "))") }
    if !components.isEmpty {
      let parts = components.map { "\($0.name) \(ScoreSeries.signed($0.change))" }
      reasons.append(parts.joined(separator: ", "))
    }
    return reasons + requirements.map { "\($0.text): \($0.from) → \($0.to)" }
  }

  var json: JSONValue {
    [
      "score": score.map { .decimal($0) } ?? .null,
      "edited": .array(edited.map { .string($0) }),
      "components": .object(components.map { .init($0.name, .decimal($0.change)) }),
      "requirements": .array(
        requirements.map {
          ["text": .string($0.text), "from": .string($0.from), "to": .string($0.to)]
        }),
    ]
  }
}

extension ScoreSeries.Point {
  var json: JSONValue {
    [
      "date": date.map { .string($0) } ?? .null,
      "score": analysis.score.map { .decimal($0) } ?? .null,
      "components": .object(analysis.components.map { .init($0.name, .decimal($0.score)) }),
      "missing": .array(analysis.missing.map { .string($0) }),
      "partial": .array(analysis.partial.map { .string($0) }),
      "session": analysis.session.map { .string($0) } ?? .null,
      "change": change.map(\.json) ?? .null,
    ]
  }
}
