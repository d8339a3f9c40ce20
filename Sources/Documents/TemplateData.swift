package import JSON
package import Profiles

/// What a template wants to know beside the document: its own options and regions, the language.
package struct TemplateContext: Sendable {
  /// Option values by name, as the template's CSS and Mustache use them.
  package var options: [(name: String, value: String)]
  /// Section kinds of each named region, in order; `main` gets all that no other region takes.
  package var regions: [(name: String, kinds: [String])]
  /// CSS page size: `A4` or `letter`.
  package var paper: String

  package init(
    options: [(name: String, value: String)], regions: [(name: String, kinds: [String])],
    paper: String
  ) {
    self.options = options
    self.regions = regions
    self.paper = paper
  }
}

extension ResumeDocument {
  /// The document and what surrounds it, as the template's data.
  package func templateData(_ context: TemplateContext, locale: Locale) -> JSONValue {
    .object([
      .init("lang", .string(locale.tag)),
      .init("dir", .string(locale.direction.rawValue)),
      .init("paper", .string(context.paper)),
      .init("options", .object(context.options.map { .init($0.name, .string($0.value)) })),
      .init(
        "labels", .object(Locale.Term.allCases.map { .init($0.rawValue, .string(locale[$0])) })),
      .init("header", header),
      .init("sections", .array(sections)),
      .init("regions", regions(context)),
      .init("metadata", metadata),
    ])
  }

  private func regions(_ context: TemplateContext) -> JSONValue {
    let taken = Set(context.regions.flatMap(\.kinds))
    func type(_ section: JSONValue) -> String { section["type"]?.stringValue ?? "" }
    var members = context.regions.map { region in
      JSONValue.Member(
        region.name,
        .array(region.kinds.flatMap { kind in sections.filter { type($0) == kind } }))
    }
    members.append(.init("main", .array(sections.filter { !taken.contains(type($0)) })))
    return .object(members)
  }
}
