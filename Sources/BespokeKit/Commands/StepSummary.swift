import Arguments
import BuildGraph
import Diagnostics
import Files
import JSON
import YAML

/// The summary page of a step of GitHub Actions: a table of scores, and what was found.
struct StepSummary {
  /// Where the page goes; nil outside of GitHub Actions.
  static var path: String? {
    environmentValue("GITHUB_STEP_SUMMARY").flatMap { $0.isEmpty ? nil : $0 }
  }

  private let variants: [Variant]
  private let report: BuildReport
  private let output: any FileSystem

  /// Problems that are listed; more are counted.
  private static let listed = 50

  init(_ variants: [Variant], _ report: BuildReport, _ output: any FileSystem) {
    self.variants = variants
    self.report = report
    self.output = output
  }

  /// Appends the page, where one is asked for.
  func append(_ console: Console) -> ExitCode {
    guard let path = Self.path else { return .success }
    do throws(FileError) {
      let old = NamedFile.exists(path) ? try NamedFile.read(path).bytes : []
      try NamedFile.write(String(decoding: old, as: UTF8.self) + text, to: path)
      return .success
    } catch {
      console.report([error.diagnostic()])
      return .failure
    }
  }

  var text: String { "## Bespoke\n\n" + scores + problems }

  // MARK: Scores

  private var scores: String {
    var rows: [(folder: String, profile: String, job: String, documents: Int)] = []
    var places: [String: Int] = [:]
    for variant in variants {
      if let index = places[variant.folder] {
        rows[index].documents += variant.formats.count
      } else {
        places[variant.folder] = rows.count
        rows.append((variant.folder, variant.profile, variant.job, variant.formats.count))
      }
    }
    guard !rows.isEmpty else { return "" }
    var text = "| Profile | Job | Score | Pages | Documents |\n|---|---|--:|--:|--:|\n"
    for row in rows {
      let (score, pages) = figures(row.folder)
      text += "| \(Self.cell(row.profile)) | \(Self.cell(row.job)) | \(score) | \(pages) "
      text += "| \(row.documents) |\n"
    }
    return text + "\n"
  }

  /// Score and pages by the match report; a resume that is not tailored has none.
  private func figures(_ folder: String) -> (score: String, pages: String) {
    guard let place = try? RelativePath("\(folder)/match.json"),
      let bytes = try? output.read(place), let report = JSONValue(parsing: bytes)
    else { return ("–", "–") }
    var score = "–"
    if case .number(let number)? = report["overallScore"], let value = Double(number) {
      score = oneDecimal(value)
    }
    var pages: Set<Int> = []
    if case .object(let variants)? = report["variants"] {
      pages = Set(variants.compactMap { $0.value["pages"]?.intValue })
    }
    let range = pages.sorted()
    guard let least = range.first, let most = range.last else { return (score, "–") }
    return (score, least == most ? String(least) : "\(least)–\(most)")
  }

  // MARK: Problems

  private var problems: String {
    let sorted = Diagnostic.sorted(report.allDiagnostics)
    let count = Diagnostic.count(sorted)
    guard !count.isEmpty else { return "No problems.\n" }
    var text = "\(count)\n\n| Severity | Place | Problem |\n|---|---|---|\n"
    for problem in sorted.prefix(Self.listed) {
      let place = problem.location?.lineReference ?? problem.path ?? ""
      text += "| \(problem.severity.name) | \(Self.cell(place)) "
      text += "| \(Self.cell(problem.message)) `\(problem.id)` |\n"
    }
    if sorted.count > Self.listed { text += "\n… and \(sorted.count - Self.listed) more\n" }
    return text
  }

  /// A text in a table: nothing in it is Markdown or HTML.
  static func cell(_ text: String) -> String {
    var result = ""
    for scalar in printable(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case "|", "*", "_", "`", "[", "]", "\\", "~", "@", "#":
        result += "&#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
