import Files

/// One resume as HTML and PDF by programs that start from nothing: by the clock, beside RenderCV in
/// processor time, because it asks the network for its latest version.
enum ColdFigures {
  static let all = [
    Figure("cold html+pdf / rendercv", against: "RenderCV", aim: .timesLess(40)) { bench in
      let project = try Project(bench)
      let input = bench.path("two-pages.rendercv.yaml")
      let output = "\(bench.work)/rendercv"
      let words = [
        "/usr/bin/env", "XDG_DATA_HOME=\(bench.path("peers"))",
        "\(bench.root)/.venv-bench/bin/rendercv", "render", input, "--dont-generate-png",
        "--output-folder-name", output,
      ]
      return try bench.leastTimes(rounds: 6) {
        try project.build().processorNanoseconds
      } peers: {
        try bench.run(words).processorNanoseconds
      }
    },
    Figure("cold html+pdf / c", against: "Pango and cairo in C", aim: .timesOf(1.5)) { bench in
      let project = try Project(bench)
      let peer = CPeer(bench)
      return try bench.leastTimes(rounds: 30) {
        try project.build().nanoseconds
      } peers: {
        try peer.run(1, to: "\(bench.work)/cold.pdf")
      }
    },
  ]

  /// A project with one profile and one template in Liberation Sans, built from nothing each time.
  private struct Project {
    let bench: Bench
    let files: DiskFileSystem

    init(_ bench: Bench) throws {
      self.bench = bench
      files = try bench.folder("project")
      try copy("two-pages.profile.yaml", to: "content/profiles/maren.yaml")
      let config = "defaults: {templates: [ats], formats: [html, pdf]}\n"
      _ = try files.write(Array(config.utf8), to: RelativePath("bespoke.yaml"), options: [])
      let templates = try DiskFileSystem(root: "\(bench.root)/templates")
      try copyTree(templates, .root, to: RelativePath("templates"))
    }

    private func copy(_ name: String, to path: String) throws {
      let text = try bench.read(bench.path(name))
      _ = try files.write(Array(text.utf8), to: RelativePath(path), options: [])
    }

    private func copyTree(
      _ source: DiskFileSystem, _ folder: RelativePath, to target: RelativePath
    ) throws {
      for entry in try source.list(folder) {
        let (from, to) = (try folder.appending(entry.name), try target.appending(entry.name))
        if entry.kind == .directory {
          try copyTree(source, from, to: to)
        } else {
          var text = String(decoding: try source.read(from), as: UTF8.self)
          text.replace("Carlito,", with: "\"Liberation Sans\",")
          _ = try files.write(Array(text.utf8), to: to, options: [])
        }
      }
    }

    /// Runs `bespoke build` where there is neither output nor log.
    func build() throws -> Subprocess {
      for name in ["out", ".bespoke"] { try files.removeTree(RelativePath(name)) }
      let result = try bench.run(["\(bench.programs)/bespoke", "--root", files.rootPath])
      for format in ["html", "pdf"] {
        let path = try RelativePath("out/maren/general/resume-ats.\(format)")
        guard files.exists(path) else { throw BenchError("the build made no \(path.text)") }
      }
      return result
    }
  }
}
