import Files

/// A build with nothing to do, by the clock, beside Ninja with as many outputs and beside a C program
/// that does nothing but look at as many files.
enum NothingToDoFigures {
  static let all = [(4, "1,000"), (40, "10,000")].flatMap { profiles, count in
    [
      Figure("nothing to do, \(count) outputs / ninja", against: "Ninja", aim: .timesOf(0.6)) {
        bench in
        let tree = try Self.tree(bench, profiles)
        let ninja = try Self.ninja(bench, tree)
        return try Self.compare(bench, tree) { try bench.run(ninja).nanoseconds }
      },
      Figure("nothing to do, \(count) outputs / c", against: "stat in C", aim: .timesOf(1.9)) {
        bench in
        let tree = try Self.tree(bench, profiles)
        let loop = StatLoop(bench)
        let list = try loop.list(tree.files, Self.outputs(tree) + Self.inputs(tree))
        return try Self.compare(bench, tree) { try loop.run(tree.files, list) }
      },
    ]
  }

  /// Five files for each of fifty postings: three documents and a report in two forms.
  private static func tree(_ bench: Bench, _ profiles: Int) throws -> VariantTree {
    let tree = try VariantTree(
      bench, "nothing-\(profiles)", profiles: profiles, jobs: 50, formats: "html, txt, json")
    try tree.build()
    return tree
  }

  private static func compare(
    _ bench: Bench, _ tree: VariantTree, peers: () throws -> Int64
  ) throws -> Figure.Costs {
    try bench.leastTimes(rounds: 20, ours: { try tree.build().nanoseconds }, peers: peers)
  }

  private static func outputs(_ tree: VariantTree) -> [String] {
    let reports = (0..<tree.profiles).flatMap { person in
      (0..<tree.jobs).flatMap { job in
        ["json", "html"].map { "\(VariantTree.person(person))/\(VariantTree.job(job))/match.\($0)" }
      }
    }
    return (tree.documents(formats: ["html", "txt", "json"]) + reports).map { "out/" + $0 }
  }

  private static func inputs(_ tree: VariantTree) -> [String] {
    (0..<tree.profiles).map { "content/profiles/\(VariantTree.person($0)).yaml" }
      + (0..<tree.jobs).map { "content/jobs/\(VariantTree.job($0)).md" } + template("north")
      + template("south")
  }

  private static func template(_ name: String) -> [String] {
    ["resume.mustache", "style.css", "template.yaml", "partials/section.mustache"]
      .map { "templates/\(name)/\($0)" }
  }

  /// The command of a Ninja build of as many outputs from the same inputs, brought up to date.
  private static func ninja(_ bench: Bench, _ tree: VariantTree) throws -> [String] {
    let files = try bench.folder("ninja-\(tree.profiles)")
    for path in inputs(tree) {
      _ = try files.write(try tree.files.read(RelativePath(path)), to: RelativePath(path))
    }
    var text = "rule make\n  command = touch $out\n"
    for output in outputs(tree) {
      let names = output.split(separator: "/")
      let template = template(names[2].hasPrefix("n") ? "north" : "south").joined(separator: " ")
      text += "build \(output): make content/profiles/\(names[1]).yaml "
      text += "content/jobs/\(names[2]).md \(template)\n"
    }
    _ = try files.write(Array(text.utf8), to: RelativePath("build.ninja"))
    let command = ["ninja", "-C", files.rootPath]
    try bench.run(command)
    guard try bench.run(command).text.contains("no work to do") else {
      throw BenchError("Ninja finds something to do")
    }
    return command
  }
}

/// The C program that takes a status record of each file of a list (bench/stat-loop.c).
struct StatLoop {
  private let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  /// Compiles the program and writes the list; gives the list's path.
  func list(_ files: DiskFileSystem, _ paths: [String]) throws -> String {
    try bench.run(["cc", "-O2", bench.path("stat-loop.c"), "-o", "\(bench.work)/stat-loop"])
    let name = RelativePath(literal: "files.list")
    _ = try files.write(Array(paths.joined(separator: "\0").utf8) + [0], to: name)
    let list = "\(files.rootPath)/\(name)"
    let found = try bench.number(bench.run(["\(bench.work)/stat-loop", files.rootPath, list]))
    guard Int(found) == paths.count else { throw BenchError("only \(found) files are there") }
    return list
  }

  /// - Returns: the nanoseconds that one look at all files takes.
  func run(_ files: DiskFileSystem, _ list: String) throws -> Int64 {
    try bench.run(["\(bench.work)/stat-loop", files.rootPath, list]).nanoseconds
  }
}
