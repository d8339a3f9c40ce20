/// The same two pages as a Word document, from HTML and style sheet to bytes, in processor time.
enum DOCXFigure {
  static let figure = Figure(
    "docx warm / python-docx", against: "python-docx, in process", aim: .timesLess(20)
  ) { bench in
    let text = try bench.read(bench.path("two-pages.txt"))
    let pages = TwoPages(text)
    let engine = PageEngine()
    let ours = try bench.processorTime(rounds: 200) { round in
      _ = try engine.docx(pages.html(mark: " \(round)"), paragraphs: pages.count)
    }
    let peers = try bench.python(
      "docx_warm.py", [bench.path("two-pages.txt"), String(bench.rounds(20))])
    return Figure.Costs(ours: ours, peers: peers)
  }
}
