import Diagnostics
import Files
import Foundation
import Testing

@testable import BuildGraph

/// A build over a real folder, and the front's look at it.
@Suite struct DiskTests {
  private let folder: String
  private let disk: DiskFileSystem

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/graph-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    disk = try DiskFileSystem(root: folder)
    try put("alpha", at: "notes/a")
    try put("beta", at: "notes/b")
    try put("engine", at: "engine")
    // Old enough that no status record is racy.
    Thread.sleep(forTimeInterval: 0.03)
  }

  private func put(_ text: String, at path: String) throws {
    try Data(text.utf8).write(to: url(path).makingFolder())
  }

  private func url(_ path: String) -> URL { URL(filePath: folder).appending(path: path) }

  private func text(_ path: String) -> String? {
    try? String(contentsOf: url(path), encoding: .utf8)
  }

  /// Copies each note to `out/<note>.txt`, or one of them only; the plan reads them all, as it reads
  /// the postings of a project.
  @discardableResult
  private func run(
    _ arguments: [String] = [], only note: String? = nil, isAnswering: Bool = true
  ) throws -> BuildReport {
    var settings = BuildSettings(project: disk)
    settings.host = try DiskFileSystem.host()
    settings.lockPath = folder + "/.bespoke/lock"
    settings.request = isAnswering ? BuildRequest(arguments) : nil
    settings.environment = ["BESPOKE_TEST_UNSET"]
    settings.engine = "/bin/engine"
    settings.toolFiles = [folder + "/engine"]
    let text = ReplayText(standardOutput: "same\n", standardError: "", coloredStandardError: "")
    return build(settings, replay: { _ in text }) { graph, files in
      _ = try? files.read(RelativePath("setting"))
      graph.isPartial = note != nil
      let notes = try note == "unlisted" ? [] : files.list(RelativePath("notes"))
      for entry in notes {
        _ = try? files.read(RelativePath("notes/\(entry.name)"))
        if let note, entry.name != note { continue }
        let (input, output) = (
          try RelativePath("notes/\(entry.name)"), try RelativePath("\(entry.name).txt")
        )
        graph.add(
          entry.name, name: "copy", key: stepKey("copy", version: 1), outputs: [output]
        ) { context in
          // Hardly anybody has these.
          let texts = ["more/a", "more/deep/\(entry.name)", "more/deep/z"].map { path in
            (try? context.files.read(RelativePath(path))) ?? []
          }
          context.emit(try context.files.read(input) + texts.joined(), to: output)
        }
      }
    }
  }

  private func answer(_ arguments: [String] = []) -> ReplayText? {
    upToDateAnswer(to: ["--root", folder] + arguments, engine: "/bin/engine")
  }

  @Test func `the front answers what was asked before`() throws {
    #expect(answer() == nil)
    #expect(try run().isSuccess)
    #expect(answer()?.standardOutput == "same\n")
    #expect(answer(["build"]) != nil)
    #expect(answer(["-j4"]) != nil)
    #expect(answer(["-n"]) == nil)
    #expect(answer(["-o", "elsewhere"]) == nil)
    #expect(upToDateAnswer(to: ["--root", folder], engine: "/other/engine") == nil)
    #expect(upToDateAnswer(to: ["--root", folder + "/none"], engine: "/bin/engine") == nil)
  }

  @Test(arguments: [
    "edit", "touch", "add", "delete", "rename", "swap", "output edited", "output deleted",
    "output linked", "output replaced by a folder", "engine", "same size and time", "journal",
  ])
  func `the front sees every change`(change: String) throws {
    try run()
    #expect(answer() != nil)
    let manager = FileManager.default
    switch change {
    case "edit": try put("ALPHA", at: "notes/a")
    case "touch":
      try manager.setAttributes([.modificationDate: Date()], ofItemAtPath: url("notes/a").path)
    case "add": try put("x", at: "notes/c")
    case "delete": try manager.removeItem(at: url("notes/a"))
    case "rename": try manager.moveItem(at: url("notes/a"), to: url("notes/c"))
    case "swap":
      try manager.moveItem(at: url("notes/a"), to: url("notes/c"))
      try manager.moveItem(at: url("notes/b"), to: url("notes/a"))
      try manager.moveItem(at: url("notes/c"), to: url("notes/b"))
    case "output edited": try put("x", at: "out/a.txt")
    case "output deleted": try manager.removeItem(at: url("out/a.txt"))
    case "output linked":
      try manager.moveItem(at: url("out/a.txt"), to: url("elsewhere"))
      try manager.createSymbolicLink(at: url("out/a.txt"), withDestinationURL: url("elsewhere"))
    case "output replaced by a folder":
      try manager.removeItem(at: url("out/a.txt"))
      try manager.createDirectory(at: url("out/a.txt"), withIntermediateDirectories: true)
    case "engine": try put("another", at: "engine")
    case "same size and time":
      let date = try manager.attributesOfItem(atPath: url("notes/a").path)[.modificationDate]
      try put("ALPHA", at: "notes/a")
      try manager.setAttributes([.modificationDate: date as Any], ofItemAtPath: url("notes/a").path)
    default: try put("", at: ".bespoke/journal")
    }
    #expect(answer() == nil)
    if change != "output replaced by a folder" {
      #expect(try run().isSuccess)
      #expect(answer() != nil)
      for name in ["a", "b", "c"] { #expect(text("out/\(name).txt") == text("notes/\(name)")) }
    } else {
      #expect(try !run().isSuccess)
      #expect(answer() == nil)
    }
  }

  @Test(
    arguments: ["edit", "add", "delete", "setting", "engine", "nothing"],
    ["a", "unlisted", nil] as [String?])
  func `a run that answers nothing itself hides no change from the front`(
    change: String, only: String?
  ) throws {
    try run()
    switch change {
    case "edit": try put("BETA", at: "notes/b")
    case "add": try put("x", at: "notes/c")
    case "delete": try FileManager.default.removeItem(at: url("notes/b"))
    case "setting": try put("strict", at: "setting")
    case "engine": try put("another", at: "engine")
    default: break
    }
    #expect(try run(only: only, isAnswering: only != nil).isSuccess)
    #expect((answer() != nil) == (change == "nothing"))
    #expect(try run().isSuccess)
    #expect(answer() != nil)
    for name in ["a", "b", "c"] { #expect(text("out/\(name).txt") == text("notes/\(name)")) }
  }

  @Test(arguments: ["more/a", "more/deep/a", "more/deep/b", "more/deep/z", "more/deep", "more"])
  func `the front sees a file come where there was no folder`(path: String) throws {
    try run()
    #expect(answer() != nil)
    // A folder alone changes no answer, nor does a file in its place.
    let isFile = path.split(separator: "/").last?.count == 1
    try put("+", at: path)
    #expect((answer() == nil) == isFile)
    try run()
    #expect(answer() != nil)
    #expect(text("out/a.txt")?.hasSuffix("+") == (isFile && path != "more/deep/b"))
  }

  @Test func `the front reads what was written within the same tick`() throws {
    try put("gamma", at: "notes/a")
    try run()
    #expect(answer() != nil, "the file is young, but holds what was read")
    try put("GAMMA", at: "notes/a")
    #expect(answer() == nil)
  }

  @Test func `the front sees an output change within the tick of the log`() throws {
    try run()
    func readLog() throws -> BuildLog {
      BuildLog(decoding: [UInt8](try Data(contentsOf: url(".bespoke/log"))))
    }
    var log = try readLog()
    // On a busy machine a run may take longer than the tick: then another one is tried.
    for round in 0..<100 where !log.outputs.values.contains(where: \.isRacy) {
      try put("round \(round)", at: "notes/a")
      try run()
      log = try readLog()
    }
    #expect(log.outputs.values.contains { $0.isRacy }, "written just before the log")
    // The same record of status, other bytes: as an edit in the same tick would leave it.
    var forged = log
    for (path, output) in log.outputs {
      forged.outputs[path] = BuildLog.Output(
        digest: output.digest, content: ContentHash(of: [1]), isRacy: true)
    }
    try Data(forged.encoded()).write(to: url(".bespoke/log"))
    #expect(answer() == nil)
  }

  @Test func `the front sees where a link leads now`() throws {
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: url("notes/c").path, withDestinationPath: "../elsewhere")
    #expect(try !run().isSuccess)
    try put("gamma", at: "elsewhere")
    Thread.sleep(forTimeInterval: 0.03)
    #expect(try run().isSuccess)
    #expect(text("out/c.txt") == "gamma")
    #expect(answer() != nil)
    try manager.removeItem(at: url("elsewhere"))
    #expect(answer() == nil)
  }

  @Test func `a listing is looked at again for the links in it`() throws {
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: url("notes/c").path, withDestinationPath: "../elsewhere")
    Thread.sleep(forTimeInterval: 0.03)
    func kinds() throws -> (ContentHash, [Observation: KnownState]) {
      let states = FileStates(roots: [.project: disk], known: known)
      let notes = Observation(question: .list, root: .project, path: RelativePath(literal: "notes"))
      return (states.state(of: notes), states.learnt)
    }
    var known: [Observation: KnownState] = [:]
    let (first, learnt) = try kinds()
    known = learnt
    try put("gamma", at: "elsewhere")
    #expect(try kinds().0 != first)
  }

  @Test func `the front trusts no damaged log`() throws {
    try run()
    let log = [UInt8](try Data(contentsOf: url(".bespoke/log")))
    for length in stride(from: 0, to: log.count, by: 7) {
      try Data(log[..<length]).write(to: url(".bespoke/log"))
      #expect(answer() == nil)
    }
    for index in stride(from: 0, to: log.count, by: 5) {
      var damaged = log
      damaged[index] ^= 4
      try Data(damaged).write(to: url(".bespoke/log"))
      #expect(answer() == nil)
    }
    try Data(log).write(to: url(".bespoke/log"))
    #expect(answer() != nil)
  }

  @Test func `a failure leaves no answer`() throws {
    try run()
    try FileManager.default.removeItem(at: url("notes/a"))
    try FileManager.default.createSymbolicLink(
      atPath: url("notes/a").path, withDestinationPath: "/etc/hostname")
    let report = try run()
    #expect(
      report.allDiagnostics.map(\.message) == [
        "cannot read 'notes/a': a symbolic link on this path is absolute or leads out of the project"
      ])
    #expect(answer() == nil)
  }

  @Test func `a build with nothing to do touches no file`() throws {
    try run()
    func times() throws -> [Date?] {
      try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().map {
        try FileManager.default.attributesOfItem(atPath: url($0).path)[.modificationDate] as? Date
      }
    }
    let before = try times()
    try run()
    #expect(try times() == before)
  }

  @Test func `one build at a time holds the lock`() throws {
    try disk.makeDirectory(RelativePath(".bespoke"))
    let path = folder + "/.bespoke/lock"
    var isFree = false
    if let lock = try FileLock(path: path, waiting: false) {
      isFree = try FileLock(path: path, waiting: false) != nil
      _ = consume lock
    }
    #expect(!isFree)
    #expect(try FileLock(path: path, waiting: false) != nil)
  }
}

extension URL {
  fileprivate func makingFolder() throws -> URL {
    try FileManager.default.createDirectory(
      at: deletingLastPathComponent(), withIntermediateDirectories: true)
    return self
  }
}
