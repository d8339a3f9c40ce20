import Testing

@testable import Archive

@Suite struct XMLReaderTests {
  private func events(_ source: String) throws -> [XMLReader.Event] {
    var reader = XMLReader(Array(source.utf8))
    var events: [XMLReader.Event] = []
    while let event = try reader.next() { events.append(event) }
    return events
  }

  @Test func `elements, attributes and text come in order`() throws {
    let events = try events(
      "<?xml version='1.0'?><!-- c --><a x=\"1 &amp; 2\"><b/>t&#65;&lt;<![CDATA[<&]]></a>\n")
    #expect(
      events == [
        .start(.init(local: "a"), [.init(name: .init(local: "x"), value: "1 & 2")]),
        .start(.init(local: "b"), []), .end(.init(local: "b")), .text("tA<"), .text("<&"),
        .end(.init(local: "a")),
      ])
  }

  @Test func `prefixes are resolved where they are declared`() throws {
    let events = try events(
      "<a xmlns='u:d' xmlns:w='u:w'><w:b w:c='1' d='2'/><e xmlns=''/><f/></a>")
    let names = events.compactMap { event in
      if case .start(let name, _) = event { name.namespace + "|" + name.local } else { nil }
    }
    #expect(names == ["u:d|a", "u:w|b", "|e", "u:d|f"])
    guard case .start(_, let attributes) = events[1] else { return }
    #expect(attributes.map(\.name.namespace) == ["u:w", ""])
  }

  @Test(arguments: [
    "", "text", "<a>", "<a></b>", "<a/><b/>", "<a", "<a b>", "<a b=c/>", "<a b='", "<a>&x;</a>",
    "<a>&#0;</a>", "<a>& b</a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a><!-- </a>",
    "<a><![CDATA[ </a>", "<a b='<'/>", "</a>", "<a>&#xD800;</a>", "<>", "<a/>x",
  ])
  func `what is not well-formed is an error`(source: String) {
    #expect(throws: XMLError.self) { try events(source) }
  }

  @Test func `depth is bounded`() {
    #expect(throws: XMLError.self) { try events(String(repeating: "<a>", count: 100_000)) }
  }
}
