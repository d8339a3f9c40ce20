import Diagnostics
import Documents
import Export
import JSON
import Layout
import Matching
import Mustache
import Profiles

/// Everything that stays the same while a variant is fitted.
struct Draft {
  /// What a document is made of, and what may leave it.
  enum Content {
    case resume([MatchReport.DropStep])
    case letter(LetterDraft)

    /// Ids, least wanted first.
    var leaveOrder: [String] {
      switch self {
      case .resume(let steps): steps.map(\.id)
      case .letter(let letter): letter.leaveOrder
      }
    }
  }

  let variant: Variant
  let match: BuildSteps.Match
  let template: LoadedTemplate
  let page: Template
  let options: OptionValues
  let content: Content
  let today: String?
  let typesetter: Typesetter
  let load: (String) -> [UInt8]?
  let name: (String) -> String

  struct Result {
    var document: ResumeDocument
    var html: String
    var typeset: Typesetter.Document
    var problems: [Diagnostic]

    var pageCount: Int { typeset.pages.pages.count }
  }

  /// The variant without the first `count` of what may leave.
  func layOut(without count: Int) -> Result {
    var problems: [Diagnostic] = []
    let document = document(without: count)
    let html = page.render(
      data: shown(document).templateData(surroundings, locale: match.locale),
      partials: { template.partials[$0] }, partialNames: template.partials.keys.sorted(),
      into: &problems)
    let source = SourceFile(path: "out/\(variant.id).html", text: html)
    var options = TypesetOptions(load: load, information: information(of: document.json))
    options.name = name
    let typeset = typesetter.layOut(source, options: options, into: &problems)
    return Result(document: document, html: html, typeset: typeset, problems: problems)
  }

  /// Without a portrait that can't be shown: no template leaves room for it then.
  private func shown(_ document: ResumeDocument) -> ResumeDocument {
    guard let image = document.header["image"]?.stringValue, load(image) == nil,
      case .object(let members) = document.header
    else { return document }
    var document = document
    document.header = .object(members.filter { $0.key != "image" })
    return document
  }

  private func document(without count: Int) -> ResumeDocument {
    switch content {
    case .resume(let steps):
      let tailoring = match.report.map {
        Tailoring($0, steps: steps.prefix(count), profile: match.profile)
      }
      return ResumeDocument(
        profile: match.profile, tailoring: tailoring ?? Tailoring(), locale: match.locale,
        facts: facts)
    case .letter(let letter):
      return ResumeDocument(
        profile: match.profile, letter: letter, dropped: Set(content.leaveOrder.prefix(count)),
        locale: match.locale, facts: facts)
    }
  }

  private var facts: VariantFacts {
    VariantFacts(
      profile: variant.profile, job: variant.job, template: variant.template,
      document: variant.document, locale: match.locale.tag, audience: variant.audience,
      pages: variant.pages, jobTitle: match.job?.title.value, company: match.job?.company?.value,
      date: today, tool: "Bespoke \(CommandTable.version)", inputs: "")
  }

  private var surroundings: TemplateContext {
    let paper = variant.paper ?? template.description.paper ?? match.locale.paper
    return TemplateContext(
      options: options.json, style: options.style, classes: options.classes,
      sectionOrder: options.sectionOrder, regions: options.regions,
      paper: paper == .letter ? "letter" : "A4")
  }
}

extension Draft.Content {
  /// The content of a variant; what a letter can't say is reported.
  init(
    _ variant: Variant, _ match: BuildSteps.Match, _ options: OptionValues,
    into problems: inout [Diagnostic]
  ) {
    guard variant.document == "letter", let job = match.job, let report = match.report else {
      self = .resume(match.report?.fitOrder(in: match.profile) ?? [])
      return
    }
    let count = options["evidence"]?.values.first.flatMap { Int($0) } ?? 3
    let letter = LetterDraft(
      profile: match.profile, job: job, report: report, locale: match.locale,
      evidenceCount: count)
    problems += letter.unfilled.map { text in
      .warning(
        "unfilled-place",
        "paragraph left out of the letter for '\(job.id)': it names what the posting doesn't say",
        at: text.location,
        help: "give the posting a 'company' and 'location', or write a paragraph without them")
    }
    self = .letter(letter)
  }
}

extension Variant {
  /// All settings of template options that touch this variant, the strongest last.
  func settings(_ match: BuildSteps.Match) -> [TemplateSetting] {
    defaultOptions + match.profile.options + (match.job?.options ?? []) + buildOptions
  }
}
