import Diagnostics

extension Profile {
  /// The profile without what a public copy must not show, in its own fields and wherever a text
  /// or address repeats it.
  ///
  /// `address` takes street and postal code, `location` the town with them; `name` also takes the
  /// addresses that are made of it. What other tools keep in the file goes too, as nobody knows
  /// what it says.
  func redacted(_ redactions: [Redaction]) -> Profile {
    let secrets = Secrets(of: self, redactions)
    var profile = self
    profile.basics.redact(redactions)
    profile.unknown = []
    profile.metadata.values = []
    profile.metadata.other = []
    if redactions.contains(.references) {
      profile.sections.removeAll { $0.kind == .references }
    }
    for field in Schema.basics.fields {
      guard let text = profile.basics[field.key] else { continue }
      let isAddress = field.key == "url" || field.key == "email" || field.key == "image"
      profile.basics[field.key] = isAddress ? secrets.whole(text) : secrets.scrubbed(text)
    }
    profile.basics.profiles = profile.basics.profiles.compactMap { secrets.scrubbed($0) }
    profile.sections = profile.sections.map { section in
      var section = section
      section.title = section.title.flatMap { secrets.scrubbed($0) }
      section.entries = section.entries.compactMap { secrets.scrubbed($0) }
      return section
    }
    for field in Schema.letter.fields {
      guard let text = profile.letter[field.key] else { continue }
      profile.letter[field.key] = secrets.scrubbed(text)
    }
    profile.letter.paragraphs = profile.letter.paragraphs.compactMap { secrets.scrubbed($0) }
    return profile
  }
}

extension Basics {
  fileprivate mutating func redact(_ redactions: [Redaction]) {
    unknown = []
    location?.unknown = []
    for redaction in redactions {
      switch redaction {
      case .name: name = nil
      case .email: email = nil
      case .phone: phone = nil
      case .url: url = nil
      case .image: image = nil
      case .profiles: profiles = []
      case .location: location = nil
      case .address:
        location?.address = nil
        location?.postalCode = nil
      case .references: break
      }
    }
    for index in profiles.indices { profiles[index].unknown = [] }
  }
}

/// What must not be seen, and how to find it in a text.
private struct Secrets {
  /// Of e-mail addresses, street lines, postal codes, names, web addresses.
  private var phrases: [Phrase] = []
  /// Digits of phone numbers, without the trunk zero.
  private var phones: [[UInt8]] = []

  init(of profile: Profile, _ redactions: [Redaction]) {
    let basics = profile.basics
    for redaction in redactions {
      switch redaction {
      case .name: addName(basics.name?.value)
      case .email: add(basics.email?.value)
      case .phone: addPhone(basics.phone?.value)
      case .url: add(basics.url?.value.withoutScheme)
      case .address, .location: addAddress(basics.location)
      case .profiles:
        for network in basics.profiles {
          add(network.url?.value.withoutScheme)
        }
      case .image, .references: break
      }
    }
  }

  private mutating func add(_ text: String?, wholeWord: Bool = false) {
    guard let text, text.utf8.count >= 3 else { return }
    for spelling in text.spellings { phrases.append(Phrase(spelling, wholeWord: wholeWord)) }
  }

  private mutating func addName(_ name: String?) {
    guard let name else { return }
    add(name)
    for part in name.split(separator: " ") where part.count >= 3 {
      add(String(part), wholeWord: true)
    }
  }

  private mutating func addAddress(_ location: PostalLocation?) {
    for line in location?.address?.value.split(whereSeparator: \.isNewline) ?? [] {
      add(String(line.trimmed))
    }
    add(location?.postalCode?.value, wholeWord: true)
  }

  private mutating func addPhone(_ phone: String?) {
    guard let digits = phone?.utf8.filter({ (0x30...0x39).contains($0) }), digits.count >= 5
    else { return }
    phones.append(Array(digits.drop { $0 == 0x30 }))
  }

  // MARK: In texts

  /// The text with each secret replaced; nil when nothing else was in it.
  func scrubbed(_ text: Text) -> Text? {
    var result = text
    result.value = scrubbed(text.value)
    result.facets.skills = text.facets.skills.compactMap { scrubbed($0) }
    guard result.value != text.value else { return result }
    return result.value.contains { $0.isLetter || $0.isNumber } ? result : nil
  }

  /// The text when it holds no secret: half an address is of no use.
  func whole(_ text: Text) -> Text? {
    scrubbed(text.value) == text.value ? text : nil
  }

  private static let mark = "[…]"

  private func scrubbed(_ value: String) -> String {
    var bytes = Array(value.utf8)
    var isChanged = false
    for phrase in phrases { isChanged = phrase.replace(in: &bytes, with: Self.mark) || isChanged }
    if !phones.isEmpty { isChanged = replacePhones(in: &bytes) || isChanged }
    return isChanged ? String(decoding: bytes, as: UTF8.self) : value
  }

