internal import JSON
internal import Profiles

extension DocumentBuilder {
  /// Name, title and every way to reach the person.
  func header(_ basics: Basics) -> JSONValue {
    var members: [JSONValue.Member] = []
    func add(_ key: String, _ text: Text?) {
      guard let text, !text.value.isEmpty else { return }
      members.append(.init(key, .string(text.value)))
    }
    add("name", basics.name)
    add("label", basics.label)
    add("title", basics.label)
    add("email", basics.email)
    add("phone", basics.phone)
    add("url", basics.url)
    add("image", basics.image)
    if let link = basics.url.flatMap({ Link($0.value) }) {
      members.append(.init("link", link.json))
    }
    if let location = basics.location { members.append(.init("location", json(location))) }
    members.append(.init("profiles", .array(basics.profiles.map(json))))
    members.append(.init("contacts", .array(contacts(basics))))
    return .object(members)
  }

  private func json(_ location: PostalLocation) -> JSONValue {
    let parts: [(String, Text?)] = [
      ("address", location.address), ("postalCode", location.postalCode), ("city", location.city),
      ("region", location.region), ("countryCode", location.countryCode),
    ]
    var members = parts.compactMap { key, text -> JSONValue.Member? in
      text.map { .init(key, .string($0.value)) }
    }
    members.append(.init("text", .string(placeLine(location))))
    return .object(members)
  }

  /// The address on one line: street and postal code only where the profile gives them.
  private func placeLine(_ location: PostalLocation) -> String {
    let city = [location.postalCode, location.city].compactMap { $0?.value }
      .filter { !$0.isEmpty }.joined(separator: " ")
    return [location.address?.value, city, location.region?.value, location.countryCode?.value]
      .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func json(_ account: NetworkProfile) -> JSONValue {
    let parts: [(String, Text?)] = [
      ("network", account.network), ("username", account.username), ("url", account.url),
    ]
    var members = parts.compactMap { key, text -> JSONValue.Member? in
      text.map { .init(key, .string($0.value)) }
    }
    if let link = account.url.flatMap({ Link($0.value) }) {
      members.append(.init("link", link.json))
    }
    return .object(members)
  }

  /// Every way to reach the person, in order: `kind`, `text` and, where it is safe, `url`.
  private func contacts(_ basics: Basics) -> [JSONValue] {
    var contacts: [JSONValue] = []
    var seen: Set<String> = []
    func add(_ kind: String, _ text: String?, url: String? = nil, network: String? = nil) {
      guard let text, !text.isEmpty, seen.insert(url ?? text).inserted else { return }
      var members: [JSONValue.Member] = [
        .init("kind", .string(kind)), .init("text", .string(text)),
        .init("network", network.map { .string($0) } ?? .null),
        .init("is" + kind.prefix(1).uppercased() + kind.dropFirst(), true),
      ]
      if let url { members.append(.init("url", .string(url))) }
      contacts.append(.object(members))
    }
    let email = basics.email?.value
    add("email", email, url: email.flatMap(Link.mail))
    let phone = basics.phone?.value
    add("phone", phone, url: phone.flatMap(Link.telephone))
    add("location", basics.location.map(placeLine))
    if let url = basics.url?.value {
      let link = Link(url)
      add("url", link?.display ?? url, url: link?.url)
    }
    for account in basics.profiles {
      let link = account.url.flatMap { Link($0.value) }
      let name = [account.network?.value, account.username?.value].compactMap { $0 }
        .filter { !$0.isEmpty }.joined(separator: ": ")
      add(
        "profile", link?.display ?? name, url: link?.url, network: account.network?.value)
    }
    return contacts
  }
}
