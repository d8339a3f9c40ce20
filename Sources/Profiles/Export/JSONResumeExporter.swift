public import Diagnostics
public import JSON
import YAML

/// Writes a profile as JSON Resume v1 that the official schema accepts.
///
/// Positions under one employer become entries of their own. What JSON Resume has no name for goes
/// under our names, which its schema allows; what it would not allow (a date that is none, an
/// address that is none) is left out with a warning. Tags, alternates and further languages are not
/// written: export a resolved variant.
public enum JSONResumeExporter {
  public static let schema =
    "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"

  public static func export(
    _ profile: Profile, into diagnostics: inout [Diagnostic]
  ) -> JSONValue {
    var exporter = ProfileExporter()
    let value = exporter.profile(profile)
    diagnostics += exporter.diagnostics
    return value
  }
}

private struct ProfileExporter {
  var diagnostics: [Diagnostic] = []

  mutating func profile(_ profile: Profile) -> JSONValue {
    var object = ObjectBuilder()
    object.add("$schema", .string(JSONResumeExporter.schema))
    object.add("basics", basics(profile.basics))
    for kind in Self.order {
      guard let section = profile.sections.first(where: { $0.kind == kind }) else { continue }
      object.add(kind.rawValue, .array(section.entries.flatMap { entries($0, kind) }))
    }
    let custom = profile.sections.filter { $0.kind == .custom }.map { section in
      var object = ObjectBuilder()
      object.add("title", section.title)
      object.add("entries", .array(section.entries.flatMap { entries($0, .custom) }))
      return object.value
    }
    object.add("sections", .array(custom))
    object.add("letter", letter(profile.letter))
    object.add("writingStyle", profile.writingStyle)
    object.add("prompts", Self.list(profile.prompts))
    object.add("meta", metadata(profile.metadata))
    object.addUnknown(profile.unknown)
    return object.value
  }

  /// The order of the official schema.
  private static let order: [SectionKind] = [
    .work, .volunteer, .education, .awards, .certificates, .publications, .skills, .languages,
    .interests, .references, .projects,
  ]

  private mutating func basics(_ basics: Basics) -> JSONValue {
    var object = ObjectBuilder()
    for field in Schema.basics.fields {
      switch field.kind {
      case .text(.email): object.add(field.key, email(basics[field.key]))
      case .text(.url): object.add(field.key, url(basics[field.key]))
      case .text: object.add(field.key, basics[field.key])
      default: break
      }
    }
    if let place = basics.location {
      var location = ObjectBuilder()
      for field in Schema.location.fields { location.add(field.key, place[field.key]) }
      location.addUnknown(place.unknown)
      object.add("location", location.value)
    }
    let profiles = basics.profiles.map { network in
      var object = ObjectBuilder()
      object.add("network", network.network)
      object.add("username", network.username)
      object.add("url", url(network.url))
      object.addUnknown(network.unknown)
      return object.value
    }
    object.add("profiles", .array(profiles))
    object.addUnknown(basics.unknown)
    return object.value
  }

  // MARK: Entries

  /// An entry, or one for each position of it.
  private mutating func entries(_ entry: Entry, _ kind: SectionKind) -> [JSONValue] {
    guard !entry.positions.isEmpty else { return [self.entry(entry, kind)] }
    return entry.positions.map { position in
      var merged = entry
      merged.positions = []
      for field in position.fields {
        merged.fields.removeAll { $0.key == field.key }
        merged.fields.append(field)
      }
      merged.start = position.start
      merged.end = position.end
      merged.highlights = position.highlights + entry.highlights
      merged.keywords = position.keywords + entry.keywords
      merged.unknown += position.unknown
      return self.entry(merged, kind)
    }
  }

  private mutating func entry(_ entry: Entry, _ kind: SectionKind) -> JSONValue {
    var object = ObjectBuilder()
    for field in Schema.entry(kind).fields {
      switch field.kind {
      case .text(let format):
        guard field.key != "id" else {
          if entry.hasOwnID { object.add("id", .string(entry.id)) }
          continue
        }
        let text = entry[field.key]
        object.add(
          field.key, format == .url ? url(text) : format == .email ? email(text) : Self.plain(text))
      case .date(let role): object.add(field.key, date(entry, role))
      case .texts: object.add(field.key, Self.list(entry.highlights.map(\.text)))
      case .names where field.key == "keywords" || field.key == "courses":
        object.add(field.key, Self.list(entry.keywords))
      case .names where field.key != "skills":
        object.add(field.key, Self.list(entry.list(field.key)))
      default: break
      }
    }
    object.addUnknown(entry.unknown)
    return object.value
  }

  private static func plain(_ text: Text?) -> JSONValue? { text.map { .string($0.value) } }

  private static func list(_ texts: [Text]) -> JSONValue { .array(texts.map { .string($0.value) }) }

