import Files
import Testing

@testable import Server

/// Who may ask, for what, and what an answer allows.
struct SiteTests {
  private static let port = 4000

  private static let site: Site = {
    let files = MemoryFileSystem([
      ("index.html", "<html><body><p>All</p></body></html>"),
      ("ada/acme/resume-ats.html", "<p>Ada</p><script>alert(1)</script>"),
      ("ada/acme/resume-ats.pdf", "%PDF-1.7"),
      ("ada/acme/resume-ats.txt", "Ada"),
      ("ada/acme/resume-ats.docx", "PK"),
      ("ada/acme/match.json", "{}"),
      ("ada/acme/x.svg", "<svg/>"),
      ("ada/acme/x.js", "alert(1)"),
      ("ada/acme/.bespoke~1-1", "half"),
      ("ada/a b/résumé.txt", "space"),
      (".gitignore", "*"),
    ])
    return Site(policy: AccessPolicy(port: port)) { files }
  }()

  private func response(_ text: String) -> Response {
    switch HTTPRequest.read(Array(text.utf8)) {
    case .incomplete: return .plain(0)
    case .refused(let status): return .plain(status)
    case .request(let request, _):
      return Self.site.respond(to: request, state: "s-1", nonce: "n0nce")
    }
  }

  private func get(_ target: String) -> Response {
    response("GET \(target) HTTP/1.1\r\nHost: 127.0.0.1:4000\r\n\r\n")
  }

  @Test(arguments: [
    "127.0.0.1:4000", "localhost:4000", "LocalHost:4000", "[::1]:4000",
  ])
  func `answers to its own names`(host: String) {
    #expect(response("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n").status == 200)
  }

  @Test(arguments: [
    "127.0.0.1", "127.0.0.1:4001", "127.0.0.1:40000", "127.attacker.example:4000",
    "127.0.0.1.attacker.example:4000", "localhost.attacker.example:4000", "localhost:4000.evil",
    "attacker.example:4000", "attacker.example", "0.0.0.0:4000", "127.0.0.2:4000",
    "2130706433:4000", "127.1:4000", "[::]:4000", "::1:4000", "user@127.0.0.1:4000",
    "localhost.:4000", "127.0.0.1:04000", "", "127.0.0.1:4000, evil",
  ])
  func `refuses every other host`(host: String) {
    #expect(response("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n").status == 400)
  }

  @Test(arguments: [
    ("http://127.0.0.1:4000", 200), ("http://localhost:4000", 200), ("http://[::1]:4000", 200),
    ("https://127.0.0.1:4000", 400), ("http://127.0.0.1:4001", 400), ("null", 400), ("", 400),
    ("http://attacker.example", 400), ("http://127.0.0.1:4000.attacker.example", 400),
    ("http://attacker.example:4000", 400), ("file://", 400),
  ])
  func `compares the origin in full`(origin: String, status: Int) {
    for path in ["/", "/.bespoke/events"] {
      let text = "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:4000\r\nOrigin: \(origin)\r\n\r\n"
      #expect(response(text).status == status)
    }
  }

  @Test func `an origin equal to a foreign host proves nothing`() {
    let text = "GET / HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\n\r\n"
    #expect(response(text).status == 400)
  }

