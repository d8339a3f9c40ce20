import Files
import Synchronization

/// A thousand variants (20 people × 50 postings) in five formats: all of them from nothing, and what
/// one edit makes again.
enum VariantFigures {
  static let all = [
    Figure(
      "1,000 variants cold, a variant / rendercv", against: "RenderCV, a profile",
      aim: .timesLess(40)
    ) { bench in
      Figure.Costs(ours: try cold(bench, workers: 1), peers: try renderCV(bench))
    },
    Figure(
      "1,000 variants cold, two workers / one", against: "one worker", aim: .timesLess(1.65)
    ) { bench in
      let one = try cold(bench, workers: 1)
      return Figure.Costs(ours: try cold(bench, workers: 2), peers: one)
    },
    Figure(
      "one bullet edited, documents made / changed", against: "documents that differ",
      in: .documents, aim: .timesOf(1)
    ) { bench in
      try made(bench, by: "content/profiles/p2.yaml", "the data contract", "a data contract")
    },
    Figure(
      "a rare bullet edited, documents made / changed", against: "documents that differ",
      in: .documents, aim: .timesOf(1)
    ) { bench in
      try made(bench, by: rareProfile, VariantTree.rareWord, "other light")
    },
    Figure(
      "one partial edited, documents made / its template's", against: "its template's",
      in: .documents, aim: .timesOf(1)
    ) { bench in
      let partial = "templates/north/partials/section.mustache"
      var costs = try made(bench, by: partial, "class=\"prose\"", "class=\"prose first\"")
      guard costs.ours > 0 else { throw BenchError("nothing was made") }
      costs.peers = Double(profiles * jobs / 2 * formats.count)
      return costs
    },
    Figure("a rare bullet edited / c", against: "stat and one PDF in C", aim: .timesOf(1.5)) {
      bench in try editing(bench)
    },
  ]

  private static let profiles = 20
  private static let jobs = 50
  private static let formats = ["html", "pdf", "docx", "txt", "json"]
  private static let rareProfile =
    "content/profiles/\(VariantTree.person(VariantTree.rarePerson)).yaml"
  /// Milliseconds a variant by the number of workers, each measured once.
  private static let coldTimes = Mutex<[Int: Double]>([:])

  private static func tree(_ bench: Bench) throws -> VariantTree {
    try VariantTree(
      bench, "variants", profiles: profiles, jobs: jobs, formats: formats.joined(separator: ", "))
  }

  // MARK: From nothing

  /// Milliseconds by the clock for the five documents of a variant.
  private static func cold(_ bench: Bench, workers: Int) throws -> Double {
    if let known = coldTimes.withLock({ $0[workers] }) { return known }
    let tree = try tree(bench)
    try tree.clear()
    let time = try tree.build(["-j", String(workers)]).nanoseconds
    let missing = try tree.documents(formats: formats)
      .first { !tree.files.exists(try RelativePath("out/\($0)")) }
    if let missing { throw BenchError("the build made no \(missing)") }
    let each = Double(time) / 1e6 / Double(profiles * jobs)
    coldTimes.withLock { $0[workers] = each }
    return each
  }

  /// Milliseconds of processor time for one profile: HTML, PDF, Markdown and Typst's source.
  ///
  /// By the clock it would count the network, which it asks for its latest version.
  private static func renderCV(_ bench: Bench) throws -> Double {
    let text = try bench.read(bench.path("two-pages.rendercv.yaml"))
    let files = try bench.folder("rendercv-profiles")
    var total: Int64 = 0
    for number in 0..<profiles {
      let name = "\(VariantTree.person(number)).yaml"
      _ = try files.write(
        Array(VariantTree.numbered(text, number).utf8), to: RelativePath(name))
      total += try bench.run([
        "/usr/bin/env", "XDG_DATA_HOME=\(bench.path("peers"))",
        "\(bench.root)/.venv-bench/bin/rendercv", "render", "\(files.rootPath)/\(name)",
        "--dont-generate-png", "--output-folder-name", "\(files.rootPath)/\(number)",
      ]).processorNanoseconds
    }
    return Double(total) / 1e6 / Double(profiles)
  }

  // MARK: After an edit

  /// How many documents an edit makes, and how many of all differ afterwards; the edit is undone.
  private static func made(
    _ bench: Bench, by path: String, _ old: String, _ new: String
  ) throws -> Figure.Costs {
    let tree = try tree(bench)
    try tree.build()
    let documents = tree.documents(formats: formats)
    let before = try tree.hashes(of: documents)
    try tree.edit(path, old, new)
    try tree.build()
    let (made, after) = (try tree.made(), try tree.hashes(of: documents))
    let changed = documents.filter { before[$0] != after[$0] }
    guard !changed.isEmpty, made.isSuperset(of: changed) else {
      throw BenchError("\(changed.count) documents changed, \(made.count) were made")
    }
    try tree.edit(path, new, old)
    try tree.build()
    guard try tree.hashes(of: documents) == before else {
      throw BenchError("an edit back does not end where it began")
    }
    return Figure.Costs(ours: Double(made.count), peers: Double(changed.count))
  }

  /// The clock of a build after an edit that shows in one variant: five documents; beside a look at
  /// all files and one PDF in C.
  private static func editing(_ bench: Bench) throws -> Figure.Costs {
    let tree = try tree(bench)
    try tree.build()
    let loop = StatLoop(bench)
    let list = try loop.list(tree.files, tree.documents(formats: formats).map { "out/" + $0 })
    let peer = CPeer(bench)
    var words = (VariantTree.rareWord, "other light")
    let costs = try bench.leastTimes(rounds: 10) {
      try tree.edit(rareProfile, words.0, words.1)
      words = (words.1, words.0)
      return try tree.build().nanoseconds
    } peers: {
      try loop.run(tree.files, list) + peer.run(1, to: "\(bench.work)/edited.pdf")
    }
    if words.0 != VariantTree.rareWord { try tree.edit(rareProfile, words.0, words.1) }
    return costs
  }
}
