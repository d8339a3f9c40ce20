public import Diagnostics
public import YAML

/// Reads `bespoke.yaml`.
public enum ConfigDecoder {
  /// What cannot be read is reported and keeps its default.
  public static func decode(
    _ document: YAMLDocument, into diagnostics: inout [Diagnostic]
  ) -> Config {
    var decoding = Decoding(file: document.file)
    let config = decoding.config(document.root)
    decoding.finish(into: &diagnostics)
    return config
  }
}

extension Decoding {
  mutating func config(_ root: YAMLNode) -> Config {
    var config = Config.builtIn
    config.file = file
    guard let members = record(root, Schema.config) else { return config }
    let schema = Schema.config
    if let node = members.value(of: "defaults", schema) {
      config.defaults = build(node, over: .builtIn)
      config.defaults.location = location(node.span)
    }
    if let node = members.value(of: "filename", schema), let text = text(node, "filename") {
      config.defaults.filename = Setting(text.value, .file(text.location))
    }
    config.builds = [config.defaults]
    config.builds[0].options = []
    if let node = members.value(of: "builds", schema), !isAbsent(node, "builds") {
      config.builds = (node.items ?? [node]).map { build($0, over: config.defaults) }
      if config.builds.isEmpty { warn("no-builds", "'builds' is empty: nothing is made", at: node) }
    }
    if let node = members.value(of: "gates", schema) { read(node, into: &config.gates) }
    if let node = members.value(of: "limits", schema) { read(node, into: &config.limits) }
    if let node = members.value(of: "rewriter", schema) { read(node, into: &config.rewriter) }
    if let node = members.value(of: "history", schema) {
      set(&config.history, ledger(node))
    }
    if let node = members.value(of: "publish", schema) { read(node, into: &config.publish) }
    return config
  }

  /// The members of a map; nil, with a report, when the node is something else.
  mutating func record(_ node: YAMLNode, _ schema: RecordSchema) -> Members? {
    guard !isAbsent(node, schema.name) else { return nil }
    guard let entries = node.entries else {
      wrongType(node, schema.name, expected: "a mapping")
      return nil
    }
    return members(of: entries, schema)
  }

  private mutating func build(_ node: YAMLNode, over defaults: Config.Build) -> Config.Build {
    var build = defaults
    build.location = location(node.span)
    build.options = []
    guard let members = record(node, Schema.build) else { return build }
    for (field, value) in zip(Schema.build.fields, members.values) {
      guard let value else { continue }
      read(value, field, into: &build)
    }
    return build
  }

  private mutating func read(
    _ node: YAMLNode, _ field: FieldSchema, into build: inout Config.Build
  ) {
    guard !isAbsent(node, field.key) else { return }
    let origin = Origin.file(location(node.span))
    switch field.kind {
    case .words: build[words: field.key] = Setting(words(node, field.key).map(\.value), origin)
    case .choices(let choices):
      let values = chosen(node, field.key, choices)
      if field.key == "redact" {
        build.redact = Setting(values.compactMap(Redaction.init), origin)
      } else {
        build[words: field.key] = Setting(values, origin)
      }
    case .integer(let range):
      set(&build.pages, integer(node, field.key, range).map { ($0, origin) })
    case .anything: build.options = templateSettings(node)
    case .choice:
      set(&build.paper, choice(node, field).flatMap(Config.Paper.init).map { ($0, origin) })
    default:
      guard let text = text(node, field.key)?.value else { return }
      if field.key == "name" {
        build.name = Setting(text, origin)
      } else {
        build.filename = Setting(text, origin)
      }
    }
  }

  private mutating func read(_ node: YAMLNode, into gates: inout Config.Gates) {
    guard let members = record(node, Schema.gates) else { return }
    if let node = members.values[0] { set(&gates.minimumScore, number(node, "min-score")) }
    if let node = members.values[1] {
      set(&gates.maximumPages, integer(node, "max-pages", 1...50).map { ($0, origin(node)) })
    }
    if let node = members.values[2], let text = choice(node, Schema.gates.fields[2]) {
      gates.failOn = Setting(text == "warning" ? .warning : .error, origin(node))
    }
  }

  private mutating func read(_ node: YAMLNode, into limits: inout Config.Limits) {
    guard let members = record(node, Schema.limits) else { return }
    if let node = members.values[0] {
      set(&limits.variants, integer(node, "variants", 1...10_000_000).map { ($0, origin(node)) })
    }
    if let node = members.values[1] {
      set(&limits.fileSize, integer(node, "file-size", 1...1024).map { ($0, origin(node)) })
    }
    if let node = members.values[2] {
      set(&limits.cache, integer(node, "cache", 1...1_000_000).map { ($0, origin(node)) })
    }
  }

