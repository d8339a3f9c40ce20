internal import JSON
internal import Markdown

/// Inline Markdown as plain text and as safe HTML.
struct RichText {
  let text: String
  let html: String

  init(_ source: String) {
    let rendered = inlineHTML(source)
    text = rendered.plain
    html = rendered.html
  }

  var json: JSONValue { ["text": .string(text), "html": .string(html)] }
}
