package import Files

/// Which of the project's files went into a step, for what is said of it.
extension StepContext {
  /// Paths of the files that were there when these steps, and those before them, read them.
  package func filesRead(for steps: [any StepReference]) throws -> Set<String> {
    var paths: Set<String> = []
    var seen: Set<Int> = []
    var pending = steps.map(\.index)
    while let index = pending.popLast() {
      guard seen.insert(index).inserted else { continue }
      pending += execution.graph.steps[index].needs
      for finding in projectFindings(of: index) where finding.state != AnswerHash.missing {
        paths.insert(finding.observation.path.text)
      }
    }
    return paths
  }

  /// Hashes the files that a step read itself, whether or not they were there.
  package func updateWithFiles(
    readBy step: any StepReference, _ hasher: inout ContentHasher
  ) throws {
    for finding in projectFindings(of: step.index)
      .sorted(by: { $0.observation.precedes($1.observation) })
    { hasher.update(finding) }
  }

  private func projectFindings(of index: Int) -> Set<Finding> {
    guard let record = execution.outcome(of: index)?.record else { return [] }
    var findings = Set(record.findings)
    for evidence in record.evidence { evidence.forEachFinding { findings.insert($0) } }
    return findings.filter { $0.observation.root == .project && $0.observation.question == .read }
  }
}
