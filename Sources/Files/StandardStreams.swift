import Glibc

/// Standard input, output and error of the process.
public enum StandardStream: Int32, Sendable {
  case input, output, error

  public var isTerminal: Bool { isatty(rawValue) == 1 }

  /// Columns of the terminal; nil when it is none.
  public var columns: Int? {
    var size = winsize()
    guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// All of standard input, at most `limit` bytes.
  public static func readInput(limit: Int = defaultReadLimit) throws(FileError) -> [UInt8] {
    let borrowed = Descriptor(owning: StandardStream.input.rawValue)
    let result: Result<[UInt8]?, Errno>
    do throws(Errno) {
      result = .success(try borrowed.readAll(expecting: 65_535, limit: limit))
    } catch {
      result = .failure(error)
    }
    _ = borrowed.release()
    switch result {
    case .success(.some(let bytes)): return bytes
    case .success(.none): throw FileError(.read, "<stdin>", .tooLarge(limit))
    case .failure(let error): throw FileError(.read, "<stdin>", .system(error.number))
    }
  }

  /// Writes everything; false when the reader has gone or the disk is full.
  @discardableResult
  public func write(_ bytes: [UInt8]) -> Bool {
    let borrowed = Descriptor(owning: rawValue)
    let written = (try? borrowed.writeAll(bytes)) != nil
    _ = borrowed.release()
    return written
  }

  @discardableResult
  public func write(_ text: String) -> Bool { write(Array(text.utf8)) }
}

/// Keeps a write to a closed pipe from ending the process; the write reports it instead.
public func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

/// The value of an environment variable; nil when unset.
public func environmentValue(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  return String(cString: value)
}

/// `NAME=value` of those environment variables that are set.
public func environmentEntries(_ names: [String]) -> [String] {
  names.compactMap { name in environmentValue(name).map { "\(name)=\($0)" } }
}
