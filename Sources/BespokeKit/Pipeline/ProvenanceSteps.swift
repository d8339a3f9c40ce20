import BuildGraph
import Files
import JSON
import Profiles

extension BuildSteps {
  /// Adds what finds out where a variant comes from, once its document is fitted.
  func addProvenance(
    of variant: Variant, _ match: Step<Match>, _ template: Step<LoadedTemplate>,
    _ resume: Step<FittedResume>, to graph: inout Graph
  ) -> Step<Provenance> {
    let origin = CommitOrigin(
      history, named: paths(of: variant), foreign: foreignPaths(to: variant))
    let today = date(of: variant, template: variant.template)
    return graph.add(
      "provenance \(variant.id)", name: "provenance",
      key: stepKey(
        "provenance", version: 1, variant.options + [("date", today ?? "")] + origin.key),
      needs: [match, template, resume], value: Provenance.kind
    ) { context in
      let isNamed = !variant.redact.contains(.name)
      return Provenance(
        variant: isNamed ? variant.id : nil, profile: isNamed ? variant.profile : nil,
        job: variant.job, template: variant.template, date: today,
        inputs: try inputs(variant, template, resume, context),
        commit: origin.commit(of: try context.filesRead(for: [match, template, resume])))
    }
  }

  private func paths(of variant: Variant) -> [String] {
    let profile = listing.profiles.first { $0.id == variant.profile }
    let job = listing.jobs.first { $0.id == variant.job }
    return Today.paths(profile, job) + ["templates/\(variant.template)"]
  }

  /// Other people's files and other postings.
  private func foreignPaths(to variant: Variant) -> Set<String> {
    let profiles = listing.profiles.filter { $0.id != variant.profile }
    let jobs = listing.jobs.filter { $0.id != variant.job }
    return Set(
      profiles.flatMap { [$0.main] + $0.parts }.map(\.text) + jobs.map(\.path.text))
  }
}

/// Hash of what a variant's formats are made from.
private func inputs(
  _ variant: Variant, _ template: Step<LoadedTemplate>, _ resume: Step<FittedResume>,
  _ context: StepContext
) throws -> String {
  var hasher = ContentHasher()
  for option in variant.options { hasher.update(field: option.value) }
  let fitted = try context.value(of: resume)
  hasher.update(field: ContentHash(of: fitted.document.serializedBytes()))
  hasher.update(field: fitted.html)
  // Pictures, fonts and style sheets.
  for step in [template, resume] as [any StepReference] {
    try context.updateWithFiles(readBy: step, &hasher)
  }
  return hasher.finish().hexadecimal
}

/// Which commit a document's inputs come from.
struct CommitOrigin: Sendable {
  private let history: CommitHistory.Answer
  /// Files and folders that count whether or not they are read.
  private let named: [String]
  private let changes: Set<String>

  /// Changes of foreign files don't touch the document, so that an edit of one asks it nothing.
  init(_ history: CommitHistory.Answer, named: [String], foreign: Set<String>) {
    self.history = history
    self.named = named
    changes = history.changes.subtracting(foreign)
  }

  /// All that the answer depends on beside the files.
  var key: [(label: String, value: String)] {
    [
      ("commit", history.head ?? ""),
      ("uncommitted files", changes.sorted().joined(separator: "\n")),
    ]
  }

  /// The last commit that touched one of them, marked when one is not as committed.
  func commit(of files: Set<String>) -> String? {
    guard history.head != nil, let touch = history.dates.touch(of: files.union(named)) else {
      return nil
    }
    let configuration = ["bespoke.yaml", "bespoke.yml"].filter(changes.contains)
    let isModified = !configuration.isEmpty || files.contains(where: isChanged)
    return touch.commit + (isModified ? Provenance.modified : "")
  }

  private func isChanged(_ path: String) -> Bool {
    if changes.contains(path) || !history.dates.knows(file: path) { return true }
    return path.indices.contains { path[$0] == "/" && changes.contains(String(path[...$0])) }
  }
}
