import Testing

@testable import Matching

struct PostingTests {
  private func asked(_ body: String) -> [String] {
    Posting(title: "", body: body).lines.filter { $0.modality != nil }
      .map { "\($0.modality?.rawValue ?? ""): \($0.text)" }
  }

  @Test func `headings and words in a line tell what is asked`() {
    let body = """
      ## About us
      We are a family of bakers.

      ## What you will do
      - Bake bread
      - Order flour

      ## Requirements
      - Experience with sourdough
      - Knowledge of rye is a plus

      ## Nice to have
      - Chocolate

      ## Benefits
      - Free bread
      - 30 days off

      We are an equal opportunity employer.
      """
    #expect(
      asked(body) == [
        "duty: Bake bread", "duty: Order flour", "must: Experience with sourdough",
        "nice: Knowledge of rye is a plus", "nice: Chocolate",
      ])
  }

  @Test func `a posting without any structure is read too`() throws {
    let body = """
      We are looking for a baker for our shop in Leeds. You bake bread and rolls every night. \
      Experience with sourdough is required. A driving licence is a plus. \
      We offer free bread. We are an equal opportunity employer.
      """
    let lines = asked(body)
    #expect(lines.contains("must: Experience with sourdough is required."))
    #expect(lines.contains("nice: A driving licence is a plus."))
    #expect(!lines.contains { $0.contains("equal opportunity") || $0.contains("offer") })
    let report = try report(profile(["Baked sourdough bread"]), "# Baker\n\n\(body)")
    #expect(report.result("sourdough")?.status == .matched)
  }

  @Test func `plain text with titles and dashes is read like Markdown`() {
    let body = """
      Requirements:
      - Experience with sourdough
      - Early hours

      WE OFFER
      - Free bread
      """
    #expect(asked(body) == ["must: Experience with sourdough", "must: Early hours"])
  }

  @Test func `a sentence before a list says what the list is`() {
    let body = """
      ## Who you are

      You have at least seven years in bakeries, at least two of them as a leader of people or as
      master of a shop. You must have:

      - knowledge of rye
      - stone ovens

      It is a plus if you know

      - chocolate
      - sugar

      A trade certificate is expected.
      """
    #expect(
      asked(body) == [
        "must: You have at least seven years in bakeries, at least two of them as a leader of "
          + "people or as\nmaster of a shop.",
        "must: knowledge of rye", "must: stone ovens", "nice: chocolate", "nice: sugar",
        "must: A trade certificate is expected.",
      ])
  }

  @Test(arguments: [
    ("5+ years of experience in baking", 5), ("3-5 years of baking", 3),
    ("at least two years in a bakery", 2), ("mindestens 4 Jahre Erfahrung", 4),
    ("10 to 12 years", 10), ("Bread of all kinds", nil), ("founded 150 years ago", nil),
  ])
  func `reads years of experience`(text: String, years: Int?) {
    #expect(ModalityRules.years(in: Tokenizer.tokenize(text)) == years)
  }

  @Test(arguments: [
    ("Bachelor's degree or equivalent", Degree.bachelor), ("Master of Science", .master),
    ("PhD in physics", .doctorate), ("Abgeschlossene Ausbildung als Bäcker", .vocational),
    ("Bachelor's or Master's", .bachelor),
  ])
  func `reads the degree that is asked for`(text: String, degree: Degree) {
    #expect(Degree.named(in: Tokenizer.tokenize(text)).first == degree)
  }

  @Test(arguments: [
    "Certified scrum master", "Sales associate with flair", "Registered nurse licence",
    "Plan the promotion of new products", "Master data management",
  ])
  func `other uses of such words ask for no degree`(text: String) {
    #expect(Degree.named(in: Tokenizer.tokenize(text)) == [])
  }

  @Test func `fields of the front matter come first and are not asked twice`() throws {
    let posting = """
      ---
      title: Baker
      qualifications: [Experience with sourdough]
      skills: [Rye]
      responsibilities: [Bake bread at night]
      emphasize: [Stone ovens]
      ---
      ## Requirements
      - Experience with sourdough
      - Driving licence
      """
    let report = try report(profile(["Baked sourdough"]), posting)
    #expect(
      report.requirements.map(\.requirement.text) == [
        "Stone ovens", "Experience with sourdough", "Rye", "Bake bread at night", "Driving licence",
      ])
    #expect(
      report.requirements.map(\.requirement.modality) == [.must, .must, .must, .duty, .must])
  }

  // MARK: Alternatives

  @Test(arguments: ["AWS or GCP", "AWS, GCP or Azure", "AWS/GCP", "Clouds such as AWS, GCP, Azure"])
  func `of alternatives one is enough`(asked: String) throws {
    let posting = "# Engineer\n\n## Requirements\n- \(asked)\n- Baking\n- Sailing\n- Singing"
    let one = try report(profile(["Ran everything on GCP"], skills: ["GCP"]), posting)
    let two = try report(
      profile(["Ran everything on AWS and GCP"], skills: ["GCP", "AWS"]), posting)
    let first = try #require(one.requirements.first)
    #expect(first.status == .matched, "\(first.share)")
    #expect(abs(first.share - (two.requirements.first?.share ?? 0)) < 0.05)
  }

  @Test func `what is joined by "and" is asked for both`() throws {
    let posting = "# Engineer\n\n## Requirements\n- AWS and GCP\n- Baking\n- Sailing\n- Singing"
    let one = try report(profile(["Ran everything on GCP"]), posting)
    let two = try report(profile(["Ran everything on AWS and GCP"]), posting)
    #expect((one.requirements.first?.share ?? 1) + 0.2 < (two.requirements.first?.share ?? 0))
  }

  // MARK: Conditions, languages, licences

  private let conditions = """
    # Nurse

    ## Requirements
    - Experience in intensive care
    - Fluent German
    - Registered nurse licence
    - You must be authorized to work in Germany
    - Based in Berlin
    """

  @Test func `permission and place are stated or not stated, and no part of the score`() throws {
    let lines = ["Looked after patients in intensive care"]
    let silent = try report(profile(lines), conditions)
    #expect(silent.conditions.map(\.requirement.aspect) == [.permit, .location])
    #expect(silent.conditions.allSatisfy { $0.statement == nil })
    #expect(silent.concerns.count { $0.hasPrefix("not stated in the profile") } == 2)
    #expect(!silent.requirements.contains { $0.requirement.text.contains("authorized") })
    let stated = try report(
      profile(lines + ["Work permit for Germany without a sponsor"])
        .replacing("label: Analyst}", with: "label: Analyst, location: {city: Berlin}}"), conditions
    )
    #expect(stated.conditions.allSatisfy { $0.statement != nil })
    #expect(stated.concerns.allSatisfy { !$0.hasPrefix("not stated in the profile") })
    #expect(stated.overallScore == silent.overallScore)
  }

  @Test func `languages and licences are requirements of their own kinds`() throws {
    let before =
      "languages: [{language: German, fluency: C2}]\n"
      + "certificates: [{name: Registered Nurse, issuer: Board, date: 2015-01}]"
    let held = try report(profile(["Intensive care"], before: before), conditions)
    #expect(held.result("German")?.requirement.aspect == .language)
    #expect(held.result("licence")?.requirement.aspect == .license)
    #expect(held.result("German")?.status == .matched)
    #expect(held.result("licence")?.status == .matched)
    let silent = try report(profile(["Intensive care"]), conditions)
    #expect(silent.result("German")?.status == .missing)
    #expect(
      silent.recommendations.contains("nothing shows 'Fluent German': if you speak it, add it"))
  }

  // MARK: Confidence

  @Test func `says when little was read`() throws {
    let low = try report(profile(["Baked"]), "# Baker\n\nCome and see us.")
    #expect(low.confidence.level == .low)
    let breads = ["rye", "spelt", "wheat", "barley", "oats", "maize", "rice", "millet"]
    let many = breads.map { "- Experience with \($0)\n" }.joined()
    let high = try report(profile(["Baked"]), "# Baker\n\n## Requirements\n\(many)")
    #expect(high.confidence.level == .high)
  }
}
