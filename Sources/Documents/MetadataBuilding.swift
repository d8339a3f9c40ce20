internal import JSON
internal import Profiles

extension DocumentBuilder {
  /// What a reader or a program may want to know about the variant itself.
  func metadata(of profile: Profile, facts: VariantFacts) -> JSONValue {
    // Not the profile's id where the name is redacted: it mostly is the name.
    let title = [profile.basics.name?.value, facts.jobTitle ?? profile.basics.label?.value]
      .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " – ")
    var members: [JSONValue.Member] = [
      .init("title", .string(title.isEmpty ? facts.kindOfDocument : title)),
      .init("description", .string(description(of: profile))),
      .init(
        "totalYearsExperience", .decimal(yearsOfExperience(profile, today: facts.date), digits: 1)),
      .init("topSkills", .array(topSkills(profile).map { .string($0) })),
      .init("industries", .array(industries(profile).map { .string($0) })),
      .init("totalProjects", .integer(count(.projects, in: profile))),
      .init("totalCertifications", .integer(count(.certificates, in: profile))),
      .init("profile", .string(facts.profile)), .init("job", .string(facts.job)),
      .init("template", .string(facts.template)), .init("document", .string(facts.document)),
      .init("locale", .string(facts.locale)),
      .init("audience", .array(facts.audience.map { .string($0) })),
    ]
    if let pages = facts.pages { members.append(.init("pages", .integer(pages))) }
    let optional = [
      ("jobTitle", facts.jobTitle), ("company", facts.company), ("date", facts.date),
    ]
    members += optional.compactMap { key, text in text.map { .init(key, .string($0)) } }
    members.append(.init("tool", .string(facts.tool)))
    return .object(members)
  }

  private func count(_ kind: SectionKind, in profile: Profile) -> Int {
    profile.sections.filter { $0.kind == kind }.reduce(0) { $0 + $1.entries.count }
  }

  private func description(of profile: Profile) -> String {
    RichText(profile.basics.summary?.value ?? profile.basics.label?.value ?? "").text
  }

  /// Years covered by work, overlapping jobs counted once.
  ///
  /// An ongoing job counts to the build's "today", else to the latest date that the profile itself
  /// names: no clock is asked.
  private func yearsOfExperience(_ profile: Profile, today: String?) -> Double {
    let jobs = profile.sections.filter { $0.kind == .work }.flatMap(\.entries)
      .flatMap { $0.positions.isEmpty ? [$0] : $0.positions }
    let all = profile.sections.flatMap(\.entries).flatMap { [$0] + $0.positions }
    let now = today.map { $0.split(separator: "-").compactMap { Int($0) } } ?? []
    let named = all.flatMap { [$0.start, $0.end, $0.date] }.compactMap { $0?.months }.max() ?? 0
    let latest = now.count >= 2 ? now[0] * 12 + now[1] - 1 : named
    let spans = jobs.compactMap { job -> (Int, Int)? in
      guard let start = job.start?.months else { return nil }
      return (start, max(start, (job.end?.months ?? latest) + 1))
    }.sorted { $0 < $1 }
    var months = 0
    var covered = Int.min
    for (start, end) in spans {
      months += max(0, end - max(start, covered))
      covered = max(covered, end)
    }
    return Double(months) / 12
  }

  private func topSkills(_ profile: Profile) -> [String] {
    let groups = profile.sections.filter { $0.kind == .skills }.flatMap(\.entries)
    let names = groups.flatMap { group in
      group.keywords.isEmpty ? [group["name"]?.value].compactMap { $0 } : keywordNames(group)
    }
    return Array(names.prefix(10))
  }

  private func keywordNames(_ group: Entry) -> [String] {
    keywords(of: group, isSkillGroup: true).first { $0.key == "keywords" }?.value.arrayValue?
      .compactMap(\.stringValue) ?? []
  }

  private func industries(_ profile: Profile) -> [String] {
    var seen: Set<String> = []
    return profile.sections.filter { $0.kind == .work }.flatMap(\.entries)
      .compactMap { $0["industry"]?.value }.filter { seen.insert($0).inserted }
  }
}

extension VariantFacts {
  /// What a document is called that names nobody.
  fileprivate var kindOfDocument: String { document == "letter" ? "Cover letter" : "Resume" }
}
