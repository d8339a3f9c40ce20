/// What a posting asks for, what in a profile answers it, and what follows for the resume.
///
/// Every number decomposes: `overallScore` is the sum of the components' contributions, a
/// component is the weighted mean of its requirements, a requirement the sum of its terms.
public struct MatchReport: Sendable {
  /// 0 to 100.
  public var overallScore: Double
  public var components: [Component]
  /// In the order of the posting.
  public var requirements: [RequirementResult]
  /// Permission to work, places and travel: stated or not, never part of the score.
  public var conditions: [Condition]
  /// Skills that answer a requirement and stand in the list of skills only.
  public var listedOnly: [ListedSkill]
  public var concerns: [String]
  public var recommendations: [String]
  /// All items of the profile, most wanted first.
  public var items: [RankedItem]
  /// What page fit may take away, least wanted first.
  public var dropOrder: [DropStep]
  public var atsChecks: [ATSCheck]
  public var confidence: Confidence

  public struct Component: Sendable {
    /// `skills`, `experience`, `education`, `seniority` or `keywords`.
    public var name: String
    /// 0 to 100; nil when the posting asks for nothing of the kind.
    public var score: Double?
    /// Share of the overall score; the weights of components that apply add up to 1.
    public var weight: Double
    /// How the score came about.
    public var detail: String

    public var contribution: Double { (score ?? 0) * weight }
  }

  public enum Status: String, Sendable { case matched, partial, missing }

  public struct RequirementResult: Sendable {
    public var requirement: Requirement
    public var status: Status
    /// Share of the requirement that the profile shows, 0 to 1.
    public var share: Double
    /// Best first.
    public var evidence: [Evidence]
  }

  public struct Evidence: Sendable {
    public var id: String
    public var source: String
    public var quote: String
    /// Share of the requirement that this item shows alone: the sum of weight × match of its
    /// terms, times the factor.
    public var score: Double
    /// More than 1 for short lines that keep to the point, less for long ones and bare lists.
    public var factor: Double
    public var terms: [Term]

    /// One part of the sum.
    public struct Term: Sendable {
      /// The words of the requirement.
      public var text: String
      /// Share of the requirement's weight.
      public var weight: Double
      /// How well the item shows it, 0 to 1; 1 says it in the same words.
      public var match: Double
    }
  }

  public struct Condition: Sendable {
    public var requirement: Requirement
    /// Where the profile states it; nil when it doesn't.
    public var statement: Evidence?
  }

  public struct ListedSkill: Sendable {
    public var name: String
    public var source: String
    /// What of the posting it answers.
    public var requirement: String
  }

  public struct RankedItem: Sendable {
    public var id: String
    public var source: String
    public var score: Double
    public var reason: String
    public var isKept: Bool
  }

  public struct DropStep: Sendable {
    public enum Action: String, Sendable {
      /// Leave the item out.
      case drop
      /// Keep the entry's line, leave out its text and highlights.
      case condense
    }

    public var id: String
    public var action: Action
    public var score: Double
    public var reason: String
  }

  public struct ATSCheck: Sendable {
    public var id: String
    public var isFine: Bool
    public var detail: String
  }

  public struct Confidence: Sendable {
    public enum Level: String, Sendable { case low, medium, high }

    public var level: Level
    public var reason: String
  }

  /// Records what page fit left out, with the reasons of its steps.
  public mutating func markDropped(_ steps: [DropStep]) {
    let places = Dictionary(
      items.indices.map { (items[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    for step in steps where step.action == .drop {
      guard let index = places[step.id] else { continue }
      items[index].isKept = false
      items[index].reason = step.reason
    }
  }
}
