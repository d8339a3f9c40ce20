public import JSON

extension MatchReport {
  /// The report as `match.json` has it.
  public var json: JSONValue {
    let results = requirements
    return [
      "overallScore": .decimal(overallScore, digits: 6),
      "componentScores": .object(components.map { .init($0.name, $0.json) }),
      "matchedRequirements": Self.list(results.filter { $0.status == .matched }),
      "partialRequirements": Self.list(results.filter { $0.status == .partial }),
      "missingRequirements": Self.list(results.filter { $0.status == .missing }),
      "conditions": .array(conditions.map(\.json)),
      "listedOnly": .array(listedOnly.map(\.json)),
      "concerns": .array(concerns.map { .string($0) }),
      "recommendations": .array(recommendations.map { .string($0) }),
      "kept": .array(items.filter(\.isKept).map(\.json)),
      "dropped": .array(items.filter { !$0.isKept }.map(\.json)),
      "atsChecks": .array(atsChecks.map(\.json)),
      "confidence": [
        "level": .string(confidence.level.rawValue), "reason": .string(confidence.reason),
      ],
    ]
  }

  private static func list(_ results: [RequirementResult]) -> JSONValue {
    .array(results.map(\.json))
  }
}

extension MatchReport.Component {
  fileprivate var json: JSONValue {
    [
      "score": score.map { .decimal($0, digits: 6) } ?? .null,
      "weight": .decimal(weight, digits: 6),
      "contribution": .decimal(contribution, digits: 6), "detail": .string(detail),
    ]
  }
}

extension MatchReport.RequirementResult {
  fileprivate var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("id", .string(requirement.id)), .init("requirement", .string(requirement.text)),
      .init("modality", .string(requirement.modality == .nice ? "nice" : "must")),
      .init("kind", .string(requirement.modality == .duty ? "duty" : requirement.aspect.rawValue)),
      .init("source", .string(requirement.source)),
      .init("weight", .decimal(requirement.weight, digits: 6)),
      .init("share", .decimal(share, digits: 6)),
    ]
    if let years = requirement.years { members.append(.init("years", .integer(years))) }
    members.append(.init("evidence", .array(evidence.map(\.json))))
    return .object(members)
  }
}

extension MatchReport.Evidence {
  fileprivate var json: JSONValue {
    [
      "id": .string(id), "source": .string(source), "quote": .string(quote),
      "score": .decimal(score, digits: 6),
      "factor": .decimal(factor, digits: 6),
      "terms": .array(
        terms.map {
          [
            "text": .string($0.text), "weight": .decimal($0.weight, digits: 6),
            "match": .decimal($0.match, digits: 6),
          ]
        }),
    ]
  }
}

extension MatchReport.RankedItem {
  fileprivate var json: JSONValue {
    [
      "id": .string(id), "source": .string(source), "score": .decimal(score, digits: 6),
      "reason": .string(reason),
    ]
  }
}

extension MatchReport.ATSCheck {
  fileprivate var json: JSONValue {
    ["id": .string(id), "ok": .bool(isFine), "detail": .string(detail)]
  }
}

extension MatchReport.Condition {
  fileprivate var json: JSONValue {
    [
      "requirement": .string(requirement.text), "source": .string(requirement.source),
      "kind": .string(requirement.aspect.rawValue), "stated": .bool(statement != nil),
      "statement": statement?.json ?? .null,
    ]
  }
}

extension MatchReport.ListedSkill {
  fileprivate var json: JSONValue {
    [
      "name": .string(name), "source": .string(source), "requirement": .string(requirement),
    ]
  }
}
