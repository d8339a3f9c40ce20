import CLinux
import Glibc

/// Another program run on input that nobody vouches for: without a shell, with an empty environment,
/// in a process group of its own, and with bounds on time, memory, output, files and children.
///
/// Both of its pipes are drained together, so that neither can fill up and stop it; when it ends or
/// runs out of time, its whole group is killed, children that it left included. It also ends when
/// this process does.
package struct LimitedProcess: Sendable {
  package struct Limits: Sendable {
    /// From its start to its end.
    package var seconds: Double
    package var processorSeconds: Int
    /// Bytes of address space.
    package var memory: Int
    /// Bytes of standard output that are kept; more ends it.
    package var output: Int
    /// Whether it may start processes of its own.
    package var mayFork = false
    /// Bytes of a file that it may write.
    package var fileSize = 0

    package init(seconds: Double, processorSeconds: Int, memory: Int, output: Int) {
      self.seconds = seconds
      self.processorSeconds = processorSeconds
      self.memory = memory
      self.output = output
    }
  }

  package enum End: Hashable, Sendable {
    case exited(Int32)
    /// By a signal that was not ours: a crash, or the kernel's limit on processor time.
    case signal(Int32)
    case outOfTime
    case tooMuchOutput
    /// This process was asked to stop.
    case interrupted
  }

  package var end: End
  package var output: [UInt8]
  /// The first 64 KiB of standard error.
  package var errors: [UInt8]
  package var processorNanoseconds: Int64
  package var peakKilobytes: Int

  /// Whether it ended by itself with status 0.
  package var hasSucceeded: Bool { end == .exited(0) }

  private static let errorLimit = 65536

  /// Runs the program at an absolute path.
  ///
  /// - Throws: when it can't be started.
  package init(
    _ path: String, _ arguments: [String], environment: [String] = [], limits: Limits
  ) throws(FileError) {
    let pipes = try Pipes(for: path)
    let start = monotonicNanoseconds()
    let child = Self.start(path, arguments, environment, pipes, limits)
    let failure = errno
    pipes.closeWriters()
    guard child > 0 else {
      pipes.closeReaders()
      throw FileError(.run, path, failure == ENOENT ? .missing : .system(failure))
    }
    let deadline = start + Int64(max(0, limits.seconds) * 1e9)
    let drained = Self.drain(pipes, child, deadline, limits.output)
    pipes.closeReaders()
    // Still unreaped, so that the number can't have passed on to another group.
    kill(-child, SIGKILL)
    var code: Int32 = 0
    var usage = rusage()
    while wait4(child, &code, 0, &usage) < 0, errno == EINTR {}
    let signal = code & 0x7F
    end = drained.stop ?? (signal == 0 ? .exited((code >> 8) & 0xFF) : .signal(signal))
    output = drained.output
    errors = drained.errors
    peakKilobytes = usage.ru_maxrss
    processorNanoseconds = [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Int64($1.tv_sec) * 1_000_000_000 + Int64($1.tv_usec) * 1000
    }
  }

  private static func start(
    _ path: String, _ arguments: [String], _ environment: [String], _ pipes: borrowing Pipes,
    _ limits: Limits
  ) -> Int32 {
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
    words.append(nil)
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) }
    variables.append(nil)
    defer { for word in words + variables { free(word) } }
    let bounds = linux_limits(
      processor_seconds: Int64(limits.processorSeconds), memory: Int64(limits.memory),
      file_size: Int64(limits.fileSize), processes: limits.mayFork ? -1 : 0)
    return linux_start(
      path, words, variables, pipes.input, pipes.output.writer, pipes.errors.writer, bounds)
  }

  private struct Drained {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var stop: End?
  }

  /// Reads both pipes until both are closed, the program has ended, or a limit is reached.
  private static func drain(
    _ pipes: borrowing Pipes, _ child: Int32, _ deadline: Int64, _ limit: Int
  ) -> Drained {
    var drained = Drained()
    var polls = [
      pollfd(fd: pipes.output.reader, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipes.errors.reader, events: Int16(POLLIN), revents: 0),
    ]
    var buffer = [UInt8](repeating: 0, count: 65536)
    var wait: Int64 = 1
    while true {
      let left = (deadline - monotonicNanoseconds()) / 1_000_000
      guard left > 0, Interruption.signal == nil else {
        drained.stop = left > 0 ? .interrupted : .outOfTime
        return drained
      }
      // A child of it may hold the pipes open after it has ended.
      let hasEnded = linux_has_ended(child) != 0
      let isClosed = polls.allSatisfy { $0.fd < 0 }
      if hasEnded && isClosed { return drained }
      let ready = poll(&polls, 2, Int32(hasEnded ? 0 : min(left, isClosed ? wait : 50)))
      if isClosed { wait = min(wait * 2, 50) }
      if ready == 0, hasEnded { return drained }
      guard ready > 0 else { continue }
      for index in 0..<2 where polls[index].revents != 0 {
        let count = read(polls[index].fd, &buffer, buffer.count)
        if count == 0 || count < 0 && errno != EINTR && errno != EAGAIN { polls[index].fd = -1 }
        guard count > 0 else { continue }
        if index == 0 {
          drained.output += buffer[..<count]
        } else if drained.errors.count < errorLimit {
          drained.errors += buffer[..<min(count, errorLimit - drained.errors.count)]
        }
      }
      if drained.output.count > limit {
        drained.stop = .tooMuchOutput
        return drained
      }
    }
  }
}

/// The ends of what connects a program to this one; none of them passes on to other programs.
private struct Pipes {
  let input: Int32
  let output: (reader: Int32, writer: Int32)
  let errors: (reader: Int32, writer: Int32)

  init(for name: String) throws(FileError) {
    input = open("/dev/null", O_RDONLY | O_CLOEXEC)
    var first: [Int32] = [-1, -1]
    var second: [Int32] = [-1, -1]
    let isOpen =
      input >= 0 && linux_pipe(&first) == 0 && linux_pipe(&second) == 0
    output = (first[0], first[1])
    errors = (second[0], second[1])
    guard isOpen else {
      let failure = errno
      closeWriters()
      closeReaders()
      throw FileError(.run, name, .system(failure))
    }
  }

  func closeWriters() {
    for end in [input, output.writer, errors.writer] where end >= 0 { close(end) }
  }

  func closeReaders() { for end in [output.reader, errors.reader] where end >= 0 { close(end) } }
}