  private mutating func date(_ entry: Entry, _ role: DateRole) -> JSONValue? {
    let date =
      switch role {
      case .start: entry.start
      case .end: entry.end
      case .single: entry.date
      }
    guard let date else { return nil }
    switch date.value {
    case .present: return nil
    case .other:
      leaveOut("date '\(date.text.shortened)'", date.location)
      return nil
    case .date(let year, let month, let day):
      guard (1000...2999).contains(year) else {
        leaveOut("date '\(date.text.shortened)'", date.location)
        return nil
      }
      let parts = [month, day].compactMap { $0 }.map { $0 < 10 ? "-0\($0)" : "-\($0)" }
      return .string("\(year)\(parts.joined())")
    }
  }

  // MARK: Addresses

  private mutating func email(_ text: Text?) -> JSONValue? {
    guard let text else { return nil }
    guard text.value.looksLikeEmail else {
      leaveOut("e-mail address '\(text.value.shortened)'", text.location)
      return nil
    }
    return .string(text.value)
  }

  private mutating func url(_ text: Text?) -> JSONValue? {
    guard let text else { return nil }
    guard let uri = text.value.uri else {
      leaveOut("address '\(text.value.shortened)'", text.location)
      return nil
    }
    return .string(uri)
  }

  private mutating func leaveOut(_ what: String, _ location: Location) {
    diagnostics.append(
      .warning("not-exported", "\(what) is left out: JSON Resume does not allow it", at: location))
  }

  // MARK: The rest

  private func letter(_ letter: Letter) -> JSONValue {
    var object = ObjectBuilder()
    for field in Schema.letter.fields {
      if case .text = field.kind {
        object.add(field.key, letter[field.key])
      } else {
        object.add(field.key, Self.list(letter.paragraphs))
      }
    }
    return object.value
  }

  private func metadata(_ metadata: Profile.Metadata) -> JSONValue {
    var object = ObjectBuilder()
    for (key, value) in metadata.values {
      object.add(key, key == "canonical" ? value.uri.map { .string($0) } : .string(value))
    }
    if !metadata.values.contains(where: { $0.key == "version" }) {
      object.add("version", .string("v1.0.0"))
    }
    if let language = metadata.language, !metadata.values.contains(where: { $0.key == "language" })
    {
      object.add("language", .string(language))
    }
    for entry in metadata.other { object.add(entry.keyName, entry.value.jsonValue) }
    return object.value
  }
}

/// The members of an object, without those that hold nothing.
private struct ObjectBuilder {
  private var members: [JSONValue.Member] = []

  var value: JSONValue { .object(members) }

  mutating func add(_ key: String, _ value: JSONValue?) {
    guard let value, !members.contains(where: { $0.key == key }) else { return }
    switch value {
    case .array(let items) where items.isEmpty: return
    case .object(let inner) where inner.isEmpty: return
    default: members.append(JSONValue.Member(key, value))
    }
  }

  mutating func add(_ key: String, _ text: Text?) {
    add(key, text.map { .string($0.value) })
  }

  /// Keys that nobody here knows, under the name that they had before an import.
  mutating func addUnknown(_ entries: [YAMLNode.Entry]) {
    for entry in entries {
      let key = entry.keyName
      let name = key.hasPrefix("x-") ? String(key.dropFirst(2)) : key
      let isFree = !members.contains { $0.key == name }
      add(isFree && !name.isEmpty ? name : key, entry.value.jsonValue)
    }
  }
}

extension String {
  /// The address as a URI (RFC 3986): with a scheme, and with what is not ASCII in percent signs.
  ///
  /// nil when it is no address.
  var uri: String? {
    guard looksLikeURL, !isEmpty else { return nil }
    let hasScheme = scheme != nil
    guard hasScheme || !utf8.prefix(while: { $0 != 0x2F }).contains(UInt8(ascii: ":")) else {
      return nil
    }
    var result = hasScheme ? "" : hasPrefix("//") ? "https:" : "https://"
    let bytes = Array(utf8)
    for (index, byte) in bytes.enumerated() {
      if Self.isAllowed(byte) || byte == UInt8(ascii: "%") && Self.isEscape(bytes, index) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return result
  }

  /// `https` of `https://…`; a host with a port is none.
  private var scheme: Substring? {
    guard let colon = firstIndex(of: ":") else { return nil }
    let scheme = self[..<colon]
    let rest = self[index(after: colon)...]
    guard let first = scheme.utf8.first, (0x61...0x7A).contains(first | 0x20),
      scheme.utf8.allSatisfy({
        (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || "+-".utf8.contains($0)
      }), rest.hasPrefix("//") || ["mailto", "tel", "urn", "data"].contains(scheme.lowercased())
    else { return nil }
    return scheme
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      || "-._~:/?#@!$&'()*+,;=".utf8.contains(byte)
  }

  private static func isEscape(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index + 2 < bytes.count else { return false }
    return bytes[(index + 1)...(index + 2)].allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20)
    }
  }
}
