import Files
import Testing

/// Programs that misbehave in every way which a reader of strangers' files may meet.
@Suite struct LimitedProcessTests {
  /// Runs lines of a shell as the program; the limits are small, so that each ends soon.
  private func run(
    _ script: String, seconds: Double = 5, output: Int = 1 << 20, memory: Int = 1 << 30,
    mayFork: Bool = true
  ) throws -> LimitedProcess {
    var limits = LimitedProcess.Limits(
      seconds: seconds, processorSeconds: 2, memory: memory, output: output)
    limits.mayFork = mayFork
    return try LimitedProcess("/bin/sh", ["-c", script], limits: limits)
  }

  @Test func `both pipes are read while they are full`() throws {
    let result = try run(
      """
      i=0; while [ $i -lt 20000 ]; do echo 0123456789; echo 0123456789 >&2; i=$((i+1)); done
      """)
    #expect(result.end == .exited(0))
    #expect(result.output.count == 220_000)
    #expect(result.errors.count == 65536)
  }

  @Test func `what never ends is ended`() throws {
    let result = try run("while :; do read -r line < /dev/zero & wait; done", seconds: 0.5)
    #expect(result.end == .outOfTime)
    #expect(try run("exec sleep 60", seconds: 0.3).end == .outOfTime)
  }

  @Test func `busy programs meet the limit on processor time`() throws {
    let result = try run("while :; do :; done", seconds: 30)
    #expect(result.end == .signal(24) || result.end == .signal(9))
  }

  @Test func `children left behind are ended with their parent`() throws {
    let result = try run("sleep 60 & echo $!; exit 0")
    #expect(result.end == .exited(0))
    let child = try #require(Int32(String(decoding: result.output, as: UTF8.self).dropLast()))
    // Gone, or dead and waiting for whoever inherited it: then it has no command line.
    var isGone = false
    for _ in 0..<100 where !isGone {
      isGone = try run("test -z \"$(cat /proc/\(child)/cmdline 2>/dev/null)\"").hasSucceeded
    }
    #expect(isGone)
  }

  @Test func `a program that must not fork cannot`() throws {
    let result = try run("sleep 0 & wait && echo forked", mayFork: false)
    // Root is not bound by the number of processes.
    let isRoot = isWritable("/proc/1/oom_score_adj")
    #expect(isRoot || !String(decoding: result.output, as: UTF8.self).contains("forked"))
  }

  @Test func `a polite signal ignored is no way out`() throws {
    let result = try run("trap '' TERM INT HUP; while :; do sleep 1; done", seconds: 0.5)
    #expect(result.end == .outOfTime)
  }

  @Test(arguments: [("exit 1", 1), ("exit 77", 77), ("echo half; exit 3", 3)])
  func `a failure is told by its status`(script: String, status: Int32) throws {
    let result = try run(script)
    #expect(result.end == .exited(status) && !result.hasSucceeded)
  }

  @Test func `a crash is told by its signal`() throws {
    #expect(try run("kill -SEGV $$").end == .signal(11))
    #expect(try run("kill -ABRT $$").end == .signal(6))
  }

  @Test func `endless output ends it and is not kept`() throws {
    let result = try run("while :; do echo 0123456789; done", output: 100_000)
    #expect(result.end == .tooMuchOutput)
    #expect(result.output.count <= 200_000)
  }

  @Test func `its environment is empty and its files stay empty`() throws {
    let result = try run("env | grep -v -e '^PWD=' -e '^_=' -e '^SHLVL='; echo x > /proc/self/fd/9")
    #expect(!String(decoding: result.output, as: UTF8.self).contains("="))
    #expect(!result.hasSucceeded)
  }

  @Test(arguments: ["/nowhere/at/all", "/etc/passwd"])
  func `a program that can't be started is an error`(path: String) {
    let limits = LimitedProcess.Limits(
      seconds: 1, processorSeconds: 1, memory: 1 << 28, output: 100)
    let result = try? LimitedProcess(path, [], limits: limits)
    #expect(result == nil || result?.hasSucceeded == false)
  }
}

/// Programs that the user chose: they are fed, and only time and output are bounded.
@Suite struct ChosenProcessTests {
  private func run(
    _ script: String, input: String = "", seconds: Double = 20, output: Int = 1 << 20
  ) throws -> LimitedProcess {
    ignoreBrokenPipes()
    return try LimitedProcess(
      "sh", ["-c", script], input: Array(input.utf8), environment: ["PATH=/usr/bin:/bin"],
      directory: "/usr", limits: LimitedProcess.Limits(seconds: seconds, output: output))
  }

  private static let megabyte = String(repeating: "x", count: 1 << 20)

  @Test func `feeds and reads more than a pipe holds, both ways at once`() throws {
    let result = try run(
      "cat; head -c 300000 /dev/zero >&2", input: Self.megabyte, output: 2 << 20)
    #expect(result.end == .exited(0))
    #expect(result.output == Array(Self.megabyte.utf8))
    #expect(result.errors.count == 65_536)
  }

  @Test(arguments: ["exit 3", "exec 0<&-; exit 3", "head -c 10 >/dev/null; exit 3"])
  func `who does not read is fed in vain`(script: String) throws {
    #expect(try run(script, input: Self.megabyte).end == .exited(3))
  }

  @Test func `ends what doesn't end`() throws {
    #expect(try run("trap '' TERM; sleep 60", seconds: 0.5).end == .outOfTime)
    let endless = try run("yes", output: 1000)
    #expect(endless.end == .tooMuchOutput)
    #expect(endless.output.count == 1000)
  }

  @Test func `doesn't wait for what was left running`() throws {
    #expect(try run("sleep 60 & echo done").end == .exited(0))
  }

  @Test(arguments: [("exit 7", 7), ("kill -9 $$", 137)])
  func `tells a status as shells do`(script: String, status: Int32) throws {
    #expect(try run(script).status == status)
  }

  @Test func `stands in its folder, sees what it is given, and may write and fork`() throws {
    let result = try run(
      "pwd; env | grep -v -e ^PWD -e ^PATH -e ^_ -e ^SHLVL; (echo x > /dev/null)")
    #expect(result.end == .exited(0))
    #expect(String(decoding: result.output, as: UTF8.self) == "/usr\n")
  }

  @Test func `a folder that is missing is an error`() {
    #expect(throws: FileError.self) {
      try LimitedProcess(
        "sh", [], directory: "/nowhere", limits: LimitedProcess.Limits(seconds: 1))
    }
  }
}
