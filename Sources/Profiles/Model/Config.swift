package import Diagnostics

/// What to build, from `bespoke.yaml`; every value knows where it came from.
package struct Config: Sendable {
  /// nil when the project has no `bespoke.yaml`.
  package var file: SourceFile?
  /// What a build takes where it says nothing itself.
  package var defaults: Build
  /// In the order of the file; one build of everything where the file lists none.
  package var builds: [Build]
  package var gates: Gates
  package var limits: Limits
  /// Whether the ledger is kept in `content/history.jsonl`, for git, and not in `.bespoke/`.
  package var history: Setting<Bool>
  package var rewriter: Rewriter
  package var publish: Publish

  /// One line of the matrix: these profiles for these jobs, in these forms.
  package struct Build: Sendable {
    /// Of the whole build; nil for the defaults that nobody wrote.
    package var location: Location?
    /// Goes into the file names; empty for none.
    package var name: Setting<String>
    /// Globs over profile ids.
    package var profiles: Setting<[String]>
    /// Globs over job ids; `general` is the resume that no job shaped.
    package var jobs: Setting<[String]>
    /// Globs over template names.
    package var templates: Setting<[String]>
    /// `resume`, `letter`.
    package var documents: Setting<[String]>
    /// `html`, `pdf`, `docx`, `txt`, `md`, `json`, `png`.
    package var formats: Setting<[String]>
    /// Tags of which a tagged text needs one; empty: everything is in.
    package var audience: Setting<[String]>
    /// Tags that keep a text out.
    package var exclude: Setting<[String]>
    package var redact: Setting<[Redaction]>
    /// Pages a resume may fill; nil: 2 for a job, as many as it takes for `general`.
    package var pages: Setting<Int?>
    /// nil: what the template or the locale says.
    package var paper: Setting<Paper?>
    /// Options of templates; those of `defaults` are not repeated in the builds.
    package var options: [TemplateSetting] = []
    /// BCP 47 tags; empty: the language of the profile.
    package var locales: Setting<[String]>
    /// Name of the file that one sends, such as `{company}_{title}_{document}`; empty for ours.
    package var filename: Setting<String>
  }

  package enum Paper: String, CaseIterable, Sendable {
    case a4 = "A4"
    case letter = "Letter"
  }

  /// What makes a build fail that could otherwise be made.
  package struct Gates: Sendable {
    /// Least overall score of a tailored resume, 0 to 100; nil for no gate.
    package var minimumScore: Setting<Double?>
    package var maximumPages: Setting<Int?>
    /// The least severity that fails the build.
    package var failOn: Setting<Diagnostic.Severity>
  }

  package struct Limits: Sendable {
    /// Documents that one build may make.
    package var variants: Setting<Int>
    /// Megabytes of one input file.
    package var fileSize: Setting<Int>
    /// Megabytes of what is kept of earlier builds.
    package var cache: Setting<Int>
  }

  /// The external command that may reword highlights.
  package struct Rewriter: Sendable {
    /// Program and arguments; empty for none.
    package var command: Setting<[String]>
    /// Seconds.
    package var timeout: Setting<Int>
    /// Names of environment variables that the command sees.
    package var environment: Setting<[String]>
    /// Whether name and contact data are in the prompt.
    package var sendsContact: Setting<Bool>
  }
}

extension Config {
  /// Where documents go when they are sent; a folder, a command, or neither.
  package struct Publish: Sendable {
    /// Relative to the project, or absolute; empty for none.
    package var folder: Setting<String>
    /// Program and arguments; empty for none.
    package var command: Setting<[String]>
    /// Globs over paths below out/.
    package var files: Setting<[String]>
    /// Seconds that one call of the command may take.
    package var timeout: Setting<Int>
    /// Names of environment variables that the command sees.
    package var environment: Setting<[String]>

    package static let none = Publish(
      folder: Setting(""), command: Setting([]), files: Setting(["*"]), timeout: Setting(600),
      environment: Setting([]))
  }
}

/// A value and where it came from.
package struct Setting<Value: Sendable>: Sendable {
  package var value: Value
  package var origin: Origin

  package init(_ value: Value, _ origin: Origin = .builtIn) {
    self.value = value
    self.origin = origin
  }
}

package enum Origin: Sendable {
  case builtIn
  /// `defaults` or a build of `bespoke.yaml`, or the front matter of a posting.
  case file(Location)
  /// The option that set it, such as `--format`.
  case commandLine(String)
  /// The variable that set it.
  case environment(String)

  /// Where it stands in a file; nil when it stands in none.
  package var location: Location? {
    if case .file(let location) = self { return location }
    return nil
  }

  /// `built in`, `bespoke.yaml:12`, `--format`, `SOURCE_DATE_EPOCH`.
  package var description: String {
    switch self {
    case .builtIn: "built in"
    case .file(let location): location.lineReference
    case .commandLine(let name), .environment(let name): name
    }
  }
}

/// What is taken out of a public copy, wherever it stands.
package enum Redaction: String, CaseIterable, Sendable {
  case name, email, phone, address, location, url, profiles, image, references
}

extension Config {
  /// What holds where there is no `bespoke.yaml`.
  package static let builtIn = Config(
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
  package static let builtIn = Config.Build(
    location: nil, name: Setting(""), profiles: Setting(["*"]), jobs: Setting(["general", "*"]),
    templates: Setting(["*"]), documents: Setting(["resume"]),
    formats: Setting(["html", "pdf", "docx", "txt", "json"]), audience: Setting([]),
    exclude: Setting([]), redact: Setting([]), pages: Setting(nil), paper: Setting(nil),
    locales: Setting([]), filename: Setting(""))
}
