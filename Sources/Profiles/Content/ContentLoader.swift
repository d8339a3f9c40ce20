public import Diagnostics
public import Files
import YAML

/// Reads the content of a project through a `FileSystem`.
public struct ContentLoader: Sendable {
  public let files: any FileSystem
  public let listing: ContentListing
  /// Bytes of one file; larger ones are refused.
  public var limit: Int

  public init(_ files: any FileSystem, listing: ContentListing, limit: Int = defaultReadLimit) {
    self.files = files
    self.listing = listing
    self.limit = limit
  }

  /// The configuration, or the built-in one where the project has no `bespoke.yaml`.
  ///
  /// - Returns: nil when the file is there and broken.
  public func config(into diagnostics: inout [Diagnostic]) -> Config? {
    guard let path = listing.config else { return .builtIn }
    guard let document = tree(at: path, into: &diagnostics) else { return nil }
    return ConfigDecoder.decode(document, into: &diagnostics)
  }

  /// A posting; nil when it is broken.
  public func job(
    _ source: ContentListing.Source, into diagnostics: inout [Diagnostic]
  ) -> Job? {
    guard let file = load(source.path, into: &diagnostics) else { return nil }
    return JobDecoder.decode(file, id: source.id, into: &diagnostics)
  }

  /// A locale of the project; nil when its file is broken.
  public func locale(
    _ source: ContentListing.Source, into diagnostics: inout [Diagnostic]
  ) -> Locale? {
    guard let document = tree(at: source.path, into: &diagnostics) else { return nil }
    return LocaleDecoder.decode(document, tag: source.id, into: &diagnostics)
  }

  /// The locale that serves a tag, from the project or built in; nil, with an error, when there is
  /// none.
  public func locale(_ tag: String, into diagnostics: inout [Diagnostic]) -> Locale? {
    switch LocaleChoice(tag, among: listing.locales.map(\.id)) {
    case .custom(let index): return locale(listing.locales[index], into: &diagnostics)
    case .builtIn(let locale): return locale
    case nil:
      diagnostics.append(.unknownLocale(tag, at: nil))
      return nil
    }
  }

  /// A profile in a file of its own, outside any project.
  public static func profile(
    _ file: SourceFile, into diagnostics: inout [Diagnostic]
  ) -> Profile? {
    let isJSON = file.bytes.first { $0 > 0x20 && $0 < 0x80 } == UInt8(ascii: "{")
    let format = TreeFormat(path: file.path) ?? (isJSON ? .json : .yaml)
    guard let document = format.parse(file, into: &diagnostics) else { return nil }
    return ProfileDecoder.decode(document, id: "profile", into: &diagnostics)
  }

  /// The user's own skills; empty where the project has no `content/lexicon.yaml`.
  public func lexicon(into diagnostics: inout [Diagnostic]) -> [LexiconEntry] {
    guard let path = listing.lexicon, let document = tree(at: path, into: &diagnostics) else {
      return []
    }
    return LexiconDecoder.decode(document, into: &diagnostics)
  }

  /// A profile with its parts, laid over the profiles that it extends; nil when any of them is
  /// broken.
  public func profile(
    _ source: ContentListing.ProfileSource, into diagnostics: inout [Diagnostic]
  ) -> Profile? {
    guard var profile = extended(source, chain: [], into: &diagnostics) else { return nil }
    profile.id = source.id
    ProfileDecoder.checkCompleteness(profile, into: &diagnostics)
    return profile
  }

  /// More than this many profiles on top of each other are a mistake.
  private static var longestChain: Int { 16 }

  private func extended(
    _ source: ContentListing.ProfileSource, chain: [String], into diagnostics: inout [Diagnostic]
  ) -> Profile? {
    guard let own = alone(source, into: &diagnostics) else { return nil }
    guard let base = own.base else { return own }
    let chain = chain + [source.id]
    guard let baseSource = listing.profiles.first(where: { $0.id == base.value }) else {
      diagnostics.append(
        .error(
          "unknown-profile", "no profile '\(base.value.shortened)' to extend", at: base.location,
          help: didYouMean(base.value, in: listing.profiles.map(\.id)),
          notes: notes(chain)))
      return nil
    }
    guard !chain.contains(base.value), chain.count < Self.longestChain else {
      let way = (chain + [base.value]).joined(separator: " → ")
      diagnostics.append(
        .error("extends-cycle", "profiles extend each other: \(way)", at: base.location))
      return nil
    }
    guard let below = extended(baseSource, chain: chain, into: &diagnostics) else {
      diagnostics.append(
        .error(
          "broken-base", "profile '\(base.value)', which this one extends, cannot be read",
          at: base.location, notes: notes(chain)))
      return nil
    }
    return own.overlaid(on: below, into: &diagnostics)
  }

  private func notes(_ chain: [String]) -> [Diagnostic.Note] {
    chain.count > 1
      ? [Diagnostic.Note("extended by \(chain.dropLast().reversed().joined(separator: ", by "))")]
      : []
  }

  /// A profile and its parts.
  private func alone(
    _ source: ContentListing.ProfileSource, into diagnostics: inout [Diagnostic]
  ) -> Profile? {
    guard let document = tree(at: source.main, into: &diagnostics),
      var profile = ProfileDecoder.decode(document, id: source.id, into: &diagnostics)
    else { return nil }
    for path in source.parts {
      guard let document = tree(at: path, into: &diagnostics),
        let part = ProfileDecoder.decodePart(
          document, name: String(path.stem), id: source.id, into: &diagnostics)
      else { return nil }
      profile.add(part, into: &diagnostics)
    }
    return profile
  }

  private func tree(
    at path: RelativePath, into diagnostics: inout [Diagnostic]
  ) -> YAMLDocument? {
    guard let file = load(path, into: &diagnostics) else { return nil }
    return (TreeFormat(path: path.text) ?? .yaml).parse(file, into: &diagnostics)
  }

  private func load(
    _ path: RelativePath, into diagnostics: inout [Diagnostic]
  ) -> SourceFile? {
    do {
      return SourceFile(path: path.text, bytes: try files.load(path, limit: limit).bytes)
    } catch {
      diagnostics.append(error.diagnostic())
      return nil
    }
  }
}
