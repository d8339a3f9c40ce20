import BuildGraph
import Diagnostics
import Files
import JSON
import Matching
import Mustache
import Profiles

extension BuildSteps {
  /// `match.json` and `match.html` of one folder: requirements and evidence, and what each variant
  /// left out.
  ///
  /// The general resume has `match.json` where it must fit some pages, for what it left out.
  func addReports(_ shown: [ShownVariant], to graph: inout Graph) {
    var groups: [(id: String, variants: [ShownVariant])] = []
    for entry in shown where entry.variant.isTailored || entry.variant.pages != nil {
      if let index = groups.firstIndex(where: { $0.id == entry.match.id }) {
        groups[index].variants.append(entry)
      } else {
        groups.append((entry.match.id, [entry]))
      }
    }
    var paths: Set<String> = []
    for group in groups {
      guard let first = group.variants.first else { continue }
      let path = first.variant.reportPaths.first { paths.insert($0).inserted }
      guard let path else { continue }
      let output = RelativePath.root.child(path)
      let page =
        first.variant.isTailored
        ? RelativePath.root.child(String(path.dropLast(5)) + ".html") : nil
      addReport(path, output, page, of: group.variants, to: &graph)
    }
  }

  private func addReport(
    _ name: String, _ output: RelativePath, _ page: RelativePath?, of variants: [ShownVariant],
    to graph: inout Graph
  ) {
    let match = variants[0].match
    graph.add(
      name, name: "report",
      key: stepKey(
        "report", version: 3,
        [("list of variants", variants.map(\.variant.summary).joined(separator: "\n"))]),
      needs: [match] + variants.map(\.resume), outputs: [output] + [page].compactMap { $0 },
      toleratesFailures: true
    ) { context in
      let match = try context.value(of: match)
      // A variant that can't be made has its error; the others have their report.
      let resumes = variants.compactMap { entry in
        (try? context.value(of: entry.resume)).map { (entry.variant, $0) }
      }
      let dropped = droppedEverywhere(match, resumes)
      var report = match.report
      report?.markDropped(dropped)
      let json = reportJSON(report, match.profile, dropped, resumes)
      context.emit(Array(json.serialized(indented: true).utf8), to: output)
      if let page, let job = match.job, let report {
        let html = MatchPage(profile: match.profile, job: job, report: report).html
        context.emit(Array(html.utf8), to: page)
      }
      return 0
    }
  }

  /// Gallery and manifest, from what all other steps of the graph have made.
  ///
  /// They come last and ask for hashes and small kept values only, so that no variant is held in
  /// memory or made again for their sake. What failed is missing in them.
  func addInventory(
    of shard: Shard?, keptIn box: InventoryBox? = nil, to graph: inout Graph
  ) {
    guard !cards.isEmpty || shard != nil else { return }
    let makers = graph.steps.filter { !$0.outputs.isEmpty }
    let cards = cards
    let (page, list) = (Inventory.galleryPath, Inventory.manifestPath)
    let needs: [any StepReference] = makers + cards
    graph.add(
      "index", name: "index",
      key: stepKey("index", version: 1, [("part", shard?.description ?? "")]),
      needs: needs, outputs: box == nil ? [page, list] : [], toleratesFailures: true
    ) { context in
      let inventory = try inventory(makers, cards, shard, context)
      if let box {
        box.inventory = inventory
        return inventory.files.count
      }
      let gallery = inventory.gallery
      context.emit(gallery, to: page)
      context.emit(inventory.manifest(gallery: gallery), to: list)
      return inventory.files.count
    }
  }
}

extension Variant {
  /// Where its report may stand, the plainest first: builds that show another version of the profile,
  /// or the same in another language, have a report of their own.
  fileprivate var reportPaths: [String] {
    let build = build.isEmpty ? "" : "-\(build)"
    return ["", build, "\(build).\(locale)"].map { "\(folder)/match\($0).json" }
  }

  /// All of it on one line.
  fileprivate var summary: String {
    ([id] + formats.map(\.rawValue) + options.map(\.value)).joined(separator: "\u{1F}")
  }
}

/// What the steps have made.
private func inventory(
  _ makers: [Graph.StepInfo], _ cards: [Step<GalleryCard>], _ shard: Shard?,
  _ context: StepContext
) throws -> Inventory {
  var files: [Inventory.File] = []
  for maker in makers {
    guard let products = try context.products(of: maker) else { continue }
    let inputs = products.inputs.hexadecimal
    files += products.outputs.map { path, content in
      Inventory.File(path: path.text, sha256: content.hexadecimal, inputs: inputs)
    }
  }
  var shown: [GalleryCard] = []
  for card in cards where try context.products(of: card) != nil {
    shown.append(try context.value(of: card))
  }
  var inventory = Inventory(files: files, cards: shown)
  inventory.shard = shard?.description
  return inventory
}

/// What page fit took from every resume: an item counts as kept when a variant shows it.
private func droppedEverywhere(
  _ match: BuildSteps.Match, _ resumes: [(Variant, FittedResume)]
) -> [MatchReport.DropStep] {
  // A letter quotes a few lines; what it leaves out is not missing in the application.
  let whole = resumes.filter { $0.0.document == "resume" }
  var everywhere = Set(whole.first?.1.dropped ?? [])
  for (_, resume) in whole { everywhere.formIntersection(resume.dropped) }
  return match.dropOrder.filter { everywhere.contains($0.id) }
}

private func reportJSON(
  _ report: MatchReport?, _ profile: Profile, _ dropped: [MatchReport.DropStep],
  _ resumes: [(Variant, FittedResume)]
) -> JSONValue {
  var members: [JSONValue.Member] = []
  if case .object(let all) = report?.json {
    members = all
  } else {
    let items = dropped.map { step -> JSONValue in
      ["id": .string(step.id), "reason": .string(step.reason)]
    }
    members = [.init("dropped", .array(items))]
  }
  let variants = resumes.map { variant, resume -> JSONValue.Member in
    .init(
      variant.stem,
      [
        "pages": .integer(resume.pageCount), "layouts": .integer(resume.layoutCount),
        "tightening": resume.tightening.json,
        "dropped": .array(resume.dropped.map { .string($0) }),
      ])
  }
  let omissions = profile.omissions.map { omission -> JSONValue in
    [
      "id": .string(omission.id), "source": .string(omission.location.lineReference),
      "reason": .string(omission.reason),
    ]
  }
  members.append(.init("variants", .object(variants)))
  members.append(.init("omitted", .array(omissions)))
  return .object(members)
}
