package import Diagnostics
package import Files

/// Finds what one part of the content asks of another that is not there: profiles, jobs, templates,
/// tags, locales and pictures that are named somewhere and exist nowhere.
package struct ContentCheck: Sendable {
  package var config: Config
  package var profiles: [Profile]
  package var jobs: [Job]
  /// Of `content/locales`.
  package var locales: [Locale]
  /// Names of all templates that can be found; empty when nobody looked.
  package var templates: [String]

  package init(
    config: Config, profiles: [Profile], jobs: [Job], locales: [Locale] = [],
    templates: [String] = []
  ) {
    self.config = config
    self.profiles = profiles
    self.jobs = jobs
    self.locales = locales
    self.templates = templates
  }

  /// All that is missing, builds first, then jobs, then pictures.
  package func run(_ files: some FileSystem) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let tags = Set(profiles.flatMap(\.tags))
    for build in config.builds { check(build, tags, into: &diagnostics) }
    for job in jobs { check(job, tags, into: &diagnostics) }
    for profile in profiles { check(profile, files, into: &diagnostics) }
    return diagnostics
  }

  private func check(
    _ build: Config.Build, _ tags: Set<String>, into diagnostics: inout [Diagnostic]
  ) {
    check(build.profiles, "profile", among: profiles.map(\.id), into: &diagnostics)
    check(build.jobs, "job", among: jobs.map(\.id) + ["general"], into: &diagnostics)
    if !templates.isEmpty {
      check(build.templates, "template", among: templates, into: &diagnostics)
    }
    check(build.audience, tags, into: &diagnostics)
    check(build.exclude, tags, into: &diagnostics)
    guard case .file(let location) = build.locales.origin else { return }
    for tag in build.locales.value where Locale.find(tag, among: locales) == nil {
      diagnostics.append(
        .error(
          "unknown-locale", "no locale '\(tag)'", at: location,
          help: "add content/locales/\(tag).yaml"))
    }
  }

  /// Globs that fit nothing; those that nobody wrote may.
  private func check(
    _ setting: Setting<[String]>, _ what: String, among ids: [String],
    into diagnostics: inout [Diagnostic]
  ) {
    guard case .file(let location) = setting.origin else { return }
    for pattern in setting.value where pattern != "*" {
      let glob = Glob(pattern)
      guard !ids.contains(where: { glob.matches($0) }) else { continue }
      diagnostics.append(
        .warning(
          "no-match", "no \(what) is called '\(pattern)'", at: location,
          help: didYouMean(pattern, in: ids)))
    }
  }

  private func check(
    _ setting: Setting<[String]>, _ tags: Set<String>, into diagnostics: inout [Diagnostic]
  ) {
    guard case .file(let location) = setting.origin else { return }
    for tag in setting.value where !tags.contains(tag) {
      report(tag, location, tags, into: &diagnostics)
    }
  }

  private func report(
    _ tag: String, _ location: Location, _ tags: Set<String>,
    into diagnostics: inout [Diagnostic]
  ) {
    diagnostics.append(
      .warning(
        "unknown-tag", "no text of a profile is tagged '\(tag)'", at: location,
        help: didYouMean(tag, in: tags.sorted())))
  }

  private func check(
    _ job: Job, _ tags: Set<String>, into diagnostics: inout [Diagnostic]
  ) {
    let place = job.title.location
    for tag in job.audience where !tags.contains(tag) {
      report(tag, place, tags, into: &diagnostics)
    }
    for name in job.templates where !templates.isEmpty && !templates.contains(name) {
      diagnostics.append(
        .error(
          "unknown-template", "no template '\(name)'", at: place,
          help: didYouMean(name, in: templates)))
    }
  }

  /// A picture is a file beside the profile: nothing is ever fetched.
  private func check(
    _ profile: Profile, _ files: some FileSystem, into diagnostics: inout [Diagnostic]
  ) {
    guard let image = profile.basics.image else { return }
    guard image.value.utf8.prefix(16).firstIndex(of: UInt8(ascii: ":")) == nil else {
      diagnostics.append(
        .warning(
          "remote-image", "picture '\(image.value.shortened)' is not fetched", at: image.location,
          help: "save it beside the profile and write its name"))
      return
    }
    let folder = (try? RelativePath(image.location.file.path))?.parent ?? .root
    do {
      let path = try folder.appending(image.value)
      guard !files.exists(path) else { return }
      diagnostics.append(
        .warning("missing-image", "no picture '\(path.text)'", at: image.location))
    } catch {
      diagnostics.append(error.diagnostic(at: image.location))
    }
  }
}

extension Profile {
  /// Every tag of a section, entry or text, as often as it is used.
  package var tags: [String] {
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
