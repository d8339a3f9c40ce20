import Diagnostics
import Files
import Rewriting

/// What must hold for any answer: texts or a failure, never both missing; no text with a new number
/// passes; what is frozen is read back as it was.
func checkReply(_ bytes: [UInt8]) {
  let reply = RewriteReply(bytes)
  precondition(!reply.texts.isEmpty || reply.failure != nil, "neither texts nor a failure")
  let check = FactCheck()
  let source = "Cut cloud cost by 31% (SEK 4.2 million) for the payments team on Kubernetes"
  var frozen = FrozenRewrites()
  let own = String(decoding: bytes.prefix(400), as: UTF8.self)
  for text in reply.texts.prefix(8).map(\.text) + [own] {
    let objections = check.objections(to: text, source: source)
    precondition(check.objections(to: text, source: text).isEmpty, "a text against itself")
    _ = check.objections(to: source, source: text)
    frozen.settle(
      .init(id: "a", source: text, text: text, refused: objections.first?.reason))
  }
  checkFrozen(frozen)
}

private func checkFrozen(_ frozen: FrozenRewrites) {
  guard let path = FrozenRewrites.path(profile: "p", job: "j") else { return }
  let files = MemoryFileSystem([(path.text, frozen.yaml(order: ["a"]))])
  var problems: [Diagnostic] = []
  let again = FrozenRewrites(profile: "p", job: "j", in: files, into: &problems)
  precondition(
    again?.entries.map(\.text) == frozen.entries.map(\.text), "a frozen text changes: \(problems)")
}
