import CLinux
import Glibc

/// A value guarded by a lock, with waiting until another thread changes it.
public final class Monitor<State>: @unchecked Sendable {
  // Sendable: the state is touched under the lock only.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var state: State

  public init(_ state: sending State) {
    self.state = state
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    condition = .allocate(capacity: 1)
    condition.initialize(to: pthread_cond_t())
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Changes the state and wakes all that wait for it.
  public func update<Result>(_ body: (inout State) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)
    }
    return body(&state)
  }

  /// Looks at the state, or changes what nobody waits for.
  public func read<Result>(_ body: (inout State) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&state)
  }

  /// Waits until the body gives a value.
  public func wait<Result>(for body: (inout State) -> Result?) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      pthread_cond_wait(condition, mutex)
    }
  }
}

/// Runs a body on some threads, numbered from 0, and returns when all have ended.
///
/// The caller's own thread is number 0. Stacks hold 16 MiB, for parsers that recurse within bounds.
public func runOnThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  var threads: [pthread_t] = []
  for number in 1..<max(count, 1) {
    let work = Unmanaged.passRetained(ThreadWork(number: number, body: body))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 16 << 20)
    var thread = pthread_t()
    let failure = pthread_create(&thread, &attributes, runThread, work.toOpaque())
    pthread_attr_destroy(&attributes)
    if failure == 0 { threads.append(thread) } else { work.release() }
  }
  body(0)
  for thread in threads { pthread_join(thread, nil) }
}

private final class ThreadWork: Sendable {
  let number: Int
  let body: @Sendable (Int) -> Void

  init(number: Int, body: @escaping @Sendable (Int) -> Void) {
    self.number = number
    self.body = body
  }
}

private func runThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  let work = Unmanaged<ThreadWork>.fromOpaque(context).takeRetainedValue()
  work.body(work.number)
  return nil
}

/// Processors that this process may use.
public var processorCount: Int {
  let count = Int(linux_processor_count())
  return count > 0 ? count : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
