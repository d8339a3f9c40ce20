import Geometry
import Graphics
import Layout
import PDFFile
import Testing

@testable import Export

/// Texts that try to leave the string they stand in come back as themselves.
@Suite struct HostileStringTests {
  private static let strings = [
    "harmless", "( unbalanced", ") closed", "back\\slash\\", "\\) /JS (app.alert(1))",
    ">> endobj 9 0 obj << /OpenAction 3 0 R >>", "endstream\nendobj\nxref", "line\nend\r\nreturn\r",
    "tab\tbell\u{7}null\u{0}escape\u{1B}[31m", "\u{18}\u{1F}\u{7F}\u{80}\u{9F}",
    "<FEFF0041>", "þÿ looks like UTF-16", "\u{FEFF}mark", "naïve – “quotes” €", "日本語 العربية 👩‍💻",
    "%PDF-1.7 %%EOF", "#20name/Launch", "]]></rdf:li><x>&amp;", "\u{FFFE}\u{FFFF}\u{10FFFF}",
    "\u{202E}reversed\u{2066}", "", " ", String(repeating: "(\\", count: 3000),
    "'; DROP TABLE--", "${jndi:ldap://x}", "e\u{301}\u{301}\u{301}", "\u{2028}\u{2029}",
  ]

  /// Every string after every other of the first ones: 546 in all, each in seven places.
  private static let all: [String] = {
    let pairs = strings.prefix(20).flatMap { first in strings.map { first + $0 } }
    return strings + pairs.prefix(546 - strings.count)
  }()

  private let shaper = PangoShaper(library: Sample.library)

  private func pdf(_ text: String) throws -> [UInt8] {
    var sample = Sample(shaper: shaper)
    sample.add("Text", at: 40, role: .heading(1))
    sample.structure.append(StructureNode(role: .figure(alt: "x" + text), parent: 0))
    sample.items.append(
      .text(
        PlacedText(
          text: "Text", run: sample.firstRun, origin: Point(x: 9, y: 90), color: .black,
          structure: 2)))
    sample.addLink("link", to: "https://example.org/" + text, at: 120)
    var information = Information()
    information.title = "x" + text
    information.author = "x" + text
    information.subject = "x" + text
    information.keywords = ["x" + text]
    information.epoch = 0
    var pages = sample.pages
    pages.outline = [OutlineEntry(title: "x" + text, level: 1, page: 0, position: .zero)]
    return try PDFDocument.bytes(of: pages, shaper: shaper, information: information)
  }

  @Test func `every string comes back and adds no object`() throws {
    let plain = try PDFReader(try pdf("harmless")).size
    #expect(Self.all.count == 546)
    for text in Self.all {
      let bytes = try pdf(text)
      let reader = try PDFReader(bytes)
      #expect(reader.size == plain, "\(text.debugDescription)")
      let info = try #require(try reader.resolve(reader.trailer["Info"]).dictionaryValue)
      for key in ["Title", "Author", "Subject", "Keywords"] {
        #expect(info.text(key) == "x" + text, "\(key) \(text.debugDescription)")
      }
      let root = try #require(try reader.resolve(reader.trailer["Root"]).dictionaryValue)
      #expect(root["OpenAction"] == nil)
      let outline = try reader.resolve(root["Outlines"]).dictionaryValue
      let entry = try reader.resolve(outline?["First"]).dictionaryValue
      #expect(entry?.text("Title") == "x" + text)
      let links = try reader.object(try reader.pages()[0]).dictionaryValue?["Annots"]?.arrayValue
      let link = try reader.resolve(links?.first).dictionaryValue
      let uri = try #require(link?["A"]?.dictionaryValue?["URI"]?.stringValue)
      #expect(uri.allSatisfy { (0x21...0x7E).contains($0) }, "\(text.debugDescription)")
      #expect(!uri.contains(where: Array(#"\<>"#.utf8).contains), "\(text.debugDescription)")
      var figures = 0
      for number in 0..<reader.size {
        guard let object = try reader.object(number).dictionaryValue else { continue }
        #expect(object["JS"] == nil && object["Launch"] == nil)
        if object["S"]?.nameValue == "Figure" {
          figures += 1
          #expect(object.text("Alt") == "x" + text)
        }
      }
      #expect(figures == 1)
    }
  }

  @Test func `qpdf finds nothing wrong with any of them`() throws {
    for text in Self.strings.dropFirst() {
      guard let report = try ExternalTool.run("qpdf", ["--check", "-"], input: try pdf(text))
      else { return }
      #expect(report.contains("No syntax or stream encoding errors"), "\(text.debugDescription)")
    }
  }

  @Test func `painted text does no harm either`() throws {
    for text in Self.strings {
      var sample = Sample(shaper: shaper)
      sample.add("before " + text + " after", at: 40, role: .paragraph)
      let bytes = try sample.pdf()
      guard let found = try ExternalTool.run("pdftotext", ["-raw", "-", "-"], input: bytes)
      else { return }
      // A long text leaves the page, where pdftotext looks no further.
      let isLong = text.utf8.count > 100
      #expect(
        found.contains("before") && (isLong || found.contains("after")), "\(text.debugDescription)")
    }
  }

  @Test func `addresses keep their meaning`() throws {
    for (text, encoded) in [
      ("a(b)c", "a(b)c"), ("x\\y", "x%5Cy"), ("> >", "%3E%20%3E"), ("n\nl", "nl"),
      ("\u{0}", ""), ("\u{1}é", "%01%C3%A9"),
    ] {
      let reader = try PDFReader(try pdf(text))
      let page = try reader.object(try reader.pages()[0]).dictionaryValue
      let links = try #require(page?["Annots"]?.arrayValue)
      let link = try reader.resolve(links.first).dictionaryValue
      let action = link?["A"]?.dictionaryValue
      #expect(action?["URI"]?.stringValue == Array("https://example.org/\(encoded)".utf8))
    }
  }
}

extension PDFDictionary {
  /// A text string's text, read by the rules of PDF 1.7, 7.9.2.2.
  fileprivate func text(_ key: String) -> String? {
    guard let bytes = self[key]?.stringValue else { return nil }
    guard bytes.starts(with: [0xFE, 0xFF]) else { return String(decoding: bytes, as: UTF8.self) }
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
    }
    return String(decoding: units, as: UTF16.self)
  }
}
