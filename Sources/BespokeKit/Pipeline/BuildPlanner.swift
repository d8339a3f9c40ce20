import BuildGraph
import Diagnostics
import Documents
import Files
import Matching
import Profiles

/// Turns a project into the steps that make its documents.
///
/// `read` steps give profiles, postings and templates, `match` one report for each profile and
/// posting, `resume` the fitted document of a variant, and one step for each format its file;
/// `report` and `gallery` gather what the others found.
struct BuildPlanner {
  /// What the command line says over the configuration.
  struct Overrides: Sendable {
    var targets: [String] = []
    var formats: [String] = []
    var templates: [String] = []
    /// The least severity that fails the build.
    var failOn: Diagnostic.Severity?

    /// The part of the build to make, where it is split among machines.
    var shard: Shard?

    /// Whether it asks for some of the documents only.
    var isSelective: Bool { !targets.isEmpty || !formats.isEmpty || !templates.isEmpty }
  }

  let overrides: Overrides
  /// The build's "today" as an ISO date, where the environment says it.
  let today: String?
  let fonts: FontSource
  /// Takes the index of what is made, where another engine gathers it.
  var box: InventoryBox?
  /// Says when inputs were committed, where the environment says no date.
  var history: CommitHistory?

  /// Told of each analysis that is made.
  var analyses: AnalysisBox?
  /// Told of each page fit.
  var onFit: VariantRenderer.FitObserver?

  /// Also reads what no variant needs, so that all of the content is checked.
  var readsEverything = false

  /// What was decided before any step ran.
  struct Outcome {
    var config: Config
    var variants: [Variant]
  }

  /// Reads what there is and adds the steps; problems of the plan are reported in the graph.
  ///
  /// - Throws: `StepFailure` when the configuration is broken: nobody knows what is asked for then.
  @discardableResult
  func plan(_ graph: inout Graph, _ files: any FileSystem) throws -> Outcome {
    var problems: [Diagnostic] = []
    defer { graph.report(problems) }
    graph.index = { [fonts] in fonts.index(of: $0) }
    let listing = ContentListing(files, into: &problems)
    var loader = ContentLoader(files, listing: listing)
    guard var config = loader.config(into: &problems) else { throw StepFailure() }
    loader.limit = config.limits.fileSize.value << 20
    graph.cacheLimit = Int64(config.limits.cache.value) << 20
    let whole = config
    overrides.apply(to: &config)
    graph.isPartial = overrides.isSelective || overrides.shard != nil
    let descriptions = descriptions(TemplateLoader(files: files))
    let catalogue = catalogue(listing, loader, descriptions)
    checkOptions(config, catalogue.jobs, descriptions, into: &problems)
    var plan = Plan(config: config, catalogue: catalogue, into: &problems)
    // What a broken posting chooses is not known: documents and records of before stay.
    if plan.variants.contains(where: { catalogue.brokenJobs.contains($0.job) }) {
      graph.isPartial = true
    }
    problems += plan.restrict(to: overrides.targets)
    if let shard = overrides.shard { plan.keep(shard) }
    analyses?.isKept = config.history.value
    var steps = steps(listing, fileLimit: loader.limit, host: graph.host, into: &problems)
    if readsEverything { steps.addReading(of: catalogue.templates, to: &graph) }
    var unheard: [Diagnostic] = []
    let all =
      overrides.isSelective
      ? Plan(config: whole, catalogue: catalogue, into: &unheard).variants : plan.variants
    steps.add(plan.variants, outOf: all, gates: config.gates, to: &graph)
    steps.addTagCheck(of: config, to: &graph)
    steps.addFontCheck(files, to: &graph)
    addInventory(steps, to: &graph)
    if plan.variants.isEmpty, problems.isEmpty, overrides.shard == nil {
      problems.append(
        .warning(
          "nothing-to-build", "there is nothing to build", path: "content/profiles",
          help: "put a profile there, as YAML or JSON Resume"))
    }
    return Outcome(config: config, variants: plan.variants)
  }

