import Diagnostics
import YAML

/// YAMLResume: the names of JSON Resume below `content`, with `headline` and `degree`.
enum YAMLResumeImport {
  static func convert(_ root: YAMLNode, _ conversion: inout Conversion) -> YAMLNode {
    var top = KeyedNode(root, path: "")
    var content = KeyedNode(top.take("content"), path: "content")
    var locale = KeyedNode(top.take("locale"), path: "locale")
    var members: [(String, YAMLNode?)] = [("language", locale.take("language"))]
    members.append(("basics", basics(&content, &conversion)))
    for (key, rules) in sections {
      members.append((key, conversion.list(content.take(key), "content.\(key)", rules)))
    }
    conversion.finish(content)
    conversion.finish(locale)
    conversion.finish(top)
    return YAMLNode.map(members) ?? root
  }

  private static func basics(
    _ content: inout KeyedNode, _ conversion: inout Conversion
  ) -> YAMLNode? {
    var source = KeyedNode(content.take("basics"), path: "content.basics")
    var entries = conversion.apply(
      [
        Rule("name"), Rule("headline", "label"), Rule("email"), Rule("phone"), Rule("url"),
        Rule("summary"),
      ], to: &source)
    conversion.finish(source)
    var place = KeyedNode(content.take("location"), path: "content.location")
    let location = conversion.apply(
      [
        Rule("address"), Rule("postalCode"), Rule("city"), Rule("region"),
        Rule("country", "countryCode"),
      ], to: &place)
    conversion.finish(place)
    if let map = YAMLNode.map(location) { entries.append(.init("location", map)) }
    let profiles = conversion.list(
      content.take("profiles"), "content.profiles",
      [Rule("network"), Rule("username"), Rule("url")])
    if let profiles { entries.append(.init("profiles", profiles)) }
    return .map(entries)
  }

  private static let period = [Rule("startDate", nil, .date), Rule("endDate", nil, .date)]

  private static let sections: [(String, [Rule])] = [
    (
      "work",
      [Rule("name"), Rule("position"), Rule("location"), Rule("url")] + period
        + [Rule("summary", nil, .bullets), Rule("keywords")]
    ),
    (
      "volunteer",
      [Rule("organization"), Rule("position"), Rule("location"), Rule("url")] + period
        + [Rule("summary", nil, .bullets)]
    ),
    (
      "projects",
      [Rule("name"), Rule("description"), Rule("url")] + period
        + [Rule("summary", nil, .bullets), Rule("keywords")]
    ),
    (
      "education",
      [Rule("institution"), Rule("area"), Rule("degree", "studyType"), Rule("url")] + period
        + [Rule("score"), Rule("summary", nil, .bullets), Rule("courses")]
    ),
    ("skills", [Rule("name"), Rule("level"), Rule("keywords")]),
    ("languages", [Rule("language"), Rule("fluency"), Rule("keywords")]),
    ("certificates", [Rule("name"), Rule("issuer"), Rule("date", nil, .date), Rule("url")]),
    ("awards", [Rule("title"), Rule("awarder"), Rule("date", nil, .date), Rule("summary")]),
    (
      "publications",
      [
        Rule("name"), Rule("publisher"), Rule("releaseDate", nil, .date), Rule("url"),
        Rule("summary"),
      ]
    ),
    ("interests", [Rule("name"), Rule("keywords")]),
    (
      "references",
      [
        Rule("name"), Rule("summary", "reference"), Rule("relationship"), Rule("email"),
        Rule("phone"),
      ]
    ),
  ]
}
