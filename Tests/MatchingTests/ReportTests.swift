import Testing

@testable import Matching

struct ReportTests {
  private let posting = """
    # Senior Platform Engineer

    ## What you will do
    - Lead incident response for the platform
    - Mentor junior engineers

    ## Requirements
    - 5+ years of experience with Kubernetes in production
    - Terraform or Pulumi
    - PostgreSQL
    - Bachelor's degree in computer science
    - Sailing

    ## Nice to have
    - Kafka
    """

  private var ada: String {
    """
    basics: {name: Ada Byron, label: Engineer}
    work:
      - id: loom
        name: Loom Works
        position: Platform Engineer
        startDate: 2021-04
        highlights:
          - {text: Ran 12 Kubernetes clusters in production}
          - {text: Led incident response and wrote post-mortems}
          - {text: Kept the garden in order, keep: always}
          - {text: Ran Kubernetes clusters for a rival, keep: never}
      - id: mill
        name: Mill
        position: Clerk
        startDate: 2001-01
        endDate: 2003-12
        highlights:
          - {text: Sorted letters by street}
    education:
      - {institution: Leeds, studyType: Bachelor, area: Computer Science, endDate: 2015}
    skills:
      - id: tools
        name: Tools
        keywords: [Excel, Terraform, PostgreSQL]
    """
  }

  private func adaReport() throws -> MatchReport { try report(ada, posting) }

  @Test func `every number is the sum of the parts that are shown`() throws {
    let report = try adaReport()
    let sum = report.components.reduce(0) { $0 + $1.contribution }
    #expect(abs(sum - report.overallScore) < 1e-9)
    #expect(abs(report.components.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
    var evidence = 0
    for item in report.requirements.flatMap(\.evidence) {
      let terms = item.terms.reduce(0) { $0 + $1.weight * $1.match }
      #expect(!item.terms.isEmpty)
      #expect(abs(terms * item.factor - item.score) < 1e-6, "\(item)")
      evidence += 1
    }
    #expect(evidence > 4)
  }

  @Test func `evidence stands beside its requirement, and what is missing is said`() throws {
    let report = try adaReport()
    #expect(report.result("Kubernetes")?.evidence.first?.id == "loom.1")
    #expect(report.result("Kubernetes")?.evidence.first?.source == "content/profiles/ada.yaml:8")
    #expect(report.result("Terraform")?.status == .matched)
    #expect(report.result("degree")?.status == .matched)
    #expect(report.result("degree")?.evidence.first?.id == "education-1")
    #expect(report.result("Sailing")?.status == .missing)
    #expect(report.result("Sailing")?.evidence.isEmpty == true)
  }

  @Test func `a degree in another subject is shown beside the one asked for`() throws {
    let held = "education: [{institution: Leeds, studyType: Bachelor, area: Nursing}]"
    let report = try report(profile(["Ran shops"], before: held), posting)
    let degree = try #require(report.result("degree"))
    #expect(degree.status != .matched)
    #expect(degree.status == .missing || degree.evidence.first?.id == "education-1")
  }

  @Test func `what is not missing has evidence`() throws {
    for lines in [["Ran Kubernetes"], ["Led incidents"], ["Sailed"], ["Studied computers"]] {
      let held = "education: [{institution: Leeds, studyType: Master, area: Computing}]"
      for item in try report(profile(lines, before: held), posting).requirements {
        #expect((item.status == .missing) == item.evidence.isEmpty, "\(item)")
      }
    }
  }

