public import JSON
import Rewriting

/// `bespoke-stage facts`: what speaks against a rewritten text.
public func factsProbe(_ task: JSONValue) -> [JSONValue] {
  let skills = task["skills"]?.arrayValue?.compactMap(\.stringValue) ?? []
  let objections = FactCheck().objections(
    to: task["rewrite"]?.stringValue ?? "", source: task["source"]?.stringValue ?? "",
    skills: skills)
  return [
    [
      "task": task["task"] ?? .null,
      "objections": .array(
        objections.map { ["kind": .string($0.kind.rawValue), "reason": .string($0.reason)] }),
    ]
  ]
}
