public import Diagnostics

/// What to build, from `bespoke.yaml`; every value knows where it came from.
public struct Config: Sendable {
  /// nil when the project has no `bespoke.yaml`.
  public var file: SourceFile?
  /// What a build takes where it says nothing itself.
  public var defaults: Build
  /// In the order of the file; one build of everything where the file lists none.
  public var builds: [Build]
  public var gates: Gates
  public var limits: Limits
  /// Whether the ledger is kept in `content/history.jsonl`, for git, and not in `.bespoke/`.
  public var history: Setting<Bool>
  public var rewriter: Rewriter
  public var publish: Publish

  /// One line of the matrix: these profiles for these jobs, in these forms.
  public struct Build: Sendable {
    /// Of the whole build; nil for the defaults that nobody wrote.
    public var location: Location?
    /// Goes into the file names; empty for none.
    public var name: Setting<String>
    /// Globs over profile ids.
    public var profiles: Setting<[String]>
    /// Globs over job ids; `general` is the resume that no job shaped.
    public var jobs: Setting<[String]>
    /// Globs over template names.
    public var templates: Setting<[String]>
    /// `resume`, `letter`.
    public var documents: Setting<[String]>
    /// `html`, `pdf`, `docx`, `txt`, `md`, `json`, `png`.
    public var formats: Setting<[String]>
    /// Tags of which a tagged text needs one; empty: everything is in.
    public var audience: Setting<[String]>
    /// Tags that keep a text out.
    public var exclude: Setting<[String]>
    public var redact: Setting<[Redaction]>
    /// Pages a resume may fill; nil: 2 for a job, as many as it takes for `general`.
    public var pages: Setting<Int?>
    /// nil: what the template or the locale says.
    public var paper: Setting<Paper?>
    /// Options of templates; those of `defaults` are not repeated in the builds.
    public var options: [TemplateSetting] = []
    /// BCP 47 tags; empty: the language of the profile.
    public var locales: Setting<[String]>
    /// Name of the file that one sends, such as `{company}_{title}_{document}`; empty for ours.
    public var filename: Setting<String>
  }

  public enum Paper: String, CaseIterable, Sendable {
    case a4 = "A4"
    case letter = "Letter"
  }

  /// What makes a build fail that could otherwise be made.
  public struct Gates: Sendable {
    /// Least overall score of a tailored resume, 0 to 100; nil for no gate.
    public var minimumScore: Setting<Double?>
    public var maximumPages: Setting<Int?>
    /// The least severity that fails the build.
    public var failOn: Setting<Diagnostic.Severity>
  }

  public struct Limits: Sendable {
    /// Documents that one build may make.
    public var variants: Setting<Int>
    /// Megabytes of one input file.
    public var fileSize: Setting<Int>
    /// Megabytes of what is kept of earlier builds.
    public var cache: Setting<Int>
  }

  /// The external command that may reword highlights.
  public struct Rewriter: Sendable {
    /// Program and arguments; empty for none.
    public var command: Setting<[String]>
    /// Seconds.
    public var timeout: Setting<Int>
    /// Names of environment variables that the command sees.
    public var environment: Setting<[String]>
    /// Whether name and contact data are in the prompt.
    public var sendsContact: Setting<Bool>
  }
}

extension Config {
  /// Where documents go when they are sent; a folder, a command, or neither.
  public struct Publish: Sendable {
    /// Relative to the project, or absolute; empty for none.
    public var folder: Setting<String>
    /// Program and arguments; empty for none.
    public var command: Setting<[String]>
    /// Globs over paths below out/.
    public var files: Setting<[String]>
    /// Seconds that one call of the command may take.
    public var timeout: Setting<Int>
    /// Names of environment variables that the command sees.
    public var environment: Setting<[String]>

    public static let none = Publish(
      folder: Setting(""), command: Setting([]), files: Setting(["*"]), timeout: Setting(600),
      environment: Setting([]))
  }
}

/// A value and where it came from.
public struct Setting<Value: Sendable>: Sendable {
  public var value: Value
  public var origin: Origin

  public init(_ value: Value, _ origin: Origin = .builtIn) {
    self.value = value
    self.origin = origin
  }
}

public enum Origin: Sendable {
  case builtIn
  /// `defaults` or a build of `bespoke.yaml`, or the front matter of a posting.
  case file(Location)
  /// The option that set it, such as `--format`.
  case commandLine(String)
  /// The variable that set it.
  case environment(String)

  /// Where it stands in a file; nil when it stands in none.
  public var location: Location? {
    if case .file(let location) = self { return location }
    return nil
  }

  /// `built in`, `bespoke.yaml:12`, `--format`, `SOURCE_DATE_EPOCH`.
  public var description: String {
    switch self {
    case .builtIn: "built in"
    case .file(let location): location.lineReference
    case .commandLine(let name), .environment(let name): name
    }
  }
}

/// What is taken out of a public copy, wherever it stands.
public enum Redaction: String, CaseIterable, Sendable {
  case name, email, phone, address, location, url, profiles, image, references
}

extension Config {
  /// What holds where there is no `bespoke.yaml`.
  public static let builtIn = Config(
    file: nil, defaults: .builtIn, builds: [.builtIn],
    gates: Gates(
      minimumScore: Setting(nil), maximumPages: Setting(nil), failOn: Setting(.error)),
    limits: Limits(variants: Setting(100_000), fileSize: Setting(64), cache: Setting(2048)),
    history: Setting(false),
    rewriter: Rewriter(
      command: Setting([]), timeout: Setting(120), environment: Setting([]),
      sendsContact: Setting(false)),
    publish: .none)
}

extension Config.Build {
  /// Every profile for every job and in general, in every template.
  public static let builtIn = Config.Build(
    location: nil, name: Setting(""), profiles: Setting(["*"]), jobs: Setting(["general", "*"]),
    templates: Setting(["*"]), documents: Setting(["resume"]),
    formats: Setting(["html", "pdf", "docx", "txt", "json"]), audience: Setting([]),
    exclude: Setting([]), redact: Setting([]), pages: Setting(nil), paper: Setting(nil),
    locales: Setting([]), filename: Setting(""))
}
