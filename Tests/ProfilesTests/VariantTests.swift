import Diagnostics
import Profiles
import Testing

@Suite struct VariantTests {
  static let profile = """
    language: en
    basics:
      name: Ada
      label: {text: Engineer, alternates: [{text: Manager, tags: [management]}]}
      summary: {en: Hello, de: Hallo, fr: Bonjour}
    work:
      - name: Mill
        highlights:
          - Plain
          - {text: Grew the team, tags: [management]}
          - {text: Fixed it, tags: [engineering], alternates: [{text: Had it fixed, tags: [management]}]}
          - {text: Hidden, keep: never}
      - {name: Home, tags: [private]}
    awards:
      tags: [engineering]
      entries: [Cup]
    """

  func resolve(_ variant: Variant, _ yaml: String = profile) throws -> (
    profile: Profile, log: [String]
  ) {
    var diagnostics: [Diagnostic] = []
    let profile = try #require(readProfile(yaml).profile).resolved(variant, into: &diagnostics)
    return (profile, diagnostics.map(\.line))
  }

  func highlights(_ profile: Profile) -> [String] {
    profile.section("work")?.entries[0].highlights.map(\.text.value) ?? []
  }

  @Test func `without an audience all tags are in`() throws {
    let (profile, log) = try resolve(Variant())
    #expect(log == [])
    #expect(highlights(profile) == ["Plain", "Grew the team", "Fixed it"])
    #expect(profile.basics.label?.value == "Engineer")
    #expect(profile.section("awards") != nil)
    #expect(profile.omissions.map(\.id) == ["work-1.4"])
  }

  @Test func `an audience chooses at every level`() throws {
    let (profile, log) = try resolve(Variant(audience: ["management"]))
    #expect(log == [])
    #expect(highlights(profile) == ["Plain", "Grew the team", "Had it fixed"])
    #expect(profile.basics.label?.value == "Manager")
    #expect(profile.section("awards") == nil)
    #expect(profile.section("work")?.entries.count == 1)
    #expect(profile.omissions.map(\.id) == ["work-1.4", "work-2", "awards"])
    #expect(profile.omissions[1].reason == "tagged private")
    #expect(profile.section("work")?.entries[0].highlights.map(\.id).last == "work-1.3")
  }

  @Test func `an excluded tag is out whatever else it has`() throws {
    let (profile, _) = try resolve(
      Variant(audience: ["management", "engineering"], exclude: ["engineering", "private"]))
    #expect(highlights(profile) == ["Plain", "Grew the team"])
    #expect(profile.section("awards") == nil)
  }

  @Test(arguments: [
    ("de", "Hallo", 0), ("de-AT", "Hallo", 0), ("en-US", "Hello", 0), ("fr-CA", "Bonjour", 0),
    ("sv", "Hello", 1),
  ])
  func `takes the language or says that it is missing`(
    tag: String, text: String, warnings: Int
  ) throws {
    let (profile, log) = try resolve(Variant(locale: Locale.find(tag)))
    #expect(profile.basics.summary?.value == text)
    #expect(log.count == warnings)
    #expect(
      log.allSatisfy { $0.contains("missing-translation: no text for 'sv'; taken from 'en'") })
  }

  @Test func `nothing that was not chosen stays`() throws {
    let (profile, _) = try resolve(Variant(audience: ["management"], locale: Locale.find("de")))
    let rest =
      "\(profile.basics.summary?.translations ?? []) \(profile.basics.label?.facets.alternates ?? [])"
    #expect(rest == "[] []")
  }

  @Test func `alternates may come by language too`() throws {
    let yaml = """
      basics:
        label:
          text: {en: Nurse, de: Pfleger}
          alternates: [{text: {en: Head, de: Leitung}, tags: [lead]}]
      """
    let (profile, _) = try resolve(
      Variant(audience: ["lead"], locale: Locale.find("de")), yaml)
    #expect(profile.basics.label?.value == "Leitung")
  }

  @Test func `soft skills carry the title of the language`() throws {
    let (profile, _) = try resolve(
      Variant(locale: Locale.find("de")), "softSkills: [Geduld]")
    #expect(profile.section("skills")?.entries[0]["name"]?.value == "Persönliche Stärken")
  }
}

