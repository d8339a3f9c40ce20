import BuildGraph
import Diagnostics
import Files
import JSON
import Matching
import Mustache
import Profiles

extension BuildSteps {
  /// `match.json` for each report: requirements and evidence, and what each variant left out.
  func addReports(_ shown: [ShownVariant], to graph: inout Graph) {
    var groups: [(id: String, variants: [ShownVariant])] = []
    for entry in shown where entry.variant.isTailored {
      if let index = groups.firstIndex(where: { $0.id == entry.match.id }) {
        groups[index].variants.append(entry)
      } else {
        groups.append((entry.match.id, [entry]))
      }
    }
    var paths: Set<String> = []
    for group in groups {
      guard let first = group.variants.first else { continue }
      // Builds that show another version of the profile have a report of their own.
      let plain = "\(first.variant.folder)/match.json"
      let path =
        paths.insert(plain).inserted
        ? plain : "\(first.variant.folder)/match-\(first.variant.build).json"
      let output = RelativePath.root.child(path)
      let variants = group.variants
      graph.add(
        path, name: "report",
        key: stepKey(
          "report", version: 1,
          [("list of variants", group.variants.map(\.variant.summary).joined(separator: "\n"))]),
        needs: [first.match] + variants.map(\.resume), outputs: [output]
      ) { context in
        let match = try context.value(of: first.match)
        let resumes = try variants.map { ($0.variant, try context.value(of: $0.resume)) }
        let report = matchReport(match, resumes)
        context.emit(Array(report.serialized(indented: true).utf8), to: output)
        return 0
      }
    }
  }

  /// The gallery of all variants.
  func addGallery(_ shown: [ShownVariant], to graph: inout Graph) {
    guard !shown.isEmpty else { return }
    let output = RelativePath(literal: "index.html")
    var needs: [any StepReference] = shown.map(\.resume)
    var seen: Set<String> = []
    needs += shown.map(\.match).filter { seen.insert($0.id).inserted }
    graph.add(
      "index.html", name: "gallery",
      key: stepKey(
        "gallery", version: 1,
        [("list of variants", shown.map(\.variant.summary).joined(separator: "\n"))]),
      needs: needs, outputs: [output]
    ) { context in
      var cards: [GalleryCard] = []
      for entry in shown {
        // A variant that can't be made is missing in the gallery, not the gallery itself.
        guard let match = try? context.value(of: entry.match),
          let resume = try? context.value(of: entry.resume)
        else { continue }
        cards.append(GalleryCard(entry.variant, match, resume))
      }
      let html = Gallery(cards).html
      context.emit(Array(html.utf8), to: output)
      return html.utf8.count
    }
  }
}

extension Variant {
  /// All of it on one line.
  fileprivate var summary: String {
    ([id] + formats.map(\.rawValue) + options.map(\.value)).joined(separator: "\u{1F}")
  }
}

/// The report with what page fit decided: an item counts as kept when a variant shows it.
private func matchReport(
  _ match: BuildSteps.Match, _ resumes: [(Variant, FittedResume)]
) -> JSONValue {
  guard var report = match.report else { return .null }
  var everywhere = Set(resumes.first?.1.dropped ?? [])
  for (_, resume) in resumes { everywhere.formIntersection(resume.dropped) }
  report.markDropped(report.dropOrder.filter { everywhere.contains($0.id) })
  guard case .object(var members) = report.json else { return .null }
  let variants = resumes.map { variant, resume -> JSONValue.Member in
    .init(
      variant.stem,
      [
        "pages": .integer(resume.pageCount), "layouts": .integer(resume.layoutCount),
        "dropped": .array(resume.dropped.map { .string($0) }),
      ])
  }
  let omissions = match.profile.omissions.map { omission -> JSONValue in
    [
      "id": .string(omission.id), "source": .string(omission.location.lineReference),
      "reason": .string(omission.reason),
    ]
  }
  members.append(.init("variants", .object(variants)))
  members.append(.init("omitted", .array(omissions)))
  return .object(members)
}
