import Testing

@testable import Server

struct HTTPRequestTests {
  private func outcome(_ text: String) -> String {
    switch HTTPRequest.read(Array(text.utf8)) {
    case .incomplete: "incomplete"
    case .refused(let status): "\(status)"
    case .request(let request, let length): "\(request.method) \(request.target) \(length)"
    }
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / 27"),
    ("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /next", "GET / 27"),
    ("GET / HTTP/1.0\r\nHost:a\r\n\r\n", "GET / 26"),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", "GET / 46"),
    ("", "incomplete"), ("GET / HTTP/1.1\r\nHost: a\r\n", "incomplete"), ("GE", "incomplete"),
    ("GET / HTTP/1.1\r\n\r\n", "400"),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"),
    ("GET / HTTP/1.1\nHost: a\n\n", "400"),
    ("GET / HTTP/1.1\r\nHost: a\n\r\n\r\n", "400"),
    ("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", "400"),
    ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", "400"),
    ("GET / HTTP/1.1\r\nno colon\r\nHost: a\r\n\r\n", "400"),
    ("GET /\u{0} HTTP/1.1\r\nHost: a\r\n\r\n", "400"),
    ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "400"),
    ("GET / a HTTP/1.1\r\nHost: a\r\n\r\n", "400"),
    ("GET /é HTTP/1.1\r\nHost: a\r\n\r\n", "400"),
    ("GET / HTTPS/1.1\r\nHost: a\r\n\r\n", "400"),
    ("G(T / HTTP/1.1\r\nHost: a\r\n\r\n", "400"),
    ("\r\n\r\n", "400"),
    ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", "505"),
    ("GET / HTTP/0.9\r\nHost: a\r\n\r\n", "505"),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", "413"),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 9\r\n\r\n", "413"),
    ("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "413"),
  ])
  func `reads a head, or says what is wrong`(text: String, expected: String) {
    #expect(outcome(text) == expected, "\(text.debugDescription)")
  }

  @Test func `bounds what it takes`() {
    let long = String(repeating: "a", count: 5_000)
    #expect(outcome("GET /\(long) HTTP/1.1\r\nHost: a\r\n\r\n") == "414")
    let many = String(repeating: "x: y\r\n", count: 101)
    #expect(outcome("GET / HTTP/1.1\r\nHost: a\r\n\(many)\r\n") == "431")
    let huge = "GET / HTTP/1.1\r\nHost: a\r\nx: " + String(repeating: "a", count: 17_000)
    #expect(outcome(huge) == "431")
    #expect(outcome(huge + "\r\n\r\n") == "431")
    #expect(outcome(String(repeating: "A", count: 17_000)) == "431")
  }

  /// Whatever cut it short, a prefix of a good request is never a request.
  @Test func `waits for the end of the head`() {
    let bytes = Array("GET /a HTTP/1.1\r\nHost: localhost:4000\r\nAccept: */*\r\n\r\n".utf8)
    for length in bytes.indices {
      #expect(HTTPRequest.read(Array(bytes[..<length])) == .incomplete)
    }
  }

  @Test(arguments: [
    ("HTTP/1.1", "", true), ("HTTP/1.1", "Connection: close\r\n", false),
    ("HTTP/1.0", "", false), ("HTTP/1.0", "Connection: keep-alive\r\n", true),
  ])
  func `knows whether the client goes on`(version: String, field: String, expected: Bool) {
    let text = "GET / \(version)\r\nHost: a\r\n\(field)\r\n"
    guard case .request(let request, _) = HTTPRequest.read(Array(text.utf8)) else {
      Issue.record("refused")
      return
    }
    #expect(request.keepsAlive == expected)
  }
}
