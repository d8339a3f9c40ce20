import Diagnostics
import YAML

/// RenderCV: sections of any title, whose entries are told apart by their keys.
enum RenderCVImport {
  static func convert(_ root: YAMLNode, _ conversion: inout Conversion) -> YAMLNode {
    var top = KeyedNode(root, path: "")
    let cvNode = top.take("cv")
    var cv = KeyedNode(cvNode, path: "cv")
    var basics = conversion.apply(
      [Rule("name"), Rule("headline", "label"), Rule("photo", "image")], to: &cv)
    for (key, ours) in [("email", "email"), ("phone", "phone"), ("website", "url")] {
      if let entry = first(of: key, as: ours, &cv, &conversion) { basics.append(entry) }
    }
    if let place = cv.take("location"), let map = YAMLNode.map([("city", place)]) {
      basics.append(.init("location", map))
    }
    if let profiles = profiles(&cv, &conversion) { basics.append(.init("profiles", profiles)) }
    var sections = RenderCVSections()
    for section in cv.take("sections")?.entries ?? [] {
      sections.add(section, &conversion)
    }
    if let summary = sections.summary { basics.append(.init("summary", summary)) }
    conversion.finish(cv)
    var all = (YAMLNode.map(basics).map { [YAMLNode.Entry("basics", $0)] } ?? []) + sections.members
    if let language = language(&top, &conversion) { all.insert(language, at: 0) }
    conversion.finish(top)
    return YAMLNode(.mapping(all), span: cvNode?.span ?? root.span)
  }

  /// `locale: {language: german}` as a tag; month names and the like belong into a locale's file.
  private static func language(
    _ top: inout KeyedNode, _ conversion: inout Conversion
  ) -> YAMLNode.Entry? {
    guard let node = top.peek("locale")?["language"], let tag = languages[node.text ?? ""] else {
      return nil
    }
    var locale = KeyedNode(top.take("locale"), path: "locale")
    _ = locale.take("language")
    conversion.finish(locale)
    return .init("language", .text(tag, node.span))
  }

  private static let languages = [
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "portuguese": "pt",
    "italian": "it", "dutch": "nl", "swedish": "sv", "polish": "pl", "turkish": "tr",
    "ukrainian": "uk", "japanese": "ja", "korean": "ko", "mandarin_chinese": "zh-Hans",
    "arabic": "ar", "hebrew": "he", "hindi": "hi", "persian": "fa", "russian": "ru",
    "danish": "da", "norwegian": "no", "indonesian": "id", "vietnamese": "vi",
  ]

  /// One of several addresses; the others have no place.
  private static func first(
    of key: String, as ours: String, _ cv: inout KeyedNode, _ conversion: inout Conversion
  ) -> YAMLNode.Entry? {
    guard let node = cv.take(key) else { return nil }
    guard let items = node.items else { return .init(ours, node) }
    for item in items.dropFirst() { conversion.notCarried("cv.\(key)", item) }
    return items.first.map { .init(ours, $0) }
  }

  private static func profiles(
    _ cv: inout KeyedNode, _ conversion: inout Conversion
  ) -> YAMLNode? {
    let networks = conversion.list(cv.take("social_networks"), "cv.social_networks") {
      var entries = $0.apply([Rule("network"), Rule("username")], to: &$1)
      if entries.count == 2, let url = url(entries[0].value.text, entries[1].value.text) {
        entries.append(.init("url", .text(url, entries[1].value.span)))
      }
      return entries
    }
    let connections = conversion.list(
      cv.take("custom_connections"), "cv.custom_connections",
      [Rule("placeholder", "network"), Rule("url")])
    let items = (networks?.items ?? []) + (connections?.items ?? [])
    return items.isEmpty ? nil : .list(items)
  }

  /// Where an account is found; RenderCV keeps its name only.
  private static func url(_ network: String?, _ username: String?) -> String? {
    guard let network, let username, !username.contains(where: \.isWhitespace) else { return nil }
    if network == "Mastodon" {
      let parts = username.split(separator: "@")
      return parts.count == 2 ? "https://\(parts[1])/@\(parts[0])" : nil
    }
    return addresses[network].map { $0 + username }
  }

  private static let addresses = [
    "LinkedIn": "https://linkedin.com/in/", "GitHub": "https://github.com/",
    "GitLab": "https://gitlab.com/", "Instagram": "https://instagram.com/",
    "ORCID": "https://orcid.org/", "StackOverflow": "https://stackoverflow.com/users/",
    "ResearchGate": "https://researchgate.net/profile/", "YouTube": "https://youtube.com/@",
    "Google Scholar": "https://scholar.google.com/citations?user=", "Telegram": "https://t.me/",
    "WhatsApp": "https://wa.me/", "Leetcode": "https://leetcode.com/u/", "X": "https://x.com/",
    "Bluesky": "https://bsky.app/profile/", "Reddit": "https://reddit.com/user/",
    "IMDB": "https://imdb.com/name/",
  ]
}
