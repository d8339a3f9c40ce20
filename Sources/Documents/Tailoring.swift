public import Profiles

/// What a variant shows of a profile, as matching and page fit decided it.
///
/// An empty tailoring shows everything in the profile's own order, as the job `general` does.
public struct Tailoring: Sendable {
  /// Ids of entries, highlights and keywords (`skills-2.1`) that are left out.
  public var dropped: Set<String>
  /// Ids of entries that keep their heading line only.
  public var condensed: Set<String>
  /// Section kinds in the order in which they print; kinds not named follow in profile order.
  public var sectionOrder: [SectionKind]
  /// Ids of keywords per skill group id, best match first; groups not named keep their order.
  public var keywordOrder: [String: [String]]
  /// Order of entries per section id, where it isn't the profile's own.
  public var entryOrder: [String: [String]]

  public init(
    dropped: Set<String> = [], condensed: Set<String> = [], sectionOrder: [SectionKind] = [],
    keywordOrder: [String: [String]] = [:], entryOrder: [String: [String]] = [:]
  ) {
    self.dropped = dropped
    self.condensed = condensed
    self.sectionOrder = sectionOrder
    self.keywordOrder = keywordOrder
    self.entryOrder = entryOrder
  }
}
