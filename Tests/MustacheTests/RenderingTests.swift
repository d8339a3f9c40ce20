import Diagnostics
import JSON
import Mustache
import Testing

@Suite struct RenderingTests {
  private let list: JSONValue = ["items": ["a", "b", "c"], "none": [], "email": "", "zero": 0]

  @Test(arguments: [
    ("{{#items}}{{.}}{{^-last}}, {{/-last}}{{/items}}", "a, b, c"),
    ("{{#items}}{{-index}}{{/items}}", "012"),
    ("{{#items}}{{#-first}}<{{.}}>{{/-first}}{{/items}}", "<a>"),
    ("{{#items}}{{#-odd}}odd {{/-odd}}{{.}} {{/items}}", "a odd b c "),
    ("{{-index}}{{#-first}}x{{/-first}}", ""),
    ("{{items.length}} {{none.length}}{{#none.length}}x{{/none.length}}", "3 0"),
    ("{{#items.length}}<ul>{{#items}}{{.}}{{/items}}</ul>{{/items.length}}", "<ul>abc</ul>"),
    ("{{#email}}x{{/email}}{{^email}}none{{/email}}", "none"),
    ("{{#zero}}x{{/zero}}", ""),
  ])
  func `offers places in a list and lengths`(_ template: String, _ expected: String) {
    let rendering = Rendering(template, list)
    #expect(rendering.output == expected)
    #expect(rendering.diagnostics.isEmpty)
  }

  @Test func `keys of the data come before loop fields and length`() {
    let data: JSONValue = ["items": [["-index": "own"]], "box": ["length": "long"]]
    #expect(Rendering("{{#items}}{{-index}}{{/items}} {{box.length}}", data).output == "own long")
  }

  @Test func `an inner list has its own place`() {
    let data: JSONValue = ["a": [["b": [1, 2]], ["b": [3]]]]
    let template = "{{#a}}{{-index}}({{#b}}{{-index}}{{/b}}){{/a}}"
    #expect(Rendering(template, data).output == "0(01)1(0)")
  }

  @Test func `numbers print as they are written`() {
    let data: JSONValue = ["gpa": .number("3.90"), "big": .number("1e3"), "yes": true]
    #expect(Rendering("{{gpa}} {{big}} {{yes}}", data).output == "3.90 1e3 true")
  }

  @Test func `escapes what HTML needs and nothing else`() {
    #expect(
      Rendering("{{x}}{{{x}}}", ["x": "<a b=\"c\">'&"]).output
        == "&lt;a b=&quot;c&quot;&gt;'&amp;<a b=\"c\">'&")
  }

  @Test func `indents partials line by line, values not`() {
    let rendering = Rendering(
      "<ul>\n  {{>item}}\n</ul>\n", ["x": "1\n2"], partials: ["item": "<li>\n\n  {{x}}\n</li>\n"])
    #expect(rendering.output == "<ul>\n  <li>\n\n    1\n2\n  </li>\n</ul>\n")
  }

  @Test func `a layout takes blocks from its child`() {
    let layout = "<main>\n  {{$body}}\n  default\n  {{/body}}\n</main>\n"
    let page = "{{<layout}}\n{{$body}}\n<p>\n  {{name}}\n</p>\n{{/body}}\n{{/layout}}\n"
    let rendering = Rendering(page, ["name": "Ada"], partials: ["layout": layout])
    #expect(rendering.output == "<main>\n  <p>\n    Ada\n  </p>\n</main>\n")
    #expect(rendering.diagnostics.isEmpty)
  }

  @Test func `reports a partial that isn't there, once, with a hint`() {
    let rendering = Rendering(
      "{{#l}}{{>headr}}{{/l}}", ["l": [1, 2]], partials: ["header": "", "footer": ""])
    #expect(rendering.output == "")
    #expect(rendering.diagnostics.map(\.id) == ["unknown-partial"])
    #expect(rendering.diagnostics.first?.help == "did you mean 'header'?")
    #expect(rendering.diagnostics.first?.location?.position.column == 10)
  }

  @Test func `reports a list where text should be`() {
    let rendering = Rendering("{{items}}", list)
    #expect(rendering.output == "")
    #expect(rendering.diagnostics.map(\.message) == ["'items' is a list"])
  }

  @Test func `lists the names that a template uses`() {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(
      path: "t",
      text: "{{a.b}}{{#work}}{{&name}}{{^x}}{{>*p}}{{/x}}{{/work}}{{<l}}{{$t}}{{/t}}{{/l}}")
    let names = Template.parse(file, into: &diagnostics).names
    #expect(
      names.map { "\($0.role) \($0.name) \($0.sections)" } == [
        "variable a.b []", "section work []", "variable name [\"work\"]", "inverted x [\"work\"]",
        "partial *p [\"work\", \"x\"]", "parent l []", "block t []",
      ])
    #expect(
      names.map { file.text($0.span) } == ["a.b", "work", "name", "x", "*p", "l", "t"])
  }

  @Test func `renders a page of a resume well below a millisecond`() {
    let item =
      "<li class=\"{{kind}}\">{{#bold}}<b>{{title}}</b>{{/bold}} {{text}} {{{html}}}</li>\n"
    let template = "{{#work}}<ul>\n{{#items}}\n" + item + "{{/items}}\n</ul>\n{{/work}}\n"
    let entry: JSONValue = [
      "kind": "x", "bold": true, "title": "A & B", "text": "some words here", "html": "<i>t</i>",
    ]
    let job: JSONValue = ["items": .array(Array(repeating: entry, count: 6))]
    let data: JSONValue = ["work": .array(Array(repeating: job, count: 8))]
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "t", text: String(repeating: template, count: 2))
    var size = 0
    let time = processorTime {
      for _ in 0..<20 {
        let parsed = Template.parse(file, into: &diagnostics)
        size = parsed.renderedBytes(data: data, into: &diagnostics).count
      }
    }
    #expect(size > 6000)
    print("mustache: parse and render of \(size) bytes: \(time / 20)")
    #expect(time / 20 < .milliseconds(20))
  }
}
