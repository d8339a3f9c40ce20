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
        return ended(step, .blocked, records[step.id], reason: "'\(outcome.report.step.id)' failed")
      case .stale:
        return ended(
          step, .stale, records[step.id], reason: "'\(outcome.report.step.id)' would run")
      default: continue
      }
    }
    guard let record = records[step.id] else { return execute(step, "never built before", worker) }
    if let reason = staleness(of: step, record) { return execute(step, reason, worker) }
    return keep(step, record, worker)
  }

  /// A step whose last run stands, with its outputs put back where they are missing.
  private func keep(
    _ step: Graph.StepInfo, _ record: StepRecord, _ worker: WorkerState
  ) -> Outcome {
    var reason: String?
    for output in record.outputs where !outputs.stands(output.path, output.content) {
      let shown = "'\(settings.outputPath)/\(output.path)' is missing or was changed"
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
    outcome.value = record.value
    return outcome
  }

  /// Runs the body and puts what it made in place.
  private func execute(
    _ step: Graph.StepInfo, _ reason: String, _ worker: WorkerState
  ) -> Outcome {
    if settings.isDryRun { return ended(step, .stale, records[step.id], reason: reason) }
    settings.observe(.started(step, reason: reason, worker: worker.number))
    let start = monotonicNanoseconds()
    let context = StepContext(step: step, execution: self, worker: worker)
    var produced: ProducedValue?
    do {
      produced = try graph.bodies[step.index].run(context)
    } catch {
      context.report(failure: error)
    }
    var record = StepRecord(
      id: step.id, name: step.name, key: keys[step.index], isDone: false,
      value: AnswerHash.missing, isValueStored: false, findings: context.findings,
      dependencies: context.dependencies, outputs: [], diagnostics: [], duration: 0)
    if let produced { settle(&record, produced, context) }
    record.diagnostics = context.diagnostics
    record.duration = monotonicNanoseconds() - start
    if !record.isDone, !record.diagnostics.contains(where: { $0.severity == .error }) {
      record.diagnostics.append(.error("step-failed", "step '\(step.id)' failed"))
    }
    return Outcome(
      report: StepReport(
        step: step, status: record.isDone ? .ran : .failed, reason: reason,
        diagnostics: record.diagnostics, start: start - startTime, duration: record.duration,
        worker: worker.number),
      record: record, value: record.isDone ? record.value : nil)
  }

  /// Writes outputs and value of a body that came to its end; the record is done when all is there.
  private func settle(
    _ record: inout StepRecord, _ produced: ProducedValue, _ context: StepContext
  ) {
    do throws(FileError) {
      for output in context.outputs {
        guard context.step.outputs.contains(output.path) else {
          context.report(
            .error(
              "undeclared-output",
              "step '\(record.id)' makes '\(output.path)', which it did not declare"))
          return
        }
        let content = try outputs.put(output.path, output.bytes)
        record.outputs.append(StepRecord.Output(path: output.path, content: content))
      }
      record.value = produced.hash
      if let stored = produced.stored {
        try outputs.keep(stored, produced.hash)
        record.isValueStored = true
      }
      record.isDone = true
    } catch {
      context.report(error.diagnostic())
    }
  }

  /// The value of a step for another one: the one at hand, the kept one, or made again.
  func value<Value: Sendable>(
    of step: Step<Value>, worker: WorkerState
  ) throws -> ValueSlot<Value>.Held {
    try step.slot.value {
      if let decode = step.kind.decode, let record = self.outcome(of: step.index)?.record,
        record.isValueStored, let bytes = self.outputs.store.object(record.value),
        let value = decode(bytes)
      {
        return ValueSlot<Value>.Held(value: value, hash: record.value)
      }
      // Outputs and messages of this run are those on record already.
      let context = StepContext(
        step: self.graph.steps[step.index], execution: self, worker: worker)
      let value = try step.body(context)
      return ValueSlot<Value>.Held(value: value, hash: step.produced(value, context).hash)
    }
  }

  private func ended(
    _ step: Graph.StepInfo, _ status: StepStatus, _ record: StepRecord?, reason: String? = nil
  ) -> Outcome {
    Outcome(
      report: StepReport(
        step: step, status: status, reason: reason, diagnostics: [], start: 0, duration: 0,
        worker: 0),
      record: record)
  }

  private func failed(
    _ step: Graph.StepInfo, _ reason: String, _ error: FileError
  ) -> Outcome {
    var outcome = ended(step, .failed, records[step.id], reason: reason)
    outcome.report.diagnostics = [error.diagnostic()]
    return outcome
  }
}
