import HTML
package enum Markdown { package static func inlineHTML(_ s: String) -> (html: String, plain: String) { (escapeText(s), s) } }
func escapeText(_ s: String) -> String { var o = ""; for c in s { switch c { case "&": o += "&amp;"; case "<": o += "&lt;"; case ">": o += "&gt;"; default: o.append(c) } }; return o }
