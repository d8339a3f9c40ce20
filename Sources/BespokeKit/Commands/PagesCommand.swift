import Arguments
import Diagnostics
import Files
import HTML
import Markdown

extension CommandTable {
  static let markdownFolder = Positional("FOLDER", "Where the Markdown files are", .required)
  static let pages = Command(
    "pages", "Make web pages of a folder of Markdown files",
    discussion: "Links between the files lead to their pages.",
    positionals: [markdownFolder], options: [out], isHidden: true)
}

/// `bespoke pages docs --out out/docs`: the documentation as web pages.
struct PagesCommand {
  private let files: DiskFileSystem
  private let target: DiskFileSystem
  /// Markdown files with their titles, in byte order of their paths.
  private var sources: [(path: RelativePath, title: String, text: String)] = []

  static func run(_ parsed: ParsedArguments, _ console: Console) -> ExitCode {
    let folder = parsed.word(at: CommandTable.markdownFolder) ?? "docs"
    let out = parsed.value(of: CommandTable.out) ?? "out/docs"
    do throws(FileError) {
      var pages = try PagesCommand(folder, out)
      try pages.collect(.root)
      try pages.write()
      console.say("made \(pages.sources.count) pages in \(out)")
      return .success
    } catch {
      console.report([error.diagnostic()])
      return .failure
    }
  }

  private init(_ folder: String, _ out: String) throws(FileError) {
    files = try DiskFileSystem(root: folder)
    if let place = try? RelativePath(out) {
      target = try DiskFileSystem(root: ".").subtree(place)
    } else {
      target = try DiskFileSystem(root: out)
    }
  }

  private mutating func collect(_ folder: RelativePath) throws(FileError) {
    for entry in try files.list(folder) {
      let path = folder.child(entry.name)
      if entry.kind == .directory {
        try collect(path)
      } else if entry.kind == .file, entry.name.hasSuffix(".md") {
        let text = String(decoding: try files.read(path), as: UTF8.self)
        let title = text.split(separator: "\n").first { $0.hasPrefix("# ") }?.dropFirst(2)
        sources.append((path, title.map(String.init) ?? entry.name, text))
      }
    }
  }

  private func write() throws(FileError) {
    for source in sources {
      let page = Self.page(
        title: source.title, menu: menu(from: source.path),
        body: blockHTML(source.text, resolve: Self.pageLink))
      try target.write(Array(page.utf8), to: RelativePath.root.child(Self.name(of: source.path)))
    }
    let index = Self.page(title: "Bespoke", menu: menu(from: .root), body: "<h1>Bespoke</h1>")
    try target.write(Array(index.utf8), to: RelativePath.root.child("index.html"))
  }

  /// A relative link to a Markdown file leads to its page.
  private static func pageLink(_ url: String) -> String? {
    let parts = url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = parts.first, !path.contains(":"), !path.hasPrefix("/"), path.hasSuffix(".md")
    else { return nil }
    let fragment = parts.count > 1 ? "#\(parts[1])" : ""
    return path.dropLast(2) + "html" + fragment
  }

  private static func name(of path: RelativePath) -> String { path.text.dropLast(2) + "html" }

  private func menu(from path: RelativePath) -> String {
    let depth = path.text.count { $0 == "/" }
    let up = String(repeating: "../", count: depth)
    return sources.map { source in
      let isHere = source.path.text == path.text ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\(up)\(escapeAttribute(Self.name(of: source.path)))\"\(isHere)>"
        + "\(escapeText(source.title))</a></li>"
    }.joined(separator: "\n")
  }

  private static func page(title: String, menu: String, body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(escapeText(title))</title>
    <style>
    :root { color-scheme: light dark; font: 17px/1.55 system-ui, sans-serif }
    body { display: grid; grid-template-columns: 16rem minmax(0, 44rem); gap: 3rem; max-width: 66rem; margin: 0 auto; padding: 2rem 1.25rem }
    nav ul { margin: 0; padding: 0; list-style: none; font-size: .9rem }
    nav li { margin-bottom: .35rem }
    [aria-current] { font-weight: 700; text-decoration: none }
    pre { overflow-x: auto; padding: .8rem 1rem; border-radius: 6px; background: color-mix(in srgb, currentColor 8%, transparent) }
    code { font-size: .88em }
    table { display: block; border-collapse: collapse; overflow-x: auto }
    main { overflow-wrap: anywhere }
    th, td { padding: .35rem .6rem; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); text-align: start; vertical-align: top }
    @media (max-width: 48rem) { body { display: block } }
    </style>
    </head>
    <body>
    <nav aria-label="Pages"><ul>
    \(menu)
    </ul></nav>
    <main>
    \(body)
    </main>
    </body>
    </html>

    """
  }
}
