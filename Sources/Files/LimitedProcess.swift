import CLinux
import Glibc

/// Another program run to its end: without a shell, with no environment but the one that it is given,
/// in a process group of its own, and with bounds.
///
/// It is fed and both of its outputs are read at once, so that no pipe can fill up and stop it; when
/// it ends or passes a limit, its whole group is killed, children that it left included. It also ends
/// when this process does.
public struct LimitedProcess: Sendable {
  public struct Limits: Sendable {
    /// From its start to its end.
    public var seconds: Double
    /// Bytes of standard output that are kept; more ends it.
    public var output: Int
    /// What the kernel holds it to; nil bounds nothing.
    public var processorSeconds: Int?
    /// Bytes of address space.
    public var memory: Int?
    /// Bytes of a file that it may write.
    public var fileSize: Int?
    /// Whether it may start processes of its own.
    public var mayFork = true

    /// Those of a program that the user chose.
    public init(seconds: Double, output: Int = 16 << 20) {
      self.seconds = seconds
      self.output = output
    }

    /// Those of a program that works on input which nobody vouches for: it writes no files and starts
    /// no others.
    public init(seconds: Double, processorSeconds: Int, memory: Int, output: Int) {
      self.init(seconds: seconds, output: output)
      self.processorSeconds = processorSeconds
      self.memory = memory
      fileSize = 0
      mayFork = false
    }
  }

  public enum End: Hashable, Sendable {
    case exited(Int32)
    /// By a signal that was not ours: a crash, or the kernel's limit on processor time.
    case signal(Int32)
    case outOfTime
    case tooMuchOutput
    /// This process was asked to stop.
    case interrupted
  }

  public var end: End
  public var output: [UInt8]
  /// The first 64 KiB of standard error.
  public var errors: [UInt8]
  /// From its start to its end.
  public var nanoseconds: Int64

  /// Whether it ended by itself with status 0.
  public var hasSucceeded: Bool { end == .exited(0) }

  /// Its status, 128 + n where signal n ended it; nil when it had to be ended.
  public var status: Int32? {
    switch end {
    case .exited(let status): status
    case .signal(let signal): 128 + signal
    default: nil
    }
  }

  /// Runs the program at a path, or the one that PATH has under a name.
  ///
  /// - Throws: when it can't be started.
  public init(
    _ program: String, _ arguments: [String], input: [UInt8] = [], environment: [String] = [],
    directory: String? = nil, limits: Limits
  ) throws(FileError) {
    let pipes = try Pipes(for: program)
    let start = monotonicNanoseconds()
    let child = Self.start(program, arguments, environment, directory, pipes, limits)
    let failure = errno
    pipes.closeTheirs()
    guard child > 0 else {
      pipes.closeOurs()
      throw FileError(.run, program, failure == ENOENT ? .missing : .system(failure))
    }
    var exchange = Exchange(pipes, input: input, outputLimit: limits.output)
    let stop = exchange.run(
      with: child, until: start + Int64(max(0, min(limits.seconds, 1e9)) * 1e9))
    exchange.close()
    // Still unreaped, so that the number can't have passed on to another group.
    kill(-child, SIGKILL)
    var code: Int32 = 0
    while waitpid(child, &code, 0) < 0, errno == EINTR {}
    let signal = code & 0x7F
    end = stop ?? (signal == 0 ? .exited((code >> 8) & 0xFF) : .signal(signal))
    output = exchange.output
    errors = exchange.errors
    nanoseconds = monotonicNanoseconds() - start
  }

  private static func start(
    _ program: String, _ arguments: [String], _ environment: [String], _ directory: String?,
    _ pipes: Pipes, _ limits: Limits
  ) -> Int32 {
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) }
    variables.append(nil)
    let folder = directory.map { strdup($0) } ?? nil
    defer { for word in words + variables + [folder] { free(word) } }
    let bounds = linux_limits(
      processor_seconds: Int64(limits.processorSeconds ?? -1), memory: Int64(limits.memory ?? -1),
      file_size: Int64(limits.fileSize ?? -1), processes: limits.mayFork ? -1 : 0)
    return linux_start(
      program, words, variables, folder, pipes.input.reader, pipes.output.writer,
      pipes.errors.writer, bounds)
  }
}

