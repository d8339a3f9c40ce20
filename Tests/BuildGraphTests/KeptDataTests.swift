import Diagnostics
import Files
import Testing

@testable import BuildGraph

/// What is kept between runs: whole it is read as it was written, damaged it is nothing.
@Suite struct KeptDataTests {
  static let book: RecordBook = {
    let source = SourceFile(path: "a.yaml", text: "x: 1\nkey: välue\n")
    let observation = Observation(
      question: .read, root: .project, path: RelativePath(literal: "a.yaml"))
    let fonts = Evidence(
      findings: [Finding(observation: observation, state: .init(of: [7]))], others: [])
    let layout = Evidence(
      findings: [Finding(observation: observation, state: .init(of: [3]))], others: [fonts])
    let parts = stepKey("page", version: 1, [("date", "2026-01-05"), ("pages", "2")]).parts
    var book = RecordBook()
    book.tool = "1.0"
    book.records = [
      StepRecord(
        id: "one", name: "read", key: .init(of: [1]), parts: parts,
        result: .init(
          value: .init(of: [2]), isValueStored: true, aspects: [Aspect("ranking", "a b")],
          outputs: [.init(path: RelativePath(literal: "x/y.html"), content: .init(of: [6]))]),
        findings: [Finding(observation: observation, state: .init(of: [3]))],
        evidence: [layout, fonts], dependencies: [],
        diagnostics: [], duration: 5),
      StepRecord(
        id: "two", name: "page", key: .init(of: [4]), parts: [], result: nil,
        findings: [Finding(observation: observation, state: .init(of: [3]))], evidence: [layout],
        dependencies: [.init(id: "one", value: .init(of: [2]))], origins: .init(of: [5]),
        diagnostics: [
          Diagnostic(
            .warning, "id", "message", at: Location(file: source, span: Span(10..<16)),
            help: "help", notes: [.init("note", at: Location(file: source, span: Span(0..<1)))])
        ], duration: 1 << 40),
    ]
    return book
  }()

  static let log: BuildLog = {
    var log = BuildLog()
    log.outputPath = "out"
    log.answer = BuildLog.Answer(
      arguments: ["-q"], environment: [.init(name: "A", value: nil), .init(name: "B", value: "1")],
      engine: "/bin/engine",
      replay: ReplayText(standardOutput: "a", standardError: "b", coloredStandardError: "c"))
    for (index, name) in ["a", "b/c", "d"].enumerated() {
      guard let path = try? RelativePath(name) else { continue }
      log.states[Observation(question: .list, root: .project, path: path)] = KnownState(
        digest: UInt64(index), isRacy: index == 1, state: .init(of: [UInt8(index)]))
      log.outputs[path] = BuildLog.Output(digest: .max, content: .init(of: [9]))
    }
    log.states[Observation(question: .list, root: .project, path: .root)] = KnownState(
      digest: 7, isRacy: false, state: .init(of: []))
    return log
  }()

  @Test func `records come back as they were`() {
    let copy = RecordBook(decoding: Self.book.encoded())
    #expect(copy.encoded() == Self.book.encoded())
    #expect(copy.records.map(\.id) == ["one", "two"])
    #expect(copy.records[0].parts == Self.book.records[0].parts)
    #expect(copy.records[0].result?.aspects == Self.book.records[0].result?.aspects)
    #expect(copy.records[0].evidence.map(\.hash) == Self.book.records[0].evidence.map(\.hash))
    #expect(copy.records[0].evidence[0] === copy.records[1].evidence[0], "kept once")
    #expect(copy.records[1].findings == Self.book.records[1].findings)
    #expect(copy.records.map(\.origins) == [nil, .init(of: [5])])
    let render = DiagnosticFormat.human.render
    #expect(
      render(copy.records[1].diagnostics, false, "")
        == render(Self.book.records[1].diagnostics, false, ""))
  }

  @Test func `the log comes back as it was`() {
    #expect(BuildLog(decoding: Self.log.encoded()) == Self.log)
  }

  @Test func `cut off anywhere it is nothing`() {
    let (book, log) = (Self.book.encoded(), Self.log.encoded())
    for length in 0..<book.count {
      #expect(RecordBook(decoding: Array(book[..<length])).records.isEmpty)
    }
    for length in 0..<log.count {
      #expect(BuildLog(decoding: Array(log[..<length])) == BuildLog())
    }
  }

  @Test func `with any byte changed it is nothing`() {
    let (book, log) = (Self.book.encoded(), Self.log.encoded())
    for mask: UInt8 in [1, 0x80] {
      for index in book.indices {
        var damaged = book
        damaged[index] ^= mask
        #expect(RecordBook(decoding: damaged).records.isEmpty)
      }
      for index in log.indices {
        var damaged = log
        damaged[index] ^= mask
        #expect(BuildLog(decoding: damaged) == BuildLog())
      }
    }
  }

  @Test func `a payload that lies about itself is nothing`() {
    // The checksum is right, the content is not: no reader may trap.
    var random = FixedSequence()
    for _ in 0..<400 {
      var payload = Array(Self.book.encoded().dropFirst(Envelope.headerLength))
      for _ in 0..<3 {
        payload[Int(random.next() % UInt64(payload.count))] = UInt8(
          truncatingIfNeeded: random.next())
      }
      _ = RecordBook(decoding: Envelope.seal(payload, kind: RecordBook.kind))
      var entries = Array(Self.log.encoded().dropFirst(Envelope.headerLength))
      entries[Int(random.next() % UInt64(entries.count))] = UInt8(truncatingIfNeeded: random.next())
      _ = BuildLog(decoding: Envelope.seal(entries, kind: BuildLog.kind))
    }
  }

  @Test func `a build over damaged state equals a clean one`() throws {
    let toy = ToyBuild.built()
    for name in [".bespoke/log", ".bespoke/cache/steps"] {
      let bytes = try toy.disk.read(RelativePath(name))
      for damage in [[], Array(bytes.dropLast()), [0] + bytes, [UInt8](repeating: 0, count: 64)] {
        toy.disk.put(damage, at: name)
        toy.disk.put("ALPHA", at: "notes/a.txt")
        toy.build()
        #expect(toy.outputs[1] == "pages/a.html=<ALPHA>")
        toy.disk.put(damage, at: name)
        toy.disk.put("alpha", at: "notes/a.txt")
        toy.build()
        #expect(toy.outputs == BuildTests.clean)
      }
    }
  }
}

/// A sequence that is the same on every run.
struct FixedSequence: RandomNumberGenerator {
  private var state: UInt64 = 0x1234_5678_9ABC_DEF0

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
