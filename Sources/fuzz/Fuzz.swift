/// What libFuzzer calls with each input; a broken invariant traps.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  check(Array(UnsafeRawBufferPointer(start: start, count: count)))
  return 0
}

/// Each reads bytes of a stranger and checks what must hold for any of them.
private let targets: [String: @Sendable ([UInt8]) -> Void] = [
  "yaml": checkYAML,
  "profile": checkProfile,
  "markdown": checkMarkdown,
  "template": checkTemplate,
  "pdf": checkPDF,
  "office": checkOffice,
  "reply": checkReply,
  "html": checkHTML,
]

/// The one that `--target=NAME` chose; libFuzzer leaves options with two dashes alone.
private let check: @Sendable ([UInt8]) -> Void = {
  let option = "--target="
  let name = CommandLine.arguments.first { $0.hasPrefix(option) }?.dropFirst(option.count)
  guard let name, let target = targets[String(name)] else {
    fatalError("say --target=NAME, one of \(targets.keys.sorted().joined(separator: ", "))")
  }
  return target
}()
