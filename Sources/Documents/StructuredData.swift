internal import JSON
internal import Profiles

/// What a search engine reads of a page: schema.org's `Person` as JSON-LD.
///
/// Only what the variant shows: it is made of the document's own header and sections.
struct StructuredData {
  let header: JSONValue
  let sections: [JSONValue]

  /// The content of a `script` element: `<` is written as an escape, so that no text ends it.
  var script: String {
    var text: [UInt8] = []
    // The writer escapes line separators itself.
    for byte in person.serializedBytes() {
      switch byte {
      case UInt8(ascii: "<"): text += "\\u003c".utf8
      case UInt8(ascii: ">"): text += "\\u003e".utf8
      case UInt8(ascii: "&"): text += "\\u0026".utf8
      default: text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private var person: JSONValue {
    var members: [JSONValue.Member] = [
      .init("@context", "https://schema.org"), .init("@type", "Person"),
    ]
    func add(_ key: String, _ value: JSONValue?) {
      guard let value, value != .null, value != .array([]), value != "" else { return }
      members.append(.init(key, value))
    }
    add("name", header["name"])
    add("jobTitle", header["label"])
    add("email", header["email"])
    add("telephone", header["phone"])
    add("url", header["link"]?["url"])
    add("address", address)
    add("sameAs", .array(accounts))
    add("worksFor", organizations("work", "subheading") { $0["isCurrent"] == true }.first)
    add("alumniOf", .array(organizations("education", "institution") { _ in true }))
    add("knowsAbout", .array(keywords))
    add("knowsLanguage", .array(entries("languages").compactMap { $0["language"] }))
    return .object(members)
  }

  private var address: JSONValue? {
    guard let location = header["location"] else { return nil }
    let keys = [
      ("address", "streetAddress"), ("postalCode", "postalCode"), ("city", "addressLocality"),
      ("region", "addressRegion"), ("countryCode", "addressCountry"),
    ]
    let parts = keys.compactMap { key, name in location[key].map { JSONValue.Member(name, $0) } }
    return parts.isEmpty ? nil : .object([.init("@type", "PostalAddress")] + parts)
  }

  private var accounts: [JSONValue] {
    (header["profiles"]?.arrayValue ?? []).compactMap { $0["link"]?["url"] }
  }

  private func entries(_ type: String) -> [JSONValue] {
    sections.filter { $0["type"] == .string(type) }.flatMap { $0["entries"]?.arrayValue ?? [] }
  }

  /// Employers with several positions carry their name as the heading.
  private func organizations(
    _ type: String, _ key: String, where isMeant: (JSONValue) -> Bool
  ) -> [JSONValue] {
    var seen: Set<JSONValue> = []
    return entries(type).filter { entry in
      isMeant(entry) || entry["positions"]?.arrayValue?.contains(where: isMeant) == true
    }.compactMap { $0[key] ?? $0["heading"] }.filter { seen.insert($0).inserted }.map {
      ["@type": "Organization", "name": $0]
    }
  }

  private var keywords: [JSONValue] {
    let groups = sections.flatMap { $0["categories"]?.arrayValue ?? [] }
    return groups.flatMap { $0["keywords"]?.arrayValue ?? [$0["name"]].compactMap { $0 } }
  }
}
