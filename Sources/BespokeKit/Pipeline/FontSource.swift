import BuildGraph
import CSS
import Diagnostics
import Export
import Files
import Graphics
import Synchronization

/// The fonts and parsed style sheets that all workers of a build share, made when first asked for:
/// a build with nothing to do opens no font.
///
/// One instance serves one build: files may change before the next.
final class FontSource: Sendable {
  /// Folders of the project whose fonts come before the system's.
  static let projectFolder = RelativePath(literal: "content/fonts")

  /// Absolute paths of the same.
  let folders: [String]
  private let evidence = Mutex(FontEvidence())
  private let made = Mutex<Shared?>(nil)

  struct Shared: Sendable {
    var library: FontLibrary
    var sheets: StylesheetCache
  }

  init(folders: [String]) { self.folders = folders }

  var shared: Shared {
    made.withLock { made in
      if let made { return made }
      let shared = Shared(library: FontLibrary(folders: folders), sheets: StylesheetCache())
      made = shared
      return shared
    }
  }

  /// A typesetter for one thread.
  func typesetter() -> Typesetter {
    let shared = shared
    return Typesetter(fonts: shared.library, stylesheets: shared.sheets)
  }

  /// Notes all that decided in which fonts a step set its text: the project's font files, the
  /// system's configuration, and the files used, by content; the system's other fonts, which might
  /// have been chosen, by what fontconfig says of them.
  func record(_ used: [String], for context: StepContext) {
    context.adopt(ownFonts(context))
    evidence.withLock { evidence in
      if evidence.system == nil, let origin = shared.library.systemOrigin {
        evidence.system = systemFonts(origin, context)
      }
      if let system = evidence.system { context.adopt(system) }
    }
    for path in used {
      if let path = hostPath(path) { context.note(.content, .host, path) }
    }
  }

  /// What is wrong with the project's own fonts, for the step that looks.
  func problems(for context: StepContext) -> [Diagnostic] {
    context.adopt(ownFonts(context))
    return shared.library.unreadable.map { path in
      let folder = folders.first { path.isPath(below: $0) } ?? ""
      return FontLibrary.diagnostic(
        ofUnreadable: Self.projectFolder.text
          + String(decoding: path.utf8.dropFirst(folder.utf8.count), as: UTF8.self))
    }
  }

  private func ownFonts(_ context: StepContext) -> Evidence {
    evidence.withLock { evidence in
      let own = evidence.project ?? Self.projectFonts(context)
      evidence.project = own
      return own
    }
  }

  private static func projectFonts(_ context: StepContext) -> Evidence {
    let gatherer = context.gatherer()
    var folders = [projectFolder]
    while let folder = folders.popLast() {
      gatherer.note(.names, .project, folder)
      for entry in (try? context.files.list(folder)) ?? [] {
        guard let path = try? folder.appending(entry.name) else { continue }
        if entry.kind == .directory {
          // A link may lead back; the library follows none either.
          if !entry.isLink { folders.append(path) }
        } else {
          gatherer.note(.content, .project, path)
        }
      }
    }
    return gatherer.finish()
  }

  private func systemFonts(_ origin: SystemFontOrigin, _ context: StepContext) -> Evidence {
    let gatherer = context.gatherer()
    for path in origin.configuration {
      guard let path = hostPath(path) else { continue }
      let isFolder = (try? context.host.status(of: path))??.kind == .directory
      gatherer.note(isFolder ? .names : .content, .host, path)
    }
    for folder in origin.folders {
      guard let path = hostPath(folder) else { continue }
      if shared.library.isIndexed(folder) {
        gatherer.note(.index, .host, path)
      } else {
        // Fontconfig reads every file anew.
        gatherer.noteFiles(in: path, .host)
      }
    }
    for path in Set(UserFonts.candidates).subtracting(origin.folders).sorted() {
      if let path = hostPath(path) { gatherer.note(.names, .host, path) }
    }
    return gatherer.finish()
  }

  /// What fontconfig says of the fonts in a folder of the system.
  func index(of folder: RelativePath) -> (state: ContentHash, observed: Int64)? {
    guard let index = shared.library.systemIndex("/" + folder.text) else { return nil }
    var hasher = ContentHasher()
    for entry in index.entries { hasher.update(field: entry) }
    return (hasher.finish(), index.loaded)
  }
}

/// What was gathered once for all steps of a build.
private struct FontEvidence {
  var project: Evidence?
  var system: Evidence?
}

/// A path below the root of the machine.
func hostPath(_ path: String) -> RelativePath? {
  guard path.hasPrefix("/") else { return nil }
  return try? RelativePath(String(path.drop { $0 == "/" }))
}

/// Where fontconfig looks for fonts and settings of the user.
enum UserFonts {
  /// Variables that choose fontconfig's files.
  static let variables = [
    "FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT", "HOME", "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
  ]

  /// Folders and files that may or may not be there.
  static var candidates: [String] {
    let home = environmentValue("HOME") ?? ""
    func below(_ variable: String, _ standard: String, _ name: String) -> String {
      let folder = environmentValue(variable).flatMap { $0.isEmpty ? nil : $0 }
      return (folder ?? "\(home)/\(standard)") + "/" + name
    }
    return [
      home + "/.fonts", home + "/.fonts.conf",
      below("XDG_CONFIG_HOME", ".config", "fontconfig"),
      below("XDG_DATA_HOME", ".local/share", "fonts"),
    ].filter { $0.hasPrefix("/") }
  }

  /// What of the environment decides about fonts: the same for all users who have none of their
  /// own, so that a cache may move between homes.
  static var key: String {
    let named = variables.prefix(3).map { environmentValue($0) ?? "" }
    return (named + candidates.filter(fileExists)).joined(separator: "\u{1F}")
  }
}
