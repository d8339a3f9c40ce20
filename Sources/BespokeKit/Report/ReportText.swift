import Diagnostics
import Matching
import Profiles

/// A match report for the terminal: requirements on the left, evidence on the right.
struct ReportText {
  private let pair: RankedPair
  private let left: Int
  private let right: Int

  init(_ pair: RankedPair, columns: Int) {
    self.pair = pair
    let usable = min(140, max(60, columns)) - 4
    left = usable * 45 / 100
    right = usable - left - 2
  }

  var text: String {
    let report = pair.report
    var lines = heading + components
    lines += section("Matched", report.requirements.filter { $0.status == .matched })
    lines += section("Shown in part", report.requirements.filter { $0.status == .partial })
    lines += section("Missing", report.requirements.filter { $0.status == .missing })
    lines += conditions
    lines += list(
      "Listed under skills, no line shows it",
      report.listedOnly.map { skill in
        "\(skill.name) (\(skill.source)), asked by '\(skill.requirement)'"
      })
    lines += list("Concerns", report.concerns)
    lines += list("What to write", report.recommendations)
    lines += list(
      "ATS checks",
      report.atsChecks.map { check in
        "\(check.isFine ? "ok" : "no")  \(check.id): \(check.detail)"
      })
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: [String] {
    let name = pair.profile.basics.name?.value ?? pair.profile.id
    var job = pair.job.title.value
    if let company = pair.job.company?.value { job += ", \(company)" }
    let report = pair.report
    return [
      "\(Self.plain(name)) for \(Self.plain(job))",
      "score \(Self.decimal(report.overallScore)) of 100, confidence "
        + "\(report.confidence.level.rawValue): \(Self.plain(report.confidence.reason))",
      "",
    ]
  }

  private var components: [String] {
    pair.report.components.filter { $0.score != nil }.map { part in
      let sum =
        "\(Self.decimal(part.score ?? 0)) × \(Self.decimal(part.weight, digits: 2)) = "
        + Self.decimal(part.contribution)
      return "  \(Self.padded(part.name, 11))\(Self.padded(sum, 22))\(Self.plain(part.detail))"
    }
  }

  private func section(
    _ title: String, _ results: [MatchReport.RequirementResult]
  ) -> [String] {
    guard !results.isEmpty else { return [] }
    return ["", "\(title) (\(results.count))"] + results.flatMap(rows)
  }

  private func rows(_ result: MatchReport.RequirementResult) -> [String] {
    let requirement = result.requirement
    let about = "\(requirement.modality.rawValue), \(requirement.source)"
    let asked = Self.wrap(requirement.text, left) + Self.wrap(about, left)
    var shown: [String] = []
    for evidence in result.evidence {
      shown += Self.wrap(
        "\(Int((evidence.score * 100).rounded())) % \(evidence.quote)", right)
      shown += Self.wrap(evidence.source, right)
    }
    if result.status == .missing { shown = ["–"] }
    var rows = zipLongest(asked, shown).map { a, b in
      "  \(Self.padded(a, left + 2))\(b)".trimmedEnd
    }
    rows.append("")
    return rows
  }

  private var conditions: [String] {
    list(
      "Conditions",
      pair.report.conditions.map { condition in
        let statement = condition.statement.map { "stated: \($0.quote) (\($0.source))" }
        return "\(condition.requirement.text) (\(condition.requirement.source)): "
          + (statement ?? "not stated")
      })
  }

  private func list(_ title: String, _ entries: [String]) -> [String] {
    guard !entries.isEmpty else { return [] }
    return ["", title]
      + entries.flatMap { entry in
        Self.wrap(entry, left + right - 2).enumerated().map { index, line in
          (index == 0 ? "  - " : "    ") + line
        }
      }
  }

  private func zipLongest(_ a: [String], _ b: [String]) -> [(String, String)] {
    (0..<max(a.count, b.count)).map { index in
      (index < a.count ? a[index] : "", index < b.count ? b[index] : "")
    }
  }

  // MARK: Text

  private static func plain(_ text: String) -> String {
    printable(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  static func wrap(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in plain(text).split(separator: " ") {
      let columns = displayColumns(word)
      if !line.isEmpty, used + 1 + columns <= width {
        line += " " + word
        used += 1 + columns
        continue
      }
      if !line.isEmpty { lines.append(line) }
      (line, used) = (String(word), columns)
      if columns > width {
        lines += pieces(of: word, columns: width)
        line = lines.removeLast()
        used = displayColumns(line)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// A word that is wider than a line, cut into lines.
  private static func pieces(of word: Substring, columns: Int) -> [String] {
    var pieces = [""]
    var used = 0
    for character in word {
      let width = displayColumns(String(character))
      if used + width > columns, used > 0 {
        pieces.append("")
        used = 0
      }
      pieces[pieces.count - 1].append(character)
      used += width
    }
    return pieces
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - displayColumns(text)))
  }

  static func decimal(_ value: Double, digits: Int = 1) -> String {
    let scale = digits == 1 ? 10.0 : 100.0
    let scaled = Int((value * scale).rounded())
    let rest = String(scaled % Int(scale))
    let zeros = String(repeating: "0", count: digits - rest.count)
    return "\(scaled / Int(scale)).\(zeros)\(rest)"
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}
