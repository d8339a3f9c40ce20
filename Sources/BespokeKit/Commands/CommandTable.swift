package import Arguments
import Diagnostics

/// Every command and option of `bespoke`, once: what parses, explains and completes them.
package enum CommandTable {
  package static let version = "0.1.0"

  package static let program = Program(
    "bespoke", "Build resumes from plain text, tailored to postings", commands: [build, typeset],
    default: build, commonOptions: [root, diagnostics, color, quiet, verbose])

  // MARK: Options of several commands

  static let root = Option("root", .text, "DIR", "The project's folder (default: this one)")
  static let diagnostics = Option(
    "diagnostics", .choice(DiagnosticFormat.allCases.map(\.rawValue)), "FORM",
    "How problems are printed")
  static let color = Option(
    "color", .choice(["auto", "always", "never"]), "WHEN", "Whether to use colours")
  static let quiet = Option.flag("quiet", short: "q", "Print problems only")
  static let verbose = Option.flag("verbose", short: "v", "Print a line per document")
  static let out = Option("out", short: "o", .text, "DIR", "Where documents go (default: out)")

  // MARK: build

  static let jobs = Option("jobs", short: "j", .integer(1...256), "N", "Documents made at once")
  static let dryRun = Option.flag("dry-run", short: "n", "Say what would be made and stop")
  static let force = Option.flag("force", short: "f", "Make everything again")
  static let explain = Option.flag("explain", "Say why each document is made")
  static let keepGoing = Option.flag("keep-going", short: "k", "Go on after an error (the default)")
  static let failFast = Option.flag("fail-fast", "Stop at the first error")
  static let formats = Option(
    "format", .list(OutputFormat.allCases.map(\.rawValue)), "LIST", "Make these formats only")
  static let templates = Option(
    "template", short: "t", .list([]), "LIST", "Use these templates only")
  static let failOn = Option(
    "fail-on", .choice(["error", "warning"]), "SEVERITY", "What makes the build fail")
  static let targets = Positional(
    "TARGET", "A profile, a posting, 'profile/posting' or a path in out/ (default: all)", .any)

  static let build = Command(
    "build", "Make every document that is missing or out of date",
    discussion: """
      Reads content/, templates/ and bespoke.yaml and makes each profile for each posting, in each \
      template and format, below out/.
      """,
    positionals: [targets],
    options: [
      out, jobs, dryRun, force, explain, keepGoing, failFast, formats, templates, failOn,
    ])

  // MARK: typeset

  static let page = Positional("PAGE.html", "An HTML or XHTML file", .required)
  static let pdf = Positional(
    "OUT.pdf", "Where the PDF goes; with .png, a picture of each page", .required)
  static let paper = Option(
    "paper", .choice(["A4", "Letter"]), "NAME", "Where the page names none (default: A4)")

  static let typeset = Command(
    "typeset", "Typeset any HTML page as PDF with Bespoke's own engine",
    discussion: """
      Style sheets and images are read from the page's folder and below; nothing is fetched.
      """,
    positionals: [page, pdf], options: [paper])
}
