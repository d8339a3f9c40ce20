public import JSON
public import Profiles

/// What a template wants to know beside the document: its own options and regions, the paper.
public struct TemplateContext: Sendable {
  /// Option values by name: a text, a truth value or a list of words.
  public var options: JSONValue
  /// Declarations of CSS custom properties, one for each option that is a style's value.
  public var style: String
  /// Class names that say which choices are in effect, for the style sheet.
  public var classes: String
  /// Kinds and ids of sections in the order that the options ask for; the others follow.
  public var sectionOrder: [String]
  /// Kinds and ids of each named region, in order; `main` gets all that no other region takes.
  public var regions: [(name: String, kinds: [String])]
  /// CSS page size: `A4` or `letter`.
  public var paper: String
  /// Factors by which page fit tightens gaps and text, as CSS numbers; nil where it doesn't.
  public var fit: (spacing: String, text: String)?

  public init(
    options: JSONValue = .object([]), style: String = "", classes: String = "",
    sectionOrder: [String] = [], regions: [(name: String, kinds: [String])] = [],
    paper: String, fit: (spacing: String, text: String)? = nil
  ) {
    self.options = options
    self.style = style
    self.classes = classes
    self.sectionOrder = sectionOrder
    self.regions = regions
    self.paper = paper
    self.fit = fit
  }
}

extension ResumeDocument {
  /// The document and what surrounds it, as the template's data.
  public func templateData(_ context: TemplateContext, locale: Locale) -> JSONValue {
    let sections = ordered(by: context.sectionOrder)
    return .object([
      .init("lang", .string(locale.tag)),
      .init("dir", .string(locale.direction.rawValue)),
      .init("paper", .string(context.paper)),
      .init(
        "fit",
        context.fit.map { ["spacing": .string($0.spacing), "text": .string($0.text)] } ?? .null),
      .init("options", context.options),
      .init("style", .string(context.style)),
      .init("classes", .string(context.classes)),
      .init(
        "labels", .object(Locale.Term.allCases.map { .init($0.rawValue, .string(locale[$0])) })),
      .init("header", header),
      .init("sections", .array(sections)),
      .init("regions", regions(context, sections)),
      .init("letter", letter ?? .null),
      .init("metadata", metadata),
      .init(
        "structuredData", .string(StructuredData(header: header, sections: sections).script)),
    ])
  }

  private static func isNamed(_ section: JSONValue, by name: String) -> Bool {
    section["type"]?.stringValue == name || section["id"]?.stringValue == name
  }

  private func ordered(by names: [String]) -> [JSONValue] {
    func rank(_ section: JSONValue) -> Int {
      names.firstIndex { Self.isNamed(section, by: $0) } ?? names.count
    }
    return sections.enumerated().sorted { a, b in
      (rank(a.element), a.offset) < (rank(b.element), b.offset)
    }.map(\.element)
  }

  private func regions(_ context: TemplateContext, _ sections: [JSONValue]) -> JSONValue {
    let taken = context.regions.flatMap(\.kinds)
    var members = context.regions.map { region in
      JSONValue.Member(
        region.name,
        .array(
          region.kinds.flatMap { name in sections.filter { Self.isNamed($0, by: name) } }))
    }
    let main = sections.filter { section in
      !taken.contains { Self.isNamed(section, by: $0) }
    }
    members.append(.init("main", .array(main)))
    return .object(members)
  }
}
