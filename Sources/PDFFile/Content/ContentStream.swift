/// Operators of one page (PDF 1.7, annex A), in points with y downwards; each number has three
/// decimals at most.
public struct ContentStream {
  public private(set) var bytes: [UInt8] = []

  public init() { bytes.reserveCapacity(16_384) }

  public mutating func append(_ operators: String) { bytes.append(contentsOf: operators.utf8) }

  /// A number and a space.
  public mutating func number(_ value: Double) {
    let thousandths = value.isFinite ? Int((max(-1e7, min(1e7, value)) * 1000).rounded()) : 0
    integer(thousandths, decimals: 3)
  }

  /// Colours and matrices need more.
  public mutating func exact(_ value: Double) {
    integer(value.isFinite ? Int((max(-1e7, min(1e7, value)) * 1e6).rounded()) : 0, decimals: 6)
  }

  public mutating func numbers(_ values: Double...) { for value in values { number(value) } }

  private mutating func integer(_ value: Int, decimals: Int) {
    if value < 0 { bytes.append(0x2D) }
    var rest = Int(value.magnitude)
    var digits = decimals
    while digits > 0, rest % 10 == 0 {
      rest /= 10
      digits -= 1
    }
    let start = bytes.count
    repeat {
      if digits == 0, bytes.count > start { bytes.append(0x2E) }
      bytes.append(UInt8(0x30 + rest % 10))
      rest /= 10
      digits -= 1
    } while rest > 0 || digits >= 0
    bytes[start...].reverse()
    bytes.append(0x20)
  }

  // MARK: Marks

  public mutating func beginMark(_ type: String, _ number: Int) {
    append("/")
    append(type)
    append("<</MCID ")
    integer(number, decimals: 0)
    append(">>BDC\n")
  }

  public mutating func endMark() { append("EMC\n") }

  // MARK: Text

  /// A code within a string of `TJ`.
  public mutating func append(_ code: UInt8) {
    if code == 0x28 || code == 0x29 || code == 0x5C { bytes.append(0x5C) }
    bytes.append(code)
  }

  /// Two bytes within a hexadecimal string.
  public mutating func append(wide code: Int) {
    for shift in [12, 8, 4, 0] {
      let digit = UInt8(truncatingIfNeeded: code >> shift & 15)
      bytes.append(digit < 10 ? 0x30 + digit : 0x37 + digit)
    }
  }

  /// An adjustment within `TJ`, in thousandths of the size.
  public mutating func append(adjustment: Int) { integer(adjustment, decimals: 0) }
}
