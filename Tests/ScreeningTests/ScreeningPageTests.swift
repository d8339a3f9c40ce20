import Foundation
import Testing

@testable import Screening

struct ScreeningPageTests {
  private func page(_ results: [String]) -> String {
    var page = ScreeningPage(title: "Screening: <Nurse>")
    for result in results { page.add(Array(result.utf8)[...]) }
    return page.html
  }

  @Test func `the ranking stands first, best first, and leads to each file`() throws {
    let html = page([
      #"{"file": "b.txt", "overallScore": 12.5, "matchedRequirements": [], "concerns": []}"#,
      #"{"file": "bad.pdf", "error": {"message": "it is encrypted"}}"#,
      #"{"file": "a.txt", "overallScore": 61, "candidate": {"name": "Ada"}, "concerns": [{"message": "m"}]}"#,
    ])
    let table = try #require(html.components(separatedBy: "</table>").first)
    let files = ["a.txt", "b.txt", "bad.pdf"].compactMap { table.range(of: $0)?.lowerBound }
    #expect(files.count == 3 && files == files.sorted())
    for number in 1...3 {
      #expect(html.contains("href=\"#file-\(number)\"") && html.contains("id=\"file-\(number)\""))
    }
    #expect(html.contains("<td>–</td><td><b>–</b></td>"))
    #expect(html.contains("it is encrypted"))
  }

  @Test func `names and quotes are text, never markup`() {
    let html = page([
      #"{"file": "<b>.txt", "overallScore": 1, "candidate": {"name": "<script>alert(1)</script>"}}"#
    ])
    #expect(!html.contains("<script") && !html.contains("<b>.txt"))
    #expect(html.contains("Screening: &lt;Nurse&gt;"))
  }
}
