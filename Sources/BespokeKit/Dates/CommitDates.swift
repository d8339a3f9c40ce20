import BuildGraph
import Files

/// When each input was committed last: the "today" of what is made from it.
///
/// A commit that touches none of a document's inputs changes no byte of the document.
struct CommitDates: Sendable {
  /// Seconds since 1970 of the last commit that touched a path, or anything below it.
  private var seconds: [String: Int] = [:]

  /// What a project is made from, for the question to git.
  static let inputs = ["content", "templates", "bespoke.yaml", "bespoke.yml"]

  init() {}

  /// The date, UTC, of the last commit that touched one of these files or folders.
  func date(of paths: [String]) -> String? {
    paths.compactMap { seconds[$0] }.max().map(isoDate)
  }

  private mutating func note(_ path: Substring, _ time: Int) {
    var path = path
    while true {
      let key = String(path)
      // What an ancestor knows all of its ancestors know.
      if let known = seconds[key], known >= time { return }
      seconds[key] = time
      guard let slash = path.lastIndex(of: "/") else { return }
      path = path[..<slash]
    }
  }

  /// Reads `git log --format=%x00%ct --name-only -z`: NUL, the time, and the paths, NUL after each.
  init(log: [UInt8]) {
    var time: Int?
    var isTime = false
    for field in log.split(separator: 0, omittingEmptySubsequences: false) {
      let text = String(decoding: field, as: UTF8.self)
      if text.isEmpty {
        isTime = true
      } else if isTime {
        time = Int(text)
        isTime = false
      } else if let time {
        note(text.first == "\n" ? text.dropFirst() : text[...], time)
      }
    }
  }

  // MARK: What is kept

  /// One line a path, for the same commit again; a hash in front tells whether all of it is there.
  func encoded(for commit: String) -> [UInt8] {
    let lines = seconds.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)\0" }
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
      let parts = field.split(separator: UInt8(ascii: " "), maxSplits: 1)
      guard parts.count == 2, let time = Int(String(decoding: parts[0], as: UTF8.self)) else {
        return nil
      }
      seconds[String(decoding: parts[1], as: UTF8.self)] = time
    }
  }
}
