import HTML
import Testing

@Suite struct SafeURLTests {
  @Test(arguments: [
    ("https://example.com", "https://example.com"),
    ("HTTPS://Example.COM/Path?q=a b&c=é#x", "https://example.com/Path?q=a%20b&c=%C3%A9#x"),
    ("  https://example.com/\t\n", "https://example.com/"), ("ht\ntps://a.b", "https://a.b"),
    ("https:\\\\a.b\\c", "https://a.b/c"), ("https:///a.b", "https://a.b"),
    ("https://a.b/\"><script>", "https://a.b/%22%3E%3Cscript%3E"),
    ("https://a.b/%41%zz%", "https://a.b/%41%25zz%25"),
    ("https://a.b:8080?x", "https://a.b:8080?x"),
    ("http://[::1]:80/", "http://[::1]:80/"), ("https://a.b/(x)'", "https://a.b/(x)'"),
    ("https://bücher.de/ü", "https://xn--bcher-kva.de/%C3%BC"),
    ("https://аpple.com", "https://xn--pple-43d.com"),
    ("https://例え。テスト", "https://xn--r8jz45g.xn--zckzah"),
    ("mailto:ada@example.com", "mailto:ada@example.com"),
    ("mailto:ada@x.y?subject=a b", "mailto:ada@x.y?subject=a%20b"),
    ("tel:+1 (202) 555-0175", "tel:+1(202)555-0175"),
  ])
  func `normalises what may be linked`(_ address: String, _ expected: String) {
    #expect(SafeURL(address)?.text == expected)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
    "\u{1}javascript:alert(1)",
    "java\tscript:alert(1)", "java\nscript:x", "java\u{0}script:x", "javascript&#58;alert(1)",
    "javascript&colon;alert(1)", "vbscript:x", "data:text/html,<script>", "DATA:text/html;base64,x",
    "file:///etc/passwd", "ftp://a.b", "blob:https://a.b", "view-source:https://a.b", "",
    "//example.com", "/path", "#frag", "example.com", "https:", "https://", "https:///",
    "https:a.b",
    "https://user:pw@a.b", "https://google.com@evil.com", "https://a b.c", "https://a.b:99999999",
    "https://a.b:x", "https://a\u{202E}b.c", "https://a.b\u{200B}", "https://a..b", "https://%61.b",
    "https://<x>", "mailto:", "mailto:a@b?x=%0d%0aBcc:c", "tel:", "tel:javascript", "tel:1<b>",
    "https://" + String(repeating: "a", count: 9000), ":https://a.b", "https://a|b",
  ])
  func `refuses the rest`(_ address: String) {
    #expect(SafeURL(address) == nil)
  }

  /// What is linked is an address itself, however long its ASCII form becomes.
  @Test(arguments: [
    "https://\(String(repeating: "駋", count: 59)).de",
    "https://" + String(repeating: "bücher.", count: 30) + "de",
    "https://a.b/" + String(repeating: "é", count: 4000),
    "https://" + String(repeating: "a", count: 64) + ".de",
  ])
  func `refuses what becomes too long`(_ address: String) {
    #expect(SafeURL(address) == nil)
    let shorter = address.replacing("駋駋駋駋駋駋駋駋駋駋", with: "").replacing("bücher.bücher.", with: "b.")
      .replacing("ééé", with: "é").replacing("aa", with: "a")
    let first = SafeURL(shorter)?.text
    #expect(first != nil && SafeURL(first ?? "")?.text == first)
  }

  @Test func `says why`() {
    #expect(throws: SafeURL.Refusal.userInfo) { try SafeURL(checking: "https://a:b@c.d") }
    #expect(throws: SafeURL.Refusal.unsafeScheme) { try SafeURL(checking: "javascript:x") }
    #expect(throws: SafeURL.Refusal.noScheme) { try SafeURL(checking: "a.b/c") }
    #expect(SafeURL("https://аpple.com")?.hasForeignHost == true)
    #expect(SafeURL("https://apple.com")?.hasForeignHost == false)
  }

  @Test(arguments: [
    ("github.com/ada", "https://github.com/ada"), ("www.a.b", "https://www.a.b"),
    ("http://a.b", "http://a.b"), ("a.b:8080/x", "https://a.b:8080/x"),
    ("javascript:alert(1).com", nil), ("ada@a.b", nil), ("plain", nil), ("javascript&#58;a.b", nil),
    ("", nil), (".a", nil),
  ])
  func `a web address may lack its scheme`(_ address: String, _ expected: String?) {
    #expect(SafeURL(web: address)?.text == expected)
  }
}
