/// What libFuzzer calls with each input; a broken invariant traps.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  checkInvariants(of: Array(UnsafeRawBufferPointer(start: start, count: count)))
  return 0
}
