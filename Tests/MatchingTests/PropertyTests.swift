import Testing

@testable import Matching

/// What holds for every profile and posting, tried on many made from parts.
struct PropertyTests {
  /// Requirements, each with lines of a profile that answer it in full, in part, in other words.
  private static let parts: [(asked: String, answers: [String])] = [
    (
      "5+ years of experience with Kubernetes in production",
      ["Ran k8s clusters in production for a bank", "Moved 40 services to Kubernetes"]
    ),
    (
      "Strong knowledge of PostgreSQL or MySQL",
      ["Tuned Postgres queries from 9 s to 40 ms", "Administered databases of 3 TB"]
    ),
    ("Experience leading teams", ["Led a team of six engineers", "Supervised two apprentices"]),
    (
      "You mentor junior nurses and plan their rosters",
      ["Mentored nurses on the ward", "Planned rosters for 30 people"]
    ),
    ("Fluent German and English", ["Negotiated contracts in German", "Taught English in Leeds"]),
    ("Valid driving licence", ["Drove deliveries with a driving licence", "Repaired trucks"]),
    (
      "Bachelor's degree in computer science",
      ["Wrote a bachelor thesis in computer science", "Tutored computer science students"]
    ),
    (
      "Prepare budgets and monthly financial reports",
      ["Prepared the budget of a department", "Reported on finance each month"]
    ),
    ("Teach mathematics to pupils", ["Taught algebra to pupils", "Wrote mathematics lessons"]),
    ("CI/CD with Jenkins, GitLab or similar", ["Built GitLab pipelines", "Automated releases"]),
  ]

  private static let others = [
    "Kept the garden in order", "Sold shoes on Saturdays", "Painted the hall of a school",
    "Sorted letters by street", "Fed the lions of a zoo", "Recorded songs about rain",
  ]

  private struct Case {
    var posting: String
    var asked: [Int]
    var lines: [String]
    var skills: [String]
  }

  private static func cases(_ count: Int) -> [Case] {
    var random = Sequence64(state: 7)
    return (0..<count).map { _ in
      let asked = Array(
        parts.indices.shuffled(using: &random).prefix(Int.random(in: 3...7, using: &random)))
      var lines = Array(others.shuffled(using: &random).prefix(2))
      for part in parts.indices.shuffled(using: &random).prefix(3) {
        lines.append(parts[part].answers.randomElement(using: &random) ?? "")
      }
      let nice = asked.suffix(1).map { "- \(parts[$0].asked)\n" }.joined()
      let must = asked.dropLast().map { "- \(parts[$0].asked)\n" }.joined()
      return Case(
        posting: "# Senior Analyst\n\n## Requirements\n\n\(must)\n## Nice to have\n\n\(nice)",
        asked: asked, lines: lines,
        skills: Array(["SQL", "Kubernetes", "Excel"].shuffled(using: &random).dropLast()))
    }
  }

  @Test func `a line that answers a requirement never lowers the score`() throws {
    for item in Self.cases(40) {
      let before = try report(profile(item.lines, skills: item.skills), item.posting)
      for part in item.asked {
        for answer in Self.parts[part].answers {
          let after = try report(profile(item.lines + [answer], skills: item.skills), item.posting)
          #expect(after.overallScore >= before.overallScore, "\(answer) for \(item.posting)")
          for (a, b) in zip(before.requirements, after.requirements) {
            #expect(b.share >= a.share, "\(answer) for \(b.requirement.text)")
          }
        }
      }
    }
  }

  @Test func `a further job, degree or skill never lowers the score`() throws {
    let more = [
      "volunteer: [{organization: Red Cross, position: Nurse, startDate: 2015-01, endDate: 2016-01}]",
      "education: [{institution: Leeds, studyType: Diploma, area: Art, startDate: 2001-01}]",
      "languages: [{language: German, fluency: Native}]",
      "certificates: [{name: Certified Kubernetes Administrator, date: 2022-01}]",
    ]
    for item in Self.cases(25) {
      let before = try report(profile(item.lines, skills: item.skills), item.posting).overallScore
      for part in more {
        let after = try report(profile(item.lines, skills: item.skills, before: part), item.posting)
        #expect(after.overallScore >= before, "\(part) for \(item.posting)")
      }
      let skilled = profile(item.lines, skills: item.skills + ["PostgreSQL", "Jenkins"])
      #expect(try report(skilled, item.posting).overallScore >= before)
      let junior = profile(item.lines, skills: item.skills)
        .replacing(
          "work:\n", with: "work:\n  - {name: Mill, position: Junior Analyst, startDate: 2019-01}\n"
        )
      #expect(try report(junior, item.posting).overallScore >= before)
    }
  }

  @Test func `the order of lines, skills and requirements changes neither score nor ranking`()
    throws
  {
    var random = Sequence64(state: 3)
    for item in Self.cases(30) {
      let lines = item.lines + ["Ran shops", "Ran mills"]
      let before = try report(profile(lines, skills: item.skills), item.posting)
      let shuffled = profile(
        lines.shuffled(using: &random), skills: item.skills.shuffled(using: &random))
      let after = try report(shuffled, item.posting)
      #expect(after.overallScore == before.overallScore)
      #expect(after.quotes == before.quotes)
      #expect(scores(after) == scores(before))
      let places = try report(profile(lines, skills: item.skills), turned(item.posting))
      #expect(abs(places.overallScore - before.overallScore) < 1e-4)
    }
  }

