import Markdown

/// What must not be seen, and how to find it in a text, whatever its spelling.
struct Secrets {
  /// Of e-mail addresses, street lines, postal codes, names, web addresses.
  private var phrases: [SecretPhrase] = []
  private var phones: [SecretNumber] = []
  private var encoded: [EncodedSecret] = []
  /// Whether an e-mail address goes even when it is not the profile's own.
  private var takesEveryEmail = false
  /// Keys of entries that hold nothing else: a referee's phone number is as private.
  private(set) var privateFields: Set<String> = []
  private var linkPrefixes: [String] = []

  init(of profile: Profile, _ redactions: [Redaction]) {
    let basics = profile.basics
    for redaction in redactions {
      switch redaction {
      case .name: addName(basics.name?.value)
      case .email:
        add(basics.email?.value)
        takesEveryEmail = true
        privateFields.insert("email")
        linkPrefixes.append("mailto:")
      case .phone:
        addPhone(basics.phone?.value)
        privateFields.insert("phone")
        linkPrefixes += ["tel:", "sms:", "callto:", "https://wa.me/", "http://wa.me/"]
      case .url: add(basics.url?.value.withoutScheme)
      case .address, .location: addAddress(basics.location)
      case .profiles:
        for network in basics.profiles { add(network.url?.value.withoutScheme) }
      case .image, .references: break
      }
    }
  }

  private mutating func add(_ text: String?, wholeWord: Bool = false) {
    guard let text, text.utf8.count >= 3 else { return }
    phrases.append(SecretPhrase(text, wholeWord: wholeWord))
    encoded.append(EncodedSecret(text))
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
    guard let phone, let number = SecretNumber(phone) else { return }
    phones.append(number)
    let digits = phone.filter { $0.isASCII && $0.isNumber }
    encoded += [phone, digits, "+" + digits].map { EncodedSecret($0) }
  }

  // MARK: In texts

  /// A link that calls or writes to the person, whoever's address it holds.
  func isPrivateLink(_ url: String) -> Bool {
    let url = url.lowercased()
    return linkPrefixes.contains { url.hasPrefix($0) }
  }

  /// The text with each secret replaced; nil when a secret shows in it all the same once its markup
  /// is gone.
  func scrubbed(_ value: String) -> String? {
    let scrubbed = replaced(value)
    let plain = inlineHTML(scrubbed).plain
    return replaced(plain) == plain ? scrubbed : nil
  }

  private static let mark = Array("[…]".utf8)

  private func replaced(_ value: String) -> String {
    let text = SpelledText(value)
    var ranges: [Range<Int>] = []
    for phrase in phrases { ranges += phrase.ranges(in: text) }
    for phone in phones { ranges += phone.ranges(in: text) }
    for secret in encoded { ranges += secret.ranges(in: text.bytes) }
    if takesEveryEmail { ranges += text.emailRanges }
    guard !ranges.isEmpty else { return value }
    var result: [UInt8] = []
    var end = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound >= end {
        result += text.bytes[end..<range.lowerBound]
        result += Self.mark
      }
      end = max(end, range.upperBound)
    }
    return String(decoding: result + text.bytes[end...], as: UTF8.self)
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
}
