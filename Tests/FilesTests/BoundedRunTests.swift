import Files
import Testing

@Suite struct BoundedRunTests {
  func run(
    _ script: String, input: String = "", seconds: Int = 20, bytes: Int = 1 << 20
  ) throws -> BoundedRun {
    try BoundedRun(
      ["sh", "-c", script], input: Array(input.utf8), environment: [("PATH", "/usr/bin:/bin")],
      directory: "/", limits: BoundedRun.Limits(seconds: seconds, outputBytes: bytes))
  }

  @Test func `feeds and reads more than a pipe holds, both ways at once`() throws {
    let text = String(repeating: "x", count: 1 << 20)
    let done = try run("cat; head -c 300000 /dev/zero >&2", input: text, bytes: 2 << 20)
    #expect(done.ending == .exited(0))
    #expect(done.output.count == text.utf8.count)
    #expect(done.errors.count == 1 << 16)
  }

  @Test func `ends what doesn't end`() throws {
    #expect(try run("trap '' TERM; sleep 60", seconds: 1).ending == .timedOut)
    let endless = try run("yes", bytes: 1000)
    #expect(endless.ending == .tooLong)
    #expect(endless.output.count == 1000)
  }

  @Test func `doesn't wait for what was left running`() throws {
    #expect(try run("sleep 60 & echo done").ending == .exited(0))
  }

  @Test func `tells statuses and signals, and who can't be started`() throws {
    #expect(try run("exit 7").ending == .exited(7))
    #expect(try run("kill -9 $$").ending == .exited(137))
    #expect(throws: FileError.self) {
      try BoundedRun(
        ["/no/such/program"], input: [], environment: [], directory: "/",
        limits: BoundedRun.Limits(seconds: 1))
    }
  }

  @Test func `shows no more of our environment than is given`() throws {
    let done = try run("env | grep -v -e ^PWD -e ^PATH -e ^_ -e ^SHLVL; true")
    #expect(String(decoding: done.output, as: UTF8.self) == "")
  }
}
