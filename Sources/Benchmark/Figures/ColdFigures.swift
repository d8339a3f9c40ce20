import Files

/// One resume as HTML and PDF by programs that start from nothing: by the clock, beside RenderCV in
/// processor time, because it asks the network for its latest version.
///
/// RenderCV brings its fonts along and the C program is told its four files, and neither asks git:
/// so the project holds the same four and lies outside of a repository, but for one figure that
/// looks for them among all fonts of the system and asks git when the content was committed.
enum ColdFigures {
  static let all = [
    Figure("cold html+pdf / rendercv", against: "RenderCV", aim: .timesLess(40)) { bench in
      let project = try Project(bench, isLikePeers: true)
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
    Figure("cold html+pdf / c", against: "Pango and cairo in C", aim: .timesOf(1.5)) {
      try besideC($0, isLikePeers: true)
    },
    Figure("cold in a clone / c", against: "Pango and cairo in C", aim: .timesOf(1.5)) {
      try besideC($0, isLikePeers: false)
    },
  ]

  private static func besideC(_ bench: Bench, isLikePeers: Bool) throws -> Figure.Costs {
    let project = try Project(bench, isLikePeers: isLikePeers)
    let peer = CPeer(bench)
    return try bench.leastTimes(rounds: 30) {
      try project.build().nanoseconds
    } peers: {
      try peer.run(1, to: "\(bench.work)/cold.pdf")
    }
  }

  /// A project with one profile and one template in Liberation Sans, as a clone holds it.
  private final class Project {
    private static let folder = RelativePath(literal: "projects")
    private let bench: Bench
    private let whole: DiskFileSystem
    private var builds = 0

    /// With the peers' fonts and without a history where it is like the peers.
    init(_ bench: Bench, isLikePeers: Bool) throws {
      self.bench = bench
      try DiskFileSystem(root: bench.work).removeTree(Self.folder)
      whole = try bench.folder("\(Self.folder)/whole")
      try copy(bench.path("two-pages.profile.yaml"), to: "content/profiles/maren.yaml")
      if isLikePeers {
        // Ends the search for the repository that the bench lies in.
        _ = try whole.write([], to: RelativePath(".git"), options: [])
        for file in PageEngine.fontFiles {
          try copy(file, to: "content/fonts/\(file.split(separator: "/").last ?? "")")
        }
      }
      let config = "defaults: {templates: [ats], formats: [html, pdf]}\n"
      _ = try whole.write(Array(config.utf8), to: RelativePath("bespoke.yaml"), options: [])
      let templates = try DiskFileSystem(root: "\(bench.root)/templates")
      try copyTree(templates, .root, to: whole, RelativePath("templates")) { bytes in
        var text = String(decoding: bytes, as: UTF8.self)
        text.replace("Carlito,", with: "\"Liberation Sans\",")
        return Array(text.utf8)
      }
    }

    private func copy(_ source: String, to path: String) throws {
      _ = try whole.write(try bench.bytes(of: source), to: RelativePath(path), options: [])
    }

    private func copyTree(
      _ source: DiskFileSystem, _ folder: RelativePath, to target: DiskFileSystem,
      _ place: RelativePath, changing change: ([UInt8]) -> [UInt8] = { $0 }
    ) throws {
      for entry in try source.list(folder) {
        let (from, to) = (try folder.appending(entry.name), try place.appending(entry.name))
        if entry.kind == .directory {
          try copyTree(source, from, to: target, to, changing: change)
        } else {
          _ = try target.write(change(try source.read(from)), to: to, options: [])
        }
      }
    }

    /// Runs `bespoke build` in a fresh copy: after a removal the file system is slower in making
    /// files for some seconds.
    func build() throws -> Subprocess {
      builds += 1
      let files = try bench.folder("\(Self.folder)/\(builds)")
      try copyTree(whole, .root, to: files, .root)
      let result = try bench.run(["\(bench.programs)/bespoke", "--root", files.rootPath])
      for format in ["html", "pdf"] {
        let path = try RelativePath("out/maren/general/resume-ats.\(format)")
        guard files.exists(path) else { throw BenchError("the build made no \(path.text)") }
      }
      return result
    }
  }
}
