import Files

/// Why the last run of a step no longer stands.
extension Execution {
  /// Half a sentence for people; nil when the run stands.
  func staleness(of step: Graph.StepInfo, _ record: StepRecord) -> String? {
    if settings.isForced(step) { return "forced" }
    if record.key != keys[step.index] {
      return recordedTool == settings.tool ? "its options changed" : "the tool changed"
    }
    if record.result == nil { return "it failed last time" }
    for output in record.outputs where !step.outputs.contains(output.path) {
      return "it no longer makes '\(settings.outputPath)/\(output.path)'"
    }
    for dependency in record.dependencies {
      guard let need = step.needs.first(where: { graph.steps[$0].id == dependency.id }) else {
        return "it no longer needs '\(dependency.id)'"
      }
      if outcome(of: need)?.value != dependency.value { return "'\(dependency.id)' changed" }
    }
    for finding in record.findings {
      let state = states.state(of: finding.observation)
      if state != finding.state { return Self.explanation(finding, now: state) }
    }
    return nil
  }

  private static func explanation(_ finding: Finding, now state: ContentHash) -> String {
    let path = finding.observation.path
    let shown = finding.observation.root == .host ? "/\(path)" : "\(path)"
    if finding.observation.question == .list { return "the names in '\(shown)' changed" }
    if state == AnswerHash.missing { return "'\(shown)' is gone" }
    if finding.state == AnswerHash.missing { return "'\(shown)' is new" }
    return "'\(shown)' changed"
  }
}
