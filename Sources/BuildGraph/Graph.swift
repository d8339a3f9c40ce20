public import Diagnostics
public import Files

/// The steps of a build, in an order in which each comes after those that it needs.
public struct Graph: Sendable {
  /// What is known of a step before it runs.
  public final class StepInfo: StepReference {
    public let index: Int
    public let id: String
    /// The kind of step, shared by many: `match`, `html`, `pdf`.
    public let name: String
    public let key: StepKey
    /// Indices of the steps whose values it may ask for.
    public let needs: [Int]
    /// Needs whose failure fails it only when it asks for their values.
    let mayFail: Set<Int>
    /// All that it may write, below the output folder.
    public let outputs: [RelativePath]
    /// What differs in the value of the step when no named part of it does.
    let remainder: String?
    /// Whether its value is kept between runs.
    let isStored: Bool
    /// Runs even when some of its needs failed, and finds out which.
    let toleratesFailures: Bool
    /// The need whose worker has something at hand for this step.
    let near: Int?

    /// Whether a dry run may find out what it gives: it leaves nothing behind and takes little.
    var runsDry: Bool { outputs.isEmpty && !isStored }

    init(
      index: Int, id: String, name: String, key: StepKey, needs: [Int],
      mayFail: Set<Int>, outputs: [RelativePath], remainder: String?, isStored: Bool,
      toleratesFailures: Bool, near: Int?
    ) {
      self.index = index
      self.id = id
      self.name = name
      self.key = key
      self.needs = needs
      self.mayFail = mayFail
      self.outputs = outputs
      self.remainder = remainder
      self.isStored = isStored
      self.toleratesFailures = toleratesFailures
      self.near = near
    }
  }

  public private(set) var steps: [StepInfo] = []
  /// Holds only some of the project's steps, because only some were asked for; records and outputs
  /// of all others stay.
  public var isPartial = false
  /// Bytes of kept objects above which the oldest go, where the project says it.
  public var cacheLimit: Int64?
  /// The machine's files, for a plan that looks outside of the project; each question is recorded.
  public internal(set) var host: (any FileSystem)?
  /// What a library knows of folders that it indexes by itself; set by the plan.
  public var index: FolderIndex?
  /// Problems found while planning.
  public private(set) var diagnostics: [Diagnostic] = []
  private(set) var bodies: [StepBody] = []
  private var indices: [String: Int] = [:]
  private var producers: [RelativePath: Int] = [:]
  /// Steps that can't run because two of them claim one name or output.
  private(set) var conflicts: Set<Int> = []

  public init() {}

  /// Adds a step.
  ///
  /// `key` says all that the body depends on besides files and other steps (`stepKey`). The body
  /// runs at most once a build, on some thread; it reads through its context only. Steps of
  /// `choices` are needs of which the body asks some, and the others may fail. `near` is the need
  /// whose worker keeps something that the body can use again.
  @discardableResult
  public mutating func add<Value: Sendable>(
    _ id: String, name: String, key: StepKey, needs: [any StepReference] = [],
    choices: [any StepReference] = [], outputs: [RelativePath] = [],
    toleratesFailures: Bool = false, near: (any StepReference)? = nil,
    value kind: ValueKind<Value> = .opaque,
    body: @escaping @Sendable (StepContext) throws -> Value
  ) -> Step<Value> {
    let index = steps.count
    let step = Step(id: id, index: index, kind: kind, body: body)
    var seen: Set<Int> = []
    let indicesOfNeeds = (needs + choices).map(\.index).filter { seen.insert($0).inserted }
    steps.append(
      StepInfo(
        index: index, id: id, name: name, key: key, needs: indicesOfNeeds,
        mayFail: Set(choices.map(\.index)).subtracting(needs.map(\.index)), outputs: outputs,
        remainder: kind.remainder, isStored: kind.encode != nil,
        toleratesFailures: toleratesFailures, near: near?.index))
    bodies.append(StepBody(step))
    if let other = indices.updateValue(index, forKey: id) {
      conflicts.formUnion([index, other])
      report(.error("duplicate-step", "two steps are called '\(id)'"))
    }
    for output in outputs { claim(output, for: index) }
    return step
  }

  public mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  public mutating func report(_ diagnostics: [Diagnostic]) { self.diagnostics += diagnostics }

  private mutating func claim(_ output: RelativePath, for index: Int) {
    guard let other = producers.updateValue(index, forKey: output), other != index else { return }
    conflicts.formUnion([index, other])
    report(
      .error(
        "duplicate-output",
        "output '\(output)' is made twice: by '\(steps[other].id)' and by '\(steps[index].id)'",
        help: "give one of the builds a name"))
  }
}

/// The work of a step with its type of value taken away.
struct StepBody: Sendable {
  /// Runs the body and keeps the value for those who ask; gives its hash and the bytes to store.
  let run: @Sendable (StepContext) throws -> ProducedValue
  let release: @Sendable () -> Void

  init<Value: Sendable>(_ step: Step<Value>) {
    run = { context in
      let value = try step.body(context)
      let produced = step.produced(value, context)
      step.slot.fill(value, produced.hash)
      return produced
    }
    release = { step.slot.release() }
  }
}

/// What the record of a step needs to know of its value.
struct ProducedValue: Sendable {
  var hash: ContentHash
  /// The bytes of a value that is kept between runs.
  var stored: [UInt8]?
  var aspects: [Aspect]
}

extension Step {
  /// The hash of a value, and its bytes where they are kept.
  func produced(_ value: Value, _ context: StepContext) -> ProducedValue {
    if let encode = kind.encode {
      let bytes = encode(value)
      return ProducedValue(
        hash: ContentHash(of: bytes), stored: bytes, aspects: kind.aspects(value))
    }
    var hasher = ContentHasher()
    if let fingerprint = kind.fingerprint {
      fingerprint(value, &hasher)
    } else {
      context.hashOrigin(into: &hasher)
    }
    return ProducedValue(hash: hasher.finish(), aspects: kind.aspects(value))
  }
}
