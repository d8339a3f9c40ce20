public import Diagnostics
public import Profiles

/// The variants that a configuration asks for, in a fixed order.
public struct Plan: Sendable {
  public var variants: [Variant]

  /// What there is to choose from: ids in byte order.
  public struct Catalogue: Sendable {
    public var profiles: [String]
    /// Jobs by id; the front matter may choose templates, audience and pages.
    public var jobs: [Job]
    /// Those of the jobs that could not be read, so that they choose nothing here.
    public var brokenJobs: Set<String>
    public var templates: [String]
    /// Documents that each template offers.
    public var documents: [String: [String]]
    /// Tags of the project's own locales.
    public var locales: [String]

    public init(
      profiles: [String], jobs: [Job], brokenJobs: Set<String> = [], templates: [String],
      documents: [String: [String]], locales: [String] = []
    ) {
      self.profiles = profiles
      self.jobs = jobs
      self.brokenJobs = brokenJobs
      self.templates = templates
      self.documents = documents
      self.locales = locales
    }
  }

  /// Expands the builds of a configuration; a name that nothing has is an error at its place, and
  /// two builds that make the same file are an error that names both.
  public init(config: Config, catalogue: Catalogue, into diagnostics: inout [Diagnostic]) {
    var expansion = Expansion(
      catalogue: catalogue, defaultOptions: config.defaults.options)
    for build in config.builds { expansion.add(build) }
    variants = expansion.variants
    diagnostics += expansion.diagnostics
    let limit = config.limits.variants.value
    if variants.count > limit {
      diagnostics.append(
        .error(
          "too-many-variants",
          "\(variants.count) documents asked for, more than the limit of \(limit)",
          path: config.file?.path,
          help: "choose fewer by 'builds', or raise 'limits: variants'"))
      variants = []
    }
  }

  /// Keeps what the targets of the command line name: a folder, a variant or one output.
  public mutating func restrict(to targets: [String]) -> [Diagnostic] {
    guard !targets.isEmpty else { return [] }
    var kept: [Variant] = []
    var unused = Set(targets.indices)
    for variant in variants {
      var formats: Set<OutputFormat> = []
      for (index, target) in targets.enumerated() {
        let found = Self.formats(of: variant, namedBy: target)
        if !found.isEmpty { unused.remove(index) }
        formats.formUnion(found)
      }
      guard !formats.isEmpty else { continue }
      var variant = variant
      variant.formats = variant.formats.filter(formats.contains)
      kept.append(variant)
    }
    let names = variants.flatMap { [$0.profile, $0.folder, $0.id, $0.job] }
    variants = kept
    return unused.sorted().map { index in
      .error(
        "unknown-target", "no document is called '\(targets[index])'",
        help: didYouMean(targets[index], in: names)
          ?? "targets are a profile, a job, 'profile/job' or a path in out/")
    }
  }

  private static func formats(of variant: Variant, namedBy target: String) -> [OutputFormat] {
    var target = target[...]
    for prefix in ["./", "out/"] where target.hasPrefix(prefix) {
      target = target.dropFirst(prefix.count)
    }
    while target.hasSuffix("/") { target = target.dropLast() }
    if target == variant.profile || target == variant.job || target == variant.folder
      || target == variant.id
    {
      return variant.formats
    }
    return variant.formats.filter { variant.path($0) == target }
  }
}

/// The state of expanding one configuration.
private struct Expansion {
  let catalogue: Plan.Catalogue
  let defaultOptions: [TemplateSetting]
  var variants: [Variant] = []
  var diagnostics: [Diagnostic] = []
  private var makers: [String: Location?] = [:]
  private var checkedJobs: Set<String> = []

  private let jobs: [String: Job]

