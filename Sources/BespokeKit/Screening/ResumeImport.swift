import Arguments
import Diagnostics
import Extraction
import Files

/// `bespoke import resume.pdf`: a profile to begin with, of a resume that was made elsewhere.
struct ResumeImport {
  private let file: SourceFile
  private let output: String
  private let console: Console
  private let parsed: ParsedArguments

  init(_ file: SourceFile, _ output: String, _ console: Console, _ parsed: ParsedArguments) {
    self.file = file
    self.output = output
    self.console = console
    self.parsed = parsed
  }

  /// Whether a file is a document; between kinds of text its name decides.
  static func takes(_ file: SourceFile) -> Bool {
    switch try? DocumentKind.of(file.bytes) {
    case .pdf, .word, .openDocument, .html: true
    case .markdown, .text:
      [".txt", ".text", ".md", ".markdown"].contains { file.path.lowercased().hasSuffix($0) }
    default: false
    }
  }

  func run() throws(FileError) -> ExitCode {
    let resume: ForeignResume
    do throws(ExtractionError) {
      guard let path = absolutePath(of: file.path) else {
        throw ExtractionError("no-path", "a document is read from a file, not from a pipe")
      }
      resume = try ForeignResume(file.bytes, path: path, name: file.path)
    } catch {
      console.report([.error(error.id, error.message, path: file.path, help: error.help)])
      return .failure
    }
    console.report(
      resume.text.concerns.map { concern in
        let quote = concern.quote.isEmpty ? "" : ": '\(printable(concern.quote))'"
        return .warning(concern.kind.rawValue, concern.message + quote, path: file.path)
      })
    let schema = SchemaFile(parsed, from: output)
    try NamedFile.write(schema.editorLine + Self.head(file.path) + resume.draft, to: output)
    if output != "-" { try schema.write() }
    let place = output == "-" ? "" : ", written to \(output)"
    console.say(
      "read as \(resume.text.kind.rawValue)\(place); a program has guessed what stands where: check "
        + "every line")
    return .success
  }

  private static func head(_ path: String) -> String {
    """
    # TO BE CHECKED: read from \(printable(path.folderAndName.name)) by 'bespoke import'.
    # Compare every line with the original, then delete these two lines and 'meta'.

    """
  }
}
