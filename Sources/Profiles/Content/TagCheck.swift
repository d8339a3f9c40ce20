public import Diagnostics
public import Files

/// Warnings about tags that a build or a posting asks for and that are not among `tags`, those of
/// every profile that is built.
///
/// Names of profiles, postings, templates and locales are looked up where the builds are planned.
public func unknownTags(_ uses: [TagUse], among tags: Set<String>) -> [Diagnostic] {
  uses.filter { !tags.contains($0.tag) }.map { use in
    .warning(
      "unknown-tag", "no text of a profile is tagged '\(use.tag.shortened)'", at: use.location,
      help: didYouMean(use.tag, in: tags.sorted()))
  }
}

/// A tag and where it is asked for.
public struct TagUse: Sendable {
  public var tag: String
  public var location: Location
}

extension Config {
  /// The tags that builds choose and leave out.
  public var tagUses: [TagUse] {
    builds.flatMap { $0.audience.tagUses + $0.exclude.tagUses }
  }
}

extension Setting<[String]> {
  fileprivate var tagUses: [TagUse] {
    guard let location = origin.location else { return [] }
    return value.map { TagUse(tag: $0, location: location) }
  }
}

extension Job {
  public var tagUses: [TagUse] { audience.tagUses }
}

extension Profile {
  /// Says when the picture is not a file beside the profile: nothing is ever fetched.
  public func pictureProblem(_ files: any FileSystem) -> Diagnostic? {
    guard let image = basics.image else { return nil }
    guard image.value.utf8.prefix(16).firstIndex(of: UInt8(ascii: ":")) == nil else {
      return .warning(
        "remote-image", "picture '\(image.value.shortened)' is not fetched", at: image.location,
        help: "save it beside the profile and write its name")
    }
    let folder = (try? RelativePath(image.location.file.path))?.parent ?? .root
    do {
      let path = try folder.appending(image.value)
      guard !files.exists(path) else { return nil }
      return .warning("missing-image", "no picture '\(path.text)'", at: image.location)
    } catch {
      return error.diagnostic(at: image.location)
    }
  }

  /// Every tag of a section, entry or text, as often as it is used.
  public var tags: [String] {
    var texts: [Text?] = Schema.basics.fields.map { basics[$0.key] }
    texts += Schema.location.fields.map { basics.location?[$0.key] }
    texts += Schema.letter.fields.map { letter[$0.key] }
    texts += letter.paragraphs
    var tags = texts.compactMap(\.self).flatMap(\.facets.allTags)
    tags += basics.profiles.flatMap(\.facets.allTags)
    for section in sections {
      tags += section.facets.allTags + (section.title?.facets.allTags ?? [])
      tags += section.entries.flatMap(\.tags)
    }
    return tags
  }
}

extension Entry {
  fileprivate var tags: [String] {
    let texts = fields.map(\.text) + highlights.map(\.text) + keywords + lists.flatMap(\.names)
    return facets.allTags + texts.flatMap(\.facets.allTags) + positions.flatMap(\.tags)
  }
}

extension Facets {
  fileprivate var allTags: [String] { tags + alternates.flatMap(\.tags) }
}
