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
    var tightening: Tightening
    var problems: [Diagnostic]

    var pageCount: Int { typeset.pages.pages.count }
  }

  /// Finds what leaves and how tight the page is set.
  func fit() -> PageFit<Result> {
    let bounds = template.description.fit
    var smallestText = Double.infinity
    // Levels of tightness show the same.
    var known: (left: Set<Int>, document: ResumeDocument) = ([], document(without: []))
    return PageFit(
      limit: variant.pages, steps: fitSteps(known.document), tightest: bounds.levels,
      gentlest: bounds.spacingLevels,
      measure: { result, readsText in
        let measure = PageMeasure(result.typeset.pages, readsText: readsText)
        // Of the template's own sizes: what is tightened already says nothing about the floor.
        if result.tightening == Tightening() {
          smallestText = min(smallestText, measure.smallestText)
        }
        return measure
      },
      layOut: { left, level in
        if known.left != left { known = (left, document(without: left)) }
        return layOut(known.document, bounds.tightening(level, smallestText: smallestText))
      })
  }

  /// What page fit needs to know of each thing that may leave.
  private func fitSteps(_ whole: ResumeDocument) -> [PageFit<Result>.Step] {
    guard variant.pages != nil else { return content.leaveOrder.map { _ in .init(texts: []) } }
    switch content {
    case .letter(let letter):
      return letter.leaveOrder.map { id in .init(texts: letter.text(of: id).map { [$0] } ?? []) }
    case .resume(let steps): return fitSteps(steps, whole)
    }
  }

  private func fitSteps(
    _ steps: [MatchReport.DropStep], _ whole: ResumeDocument
  ) -> [PageFit<Result>.Step] {
    let starts = DocumentText.starts(of: whole)
    let sections = DocumentText.sections(
      of: whole, leaving: Set(steps.lazy.filter { $0.action == .drop }.map(\.id)))
    let items = Dictionary(
      MatchItem.items(of: match.profile).map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    let places = Dictionary(
      steps.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { a, _ in a })
    return steps.map { step in
      let item = items[step.id]
      let isWord = item?.kind == .skills && item?.entry != step.id
      let entry = item.flatMap { $0.kind == .entry ? nil : places[$0.entry] }
      let texts = starts[step.id]?.texts(without: step.action) ?? []
      return PageFit.Step(
        texts: texts, needs: entry, isWord: isWord, section: sections[step.id])
    }
  }

  private func layOut(_ document: ResumeDocument, _ tightening: Tightening) -> Result {
    var problems: [Diagnostic] = []
    var html = page.render(
      data: shown(document).templateData(surroundings(tightening), locale: match.locale),
      partials: { template.partials[$0] }, partialNames: template.partials.keys.sorted(),
      into: &problems
    ).withSeparatorsAsSpaces
    // A template that was stopped may have made very much; its variant fails all the same.
    if problems.contains(where: { $0.severity == .error }) { html = "" }
    let source = SourceFile(path: "out/\(variant.id).html", text: html)
    var options = TypesetOptions(load: load, information: information(of: document.json))
    options.name = name
    let typeset = typesetter.layOut(source, options: options, into: &problems)
    return Result(
      document: document, html: html, typeset: typeset, tightening: tightening, problems: problems)
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

  /// The variant without what has left, by its place in `content.leaveOrder`.
  private func document(without left: Set<Int>) -> ResumeDocument {
    let left = left.sorted()
    switch content {
    case .resume(let steps):
      return ResumeDocument(
        profile: match.profile,
        tailoring: Tailoring(match.report, steps: left.map { steps[$0] }, profile: match.profile),
        locale: match.locale, facts: facts)
    case .letter(let letter):
      return ResumeDocument(
        profile: match.profile, letter: letter,
        dropped: Set(left.map { content.leaveOrder[$0] }), locale: match.locale, facts: facts)
    }
  }

  private var facts: VariantFacts {
    VariantFacts(
      profile: variant.profile, job: variant.job, template: variant.template,
      document: variant.document, locale: match.locale.tag, audience: variant.audience,
      pages: variant.pages, jobTitle: match.job?.title.value, company: match.job?.company?.value,
      date: today, tool: "Bespoke \(CommandTable.version)")
  }

  private func surroundings(_ tightening: Tightening) -> TemplateContext {
    let paper = variant.paper ?? template.description.paper ?? match.locale.paper
    return TemplateContext(
      options: options.json, style: options.style, classes: options.classes,
      sectionOrder: options.sectionOrder, regions: options.regions,
      paper: paper == .letter ? "letter" : "A4",
      fit: tightening == Tightening() ? nil : (tightening.spacing.text, tightening.text.text))
  }
}

extension String {
  /// Line and paragraph separators (U+2028, U+2029), which come with pasted text, part words; pages
  /// show nothing for them.
  fileprivate var withSeparatorsAsSpaces: String {
    guard holdsSeparator else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0.isSeparator ? " " : $0 }))
  }

  /// Whether E2 80 A8 or E2 80 A9, as UTF-8 has them, is there.
  private var holdsSeparator: Bool {
    var last: UInt32 = 0
    for byte in utf8 {
      last = last << 8 | UInt32(byte)
      if last & 0xFF_FFFE == 0xE2_80A8 { return true }
    }
    return false
  }
}

extension Unicode.Scalar {
  fileprivate var isSeparator: Bool { value == 0x2028 || value == 0x2029 }
}

extension Draft.Content {
  /// The content of a variant; what a letter can't say is reported.
  init(
    _ variant: Variant, _ match: BuildSteps.Match, _ options: OptionValues,
    into problems: inout [Diagnostic]
  ) {
    guard variant.document == "letter", let job = match.job, let report = match.report else {
      self = .resume(match.dropOrder)
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
