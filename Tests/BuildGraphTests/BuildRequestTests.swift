import Testing

@testable import BuildGraph

@Suite struct BuildRequestTests {
  @Test(arguments: [
    [], ["build"], ["-j4"], ["-j", "4"], ["--jobs=4"], ["build", "--jobs", "2"],
    ["--root", ".", "build"], ["-j4", "build"],
    ["--root", "."], ["--root=."],
  ])
  func `is the same however it is spelled`(arguments: [String]) {
    #expect(BuildRequest(arguments) == BuildRequest([]))
  }

  @Test(arguments: [
    ["build", "build"], ["ada"], ["-n"], ["-jx"], ["-j", "0"], ["--jobs"], ["-q", "build"],
    ["-t", "build"], ["--", "-j4"], ["-vj4"], ["--root", "x"], ["-o", "x"], ["--out=x"], [""],
  ])
  func `differs where the result might`(arguments: [String]) {
    #expect(BuildRequest(arguments) != BuildRequest([]))
  }

  @Test func `takes out root and output`() {
    let request = BuildRequest(["--root", "a", "-t", "x", "-ob", "ada"])
    #expect(request.root == "a")
    #expect(request.output == "b")
    #expect(request.arguments == ["-t", "x", "ada"])
  }
}
