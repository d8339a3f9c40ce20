public import Files
public import JSON

/// The folder of one batch, for its owner alone: texts and results, never the files themselves.
///
/// `.bespoke/screen/<id>/` holds `batch.json`, `files.jsonl` (what becomes of each file),
/// `results.jsonl`, and the texts. A lock says that the batch still runs; without it a batch that is
/// not completed was killed, and goes with the next sweep.
public final class Session: Sendable {
  public let id: String
  private let folder: DiskFileSystem
  private let lock: FileLock
  private let state = Monitor(Counts())

  public struct Counts: Sendable {
    public var total = 0
    public var completed = 0
    public var errors = 0
  }

  public enum Status: String, Sendable { case uploading, ready, processing, completed }
  public enum FileState: String, Sendable { case pending, processing, completed, error }

  /// Where sessions of a project stand.
  public static let root = RelativePath(literal: ".bespoke/screen")

  /// Starts a session; `keep` is how many seconds after its end a sweep may take it.
  ///
  /// - Throws: when the project's folder can't be written to.
  public init(in project: DiskFileSystem, keep: Int64) throws(FileError) {
    let id = Self.newID()
    let path = Self.place(id)
    try project.makePrivateDirectory(Self.root)
    try project.makePrivateDirectory(path)
    folder = try project.subtree(path)
    guard let lock = try FileLock(path: folder.rootPath + "/lock", waiting: false) else {
      throw FileError(.lock, path.description, .missing)
    }
    self.id = id
    self.lock = lock
    try folder.write(Array("\(keep)\n".utf8), to: RelativePath(literal: "keep"), options: .secret)
  }

  public var path: String { folder.rootPath }

  /// Unique on this machine: two batches never share a folder.
  private static func newID() -> String {
    let number = UInt64(bitPattern: monotonicNanoseconds()) &* 0x9E37_79B9_7F4A_7C15
    let mixed = (number ^ number >> 29) &+ UInt64(processNumber) << 40
    let text = String(mixed, radix: 36)
    return "batch-" + String(repeating: "0", count: max(0, 13 - text.count)) + text
  }

  // MARK: What happens

  public func set(_ status: Status, job: String) throws(FileError) {
    let counts = state.read { $0 }
    let value: JSONValue = [
      "batch": .string(id), "status": .string(status.rawValue), "job": .string(job),
      "files": .integer(counts.total), "completed": .integer(counts.completed),
      "errors": .integer(counts.errors),
    ]
    try folder.write(
      Array(value.serialized(indented: true).utf8), to: RelativePath(literal: "batch.json"),
      options: .secret)
  }

  public func note(_ number: Int, _ name: String, _ state: FileState) throws(FileError) {
    let line: JSONValue = [
      "number": .integer(number), "file": .string(name), "status": .string(state.rawValue),
    ]
    self.state.update { counts in
      if state == .pending { counts.total += 1 }
      if state == .completed { counts.completed += 1 }
      if state == .error { counts.errors += 1 }
    }
    try folder.append(
      Array((line.serialized() + "\n").utf8), to: RelativePath(literal: "files.jsonl"))
  }

  public func keep(_ result: JSONValue, text: String?, number: Int) throws(FileError) {
    try folder.append(
      Array((result.serialized() + "\n").utf8), to: RelativePath(literal: "results.jsonl"))
    if let text {
      try folder.write(
        Array(text.utf8), to: Self.named("text-\(number).txt"), options: .secret)
    }
  }

  public var counts: Counts { state.read { $0 } }

  /// Takes back everything, of a batch that was stopped.
  public func discard(from project: DiskFileSystem) {
    try? project.removeTree(Self.place(id))
  }

  private static func place(_ id: String) -> RelativePath { (try? root.appending(id)) ?? root }

  private static func named(_ name: String) -> RelativePath { (try? RelativePath(name)) ?? .root }

  // MARK: Sweeping

  /// Removes sessions whose time is over and those of killed batches; all that no batch uses when
  /// `all`.
  ///
  /// - Returns: how many were removed.
  @discardableResult
  public static func sweep(_ project: DiskFileSystem, all: Bool = false) -> Int {
    guard project.exists(root), let entries = try? project.list(root) else { return 0 }
    var count = 0
    for entry in entries where entry.kind == .directory {
      guard let path = try? root.appending(entry.name),
        let lock = try? FileLock(path: project.rootPath + "/" + path.text + "/lock", waiting: false)
      else { continue }
      if all || isOver(path, project) {
        if (try? project.removeTree(path)) != nil { count += 1 }
      }
      _ = consume lock
    }
    return count
  }

  private static func isOver(_ path: RelativePath, _ project: DiskFileSystem) -> Bool {
    func text(_ name: String) -> String? {
      (try? path.appending(name)).flatMap { try? project.read($0, limit: 1 << 16) }
        .map { String(decoding: $0, as: UTF8.self) }
    }
    if text("batch.json") == nil, let status = (try? project.status(of: path)) ?? nil {
      // Just made, and not locked yet.
      return project.now - status.modified > 60_000_000_000
    }
    guard let state = text("batch.json"), state.contains("\"status\": \"completed\""),
      let keep = text("keep").flatMap({ Int64($0.trimmingBlanks) }),
      let place = try? path.appending("batch.json"),
      let ended = (try? project.status(of: place))?.flatMap({ $0.modified })
    else { return true }
    return project.now - ended > keep * 1_000_000_000
  }
}
