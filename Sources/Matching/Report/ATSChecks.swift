import Profiles

/// What applicant tracking systems trip over, as far as the content decides it.
struct ATSChecks {
  let profile: Profile
  let items: [MatchItem]
  let assessment: Assessment
  let posting: Posting
  let today: Int

  func all() -> [MatchReport.ATSCheck] {
    [contact(), title(), dates(), lines(), names(), characters()]
  }

  private func check(_ id: String, _ faults: [String], fine: String) -> MatchReport.ATSCheck {
    MatchReport.ATSCheck(
      id: id, isFine: faults.isEmpty,
      detail: faults.isEmpty ? fine : faults.joined(separator: "; "))
  }

  /// Systems file applications by name, address and telephone number.
  private func contact() -> MatchReport.ATSCheck {
    var missing: [String] = []
    if profile.basics.name == nil { missing.append("no name") }
    if profile.basics.email == nil { missing.append("no e-mail address") }
    if profile.basics.phone == nil { missing.append("no telephone number") }
    if profile.basics.location == nil { missing.append("no place") }
    return check("contact", missing, fine: "name, e-mail, telephone and place are there")
  }

  /// Recruiters search by the title of the job.
  private func title() -> MatchReport.ATSCheck {
    let asked = Tokenizer.tokenize(posting.title).tokens.filter { !$0.isStopWord }
      .map(\.stem)
    let titles =
      items.flatMap(\.fields).filter { $0.role == .title }.map(\.text)
      + [profile.basics.label?.value ?? ""]
    let held = Set(titles.flatMap { Tokenizer.tokenize($0).tokens.map(\.stem) })
    let found = asked.filter(held.contains).count
    let isFine = asked.isEmpty || found * 2 >= asked.count
    let title = posting.title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return check(
      "job-title",
      isFine ? [] : ["few words of '\(title)' stand in the label or in a position"],
      fine: "the label or a position has the words of the job's title")
  }

  private func dates() -> MatchReport.ATSCheck {
    let undated = items.filter { $0.section == .work && $0.kind == .entry && $0.start == nil }
    return check(
      "dates", undated.map { "no start date (\($0.source))" },
      fine: "every position has a start date")
  }

  /// Months after which a position may stand without lines.
  private static let recent = 120

  private func lines() -> MatchReport.ATSCheck {
    let withLines = Set(items.filter { $0.kind == .highlight }.map(\.entry))
    let bare = items.filter {
      $0.section == .work && $0.kind == .entry && !withLines.contains($0.id)
        && ($0.end ?? today) >= today - Self.recent
        && !$0.fields.contains { $0.role == .text && $0.text.utf8.count > 40 }
    }
    return check(
      "lines", bare.map { "nothing says what was done there (\($0.source))" },
      fine: "recent positions say what was done")
  }

  private static let mostNames = 8

  /// Simple systems look for the posting's own spelling.
  private func names() -> MatchReport.ATSCheck {
    let spelled = items.flatMap(\.fields).flatMap { field in
      Tokenizer.tokenize(field.text).tokens.map(\.surface)
    }
    let known = Set(spelled)
    var other: [String] = []
    var seen = Set<String>()
    for (query, matches) in zip(assessment.queries, assessment.relevance.matches) {
      for (row, unit) in query.units.enumerated() where !unit.concepts.isEmpty {
        let words = query.text.tokens[unit.tokens]
        let isShown = matches.best(row) >= Tuning.alias * Tuning.softness
        guard isShown, !words.allSatisfy({ known.contains($0.surface) || $0.isStopWord }) else {
          continue
        }
        let name = query.text.quote(unit.tokens)
        guard matches.isNamed(row), seen.insert(name).inserted else { continue }
        other.append(name)
      }
    }
    guard !other.isEmpty else {
      return check("spelling", [], fine: "what the posting names is spelled as the posting has it")
    }
    let list = other.prefix(Self.mostNames).joined(separator: ", ")
    return check(
      "spelling", ["the profile has other names for: \(list); write both where it is true"],
      fine: "")
  }

  /// Pictures of letters, arrows and box drawings are lost or break words.
  private func characters() -> MatchReport.ATSCheck {
    let odd = items.filter { item in
      item.fields.contains { field in
        field.text.unicodeScalars.contains { scalar in
          (0x2190...0x21FF).contains(scalar.value) || (0x2500...0x27BF).contains(scalar.value)
            || (0xE000...0xF8FF).contains(scalar.value)
            || (0x1F000...0x1FAFF).contains(scalar.value)
        }
      }
    }
    return check(
      "characters", odd.map { "symbols that parsers lose (\($0.source))" },
      fine: "no symbols that parsers lose")
  }
}
