import Diagnostics
import YAML

extension Decoding {
  mutating func basics(_ node: YAMLNode) -> Basics {
    var basics = Basics()
    guard !isAbsent(node, "basics") else { return basics }
    guard let entries = node.entries else {
      wrongType(node, "basics", expected: "a mapping")
      return basics
    }
    let members = members(of: entries, Schema.basics)
    basics.unknown = members.unknown
    for (field, value) in zip(Schema.basics.fields, members.values) {
      guard let value else { continue }
      switch field.kind {
      case .text(let format): basics[field.key] = text(value, field.key, format)
      case .record: basics.location = postalLocation(value)
      default: basics.profiles = networks(value)
      }
    }
    return basics
  }

  private mutating func postalLocation(_ node: YAMLNode) -> PostalLocation? {
    guard !isAbsent(node, "location") else { return nil }
    var location = PostalLocation()
    guard let entries = node.entries else {
      if node.scalar == nil { wrongType(node, "location", expected: "a mapping") }
      location.city = node.scalar == nil ? nil : text(node, "location")
      return location.city == nil ? nil : location
    }
    if entries.contains(where: { $0.key.scalar?.text == "text" }) || isByLanguage(entries) {
      location.city = text(node, "location")
      return location
    }
    let members = members(of: entries, Schema.location)
    location.unknown = members.unknown
    for (field, value) in zip(Schema.location.fields, members.values) {
      guard let value, let text = text(value, field.key) else { continue }
      location[field.key] = text
    }
    return location.isEmpty ? nil : location
  }

  private func isByLanguage(_ entries: [YAMLNode.Entry]) -> Bool {
    entries.allSatisfy { $0.key.scalar.map { LanguageTag.isKnown($0.text) } ?? false }
      && !entries.isEmpty
  }

  private mutating func networks(_ node: YAMLNode) -> [NetworkProfile] {
    guard !isAbsent(node, "profiles") else { return [] }
    guard let items = node.items else {
      wrongType(node, "profiles", expected: "a list")
      return []
    }
    return items.compactMap { network($0) }
  }

  private mutating func network(_ node: YAMLNode) -> NetworkProfile? {
    guard !isAbsent(node, "profiles") else { return nil }
    var network = NetworkProfile()
    guard let entries = node.entries else {
      network.url = text(node, "url", .url)
      return network.url == nil ? nil : network
    }
    let members = members(of: entries, Schema.network)
    network.unknown = members.unknown
    network.network = members.value(of: "network", Schema.network)
      .flatMap { text($0, "network") }
    network.username = members.value(of: "username", Schema.network)
      .flatMap { text($0, "username") }
    network.url = members.value(of: "url", Schema.network).flatMap { text($0, "url", .url) }
    network.facets = facets(Array(members.values.suffix(Schema.facets.count)))
    let isEmpty =
      network.network == nil && network.username == nil && network.url == nil
      && network.unknown.isEmpty
    return isEmpty ? nil : network
  }

  mutating func letter(_ node: YAMLNode) -> Letter {
    var letter = Letter()
    guard !isAbsent(node, "letter") else { return letter }
    guard let entries = node.entries else {
      letter.paragraphs = texts(node, "letter")
      return letter
    }
    let members = members(of: entries, Schema.letter)
    for (field, value) in zip(Schema.letter.fields, members.values) {
      guard let value else { continue }
      if case .text(let format) = field.kind {
        letter[field.key] = text(value, field.key, format)
      } else {
        letter.paragraphs = texts(value, field.key)
      }
    }
    return letter
  }

  mutating func metadata(_ node: YAMLNode) -> Profile.Metadata {
    var metadata = Profile.Metadata()
    guard !isAbsent(node, "meta") else { return metadata }
    guard let entries = node.entries else {
      wrongType(node, "meta", expected: "a mapping")
      return metadata
    }
    for entry in entries {
      guard let key = entry.key.scalar?.text, entry.value.scalar != nil else {
        metadata.other.append(entry)
        continue
      }
      guard let value = text(entry.value, key, key == "language" ? .language : .line) else {
        continue
      }
      if key == "language" { metadata.language = value.value }
      metadata.values.append((key, value.value))
    }
    return metadata
  }
}

extension Basics {
  /// A text by its key in `Schema.basics`.
  public subscript(key: String) -> Text? {
    get {
      switch key {
      case "name": name
      case "label": label
      case "image": image
      case "email": email
      case "phone": phone
      case "url": url
      case "summary": summary
      default: nil
      }
    }
    set {
      switch key {
      case "name": name = newValue
      case "label": label = newValue
      case "image": image = newValue
      case "email": email = newValue
      case "phone": phone = newValue
      case "url": url = newValue
      case "summary": summary = newValue
      default: break
      }
    }
  }
}

extension PostalLocation {
  /// A part by its key in `Schema.location`.
  public subscript(key: String) -> Text? {
    get {
      switch key {
      case "address": address
      case "postalCode": postalCode
      case "city": city
      case "region": region
      case "countryCode": countryCode
      default: nil
      }
    }
    set {
      switch key {
      case "address": address = newValue
      case "postalCode": postalCode = newValue
      case "city": city = newValue
      case "region": region = newValue
      case "countryCode": countryCode = newValue
      default: break
      }
    }
  }

  var isEmpty: Bool {
    unknown.isEmpty && Schema.location.fields.allSatisfy { self[$0.key] == nil }
  }
}

extension Letter {
  /// A text by its key in `Schema.letter`.
  public subscript(key: String) -> Text? {
    get {
      switch key {
      case "recipient": recipient
      case "greeting": greeting
      case "opening": opening
      case "closing": closing
      case "signature": signature
      default: nil
      }
    }
    set {
      switch key {
      case "recipient": recipient = newValue
      case "greeting": greeting = newValue
      case "opening": opening = newValue
      case "closing": closing = newValue
      case "signature": signature = newValue
      default: break
      }
    }
  }
}
