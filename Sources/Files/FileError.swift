public import Diagnostics
import Glibc

/// An operation on a file that failed, with what a person needs to mend it.
public struct FileError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// Nothing stands at the path.
    case missing
    /// A symbolic link on the way is absolute or leads out of the root.
    case outside
    /// A folder, pipe, socket or device where a file is asked for.
    case notAFile
    case notADirectory
    /// More bytes than the limit given here.
    case tooLarge(Int)
    /// Any other error number of the system.
    case system(Int32)
  }

  public enum Operation: String, Sendable {
    case read, list, write, remove, run
    case inspect = "look at"
    case make = "make folder"
    case lock
  }

  public var operation: Operation
  public var path: String
  public var reason: Reason

  public init(_ operation: Operation, _ path: String, _ reason: Reason) {
    self.operation = operation
    self.path = path
    self.reason = reason
  }

  /// The reason as the end of a sentence: `cannot read 'x': …`.
  public var explanation: String {
    switch reason {
    case .missing: "no such file"
    case .outside: "a symbolic link on this path is absolute or leads out of the project"
    case .notAFile: "not a regular file"
    case .notADirectory: "not a folder"
    case .tooLarge(let limit): "larger than \(limit) bytes"
    case .system(let number): systemErrorText(number)
    }
  }

  /// A stable name of the reason, for `Diagnostic.id`.
  public var id: String {
    switch reason {
    case .missing: "missing-file"
    case .outside: "unsafe-link"
    case .notAFile, .notADirectory: "wrong-file-type"
    case .tooLarge: "file-too-large"
    case .system: "file-error"
    }
  }

  /// Whether the machine is at fault (a bad disk, no memory, too many open files), and not what
  /// stands at the path.
  public var isPassing: Bool {
    guard case .system(let number) = reason else { return false }
    return [EIO, EMFILE, ENFILE, ENOMEM, EINTR, ENOSPC, EDQUOT, EAGAIN, ESTALE, ETIMEDOUT]
      .contains(number)
  }

  public func diagnostic(at location: Location? = nil) -> Diagnostic {
    .error(
      id, "cannot \(operation.rawValue) '\(path)': \(explanation)", at: location,
      path: location == nil ? path : nil)
  }
}
