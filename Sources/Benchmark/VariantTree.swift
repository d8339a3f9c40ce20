import Files

/// A project of so many people and postings, each person's resume made for each posting.
///
/// Even postings are set in the template `north`, odd ones in `south`: the shipped `ats` twice, each
/// with a partial of its own. Person 3 has a line that only posting 3 shows, and one that all others show.
struct VariantTree {
  let bench: Bench
  let files: DiskFileSystem
  let profiles: Int
  let jobs: Int

  static let templates = ["north", "south"]
  /// In the line that only one variant shows.
  static let rareWord = "lighthouse"
  static let rarePerson = 3

  init(_ bench: Bench, _ name: String, profiles: Int, jobs: Int, formats: String) throws {
    self.bench = bench
    self.profiles = profiles
    self.jobs = jobs
    files = try bench.folder(name)
    let text = try bench.read(bench.path("two-pages.profile.yaml"))
    for number in 0..<profiles {
      var profile = Self.numbered(text, number)
      if number == Self.rarePerson { profile = Self.addingRareLine(to: profile) }
      try write(profile, to: "content/profiles/\(Self.person(number)).yaml")
    }
    for number in 0..<jobs {
      try write(Self.posting(number), to: "content/jobs/\(Self.job(number)).md")
    }
    try write(
      """
      defaults: {formats: [\(formats)]}
      builds:
        - {jobs: [n*], templates: [north], documents: [resume]}
        - {jobs: [s*], templates: [south], documents: [resume]}

      """, to: "bespoke.yaml")
    for name in Self.templates { try copyTemplate(to: name) }
  }

  static func person(_ number: Int) -> String { "p\(number)" }

  static func job(_ number: Int) -> String { (number % 2 == 0 ? "n" : "s") + String(number) }

  // MARK: Content

  /// A profile, ours or RenderCV's, of which no line is that of another number.
  static func numbered(_ text: String, _ number: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.drop(while: { $0 == " " }).hasPrefix("- '"), line.hasSuffix(".'") else {
        return String(line)
      }
      return line.dropLast(2) + ", in year \(number).'"
    }.joined(separator: "\n")
  }

  private static func addingRareLine(to profile: String) -> String {
    let lines = """
            - {text: 'Kept the \(rareWord) of the port lit.', tags: [rare]}
            - {text: 'Wrote the chronicle of the port.', tags: [common]}

      """
    guard let place = profile.firstRange(of: "    highlights:\n") else { return profile }
    return profile[..<place.upperBound] + lines + profile[place.upperBound...]
  }

  private static func posting(_ number: Int) -> String {
    let asked = (0..<7).map { "- " + requirements[(number * 3 + $0 * 5) % requirements.count] }
    let audience = number == rarePerson ? "rare" : "common"
    return """
      ---
      title: Data Engineer \(number)
      company: Employer \(number)
      audience: [\(audience)]
      ---
      # Data Engineer \(number)

      ## Requirements

      \(asked.joined(separator: "\n"))

      """
  }

  private static let requirements = [
    "Streaming pipelines that carry millions of readings", "Python and SQL", "Rust or Go",
    "Data contracts between teams", "Columnar storage and what it costs", "On-call handbooks",
    "Mentoring engineers", "Migration of schedulers to declared graphs", "Time series and units",
    "Record linkage with a known error", "Reproducible environments", "Forecasts of demand",
    "Quality reports that run by themselves", "PostgreSQL", "Kubernetes", "Terraform", "Kafka",
    "Writing for other engineers", "German", "Dutch",
  ]

  /// A template of the project's own, with a partial of its own.
  private func copyTemplate(to name: String) throws {
    let partials = "partials/section.mustache"
    for file in ["resume.mustache", "style.css", "template.yaml"] {
      let text = try bench.read("\(bench.root)/templates/ats/\(file)")
      let own = text.replacing("documents: [resume, letter]", with: "documents: [resume]")
        .replacing("Carlito", with: "Liberation Sans")
      try write(own, to: "templates/\(name)/\(file)")
    }
    try write(
      try bench.read("\(bench.root)/templates/\(partials)"), to: "templates/\(name)/\(partials)")
  }

  // MARK: Files

  func write(_ text: String, to path: String) throws {
    _ = try files.write(Array(text.utf8), to: RelativePath(path))
  }

  /// Replaces every occurrence in a file, of which there must be one.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = String(decoding: try files.read(RelativePath(path)), as: UTF8.self)
    guard text.contains(old) else { throw BenchError("'\(old)' is not in \(path)") }
    try write(text.replacing(old, with: new), to: path)
  }

  /// The resumes in every format, by path below out/.
  func documents(formats: [String]) -> [String] {
    (0..<profiles).flatMap { person in
      (0..<jobs).flatMap { job in
        formats.map { format in
          "\(Self.person(person))/\(Self.job(job))/resume-\(Self.templates[job % 2]).\(format)"
        }
      }
    }
  }

  /// Hashes of files below out/.
  func hashes(of paths: [String]) throws -> [String: ContentHash] {
    var hashes: [String: ContentHash] = [:]
    for path in paths {
      hashes[path] = ContentHash(of: try files.read(RelativePath("out/\(path)")))
    }
    return hashes
  }

  // MARK: Builds

  /// Forgets all that was made.
  func clear() throws {
    for name in ["out", ".bespoke"] { try files.removeTree(RelativePath(name)) }
  }

  @discardableResult
  func build(_ arguments: [String] = []) throws -> Subprocess {
    try bench.run(["\(bench.programs)/bespoke", "--root", files.rootPath] + arguments)
  }

  /// The documents that the last run which did anything made, by its log.
  func made() throws -> Set<String> {
    let folder = RelativePath(literal: ".bespoke/runs")
    guard let run = try files.list(folder).last(where: { $0.kind == .directory }) else { return [] }
    let path = try folder.appending(run.name).appending("log")
    let log = String(decoding: try files.read(path), as: UTF8.self)
    let ran = log.split(separator: "\n").compactMap { line -> String? in
      guard let start = line.firstRange(of: " ran "),
        let end = line[start.upperBound...].firstRange(of: ": ")
      else { return nil }
      return String(line[start.upperBound..<end.lowerBound])
    }
    return Set(ran.filter { $0.contains("/resume-") && $0.contains(".") })
  }
}
