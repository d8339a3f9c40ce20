import Files

/// Screening a folder of resumes: how long a PDF takes beside the programs that read it, and how the
/// memory of a batch grows with its files.
enum ScreeningFigures {
  static let all = [
    Figure(
      "screen a pdf / poppler", against: "pdftotext, pdftohtml, pdftoppm", aim: .timesOf(3.5)
    ) { bench in
      let folder = try resumes(bench, "pdf", count: 30)
      let programs = """
        for file in "$0"/*; do pdftotext -bbox-layout "$file" -; \\
        pdftohtml -xml -i -stdout "$file"; pdftoppm -gray -scale-to 1000 "$file"; done >/dev/null
        """
      let costs = try bench.leastTimes(rounds: 5) {
        try screen(bench, folder).processorNanoseconds
      } peers: {
        try bench.run(["sh", "-c", programs, folder.rootPath]).processorNanoseconds
      }
      return Figure.Costs(ours: costs.ours / 30, peers: costs.peers / 30)
    },
    Figure(
      "memory of 300 screened / of 100", against: "100 files", in: .megabytes, aim: .timesOf(1.1)
    ) { bench in
      func peak(_ count: Int) throws -> Double {
        let folder = try resumes(bench, "docx", count: count)
        return Double(try screen(bench, folder).peakKilobytes) / 1024
      }
      return Figure.Costs(ours: try peak(300), peers: try peak(100))
    },
  ]

  /// Two pages each, which differ in every paragraph.
  private static func resumes(_ bench: Bench, _ format: String, count: Int) throws -> DiskFileSystem
  {
    let text = TwoPages(try bench.read(bench.path("two-pages.txt")))
    let engine = PageEngine()
    let files = try bench.folder("screened-\(format)-\(count)")
    for number in 0..<count {
      let page = text.html(mark: " \(number)", inEveryParagraph: true)
      let bytes = try format == "pdf" ? engine.pdf(page) : engine.docx(page, paragraphs: text.count)
      _ = try files.write(bytes, to: RelativePath("\(number).\(format)"), options: [])
    }
    return files
  }

  private static func screen(_ bench: Bench, _ files: DiskFileSystem) throws -> Subprocess {
    let project = try bench.folder("screening")
    let result = try bench.run([
      "\(bench.programs)/bespoke", "screen", "--root", project.rootPath, "--job",
      "\(bench.root)/content/jobs/helix-site-reliability-lead.md", "--jobs", "1", "--keep", "1m",
      "--quiet", files.rootPath,
    ])
    let count = try files.list(.root).count
    // Each row begins with its rank and its score.
    let rows = result.text.split(separator: "\n").count { row in
      let words = row.split(separator: " ")
      return words.count > 2 && Int(words[0]) != nil && Double(words[1]) != nil
    }
    guard rows == count else { throw BenchError("\(rows) of \(count) resumes were screened") }
    return result
  }
}
