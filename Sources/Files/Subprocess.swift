import Glibc

/// Another program, run to its end: what it printed and what it cost.
public struct Subprocess: Sendable {
  /// The exit status; 128 + n where signal n ended it, as shells have it.
  public var status: Int32
  /// What it wrote to standard output.
  public var output: [UInt8]
  /// From before it was started until it had ended.
  public var nanoseconds: Int64
  /// What processors spent on it and on those that it waited for.
  public var processorNanoseconds: Int64
  /// The most memory that it held at a time.
  public var peakKilobytes: Int

  /// Runs `arguments[0]` (a path, or a name that PATH has) without a shell.
  ///
  /// Standard input is empty; standard error is this program's own or, when quiet, nowhere.
  /// - Throws: when it can't be started.
  public init(_ arguments: [String], quiet: Bool = false) throws(FileError) {
    let name = arguments.first ?? ""
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw FileError(.run, name, .system(errno)) }
    let start = monotonicNanoseconds()
    let (child, failure) = Self.spawn(arguments, output: ends, quiet: quiet)
    close(ends[1])
    guard failure == 0 else {
      close(ends[0])
      throw FileError(.run, name, failure == ENOENT ? .missing : .system(failure))
    }
    output = Self.drain(ends[0])
    close(ends[0])
    var code: Int32 = 0
    var usage = rusage()
    while wait4(child, &code, 0, &usage) < 0, errno == EINTR {}
    nanoseconds = monotonicNanoseconds() - start
    status = code & 0x7F == 0 ? (code >> 8) & 0xFF : 128 + code & 0x7F
    peakKilobytes = usage.ru_maxrss
    processorNanoseconds = [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Int64($1.tv_sec) * 1_000_000_000 + Int64($1.tv_usec) * 1000
    }
  }

  public var text: String { String(decoding: output, as: UTF8.self) }

  private static func spawn(
    _ arguments: [String], output: [Int32], quiet: Bool
  ) -> (child: pid_t, failure: Int32) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    posix_spawn_file_actions_addclose(&actions, output[0])
    if quiet { posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let failure = posix_spawnp(&child, arguments.first ?? "", &actions, nil, words, environ)
    return (child, failure)
  }

  private static func drain(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 { bytes += buffer[..<count] }
      if count == 0 || (count < 0 && errno != EINTR) { return bytes }
    }
  }
}