  /// What is ranked by what it says, since ids of lines count them.
  private func scores(_ report: MatchReport) -> [String] {
    report.items.map { "\($0.score) \($0.reason)" }
  }

  /// The lines under the first heading in reverse order.
  private func turned(_ posting: String) -> String {
    var lines = posting.split(separator: "\n", omittingEmptySubsequences: false)
    let list = lines.indices.prefix { !lines[$0].hasPrefix("## Nice") }
      .filter { lines[$0].hasPrefix("- ") }
    let texts = list.map { lines[$0] }
    for (index, text) in zip(list, texts.reversed()) { lines[index] = text }
    return lines.joined(separator: "\n")
  }

  @Test func `items in another order are ranked and chosen alike`() {
    var random = Sequence64(state: 11)
    let texts =
      Self.parts.flatMap(\.answers) + Self.others + ["Ran mills", "Ran shops", "Ran inns"]
    let items = texts.map { MatchItem(id: $0, fields: [(.text, $0)]) }
    let matcher = Matcher()
    for item in Self.cases(20) {
      let posting = Posting(title: "Analyst", body: item.posting)
      let order = items.indices.shuffled(using: &random)
      let turned = order.map { items[$0] }
      let scores = matcher.rank(items, for: posting)
      #expect(matcher.rank(turned, for: posting) == order.map { scores[$0] })
      #expect(
        matcher.select(turned, for: posting).map { turned[$0].id }
          == matcher.select(items, for: posting).map { items[$0].id })
    }
  }

  @Test(arguments: ["Responded to incidents of customers", "Led incident response for customers"])
  func `words side by side as asked rank higher than the same words apart`(joined: String) {
    let posting = Posting(title: "", body: "## Requirements\n- Incident response")
    let apart = "Led incident drills for customers and a response team"
    let scores = Matcher().rank(
      [joined, apart].map { MatchItem(id: $0, fields: [(.text, $0)]) }, for: posting)
    #expect(scores[0] > scores[1])
  }

  @Test func `a pair of words said again ranks no higher`() {
    let posting = Posting(title: "", body: "## Requirements\n- Harbour pilotage")
    let texts = ["Did harbour pilotage at sea", "Did harbour pilotage, harbour pilotage"]
    let scores = Matcher().rank(
      texts.map { MatchItem(id: $0, fields: [(.text, $0)]) }, for: posting)
    #expect(scores[0] >= scores[1])
  }

  // MARK: What must not pay

  @Test func `a line said twice counts once`() throws {
    for item in Self.cases(20) {
      let before = try report(profile(item.lines, skills: item.skills), item.posting)
      let doubled = profile(item.lines + item.lines, skills: item.skills + item.skills)
      let after = try report(doubled, item.posting)
      #expect(after.overallScore == before.overallScore)
      #expect(after.requirements.map(\.share) == before.requirements.map(\.share))
    }
  }

  @Test func `of two copies of a line only one is among the first chosen`() {
    let lines = ["Ran Kubernetes clusters", "Ran Kubernetes clusters", "Led a team of six"]
    let items = lines.enumerated().map { MatchItem(id: "\($0)", fields: [(.text, $1)]) }
    let posting = Posting(
      title: "", body: "## Requirements\n- Kubernetes in production\n- Experience leading teams")
    let chosen = Matcher().select(items, for: posting).prefix(2).map { lines[$0] }
    #expect(Set(chosen).count == 2)
  }

  @Test(arguments: [
    "Python Python Python Python Python Python",
    "Wrote Python tools, Python scripts, Python, Python and Python",
    "Python. Python. Python. Python. Python.",
    "Wrote Python tools. Wrote Python tools. Wrote Python tools.",
  ])
  func `chains of one keyword rank no higher than the plain line`(stuffed: String) {
    let posting = Posting(title: "", body: "## Requirements\n- Experience with Python tools")
    let scores = Matcher().rank(
      [
        MatchItem(id: "plain", fields: [(.text, "Wrote Python tools")]),
        MatchItem(id: "stuffed", fields: [(.text, stuffed)]),
      ], for: posting)
    #expect(scores[0] >= scores[1])
  }

  @Test func `a keyword repeated in a line does not raise the score`() throws {
    let posting = "# Analyst\n\n## Requirements\n- Python\n- Kubernetes\n- Kafka and SQL\n- Excel"
    let plain = try report(profile(["Wrote Python tools on Kafka"]), posting)
    let stuffed = try report(
      profile(["Wrote Python tools on Kafka, Python, Kafka, Python, Kafka, Python, Kafka"]), posting
    )
    #expect(stuffed.overallScore <= plain.overallScore)
  }

  @Test func `a posting pasted into one line matches nothing`() throws {
    let asked = Self.parts.map(\.asked)
    let posting = "# Analyst\n\n## Requirements\n" + asked.map { "- \($0)\n" }.joined()
    let pasted = try report(profile([asked.joined(separator: ", ")]), posting)
    #expect(!pasted.requirements.contains { $0.status == .matched })
    let honest = try report(profile(Self.parts.map { $0.answers[0] }), posting)
    #expect(honest.overallScore > pasted.overallScore)
  }
}
