import Arguments
import Diagnostics
import Files

extension CommandTable {
  static let parts = Positional(
    "OUT", "An output folder, or a manifest of files that stand in DIR; '@FILE' names a list",
    .oneOrMore)

  static let merge = Command(
    "merge", "Join the outputs of a build that was split by --shard",
    discussion: """
      Copies the documents of each output folder into DIR and joins manifests and galleries. The \
      result is what one build of everything would have made, byte for byte. Every file is checked \
      against its manifest; where anything differs, nothing is written.
      """,
    positionals: [parts], options: [out])
}

/// `bespoke merge OUT…`: one output folder of several.
enum MergeCommand {
  static func run(_ parsed: ParsedArguments, _ console: Console) -> ExitCode {
    var merge = InventoryMerge()
    var problems: [Diagnostic] = []
    do throws(FileError) {
      let root = parsed.value(of: CommandTable.root) ?? "."
      let destination = try destination(
        parsed.value(of: CommandTable.out) ?? "out", in: DiskFileSystem(root: root))
      for name in try names(parsed.words(at: CommandTable.parts)) {
        merge.add(name, destination: destination)
      }
      merge.check()
      if !merge.problems.contains(where: { $0.severity == .error }) {
        let changed = try merge.write(to: destination)
        let inventory = merge.inventory
        console.say("\(inventory.files.count) files merged, \(changed) of them copied")
      }
    } catch {
      problems.append(error.diagnostic())
    }
    problems += merge.problems
    console.report(problems)
    return problems.contains { $0.severity == .error } ? .failure : .success
  }

  private static func destination(
    _ out: String, in project: DiskFileSystem
  ) throws(FileError) -> any FileSystem {
    if let path = try? RelativePath(out) { return SubtreeFileSystem(project, at: path) }
    return try openFolder(out)
  }

  /// The words, with `@FILE` replaced by the lines of the file: a command line has its limits.
  private static func names(_ words: [String]) throws(FileError) -> [String] {
    var names: [String] = []
    for word in words {
      guard word.hasPrefix("@") else {
        names.append(word)
        continue
      }
      let file = try NamedFile.read(String(word.dropFirst()))
      names += String(decoding: file.bytes, as: UTF8.self)
        .split(whereSeparator: \.isNewline).map(String.init)
    }
    return names
  }
}
