import Glibc

/// The processor time that a piece of work takes on this thread, which a busy machine doesn't
/// change.
func processorTime(_ work: () -> Void) -> Duration {
  let start = now()
  work()
  return now() - start
}

private func now() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
