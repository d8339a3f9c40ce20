import Diagnostics
import Files

/// `bench [--only TEXT] [--quick] [--save]`: measures the figures and prints them as a table.
public enum BenchmarkCommand {
  /// Every figure, in the order of the table; each stands in a file of its own.
  private static let figures: [Figure] =
    PDFFigures.all + ScreeningFigures.all + [
      DOCXFigure.figure, WorkersFigure.figure, FilesFigure.figure,
    ] + ColdFigures.all + NothingToDoFigures.all + VariantFigures.all
    + [MemoryFigure.figure, ContentFigure.figure] + MatchingFigures.all

  /// - Returns: 0, or 1 when something got worse or could not be measured, or 2 for wrong usage.
  public static func main(_ arguments: [String]) -> Int32 {
    if let count = DocumentBatch.count(asked: arguments) { return DocumentBatch.run(count) }
    guard let options = Options(arguments) else {
      StandardStream.error.write("usage: bench [--only TEXT] [--quick] [--save]\n")
      return 2
    }
    do {
      return try run(options) ? 0 : 1
    } catch {
      StandardStream.error.write("bench: \(error.diagnostic().message)\n")
      return 1
    }
  }

  private struct Options {
    var only = ""
    var isQuick = false
    var saves = false

    init?(_ arguments: [String]) {
      var rest = arguments[...]
      while let word = rest.popFirst() {
        switch word {
        case "--quick": isQuick = true
        case "--save": saves = true
        case "--only":
          guard let text = rest.popFirst() else { return nil }
          only = text
        default: return nil
        }
      }
    }
  }

  private static func run(_ options: Options) throws(FileError) -> Bool {
    let project = try DiskFileSystem(root: ".")
    _ = try project.subtree(RelativePath(literal: ".build/bench"))
    let root = absolutePath(of: ".") ?? "."
    let bench = Bench(
      root: root, programs: (executablePath() ?? "").folder, work: root + "/.build/bench",
      effort: options.isQuick ? 0.2 : 1)
    var baseline = Baseline(in: project)
    var table = Table()
    for figure in figures where options.only.isEmpty || figure.name.contains(options.only) {
      StandardStream.error.write("measuring \(figure.name) …\n")
      table.add(figure, Result { try figure.measure(bench) }, before: baseline[figure.name])
    }
    StandardStream.output.write(table.text)
    reportLoad()
    if options.saves {
      // All of them measured: what is no figure any more goes.
      if options.only.isEmpty { baseline.keep { name in figures.contains { $0.name == name } } }
      for (name, ratio) in table.ratios { baseline[name] = ratio }
      try baseline.save(in: project)
    }
    return table.isFine || options.saves
  }

  /// Figures by the clock say little while others work.
  private static func reportLoad() {
    let path = RelativePath(literal: "proc/loadavg")
    guard let bytes = try? DiskFileSystem.host().load(path, limit: 4096).bytes,
      let word = String(decoding: bytes, as: UTF8.self).split(separator: " ").dropFirst(2).first,
      let load = Double(word), load > Double(processorCount) + 0.5
    else { return }
    StandardStream.error.write(
      "bench: others were at work (load \(word)): figures by the clock say little\n")
  }
}

extension String {
  /// The path without what follows the last slash.
  fileprivate var folder: String {
    lastIndex(of: "/").map { String(self[..<$0]) } ?? "."
  }
}
