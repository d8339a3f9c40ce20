import BuildGraph
import CSS
import Diagnostics
import Documents
import Export
import Files
import HTML
import JSON
import Layout
import PDFFile
import Profiles

/// Makes a variant's documents: template, page fit, formats.
///
/// One instance serves one thread.
final class VariantRenderer {
  private let typesetter: Typesetter
  private let fonts: FontSource
  /// The layout that was fitted last, and what it rests on: its formats are mostly asked for next.
  private var fitted: (id: String, document: Typesetter.Document, evidence: Evidence)?

  /// Told of each page fit; `nil` in a build.
  private let onFit: FitObserver?

  typealias FitObserver = @Sendable (Variant, PageFit<Draft.Result>, _ ids: [String]) -> Void

  init(fonts: FontSource, onFit: FitObserver? = nil) {
    self.fonts = fonts
    self.onFit = onFit
    typesetter = fonts.typesetter()
  }

  /// Fits a variant to its pages: the document that it shows, and the HTML made of it.
  func fit(
    _ variant: Variant, match: BuildSteps.Match, template: LoadedTemplate, today: String?,
    context: StepContext
  ) throws -> FittedResume {
    guard let page = template.documents[variant.document] else { throw StepFailure() }
    var problems: [Diagnostic] = []
    let options = OptionValues(
      template.description, template: template.name, settings: variant.settings(match),
      into: &problems)
    let draft = Draft(
      variant: variant, match: match, template: template, page: page, options: options,
      content: Draft.Content(variant, match, options, into: &problems), today: today,
      typesetter: typesetter, load: loader(variant, template, context),
      name: { Self.path(of: $0, template, context) })
    context.report(problems)
    let fit = draft.fit()
    let layout = fit.layout
    context.report(layout.problems)
    if !fit.fits { try refuse(variant, fit, match, context) }
    fonts.record(typesetter.fontFiles(of: layout.typeset), for: context)
    fitted = (variant.id, layout.typeset, context.evidence)
    let candidates = draft.content.leaveOrder
    onFit?(variant, fit, candidates)
    return FittedResume(
      document: layout.document.json, html: layout.html, pageCount: layout.pageCount,
      dropped: fit.left.sorted().map { candidates[$0] }, layoutCount: fit.layoutCount,
      tightening: layout.tightening)
  }

  /// What can't be made as short as asked for is not made at all.
  private func refuse(
    _ variant: Variant, _ fit: PageFit<Draft.Result>, _ match: BuildSteps.Match,
    _ context: StepContext
  ) throws {
    guard let limit = variant.pages else { return }
    let millimetres = Int((fit.excess.height * 25.4 / 96).rounded(.up))
    let lines = fit.excess.lines
    let room = limit == 1 ? "one page" : "\(limit) pages"
    let spacing = fit.tightness > 0 ? " and spacing at its tightest" : ""
    context.report(
      .error(
        "does-not-fit",
        "'\(variant.id)' is \(millimetres) mm (\(lines == 1 ? "a line" : "\(lines) lines")) too long "
          + "for \(room), with everything optional left out\(spacing)",
        path: match.profile.file.path,
        help: "shorten or drop what is marked 'keep: always', or raise 'pages'"))
    throw StepFailure()
  }

  /// The files of one format of a fitted variant: one, but for pictures one a page.
  func render(
    _ resume: FittedResume, as format: OutputFormat, variant: Variant, template: LoadedTemplate,
    provenance: Provenance?, context: StepContext
  ) throws -> [[UInt8]] {
    let source = SourceFile(path: "out/\(variant.id).html", text: resume.html)
    let load = loader(variant, template, context)
    // Problems of HTML and CSS were reported by the fit.
    var unheard: [Diagnostic] = []
    switch format {
    case .json:
      let document = provenance?.completing(resume.document) ?? resume.document
      return [document.serializedBytes(indented: true)]
    case .html:
      let document = HTMLParser.parse(source, into: &unheard)
      return [HTMLPage.selfContained(document, loader: load).serializedBytes()]
    case .txt:
      let styled = typesetter.style(source, options: TypesetOptions(load: load), into: &unheard)
      return [Array(PlainText.render(styled).utf8)]
    case .md:
      let styled = typesetter.style(source, options: TypesetOptions(load: load), into: &unheard)
      return [Array(MarkdownText.render(styled).utf8)]
    case .docx: return [try docx(resume, source, variant, load, provenance, context)]
    case .pdf:
      var document = typeset(resume, source, variant, load, context)
      document.information.properties = provenance?.properties ?? []
      var problems: [Diagnostic] = []
      let bytes = typesetter.pdf(document, path: source.path, into: &problems)
      context.report(problems)
      guard let bytes else { throw StepFailure() }
      let faults = try ReadBack.faults(
        inPDF: bytes, of: Flow(document.styled), missingGlyphs: document.pages.missingGlyphs)
      try prove(faults, variant.path(.pdf), context)
      return [bytes]
    case .png:
      return try pictures(of: typeset(resume, source, variant, load, context), source.path, context)
    }
  }

