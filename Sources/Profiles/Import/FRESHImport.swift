import Diagnostics
import YAML

/// FRESH, HackMyResume's format: `employment.history` and so on.
enum FRESHImport {
  static func convert(_ root: YAMLNode, _ conversion: inout Conversion) -> YAMLNode {
    var top = KeyedNode(root, path: "")
    var members: [(String, YAMLNode?)] = [("basics", basics(&top, &conversion))]
    for (key, section, rules) in histories {
      members.append((section, history(top.take(key), key, rules, &conversion)))
    }
    members.append(
      ("projects", conversion.list(top.take("projects"), "projects") { project(&$1, $0) }))
    members.append(("skills", skills(top.take("skills"), &conversion)))
    members.append(
      (
        "languages",
        conversion.list(
          top.take("languages"), "languages", [Rule("language"), Rule("level", "fluency")])
      ))
    members.append(
      ("awards", conversion.list(top.take("recognition"), "recognition", recognition)))
    members.append(
      ("publications", conversion.list(top.take("writing"), "writing") { writing(&$1, &$0) }))
    members.append(
      (
        "interests",
        conversion.list(
          top.take("interests"), "interests", [Rule("name"), Rule("summary"), Rule("keywords")])
      ))
    members.append(("references", references(&top, &conversion)))
    members.append(("sections", customSections(&top, &conversion)))
    var meta = KeyedNode(top.take("meta"), path: "meta")
    members.append(("meta", YAMLNode.map(conversion.apply([Rule("version")], to: &meta))))
    _ = meta.take("format")
    conversion.finish(meta)
    conversion.finish(top)
    return YAMLNode.map(members) ?? root
  }

  private static func basics(
    _ top: inout KeyedNode, _ conversion: inout Conversion
  ) -> YAMLNode? {
    var entries = conversion.apply([Rule("name")], to: &top)
    var info = KeyedNode(top.take("info"), path: "info")
    entries += conversion.apply(
      [Rule("label"), Rule("image"), Rule("brief", "summary")], to: &info)
    conversion.finish(info)
    var contact = KeyedNode(top.take("contact"), path: "contact")
    entries += conversion.apply(
      [Rule("email"), Rule("phone"), Rule("website", "url")], to: &contact)
    conversion.finish(contact)
    var location = KeyedNode(top.take("location"), path: "location")
    let place = conversion.apply(
      [
        Rule("address"), Rule("code", "postalCode"), Rule("city"), Rule("region"),
        Rule("country", "countryCode"),
      ], to: &location)
    conversion.finish(location)
    if let map = YAMLNode.map(place) { entries.append(.init("location", map)) }
    let profiles = conversion.list(top.take("social"), "social") { conversion, source in
      if source.peek("label")?.text == source.peek("network")?.text { _ = source.take("label") }
      return conversion.apply(
        [Rule("network"), Rule("user", "username"), Rule("url")], to: &source)
    }
    if let profiles { entries.append(.init("profiles", profiles)) }
    return .map(entries)
  }

  private static let period = [Rule("start", "startDate", .date), Rule("end", "endDate", .date)]
  private static let rest = [
    Rule("summary"), Rule("highlights", nil, .list), Rule("keywords", nil, .list),
  ]

  private static let histories: [(String, String, [Rule])] = [
    (
      "employment", "work",
      [
        Rule("employer", "name"), Rule("position"), Rule("url"), Rule("location"), Rule("type"),
      ] + period + rest
    ),
    (
      "service", "volunteer",
      [Rule("organization"), Rule("position"), Rule("url"), Rule("location")] + period + rest
    ),
    (
      "education", "education",
      [
        Rule("institution"), Rule("area"), Rule("title", "studyType"), Rule("studyType"),
        Rule("url"), Rule("location"),
      ] + period + [
        Rule("grade", "score"), Rule("summary"), Rule("highlights", nil, .list),
        Rule("curriculum", "courses", .list),
      ]
    ),
  ]

  /// `{summary, history: […]}`.
  private static func history(
    _ node: YAMLNode?, _ path: String, _ rules: [Rule], _ conversion: inout Conversion
  ) -> YAMLNode? {
    var source = KeyedNode(node, path: path)
    let list = conversion.list(source.take("history"), "\(path).history") {
      $0.apply(rules, to: &$1) + flags(&$1)
    }
    conversion.finish(source)
    return list
  }

  /// `private` becomes a tag that a public build excludes, `ignore` keeps the entry out.
  private static func flags(_ source: inout KeyedNode) -> [YAMLNode.Entry] {
    var entries: [YAMLNode.Entry] = []
    if let node = source.peek("private"), node.bool != nil {
      _ = source.take("private")
      if node.bool == true { entries.append(.init("tags", .list([.text("private", node.span)]))) }
    }
    if let node = source.peek("ignore"), node.bool != nil {
      _ = source.take("ignore")
      if node.bool == true { entries.append(.init("keep", .text("never", node.span))) }
    }
    return entries
  }

