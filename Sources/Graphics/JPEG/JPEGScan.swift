/// Decodes one scan into coefficients (ITU T.81, annexes F and G).
struct JPEGScan {
  struct Parameters {
    /// Spectral selection.
    var first: Int
    var last: Int
    /// Successive approximation.
    var high: Int
    var low: Int
    var isProgressive: Bool
  }

  private let parameters: Parameters
  private let components: [Int]
  private let dcTables: [HuffmanTable?]
  private let acTables: [HuffmanTable?]
  private let restartInterval: Int
  private(set) var reader: BitReader
  /// Blocks still to be left as they are.
  private var endOfBandRun = 0

  init(
    _ parameters: Parameters, components: [Int], dcTables: [HuffmanTable?],
    acTables: [HuffmanTable?], reader: BitReader, restartInterval: Int
  ) {
    self.parameters = parameters
    self.components = components
    self.dcTables = dcTables
    self.acTables = acTables
    self.reader = reader
    self.restartInterval = restartInterval
  }

  mutating func decode(into frame: inout JPEGFrame) {
    for index in components { frame.components[index].prediction = 0 }
    let alone = components.count == 1 ? frame.components[components[0]] : nil
    let across = alone?.blocksAcross ?? frame.unitsPerLine
    let down = alone?.blocksDown ?? frame.unitsPerColumn
    for unit in 0..<across * down {
      if restartInterval > 0, unit > 0, unit % restartInterval == 0 {
        reader.restart()
        endOfBandRun = 0
        for index in components { frame.components[index].prediction = 0 }
      }
      // What is left of a file that is cut off stays grey.
      guard reader.missing < 4096 else { return }
      if alone != nil {
        decodeBlock(&frame.components[components[0]], unit % across, unit / across)
      } else {
        decodeUnit(unit % across, unit / across, &frame)
      }
    }
  }

  private mutating func decodeUnit(_ column: Int, _ line: Int, _ frame: inout JPEGFrame) {
    for index in components {
      let horizontal = frame.components[index].horizontal
      let vertical = frame.components[index].vertical
      for y in 0..<vertical {
        for x in 0..<horizontal {
          decodeBlock(
            &frame.components[index], column * horizontal + x, line * vertical + y)
        }
      }
    }
  }

  private mutating func decodeBlock(_ component: inout JPEGComponent, _ x: Int, _ y: Int) {
    let start = (y * component.blocksPerLine + x) * 64
    guard parameters.isProgressive else {
      decodeDC(&component, start, shift: 0)
      decodeAC(&component, start, 1...63)
      return
    }
    if parameters.first == 0 {
      if parameters.high == 0 {
        decodeDC(&component, start, shift: parameters.low)
      } else if reader.take(1) == 1 {
        component.coefficients[start] |= 1 << Int16(parameters.low)
      }
      return
    }
    let band = parameters.first...parameters.last
    if parameters.high == 0 {
      decodeAC(&component, start, band)
    } else {
      refineAC(&component, start, band)
    }
  }

  private mutating func decodeDC(_ component: inout JPEGComponent, _ start: Int, shift: Int) {
    guard let table = dcTables[component.dcTable] else { return }
    let length = min(Int(table.symbol(from: &reader)), 15)
    component.prediction = clamp(component.prediction + reader.takeSigned(length))
    component.coefficients[start] = Int16(truncatingIfNeeded: component.prediction << shift)
  }

  private func clamp(_ value: Int) -> Int { max(-32_768, min(32_767, value)) }

  /// The coefficients of a band for the first time; all of them in a sequential scan.
  private mutating func decodeAC(
    _ component: inout JPEGComponent, _ start: Int, _ band: ClosedRange<Int>
  ) {
    guard let table = acTables[component.acTable] else { return }
    if endOfBandRun > 0 {
      endOfBandRun -= 1
      return
    }
    var index = band.lowerBound
    while index <= band.upperBound {
      let symbol = Int(table.symbol(from: &reader))
      let run = symbol >> 4
      let length = symbol & 15
      if length == 0 {
        guard run == 15 else {
          if parameters.isProgressive, run > 0 { endOfBandRun = 1 << run + reader.take(run) - 1 }
          return
        }
        index += 16
        continue
      }
      index += run
      let value = reader.takeSigned(length) << parameters.low
      guard index <= band.upperBound else { return }
      component.coefficients[start + index] = Int16(truncatingIfNeeded: value)
      index += 1
    }
  }

  /// One more bit for the coefficients of a band (G.1.2.3).
  private mutating func refineAC(
    _ component: inout JPEGComponent, _ start: Int, _ band: ClosedRange<Int>
  ) {
    guard let table = acTables[component.acTable] else { return }
    let bit = Int16(1) << Int16(parameters.low)
    var index = band.lowerBound
    if endOfBandRun == 0 {
      while index <= band.upperBound {
        let symbol = Int(table.symbol(from: &reader))
        var run = symbol >> 4
        var value: Int16 = 0
        if symbol & 15 == 0 {
          if run < 15 {
            endOfBandRun = 1 << run + reader.take(run)
            break
          }
        } else {
          value = reader.take(1) == 1 ? bit : -bit
        }
        while index <= band.upperBound {
          let place = start + index
          index += 1
          if component.coefficients[place] != 0 {
            refine(&component.coefficients[place], bit)
          } else if run == 0 {
            component.coefficients[place] = value
            break
          } else {
            run -= 1
          }
        }
      }
    }
    guard endOfBandRun > 0 else { return }
    while index <= band.upperBound {
      refine(&component.coefficients[start + index], bit)
      index += 1
    }
    endOfBandRun -= 1
  }

  private mutating func refine(_ coefficient: inout Int16, _ bit: Int16) {
    guard coefficient != 0, reader.take(1) == 1, coefficient & bit == 0 else { return }
    coefficient &+= coefficient > 0 ? bit : -bit
  }
}