  @Test(arguments: [
    ("cross-site", "navigate", 200), ("cross-site", "no-cors", 400), ("same-site", "cors", 400),
    ("cross-site", "websocket", 400), ("same-origin", "cors", 200), ("none", "navigate", 200),
  ])
  func `lets other sites link and nothing else`(site: String, mode: String, status: Int) {
    let text =
      "GET / HTTP/1.1\r\nHost: localhost:4000\r\nSec-Fetch-Site: \(site)\r\n"
      + "Sec-Fetch-Mode: \(mode)\r\n\r\n"
    #expect(response(text).status == status)
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "X"])
  func `only reads`(method: String) {
    let answer = response("\(method) / HTTP/1.1\r\nHost: localhost:4000\r\n\r\n")
    #expect(answer.status == 405)
    #expect(answer.value(of: "Allow") == "GET, HEAD")
  }

  @Test(arguments: [
    ("/../etc/passwd", 400), ("/ada/../../x", 400), ("/%2e%2e/x", 400), ("/%2E%2e%2fx", 400),
    ("/ada%2facme", 400), ("/..%5cx", 400), ("/ada\\..\\x", 400), ("/%5c", 400), ("/./ada", 400),
    ("//evil.example/", 400), ("/ada//acme/", 400), ("/%", 400), ("/%zz", 400), ("/%00", 400),
    ("/a%0d%0ab", 400), ("/%ff%fe", 400), ("/%c0%ae%c0%ae/x", 400), ("/x#y", 400),
    ("http://127.0.0.1:4000/", 400), ("*", 400), ("ada", 400), ("/%252e%252e/x", 404),
    ("/.gitignore", 404), ("/ada/acme/.bespoke~1-1", 404), ("/.bespoke/log", 404),
    ("/none", 404), ("/ada/acme/resume-ats.txt/", 404), ("/ada/acme/resume-ats.txt/x", 404),
    ("/ada/acme/resume-ats.txt?x=../..", 200), ("/ada/a%20b/r%C3%A9sum%C3%A9.txt", 200),
  ])
  func `finds no way out of the folder`(target: String, status: Int) {
    #expect(get(target).status == status, "\(target)")
  }

  @Test func `a folder is found under its name with a slash`() {
    #expect(get("/ada/a%20b").status == 308)
    #expect(get("/ada/a%20b").value(of: "Location") == "/ada/a%20b/")
    let listing = String(decoding: get("/ada/acme/").body, as: UTF8.self)
    #expect(listing.contains("./resume-ats.pdf"))
    #expect(!listing.contains("bespoke~"))
  }

  @Test(arguments: [
    ("/", "text/html; charset=utf-8"), ("/ada/acme/resume-ats.pdf", "application/pdf"),
    ("/ada/acme/resume-ats.txt", "text/plain; charset=utf-8"),
    ("/ada/acme/match.json", "application/json"),
    ("/ada/acme/x.js", "application/octet-stream"), ("/.bespoke/events", "text/event-stream"),
  ])
  func `every answer names its type and allows no more`(target: String, type: String) {
    let answer = get(target)
    #expect(answer.value(of: "Content-Type") == type)
    #expect(answer.value(of: "X-Content-Type-Options") == "nosniff")
    #expect(answer.value(of: "Content-Security-Policy")?.hasPrefix("default-src 'none'") == true)
    #expect(answer.value(of: "Cross-Origin-Resource-Policy") == "same-origin")
  }

  @Test func `pages run our script and no other`() {
    let page = get("/ada/acme/resume-ats.html")
    #expect(page.value(of: "Content-Security-Policy")?.contains("script-src 'nonce-n0nce'") == true)
    let text = String(decoding: page.body, as: UTF8.self)
    #expect(text.hasPrefix("<p>Ada</p><script>alert(1)</script><script nonce=\"n0nce\">"))
    let index = String(decoding: get("/").body, as: UTF8.self)
    #expect(index.hasSuffix("</script></body></html>"))
  }

  @Test func `errors are no pages, and say nothing of the request`() {
    let answer = response("GET /<script> HTTP/1.1\r\nHost: evil\r\n\r\n")
    #expect(answer.value(of: "Content-Type") == "text/plain; charset=utf-8")
    #expect(!String(decoding: get("/<b>x").body, as: UTF8.self).contains("<b>x"))
  }

  @Test func `links that lead out of the folder lead nowhere`() throws {
    let root = "/tmp/bespoke-site-\(UInt64.random(in: 0...UInt64.max))"
    let host = try DiskFileSystem.host()
    try host.makeDirectory(RelativePath(root.dropFirst() + "/out/in"))
    defer { try? host.removeTree(RelativePath(String(root.dropFirst()))) }
    let project = try DiskFileSystem(root: root)
    try project.write(Array("secret".utf8), to: RelativePath("secret.txt"))
    try project.write(Array("fine".utf8), to: RelativePath("out/in/a.txt"))
    for (target, link) in [
      ("../secret.txt", "up.txt"), ("/etc/passwd", "absolute.txt"), ("..", "above"),
      ("in", "inside"), ("loop", "loop"),
    ] { #expect(makeLink(to: target, at: "\(root)/out/\(link)")) }
    let site = Site(policy: AccessPolicy(port: Self.port)) { () throws(FileError) in
      try project.subtree(RelativePath(literal: "out"))
    }
    func status(_ path: String) -> Int {
      let text = "GET \(path) HTTP/1.1\r\nHost: localhost:4000\r\n\r\n"
      guard case .request(let request, _) = HTTPRequest.read(Array(text.utf8)) else { return 0 }
      return site.respond(to: request, state: "", nonce: "").status
    }
    #expect(status("/inside/a.txt") == 200)
    #expect(status("/absolute.txt") == 404)
    #expect(status("/loop") == 404)
    #expect(status("/up.txt") == 404)
    #expect(status("/above/secret.txt") == 404)
  }
}