  func scrubbed(_ network: NetworkProfile) -> NetworkProfile? {
    var result = network
    result.network = network.network.flatMap { scrubbed($0) }
    result.username = network.username.flatMap { whole($0) }
    result.url = network.url.flatMap { whole($0) }
    let isEmpty = result.username == nil && result.url == nil
    return isEmpty && (network.username != nil || network.url != nil) ? nil : result
  }

  func scrubbed(_ entry: Entry) -> Entry? {
    var result = entry
    result.unknown = []
    result.fields = entry.fields.compactMap { field in
      let text =
        field.key == "url" || field.key == "email"
        ? whole(field.text) : scrubbed(field.text)
      return text.map { Entry.Field(field.key, $0) }
    }
    result.highlights = entry.highlights.compactMap { highlight in
      scrubbed(highlight.text).map { Highlight(id: highlight.id, text: $0) }
    }
    result.keywords = entry.keywords.compactMap { scrubbed($0) }
    result.lists = entry.lists.map { list in
      Entry.NameList(list.key, list.names.compactMap { scrubbed($0) })
    }
    result.positions = entry.positions.compactMap { scrubbed($0) }
    result.facets.skills = entry.facets.skills.compactMap { scrubbed($0) }
    return result.isEmpty ? nil : result
  }

  // MARK: Phone numbers

  /// Replaces runs of digits and the marks between them that are one of the numbers, with or
  /// without country code.
  private func replacePhones(in bytes: inout [UInt8]) -> Bool {
    var result: [UInt8] = []
    var isChanged = false
    var index = 0
    while index < bytes.count {
      guard Self.isNumberStart(bytes[index]) else {
        result.append(bytes[index])
        index += 1
        continue
      }
      var end = index
      while end < bytes.count, Self.isNumberPart(bytes[end]) { end += 1 }
      while end > index, !(0x30...0x39).contains(bytes[end - 1]) { end -= 1 }
      if end > index, isPhone(bytes[index..<end]) {
        result += Array(Self.mark.utf8)
        isChanged = true
      } else {
        end = max(end, index + 1)
        result += bytes[index..<end]
      }
      index = end
    }
    if isChanged { bytes = result }
    return isChanged
  }

  /// The last digits decide: before them stand country codes and trunk zeros in many forms.
  private static let subscriberDigits = 9

  private func isPhone(_ run: ArraySlice<UInt8>) -> Bool {
    let digits = Array(run.filter { (0x30...0x39).contains($0) }.drop { $0 == 0x30 })
    return phones.contains { phone in
      let common = min(digits.count, phone.count, Self.subscriberDigits)
      return common >= min(7, phone.count) && digits.suffix(common) == phone.suffix(common)
    }
  }

  private static func isNumberStart(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "(")
  }

  private static func isNumberPart(_ byte: UInt8) -> Bool {
    isNumberStart(byte) || [0x20, 0x29, 0x2D, 0x2E, 0x2F].contains(byte)
  }
}

/// A phrase that is found whatever its case.
private struct Phrase {
  private let bytes: [UInt8]
  private let wholeWord: Bool

  init(_ text: String, wholeWord: Bool) {
    bytes = Array(text.lowercased().utf8)
    self.wholeWord = wholeWord
  }

  /// Replaces each occurrence; whether there was one.
  func replace(in text: inout [UInt8], with mark: String) -> Bool {
    guard text.count >= bytes.count, let first = bytes.first else { return false }
    let lowered = Self.lowered(text)
    guard lowered.count == text.count else { return false }
    var result: [UInt8] = []
    var isChanged = false
    var index = 0
    while index < text.count {
      if lowered[index] == first, lowered[index...].starts(with: bytes), fits(lowered, index) {
        result += Array(mark.utf8)
        index += bytes.count
        isChanged = true
      } else {
        result.append(text[index])
        index += 1
      }
    }
    if isChanged { text = result }
    return isChanged
  }

  /// Lower case where that keeps offsets, else ASCII only.
  private static func lowered(_ text: [UInt8]) -> [UInt8] {
    let lowered = Array(String(decoding: text, as: UTF8.self).lowercased().utf8)
    if lowered.count == text.count { return lowered }
    return text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }

  private func fits(_ text: [UInt8], _ start: Int) -> Bool {
    guard wholeWord else { return true }
    let end = start + bytes.count
    return (start == 0 || !Self.isWord(text[start - 1]))
      && (end == text.count || !Self.isWord(text[end]))
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
  }
}

extension String {
  /// Without `https://`, `www.` and a final slash, so that other spellings are found too.
  fileprivate var withoutScheme: String {
    var rest = self[...]
    for prefix in ["https://", "http://", "mailto:", "www."] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
    }
    while rest.last == "/" { rest.removeLast() }
    return String(rest)
  }

  /// A text as it is also written: an e-mail address with %40 and the like.
  fileprivate var spellings: [String] {
    guard contains("@") else { return [self] }
    let parts = split(separator: "@", omittingEmptySubsequences: false)
    return ["@", "%40", "(at)", " (at) ", "[at]", " [at] ", " at ", " @ "].map {
      parts.joined(separator: $0)
    }
  }
}
