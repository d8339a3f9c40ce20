import CLinux
import Glibc

/// Another program on a short leash: fed, timed, and cut off.
///
/// It runs in a process group of its own, without a shell, and sees only the environment that it is
/// given. Its standard input comes from us, so that no argument list shows it; both its outputs are
/// read while it runs, so that no pipe fills up. When it ends, or time or output run out, the whole
/// group is killed.
package struct BoundedRun: Sendable {
  package enum Ending: Sendable, Equatable {
    /// By itself, with a status; 128 + n where a signal ended it.
    case exited(Int32)
    case timedOut
    /// Its output passed the limit.
    case tooLong
    /// This program was told to stop meanwhile.
    case interrupted
  }

  package struct Limits: Sendable {
    package var seconds: Int
    /// Bytes of standard output; as many of standard error are kept as `errorBytes`.
    package var outputBytes: Int
    package var errorBytes = 1 << 16

    package init(seconds: Int, outputBytes: Int = 16 << 20) {
      self.seconds = seconds
      self.outputBytes = outputBytes
    }
  }

  package var ending: Ending
  /// What it wrote to standard output, as far as the limit goes.
  package var output: [UInt8]
  package var errors: [UInt8]
  package var nanoseconds: Int64

  /// Runs `arguments[0]` (a path, or a name that PATH has) in a folder.
  ///
  /// - Throws: when it can't be started.
  package init(
    _ arguments: [String], input: [UInt8], environment: [(name: String, value: String)],
    directory: String, limits: Limits
  ) throws(FileError) {
    let start = monotonicNanoseconds()
    var child = try BoundedChild.start(arguments, environment, directory)
    ending = child.attend(input, limits, deadline: start + Int64(limits.seconds) * 1_000_000_000)
    output = child.output
    errors = child.errors
    nanoseconds = monotonicNanoseconds() - start
  }
}

/// The child while it runs, and the ends of its pipes.
private struct BoundedChild: ~Copyable {
  private let process: pid_t
  private var input: Int32
  private let outputEnd: Int32
  private let errorEnd: Int32
  private var isOutputOpen = true
  private var isErrorOpen = true
  var output: [UInt8] = []
  var errors: [UInt8] = []

  private init(process: pid_t, input: Int32, output: Int32, errors: Int32) {
    self.process = process
    (self.input, outputEnd, errorEnd) = (input, output, errors)
  }

  static func start(
    _ arguments: [String], _ environment: [(name: String, value: String)], _ directory: String
  ) throws(FileError) -> BoundedChild {
    let name = arguments.first ?? ""
    var ends: [[Int32]] = []
    for _ in 0..<3 {
      var pair: [Int32] = [-1, -1]
      guard linux_pipe2(&pair, O_CLOEXEC) == 0 else {
        for number in ends.joined() { close(number) }
        throw FileError(.run, name, .system(errno))
      }
      ends.append(pair)
    }
    let (process, failure) = Self.spawn(
      arguments, environment, directory, streams: [ends[0][0], ends[1][1], ends[2][1]])
    for number in [ends[0][0], ends[1][1], ends[2][1]] { close(number) }
    let child = BoundedChild(
      process: process, input: ends[0][1], output: ends[1][0], errors: ends[2][0])
    for number in [ends[0][1], ends[1][0], ends[2][0]] {
      _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
    }
    guard failure == 0 else {
      throw FileError(.run, name, failure == ENOENT ? .missing : .system(failure))
    }
    return child
  }

  deinit {
    for number in [input, outputEnd, errorEnd] where number >= 0 { close(number) }
  }

  private static func spawn(
    _ arguments: [String], _ environment: [(name: String, value: String)], _ directory: String,
    streams: [Int32]
  ) -> (child: pid_t, failure: Int32) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    linux_spawn_in(&actions, directory)
    for (number, stream) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.name)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var child: pid_t = 0
    let failure = posix_spawnp(
      &child, arguments.first ?? "", &actions, &attributes, &words, &variables)
    return (child, failure)
  }

  /// Feeds it and reads it until it has ended or must end.
  mutating func attend(
    _ bytes: [UInt8], _ limits: BoundedRun.Limits, deadline: Int64
  ) -> BoundedRun.Ending {
    var ending: BoundedRun.Ending?
    var sent = 0
    while ending == nil {
      feed(bytes, &sent)
      let isWaiting = wait(deadline)
      drain(limits)
      if output.count > limits.outputBytes {
        ending = .tooLong
      } else if let status = reap(blocking: false) {
        ending = .exited(status)
      } else if Interruption.signal != nil {
        ending = .interrupted
      } else if !isWaiting, monotonicNanoseconds() >= deadline {
        ending = .timedOut
      }
    }
    // Also what it left running.
    kill(-process, SIGKILL)
    if case .exited? = ending { drain(limits) } else { _ = reap(blocking: true) }
    if output.count > limits.outputBytes { output.removeLast(output.count - limits.outputBytes) }
    return ending ?? .timedOut
  }

  private mutating func feed(_ bytes: [UInt8], _ sent: inout Int) {
    guard input >= 0 else { return }
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      if count > 0 {
        sent += count
      } else if count < 0, errno == EAGAIN || errno == EINTR {
        return
      } else {
        break
      }
    }
    close(input)
    input = -1
  }

  /// Waits until a pipe is ready, a moment has passed, or the time is up; false when it is.
  private func wait(_ deadline: Int64) -> Bool {
    let left = (deadline - monotonicNanoseconds()) / 1_000_000
    guard left > 0 else { return false }
    var pipes: [pollfd] = []
    if isOutputOpen { pipes.append(pollfd(fd: outputEnd, events: Int16(POLLIN), revents: 0)) }
    if isErrorOpen { pipes.append(pollfd(fd: errorEnd, events: Int16(POLLIN), revents: 0)) }
    if input >= 0 { pipes.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
    let moment: Int64 = isOutputOpen ? 50 : 5
    poll(&pipes, nfds_t(pipes.count), Int32(min(left, moment)))
    return true
  }

  private mutating func drain(_ limits: BoundedRun.Limits) {
    if isOutputOpen {
      isOutputOpen = Self.drain(outputEnd, into: &output, limit: limits.outputBytes + 1)
    }
    if isErrorOpen { isErrorOpen = Self.drain(errorEnd, into: &errors, limit: limits.errorBytes) }
  }

  /// Reads what is there; false at the end of the pipe.
  ///
  /// What passes the limit is thrown away.
  private static func drain(_ number: Int32, into bytes: inout [UInt8], limit: Int) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    // A moment's worth at a time: who never stops must not keep us from looking at the clock.
    for _ in 0..<64 {
      let count = read(number, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<min(count, max(0, limit - bytes.count))]
      } else if count == 0 {
        return false
      } else if errno != EINTR {
        return errno == EAGAIN
      }
    }
    return true
  }

  /// The exit status when it has ended; nil while it runs.
  private func reap(blocking: Bool) -> Int32? {
    var code: Int32 = 0
    var ended: pid_t
    repeat {
      ended = waitpid(process, &code, blocking ? 0 : WNOHANG)
    } while ended < 0 && errno == EINTR
    guard ended == process else { return nil }
    return code & 0x7F == 0 ? (code >> 8) & 0xFF : 128 + code & 0x7F
  }
}
