import Files

/// The trees that a step can read from or write to.
public enum Root: UInt8, Hashable, Sendable, CaseIterable {
  /// Content, templates and configuration.
  case project
  /// What is made.
  case output
  /// The whole machine: fonts and other files of the system.
  case host
}

/// One question to the disk.
struct Observation: Hashable, Sendable {
  enum Question: UInt8, Sendable {
    /// What are the bytes?
    case read
    /// Which names are in the folder, and of which kind?
    case list
    /// Is something there, of which kind and size?
    case status
    /// What are the size and the first bytes?
    ///
    /// Tells a font from another one (its table of checksums stands there) for a thousandth of the
    /// time that the whole takes.
    case head
    /// What does a library that indexes the folder by itself find in it (`Graph.index`)?
    ///
    /// It goes by the folder's own status record, so that record vouches for its answer.
    case index
  }

  var question: Question
  var root: Root
  var path: RelativePath
}

extension Observation {
  /// Relative to the project, or absolute.
  var shownPath: String { root == .host ? "/\(path)" : "\(path)" }
}

/// A question and the answer that it got, as a hash.
struct Finding: Hashable, Sendable {
  var observation: Observation
  var state: ContentHash
}

/// Hashes of answers.
///
/// Failures are answers too: a step that found nothing must run again when
/// something is there.
enum AnswerHash {
  static let missing = failure(FileError(.read, "", .missing))

  static func failure(_ error: FileError) -> ContentHash {
    ContentHash(of: Array("failure \(error.id) \(error.explanation)".utf8))
  }

  static func listing(_ entries: [DirectoryEntry]) -> ContentHash {
    var hasher = ContentHasher()
    for entry in entries {
      hasher.update([entry.kind.rawValue])
      hasher.update(field: entry.name)
    }
    return hasher.finish()
  }

  /// Bytes of a file that answer for `head`.
  static let headLength = 1024

  static func head(_ file: LoadedFile) -> ContentHash {
    var hasher = ContentHasher()
    hasher.update(count: Int(file.status.size))
    hasher.update(file.bytes)
    return hasher.finish()
  }

  static func status(_ status: FileStatus?) -> ContentHash {
    guard let status else { return missing }
    var hasher = ContentHasher()
    hasher.update([status.kind.rawValue])
    hasher.update(count: status.kind == .file ? Int(status.size) : 0)
    return hasher.finish()
  }
}
