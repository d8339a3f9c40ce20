import Files

/// HTML to PDF in a warm process, in processor time.
enum PDFFigures {
  static let all = [
    Figure("pdf warm / weasyprint", against: "WeasyPrint, in process", aim: .timesLess(35)) {
      bench in
      let page = try page(bench)
      return Figure.Costs(
        ours: try warm(bench), peers: try bench.python("weasyprint_warm.py", [page, "5"]))
    },
    Figure("pdf new text / typst", against: "typst wheel, in process", aim: .timesLess(2.2)) {
      bench in
      let text = bench.path("two-pages.txt")
      return Figure.Costs(
        ours: try warm(bench, everyParagraphIsNew: true),
        peers: try bench.python("typst_warm.py", [text, String(bench.rounds(40))]))
    },
    Figure("pdf warm / c", against: "Pango and cairo in C", aim: .timesOf(1.25)) { bench in
      Figure.Costs(ours: try warm(bench), peers: try CPeer(bench).warm())
    },
    Figure("pdf new text / c", against: "Pango and cairo in C", aim: .timesOf(1.5)) { bench in
      Figure.Costs(
        ours: try warm(bench, everyParagraphIsNew: true), peers: try CPeer(bench).warm())
    },
  ]

  /// Milliseconds of one document, where the engine has set its like before: the first paragraph
  /// differs from round to round, or all of them do.
  private static func warm(_ bench: Bench, everyParagraphIsNew: Bool = false) throws -> Double {
    let text = TwoPages(try bench.read(bench.path("two-pages.txt")))
    let engine = PageEngine()
    return try bench.processorTime(
      rounds: 200, of: { text.html(mark: " \($0)", inEveryParagraph: everyParagraphIsNew) },
      { _ = try engine.pdf($0) })
  }

  /// The page as a file, for peers that read one.
  private static func page(_ bench: Bench) throws -> String {
    let html = TwoPages(try bench.read(bench.path("two-pages.txt"))).html()
    let files = try bench.folder("pages")
    _ = try files.write(Array(html.utf8), to: RelativePath("two-pages.html"), options: [])
    return "\(bench.work)/pages/two-pages.html"
  }
}

/// The bare C program of bench/, which `make bench` compiles.
struct CPeer {
  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  private var program: String { "\(bench.work)/pango-cairo" }
  private var text: String { bench.path("two-pages.txt") }

  /// Milliseconds of processor time of one document in a warm process.
  func warm() throws -> Double {
    try bench.number(bench.run([program, text, String(bench.rounds(200))]))
  }

  /// Starts the program for some documents and writes them.
  ///
  /// - Returns: the nanoseconds until it ended.
  func run(_ count: Int, to output: String) throws -> Int64 {
    try bench.run([program, text, String(count), output]).nanoseconds
  }
}
