import Diagnostics
import Files

/// What happens to one step when its turn comes.
extension Execution {
  func process(_ step: Graph.StepInfo, _ worker: WorkerState) -> Outcome {
    if graph.conflicts.contains(step.index) { return ended(step, .failed, records[step.id]) }
    for need in step.needs {
      guard let outcome = outcome(of: need) else { continue }
      switch outcome.report.status {
      case .failed, .blocked:
        if step.toleratesFailures, !outcome.isFault { continue }
        if step.mayFail.contains(need), outcome.fault == nil { continue }
        return blocked(step, by: outcome)
      case .stale where outcome.value == nil: return overtaken(step, by: outcome.report)
      default: continue
      }
    }
    guard let record = records[step.id] else {
      return execute(step, Reason("never built before"), worker)
    }
    if let reason = staleness(of: step, record) { return execute(step, reason, worker) }
    return keep(step, record, worker)
  }

  private func blocked(_ step: Graph.StepInfo, by need: Outcome) -> Outcome {
    var outcome = ended(
      step, .blocked, records[step.id], reason: Reason("'\(need.report.step.id)' failed"))
    outcome.isFault = need.isFault
    outcome.fault = need.fault
    return outcome
  }

  /// A step of a dry run that needs a stale one.
  private func overtaken(_ step: Graph.StepInfo, by need: StepReport) -> Outcome {
    let record = records[step.id]
    var outcome = ended(step, .stale, record, reason: need.why.map { Reason($0.cause) })
    outcome.report.isCertain = record?.result == nil
    return outcome
  }

  /// A step whose last run stands, with its outputs put back where they are missing.
  private func keep(
    _ step: Graph.StepInfo, _ record: StepRecord, _ worker: WorkerState
  ) -> Outcome {
    var reason: Reason?
    for output in record.outputs where !outputs.stands(output.path, output.content) {
      let shown = Reason("\(settings.outputPath)/\(output.path) is missing or was changed")
      reason = reason ?? shown
      if settings.isDryRun { return ended(step, .stale, record, reason: shown) }
      do throws(FileError) {
        if try !outputs.restore(output.path, output.content) {
          return execute(step, shown, worker)
        }
      } catch {
        return failed(step, shown, error)
      }
    }
    var outcome = ended(step, reason == nil ? .upToDate : .restored, record, reason: reason)
    outcome.report.diagnostics = record.diagnostics
    outcome.value = record.result?.value
    return outcome
  }

  /// Runs the body and puts what it made in place.
  private func execute(
    _ step: Graph.StepInfo, _ reason: Reason, _ worker: WorkerState
  ) -> Outcome {
    if settings.isDryRun, !step.runsDry {
      return ended(step, .stale, records[step.id], reason: reason)
    }
    settings.observe(.started(step, reason: reason.text, worker: worker.number))
    let start = monotonicNanoseconds()
    let context = StepContext(step: step, execution: self, worker: worker)
    var produced: ProducedValue?
    do {
      produced = try graph.bodies[step.index].run(context)
    } catch {
      context.report(failure: error)
    }
    if context.reportFaults() { produced = nil }
    let result = produced.flatMap { settle($0, context) }
    let isFault = result == nil && (produced != nil || !context.trace.faults.isEmpty)
    if result == nil, !context.diagnostics.contains(where: { $0.severity == .error }) {
      // What a failed need has said is said.
      if let need = failedNeed(of: step) { return blocked(step, by: need) }
      context.report(silentFailure(of: step))
    }
    let record = StepRecord(
      id: step.id, name: step.name, key: keys[step.index], parts: step.key.parts, result: result,
      findings: context.findings, evidence: context.borrowed, dependencies: context.dependencies,
      origins: context.asksOrigins ? origins(of: step) : nil, diagnostics: context.diagnostics,
      duration: monotonicNanoseconds() - start)
    let made: StepStatus = settings.isDryRun ? .stale : .ran
    return Outcome(
      report: StepReport(
        step: step, status: result == nil ? .failed : made, why: reason,
        diagnostics: record.diagnostics, start: start - startTime, duration: record.duration,
        worker: worker.number),
      record: record, value: result?.value, isFault: isFault, fault: context.passingFaults.first)
  }

