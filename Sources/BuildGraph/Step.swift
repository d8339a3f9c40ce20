public import Files
import Synchronization

/// One unit of work, with a name by which others ask for its value.
///
/// A step runs again when its key, a file that it read or the value of a step that it asked changed
/// since the run that is on record; otherwise its outputs and messages of that run stand.
public struct Step<Value: Sendable>: StepReference {
  public let id: String
  public let index: Int
  let kind: ValueKind<Value>
  let body: @Sendable (StepContext) throws -> Value
  let slot = ValueSlot<Value>()
}

/// Any step, whatever its value.
public protocol StepReference: Sendable {
  /// Stable from run to run: `ada/acme/resume-modern.html`.
  var id: String { get }
  /// The place in the graph that it was added to.
  var index: Int { get }
}

/// How the value of a step is told from another one, and whether it is kept between runs.
public struct ValueKind<Value: Sendable>: Sendable {
  let fingerprint: (@Sendable (Value, inout ContentHasher) -> Void)?
  let encode: (@Sendable (Value) -> [UInt8])?
  let decode: (@Sendable ([UInt8]) -> Value?)?
  var aspects: @Sendable (Value) -> [Aspect] = { _ in [] }
  var remainder: String?

  private init(
    fingerprint: (@Sendable (Value, inout ContentHasher) -> Void)? = nil,
    encode: (@Sendable (Value) -> [UInt8])? = nil, decode: (@Sendable ([UInt8]) -> Value?)? = nil
  ) {
    self.fingerprint = fingerprint
    self.encode = encode
    self.decode = decode
  }

  /// Told apart by its bytes, which are kept, so that the step needn't run for a step that asks.
  public static func stored(
    encode: @escaping @Sendable (Value) -> [UInt8],
    decode: @escaping @Sendable ([UInt8]) -> Value?
  ) -> ValueKind {
    ValueKind(encode: encode, decode: decode)
  }

  /// Told apart by a hash of what matters to others; made again when a step asks for it.
  public static func compared(
    by fingerprint: @escaping @Sendable (Value, inout ContentHasher) -> Void
  ) -> ValueKind {
    ValueKind(fingerprint: fingerprint)
  }

  /// As different as what it was made from: any change of an input counts as another value.
  public static var opaque: ValueKind {
    ValueKind()
  }
}

extension ValueKind where Value == [UInt8] {
  /// Bytes that are kept as they are.
  public static var bytes: ValueKind { .stored(encode: { $0 }, decode: { $0 }) }
}

extension ValueKind where Value == String {
  /// Text that is kept as UTF-8.
  public static var text: ValueKind {
    .stored(encode: { Array($0.utf8) }, decode: { String(validating: $0, as: UTF8.self) })
  }
}

/// The place of a value while steps of this process may still ask for it.
final class ValueSlot<Value: Sendable>: Sendable {
  struct Held: Sendable {
    var value: Value
    var hash: ContentHash
  }

  private let held = Mutex<Held?>(nil)

  func fill(_ value: Value, _ hash: ContentHash) {
    held.withLock { $0 = Held(value: value, hash: hash) }
  }

  func release() { held.withLock { $0 = nil } }

  /// The value, made on the first call; other threads wait for it meanwhile.
  ///
  /// Steps form no circle, so neither do these waits.
  func value(orMake make: () throws -> Held) throws -> Held {
    try held.withLock { held in
      if let held { return held }
      let made = try make()
      held = made
      return made
    }
  }
}

/// Thrown by a body that has reported why it can't go on.
public struct StepFailure: Error, Sendable {
  public init() {}
}
