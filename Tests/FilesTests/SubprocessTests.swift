import Files
import Testing

@Suite struct SubprocessTests {
  @Test func `tells what a program printed and how it ended`() throws {
    let result = try Subprocess(["/bin/sh", "-c", "printf one; exit 3"])
    #expect(result.text == "one")
    #expect(result.status == 3)
    #expect(try Subprocess(["/bin/sh", "-c", "kill -9 $$"]).status == 137)
    #expect(throws: FileError.self) { try Subprocess(["/no/such/program"]) }
  }

  @Test func `programs run side by side, each with its own output`() throws {
    // More than a pipe holds: neither may wait for the other.
    let count = 200_000
    let programs = try ["a", "b"].map {
      try StartedProcess(["/bin/sh", "-c", "head -c \(count) /dev/zero | tr '\\0' \($0)"])
    }
    for (letter, program) in zip([UInt8(ascii: "a"), UInt8(ascii: "b")], programs) {
      let output = program.finish().output
      #expect(output.count == count)
      #expect(output.allSatisfy { $0 == letter })
    }
  }

  @Test func `variables stand for those of this program`() throws {
    let program = try StartedProcess(
      ["/bin/sh", "-c", "printf '%s,%s' \"$HOME\" \"${PATH:+kept}\""], variables: ["HOME=/x=y"])
    #expect(program.finish().text == "/x=y,kept")
  }

  @Test func `a program that nobody asks any more is still waited for`() throws {
    let folder = try TemporaryFolder()
    _ = try StartedProcess(["/bin/sh", "-c", "echo done > \(folder.path)/file"])
    #expect(try folder.names() == ["file"])
  }
}
