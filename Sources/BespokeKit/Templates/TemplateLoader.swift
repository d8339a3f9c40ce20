import Diagnostics
import Files
import Mustache
import YAML

/// A template ready to render: its description, Mustache files and style sheet.
struct LoadedTemplate: Sendable {
  var name: String
  var description: TemplateDescription
  /// By document: `resume`, `letter`.
  var documents: [String: Template]
  /// The template's own partials over the shared ones.
  var partials: [String: Template]
  /// Where the files stand that HTML refers to by name: `style.css`, images.
  var folder: RelativePath
  /// The shared style sheets and pictures come after the template's own.
  static let sharedFolder = TemplateFiles.partials
}

/// Finds templates in the project's `templates/` and, below that, among those of the tool.
///
/// A folder is a template when it holds `template.yaml` or a Mustache file; `partials` is shared.
struct TemplateLoader {
  let files: TemplateFiles

  init(files: any FileSystem) { self.files = TemplateFiles(files) }

  /// Names of all templates in byte order.
  func names() -> [String] {
    files.names(in: TemplateFiles.root).filter { name in
      let folder = TemplateFiles.root.child(name)
      return name != "partials"
        && (!documentNames(folder).isEmpty || files.exists(folder.child("template.yaml")))
    }
  }

  /// Reads a template whole; every problem of its files is reported with its place.
  ///
  /// - Returns: nil when its description is broken: without it documents would come out otherwise
  ///   than its author said.
  func load(_ name: String, into diagnostics: inout [Diagnostic]) -> LoadedTemplate? {
    let folder = TemplateFiles.root.child(name)
    var problems: [Diagnostic] = []
    let description = description(folder, into: &problems)
    let isBroken = problems.contains { $0.severity == .error }
    diagnostics += problems
    var documents: [String: Template] = [:]
    for document in documentNames(folder) {
      let path = folder.child(document + ".mustache")
      documents[document] = template(path, into: &diagnostics)
    }
    var partials = self.partials(TemplateFiles.partials, into: &diagnostics)
    partials.merge(
      self.partials(folder.child("partials"), into: &diagnostics)
    ) { _, own in own }
    for document in description.documents where documents[document] == nil {
      let path = folder.child(document + ".mustache").text
      guard !diagnostics.contains(where: { $0.shownPath == path }) else { continue }
      diagnostics.append(
        .error(
          "missing-document", "'\(document)' is offered, but there is no '\(path)'",
          path: folder.child("template.yaml").text))
    }
    guard !isBroken else { return nil }
    return LoadedTemplate(
      name: name, description: description, documents: documents, partials: partials,
      folder: folder)
  }

  /// What the template's `template.yaml` says; defaults where there is none.
  func description(
    _ folder: RelativePath, into diagnostics: inout [Diagnostic]
  ) -> TemplateDescription {
    let path = folder.child("template.yaml")
    guard files.exists(path), let file = source(path, into: &diagnostics),
      let document = YAMLReader.parseSingle(file, into: &diagnostics)
    else {
      var plain = TemplateDescription()
      let found = documentNames(folder)
      if !found.isEmpty { plain.documents = found }
      return plain
    }
    return TemplateDescription.decode(document, into: &diagnostics)
  }

  private func documentNames(_ folder: RelativePath) -> [String] {
    let names = files.names(in: folder)
    return ["resume", "letter"].filter { names.contains($0 + ".mustache") }
  }

  private func partials(
    _ folder: RelativePath, into diagnostics: inout [Diagnostic]
  ) -> [String: Template] {
    var partials: [String: Template] = [:]
    for file in files.names(in: folder) where file.hasSuffix(".mustache") {
      let name = String(file.dropLast(".mustache".count))
      partials[name] = template(folder.child(file), into: &diagnostics)
    }
    return partials
  }

  private func template(_ path: RelativePath, into diagnostics: inout [Diagnostic]) -> Template? {
    guard let file = source(path, into: &diagnostics) else { return nil }
    let before = diagnostics.count
    let template = Template.parse(file, into: &diagnostics)
    let isBroken = diagnostics[before...].contains { $0.severity == .error }
    return isBroken ? nil : template
  }

  private func source(_ path: RelativePath, into diagnostics: inout [Diagnostic]) -> SourceFile? {
    do {
      return SourceFile(path: path.text, bytes: try files.read(path))
    } catch {
      diagnostics.append(error.diagnostic())
      return nil
    }
  }
}
