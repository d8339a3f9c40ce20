import Diagnostics
import HTML
import JSON
import YAML

/// The report of a batch as a page that needs nothing else: no script, no picture, no address.
public struct ScreeningPage {
  private struct Row {
    /// nil where the file could not be read.
    var score: Double?
    var number: Int
    /// A line of the ranking, without its rank.
    var cells: String
    var article: String
  }

  private var rows: [Row] = []
  private let title: String

  public init(title: String) { self.title = title }

  /// Adds a result as it stands in the session's file.
  public mutating func add(_ line: ArraySlice<UInt8>) {
    var problems: [Diagnostic] = []
    let file = SourceFile(path: "result.json", bytes: Array(line))
    guard let result = JSONReader.parse(file, into: &problems)?.root.jsonValue else { return }
    var score: Double?
    if case .number(let digits) = result["overallScore"] { score = Double(digits) }
    let number = rows.count + 1
    rows.append(
      Row(
        score: score, number: number, cells: Self.cells(result, number),
        article: Self.article(result, number)))
  }

  public var html: String {
    let sorted = rows.sorted { a, b in
      a.score == b.score ? a.number < b.number : (a.score ?? -1) > (b.score ?? -1)
    }
    let ranking = sorted.enumerated().map { place, row in
      "<tr><td>\(row.score == nil ? "–" : "\(place + 1)")</td>\(row.cells)</tr>"
    }
    return """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escapeText(title))</title>
      <style>
      body{font:15px/1.45 system-ui,sans-serif;color:#1c2127;background:#f5f6f7;margin:0 auto;max-width:58rem;padding:1.5rem}
      article{background:#fff;border:1px solid #d9dde1;border-radius:6px;padding:.9rem 1.2rem;margin:1rem 0}
      h1{font-size:1.5rem}h2{font-size:1.1rem;margin:0;display:flex;gap:.8rem}h2 b{min-width:2.6rem;text-align:right}
      h3{font-size:.85rem;margin:.9rem 0 .2rem;color:#55606a}ul{margin:.2rem 0;padding-left:1.2rem}
      .q{color:#55606a}.c{color:#8a3b12}.m{font-size:.85rem;color:#55606a;margin:.2rem 0}
      .t{overflow-x:auto}table{border-collapse:collapse;width:100%;background:#fff;border:1px solid #d9dde1}
      th,td{padding:.3rem .6rem;text-align:right;border-bottom:1px solid #e6e9ec}
      th{font-size:.85rem;color:#55606a}.l{text-align:left;overflow-wrap:anywhere}a{color:#0b57a4}
      </style></head><body><main>
      <h1>\(escapeText(title))</h1>
      <div class="t"><table><thead><tr><th>Rank</th><th>Score</th><th class="l">File</th>
      <th class="l">Name</th><th>Shown</th><th>In part</th><th>Missing</th><th>Concerns</th></tr></thead>
      <tbody>
      \(ranking.joined(separator: "\n"))
      </tbody></table></div>
      \(sorted.map(\.article).joined(separator: "\n"))
      </main></body></html>

      """
  }

  // MARK: One file

  private static func cells(_ result: JSONValue, _ number: Int) -> String {
    let file = escapeText(printable(result["file"]?.stringValue ?? ""))
    let name = escapeText(printable(result["candidate"]?["name"]?.stringValue ?? ""))
    let counts = ["matchedRequirements", "partialRequirements", "missingRequirements", "concerns"]
      .map { key in "<td>\(result[key]?.arrayValue.map { "\($0.count)" } ?? "–")</td>" }
    let score = whole(result["overallScore"])
    let link = "<a href=\"#file-\(number)\">\(file)</a>"
    return "<td><b>\(score)</b></td><td class=\"l\">\(link)</td><td class=\"l\">\(name)</td>"
      + counts.joined()
  }

  private static func article(_ result: JSONValue, _ number: Int) -> String {
    let open = "<article id=\"file-\(number)\">"
    let name = result["file"]?.stringValue ?? ""
    let candidate = result["candidate"]?["name"]?.stringValue.map { " – " + $0 } ?? ""
    if let error = result["error"] {
      let text = [error["message"], error["help"]].compactMap { $0?.stringValue }.joined(
        separator: "; ")
      return open + "<h2><b>–</b>\(escapeText(name))</h2>"
        + "<p class=\"c\">\(escapeText(text))</p></article>"
    }
    var html =
      open + "<h2><b>\(whole(result["overallScore"]))</b>\(escapeText(name + candidate))</h2>"
    html += components(result["componentScores"])
    html += requirements("Shown", result["matchedRequirements"])
    html += requirements("Shown in part", result["partialRequirements"])
    html += requirements("Missing", result["missingRequirements"])
    html += list("Concerns", result["concerns"], isWarning: true)
    html += strings("To do", result["recommendations"])
    html += list("How the file reads", result["readability"]?["notes"], isWarning: false)
    return html + "</article>"
  }

  private static func whole(_ value: JSONValue?) -> String {
    guard case .number(let digits) = value, let number = Double(digits) else { return "–" }
    return "\(Int(number.rounded()))"
  }

  private static func components(_ value: JSONValue?) -> String {
    guard case .object(let members) = value else { return "" }
    let parts = members.compactMap { member -> String? in
      guard case .number = member.value["score"] else { return nil }
      return "\(escapeText(member.key)) \(whole(member.value["score"]))"
    }
    return "<p class=\"m\">\(parts.joined(separator: " · "))</p>"
  }

  private static func requirements(_ title: String, _ value: JSONValue?) -> String {
    guard let items = value?.arrayValue, !items.isEmpty else { return "" }
    let rows = items.map { item in
      let quotes =
        item["evidence"]?.arrayValue?.prefix(2).compactMap { evidence -> String? in
          guard let quote = evidence["quote"]?.stringValue else { return nil }
          return "<br><span class=\"q\">“\(escapeText(quote))”</span>"
        } ?? []
      return "<li>\(escapeText(item["requirement"]?.stringValue ?? ""))\(quotes.joined())</li>"
    }
    return "<h3>\(title)</h3><ul>\(rows.joined())</ul>"
  }

  private static func list(_ title: String, _ value: JSONValue?, isWarning: Bool) -> String {
    guard let items = value?.arrayValue, !items.isEmpty else { return "" }
    let rows = items.map { item in
      let quote = item["quote"]?.stringValue ?? ""
      let tail = quote.isEmpty ? "" : ": <span class=\"q\">“\(escapeText(printable(quote)))”</span>"
      return
        "<li\(isWarning ? " class=\"c\"" : "")>\(escapeText(item["message"]?.stringValue ?? ""))\(tail)</li>"
    }
    return "<h3>\(title)</h3><ul>\(rows.joined())</ul>"
  }

  private static func strings(_ title: String, _ value: JSONValue?) -> String {
    guard let items = value?.arrayValue, !items.isEmpty else { return "" }
    return
      "<h3>\(title)</h3><ul>\(items.map { "<li>\(escapeText($0.stringValue ?? ""))</li>" }.joined())</ul>"
  }
}
