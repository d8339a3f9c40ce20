public import Diagnostics
public import Files

/// What the body of a step may use: files, values of other steps, and a place for results.
///
/// It belongs to the thread that runs the step.
public final class StepContext {
  /// The project's files; each question is recorded.
  public let files: any FileSystem
  /// The machine's files, by absolute path without the leading `/`; recorded too.
  public let host: any FileSystem
  public let id: String

  let step: Graph.StepInfo
  let worker: WorkerState
  let execution: Execution
  let trace = Trace()
  /// Evidence of others that this step rests on.
  private(set) var borrowed: [Evidence] = []
  private(set) var dependencies: [StepRecord.Dependency] = []
  private var asked: Set<Int> = []
  /// Whether it was told what others were made from.
  var asksOrigins = false
  /// The indices of needs; a gallery has thousands.
  private let needs: Set<Int>
  private(set) var outputs: [(path: RelativePath, bytes: [UInt8])] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(step: Graph.StepInfo, execution: Execution, worker: WorkerState) {
    self.step = step
    self.execution = execution
    self.worker = worker
    id = step.id
    needs = Set(step.needs)
    files = RecordingFileSystem(root: .project, states: execution.states, trace: trace)
    host = RecordingFileSystem(root: .host, states: execution.states, trace: trace)
  }

  var findings: [Finding] { trace.findings }

  /// What the machine could not read.
  var passingFaults: [FileError] { trace.faults.filter(\.isPassing) }

  /// Reports what the machine could not read, whatever the body made of it; false when there was
  /// nothing of the kind.
  func reportFaults() -> Bool {
    let faults = passingFaults
    for fault in faults {
      let diagnostic = fault.diagnostic()
      if !diagnostics.contains(where: { $0.message == diagnostic.message }) { report(diagnostic) }
    }
    return !faults.isEmpty
  }

  var states: FileStates { execution.states }

  /// Rests this step on what another part of the build read.
  public func adopt(_ evidence: Evidence) {
    guard !borrowed.contains(where: { $0 === evidence }) else { return }
    borrowed.append(evidence)
    for fault in evidence.faults { trace.note(fault: fault) }
  }

  /// The value of a step that this one needs.
  public func value<Value>(of step: Step<Value>) throws -> Value {
    guard needs.contains(step.index) else {
      report(.error("undeclared-need", "step '\(id)' asks for '\(step.id)' without needing it"))
      throw StepFailure()
    }
    do {
      let held = try execution.value(of: step, worker: worker)
      note(step, held.hash)
      return held.value
    } catch {
      // Who does without it runs again when there is one.
      note(step, StepRecord.noValue)
      if let fault = error as? FileError, fault.isPassing { trace.note(fault: fault) }
      throw error
    }
  }

  /// Hash of the value, and the outputs, of a step that this one needs; nil when it failed.
  ///
  /// Its body needn't run for that.
  public func products(of step: any StepReference) throws -> StepProducts? {
    guard needs.contains(step.index) else {
      report(.error("undeclared-need", "step '\(id)' asks for '\(step.id)' without needing it"))
      throw StepFailure()
    }
    asksOrigins = true
    let outcome = execution.outcome(of: step.index)
    note(step, outcome?.value ?? StepRecord.noValue)
    guard outcome?.value != nil else { return nil }
    let outputs = outcome?.record?.outputs ?? []
    return StepProducts(
      inputs: inputs(of: execution.graph.steps[step.index]),
      outputs: outputs.map { ($0.path, $0.content) })
  }

  /// Hash of the key of a step, and of all that the steps before it were made from.
  ///
  /// What it read itself is not in it: a file that both read is found with either, depending on
  /// which worker did what, and the same inputs have to give the same hash.
  private func inputs(of step: Graph.StepInfo) -> ContentHash {
    var hasher = ContentHasher()
    hasher.update(field: step.key.hash)
    for need in step.needs { hasher.update(field: execution.origin(of: need)) }
    return hasher.finish()
  }

  private func note(_ step: any StepReference, _ value: ContentHash) {
    if asked.insert(step.index).inserted {
      dependencies.append(StepRecord.Dependency(id: step.id, value: value))
    }
  }

  /// A value of which each worker thread has its own, such as a font map.
  public func value<Value>(of local: WorkerLocal<Value>) -> Value { worker.value(of: local) }

  /// Notes a problem; it is shown now and whenever this run of the step stands.
  public func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic.excerpted()) }

  public func report(_ diagnostics: [Diagnostic]) {
    self.diagnostics += diagnostics.map { $0.excerpted() }
  }

  /// Puts a file below the output folder, when the step has ended without failure.
  public func emit(_ bytes: [UInt8], to path: RelativePath) {
    outputs.append((path, bytes))
  }

  /// Notes why a body ended early.
  func report(failure: any Error) {
    switch failure {
    case is StepFailure: break
    case let error as FileError: report(error.diagnostic())
    case let error as PathError: report(error.diagnostic())
    default: report(.error("step-failed", "step '\(id)' failed: \(failure)"))
    }
  }

  /// All that the value was made from.
  func hashOrigin(into hasher: inout ContentHasher) {
    hasher.update(field: execution.keys[step.index])
    for finding in findings { hasher.update(finding) }
    for evidence in borrowed { hasher.update(field: evidence.hash) }
    for dependency in dependencies {
      hasher.update(field: dependency.id)
      hasher.update(field: dependency.value)
    }
  }
}

/// What a step has made, as hashes.
public struct StepProducts {
  /// Hash of all that they were made from; the same wherever the same tool runs.
  public var inputs: ContentHash
  public var outputs: [(path: RelativePath, content: ContentHash)]
}

/// A value of which each worker thread makes its own, at first use.
public final class WorkerLocal<Value>: Sendable {
  let make: @Sendable () -> Value

  public init(_ make: @escaping @Sendable () -> Value) { self.make = make }
}

/// What belongs to one worker thread.
final class WorkerState {
  let number: Int
  private var locals: [ObjectIdentifier: Any] = [:]

  init(number: Int) { self.number = number }

  func value<Value>(of local: WorkerLocal<Value>) -> Value {
    let key = ObjectIdentifier(local)
    if let value = locals[key] as? Value { return value }
    let value = local.make()
    locals[key] = value
    return value
  }
}
