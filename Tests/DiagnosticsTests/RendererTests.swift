import Testing

@testable import Diagnostics

/// A diagnostic at the marked part (`«…»`) of a text.
private func warning(
  _ message: String, _ marked: String, path: String = "content/jobs/acme.md",
  severity: Diagnostic.Severity = .warning, help: String? = nil, notes: [Diagnostic.Note] = []
) -> Diagnostic {
  Diagnostic(
    severity, "unknown-key", message, at: location(marked, path), help: help, notes: notes)
}

private func location(_ marked: String, _ path: String) -> Location {
  let parts = marked.split(separator: "«", omittingEmptySubsequences: false)
  let rest = parts[1].split(separator: "»", omittingEmptySubsequences: false)
  let start = parts[0].utf8.count
  let file = SourceFile(path: path, text: "\(parts[0])\(rest[0])\(rest[1])")
  return Location(file: file, span: Span(start..<start + rest[0].utf8.count))
}

@Suite struct RendererTests {
  @Test func `shows the line, the caret and the help`() {
    let diagnostic = warning(
      "unknown key 'qualifcations'", "title: x\n  «qualifcations»: y\n",
      help: "did you mean 'qualifications'?",
      notes: [.init("first used here", at: location("«a»: 1", "b.yaml"))])
    #expect(
      DiagnosticFormat.human.render([diagnostic]) == """
        content/jobs/acme.md:2:3: warning: unknown key 'qualifcations' [unknown-key]
            qualifcations: y
            ^^^^^^^^^^^^^
          help: did you mean 'qualifications'?
        b.yaml:1:1: note: first used here
          a: 1
          ^
        1 warning

        """)
  }

  @Test(arguments: [
    ("\t\ta: «x»", "          a: x", "             ^"),
    ("名前: «値段»", "  名前: 値段", "        ^^^^"),
    ("e\u{301}: «x»", "  e\u{301}: x", "     ^"),
    ("a: «»", "  a: ", "     ^"),
    ("a: «x\ny»", "  a: x", "     ^"),
    ("a«\u{1B}[31m»b", "  a\\u{1B}[31mb", "   ^^^^^^^^^^"),
    ("a: «\u{202E}»b\r\n", "  a: \\u{202E}b", "     ^^^^^^^^"),
  ])
  func `puts the caret under what is shown`(marked: String, line: String, carets: String) {
    let lines = DiagnosticFormat.human.render([warning("m", marked)])
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[1] == line[...])
    #expect(lines[2] == carets[...])
  }

  @Test func `cuts a long line around the caret`() {
    let marked =
      String(repeating: "a", count: 100_000) + "«here»"
      + String(repeating: "b", count: 100_000)
    let lines = DiagnosticFormat.human.render([warning("m", marked)])
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[1].unicodeScalars.count == 102)
    #expect(lines[1].hasPrefix("  …aaaa"))
    #expect(lines[1].hasSuffix("bbb…"))
    let caret = lines[2].count { $0 == " " }
    #expect(lines[1].dropFirst(caret).hasPrefix("hereb"))
    #expect(lines[2].hasSuffix(" ^^^^"))
  }

  @Test func `sorts by place, prints each once and counts`() {
    let late = warning("late", "x\n«y»", severity: .error)
    let early = warning("early", "«x»\ny", severity: .error)
    let other = warning("other", "«x»", path: "a.yaml")
    let whole = Diagnostic.error("missing-file", "no such file", path: "b.yaml")
    let general = Diagnostic.warning("no-jobs", "no jobs found")
    #expect(
      DiagnosticFormat.short.render([late, early, other, whole, early, general]) == """
        warning: no jobs found [no-jobs]
        a.yaml:1:1: warning: other [unknown-key]
        b.yaml: error: no such file [missing-file]
        content/jobs/acme.md:1:1: error: early [unknown-key]
        content/jobs/acme.md:2:1: error: late [unknown-key]
        3 errors, 2 warnings

        """)
  }

  @Test func `colours on demand only`() {
    let text = DiagnosticFormat.human.render([warning("m", "«x»")], usesColor: true)
    #expect(text.hasPrefix("\u{1B}[1mcontent/jobs/acme.md:1:1: \u{1B}[0m\u{1B}[1;33mwarning:"))
    #expect(!DiagnosticFormat.human.render([warning("m", "«x»")]).contains("\u{1B}"))
  }

  @Test func `prints nothing for nothing`() {
    for format in [DiagnosticFormat.human, .short, .github] { #expect(format.render([]) == "") }
    #expect(DiagnosticFormat.json.render([]).contains("\"errors\": 0"))
    #expect(DiagnosticFormat.sarif.render([]).contains("\"results\": []"))
  }

  @Test(arguments: [
    "\u{1B}]0;owned\u{7}", "\u{9B}31m", "a\rb", "\u{202E}txt", "\u{2066}x", "\u{7F}",
  ])
  func `lets no control through`(hostile: String) {
    let diagnostic = Diagnostic(
      .error, "id", hostile,
      at: Location(
        file: SourceFile(path: hostile, text: hostile + "\n"), span: Span(start: 0, end: 1)),
      help: hostile, notes: [.init(hostile)])
    for format in DiagnosticFormat.allCases {
      let text = format.render([diagnostic])
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !isUnprintable($0) })
    }
  }

  @Test func `escapes workflow commands`() {
    let diagnostic = warning(
      "100% of a,b:c", "«x»", path: "a,b:c%.md", severity: .error, help: "do this")
    #expect(
      DiagnosticFormat.github.render([diagnostic])
        == "::error file=a%2Cb%3Ac%25.md,line=1,endLine=1,col=1,endColumn=2,title=unknown-key::"
        + "100%25 of a,b:c%0Ado this\n")
  }

  @Test func `writes a report as JSON`() {
    let text = DiagnosticFormat.json.render([warning("a \"b\"", "«x»", help: "h")])
    #expect(
      text == """
        {
          "diagnostics": [
            {
              "severity": "warning",
              "id": "unknown-key",
              "message": "a \\"b\\"",
              "path": "content/jobs/acme.md",
              "line": 1,
              "column": 1,
              "endLine": 1,
              "endColumn": 2,
              "help": "h"
            }
          ],
          "errors": 0,
          "warnings": 1
        }

        """)
  }

  @Test func `writes SARIF with encoded paths`() {
    let text = DiagnosticFormat.sarif.render(
      [warning("m", "«x»", path: "content/é b.md", notes: [.init("n")])], toolVersion: "1.0")
    for part in [
      "\"version\": \"2.1.0\"", "\"uri\": \"content/%C3%A9%20b.md\"", "\"level\": \"warning\"",
      "\"ruleIndex\": 0", "\"columnKind\": \"unicodeCodePoints\"", "\"relatedLocations\"",
    ] { #expect(text.contains(part)) }
  }
}
