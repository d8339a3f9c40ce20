import BuildGraph
import Diagnostics
import Documents
import Files
import History
import JSON
import Matching
import Profiles
import Rewriting

/// Adds the steps of variants to a graph; steps that several variants need are added once.
struct BuildSteps {
  let listing: ContentListing
  let today: Today
  let fonts: FontSource
  /// Bytes of one input file.
  let fileLimit: Int
  private var profiles: [String: Step<Profile>] = [:]
  private var jobs: [String: Step<Job>] = [:]

  /// The postings that are read, in order of id.
  var jobSteps: [Step<Job>] { jobs.sorted { $0.key < $1.key }.map(\.value) }

  private var templates: [String: Step<LoadedTemplate>] = [:]
  private var lexicon: Step<Lexicon>?
  var matches: [String: Step<Match>] = [:]
  /// In the order of the listing.
  private(set) var locales: [Step<Locale>] = []
  private let fontKey = UserFonts.key
  var cards: [Step<GalleryCard>] = []
  /// What git says of the inputs.
  var history = CommitHistory.Answer()
  /// Told of each analysis that is made.
  var analyses: AnalysisBox?
  private let worker: WorkerLocal<VariantRenderer>

  init(
    listing: ContentListing, today: Today, fonts: FontSource, fileLimit: Int,
    onFit: VariantRenderer.FitObserver? = nil
  ) {
    self.listing = listing
    self.today = today
    self.fonts = fonts
    self.fileLimit = fileLimit
    worker = WorkerLocal { VariantRenderer(fonts: fonts, onFit: onFit) }
  }

  /// A profile in the version that a variant asks for and, unless the job is `general`, how it
  /// answers the posting.
  struct Match: Sendable {
    var profile: Profile
    var locale: Locale
    var job: Job?
    var report: MatchReport?
    /// What page fit may take away, least wanted first.
    var dropOrder: [MatchReport.DropStep] = []

    static var kind: BuildGraph.ValueKind<Match> {
      BuildGraph.ValueKind<Match>.opaque.telling("wording") { match in
        guard let report = match.report else { return [] }
        return [
          Aspect(
            "requirement list",
            report.requirements.map(\.requirement)
              .map { "\($0.modality.rawValue) \($0.weight) \($0.text)" }.joined(separator: "\n")),
          Aspect("ranking", report.items.map(\.id).joined(separator: "\n")),
          Aspect("score", "\(report.overallScore)"),
        ]
      }
    }
  }

  /// A variant and the step that knows what it shows, for the report.
  struct ShownVariant {
    var variant: Variant
    var match: Step<Match>
    var resume: Step<FittedResume>
  }

  /// Adds the steps of some variants; what gathers several is left alone unless all are among them.
  mutating func add(
    _ variants: [Variant], outOf all: [Variant], gates: Config.Gates, to graph: inout Graph
  ) {
    addLocales(to: &graph)
    let whole = Dictionary(grouping: all, by: \.matchID).mapValues { Set($0.map(\.id)) }
    let chosen = Dictionary(grouping: variants, by: \.matchID).mapValues { Set($0.map(\.id)) }
    // Steps run in the order of the graph: what a folder's variants share is at hand for all of
    // them and let go before the next folder.
    for folder in variants.grouped(by: \.folder) {
      let shown = folder.compactMap { add($0, to: &graph) }
      addReports(
        shown.filter { chosen[$0.variant.matchID] == whole[$0.variant.matchID] }, to: &graph)
      addGates(gates, shown, to: &graph)
    }
  }

  /// Adds what checks the tags of the profiles added so far against the configuration.
  func addTagCheck(of config: Config, to graph: inout Graph) {
    addTagCheck(config, profiles.sorted { $0.key < $1.key }.map(\.value), to: &graph)
  }

