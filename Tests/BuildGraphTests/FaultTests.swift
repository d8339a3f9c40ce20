import BuildGraph
import Diagnostics
import Files
import Testing

/// What the machine can't read for the moment is neither there nor gone.
@Suite struct FaultTests {
  /// A page of a text and a style; the style is read by a step whose value is not kept.
  private func run(_ disk: MemoryFileSystem) -> BuildReport {
    disk.wait()
    var settings = BuildSettings(project: disk)
    settings.host = disk
    return build(settings) { graph, _ in
      let style = graph.add("style", name: "x", key: stepKey("x", version: 1)) { context in
        (try? context.files.read(RelativePath(literal: "style"))).map {
          String(decoding: $0, as: UTF8.self)
        } ?? "plain"
      }
      let page = RelativePath(literal: "page")
      graph.add(
        "page", name: "x", key: stepKey("x", version: 1), choices: [style], outputs: [page]
      ) { context in
        let text = try context.files.read(RelativePath(literal: "text"))
        let style = (try? context.value(of: style)) ?? "none"
        context.emit(text + Array(" \(style)".utf8), to: page)
        return 0
      }
    }
  }

  private func page(_ disk: MemoryFileSystem) -> String? {
    disk.files.first { $0.path == "out/page" }?.text
  }

  @Test func `a value made again is not made of what can't be read`() {
    let disk = MemoryFileSystem([("text", "one"), ("style", "bold")])
    #expect(run(disk).isSuccess)
    #expect(page(disk) == "one bold")
    disk.put("two", at: "text")
    disk.wait()
    disk.fail("style", with: .system(5))
    let report = run(disk)
    #expect(!report.isSuccess)
    #expect(report.allDiagnostics.contains { $0.message.contains("cannot read 'style'") })
    #expect(page(disk) == "one bold")
    disk.fail("style", with: nil)
    #expect(run(disk).isSuccess)
    #expect(page(disk) == "two bold")
  }

  @Test func `evidence of what can't be read fails who rests on it`() {
    let disk = MemoryFileSystem([("font", "serif")])
    func run() -> BuildReport {
      disk.wait()
      return build(BuildSettings(project: disk)) { graph, _ in
        graph.add("page", name: "x", key: stepKey("x", version: 1)) { context in
          let gatherer = context.gatherer()
          gatherer.note(.content, .project, RelativePath(literal: "font"))
          context.adopt(gatherer.finish())
          return 0
        }
      }
    }
    disk.fail("font", with: .system(5))
    #expect(run().allDiagnostics.map(\.id) == ["file-error"])
    disk.fail("font", with: nil)
    #expect(run().isSuccess)
    #expect(run().steps.allSatisfy { $0.status == .upToDate })
  }
}
