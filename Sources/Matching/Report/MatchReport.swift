/// What a posting asks for, what in a profile answers it, and what follows for the resume.
///
/// Every number decomposes: `overallScore` is the sum of the components' contributions, a
/// component is the weighted mean of its requirements, a requirement the sum of its terms.
package struct MatchReport: Sendable {
  /// 0 to 100.
  package var overallScore: Double
  package var components: [Component]
  /// In the order of the posting.
  package var requirements: [RequirementResult]
  /// Permission to work, places and travel: stated or not, never part of the score.
  package var conditions: [Condition]
  /// Skills that answer a requirement and stand in the list of skills only.
  package var listedOnly: [ListedSkill]
  package var concerns: [String]
  package var recommendations: [String]
  /// All items of the profile, most wanted first.
  package var items: [RankedItem]
  /// What page fit may take away, least wanted first.
  package var dropOrder: [DropStep]
  package var atsChecks: [ATSCheck]
  package var confidence: Confidence

  package struct Component: Sendable {
    /// `skills`, `experience`, `education`, `seniority` or `keywords`.
    package var name: String
    /// 0 to 100; nil when the posting asks for nothing of the kind.
    package var score: Double?
    /// Share of the overall score; the weights of components that apply add up to 1.
    package var weight: Double
    /// How the score came about.
    package var detail: String

    package var contribution: Double { (score ?? 0) * weight }
  }

  package enum Status: String, Sendable { case matched, partial, missing }

  package struct RequirementResult: Sendable {
    package var requirement: Requirement
    package var status: Status
    /// Share of the requirement that the profile shows, 0 to 1.
    package var share: Double
    /// Best first.
    package var evidence: [Evidence]
  }

  package struct Evidence: Sendable {
    package var id: String
    package var source: String
    package var quote: String
    /// Share of the requirement that this item shows alone: the sum of weight × match of its
    /// terms, times the factor.
    package var score: Double
    /// More than 1 for short lines that keep to the point, less for long ones and bare lists.
    package var factor: Double
    package var terms: [Term]

    /// One part of the sum.
    package struct Term: Sendable {
      /// The words of the requirement.
      package var text: String
      /// Share of the requirement's weight.
      package var weight: Double
      /// How well the item shows it, 0 to 1; 1 says it in the same words.
      package var match: Double
    }
  }

  package struct Condition: Sendable {
    package var requirement: Requirement
    /// Where the profile states it; nil when it doesn't.
    package var statement: Evidence?
  }

  package struct ListedSkill: Sendable {
    package var name: String
    package var source: String
    /// What of the posting it answers.
    package var requirement: String
  }

  package struct RankedItem: Sendable {
    package var id: String
    package var source: String
    package var score: Double
    package var reason: String
    package var isKept: Bool
  }

  package struct DropStep: Sendable {
    package enum Action: String, Sendable {
      /// Leave the item out.
      case drop
      /// Keep the entry's line, leave out its text and highlights.
      case condense
    }

    package var id: String
    package var action: Action
    package var score: Double
    package var reason: String
  }

  package struct ATSCheck: Sendable {
    package var id: String
    package var isFine: Bool
    package var detail: String
  }

  package struct Confidence: Sendable {
    package enum Level: String, Sendable { case low, medium, high }

    package var level: Level
    package var reason: String
  }

  /// Records what page fit left out, with the reasons of its steps.
  package mutating func markDropped(_ steps: [DropStep]) {
    let places = Dictionary(
      items.indices.map { (items[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    for step in steps where step.action == .drop {
      guard let index = places[step.id] else { continue }
      items[index].isKept = false
      items[index].reason = step.reason
    }
  }
}
