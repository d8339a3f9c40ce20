import BuildGraph
import Files

/// When, and by which commit, each input was touched last: the "today" of what is made from it, and
/// where it comes from.
///
/// A commit that touches none of a document's inputs changes no byte of the document.
struct CommitDates: Sendable {
  /// The last commit that touched a path, or anything below it.
  struct Touch: Hashable, Sendable {
    /// Since 1970.
    var seconds: Int
    /// Place in git's order, the newest first: decides between commits of one second.
    var order: Int
    var commit: String
  }

  private var touches: [String: Touch] = [:]
  private var folders: Set<String> = []

  /// What a project is made from, for the question to git.
  static let inputs = ["content", "templates", "bespoke.yaml", "bespoke.yml"]

  init() {}

  /// The date, UTC, of the last commit that touched one of these files or folders.
  func date(of paths: [String]) -> String? {
    touch(of: paths).map { isoDate($0.seconds) }
  }

  /// The last commit that touched one of these files or folders.
  func touch(of paths: some Sequence<String>) -> Touch? {
    paths.compactMap { touches[$0] }.max { ($0.seconds, $1.order) < ($1.seconds, $0.order) }
  }

  /// Whether a commit holds, or held, a file of this path.
  func knows(file path: String) -> Bool { touches[path] != nil && !folders.contains(path) }

  private mutating func note(_ path: Substring, _ touch: Touch) {
    var path = path
    while true {
      let key = String(path)
      // What an ancestor knows all of its ancestors know.
      if let known = touches[key], known.seconds >= touch.seconds { return }
      touches[key] = touch
      guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
      path = path[..<slash]
      folders.insert(String(path))
    }
  }

  /// Reads `git log --format=%x00%ct %H --name-only -z`: NUL, time and commit, and the paths, NUL
  /// after each.
  init(log: [UInt8]) {
    var touch: Touch?
    var isHead = false
    for field in log.split(separator: 0, omittingEmptySubsequences: false) {
      let text = String(decoding: field, as: UTF8.self)
      if text.isEmpty {
        isHead = true
      } else if isHead {
        touch = Touch(text[...], order: (touch?.order ?? -1) + 1)
        isHead = false
      } else if let touch {
        note(text.first == "\n" ? text.dropFirst() : text[...], touch)
      }
    }
  }

  // MARK: What is kept

  /// One line a path, folders with a slash at the end, for the same commit again; a hash in front
  /// tells whether all of it is there.
  func encoded(for commit: String) -> [UInt8] {
    let lines = touches.sorted { $0.key < $1.key }.map { path, touch in
      "\(touch.order) \(touch.seconds) \(touch.commit) \(path)"
        + (folders.contains(path) ? "/\0" : "\0")
    }
    let body = Array((commit + "\0" + lines.joined()).utf8)
    return Array(ContentHash(of: body).hexadecimal.utf8) + body
  }

  /// Nil for another commit, and for bytes that are not as they were written.
  init?(decoding bytes: [UInt8], for commit: String) {
    let body = Array(bytes.dropFirst(64))
    guard bytes.prefix(64).elementsEqual(ContentHash(of: body).hexadecimal.utf8) else { return nil }
    var fields = body.split(separator: 0)[...]
    guard let first = fields.popFirst(), first.elementsEqual(commit.utf8) else { return nil }
    for field in fields {
      let parts = String(decoding: field, as: UTF8.self)
        .split(separator: " ", maxSplits: 3)
      guard parts.count == 4, let order = Int(parts[0]),
        let touch = Touch(parts[1] + " " + parts[2], order: order)
      else { return nil }
      let path = parts[3].last == "/" ? parts[3].dropLast() : parts[3]
      touches[String(path)] = touch
      if path.count < parts[3].count { folders.insert(String(path)) }
    }
  }
}

extension CommitDates.Touch {
  /// Reads `1735689600 <hash>`.
  fileprivate init?(_ text: Substring, order: Int) {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let seconds = Int(parts[0]) else { return nil }
    self.init(seconds: seconds, order: order, commit: String(parts[1]))
  }
}
