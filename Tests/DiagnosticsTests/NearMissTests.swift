import Testing

@testable import Diagnostics

@Suite struct NearMissTests {
  static let keys = [
    "title", "company", "location", "qualifications", "responsibilities", "skills",
  ]

  @Test(arguments: [
    ("qualifcations", "qualifications"), ("Title", "title"), ("titel", "title"),
    ("skill", "skills"), ("compnay", "company"), ("responsiblities", "responsibilities"),
  ])
  func `finds what was meant`(word: String, meant: String) {
    #expect(nearMiss(of: word, in: Self.keys) == meant)
  }

  @Test(arguments: ["x", "", "summary", "tools", "url", String(repeating: "title", count: 1000)])
  func `stays silent when nothing is near`(word: String) {
    #expect(nearMiss(of: word, in: Self.keys) == nil)
  }

  @Test(arguments: [("", "abc", 3), ("abc", "abc", 0), ("ab", "ba", 1), ("kitten", "sitting", 3)])
  func `measures edits`(a: String, b: String, distance: Int) {
    #expect(editDistance(Array(a), Array(b)) == distance)
  }

  @Test func `asks back`() {
    #expect(didYouMean("fromat", in: ["format"]) == "did you mean 'format'?")
    #expect(didYouMean("zzz", in: ["format"]) == nil)
  }
}
