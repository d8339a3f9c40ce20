import CSS
import Diagnostics
import Foundation
import Geometry
import HTML
import Testing

/// Runs over pages that others wrote, where they are at hand.
@Suite struct SuiteTests {
  static let suites =
    ProcessInfo.processInfo.environment["BESPOKE_SUITES"] ?? "../shared"

  static func files(_ folder: String, _ ending: String) -> [String] {
    let root = suites + "/" + folder
    let found = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return found.filter { $0.hasSuffix(ending) }.sorted().map { root + "/" + $0 }
  }

  static func read(_ path: String) -> SourceFile? {
    FileManager.default.contents(atPath: path).map { SourceFile(path: path, bytes: Array($0)) }
  }

  @Test func `real pages are styled without complaints`() {
    let pages = Self.files("fidelity/pages", ".html")
    if pages.isEmpty { return print("skipped: no pages at \(Self.suites)") }
    for page in pages {
      guard let file = Self.read(page) else { continue }
      var problems: [Diagnostic] = []
      let document = HTMLParser.parse(file, into: &problems)
      var found: [Diagnostic] = []
      let styled = style(document: document, file: file, media: Styled.paper, into: &found)
      #expect(found.map(\.message) == [], "\(page)")
      #expect(styled.styles.count == document.nodes.count)
    }
  }

  @Test func `reftests are styled without a crash`() {
    let pages = Self.files("conformance/wpt-subset", "t")  // .xht and others
    let html = Self.files("conformance/wpt-subset", ".html")
    if html.isEmpty { return print("skipped: no reftests at \(Self.suites)") }
    var log: [String: Int] = [:]
    for page in html + pages.filter({ $0.hasSuffix(".xht") }) {
      guard let file = Self.read(page) else { continue }
      var problems: [Diagnostic] = []
      let document = HTMLParser.parse(file, into: &problems)
      var found: [Diagnostic] = []
      _ = style(document: document, file: file, media: Styled.paper, into: &found)
      for problem in found {
        let place = problem.location?.lineReference.split(separator: "/").last ?? ""
        log["\(problem.message) \(place)", default: 0] += 1
      }
    }
    if ProcessInfo.processInfo.environment["BESPOKE_VERBOSE"] != nil {
      for (message, count) in log.sorted(by: { $0.value > $1.value }) { print(count, message) }
    }
  }

  /// Names in the facts file and how this engine spells their values.
  private static func value(_ name: String, _ style: ComputedStyle) -> String? {
    func px(_ value: Double) -> String {
      let rounded = (value * 10000).rounded() / 10000
      return rounded == rounded.rounded() ? "\(Int(rounded))px" : "\(rounded)px"
    }
    func length(_ value: LengthPercentageOrAuto) -> String {
      if case .length(let length) = value { return px(length.px) }
      return "auto"
    }
    switch name {
    case "fontSize": return px(style.text.fontSize)
    case "fontWeight": return "\(Int(style.text.fontWeight))"
    case "fontStyle": return "\(style.text.fontStyle)"
    case "marginTop": return length(style.box.margin.top)
    case "marginBottom": return length(style.box.margin.bottom)
    case "marginLeft": return length(style.box.margin.left)
    case "marginRight": return length(style.box.margin.right)
    case "paddingLeft": return px(style.box.padding.left.px)
    case "borderTopWidth": return px(style.box.borderWidth.top)
    case "borderSpacing": return px(style.text.borderSpacing.width)
    case "boxSizing":
      return style.box.boxSizing == .borderBox ? "border-box" : "content-box"
    case "color", "backgroundColor":
      let color = name == "color" ? style.text.color : style.paint.backgroundColor
      func byte(_ value: Double) -> Int { Int((value * 255).rounded()) }
      let parts = "\(byte(color.red)), \(byte(color.green)), \(byte(color.blue))"
      return color.alpha == 1 ? "rgb(\(parts))" : "rgba(\(parts), \(Int(color.alpha)))"
    default: return nil
    }
  }

  @Test func `defaults are Chromium's`() throws {
    let path = Self.suites + "/conformance/chrome-facts/chrome-ua.json"
    guard let data = FileManager.default.contents(atPath: path),
      let facts = try JSONSerialization.jsonObject(with: data) as? [String: String]
    else { return print("skipped: no facts at \(path)") }
    for (element, text) in facts.sorted(by: { $0.key < $1.key }) where element != "body" {
      let attributes = element == "a" ? " href=x" : ""
      let inner = ["td", "th", "caption"].contains(element) ? "<table><tr>" : ""
      let open = element == "caption" ? "<table>" : inner
      let page = Styled("\(open)<\(element)\(attributes) id=x></\(element)>")
      for fact in text.components(separatedBy: "; ") {
        let parts = fact.components(separatedBy: ": ")
        guard let actual = Self.value(parts[0], page["x"]) else { continue }
        // Auto margins are resolved to nothing in the facts.
        // Cells and captions were measured without the table whose spacing they inherit.
        if parts[0] == "borderSpacing", !inner.isEmpty || element == "caption" { continue }
        if element == "hr", parts[0] == "marginLeft" || parts[0] == "marginRight" { continue }
        #expect(actual == parts[1], "\(element) \(parts[0])")
      }
    }
  }
}
