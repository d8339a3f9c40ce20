import BuildGraph
import Diagnostics
import Files
import Graphics
import Matching
import Profiles

/// Steps that make no document: what is asked for in vain, and what the gates don't let pass.
extension BuildSteps {
  /// Looks for the tags that builds and postings name among those of the profiles that are built.
  func addTagCheck(
    _ config: Config, _ profiles: [Step<Profile>], to graph: inout Graph
  ) {
    guard !graph.isPartial, !profiles.isEmpty else { return }
    let tags = profiles.map { profile in
      graph.add(
        "tags of \(profile.id)", name: "tags", key: stepKey("tags", version: 1),
        needs: [profile], value: .stored(encode: Self.encodeTags, decode: Self.decodeTags)
      ) { context in
        Set(try context.value(of: profile).tags).sorted()
      }
    }
    let postings = jobSteps
    let uses = config.tagUses
    graph.add(
      "tags", name: "tags",
      key: stepKey("all-tags", version: 1, [("tags", uses.map(\.identity).joined(separator: ","))]),
      needs: tags + postings
    ) { context in
      let known = Set(tags.flatMap { (try? context.value(of: $0)) ?? [] })
      let asked = uses + postings.flatMap { (try? context.value(of: $0))?.tagUses ?? [] }
      context.report(unknownTags(asked, among: known))
      return 0
    }
  }

  /// Looks at the project's own fonts: one that can't be used is silently passed over by pages.
  func addFontCheck(_ files: any FileSystem, to graph: inout Graph) {
    guard !graph.isPartial, files.exists(FontSource.projectFolder) else { return }
    graph.add("fonts", name: "fonts", key: stepKey("fonts", version: 1)) { [fonts] context in
      context.report(fonts.problems(for: context))
      return 0
    }
  }

  private static func encodeTags(_ tags: [String]) -> [UInt8] {
    Array(tags.joined(separator: "\n").utf8)
  }

  private static func decodeTags(_ bytes: [UInt8]) -> [String]? {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  // MARK: Gates

  /// Fails what could be made and isn't good enough: documents too long, resumes that score low.
  func addGates(_ gates: Config.Gates, _ shown: [ShownVariant], to graph: inout Graph) {
    if let limit = gates.maximumPages.value {
      let place = gates.maximumPages.origin.location
      for entry in shown where entry.variant.document == "resume" {
        let id = entry.variant.id
        graph.add(
          "max-pages of \(id)", name: "gate",
          key: stepKey(
            "max-pages", version: 1, [("limit", String(limit)), ("place", place.identity)]),
          needs: [entry.resume]
        ) { context in
          let pages = try context.value(of: entry.resume).pageCount
          guard pages > limit else { return 0 }
          context.report(
            .error(
              "too-many-pages", "'\(id)' has \(pages) pages, more than 'max-pages: \(limit)'",
              at: place, help: "set 'pages: \(limit)' for its build, or shorten the profile"))
          return 0
        }
      }
    }
    guard let least = gates.minimumScore.value else { return }
    var seen: Set<String> = []
    for entry in shown
    where entry.variant.isTailored && seen.insert(entry.match.id).inserted {
      addScoreGate(least, gates.minimumScore.origin.location, entry, to: &graph)
    }
  }

  private func addScoreGate(
    _ least: Double, _ place: Location?, _ entry: ShownVariant, to graph: inout Graph
  ) {
    let folder = entry.variant.folder
    graph.add(
      "min-score of \(entry.match.id)", name: "gate",
      key: stepKey("min-score", version: 1, [("limit", String(least)), ("place", place.identity)]),
      needs: [entry.match]
    ) { context in
      guard let report = try context.value(of: entry.match).report else { return 0 }
      guard report.overallScore < least else { return 0 }
      context.report(
        .error(
          "score-too-low",
          "'\(folder)' scores \(oneDecimal(report.overallScore)), less than "
            + "'min-score: \(oneDecimal(least))'", at: place,
          help: "out/\(folder)/match.json says what is missing"))
      return 0
    }
  }
}

/// A score as people read it, cut so that 49.96 doesn't pass for 50.
func oneDecimal(_ score: Double) -> String {
  let tenths = Int((score * 10).rounded(.down))
  return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
}

extension TagUse {
  fileprivate var identity: String { "\(tag) \(Optional(location).identity)" }
}

extension Location? {
  /// What tells two places apart in a step's key.
  fileprivate var identity: String {
    map { "\($0.file.path):\($0.position.line):\($0.position.column)" } ?? ""
  }
}
