import Diagnostics
import JSON
import Matching
import Mustache
import Profiles

/// `match.html`: the report as a page, what is shown and what is missing side by side.
struct MatchPage {
  let profile: Profile
  let job: Job
  let report: MatchReport

  private static let template: Template = {
    var problems: [Diagnostic] = []
    return Template.parse(SourceFile(path: "match.html", text: matchTemplate), into: &problems)
  }()

  var html: String {
    var problems: [Diagnostic] = []
    return Self.template.render(data: data, into: &problems)
  }

  private var data: JSONValue {
    let shown = report.requirements.filter { $0.status != .missing }
    let missing = report.requirements.filter { $0.status == .missing }
    return [
      "name": .string(profile.basics.name?.value ?? profile.id),
      "title": .string(Self.line(job.title.value)),
      "company": job.company.map { .string($0.value) } ?? .null,
      "score": .decimal(report.overallScore, digits: 0),
      "exact": .decimal(report.overallScore, digits: 2),
      "confidence": .string(report.confidence.level.rawValue),
      "isLow": .bool(report.confidence.level == .low),
      "reason": .string(report.confidence.reason),
      "components": .array(report.components.compactMap(component)),
      "shown": .array(shown.map(requirement)), "shownCount": .integer(shown.count),
      "missing": .array(missing.map(requirement)), "missingCount": .integer(missing.count),
      "hasConditions": .bool(!report.conditions.isEmpty),
      "conditions": .array(report.conditions.map(condition)),
      "hasAdvice": .bool(!report.recommendations.isEmpty || !report.concerns.isEmpty),
      "advice": .array(report.recommendations.map { .string($0) }),
      "concerns": .array(report.concerns.map { .string($0) }),
      "hasListed": .bool(!report.listedOnly.isEmpty),
      "listed": .array(report.listedOnly.map(listed)),
      "hasChecks": .bool(!report.atsChecks.isEmpty),
      "checks": .array(report.atsChecks.map(check)),
      "kept": .array(report.items.filter(\.isKept).map(item)),
      "dropped": .array(report.items.filter { !$0.isKept }.map(item)),
      "keptCount": .integer(report.items.count(where: \.isKept)),
      "droppedCount": .integer(report.items.count { !$0.isKept }),
    ]
  }

  private func component(_ part: MatchReport.Component) -> JSONValue? {
    guard let score = part.score else { return nil }
    return [
      "name": .string(part.name), "score": .decimal(score, digits: 0),
      "weight": .decimal(part.weight * 100, digits: 0),
      "contribution": .decimal(part.contribution, digits: 1), "detail": .string(part.detail),
    ]
  }

  private func requirement(_ result: MatchReport.RequirementResult) -> JSONValue {
    [
      "text": .string(result.requirement.text),
      "modality": .string(result.requirement.modality.rawValue),
      "source": .string(result.requirement.source),
      "share": .decimal(result.share * 100, digits: 0),
      "isPartial": .bool(result.status == .partial),
      "evidence": .array(result.evidence.map(evidence)),
    ]
  }

  private func evidence(_ evidence: MatchReport.Evidence) -> JSONValue {
    [
      "quote": .string(Self.line(evidence.quote)), "source": .string(evidence.source),
      "share": .decimal(evidence.score * 100, digits: 0),
      "terms": .array(
        evidence.terms.filter { $0.match >= 0.3 }.map {
          ["text": .string($0.text), "isExact": .bool($0.match > 0.99)]
        }),
    ]
  }

  private func condition(_ condition: MatchReport.Condition) -> JSONValue {
    [
      "text": .string(condition.requirement.text), "source": .string(condition.requirement.source),
      "statement": condition.statement.map { .string($0.quote) } ?? .null,
    ]
  }

  private func listed(_ skill: MatchReport.ListedSkill) -> JSONValue {
    [
      "name": .string(skill.name), "source": .string(skill.source),
      "requirement": .string(skill.requirement),
    ]
  }

  private func check(_ check: MatchReport.ATSCheck) -> JSONValue {
    [
      "id": .string(check.id), "ok": .bool(check.isFine), "detail": .string(check.detail),
    ]
  }

  private func item(_ item: MatchReport.RankedItem) -> JSONValue {
    [
      "id": .string(item.id), "source": .string(item.source),
      "score": .decimal(item.score, digits: 1), "reason": .string(item.reason),
    ]
  }

  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