@Suite struct RedactionTests {
  static let profile = """
    basics:
      name: Ada Byron
      email: ada.byron@mill.example
      phone: "+44 (0)20 7946 0018"
      url: https://www.ada.example/
      image: ada.jpg
      summary: >-
        Reach me at ADA.BYRON@mill.example, ada.byron (at) mill.example, 020 7946 0018 or
        +44.20.7946.0018. Built 20 7946 engines in 2019.
      location: {address: "12 Mill Lane\\nFlat 3", postalCode: SW1A 1AA, city: London}
      profiles:
        - {network: WhatsApp, username: "442079460018", url: "https://wa.me/442079460018"}
        - {network: Mail, url: "mailto:ada.byron%40mill.example"}
        - {network: GitHub, username: byron, url: https://github.com/byron}
    work:
      - name: Mill
        url: https://ada.example/mill
        highlights: [Lived at 12 mill lane, SW1A 1AA, "Call 02079460018", Ada won]
    references: [{name: Charles, reference: Ada is good, phone: 555 0100}]
    meta: {canonical: https://ada.example/resume.json}
    x-private: "+44 20 7946 0018"
    """

  func redact(_ redactions: Redaction...) throws -> Profile {
    var diagnostics: [Diagnostic] = []
    return try #require(readProfile(Self.profile).profile)
      .resolved(Variant(redact: redactions), into: &diagnostics)
  }

  @Test func `a phone number goes in every spelling`() throws {
    let profile = try redact(.phone)
    let digits = profile.allTexts.map { $0.filter(\.isNumber) }.joined(separator: "|")
    #expect(!digits.contains("79460018"))
    #expect(profile.basics.phone == nil)
    #expect(profile.basics.profiles.map(\.network?.value) == ["Mail", "GitHub"])
    #expect(profile.basics.summary?.value.contains("20 7946 engines in 2019") == true)
    #expect(profile.unknown.isEmpty)
  }

  @Test func `an e-mail address goes in every spelling`() throws {
    let profile = try redact(.email)
    let text = profile.allTexts.joined(separator: "\n").lowercased()
    #expect(!text.contains("mill.example"))
    #expect(profile.basics.profiles.map(\.network?.value) == ["WhatsApp", "GitHub"])
    #expect(text.contains("reach me at […], […], 020"))
  }

  @Test func `an address goes with its repetitions, the town stays`() throws {
    let profile = try redact(.address)
    let text = profile.allTexts.joined(separator: "\n").lowercased()
    #expect(!text.contains("mill lane") && !text.contains("sw1a") && !text.contains("flat 3"))
    #expect(profile.basics.location?.city?.value == "London")
    let none = try redact(.location)
    #expect(none.basics.location == nil)
  }

  @Test func `web addresses, picture, references and name go`() throws {
    let profile = try redact(.url, .image, .references, .name, .profiles, .email)
    let text = profile.allTexts.joined(separator: "\n").lowercased()
    #expect(!text.contains("ada.example"))
    #expect(!text.contains("byron"))
    #expect(!text.contains("ada"))
    #expect(profile.basics.image == nil)
    #expect(profile.section("references") == nil)
    #expect(profile.basics.profiles.isEmpty)
    #expect(profile.metadata.values.isEmpty)
  }

  @Test func `nothing is touched where nothing is asked`() throws {
    var diagnostics: [Diagnostic] = []
    let read = try #require(readProfile(Self.profile).profile)
    #expect(read.resolved(Variant(), into: &diagnostics).allTexts == read.allTexts)
  }
}
