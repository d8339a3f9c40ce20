import BuildGraph
import JSON

/// The steps of a build as a Chrome trace, for `chrome://tracing` or Perfetto.
///
/// The format is that of the "Trace Event Format" document: complete events (`X`), microseconds,
/// one row for each worker.
func chromeTrace(of report: BuildReport) -> [UInt8] {
  var events: [JSONValue] = [threadName(0, "worker 0 (main)")]
  let workers = Set(report.steps.map(\.worker)).sorted()
  events += workers.filter { $0 > 0 }.map { threadName($0, "worker \($0)") }
  events.append(event("plan", "build", start: 0, duration: report.stepsBegan, worker: 0))
  for step in report.steps where step.duration > 0 {
    events.append(
      event(
        step.step.id, step.step.name, start: report.stepsBegan + step.start,
        duration: step.duration, worker: step.worker,
        arguments: [
          "status": .string(step.status.rawValue),
          "reason": step.reason.map { .string($0) } ?? .null,
        ]))
  }
  events.append(
    event(
      "write the log", "build", start: report.stepsEnded,
      duration: report.duration - report.stepsEnded, worker: 0))
  let trace: JSONValue = ["displayTimeUnit": "ms", "traceEvents": .array(events)]
  return Array((trace.serialized() + "\n").utf8)
}

private func event(
  _ name: String, _ category: String, start: Int64, duration: Int64, worker: Int,
  arguments: JSONValue = .object([])
) -> JSONValue {
  [
    "name": .string(name), "cat": .string(category), "ph": "X", "pid": 1,
    "tid": .integer(worker), "ts": microseconds(start), "dur": microseconds(max(0, duration)),
    "args": arguments,
  ]
}

private func threadName(_ worker: Int, _ name: String) -> JSONValue {
  [
    "name": "thread_name", "ph": "M", "pid": 1, "tid": .integer(worker),
    "args": ["name": .string(name)],
  ]
}

/// Microseconds with three decimals of some nanoseconds.
private func microseconds(_ nanoseconds: Int64) -> JSONValue {
  let rest = String(nanoseconds % 1000)
  let decimals = String(repeating: "0", count: 3 - rest.utf8.count) + rest
  return .number("\(nanoseconds / 1000).\(decimals)")
}