  init(catalogue: Plan.Catalogue, defaultOptions: [TemplateSetting]) {
    self.catalogue = catalogue
    self.defaultOptions = defaultOptions
    jobs = Dictionary(catalogue.jobs.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func add(_ build: Config.Build) {
    let profiles = select(build.profiles, from: catalogue.profiles, "profile")
    let known = [Variant.generalJob] + catalogue.jobs.map(\.id)
    let jobs = select(build.jobs, from: known, "job")
    let templates = select(build.templates, from: catalogue.templates, "template")
    let formats = formats(of: build)
    let locales = locales(of: build)
    for profile in profiles {
      for job in jobs {
        add(
          build, profile: profile, job: job, templates: templates, formats: formats,
          locales: locales)
      }
    }
  }

  /// The languages that there are words for; one empty tag for the profile's own.
  private mutating func locales(of build: Config.Build) -> [String] {
    guard !build.locales.value.isEmpty else { return [""] }
    return build.locales.value.filter { tag in
      if LocaleChoice(tag, among: catalogue.locales) != nil { return true }
      diagnostics.append(.unknownLocale(tag, at: build.locales.origin.location))
      return false
    }
  }

  private mutating func add(
    _ build: Config.Build, profile: String, job id: String, templates: [String],
    formats: [OutputFormat], locales: [String]
  ) {
    let job = jobs[id]
    let wanted = job?.templates.value ?? []
    reportUnknownTemplates(of: job)
    for template in templates where wanted.isEmpty || wanted.contains(template) {
      for document in build.documents.value
      where catalogue.documents[template]?.contains(document) == true
        && (document != "letter" || job != nil)
      {
        for locale in locales {
          insert(
            Variant(
              profile: profile, job: id, template: template, document: document,
              build: build.name.value, locale: locale, namesLocale: build.locales.value.count > 1,
              formats: formats,
              audience: build.audience.value + (job?.audience.value ?? []),
              exclude: build.exclude.value, redact: build.redact.value,
              pages: pages(build, job, document: document), paper: build.paper.value,
              defaultOptions: defaultOptions, buildOptions: build.options),
            from: build.location)
        }
      }
    }
  }

  /// A posting may choose among templates; a name that nothing has is an error once.
  private mutating func reportUnknownTemplates(of job: Job?) {
    guard let job, checkedJobs.insert(job.id).inserted else { return }
    for name in job.templates.value where !catalogue.templates.contains(name) {
      report(name, job.templates.origin, "template", from: catalogue.templates)
    }
  }

  private func pages(_ build: Config.Build, _ job: Job?, document: String) -> Int? {
    if document == "letter" { return 1 }
    if let pages = job?.pages.value ?? build.pages.value { return pages }
    return job == nil ? nil : 2
  }

  private mutating func insert(_ variant: Variant, from location: Location?) {
    if let first = makers.updateValue(location, forKey: variant.id) {
      diagnostics.append(
        .error(
          "duplicate-output", "'\(variant.id)' is made by two builds", at: location,
          help: "give one of the builds a 'name', which goes into the file name",
          notes: [.init("the other build is here", at: first)]))
      return
    }
    variants.append(variant)
  }

  private mutating func formats(of build: Config.Build) -> [OutputFormat] {
    var formats: [OutputFormat] = []
    for name in build.formats.value {
      if let format = OutputFormat(rawValue: name) {
        if !formats.contains(format) { formats.append(format) }
      } else {
        report(name, build.formats.origin, "format", from: OutputFormat.allCases.map(\.rawValue))
      }
    }
    return formats.sorted()
  }

  /// The names that the patterns choose, in the order of `names`.
  private mutating func select(
    _ patterns: Setting<[String]>, from names: [String], _ noun: String
  ) -> [String] {
    var chosen: Set<String> = []
    for pattern in patterns.value {
      let glob = Glob(pattern)
      let found = names.filter(glob.matches)
      chosen.formUnion(found)
      guard found.isEmpty else { continue }
      if !glob.hasWildcards {
        report(pattern, patterns.origin, noun, from: names)
      } else if pattern != "*", let place = patterns.origin.location {
        diagnostics.append(
          .warning("no-match", "no \(noun) is called like '\(pattern)'", at: place))
      }
    }
    return names.filter(chosen.contains)
  }

  private mutating func report(
    _ name: String, _ origin: Origin, _ noun: String, from names: [String]
  ) {
    let known = names.isEmpty ? "there are none" : "there are \(names.joined(separator: ", "))"
    diagnostics.append(
      .error(
        "unknown-\(noun)", "no \(noun) is called '\(name)'", at: origin.location,
        help: didYouMean(name, in: names) ?? known))
  }
}