  private mutating func read(_ node: YAMLNode, into rewriter: inout Config.Rewriter) {
    guard let members = record(node, Schema.rewriter) else { return }
    if let node = members.values[0] { set(&rewriter.command, command(node)) }
    if let node = members.values[1] {
      set(&rewriter.timeout, integer(node, "timeout", 1...3600).map { ($0, origin(node)) })
    }
    if let node = members.values[2] {
      rewriter.environment = Setting(words(node, "environment").map(\.value), origin(node))
    }
    if let node = members.values[3] { set(&rewriter.sendsContact, flag(node, "send-contact")) }
  }

  private mutating func read(_ node: YAMLNode, into publish: inout Config.Publish) {
    if let folder = node.scalar, !isAbsent(node, "publish") {
      publish.folder = Setting(folder.text, origin(node))
      return
    }
    guard let members = record(node, Schema.publish) else { return }
    if let node = members.values[0], let text = text(node, "folder")?.value {
      publish.folder = Setting(text, origin(node))
    }
    if let node = members.values[1] { set(&publish.command, command(node)) }
    if let node = members.values[2] {
      publish.files = Setting(words(node, "files").map(\.value), origin(node))
    }
    if let node = members.values[3] {
      set(&publish.timeout, integer(node, "timeout", 1...86_400).map { ($0, origin(node)) })
    }
    if let node = members.values[4] {
      publish.environment = Setting(words(node, "environment").map(\.value), origin(node))
    }
  }

  /// Program and arguments: a list, or words with spaces between them.
  private mutating func command(_ node: YAMLNode) -> ([String], Origin)? {
    guard !isAbsent(node, "command") else { return nil }
    let command =
      node.scalar.map { $0.text.split(separator: " ").map(String.init) }
      ?? words(node, "command").map(\.value)
    return (command, origin(node))
  }

  /// `kept`, `local`, or whether it is kept.
  private mutating func ledger(_ node: YAMLNode) -> (Bool, Origin)? {
    switch node.scalar?.text {
    case "kept": (true, origin(node))
    case "local": (false, origin(node))
    default: flag(node, "history")
    }
  }

  private func origin(_ node: YAMLNode) -> Origin { .file(location(node.span)) }

  private func set<Value>(_ setting: inout Setting<Value>, _ value: (Value, Origin)?) {
    if let value { setting = Setting(value.0, value.1) }
  }

  private func set<Value>(_ setting: inout Setting<Value?>, _ value: (Value, Origin)?) {
    if let value { setting = Setting(value.0, value.1) }
  }

  private mutating func flag(_ node: YAMLNode, _ field: String) -> (Bool, Origin)? {
    guard !isAbsent(node, field) else { return nil }
    switch node.scalar?.text {
    case "true", "True", "TRUE": return (true, origin(node))
    case "false", "False", "FALSE": return (false, origin(node))
    default:
      wrongType(node, field, expected: "true or false")
      return nil
    }
  }

  private mutating func number(_ node: YAMLNode, _ field: String) -> (Double, Origin)? {
    guard !isAbsent(node, field) else { return nil }
    guard let text = node.scalar?.text, let value = Double(text), value.isFinite else {
      wrongType(node, field, expected: "a number")
      return nil
    }
    return (value, origin(node))
  }

  /// Words of a fixed set, each reported where it is none of them.
  private mutating func chosen(
    _ node: YAMLNode, _ field: String, _ choices: [String]
  ) -> [String] {
    words(node, field).compactMap { word in
      if choices.contains(word.value) { return word.value }
      report(
        .error(
          "unknown-value", "unknown value '\(word.value.shortened)' of '\(field)'",
          at: word.location,
          help: didYouMean(word.value, in: choices)
            ?? "possible values: \(choices.joined(separator: ", "))"))
      return nil
    }
  }
}

extension Config.Build {
  /// The settings that are lists of words, by key; set while reading.
  fileprivate subscript(words key: String) -> Setting<[String]> {
    get { Setting([]) }
    set {
      switch key {
      case "profiles": profiles = newValue
      case "jobs": jobs = newValue
      case "templates": templates = newValue
      case "documents": documents = newValue
      case "formats": formats = newValue
      case "audience": audience = newValue
      case "exclude": exclude = newValue
      case "locale": locales = newValue
      default: break
      }
    }
  }
}
