import Diagnostics
import Foundation
import Testing

@testable import BespokeKit

/// Pages of others ask for what they may not have.
@Suite struct HostilePageTests {
  private static let drawing = "<svg width='9' height='9'><rect width='9' height='9'/></svg>"

  /// Typesets a page in `project/`, beside which lies `secret.svg`, and returns what was said.
  private func typeset(_ html: String) throws -> [Diagnostic] {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let project = folder.appendingPathComponent("project")
    try files.createDirectory(at: project, withIntermediateDirectories: true)
    defer { try? files.removeItem(at: folder) }
    for place in ["secret.svg", "project/inside.svg"] {
      try Data(Self.drawing.utf8).write(to: folder.appendingPathComponent(place))
    }
    try files.createSymbolicLink(
      atPath: project.path + "/link.svg", withDestinationPath: "../secret.svg")
    try files.createSymbolicLink(atPath: project.path + "/up", withDestinationPath: "..")
    let page = project.appendingPathComponent("page.html")
    try Data(html.utf8).write(to: page)
    let output = project.appendingPathComponent("page.pdf")
    let said = TypesetCommand(input: page.path, output: output.path).run()
    #expect(files.fileExists(atPath: output.path))
    return said
  }

  @Test(arguments: [
    "../secret.svg", "..%2fsecret.svg", "%2e%2e/secret.svg", "..\\secret.svg",
    "./../secret.svg", "link.svg", "up/secret.svg", "/etc/passwd", "file:///etc/passwd",
    "file:../secret.svg", "http://127.0.0.1:9/a.svg", "//127.0.0.1:9/a.svg", "\\\\host\\a.svg",
    "HTTP://169.254.169.254/", "http:inside.svg", "ftp://host/inside.svg", "up/../../secret.svg",
    "/proc/self/environ", "inside.svg/../../secret.svg",
  ])
  func `a page reads nothing outside its folder`(address: String) throws {
    let said = try typeset("<img src=\"\(address)\">")
    #expect(said.contains { $0.id == "missing-image" })
  }

  @Test(arguments: ["inside.svg", "./inside.svg", "inside%2Esvg", "inside.svg?v=1#x"])
  func `a page reads what lies beside it`(address: String) throws {
    #expect(try typeset("<img src=\"\(address)\">").isEmpty)
  }

  /// Each multiplies a little text into more than a machine holds, or nests without end.
  @Test(arguments: [
    String(repeating: "<div>", count: 50_000), String(repeating: "<ul><li>", count: 5_000),
    String(repeating: "<table><tr><td>", count: 2_000),
    String(repeating: "<p style='display:flex'><b style='display:grid'>", count: 200),
    "<div style='height:99999999px;background:red'>x</div>",
    "<div style='width:1e999px;margin:-1e300px;border:1e9px solid;font-size:1e9px'>x</div>",
    """
    <div style='display:grid;grid-template:repeat(99999,1px)/repeat(99999,1px)'>
    <i style='grid-area:99999/99999'>x</i></div>
    """,
    "<p style='padding:1e20em'>x", "<p style='height:1e9%;margin:1e30vw'>x",
    "<table><tr>" + String(repeating: "<td colspan=1000 rowspan=65534>x", count: 200),
    "<style>:root{--a:aaaaaaaaaa;"
      + (1..<60).map { "--v\($0):var(--v\($0 - 1)) var(--v\($0 - 1));" }.joined()
      + "--v0:var(--a)}p{font-family:var(--v59)}</style><p>x",
    "<style>" + String(repeating: "@media print{", count: 9_000) + "</style><p>x",
    "<p style='transform:scale(0)'>x<p style='height:0;overflow:hidden'>x",
    "<style>@page{size:1e9px 1e9px;margin:-1e9px}</style>x",
    "<ol start=999999999 style='list-style:upper-roman'><li>x</ol>",
  ])
  func `hostile pages end`(html: String) throws {
    #expect(try !typeset(html).contains { $0.severity == .error })
  }
}
