import Diagnostics
import Geometry
import Testing

@testable import CSS

@Suite struct CascadeTests {
  /// Rules, and the winning colour of `<p id=x class="a b">` inside `<div id=outer class=o>`.
  @Test(arguments: [
    ("p { color: red }", "red"),
    ("p { color: red } p { color: blue }", "blue"),
    (".a { color: red } p { color: blue }", "red"),
    ("#x { color: red } .a.b { color: blue }", "red"),
    ("p.a { color: red } .a { color: blue }", "red"),
    ("p { color: red !important } #x { color: blue }", "red"),
    ("* { color: red } div { color: blue }", "red"),
    ("div { color: blue }", "blue"),
    ("div { color: blue } p { color: inherit }", "blue"),
    ("div { color: blue } p { color: initial }", "black"),
    ("div { color: blue } p { color: unset }", "blue"),
    ("div { color: blue } p { color: red; color: revert }", "blue"),
    ("@layer low { #x { color: red } } p { color: blue }", "blue"),
    ("@layer low, high; @layer high { p { color: red } } @layer low { #x { color: blue } }", "red"),
    ("@layer low { p { color: red !important } } #x { color: blue !important }", "red"),
    ("@layer a { @layer b { p { color: blue } } p { color: red } }", "red"),
    (":where(#x) { color: red } p { color: blue }", "blue"),
    (":is(#x, b) { color: red } .a.b { color: blue }", "red"),
    ("p { color: red; color: nonsense }", "red"),
    ("p { color: red; color }", "red"),
    ("p { color: red; all: unset }", "black"),
    ("@media print { p { color: red } }", "red"),
    ("@media screen { p { color: red } }", "black"),
    ("@media (max-width: 800px) { p { color: red } }", "red"),
    ("@media (min-width: 800px) { p { color: red } }", "black"),
    ("@media not print { p { color: red } }", "black"),
    ("@media (400px <= width < 900px) and (orientation: portrait) { p { color: red } }", "red"),
    ("@media print { @media (color) { p { color: red } } }", "red"),
    ("@media nonsense(x) { p { color: red } }", "black"),
    ("@supports (display: grid) { p { color: red } }", "red"),
    ("@supports (display: nonsense) { p { color: red } }", "black"),
    ("@supports not (display: nonsense) { p { color: red } }", "red"),
    ("@supports (color: red) and selector(:has(a)) { p { color: red } }", "red"),
    (".o { .a { color: red } }", "red"),
    (".o { & > p { color: red } }", "red"),
    (".o { color: red; .zz & { color: blue } }", "red"),
    ("p { @media print { color: red } }", "red"),
    ("p { color: red; @media screen { color: blue } }", "red"),
  ])
  func `the right declaration wins`(rules: String, winner: String) throws {
    let page = Styled(
      "<style>\(rules)</style><div id=outer class=o><p id=x class='a b'>text</p></div>")
    let expected = try #require(namedColor(winner))
    #expect(page["x"].text.color == expected)
  }

  @Test func `style attributes beat rules but not important ones`() {
    let page = Styled(
      """
      <style>#x { color: red; margin: 1px } p { padding: 2px !important }</style>
      <p id=x style='color: blue; padding: 9px; margin: 3px !important'>
      """)
    #expect(page["x"].text.color == namedColor("blue"))
    #expect(page["x"].box.padding.top == LengthPercentage(px: 2))
    #expect(page["x"].box.margin.top == .length(LengthPercentage(px: 3)))
  }

  @Test func `presentational attributes lose against rules and win against defaults`() {
    let page = Styled(
      """
      <style>td.w { width: 50px }</style>
      <table border=1 cellpadding=4 align=center bgcolor=red>
      <tr><td id=a width=100 class=w><td id=b width="30%" valign=top align=right></table>
      """)
    #expect(page["a"].box.width == .length(LengthPercentage(px: 50)))
    #expect(page["b"].box.width == .length(LengthPercentage(percent: 30)))
    #expect(page["b"].box.verticalAlign == .top)
    #expect(page["b"].text.textAlign == .right)
    #expect(page["b"].box.padding == Edges(all: LengthPercentage(px: 4)))
    #expect(page["b"].box.borderWidth == Edges(all: 1))
    #expect(page["table"].box.margin.left == .auto)
    #expect(page["table"].paint.backgroundColor == namedColor("red"))
  }

  @Test(arguments: [
    ("--c: red; color: var(--c)", "red"),
    ("color: var(--missing, blue)", "blue"),
    ("color: var(--missing, var(--also, green))", "green"),
    ("--a: var(--b); --b: blue; color: var(--a)", "blue"),
    ("--a: var(--b); --b: var(--a); color: var(--a, red)", "red"),
    ("--a: var(--a); color: var(--a)", "black"),
    ("--c: 0 0 255; color: rgb(var(--c))", "blue"),
    ("--c: inherit; color: var(--c, red)", "red"),
    ("--c: nonsense; color: red; color: var(--c)", "black"),
    ("--c: initial; color: var(--c, lime)", "lime"),
    ("--x:red;--y:blue;--z:var(--y);color:var(--z)", "blue"),
  ])
  func `variables are replaced`(declarations: String, color: String) {
    #expect(Styled.element(declarations).text.color == namedColor(color))
  }

  @Test func `variables inherit and work in shorthands`() {
    let page = Styled(
      """
      <style>:root { --gap: 4px; --edge: 1px solid red } div { --gap: 8px }
      p { margin: var(--gap) 2px; border: var(--edge); padding: calc(var(--gap) * 2) }</style>
      <p id=a><div><p id=b></div>
      """)
    #expect(page["a"].box.margin.top == .length(LengthPercentage(px: 4)))
    #expect(page["b"].box.margin.top == .length(LengthPercentage(px: 8)))
    #expect(page["b"].box.padding.left == LengthPercentage(px: 16))
    #expect(page["b"].box.borderWidth == Edges(all: 1))
    #expect(page["b"].paint.borderColor.top == namedColor("red"))
  }

  @Test func `logical properties follow the direction`() {
    let page = Styled(
      """
      <p id=l style='margin-inline: 1px 2px'><p id=r dir=rtl style='margin-inline: 1px 2px'>
      <p id=s style='direction: rtl; margin-left: 5px; margin-inline-end: 3px'>
      """)
    #expect(page["l"].box.margin.left == .length(LengthPercentage(px: 1)))
    #expect(page["r"].box.margin.left == .length(LengthPercentage(px: 2)))
    #expect(page["r"].box.margin.right == .length(LengthPercentage(px: 1)))
    #expect(page["s"].box.margin.left == .length(LengthPercentage(px: 3)))
  }

  @Test func `equal elements share one style`() {
    let page = Styled("<ul><li id=a>1<li id=b>2</ul>")
    #expect(page["a"] === page["b"])
  }

  @Test func `a linked sheet is loaded from the project and a remote one is not`() {
    var options = StyleOptions()
    options.load = { name in
      name == "a.css"
        ? SourceFile(path: "a.css", text: "@import 'b.css'; p { color: red }")
        : name == "b.css" ? SourceFile(path: "b.css", text: "p { color: blue; margin: 7px }") : nil
    }
    let page = Styled(
      """
      <link rel=stylesheet href=a.css><link rel="stylesheet" href="https://x.org/f.css"><p id=x>
      """, options: options)
    #expect(page["x"].text.color == namedColor("red"))
    #expect(page["x"].box.margin.top == .length(LengthPercentage(px: 7)))
    #expect(page.diagnostics.map(\.id) == ["css-stylesheet-not-loaded"])
  }
}