  private static func project(
    _ source: inout KeyedNode, _ conversion: Conversion
  ) -> [YAMLNode.Entry] {
    let rules =
      [
        Rule("title", "name"), Rule("category", "type"), Rule("role", "roles", .list),
        Rule("url"),
      ] + (source.peek("url") == nil ? [Rule("repo", "url")] : []) + period
      + [Rule("description")] + rest
    return conversion.apply(rules, to: &source) + flags(&source)
  }

  private static func skills(_ node: YAMLNode?, _ conversion: inout Conversion) -> YAMLNode? {
    guard node?.entries != nil else {
      return conversion.list(node, "skills", [Rule("name"), Rule("level")])
    }
    var source = KeyedNode(node, path: "skills")
    let sets = conversion.list(
      source.take("sets"), "skills.sets",
      [Rule("name"), Rule("level"), Rule("skills", "keywords", .list)])
    let list = conversion.list(source.take("list"), "skills.list", [Rule("name"), Rule("level")])
    conversion.finish(source)
    let items = (sets?.items ?? []) + (list?.items ?? [])
    return items.isEmpty ? nil : .list(items)
  }

  private static let recognition = [
    Rule("title"), Rule("from", "awarder"), Rule("date", nil, .date), Rule("url"),
    Rule("summary"), Rule("event", "summary"),
  ]

  private static func writing(
    _ source: inout KeyedNode, _ conversion: inout Conversion
  ) -> [YAMLNode.Entry] {
    var entries = conversion.apply(
      [Rule("title", "name"), Rule("author", "authors", .list)], to: &source)
    if source.peek("publisher")?.entries != nil {
      var publisher = KeyedNode(source.take("publisher"), path: source.path + "publisher")
      entries += conversion.apply([Rule("name", "publisher")], to: &publisher)
      conversion.finish(publisher)
    }
    return entries
      + conversion.apply(
        [Rule("publisher"), Rule("date", "releaseDate", .date), Rule("url"), Rule("summary")],
        to: &source)
  }

  /// References with their contact data, then testimonials.
  private static func references(
    _ top: inout KeyedNode, _ conversion: inout Conversion
  ) -> YAMLNode? {
    let references = conversion.list(top.take("references"), "references") { conversion, source in
      var entries = conversion.apply(
        [Rule("name"), Rule("role", "relationship"), Rule("summary", "reference")], to: &source)
      for item in source.take("contact")?.items ?? [] {
        let key = item["flavor"]?.text ?? ""
        guard key == "email" || key == "phone", let value = item["value"],
          !entries.contains(where: { $0.keyName == key })
        else {
          conversion.notCarried(source.path + "contact", item)
          continue
        }
        entries.append(.init(key, value))
      }
      return entries + flags(&source)
    }
    let testimonials = conversion.list(top.take("testimonials"), "testimonials") {
      $0.apply([Rule("name"), Rule("quote", "reference")], to: &$1) + flags(&$1)
    }
    let items = (references?.items ?? []) + (testimonials?.items ?? [])
    return items.isEmpty ? nil : .list(items)
  }

  private static let affiliation =
    [
      Rule("organization", "name"), Rule("role", "subtitle"), Rule("url"), Rule("location"),
    ] + period + rest
  private static let links = [
    Rule("title", "name"), Rule("author", "subtitle"), Rule("event", "subtitle"), Rule("url"),
    Rule("location"), Rule("date", nil, .date), Rule("summary"), Rule("highlights", nil, .list),
    Rule("keywords", nil, .list),
  ]
  private static let activity =
    [Rule("title", "name"), Rule("activity", "subtitle"), Rule("url"), Rule("location")] + period
    + rest

  private static let others: [(key: String, title: String, rules: [Rule], hasHistory: Bool)] = [
    ("affiliation", "Affiliations", affiliation, true),
    ("governance", "Governance", affiliation, false),
    ("speaking", "Speaking", links, false), ("samples", "Samples", links, false),
    ("reading", "Reading", links, false),
    ("extracurricular", "Extracurricular Activities", activity, false),
  ]

  private static func customSections(
    _ top: inout KeyedNode, _ conversion: inout Conversion
  ) -> YAMLNode? {
    var sections: [YAMLNode] = []
    for other in others {
      guard let node = top.take(other.key) else { continue }
      let entries =
        other.hasHistory
        ? history(node, other.key, other.rules, &conversion)
        : conversion.list(node, other.key) { $0.apply(other.rules, to: &$1) + flags(&$1) }
      guard let entries,
        let section = YAMLNode.map([("title", .text(other.title, node.span)), ("entries", entries)])
      else { continue }
      sections.append(section)
    }
    return sections.isEmpty ? nil : .list(sections)
  }
}
