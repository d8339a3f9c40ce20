import Archive

/// `word/theme/theme1.xml`: the least that Word's rules ask for, with the document's own fonts and
/// colours, so that they stand first in Word's menus.
enum DOCXTheme {
  /// The theme with the fonts of headings and of text, and the colour of headings (hexadecimal).
  static func xml(heading: String, body: String, accent: String) -> String {
    DOCXPackage.declaration
      + "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
      + " name=\"Bespoke\"><a:themeElements>" + colors(accent)
      + "<a:fontScheme name=\"Bespoke\">" + font("majorFont", heading) + font("minorFont", body)
      + "</a:fontScheme>" + formats + "</a:themeElements></a:theme>"
  }

  private static func colors(_ accent: String) -> String {
    let scheme = [
      ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "444444"), ("lt2", "EEEEEE"),
      ("accent1", accent), ("accent2", "5B9BD5"), ("accent3", "70AD47"), ("accent4", "FFC000"),
      ("accent5", "ED7D31"), ("accent6", "7F7F7F"), ("hlink", accent), ("folHlink", accent),
    ]
    let entries = scheme.map { "<a:\($0.0)><a:srgbClr val=\"\($0.1)\"/></a:\($0.0)>" }
    return "<a:clrScheme name=\"Bespoke\">" + entries.joined() + "</a:clrScheme>"
  }

  private static func font(_ role: String, _ name: String) -> String {
    "<a:\(role)><a:latin typeface=\"\(XMLText.escaped(name))\"/><a:ea typeface=\"\"/>"
      + "<a:cs typeface=\"\"/></a:\(role)>"
  }

  /// Three of each, all plain.
  private static var formats: String {
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
    let line = "<a:ln w=\"9525\">\(fill)</a:ln>"
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    func three(_ name: String, _ item: String) -> String {
      "<a:\(name)>\(item)\(item)\(item)</a:\(name)>"
    }
    return "<a:fmtScheme name=\"Bespoke\">" + three("fillStyleLst", fill)
      + three("lnStyleLst", line) + three("effectStyleLst", effect)
      + three("bgFillStyleLst", fill) + "</a:fmtScheme>"
  }
}
