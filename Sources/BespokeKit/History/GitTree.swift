import BuildGraph
import Diagnostics
import Files

/// What git knows of a project: commits, and the files of one.
struct GitTree {
  /// The project's folder, absolute.
  let root: String

  struct Failure: Error {
    var diagnostic: Diagnostic
  }

  /// Bytes of all files of a commit together; more is refused.
  private static let limit = 1 << 30

  init(_ project: DiskFileSystem) {
    root = absolutePath(of: project.rootPath) ?? project.rootPath
  }

  /// The commit that a name stands for.
  func commit(_ revision: String) throws(Failure) -> String {
    guard !revision.isEmpty, revision.first != "-" else { throw unknown(revision) }
    let answer = try git(["rev-parse", "--verify", "--quiet", revision + "^{commit}"])
    guard answer.status == 0 else { throw unknown(revision) }
    return String(decoding: answer.output, as: UTF8.self).filter { !$0.isWhitespace }
  }

  /// The ISO date, UTC, of a commit.
  func date(_ commit: String) -> String? {
    guard let answer = try? git(["show", "-s", "--no-show-signature", "--format=%ct", commit]),
      answer.status == 0
    else { return nil }
    let text = String(decoding: answer.output, as: UTF8.self).filter { !$0.isWhitespace }
    return Int(text).map(isoDate)
  }

  /// Whether anything that documents are made from differs from the commit that is checked out.
  var hasChanges: Bool {
    let answer = try? git(["status", "--porcelain", "-z", "--"] + CommitDates.inputs)
    return answer.map { $0.status != 0 || !$0.output.isEmpty } ?? false
  }

  /// The inputs of a commit, in memory: nothing of it is ever put on the disk.
  ///
  /// A link is read as what it leads to within them.
  func files(_ commit: String) throws(Failure) -> MemoryFileSystem {
    let listed = try git(["ls-tree", "-r", "-z", commit, "--"] + CommitDates.inputs)
    guard listed.status == 0 else { throw unknown(commit) }
    var blobs: [(path: RelativePath, isLink: Bool, id: String)] = []
    for line in listed.output.split(separator: 0) {
      let parts = line.split(separator: 0x09, maxSplits: 1)
      let fields = String(decoding: parts[0], as: UTF8.self).split(separator: " ")
      guard parts.count == 2, fields.count == 3, fields[1] == "blob",
        let path = try? RelativePath(String(decoding: parts[1], as: UTF8.self))
      else { continue }
      blobs.append((path, fields[0] == "120000", String(fields[2])))
    }
    let contents = try contents(blobs.map(\.id))
    let files = MemoryFileSystem()
    var links: [(path: RelativePath, target: String)] = []
    for blob in blobs {
      guard let bytes = contents[blob.id] else { continue }
      if blob.isLink {
        links.append((blob.path, String(decoding: bytes, as: UTF8.self)))
      } else {
        _ = try? files.write(bytes, to: blob.path, options: [])
      }
    }
    for link in links {
      if let target = link.path.parent?.following(link.target), let bytes = try? files.read(target)
      {
        _ = try? files.write(bytes, to: link.path, options: [])
      }
    }
    return files
  }

  /// The bytes of blobs by their ids.
  private func contents(_ ids: [String]) throws(Failure) -> [String: [UInt8]] {
    guard !ids.isEmpty else { return [:] }
    let question = Array((Set(ids).sorted().joined(separator: "\n") + "\n").utf8)
    let answer = try git(["cat-file", "--batch"], input: question).output
    var contents: [String: [UInt8]] = [:]
    var index = 0
    while index < answer.count, let end = answer[index...].firstIndex(of: 0x0A) {
      let head = String(decoding: answer[index..<end], as: UTF8.self).split(separator: " ")
      guard head.count == 3, let size = Int(head[2]), end + 1 + size <= answer.count else { break }
      contents[String(head[0])] = Array(answer[(end + 1)..<(end + 1 + size)])
      index = end + 2 + size
    }
    return contents
  }

  private func git(
    _ arguments: [String], input: [UInt8] = []
  ) throws(Failure) -> (status: Int32, output: [UInt8]) {
    let environment = environmentEntries([
      "PATH", "HOME", "GIT_DIR", "GIT_CONFIG_GLOBAL", "XDG_CONFIG_HOME",
    ])
    do {
      let done = try LimitedProcess(
        "git",
        ["--no-pager", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false"] + arguments,
        input: input,
        environment: environment + [
          "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1",
        ],
        directory: root, limits: LimitedProcess.Limits(seconds: 120, output: Self.limit))
      guard case .exited(let status) = done.end else {
        throw Failure(diagnostic: .error("git-failed", "git does not answer"))
      }
      return (status, done.output)
    } catch let error as FileError {
      throw Failure(diagnostic: error.diagnostic())
    } catch let error as Failure {
      throw error
    } catch {
      throw Failure(diagnostic: .error("git-failed", "git can't be asked: \(error)"))
    }
  }

  private func unknown(_ revision: String) -> Failure {
    Failure(
      diagnostic: .error(
        "unknown-revision", "git knows no commit '\(revision.prefix(80))' here",
        help: "name a commit, branch or tag: HEAD~1, main, v1.2"))
  }
}
