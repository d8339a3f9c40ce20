public import Diagnostics
import Geometry
public import HTML

/// Styles a document: collects its style sheets, cascades them, and computes the style of every
/// element and pseudo-element and of its pages.
///
/// It never fails: what can't be read or has no effect becomes a warning, once for each property.
public func style(
  document: HTMLDocument, file: SourceFile, media: Media, options: StyleOptions = StyleOptions(),
  into diagnostics: inout [Diagnostic]
) -> StyledDocument {
  var collector = SheetCollector(options, media)
  collector.collect(document, file)
  diagnostics += collector.diagnostics
  var sheets = cascadeSheets(collector.sources, media)
  var media = media
  if media.kind == .print, sheets.contains(where: { !$0.sheet.pages.isEmpty }) {
    let pages = PageCascade(
      sheets: sheets, media: media, variableBudget: options.limits.variableBytes)
    media.adopt(pages.rules(root: nil))
    sheets = cascadeSheets(collector.sources, media)
  }
  var engine = StyleEngine(document, file, sheets, media, options)
  engine.run()
  diagnostics += engine.diagnostics()
  let pages = PageCascade(
    sheets: sheets, media: media, variableBudget: options.limits.variableBytes)
  var styled = StyledDocument(
    document: document, styles: engine.styles, pseudoStyles: engine.pseudoStyles,
    pageRules: pages.rules(root: engine.rootStyle))
  styled.fontFaces = sheets.flatMap { sheet in
    sheet.sheet.fontFaces.filter { sheet.applies($0.condition) }.map(\.face)
  }
  return styled
}

private func cascadeSheets(_ sources: [StylesheetSource], _ media: Media) -> [CascadeSheet] {
  let ranks = layerRanks(sources.map(\.stylesheet))
  var sheets = [
    CascadeSheet(
      UserAgent.stylesheet, origin: .userAgent, source: nil, media: media, layerRanks: [:],
      orderBase: 0)
  ]
  var order = 0
  for source in sources {
    sheets.append(
      CascadeSheet(
        source.stylesheet, origin: .author, source: source, media: media, layerRanks: ranks,
        orderBase: order))
    order += source.stylesheet.rules.entries.count
  }
  return sheets
}

extension Media {
  /// Takes the size and margins of pages: the viewport is what they leave.
  fileprivate mutating func adopt(_ rules: PageRules) {
    size = rules.all.size ?? size
    margin = rules.all.margin ?? margin
    fitViewport()
  }
}
