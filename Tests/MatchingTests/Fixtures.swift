import Diagnostics
import Profiles
import Testing
import YAML

@testable import Matching

/// A report as a build makes it, from the text of a profile and of a posting.
func report(
  _ profile: String, _ posting: String, today: Int = 2026 * 12, lexicon: Lexicon = .standard
) throws -> MatchReport {
  var problems: [Diagnostic] = []
  let file = SourceFile(path: "content/profiles/ada.yaml", text: profile)
  let tree = try #require(YAMLReader.parseSingle(file, into: &problems))
  let profile = try #require(ProfileDecoder.decode(tree, id: "ada", into: &problems))
  let source = SourceFile(path: "content/jobs/loom.md", text: posting)
  let job = try #require(JobDecoder.decode(source, id: "loom", into: &problems))
  return Matcher(lexicon: lexicon).match(profile, job, today: today)
}

/// A profile with one job that has these lines, and a list of skills.
func profile(_ lines: [String], skills: [String] = [], before: String = "") -> String {
  var text = """
    basics: {name: Ada Byron, label: Analyst}
    \(before)
    work:
      - id: engine
        name: Engine Works
        position: Analyst
        startDate: 2020-03
        highlights:

    """
  for line in lines { text += "      - \"\(line)\"\n" }
  if lines.isEmpty { text += "      - Kept the garden in order\n" }
  if !skills.isEmpty {
    text +=
      "skills:\n  - id: tools\n    name: Tools\n    keywords: [\(skills.joined(separator: ", "))]\n"
  }
  return text
}

extension MatchReport {
  func result(_ words: String) -> RequirementResult? {
    requirements.first { $0.requirement.text.contains(words) }
  }

  func component(_ name: String) -> Component? { components.first { $0.name == name } }

  /// Quotes of the evidence of all requirements.
  var quotes: [String] { requirements.flatMap { $0.evidence.map(\.quote) } }
}

/// Numbers that look random and are the same in every run.
struct Sequence64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
