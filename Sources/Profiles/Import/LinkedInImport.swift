import Archive
import Diagnostics
import YAML

/// LinkedIn's data export: a ZIP of CSV files.
enum LinkedInImport {
  static func read(
    _ file: SourceFile, into diagnostics: inout [Diagnostic]
  ) -> ImportedProfile? {
    let place = Location(file: SourceFile(path: file.path, bytes: []), span: Span(0..<0))
    do {
      var export = LinkedInExport(path: file.path, archive: try ZIPReader(file.bytes))
      let tree = try export.tree()
      diagnostics += export.diagnostics
      guard let tree else {
        diagnostics.append(
          .error(
            "unknown-format", "archive without Profile.csv is no export of LinkedIn", at: place))
        return nil
      }
      return Importer.finish(
        .linkedIn, YAMLDocument(file: place.file, root: tree), into: &diagnostics)
    } catch {
      diagnostics.append(.error("unreadable-archive", error.message, at: place))
      return nil
    }
  }
}

/// One archive and what of it was taken.
private struct LinkedInExport {
  let path: String
  let archive: ZIPReader
  var diagnostics: [Diagnostic] = []
  private var taken: Set<String> = []

  init(path: String, archive: ZIPReader) {
    self.path = path
    self.archive = archive
  }

  mutating func tree() throws(ArchiveError) -> YAMLNode? {
    guard let basics = try basics() else { return nil }
    var members: [(String, YAMLNode?)] = [("basics", basics)]
    for table in Self.sections {
      var entries = try entries(table)
      if table.section == "work" { entries = Self.grouped(entries) }
      members.append((table.section, entries.isEmpty ? nil : .list(entries)))
    }
    let skills = try records("Skills.csv").compactMap { $0.node["Name"] }.filter { !$0.isVoid }
    members.append(("skills", skills.isEmpty ? nil : .list(skills)))
    var custom: [YAMLNode] = []
    for table in Self.customs {
      let entries = try entries(table)
      guard !entries.isEmpty,
        let section = YAMLNode.map([("title", .text(table.section)), ("entries", .list(entries))])
      else { continue }
      custom.append(section)
    }
    members.append(("sections", custom.isEmpty ? nil : .list(custom)))
    reportFiles()
    return YAMLNode.map(members)
  }

  // MARK: Tables

  private struct Table {
    var file: String
    var section: String
    var rules: [Rule]
  }

  private static let period = [
    Rule("Started On", "startDate", .date), Rule("Finished On", "endDate", .date),
  ]

  private static let sections = [
    Table(
      file: "Positions.csv", section: "work",
      rules: [
        Rule("Company Name", "name"), Rule("Title", "position"), Rule("Location", "location"),
      ] + period + [Rule("Description", "summary")]),
    Table(
      file: "Volunteering.csv", section: "volunteer",
      rules: [Rule("Company Name", "organization"), Rule("Role", "position")] + period
        + [Rule("Description", "summary")]),
    Table(
      file: "Projects.csv", section: "projects",
      rules: [Rule("Title", "name"), Rule("Url", "url")] + period
        + [Rule("Description", "summary")]),
    Table(
      file: "Education.csv", section: "education",
      rules: [
        Rule("School Name", "institution"), Rule("Degree Name", "studyType"),
        Rule("Start Date", "startDate", .date), Rule("End Date", "endDate", .date),
        Rule("Notes", "summary"),
      ]),
    Table(
      file: "Languages.csv", section: "languages",
      rules: [Rule("Name", "language"), Rule("Proficiency", "fluency")]),
    Table(
      file: "Certifications.csv", section: "certificates",
      rules: [
        Rule("Name", "name"), Rule("Authority", "issuer"), Rule("Started On", "date", .date),
        Rule("Finished On", "expires", .date), Rule("License Number", "number"),
        Rule("Url", "url"),
      ]),
    Table(
      file: "Honors.csv", section: "awards",
      rules: [
        Rule("Title", "title"), Rule("Issued On", "date", .date), Rule("Description", "summary"),
      ]),
    Table(
      file: "Publications.csv", section: "publications",
      rules: [
        Rule("Name", "name"), Rule("Publisher", "publisher"),
        Rule("Published On", "releaseDate", .date), Rule("Url", "url"),
        Rule("Description", "summary"),
      ]),
    Table(
      file: "Recommendations_Received.csv", section: "references",
      rules: [
        Rule("First Name", "name"), Rule("Last Name", "name"), Rule("Text", "reference"),
        Rule("Job Title", "relationship"),
      ]),
  ]