  /// Adds the reading of everything there is, whether or not a variant needs it.
  mutating func addReading(of templates: [String], to graph: inout Graph) {
    for source in listing.profiles { _ = profile(source.id, &graph) }
    for source in listing.jobs { _ = job(source.id, &graph) }
    for name in templates { _ = template(name, &graph) }
  }

  private mutating func add(_ variant: Variant, to graph: inout Graph) -> ShownVariant? {
    guard let match = match(variant, &graph) else { return nil }
    let template = template(variant.template, &graph)
    let worker = worker
    let today = date(of: variant, template: variant.template)
    let resume = graph.add(
      "\(variant.id)", name: variant.document,
      key: stepKey(
        "resume", version: 2, variant.options + [("date", today ?? ""), ("fonts", fontKey)]),
      needs: [match, template], value: FittedResume.kind
    ) { context in
      let renderer = context.value(of: worker)
      return try renderer.fit(
        variant, match: context.value(of: match), template: context.value(of: template),
        today: today, context: context)
    }
    addCard(of: variant, match, resume, to: &graph)
    let provenance = addProvenance(of: variant, match, template, resume, to: &graph)
    addFormats(of: variant, resume, template, provenance, to: &graph)
    return ShownVariant(variant: variant, match: match, resume: resume)
  }

  private mutating func addCard(
    of variant: Variant, _ match: Step<Match>, _ resume: Step<FittedResume>, to graph: inout Graph
  ) {
    let card = graph.add(
      "card \(variant.id)", name: "card",
      key: stepKey(
        "card", version: 1,
        variant.options + [("formats", variant.formats.map(\.rawValue).joined(separator: ","))]),
      needs: [match, resume],
      value: .stored(encode: GalleryCard.encode, decode: GalleryCard.decode)
    ) { context in
      GalleryCard(variant, try context.value(of: match), try context.value(of: resume))
    }
    cards.append(card)
  }

  private func addFormats(
    of variant: Variant, _ resume: Step<FittedResume>, _ template: Step<LoadedTemplate>,
    _ provenance: Step<Provenance>, to graph: inout Graph
  ) {
    let worker = worker
    for format in variant.formats {
      let path = variant.path(format)
      let outputs = variant.paths(format).map { RelativePath.root.child($0) }
      graph.add(
        path, name: format.rawValue,
        key: stepKey(format.rawValue, version: 1, variant.options + [("fonts", fontKey)]),
        needs: [resume, template] + (format.hasMetadata ? [provenance] : []), outputs: outputs,
        near: format.isTypeset ? resume : nil
      ) { context in
        let renderer = context.value(of: worker)
        let resume = try context.value(of: resume)
        let files = try renderer.render(
          resume, as: format, variant: variant, template: context.value(of: template),
          provenance: format.hasMetadata ? context.value(of: provenance) : nil, context: context)
        for (bytes, output) in zip(files, outputs) { context.emit(bytes, to: output) }
        return files.reduce(0) { $0 + $1.count }
      }
    }
  }

  func date(of variant: Variant, template: String? = nil) -> String? {
    let profile = listing.profiles.first { $0.id == variant.profile }
    let job = listing.jobs.first { $0.id == variant.job }
    guard let template else { return today.date(profile, job: job) }
    return today.date(profile, job: job, template: template)
  }

  // MARK: Reading

  mutating func profile(_ id: String, _ graph: inout Graph) -> Step<Profile>? {
    if let step = profiles[id] { return step }
    guard let source = listing.profiles.first(where: { $0.id == id }) else { return nil }
    let (listing, limit) = (listing, fileLimit)
    let step = graph.add(
      "read \(source.main.text)", name: "read",
      key: stepKey("read-profile", version: 1, [("size limit", String(limit))])
    ) { context in
      let loader = ContentLoader(context.files, listing: listing, limit: limit)
      return try reported(context) { problems in
        let profile = loader.profile(source, into: &problems)
        if let profile { checkOptions(of: profile, context.files, into: &problems) }
        return profile
      }
    }
    profiles[id] = step
    return step
  }

