public import Files

/// Which of the project's files went into a step, for what is said of it.
extension StepContext {
  /// Paths of the files that were there when these steps, and those before them, read them.
  public func filesRead(for steps: [any StepReference]) throws -> Set<String> {
    var paths: Set<String> = []
    var seen: Set<Int> = []
    var pending = steps.map(\.index)
    while let index = pending.popLast() {
      guard seen.insert(index).inserted else { continue }
      pending += execution.graph.steps[index].needs
      for finding in projectReadings(of: index) where finding.state != AnswerHash.missing {
        paths.insert(finding.observation.path.text)
      }
    }
    return paths
  }

  /// Hashes the files that a step read itself, whether or not they were there.
  public func updateWithFiles(
    readBy step: any StepReference, _ hasher: inout ContentHasher
  ) throws {
    for finding in projectReadings(of: step.index) { hasher.update(finding) }
  }

  /// What a step asked of the project's files, in a fixed order.
  private func projectReadings(of index: Int) -> [Finding] {
    asksOrigins = true
    let record = execution.outcome(of: index)?.record
    let findings = record?.projectFindings.filter { $0.observation.question == .read } ?? []
    return findings.sorted { $0.observation.precedes($1.observation) }
  }
}
