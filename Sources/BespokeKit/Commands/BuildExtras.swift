import Arguments
import BuildGraph
import Diagnostics
import Files
import Synchronization

extension CommandTable {
  static let shard = Option(
    "shard", .text, "K/N", "Make the K-th of N parts, chosen by a hash of 'profile/job'")
  static let timings = Option(
    "timings", .text, "FILE", "Write when each step ran, as a Chrome trace")
  static let noState = Option.flag(
    "no-state", "Keep nothing in .bespoke/ and take no lock: for other build engines")
  static let manifest = Option(
    "manifest", .text, "FILE", "With --no-state: write the manifest of what was made there")
  static let depfile = Option(
    "depfile", .text, "FILE", "With --manifest: write a Make rule of all that was read")

  /// Options of `build` that serve machines and other build engines.
  static let buildExtras = [shard, timings, noState, manifest, depfile, session]
}

/// What a build that is part of another engine's has made, until it is written down.
final class InventoryBox: Sendable {
  private let held = Mutex(Inventory())

  var inventory: Inventory {
    get { held.withLock { $0 } }
    set { held.withLock { $0 = newValue } }
  }
}

/// Options of `build` that serve machines: parts of a build, traces, other engines.
struct BuildExtras {
  private let parsed: ParsedArguments
  /// Where the index goes instead of out/, when `--manifest` is given.
  let box: InventoryBox?

  init(_ parsed: ParsedArguments) {
    self.parsed = parsed
    box = parsed.value(of: CommandTable.manifest) == nil ? nil : InventoryBox()
  }

  var shard: Shard? { parsed.value(of: CommandTable.shard).flatMap { Shard($0) } }

  /// Whether any of them is given that the log can't answer.
  var isTalkative: Bool {
    parsed.has(CommandTable.noState)
      || [CommandTable.timings, CommandTable.manifest, CommandTable.depfile].contains {
        parsed.value(of: $0) != nil
      }
  }

  /// What is wrong with them.
  var problems: [Diagnostic] {
    var problems: [Diagnostic] = []
    if let text = parsed.value(of: CommandTable.shard), Shard(text) == nil {
      problems.append(
        .error(
          "bad-shard", "'--shard \(text)' is not a part of a build",
          help: "write K/N with K from 1 to N, such as 2/5"))
    }
    if box != nil, !parsed.has(CommandTable.noState) {
      problems.append(
        .error("bad-option", "'--manifest' needs '--no-state'", help: "out/manifest.json is kept"))
    }
    if parsed.value(of: CommandTable.depfile) != nil, box == nil {
      problems.append(
        .error("bad-option", "'--depfile' needs '--manifest'", help: "the rule is for that file"))
    }
    return problems
  }

  func apply(to settings: inout BuildSettings) {
    guard parsed.has(CommandTable.noState) else { return }
    settings.state = MemoryFileSystem()
    settings.lockPath = nil
  }

  /// Writes the files that were asked for beside the documents.
  func write(_ report: BuildReport) -> [Diagnostic] {
    do throws(FileError) {
      if let path = parsed.value(of: CommandTable.timings) {
        try writeNamedFile(chromeTrace(of: report), to: path)
      }
      guard let box, let path = parsed.value(of: CommandTable.manifest), report.isSuccess else {
        return []
      }
      let inventory = box.inventory
      try writeNamedFile(inventory.manifest(gallery: inventory.gallery), to: path)
      if let depfile = parsed.value(of: CommandTable.depfile) {
        try writeNamedFile(makeRule(path, report.inputs), to: depfile)
      }
      return []
    } catch {
      return [error.diagnostic()]
    }
  }

  /// `target: inputs`, with what Make and Ninja need escaped; folders that were listed count too.
  private func makeRule(_ target: String, _ inputs: [String]) -> [UInt8] {
    let files = inputs.filter { exists($0) }
    let paths = ([target + ":"] + Set(files).sorted()).map { path in
      path.reduce(into: "") { text, character in
        if character == " " || character == "#" || character == "\\" { text += "\\" }
        if character == "$" { text += "$" }
        text.append(character)
      }
    }
    return Array((paths.joined(separator: " \\\n ") + "\n").utf8)
  }

  /// Whether something is there: what was looked for in vain can't be named in a rule.
  private func exists(_ path: String) -> Bool {
    // Links of the machine, such as those to fontconfig's files, may lead anywhere.
    if let path = hostPath(path) { return (try? DiskFileSystem.host())?.exists(path) ?? false }
    guard let files = try? DiskFileSystem(root: rootPath), let path = try? RelativePath(path)
    else { return false }
    return files.exists(path)
  }

  private var rootPath: String { parsed.value(of: CommandTable.root) ?? "." }
}
