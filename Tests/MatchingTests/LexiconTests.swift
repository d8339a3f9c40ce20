import Profiles
import Testing

@testable import Matching

struct LexiconTests {
  private let lexicon = Lexicon.standard

  private func names(_ text: String, isNameList: Bool = false) -> [String] {
    let tokens = Tokenizer.tokenize(text, language: .english)
    return lexicon.mentions(in: tokens, isNameList: isNameList).map {
      lexicon.concepts[Int($0.concept)].name
    }
  }

  @Test func `holds skills of many fields, with aliases and implications`() {
    let fields = Dictionary(grouping: lexicon.concepts, by: \.field).mapValues(\.count)
    #expect(lexicon.concepts.count >= 1500)
    #expect(fields.values.count { $0 >= 40 } >= 10, "\(fields)")
    for field in [
      "software", "data", "health", "education", "law", "finance", "trades", "design", "sales",
      "science",
    ] {
      #expect(fields[field, default: 0] >= 40, "\(field)")
    }
    #expect(lexicon.nameCount >= lexicon.concepts.count * 2)
    #expect(lexicon.concepts.count { !$0.implied.isEmpty } * 3 >= lexicon.concepts.count)
  }

  @Test func `every implied name is the name of a skill`() {
    #expect(lexicon.unresolvedImplications == [])
  }

  @Test func `nothing implies itself, and what is further off weighs less`() {
    for (index, concept) in lexicon.concepts.enumerated() {
      #expect(!concept.implied.contains { $0.concept == Int32(index) })
      #expect(concept.implied.allSatisfy { $0.weight <= 0.6 && $0.weight > 0.1 })
    }
  }

  @Test(arguments: [
    ("k8s", "Kubernetes"), ("Postgres", "PostgreSQL"), ("golang", "Go"), ("ReactJS", "React"),
    ("AWS", "Amazon Web Services"), ("ML", "Machine Learning"),
  ])
  func `other names are the same skill`(alias: String, name: String) {
    #expect(names(alias, isNameList: true).map { $0.lowercased() }.contains(name.lowercased()))
  }

  @Test(arguments: [
    ("You go to school and rest", "Go"), ("Swift answers to our customers", "Swift"),
    ("Remove rust from car bodies", "Rust"),
    ("Vitamin C for patients", "C"),
  ])
  func `short names that are words too need company`(text: String, name: String) {
    #expect(!names(text).contains(name))
  }

  @Test(arguments: [
    ("Go and Kubernetes", "Go"), ("Swift, Kotlin and Java", "Swift"), ("Rust or C++", "Rust"),
    ("Python, R and SQL", "R"), ("Go, Rust, C", "C"),
  ])
  func `in the company of their field they count`(text: String, name: String) {
    #expect(names(text).contains(name))
  }

  @Test func `in a list of skills they need none`() {
    #expect(names("Go", isNameList: true) == ["Go"])
  }

  @Test func `skills of the user's own are found, and extend those that are there`() throws {
    let own = Lexicon.standard(with: [
      LexiconEntry(
        name: "Loomscript", aliases: ["LSX"], implies: ["Weaving Automation"], field: "software"),
      LexiconEntry(name: "Weaving Automation", field: "trades"),
      LexiconEntry(name: "Kubernetes", aliases: ["the big helm"]),
    ])
    let posting =
      "# Weaver\n\n## Requirements\n- LSX\n- Weaving automation\n- Kubernetes\n- Cooking"
    let lines = ["Wrote Loomscript for forty looms", "Steered the big helm"]
    let without = try report(profile(lines), posting)
    let with = try report(profile(lines), posting, lexicon: own)
    #expect(without.result("LSX")?.status == .missing)
    #expect(with.result("LSX")?.status == .matched)
    #expect((with.result("Weaving")?.share ?? 0) > (without.result("Weaving")?.share ?? 1))
    #expect(with.result("Kubernetes")?.status == .matched)
    #expect(Lexicon.standard(with: []).concepts.count == lexicon.concepts.count)
  }

  @Test func `an ambiguous name of the user's own needs company too`() {
    let own = Lexicon.standard(with: [
      LexiconEntry(name: "~Rye", field: "software")
    ])
    let mentions = { (text: String) in
      own.mentions(in: Tokenizer.tokenize(text, language: .english)).map {
        own.concepts[Int($0.concept)].name
      }
    }
    #expect(!mentions("Rye bread").contains("Rye"))
    #expect(mentions("Rye and Python").contains("Rye"))
  }
}
