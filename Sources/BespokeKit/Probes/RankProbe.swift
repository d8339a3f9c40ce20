import Diagnostics
public import JSON
public import Matching

/// `bespoke-stage rank`: scores the candidates of a task for its query.
///
/// With a budget the scores give the order of selection.
public func rankProbe(_ task: JSONValue, _ matcher: Matcher) -> [JSONValue] {
  let candidates = task["candidates"]?.arrayValue ?? []
  let query = task["query"]
  let posting = Posting(
    title: query?["title"]?.stringValue ?? "", body: query?["text"]?.stringValue ?? "")
  let items = candidates.map(matchItem)
  var scores = matcher.rank(items, for: posting)
  if task["budget"] != nil {
    for (place, item) in matcher.select(items, for: posting).enumerated() {
      scores[item] = Double(items.count - place)
    }
  }
  return zip(items, scores).map { item, score in
    [
      "task": task["task"] ?? .null, "id": .string(item.id),
      "score": .decimal(score, digits: 9),
    ]
  }
}

private func matchItem(_ value: JSONValue) -> MatchItem {
  var fields: [(role: MatchItem.Role, text: String)] = []
  let kind = value["kind"]?.stringValue
  if let title = value["title"]?.stringValue { fields.append((.title, title)) }
  if let text = value["text"]?.stringValue {
    fields.append((kind == "skill" ? .skills : .text, text))
  }
  for bullet in value["bullets"]?.arrayValue ?? [] {
    if let text = bullet.stringValue { fields.append((.text, text)) }
  }
  return MatchItem(id: value["id"]?.stringValue ?? "", fields: fields)
}

/// `bespoke-stage matched`: for each requirement, how far it is met and by which candidate.
public func matchedProbe(_ task: JSONValue, _ matcher: Matcher) -> [JSONValue] {
  let requirements = task["query"]?["requirements"]?.arrayValue ?? []
  let items = (task["candidates"]?.arrayValue ?? []).map(matchItem)
  let coverage = matcher.coverage(
    of: requirements.map { $0["text"]?.stringValue ?? "" }, by: items)
  return zip(requirements, coverage).map { requirement, shares in
    let best = shares.indices.max { shares[$0] < shares[$1] }
    return [
      "task": task["task"] ?? .null, "id": requirement["id"] ?? .null,
      "score": .decimal(best.map { shares[$0] } ?? 0, digits: 9),
      "evidence": best.map { .string(items[$0].id) } ?? .null,
    ]
  }
}

/// `bespoke-stage modality`: what each line of a posting is: must, nice or duty.
public func modalityProbe(_ task: JSONValue) -> [JSONValue] {
  let lines = task["lines"]?.arrayValue ?? []
  let labels = Posting.modalities(
    of: lines.map { $0["text"]?.stringValue ?? "" },
    in: task["query"]?["text"]?.stringValue ?? "")
  return zip(lines, labels).map { line, label in
    [
      "task": task["task"] ?? .null, "id": line["id"] ?? .null, "label": .string(label.rawValue),
    ]
  }
}

/// Runs a probe of matching over lines of tasks; `--without INGREDIENT,…` leaves parts of the score
/// out, to measure what they bring.
func matchingProbe(
  _ arguments: [String], _ input: () -> [UInt8], _ run: (JSONValue, Matcher) -> [JSONValue]
) -> ProbeResult {
  var without: Set<Ingredient> = []
  if !arguments.isEmpty {
    let names = arguments.count == 2 && arguments[0] == "--without" ? arguments[1] : ""
    let parts = names.split(separator: ",").map { Ingredient(rawValue: String($0)) }
    without = Set(parts.compactMap(\.self))
    guard !parts.isEmpty, !parts.contains(nil) else {
      let known = Ingredient.allCases.map(\.rawValue).joined(separator: ", ")
      let problem = Diagnostic.error(
        "unknown-ingredient", "only '--without' and names of ingredients can follow",
        help: "the ingredients are \(known)")
      return ProbeResult(output: "", diagnostics: [problem], exitCode: 2)
    }
  }
  let matcher = Matcher(without: without)
  return taskLines(input()) { run($0, matcher) }
}
