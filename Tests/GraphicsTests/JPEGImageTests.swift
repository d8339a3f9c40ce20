import Geometry
import Testing

@testable import Graphics

@Suite struct JPEGImageTests {
  /// A gradient of 24 × 20 pixels and what libjpeg makes of four of them.
  @Test(
    arguments: [
      (Pictures.baseline, [0x1A271E, 0xC13179, 0x27C362, 0x7C736A]),
      (Pictures.progressive, [0x1C2520, 0xC52F76, 0x2AC164, 0x7B746E]),
      (Pictures.grey, [0x222222, 0x646464, 0x898989, 0x757575]),
    ] as [(String, [UInt32])])
  func `pixels are those of other decoders, within rounding`(hex: String, expected: [UInt32]) throws
  {
    let bytes = Pictures.bytes(hex)
    #expect(ImageHeader(bytes)?.size == Size(width: 24, height: 20))
    let image = try #require(JPEGImage(bytes))
    for ((x, y), color) in zip([(3, 3), (20, 4), (5, 16), (12, 10)], expected) {
      let pixel = image.pixels[y * 24 + x]
      for shift in [16, 8, 0] as [UInt32] {
        let difference = Int(pixel >> shift & 255) - Int(color >> shift & 255)
        // Chroma is interpolated there and repeated here.
        #expect(abs(difference) <= 14, "\(x), \(y): \(String(pixel, radix: 16))")
      }
    }
  }

  @Test(arguments: [Pictures.baseline, Pictures.progressive, Pictures.grey])
  func `a damaged file does no harm at any byte`(hex: String) {
    let good = Pictures.bytes(hex)
    for length in good.indices { _ = JPEGImage(Array(good[..<length])) }
    for index in good.indices {
      for mask in [0x11, 0x84] as [UInt8] {
        var bad = good
        bad[index] ^= mask
        // Sizes that were made up would only take time.
        guard let header = ImageHeader(bad), header.pixelWidth * header.pixelHeight < 4096 else {
          continue
        }
        _ = JPEGImage(bad)
      }
    }
  }
}

private enum Pictures {
  static let baseline = """
    ffd8ffe000104a46494600010100000100010000ffdb0043000d090a0b0a080d0b0a0b0e0e0d0f1320151312
    1213271c1e17202e2931302e292d2c333a4a3e333646372c2d405741464c4e525352323e5a615a50604a5152
    4fffdb0043010e0e0e131113261515264f352d354f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f
    4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4fffc000110800140018030122000211010311
    01ffc40017000101010100000000000000000000000000050603ffc400191000030101010000000000000000
    000000000321043102ffc4001801000203000000000000000000000000000306020507ffc4001c1100020202
    030000000000000000000000000103040212223161ffda000c03010002110311003f00c4230f214918790a88
    c3c851461e4218c80e9def4968c3c80d3230f200ea41922bdc7b39a13e2429213e2400afc4cea9b651427c48
    000c86489bd4ffd9
    """
  static let progressive = """
    ffd8ffe000104a46494600010100000100010000ffdb0043000d090a0b0a080d0b0a0b0e0e0d0f1320151312
    1213271c1e17202e2931302e292d2c333a4a3e333646372c2d405741464c4e525352323e5a615a50604a5152
    4fffdb0043010e0e0e131113261515264f352d354f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f
    4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4fffc200110800140018030121000211010311
    01ffc4001800010100030000000000000000000000000400010205ffc4001701010101010000000000000000
    0000000005020300ffda000c03010002100310000001e1a7b44d696538829ad2d538848ad2ffc40016100101
    0100000000000000000000000000010002ffda000801010001050231188c462311882082ffc4001811000301
    010000000000000000000000000002032101ffda0008010301013f018b8af845c57c23d17b87ffc400171101
    01010100000000000000000000000001001110ffda0008010201013f011b61b639ffc4001410010000000000
    0000000000000000000030ffda0008010100063f021fffc40016100101010000000000000000000000000000
    0120ffda0008010100013f21d7ff00cd34dfffda000c03010002000300000010f3801fffc400161101010100
    000000000000000000000000000120ffda0008010301013f10c39d55cfffc400161101010100000000000000
    000000000000010010ffda0008010201013f1083011437ffc400161001010100000000000000000000000000
    210031ffda0008010100013f10c8b22c8b22c8b2229148a5ffd9
    """
  static let grey = """
    ffd8ffe000104a46494600010100000100010000ffdb0043000d090a0b0a080d0b0a0b0e0e0d0f1320151312
    1213271c1e17202e2931302e292d2c333a4a3e333646372c2d405741464c4e525352323e5a615a50604a5152
    4fffc0000b080014001801011100ffc40017000100030000000000000000000000000005020306ffc4001910
    00020301000000000000000000000000032100043102ffda0008010100003f00c4028e289028e288828e2930
    51c511051c512051c52b00784a2400f0944401e129ffd9
    """

  static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.filter { !$0.isNewline }.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}
