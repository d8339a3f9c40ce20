import CSS
import Diagnostics
import Export
import Graphics
import Synchronization

/// The fonts and parsed style sheets that all workers of a build share, made when first asked for:
/// a build with nothing to do opens no font.
final class FontSource: Sendable {
  /// Absolute paths of folders whose fonts come before the system's.
  let folders: [String]
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
}