  private func failedNeed(of step: Graph.StepInfo) -> Outcome? {
    step.needs.lazy.compactMap { self.outcome(of: $0) }
      .first { [.failed, .blocked].contains($0.report.status) }
  }

  /// What is said of a step that failed without a word: a step that it needs has mostly said it.
  private func silentFailure(of step: Graph.StepInfo) -> Diagnostic {
    let culprit = step.needs.first { need in
      outcome(of: need)?.report.diagnostics.contains { $0.severity == .error } ?? false
    }
    guard let culprit else { return .error("step-failed", "step '\(step.id)' failed") }
    return .error(
      "step-failed", "'\(step.id)' is not made: '\(graph.steps[culprit].id)' has errors")
  }

  /// Writes outputs and value of a body that came to its end; nil when not all got there.
  private func settle(_ produced: ProducedValue, _ context: StepContext) -> StepRecord.Result? {
    var result = StepRecord.Result(
      value: produced.hash, isValueStored: false, aspects: produced.aspects, outputs: [])
    do throws(FileError) {
      for output in context.outputs {
        guard context.step.outputs.contains(output.path) else {
          context.report(
            .error(
              "undeclared-output",
              "step '\(context.id)' makes '\(output.path)', which it did not declare"))
          return nil
        }
        let content = ContentHash(of: output.bytes)
        try outputs.keep(output.bytes, content)
        result.outputs.append(StepRecord.Output(path: output.path, content: content))
      }
      if let stored = produced.stored {
        if stored.count <= StepRecord.smallValueLimit {
          result.smallValue = stored
        } else {
          try outputs.keep(stored, produced.hash)
          result.isValueStored = true
        }
      }
      // Last: what can't be kept leaves the old outputs.
      for (output, made) in zip(context.outputs, result.outputs) {
        try outputs.put(output.path, output.bytes, made.content)
      }
      return result
    } catch {
      context.report(error.diagnostic())
      return nil
    }
  }

  /// The value of a step for another one: the one at hand, the kept one, or made again.
  func value<Value: Sendable>(
    of step: Step<Value>, worker: WorkerState
  ) throws -> ValueSlot<Value>.Held {
    // It has said why.
    if let ended = outcome(of: step.index)?.report.status, [.failed, .blocked].contains(ended) {
      throw StepFailure()
    }
    return try step.slot.value {
      if let decode = step.kind.decode, let result = self.outcome(of: step.index)?.record?.result,
        let bytes = self.keptValue(of: result), let value = decode(bytes)
      {
        return ValueSlot<Value>.Held(value: value, hash: result.value)
      }
      // Outputs and messages of this run are those on record already.
      let context = StepContext(
        step: self.graph.steps[step.index], execution: self, worker: worker)
      let value = try step.body(context)
      if let fault = context.passingFaults.first { throw fault }
      return ValueSlot<Value>.Held(value: value, hash: step.produced(value, context).hash)
    }
  }

  private func keptValue(of result: StepRecord.Result) -> [UInt8]? {
    result.smallValue ?? (result.isValueStored ? outputs.store.object(result.value) : nil)
  }

  private func ended(
    _ step: Graph.StepInfo, _ status: StepStatus, _ record: StepRecord?, reason: Reason? = nil
  ) -> Outcome {
    Outcome(
      report: StepReport(
        step: step, status: status, why: reason, diagnostics: [], start: 0, duration: 0,
        worker: 0),
      record: record)
  }

  private func failed(
    _ step: Graph.StepInfo, _ reason: Reason, _ error: FileError
  ) -> Outcome {
    var outcome = ended(step, .failed, records[step.id], reason: reason)
    outcome.report.diagnostics = [error.diagnostic()]
    outcome.isFault = true
    return outcome
  }
}
