import CSS
import Geometry
import Graphics
import Layout
import PDFFile
import Testing

@testable import Export

@Suite struct PDFDocumentTests {
  private let shaper = PangoShaper(library: Sample.library)

  @Test func `text comes back, spaces and all`() throws {
    var sample = Sample(shaper: shaper)
    sample.add("Ada Lovelace ", at: 40, role: .heading(1))
    sample.add("wrote office notes – “naïve” façade, 3.90 GPA ", at: 60, role: .paragraph)
    sample.add("and went on on the next line", at: 80, role: nil)
    let pdf = try sample.pdf()
    guard let text = try ExternalTool.run("pdftotext", ["-layout", "-", "-"], input: pdf) else {
      return
    }
    #expect(text.contains("Ada Lovelace"))
    #expect(text.contains("wrote office notes – “naïve” façade, 3.90 GPA"))
    #expect(text.contains("and went on on the next line"))
  }

  @Test func `the file is sound`() throws {
    var sample = Sample(shaper: shaper)
    sample.add("A page with everything", at: 40, role: .heading(2))
    sample.items += Sample.decorations
    sample.addLink("example", to: "https://example.org/(a)?q=\\", at: 90)
    let pdf = try sample.pdf()
    guard let report = try ExternalTool.run("qpdf", ["--check", "-"], input: pdf) else { return }
    #expect(report.contains("No syntax or stream encoding errors"))
  }

  /// Cairo forgets the begin of a mark where the page is painted over, and where nothing shows.
  @Test func `marks survive a painted page and what is clipped away`() throws {
    var sample = Sample(shaper: shaper)
    let page = Shape(Rect(x: -5, y: -5, width: 900, height: 1200))
    sample.items.append(.fill(page, .color(Color(red: 1, green: 1, blue: 0.9))))
    sample.add("On paper", at: 40, role: .paragraph)
    sample.items.append(.fill(page, .color(Color(red: 1, green: 1, blue: 0.9))))
    for state in [
      PageItem.clip(Shape(Rect(x: 10, y: 10))), .transform(0, 0, 0, 0, 5, 5),
      .clip(Shape(Rect(x: 5000, y: 0, width: 10, height: 10))),
    ] {
      sample.items.append(state)
      sample.add("hidden", at: 60, role: .paragraph)
      sample.items += [.group(opacity: 0.5), .fill(page, .color(.black)), .restore, .restore]
    }
    sample.add("Shown", at: 80, role: .paragraph)
    let pdf = try sample.pdf()
    guard let report = try ExternalTool.run("qpdf", ["--check", "-"], input: pdf),
      let text = try ExternalTool.run("pdftotext", ["-", "-"], input: pdf)
    else { return }
    #expect(report.contains("No syntax or stream encoding errors"))
    #expect(
      text.split(whereSeparator: \.isNewline).map(String.init) == ["On paper", "Shown"])
  }

  @Test func `equal pages give equal bytes`() throws {
    var sample = Sample(shaper: shaper)
    sample.add("Same again", at: 40, role: .paragraph)
    sample.items += Sample.decorations
    let first = try sample.pdf()
    #expect(try sample.pdf() == first)
    let other = PangoShaper(library: Sample.library)
    var again = Sample(shaper: other)
    again.add("Same again", at: 40, role: .paragraph)
    again.items += Sample.decorations
    #expect(try again.pdf() == first)
  }

  @Test func `two threads make the same bytes`() async throws {
    func render() throws -> [UInt8] {
      let shaper = PangoShaper(library: Sample.library)
      var last: [UInt8] = []
      for round in 0..<20 {
        var sample = Sample(shaper: shaper)
        for line in 0..<30 { sample.add("Line \(line)", at: Double(line) * 20, role: .paragraph) }
        let pdf = try sample.pdf()
        if round > 0 { #expect(pdf == last) }
        last = pdf
      }
      return last
    }
    async let first = Task.detached { try render() }.value
    async let second = Task.detached { try render() }.value
    #expect(try await first == second)
  }

  @Test func `a page of nonsense numbers is still a file`() throws {
    var sample = Sample(shaper: shaper)
    let wild = Rect(x: .nan, y: .infinity, width: -5, height: 1e300)
    sample.items = [
      .fill(
        Shape(wild, radii: [Size](repeating: Size(width: .nan, height: 4), count: 4)),
        .color(.black)),
      .transform(0, 0, 0, 0, .nan, 1), .group(opacity: .nan), .restore, .restore, .restore,
      .stroke(
        Path([.line(Point(x: .nan, y: 0)), .close]),
        Stroke(color: .black, width: .infinity, dashes: [0, -1])),
      .fill(Shape(wild), .linear(start: .zero, end: .zero, stops: [], repeats: true)),
      .fill(
        Shape(Rect(width: 9, height: 9)),
        .radial(
          center: .zero, radiusX: 0, radiusY: .nan,
          stops: [.init(offset: -4, color: .black), .init(offset: .nan, color: .transparent)],
          repeats: true)),
      .link(wild, url: "https://example.org", structure: 99), .clip(Shape(wild)),
    ]
    let pdf = try sample.pdf()
    #expect(try PDFReader(pdf).pages().count == 1)
  }

  @Test func `headings never skip a level`() {
    let levels = [2, 2, 4, 3, 1, 6].map { StructureNode(role: .heading($0), parent: 0) }
    let roles = StructureRoles([StructureNode(role: .document, parent: 0)] + levels)
    #expect(roles.elements.map(\.type) == ["Document", "H1", "H1", "H2", "H2", "H1", "H2"])
  }

  @Test func `only web, mail and telephone addresses are links`() throws {
    for (url, isLink) in [
      ("https://a.example", true), ("HTTP://a.example", true), ("mailto:a@b.example", true),
      ("tel:+1", true), ("javascript:alert(1)", false), (" java\nscript:x", false),
      (" https://a.b", true), ("file:///etc/passwd", false),
      ("notes.html", false), ("#nowhere", false), ("#top", true), ("https", false),
    ] {
      var sample = Sample(shaper: shaper)
      sample.addLink("x", to: url, at: 40)
      let reader = try PDFReader(try sample.pdf())
      let page = try reader.object(try reader.pages()[0]).dictionaryValue
      #expect((page?["Annots"] != nil) == isLink, "\(url)")
    }
  }

  @Test func `pictures of pages are PNG`() throws {
    var sample = Sample(shaper: shaper)
    sample.add("Hello", at: 40, role: .paragraph)
    let pictures = try PNGDocument.pages(of: sample.pages, shaper: shaper)
    let header = try #require(pictures.first.flatMap { ImageHeader($0) })
    #expect(header.size == Size(width: 1190, height: 1684))
  }
}
