import Diagnostics
public import JSON

/// A value that a build goes by, under its key in `bespoke.yaml`.
public struct EffectiveValue: Sendable {
  public var key: String
  /// `null` where nothing is set and the program decides.
  public var value: JSONValue
  public var origin: Origin

  public init(_ key: String, _ value: JSONValue, _ origin: Origin) {
    self.key = key
    self.value = value
    self.origin = origin
  }

  init(_ key: String, _ setting: Setting<[String]>) {
    self.init(key, .array(setting.value.map { .string($0) }), setting.origin)
  }

  init(_ key: String, _ setting: Setting<String>) {
    self.init(key, setting.value.isEmpty ? .null : .string(setting.value), setting.origin)
  }

  init(_ key: String, _ setting: Setting<Int?>) {
    self.init(key, setting.value.map { .integer($0) } ?? .null, setting.origin)
  }
}

extension Config.Build {
  /// Every value of the build, in the order of the schema.
  public var effectiveValues: [EffectiveValue] {
    [
      EffectiveValue("name", name), EffectiveValue("profiles", profiles),
      EffectiveValue("jobs", jobs), EffectiveValue("templates", templates),
      EffectiveValue("documents", documents), EffectiveValue("formats", formats),
      EffectiveValue("audience", audience), EffectiveValue("exclude", exclude),
      EffectiveValue("redact", .array(redact.value.map { .string($0.rawValue) }), redact.origin),
      EffectiveValue("pages", pages),
      EffectiveValue("paper", paper.value.map { .string($0.rawValue) } ?? .null, paper.origin),
      EffectiveValue("locale", locales), EffectiveValue("filename", filename),
    ]
  }
}

extension Config {
  /// Every value beside the builds, by its group.
  public var effectiveGroups: [(name: String, values: [EffectiveValue])] {
    [
      (
        "gates",
        [
          EffectiveValue(
            "min-score", gates.minimumScore.value.map { .decimal($0) } ?? .null,
            gates.minimumScore.origin),
          EffectiveValue("max-pages", gates.maximumPages),
          EffectiveValue("fail-on", .string(gates.failOn.value.name), gates.failOn.origin),
        ]
      ),
      (
        "limits",
        [
          EffectiveValue("variants", .integer(limits.variants.value), limits.variants.origin),
          EffectiveValue("file-size", .integer(limits.fileSize.value), limits.fileSize.origin),
          EffectiveValue("cache", .integer(limits.cache.value), limits.cache.origin),
        ]
      ),
      (
        "rewriter",
        [
          EffectiveValue("command", rewriter.command),
          EffectiveValue("timeout", .integer(rewriter.timeout.value), rewriter.timeout.origin),
          EffectiveValue("environment", rewriter.environment),
          EffectiveValue(
            "send-contact", .bool(rewriter.sendsContact.value), rewriter.sendsContact.origin),
        ]
      ),
      (
        "publish",
        [
          EffectiveValue("folder", publish.folder), EffectiveValue("command", publish.command),
          EffectiveValue("files", publish.files),
          EffectiveValue("timeout", .integer(publish.timeout.value), publish.timeout.origin),
          EffectiveValue("environment", publish.environment),
        ]
      ),
    ]
  }
}

extension Job {
  /// What the front matter of the posting sets over the builds that include it.
  public var effectiveValues: [EffectiveValue] {
    [
      EffectiveValue("audience", audience), EffectiveValue("templates", templates),
      EffectiveValue("pages", pages),
    ].filter { $0.origin.location != nil }
  }
}
