public import Diagnostics
import YAML

/// Reads a posting from a file of any form: Markdown or plain text, with or without front matter,
/// YAML or JSON.
public enum JobDecoder {
  /// nil when the file cannot be read as text, or its YAML or JSON is broken.
  public static func decode(
    _ file: SourceFile, id: String, into diagnostics: inout [Diagnostic]
  ) -> Job? {
    switch TreeFormat(path: file.path) {
    case .some(let format):
      guard let document = format.parse(file, into: &diagnostics) else { return nil }
      var decoding = Decoding(file: document.file)
      let job = decoding.job(document.root, id: id, body: "", bodyOffset: 0)
      decoding.finish(into: &diagnostics)
      return job
    case .none:
      guard let file = TextInput.decode(file, into: &diagnostics) else { return nil }
      return posting(file, id: id, into: &diagnostics)
    }
  }

  private static func posting(
    _ file: SourceFile, id: String, into diagnostics: inout [Diagnostic]
  ) -> Job? {
    guard let matter = FrontMatter(file) else {
      FrontMatter.warnIfUnclosed(file, into: &diagnostics)
      return Job(
        id: id, file: file, title: PostingTitle.find(in: file, from: 0, id: id),
        body: String(decoding: file.bytes, as: UTF8.self), bodyOffset: 0)
    }
    let head = SourceFile(path: file.path, bytes: Array(file.bytes[..<matter.end]))
    guard let document = YAMLReader.parseSingle(head, into: &diagnostics) else { return nil }
    var decoding = Decoding(file: file)
    let job = decoding.job(
      document.root, id: id,
      body: String(decoding: file.bytes[matter.bodyStart...], as: UTF8.self),
      bodyOffset: matter.bodyStart)
    decoding.finish(into: &diagnostics)
    return job
  }
}

extension Decoding {
  mutating func job(_ root: YAMLNode, id: String, body: String, bodyOffset: Int) -> Job? {
    var job = Job(
      id: id, file: file, title: Text("", location: location(root.span)), body: body,
      bodyOffset: bodyOffset)
    if let entries = root.entries {
      let members = members(of: entries, Schema.job)
      var title: Text?
      for (field, value) in zip(Schema.job.fields, members.values) {
        guard let value else { continue }
        if field.key == "title" { title = text(value, "title") }
        read(value, field, into: &job)
      }
      job.title = title ?? PostingTitle.find(in: file, from: bodyOffset, id: id)
    } else if root.scalar?.text.trimmed.isEmpty == true {
      job.title = PostingTitle.find(in: file, from: bodyOffset, id: id)
    } else {
      report(
        .error(
          "wrong-type", "a posting is a mapping with 'title' and so on, not \(root.kindName)",
          at: location(root.span)))
      return nil
    }
    return job
  }

  private mutating func read(_ value: YAMLNode, _ field: FieldSchema, into job: inout Job) {
    switch field.kind {
    case .text(.place) where isAddress(value): job.place = town(value)
    case .text(let format): job[field.key] = text(value, field.key, format)
    case .date(.single): job.date = date(value, field.key)
    case .date: job.deadline = date(value, field.key)
    case .texts:
      let texts = texts(value, field.key)
      if field.key == "qualifications" {
        job.qualifications = texts
      } else {
        job.responsibilities = texts
      }
    case .names: job.emphasize = names(value, field.key)
    case .words:
      let words = words(value, field.key).map(\.value)
      let setting = Setting(words, words.isEmpty ? .builtIn : .file(location(value.span)))
      if field.key == "audience" { job.audience = setting } else { job.templates = setting }
    case .integer(let range):
      guard let pages = integer(value, field.key, range) else { return }
      job.pages = Setting(pages, .file(location(value.span)))
    case .records: job.skills = jobSkills(value)
    case .record: job.letter = letter(value)
    case .anything where field.key == "options": job.options = templateSettings(value)
    default: return
    }
  }

  private func isAddress(_ node: YAMLNode) -> Bool {
    node.entries?.contains { Schema.location.position(of: $0.keyName) != nil } ?? false
  }

  /// The parts of JSON Resume's `location` that say where the job is; the street does not.
  private mutating func town(_ node: YAMLNode) -> Text? {
    let members = members(of: node.entries ?? [], Schema.location)
    var parts: [String] = []
    for key in ["city", "region", "countryCode"] {
      guard let value = members.value(of: key, Schema.location),
        let part = text(value, key)?.value, !parts.contains(part)
      else { continue }
      parts.append(part)
    }
    return parts.isEmpty
      ? nil : Text(parts.joined(separator: ", "), location: location(node.span))
  }

  /// Names and, after each, its keywords.
  private mutating func jobSkills(_ node: YAMLNode) -> [Text] {
    guard let items = node.items else { return names(node, "skills") }
    return items.flatMap { item -> [Text] in
      guard let entries = item.entries, Schema.jobSkill.position(of: item.firstKey) != nil else {
        return text(item, "skills").map { [$0] } ?? []
      }
      let members = members(of: entries, Schema.jobSkill)
      let name = members.values[0].flatMap { text($0, "name") }
      return [name].compactMap { $0 } + (members.values[2].map { names($0, "keywords") } ?? [])
    }
  }

  mutating func integer(_ node: YAMLNode, _ field: String, _ range: ClosedRange<Int>) -> Int? {
    guard !isAbsent(node, field) else { return nil }
    guard let text = node.scalar?.text, let value = Int(text.trimmed) else {
      wrongType(node, field, expected: "a whole number")
      return nil
    }
    guard range.contains(value) else {
      warn(
        "out-of-range",
        "'\(field)' is \(value); it can be \(range.lowerBound) to \(range.upperBound)", at: node)
      return nil
    }
    return value
  }
}

extension YAMLNode {
  fileprivate var firstKey: String { entries?.first?.key.scalar?.text ?? "" }
}

extension Job {
  /// A text by its key in `Schema.job`; set once, while reading.
  fileprivate subscript(key: String) -> Text? {
    get { nil }
    set {
      switch key {
      case "company": company = newValue
      case "location": place = newValue
      case "remote": remote = newValue
      case "type": type = newValue
      case "url": url = newValue
      case "salary": salary = newValue
      case "experience": experience = newValue
      case "description": description = newValue
      case "language": language = newValue?.value
      default: break
      }
    }
  }
}