  private func pictures(
    of document: Typesetter.Document, _ path: String, _ context: StepContext
  ) throws -> [[UInt8]] {
    var problems: [Diagnostic] = []
    let pictures = typesetter.png(document, path: path, into: &problems)
    context.report(problems)
    guard let pictures else { throw StepFailure() }
    return pictures
  }

  private func docx(
    _ resume: FittedResume, _ source: SourceFile, _ variant: Variant,
    _ load: @escaping (String) -> [UInt8]?, _ provenance: Provenance?, _ context: StepContext
  ) throws -> [UInt8] {
    var unheard: [Diagnostic] = []
    var options = TypesetOptions(load: load, information: information(of: resume.document))
    options.information.properties = provenance?.properties ?? []
    let styled = typesetter.style(source, options: options, into: &unheard)
    let flow = Flow(styled)
    let bytes = DOCXDocument.bytes(
      of: flow, page: styled.pageRules.all,
      options: DOCXDocument.Options(
        paper: options.paper, margins: options.margins, information: options.information,
        load: load))
    try prove(ReadBack.faults(inDOCX: bytes, of: flow), variant.path(.docx), context)
    return bytes
  }

  /// Fails the format when its text can't be read back.
  private func prove(_ faults: [ReadBack.Fault], _ path: String, _ context: StepContext) throws {
    guard !faults.isEmpty else { return }
    for fault in faults.prefix(5) { context.report(fault.diagnostic(path)) }
    if faults.count > 5 {
      context.report(
        .error("text-lost", "\(faults.count - 5) more words can't be read back", path: path))
    }
    throw StepFailure()
  }

  /// The layout of the fit where it is still at hand, else laid out again.
  private func typeset(
    _ resume: FittedResume, _ source: SourceFile, _ variant: Variant,
    _ load: @escaping (String) -> [UInt8]?, _ context: StepContext
  ) -> Typesetter.Document {
    if let fitted, fitted.id == variant.id {
      // It was read there; this step rests on it all the same.
      context.adopt(fitted.evidence)
      return fitted.document
    }
    var unheard: [Diagnostic] = []
    let options = TypesetOptions(load: load, information: information(of: resume.document))
    let document = typesetter.layOut(source, options: options, into: &unheard)
    fonts.record(typesetter.fontFiles(of: document), for: context)
    return document
  }

  // MARK: Local files

  /// What messages call a file beside the template.
  private static func path(
    of reference: String, _ template: LoadedTemplate, _ context: StepContext
  ) -> String {
    let files = TemplateFiles(context.files)
    let path = [template.folder, LoadedTemplate.sharedFolder].lazy
      .compactMap { try? $0.appending(reference) }.first(where: files.exists)
    return path?.text ?? reference
  }

  /// Files that a page may name: beside the template, then beside the profile; nothing else.
  private func loader(
    _ variant: Variant, _ template: LoadedTemplate, _ context: StepContext
  ) -> (String) -> [UInt8]? {
    let profiles = RelativePath(literal: "content/profiles")
    let folders = [template.folder, LoadedTemplate.sharedFolder]
    let files = context.files
    let templateFiles = TemplateFiles(files)
    return { reference in
      guard let name = try? RelativePath(reference), !reference.isEmpty else { return nil }
      for folder in folders {
        if let bytes = try? templateFiles.read(folder.appending(name)) { return bytes }
      }
      for folder in [profiles.child(variant.profile), profiles] {
        if let bytes = try? files.read(folder.appending(name)) { return bytes }
      }
      return nil
    }
  }
}