  private static let customs = [
    Table(
      file: "Organizations.csv", section: "Organizations",
      rules: [Rule("Name", "name"), Rule("Position", "subtitle")] + period
        + [Rule("Description", "summary")]),
    Table(
      file: "Patents.csv", section: "Patents",
      rules: [
        Rule("Title", "name"), Rule("Url", "url"), Rule("Issued On", "date", .date),
        Rule("Filed On", "date", .date), Rule("Description", "summary"),
      ]),
    Table(
      file: "Courses.csv", section: "Courses",
      rules: [Rule("Name", "name"), Rule("Number", "subtitle")]),
    Table(
      file: "Test Scores.csv", section: "Test Scores",
      rules: [
        Rule("Name", "name"), Rule("Score", "subtitle"), Rule("Date", "date", .date),
        Rule("Description", "summary"),
      ]),
  ]

  // MARK: Rows

  private struct Record {
    var file: SourceFile
    var node: YAMLNode
  }

  /// The rows of a file, in whatever folder of the archive it stands.
  private mutating func records(_ names: String...) throws(ArchiveError) -> [Record] {
    for entry in archive.entries {
      let name = entry.name.split(separator: "/").last.map(String.init) ?? ""
      guard names.contains(where: { $0.lowercased() == name.lowercased() }) else { continue }
      guard let bytes = try archive.content(entry.name) else { continue }
      taken.insert(entry.name)
      let file = SourceFile(path: "\(path)/\(entry.name)", bytes: bytes)
      guard let text = TextInput.decode(file, into: &diagnostics) else { return [] }
      return CSVTable(text).records.map { Record(file: text, node: $0) }
    }
    return []
  }

  private mutating func entries(_ table: Table) throws(ArchiveError) -> [YAMLNode] {
    var left: [String] = []
    var result: [YAMLNode] = []
    for record in try records(table.file) {
      if record.node["Status"]?.text == "HIDDEN" { continue }
      let conversion = Conversion(file: record.file)
      var source = KeyedNode(Self.withName(record.node), path: "")
      let entries = conversion.apply(table.rules, to: &source)
      for entry in source.rest where !left.contains(entry.keyName) && entry.keyName != "Status" {
        left.append(entry.keyName)
        report(entry, in: record.file)
      }
      if let map = YAMLNode.map(Self.described(entries, table.section)) { result.append(map) }
    }
    return result
  }

  private mutating func report(_ entry: YAMLNode.Entry, in file: SourceFile) {
    diagnostics.append(
      .warning(
        "not-carried", "column '\(entry.keyName)' is not carried over",
        at: Location(file: file, span: entry.value.span)))
  }

  private mutating func reportFiles() {
    let others = archive.entries.map(\.name).filter { !taken.contains($0) && !$0.hasSuffix("/") }
    guard !others.isEmpty else { return }
    diagnostics.append(
      .warning(
        "not-carried", "files not carried over: \(others.sorted().joined(separator: ", "))",
        path: path))
  }

  /// Recommendations have first and last name.
  private static func withName(_ node: YAMLNode) -> YAMLNode {
    guard let first = node["First Name"], let last = node["Last Name"] else { return node }
    let name = "\(first.text ?? "") \(last.text ?? "")".trimmed
    let rest = (node.entries ?? []).filter { !["First Name", "Last Name"].contains($0.keyName) }
    return YAMLNode(
      .mapping([.init("First Name", .text(String(name), first.span))] + rest), span: node.span)
  }

  /// A description with bullets becomes highlights below what stands above them.
  private static func described(
    _ entries: [YAMLNode.Entry], _ section: String
  ) -> [YAMLNode.Entry] {
    guard ["work", "volunteer", "projects", "education"].contains(section),
      let index = entries.firstIndex(where: { $0.keyName == "summary" }),
      let text = entries[index].value.text
    else { return entries }
    let (above, items) = split(text)
    guard !items.isEmpty else { return entries }
    var result = entries
    let span = entries[index].value.span
    result[index] = .init("highlights", .list(items.map { .text($0, span) }))
    if !above.isEmpty { result.insert(.init("summary", .text(above, span)), at: index) }
    return result
  }

