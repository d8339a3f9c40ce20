import Diagnostics
import Files

/// The programs of poppler-utils, run on files of strangers.
struct PDFTools: Sendable {
  /// Of the file, from the root: it can't be taken for an option.
  let path: String
  let limits: ExtractionLimits

  private static let folders = ["/usr/bin", "/usr/local/bin", "/bin", "/opt/homebrew/bin"]

  /// Where a program stands.
  static func find(_ name: String) -> String? {
    folders.lazy.map { $0 + "/" + name }.first { isExecutable($0) }
  }

  static func missing(_ name: String) -> ExtractionError {
    ExtractionError(
      "missing-tool", "PDF files are read by '\(name)', which is not installed",
      help: "install it with: sudo apt-get install poppler-utils")
  }

  /// Of all that a run of a program may cost, what no resume needs.
  private static let memory = 400 << 20
  private static let processorSeconds = 2

  func run(_ name: String, _ arguments: [String], output: Int) throws(ExtractionError)
    -> LimitedProcess
  {
    guard let program = Self.find(name) else { throw Self.missing(name) }
    let bounds = LimitedProcess.Limits(
      seconds: limits.seconds / 2, processorSeconds: Self.processorSeconds,
      memory: min(Self.memory, limits.memory), output: output)
    do {
      return try LimitedProcess(program, arguments, limits: bounds)
    } catch {
      throw ExtractionError("tool-failed", error.diagnostic().message)
    }
  }

  /// Words with their boxes, by blocks, in reading order.
  func boxes() throws(ExtractionError) -> LimitedProcess {
    try run(
      "pdftotext", ["-bbox-layout", "-enc", "UTF-8", "-l", "\(limits.pages)", "--", path, "-"],
      output: 64 << 20)
  }

  /// Text as the glyphs spell it, with fonts, colours and links.
  func glyphs() throws(ExtractionError) -> LimitedProcess {
    try run(
      "pdftohtml",
      ["-xml", "-i", "-stdout", "-enc", "UTF-8", "-l", "\(limits.pages)", "--", path],
      output: 64 << 20)
  }

  /// Pages drawn in shades of grey, the longer side of 1000 points.
  func pictures(pages: Int) throws(ExtractionError) -> LimitedProcess {
    try run(
      "pdftoppm",
      ["-gray", "-scale-to", "\(Raster.side)", "-f", "1", "-l", "\(pages)", "--", path],
      output: 64 << 20)
  }

  /// The boxes of each page.
  func pageBoxes(pages: Int) throws(ExtractionError) -> LimitedProcess {
    try run("pdfinfo", ["-box", "-f", "1", "-l", "\(pages)", "--", path], output: 1 << 20)
  }
}