/// What goes to a program and comes from it while it runs.
private struct Exchange {
  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []
  private var unsent: ArraySlice<UInt8>
  private let outputLimit: Int
  /// Ours of the pipes: its output, its errors, its input; -1 once closed.
  private var ends: [pollfd]
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  private static let errorLimit = 65_536
  private static let inputIndex = 2

  init(_ pipes: Pipes, input: [UInt8], outputLimit: Int) {
    unsent = input[...]
    self.outputLimit = outputLimit
    ends = [
      pollfd(fd: pipes.output.reader, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipes.errors.reader, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipes.input.writer, events: Int16(POLLOUT), revents: 0),
    ]
    feed()
  }

  /// Goes on until both outputs are closed and the program has ended, or a limit is reached, which is
  /// told.
  mutating func run(with child: Int32, until deadline: Int64) -> LimitedProcess.End? {
    var wait: Int64 = 1
    while true {
      let left = (deadline - monotonicNanoseconds()) / 1_000_000
      guard left > 0, Interruption.signal == nil else {
        return left > 0 ? .interrupted : .outOfTime
      }
      // A child of it may hold the pipes open after it has ended.
      let hasEnded = linux_has_ended(child) != 0
      let isClosed = ends[0].fd < 0 && ends[1].fd < 0
      if hasEnded && isClosed { return nil }
      let ready = poll(
        &ends, nfds_t(ends.count), Int32(hasEnded ? 0 : min(left, isClosed ? wait : 50)))
      if isClosed { wait = min(wait * 2, 50) }
      if ready == 0, hasEnded { return nil }
      guard ready > 0 else { continue }
      if ends[Self.inputIndex].revents != 0 { feed() }
      for index in 0..<Self.inputIndex where ends[index].revents != 0 { read(index) }
      if output.count > outputLimit {
        output.removeLast(output.count - outputLimit)
        return .tooMuchOutput
      }
    }
  }

  /// Writes what the pipe takes, and closes it behind the last byte or when nobody reads.
  private mutating func feed() {
    let end = ends[Self.inputIndex].fd
    while !unsent.isEmpty {
      let count = unsent.withUnsafeBytes { write(end, $0.baseAddress, $0.count) }
      if count > 0 {
        unsent = unsent.dropFirst(count)
      } else if errno == EAGAIN {
        return
      } else if errno != EINTR {
        break
      }
    }
    close(Self.inputIndex)
  }

  private mutating func read(_ index: Int) {
    let count = Glibc.read(ends[index].fd, &buffer, buffer.count)
    if count == 0 || count < 0 && errno != EINTR && errno != EAGAIN { close(index) }
    guard count > 0 else { return }
    if index == 0 {
      output += buffer[..<count]
    } else {
      errors += buffer[..<min(count, Self.errorLimit - errors.count)]
    }
  }

  private mutating func close(_ index: Int) {
    if ends[index].fd >= 0 { Glibc.close(ends[index].fd) }
    ends[index].fd = -1
  }

  mutating func close() { for index in ends.indices { close(index) } }
}

/// The ends of what connects a program to this one; none of ours passes on to other programs, and
/// none of ours waits.
private struct Pipes {
  typealias Ends = (reader: Int32, writer: Int32)
  let input: Ends
  let output: Ends
  let errors: Ends

  init(for name: String) throws(FileError) {
    var pairs = [[Int32]](repeating: [-1, -1], count: 3)
    let isOpen = pairs.indices.allSatisfy { linux_pipe(&pairs[$0], $0 == 0 ? 1 : 0) == 0 }
    let failure = errno
    let ends = pairs.map { Ends(reader: $0[0], writer: $0[1]) }
    (input, output, errors) = (ends[0], ends[1], ends[2])
    guard isOpen else {
      closeTheirs()
      closeOurs()
      throw FileError(.run, name, .system(failure))
    }
  }

  func closeTheirs() {
    for end in [input.reader, output.writer, errors.writer] where end >= 0 { close(end) }
  }

  func closeOurs() {
    for end in [input.writer, output.reader, errors.reader] where end >= 0 { close(end) }
  }
}
