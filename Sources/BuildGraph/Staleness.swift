import Files
import Synchronization

/// Why the last run of a step no longer stands.
extension Execution {
  /// Nil when the run stands.
  func staleness(of step: Graph.StepInfo, _ record: StepRecord) -> Reason? {
    if settings.isForced(step) { return Reason("asked for") }
    if record.key != keys[step.index] { return keyChange(of: step, since: record) }
    if record.result == nil { return Reason("it failed last time") }
    for output in record.outputs where !step.outputs.contains(output.path) {
      return Reason("it no longer makes '\(settings.outputPath)/\(output.path)'")
    }
    let needs = Dictionary(
      step.needs.map { (graph.steps[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    for dependency in record.dependencies {
      guard let need = needs[dependency.id] else {
        return Reason("it no longer needs '\(dependency.id)'")
      }
      if outcome(of: need)?.value ?? StepRecord.noValue != dependency.value {
        return valueChange(of: need, seen: dependency.value)
      }
    }
    for finding in record.findings {
      let state = states.state(of: finding.observation)
      if state != finding.state { return Self.explanation(finding, now: state) }
    }
    for evidence in record.evidence {
      if let reason = breach(of: evidence) { return reason }
    }
    if let known = record.origins, known != origins(of: step) {
      return Reason("what its parts are made from changed")
    }
    return nil
  }

  /// What no longer holds of evidence; looked at once a run.
  private func breach(of evidence: Evidence) -> Reason? {
    if let known = verdicts.withLock({ $0[ObjectIdentifier(evidence)] }) { return known }
    var reason: Reason?
    for other in evidence.others where reason == nil { reason = breach(of: other) }
    for finding in evidence.findings where reason == nil {
      let state = states.state(of: finding.observation)
      if state != finding.state { reason = Self.explanation(finding, now: state) }
    }
    verdicts.withLock { $0[ObjectIdentifier(evidence)] = .some(reason) }
    return reason
  }
}
