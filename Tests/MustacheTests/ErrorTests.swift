import Diagnostics
import JSON
import Mustache
import Testing

@Suite struct ErrorTests {
  @Test(arguments: [
    ("a 1️⃣{{#work}} b", ["unclosed-section"]),
    (
      "1️⃣{{#a}}2️⃣{{^b}}3️⃣{{$c}}4️⃣{{<d}}",
      ["unclosed-section", "unclosed-section", "unclosed-section", "unclosed-section"]
    ),
    ("{{#a}} 1️⃣{{/b}} {{/a}}", ["mismatched-close"]),
    ("{{#work}} 1️⃣{{/wrok}}", ["mismatched-close"]),
    ("x 1️⃣{{/a}} y {{b}}", ["unopened-section"]),
    ("{{#a}} 1️⃣{{#b}} {{/a}}", ["unclosed-section"]),
    ("a 1️⃣{{name} b", ["unclosed-tag"]),
    ("a 1️⃣{{name\n {{b}} 2️⃣{{{c}} d", ["unclosed-tag", "unclosed-tag"]),
    ("1️⃣{{=<%}}\n2️⃣{{=a b c=}}", ["unclosed-tag", "bad-delimiters"]),
    ("1️⃣{{= =}} 2️⃣{{==}}", ["bad-delimiters", "bad-delimiters"]),
    ("1️⃣{{}} 2️⃣{{#}}{{/}} 3️⃣{{>*}}", ["empty-tag", "empty-tag", "empty-tag"]),
    ("{{1️⃣first name}} {{#2️⃣if x}}{{/if x}}", ["bad-name", "bad-name"]),
    ("{{<p}}{{$a}}1{{/a}} 1️⃣words {{/p}}", ["ignored-in-parent"]),
    ("{{<p}}1️⃣{{x}}{{/p}}", ["ignored-in-parent"]),
  ])
  func `points at each mistake`(_ source: String, _ ids: [String]) {
    let marked = Marked(source)
    var diagnostics: [Diagnostic] = []
    _ = Template.parse(SourceFile(path: "t", text: marked.text), into: &diagnostics)
    let sorted = diagnostics.sorted {
      ($0.location?.span.start ?? -1) < ($1.location?.span.start ?? -1)
    }
    #expect(sorted.map(\.id) == ids)
    #expect(sorted.map { Int($0.location?.span.start ?? -1) } == marked.offsets)
  }

  @Test func `says what to do`() {
    let misspelt = Rendering("{{#work}}x{{/wrok}}y", ["work": true])
    #expect(misspelt.output == "xy")
    #expect(misspelt.diagnostics.map(\.help) == ["did you mean '{{/work}}'?"])
    #expect(misspelt.diagnostics.first?.notes.first?.message == "'{{#work}}' is open here")
    #expect(Rendering("{{#work}}").diagnostics.map(\.help) == ["close it with '{{/work}}'"])
    #expect(Rendering("{{#if x}}{{/if x}}").diagnostics.first?.help?.hasPrefix("Mustache") == true)
  }

  @Test func `bounds recursion, output and steps`() {
    let deep = Rendering("{{>p}}", partials: ["p": "x{{>p}}"])
    #expect(deep.diagnostics.map(\.id) == ["recursion-limit"])
    #expect(deep.output.count == 200)
    let bomb = Dictionary(
      uniqueKeysWithValues: (0..<40).map { ("p\($0)", "{{>p\($0 + 1)}}{{>p\($0 + 1)}}") })
    let steps = Rendering("{{>p0}}", partials: bomb, limits: RenderLimits(steps: 10_000))
    #expect(steps.diagnostics.contains { $0.id == "render-limit" })
    let list: JSONValue = ["a": .array(Array(repeating: 1, count: 300))]
    let wide = Rendering(
      "{{#a}}{{#a}}{{#a}}0123456789{{/a}}{{/a}}{{/a}}", list,
      limits: RenderLimits(outputBytes: 5000))
    #expect(wide.diagnostics.map(\.id) == ["output-limit"])
    #expect(wide.output.utf8.count < 5100)
    let empty = Rendering(
      "{{#a}}{{#a}}{{#a}}{{#a}}{{/a}}{{/a}}{{/a}}{{/a}}", list,
      limits: RenderLimits(steps: 50_000))
    #expect(empty.diagnostics.map(\.id) == ["render-limit"])
  }

  @Test func `a parent and its own block don't go round in circles`() {
    let rendering = Rendering(
      "{{<p}}{{$a}}x{{$a}}y{{/a}}{{/a}}{{/p}}", partials: ["p": "[{{$a}}z{{/a}}]"])
    #expect(rendering.output == "[xy]")
  }

  @Test(arguments: [
    "{{", "{{a ", "{{{", "{{#a}}", "{{/a}}", "{{=a", "{{!", "{{<a}}", "{{$a}}", "{{>a}}", "\n", " ",
    "{{=<% %>=}}", "  {{#a}}\n", "{{<a}}{{$b}}", "{{a}}}", "}}",
  ])
  func `hostile templates end in linear time`(_ unit: String) {
    func time(_ bytes: Int) -> Duration {
      let text = String(repeating: unit, count: bytes / unit.utf8.count)
      let file = SourceFile(path: "t", text: text)
      return processorTime {
        var diagnostics: [Diagnostic] = []
        let template = Template.parse(file, into: &diagnostics)
        _ = template.renderedBytes(data: [:], into: &diagnostics)
        #expect(diagnostics.count <= 250)
      }
    }
    let small = time(20_000)
    let large = time(80_000)
    #expect(large < max(small * 8, .milliseconds(300)), "\(small), \(large)")
  }
}
