import CGIO

/// A GLib main loop with a context of its own, run by one thread.
///
/// Sockets, monitors and timers that belong to it are touched by that thread only; others hand
/// work over by `perform`.
public final class EventLoop: @unchecked Sendable {
  // Sendable: GLib's contexts and loops have locks of their own.
  let context: OpaquePointer?
  private let loop: OpaquePointer?

  public init() {
    context = g_main_context_new()
    loop = g_main_loop_new(context, 0)
  }

  deinit {
    g_main_loop_unref(loop)
    g_main_context_unref(context)
  }

  /// Serves events until `stop`; file monitors made meanwhile report to this loop.
  public func run() {
    entered { g_main_loop_run(loop) }
  }

  /// Runs a body with this loop as the one that file monitors report to.
  public func entered<Result>(_ body: () throws -> Result) rethrows -> Result {
    g_main_context_push_thread_default(context)
    defer { g_main_context_pop_thread_default(context) }
    return try body()
  }

  /// Ends `run`; from any thread.
  public func stop() { g_main_loop_quit(loop) }

  /// Does something on the loop's thread, soon; from any thread.
  public func perform(_ work: @escaping @Sendable () -> Void) {
    attach(g_idle_source_new()) {
      work()
      return false
    }
  }

  /// Calls back after some milliseconds, again and again as long as the body says true.
  @discardableResult
  public func after(milliseconds: Int, _ body: @escaping () -> Bool) -> Timer {
    Timer(attach(g_timeout_source_new(guint(max(0, milliseconds))), body))
  }

  /// Calls back when the process is asked to end, by SIGINT, SIGTERM or SIGHUP.
  public func onTermination(_ body: @escaping () -> Void) {
    for signal in [SIGINT, SIGTERM, SIGHUP] {
      attach(g_unix_signal_source_new(signal)) {
        body()
        return true
      }
    }
  }

  @discardableResult
  private func attach(
    _ source: UnsafeMutablePointer<GSource>?, _ body: @escaping () -> Bool
  ) -> UnsafeMutablePointer<GSource>? {
    let held = Unmanaged.passRetained(Callback(body)).toOpaque()
    g_source_set_callback(
      source,
      { data in
        guard let data else { return 0 }
        return Unmanaged<Callback>.fromOpaque(data).takeUnretainedValue().body() ? 1 : 0
      }, held, { data in if let data { Unmanaged<Callback>.fromOpaque(data).release() } })
    g_source_attach(source, context)
    return source
  }

  /// A callback that was asked for and can be called off.
  public final class Timer {
    private let source: UnsafeMutablePointer<GSource>?

    /// Takes over the reference.
    init(_ source: UnsafeMutablePointer<GSource>?) { self.source = source }

    public func cancel() { g_source_destroy(source) }

    deinit { g_source_unref(source) }
  }
}

/// A closure for C to hold.
final class Callback {
  let body: () -> Bool

  init(_ body: @escaping () -> Bool) { self.body = body }
}

/// What GIO says went wrong.
public struct ServerError: Error, Sendable {
  public var message: String
  /// A code of `GIOErrorEnum`; nil for errors of another domain.
  var code: GIOErrorEnum?

  public init(_ message: String) { self.message = message }
}

/// Makes a call that reports by GError; the call's own result tells whether it did.
func withGError<Result>(
  _ call: (UnsafeMutablePointer<UnsafeMutablePointer<GError>?>) -> Result?
) throws(ServerError) -> Result {
  var failure: UnsafeMutablePointer<GError>?
  if let result = call(&failure) { return result }
  var error = ServerError("unknown error")
  if let failure {
    error.message = String(cString: failure.pointee.message)
    if failure.pointee.domain == g_io_error_quark() {
      error.code = GIOErrorEnum(rawValue: GIOErrorEnum.RawValue(failure.pointee.code))
    }
    g_error_free(failure)
  }
  throw error
}