  /// No steps yet, and what they take from the project's history.
  private func steps(
    _ listing: ContentListing, fileLimit: Int, host: (any FileSystem)?,
    into problems: inout [Diagnostic]
  ) -> BuildSteps {
    var answer = CommitHistory.Answer()
    if let history, let host { answer = history.answer(host, into: &problems) }
    var steps = BuildSteps(
      listing: listing, today: Today(fixed: today, commits: answer.dates), fonts: fonts,
      fileLimit: fileLimit, onFit: onFit)
    steps.history = answer
    steps.analyses = analyses
    return steps
  }

  /// A gallery of some documents would hide the others, which stand beside them.
  private func addInventory(_ steps: BuildSteps, to graph: inout Graph) {
    if let box {
      steps.addInventory(of: overrides.shard, keptIn: box, to: &graph)
    } else if !overrides.isSelective {
      steps.addInventory(of: overrides.shard, to: &graph)
    }
  }

  /// What each template says of itself; its problems are reported by the step that reads it.
  private func descriptions(_ templates: TemplateLoader) -> [String: TemplateDescription] {
    var unheard: [Diagnostic] = []
    var descriptions: [String: TemplateDescription] = [:]
    for name in templates.names() {
      let folder = TemplateFiles.root.child(name)
      descriptions[name] = templates.description(folder, into: &unheard)
    }
    return descriptions
  }

  /// Names of options that no template has; those of profiles are checked where they are read.
  private func checkOptions(
    _ config: Config, _ jobs: [Job], _ descriptions: [String: TemplateDescription],
    into problems: inout [Diagnostic]
  ) {
    let settings =
      config.defaults.options + config.builds.flatMap(\.options) + jobs.flatMap(\.options)
    OptionValues.check(
      settings, against: descriptions.sorted { $0.key < $1.key }.map { ($0.key, $0.value.options) },
      into: &problems)
  }

  /// What there is to choose from.
  ///
  /// Problems of postings and templates are reported by the steps that read them, so that they are
  /// replayed with those. A posting that can't be read is one that chooses nothing: the step that
  /// reads it fails, and its documents with it.
  private func catalogue(
    _ listing: ContentListing, _ loader: ContentLoader,
    _ descriptions: [String: TemplateDescription]
  ) -> Plan.Catalogue {
    var unheard: [Diagnostic] = []
    var broken: Set<String> = []
    var jobs: [Job] = []
    for source in listing.jobs {
      let job = loader.job(source, into: &unheard)
      if job == nil { broken.insert(source.id) }
      jobs.append(job ?? Job(unreadable: source))
    }
    let names = descriptions.keys.sorted()
    var documents: [String: [String]] = [:]
    for name in names { documents[name] = descriptions[name]?.documents ?? [] }
    return Plan.Catalogue(
      profiles: listing.profiles.map(\.id), jobs: jobs, brokenJobs: broken,
      templates: names, documents: documents, locales: listing.locales.map(\.id))
  }
}

extension Job {
  /// Stands for a posting of which nothing but its name is known.
  fileprivate init(unreadable source: ContentListing.Source) {
    let file = SourceFile(path: source.path.text, bytes: [])
    let title = Text(source.id, location: Location(file: file, span: Span(0..<0)))
    self.init(id: source.id, file: file, title: title, body: "", bodyOffset: 0)
  }
}

extension BuildPlanner.Overrides {
  /// Puts what the command line says over the configuration.
  func apply(to config: inout Config) {
    for index in config.builds.indices {
      if !formats.isEmpty {
        config.builds[index].formats = Setting(formats, .commandLine("--format"))
      }
      if !templates.isEmpty {
        config.builds[index].templates = Setting(templates, .commandLine("--template"))
      }
    }
    if let failOn { config.gates.failOn = Setting(failOn, .commandLine("--fail-on")) }
  }
}

extension RelativePath {
  /// A path below this one by a name that is known to be fine; itself when it isn't.
  func child(_ name: String) -> RelativePath { (try? appending(name)) ?? self }
}
