import Documents
import JSON
import Matching

/// The texts with which a page begins the elements that it shows of an item.
struct DocumentText {
  /// Of the item's own line: a heading and the line below it, or a highlight.
  private var heading: [String] = []
  /// What an entry's line can do without.
  private var story: [String] = []

  /// The texts that a step takes from the page.
  func texts(without action: MatchReport.DropStep.Action) -> [String] {
    switch action {
    case .drop: heading + story
    case .condense: story
    }
  }

  /// By the id of the item.
  static func starts(of document: ResumeDocument) -> [String: DocumentText] {
    var found: [String: DocumentText] = [:]
    var open = document.sections
    while let value = open.popLast() {
      switch value {
      case .array(let values): open += values
      case .object(let members):
        if let id = value["id"]?.stringValue { found[id] = DocumentText(value) }
        open += members.map(\.value)
      default: break
      }
    }
    return found
  }

  /// By the id of an entry: the title of its section, where each of the section's entries is among
  /// those that may leave.
  static func sections(
    of document: ResumeDocument, leaving: Set<String>
  ) -> [String: String] {
    var titles: [String: String] = [:]
    for section in document.sections {
      let ids = section["entries"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? []
      guard let title = section["title"]?.stringValue, leaving.isSuperset(of: ids) else { continue }
      for id in ids { titles[id] = title }
    }
    return titles
  }

  private init(_ item: JSONValue) {
    if let text = item["text"]?.stringValue {
      heading = [text]
      return
    }
    let name = item["heading"]?.stringValue ?? item["name"]?.stringValue
    let below = item["where"]?.arrayValue?.first?["text"]?.stringValue
    heading = [name, below].compactMap { $0 }
    story = [item["description"], item["summary"]].compactMap { $0?["text"]?.stringValue }
    if let keyword = item["keywords"]?.arrayValue?.first?.stringValue { story.append(keyword) }
  }
}
