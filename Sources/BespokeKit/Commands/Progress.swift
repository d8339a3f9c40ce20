import BuildGraph
import Files
import Synchronization

/// One line on a terminal that counts steps; nothing elsewhere.
final class Progress: Sendable {
  private struct State {
    var total = 0
    var done = 0
    var shownPercent = -1
  }

  private let state = Mutex(State())
  private let isShown: Bool

  init(console: Console) {
    isShown =
      StandardStream.error.isTerminal && !console.options.isQuiet
      && !console.options.isVerbose
  }

  func note(_ event: BuildEvent) {
    guard isShown else { return }
    state.withLock { state in
      switch event {
      case .planned(let total): state.total = total
      case .started: break
      case .finished:
        state.done += 1
        show(&state)
      }
    }
  }

  private func show(_ state: inout State) {
    let percent = state.total == 0 ? 100 : state.done * 100 / state.total
    guard percent != state.shownPercent else { return }
    state.shownPercent = percent
    // Back to the start of the line; the last one clears it for what is said next.
    let text = state.done == state.total ? "\r\u{1B}[K" : "\r\u{1B}[K\(state.done)/\(state.total)"
    StandardStream.error.write(text)
  }
}