  mutating func job(_ id: String, _ graph: inout Graph) -> Step<Job>? {
    if let step = jobs[id] { return step }
    guard let source = listing.jobs.first(where: { $0.id == id }) else { return nil }
    let (listing, limit) = (listing, fileLimit)
    let step = graph.add(
      "read \(source.path.text)", name: "read",
      key: stepKey("read-job", version: 1, [("size limit", String(limit))])
    ) { context in
      let loader = ContentLoader(context.files, listing: listing, limit: limit)
      return try reported(context) { loader.job(source, into: &$0) }
    }
    jobs[id] = step
    return step
  }

  private mutating func template(_ name: String, _ graph: inout Graph) -> Step<LoadedTemplate> {
    if let step = templates[name] { return step }
    let step = graph.add(
      "read templates/\(name)", name: "read", key: stepKey("read-template", version: 1)
    ) { context in
      try reported(context) { TemplateLoader(files: context.files).load(name, into: &$0) }
    }
    templates[name] = step
    return step
  }

  private mutating func addLocales(to graph: inout Graph) {
    let listing = listing
    locales = listing.locales.map { source in
      graph.add(
        "read \(source.path.text)", name: "read", key: stepKey("read-locale", version: 1)
      ) { context in
        let loader = ContentLoader(context.files, listing: listing)
        return try reported(context) { loader.locale(source, into: &$0) }
      }
    }
  }

  // MARK: Matching

  /// The user's own skills; no step where there are none.
  mutating func lexicon(_ graph: inout Graph) -> Step<Lexicon>? {
    if let lexicon { return lexicon }
    guard let path = listing.lexicon else { return nil }
    let listing = listing
    lexicon = graph.add(
      "read \(path.text)", name: "read", key: stepKey("read-lexicon", version: 1)
    ) { context in
      let loader = ContentLoader(context.files, listing: listing)
      return try reported(context) { Lexicon.standard(with: loader.lexicon(into: &$0)) }
    }
    return lexicon
  }
}

/// Reports settings of a profile that no template knows.
private func checkOptions(
  of profile: Profile, _ files: any FileSystem, into problems: inout [Diagnostic]
) {
  guard !profile.options.isEmpty else { return }
  let loader = TemplateLoader(files: files)
  var unheard: [Diagnostic] = []
  let templates = loader.names().map { name in
    (
      name: name,
      options: loader.description(TemplateFiles.root.child(name), into: &unheard).options
    )
  }
  OptionValues.check(profile.options, against: templates, into: &problems)
}

/// Runs a reader, passes its problems on, and fails the step when there is no value.
private func reported<Value>(
  _ context: StepContext, _ read: (inout [Diagnostic]) -> Value?
) throws -> Value {
  var problems: [Diagnostic] = []
  let value = read(&problems)
  context.report(problems)
  guard let value else { throw StepFailure() }
  return value
}

extension Variant {
  /// What chooses the version of the profile, for a step's key.
  var selection: String {
    [
      audience.joined(separator: ","), exclude.joined(separator: ","),
      redact.map(\.rawValue).joined(separator: ","), locale,
    ].joined(separator: "\u{1F}")
  }

  /// One name for all variants that share a report: the folder, and the selection where it isn't
  /// the plain one.
  var matchID: String {
    let plain = selection.allSatisfy { $0 == "\u{1F}" }
    return plain ? folder : "\(folder) (\(selection.replacingUnits))"
  }
}

extension Array {
  /// Elements of one key together, keys in the order of their first element.
  fileprivate func grouped(by key: (Element) -> String) -> [[Element]] {
    var places: [String: Int] = [:]
    var groups: [[Element]] = []
    for element in self {
      let place = places[key(element)] ?? groups.count
      places[key(element)] = place
      if place == groups.count { groups.append([]) }
      groups[place].append(element)
    }
    return groups
  }
}

extension String {
  fileprivate var replacingUnits: String {
    String(map { $0 == "\u{1F}" ? ";" : $0 })
  }
}
