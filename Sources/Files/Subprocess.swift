import CLinux
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
    self = try StartedProcess(arguments, quiet: quiet).finish()
  }

  fileprivate init(output: [UInt8], code: Int32, usage: rusage, since start: Int64) {
    self.output = output
    nanoseconds = monotonicNanoseconds() - start
    status = code & 0x7F == 0 ? (code >> 8) & 0xFF : 128 + code & 0x7F
    peakKilobytes = usage.ru_maxrss
    processorNanoseconds = [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Int64($1.tv_sec) * 1_000_000_000 + Int64($1.tv_usec) * 1000
    }
  }

  public var text: String { String(decoding: output, as: UTF8.self) }
}

/// Another program under way; one that nobody finishes is waited for, unheard.
public final class StartedProcess {
  private let child: pid_t
  private let output: Int32
  private let start: Int64
  private var hasEnded = false

  /// Starts `arguments[0]` as `Subprocess` does; `variables` (`NAME=value`) stand for those of the
  /// same name in this program's environment.
  public init(
    _ arguments: [String], variables: [String] = [], quiet: Bool = false
  ) throws(FileError) {
    let name = arguments.first ?? ""
    var ends: [Int32] = [-1, -1]
    guard linux_closing_pipe(&ends) == 0 else { throw FileError(.run, name, .system(errno)) }
    start = monotonicNanoseconds()
    let failure: Int32
    (child, failure) = Self.spawn(arguments, variables, output: ends[1], quiet: quiet)
    close(ends[1])
    output = ends[0]
    guard failure == 0 else {
      hasEnded = true
      close(output)
      throw FileError(.run, name, failure == ENOENT ? .missing : .system(failure))
    }
  }

  deinit {
    if !hasEnded { _ = finish() }
  }

  /// Reads all that it prints and waits for its end; to be called once.
  public func finish() -> Subprocess {
    hasEnded = true
    let bytes = Self.drain(output)
    close(output)
    var code: Int32 = 0
    var usage = rusage()
    while wait4(child, &code, 0, &usage) < 0, errno == EINTR {}
    return Subprocess(output: bytes, code: code, usage: usage, since: start)
  }

  private static func spawn(
    _ arguments: [String], _ variables: [String], output: Int32, quiet: Bool
  ) -> (child: pid_t, failure: Int32) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    if quiet { posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) }
    let words = arguments.map { strdup($0) } + [nil]
    let settings = environment(with: variables) + [nil]
    defer { for word in words + settings { free(word) } }
    var child: pid_t = 0
    let failure = posix_spawnp(
      &child, arguments.first ?? "", &actions, nil, words, settings)
    return (child, failure)
  }

  /// Copies (+1) of this program's variables, but for those that are set anew.
  private static func environment(with variables: [String]) -> [UnsafeMutablePointer<CChar>?] {
    let names = Set(variables.map { $0.prefix { $0 != "=" } })
    var copies: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) }
    var index = 0
    while let variable = environ[index] {
      index += 1
      let name = String(cString: variable).prefix { $0 != "=" }
      if !names.contains(name) { copies.append(strdup(variable)) }
    }
    return copies
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