  private static func split(_ text: String) -> (above: String, items: [String]) {
    var above: [String] = []
    var items: [String] = []
    for line in text.split(whereSeparator: \.isNewline).map({ String($0.trimmed) }) {
      if let mark = line.first, "•-*–▪‣·●○".contains(mark), line.count > 1 {
        items.append(String(line.dropFirst().trimmed))
      } else if line.isEmpty {
        continue
      } else if items.isEmpty {
        above.append(line)
      } else {
        items[items.count - 1] += " " + line
      }
    }
    return (above.joined(separator: "\n"), items)
  }

  /// Positions at one employer, one after the other, stand under its name.
  private static func grouped(_ entries: [YAMLNode]) -> [YAMLNode] {
    var groups: [[YAMLNode]] = []
    for entry in entries {
      let name = entry["name"]?.text
      if name != nil, groups.last?.last?["name"]?.text == name {
        groups[groups.count - 1].append(entry)
      } else {
        groups.append([entry])
      }
    }
    return groups.map { group in
      guard group.count > 1, let name = group[0]["name"] else { return group[0] }
      let positions = group.compactMap { entry in
        YAMLNode.map((entry.entries ?? []).filter { $0.keyName != "name" })
      }
      return YAMLNode.map([("name", name), ("positions", .list(positions))]) ?? group[0]
    }
  }

  // MARK: Basics

  private mutating func basics() throws(ArchiveError) -> YAMLNode? {
    guard let record = try records("Profile.csv").first else { return nil }
    var source = KeyedNode(Self.withName(record.node), path: "")
    let conversion = Conversion(file: record.file)
    var entries = conversion.apply(
      [Rule("First Name", "name"), Rule("Headline", "label"), Rule("Summary", "summary")],
      to: &source)
    let emails = try records("Email Addresses.csv").map(\.node)
    let email = emails.first { $0["Primary"]?.text == "Yes" } ?? emails.first
    if let address = email?["Email Address"] { entries.append(.init("email", address)) }
    let phones = try records("PhoneNumbers.csv", "Phone Numbers.csv").map(\.node)
    if let number = phones.lazy.compactMap({ $0["Number"] }).first(where: { !$0.isVoid }) {
      entries.append(.init("phone", number))
    }
    let place = conversion.apply(
      [
        Rule("Address", "address"), Rule("Zip Code", "postalCode"), Rule("Geo Location", "city"),
      ], to: &source)
    if let map = YAMLNode.map(place) { entries.append(.init("location", map)) }
    var profiles = Self.sites(source.take("Websites"))
    if let url = profiles.first?["url"] {
      entries.append(.init("url", url))
      profiles.removeFirst()
    }
    profiles += Self.handles(source.take("Twitter Handles"))
    if !profiles.isEmpty { entries.append(.init("profiles", .list(profiles))) }
    for entry in source.rest { report(entry, in: record.file) }
    return .map(entries)
  }

  /// `[PORTFOLIO:https://a.example,BLOG:https://b.example]`.
  private static func sites(_ node: YAMLNode?) -> [YAMLNode] {
    words(node).compactMap { word in
      guard let colon = word.firstIndex(of: ":") else { return nil }
      let label = word[..<colon]
      let url = word[word.index(after: colon)...]
      let isLabelled = label.allSatisfy(\.isUppercase)
      let name = isLabelled ? label.prefix(1) + label.dropFirst().lowercased() : "Website"
      return YAMLNode.map([
        ("network", .text(String(name))), ("url", .text(isLabelled ? String(url) : word)),
      ])
    }
  }

  private static func handles(_ node: YAMLNode?) -> [YAMLNode] {
    words(node).compactMap { word in
      YAMLNode.map([
        ("network", .text("Twitter")), ("username", .text(word)),
        ("url", .text("https://twitter.com/\(word)")),
      ])
    }
  }

  private static func words(_ node: YAMLNode?) -> [String] {
    (node?.text ?? "").split { "[], ".contains($0) }.map(String.init)
  }
}