  @Test func `tells skills that are listed and never shown`() throws {
    let report = try adaReport()
    #expect(report.listedOnly.map(\.name) == ["Terraform", "PostgreSQL"])
    #expect(
      report.recommendations.contains(
        "'Terraform' is listed under skills and no line shows it: say where you used it"))
  }

  @Test func `advice never claims what isn't there`() throws {
    let report = try adaReport()
    let sailing = report.recommendations.filter { $0.contains("Sailing") }
    #expect(sailing == ["nothing shows 'Sailing': if you have done it, write it down"])
    #expect(
      report.recommendations.allSatisfy {
        $0.contains(": if you ") || $0.contains("say where you used it")
          || $0.contains("say there what is true of the rest")
      })
  }

  // MARK: Selection

  @Test func `keep always is never taken away, keep never is never shown`() throws {
    let report = try adaReport()
    #expect(!report.dropOrder.contains { $0.id == "loom.3" })
    let secret = try #require(report.items.first { $0.id == "loom.4" })
    #expect(!secret.isKept)
    #expect(secret.reason == "the profile says keep: never")
    #expect(!report.dropOrder.contains { $0.id == "loom.4" })
  }

  @Test func `what is never shown is no evidence`() throws {
    let whole = try adaReport()
    #expect(!whole.requirements.flatMap(\.evidence).contains { $0.id == "loom.4" })
    let without = ada.split(separator: "\n").filter { !$0.contains("rival") }
      .joined(separator: "\n")
    #expect(try report(without, posting).overallScore == whole.overallScore)
  }

  @Test func `a recent job keeps a line and a job keeps its place in time`() throws {
    let report = try adaReport()
    let dropped = report.dropOrder.map(\.id)
    #expect(!dropped.contains("loom.1") || !dropped.contains("loom.2"))
    #expect(dropped.contains("mill.1"))
    #expect(report.dropOrder.first { $0.id == "mill" }?.action == .condense)
    #expect(!report.dropOrder.contains { $0.id == "loom" })
  }

  @Test func `what answers least goes first`() throws {
    let report = try adaReport()
    let places = report.dropOrder.map(\.id)
    let letters = try #require(places.firstIndex(of: "mill.1"))
    let clusters = try #require(places.firstIndex(of: "loom.1"))
    #expect(letters < clusters)
  }

  @Test func `no language leaves before one that is spoken less well`() throws {
    let languages = """
      languages:
        - {id: igbo, language: Igbo, fluency: Conversational}
        - {id: spanish, language: Spanish, fluency: Professional working proficiency}
        - {id: english, language: English, fluency: Native speaker}
      """
    let report = try report(
      profile(["Ran the ward"], before: languages), "# Nurse\n\n- Conversational Igbo required\n")
    let order = report.dropOrder.map(\.id).filter { ["igbo", "spanish", "english"].contains($0) }
    #expect(order == ["igbo", "spanish", "english"])
    #expect(LanguageLevel("B2") == .advanced)
    #expect(LanguageLevel("Muttersprache") == .native)
    #expect(LanguageLevel("since 2019") == nil)
  }

  // MARK: Small terms

  @Test func `recency and seniority never outweigh what was done`() throws {
    let old = try report(
      profile(["Ran Kubernetes clusters in production", "Led incident response with Terraform"])
        .replacing("startDate: 2020-03", with: "startDate: 2003-03\n    endDate: 2009-03"),
      posting)
    let recent = try report(
      profile(["Sold shoes", "Kept a garden"])
        .replacing("position: Analyst", with: "position: Senior Engineer"), posting)
    #expect(old.overallScore > recent.overallScore + 10)
  }

  @Test func `today comes from the caller`() throws {
    let early = try report(ada, posting, today: 2022 * 12)
    let late = try report(ada, posting, today: 2026 * 12 + 6)
    #expect(early.component("experience")?.score ?? 1 < late.component("experience")?.score ?? 0)
  }

  // MARK: Applicant tracking systems

  @Test func `checks what such systems trip over`() throws {
    let checked = try adaReport()
    let checks = Dictionary(uniqueKeysWithValues: checked.atsChecks.map { ($0.id, $0) })
    #expect(checks["contact"]?.isFine == false)
    #expect(checks["contact"]?.detail == "no e-mail address; no telephone number; no place")
    #expect(checks["job-title"]?.isFine == true)
    #expect(checks["dates"]?.isFine == true)
    #expect(checks["characters"]?.isFine == true)
    let odd = try report(
      profile(["Ran k8s → clusters 🚀"]), "# Baker\n\n## Requirements\n- Kubernetes\n- Bread\n- Salt"
    )
    let other = Dictionary(uniqueKeysWithValues: odd.atsChecks.map { ($0.id, $0) })
    #expect(other["characters"]?.isFine == false)
    #expect(other["job-title"]?.isFine == false)
    #expect(other["spelling"]?.detail.contains("Kubernetes") == true)
  }
}
