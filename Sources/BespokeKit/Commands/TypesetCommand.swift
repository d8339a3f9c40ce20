import Arguments
public import Diagnostics
import Export
import Files
import Graphics
import PDFFile

extension CommandTable {
  static let page = Positional("PAGE.html", "An HTML or XHTML file", .required)
  static let pdf = Positional(
    "OUT.pdf", "Where the PDF goes; with .png, a picture of each page", .required)
  static let paper = Option(
    "paper", .choice(["A4", "Letter"]), "NAME",
    "Where the page names none (default: Letter, as in Chromium)")

  static let typeset = Command(
    "typeset", "Typeset any HTML page as PDF with Bespoke's own engine",
    discussion: """
      Style sheets and images are read from the page's folder and below; nothing is fetched.
      """,
    positionals: [page, pdf], options: [paper])
}

/// `bespoke typeset IN.html OUT.pdf`: the engine for anybody's page.
public struct TypesetCommand {
  /// Path of the HTML or XHTML file.
  public var input: String
  /// Path of the PDF, or of a `.png`: then each page is a file, `out-2.png` the second one.
  public var output: String
  /// Folders whose fonts come before the system's.
  public var fontFolders: [String] = []
  /// Seconds since 1970 for the PDF's dates; nil leaves them out.
  public var epoch: Int?
  public var isLetter = false

  public init(input: String, output: String) {
    self.input = input
    self.output = output
  }

  /// Files that a page may bring along are no larger.
  private static let fileLimit = 64 << 20

  /// Typesets the page; an error among the diagnostics means that nothing was written.
  public func run() -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    do {
      let (folder, name) = input.folderAndName
      let files = try DiskFileSystem(root: folder)
      let html = SourceFile(
        path: input,
        bytes: try files.load(try NamedFile.relative(name), limit: Self.fileLimit).bytes)
      let library = FontLibrary(folders: fontFolders)
      diagnostics += library.unreadable.map(FontLibrary.diagnostic)
      let typesetter = Typesetter(fonts: library)
      let document = typesetter.layOut(
        html, options: options(folder: folder, files: files), into: &diagnostics)
      try write(document, typesetter, into: &diagnostics)
    } catch {
      diagnostics.append(error.diagnostic())
    }
    return diagnostics
  }

  private func options(folder: String, files: DiskFileSystem) -> TypesetOptions {
    var information = Information()
    information.epoch = epoch
    return TypesetOptions(
      paper: isLetter ? TypesetOptions.letter : TypesetOptions.a4,
      load: { address in
        guard let path = Self.localPath(address) else { return nil }
        return (try? files.load(path, limit: Self.fileLimit))?.bytes
      },
      fontPath: { address in
        guard let path = Self.localPath(address),
          (try? files.status(of: path)) != nil
        else { return nil }
        return folder + "/" + path.text
      },
      information: information)
  }

  private func write(
    _ document: Typesetter.Document, _ typesetter: Typesetter, into diagnostics: inout [Diagnostic]
  ) throws(FileError) {
    let (folder, name) = output.folderAndName
    let files = try DiskFileSystem(root: folder)
    guard name.lowercased().hasSuffix(".png") else {
      guard let bytes = typesetter.pdf(document, path: input, into: &diagnostics) else { return }
      _ = try files.write(bytes, to: try NamedFile.relative(name), options: [])
      return
    }
    guard let pictures = typesetter.png(document, path: input, into: &diagnostics) else { return }
    for (index, picture) in pictures.enumerated() {
      let stem = name.dropLast(4) + (index == 0 ? "" : "-\(index + 1)")
      _ = try files.write(picture, to: try NamedFile.relative(stem + ".png"), options: [])
    }
  }

  /// A relative address as a path beside the page; nil for anything that leads elsewhere.
  private static func localPath(_ address: String) -> RelativePath? {
    let scheme = address.prefix { $0 != ":" && $0 != "/" }
    guard scheme.count == address.count || !address.dropFirst(scheme.count).hasPrefix(":") else {
      return nil
    }
    let path = address.prefix { $0 != "?" && $0 != "#" }
    var bytes: [UInt8] = []
    var rest = path.utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
      if byte == UInt8(ascii: "%"), digits.count == 2 {
        bytes.append(UInt8(digits[0] << 4 | digits[1]))
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return try? RelativePath(String(decoding: bytes, as: UTF8.self))
  }
}

extension TypesetCommand {
  /// Runs the command as the command line asks for it.
  static func run(_ parsed: ParsedArguments, _ console: Console) -> ExitCode {
    var command = TypesetCommand(
      input: parsed.word(at: CommandTable.page) ?? "",
      output: parsed.word(at: CommandTable.pdf) ?? "")
    command.isLetter = parsed.value(of: CommandTable.paper) != "A4"
    command.epoch = environmentValue("SOURCE_DATE_EPOCH").flatMap { Int($0) }
    let problems = command.run()
    console.report(problems)
    return problems.contains { $0.severity == .error } ? .failure : .success
  }
}
