import Files
import Testing

/// ARCHITECTURE.md is held against Package.swift, so that neither lies about the other.
struct ArchitectureTests {
  private func text(_ name: String) throws -> String {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let files = try DiskFileSystem(root: "/" + root)
    return String(decoding: try files.read(RelativePath(name)), as: UTF8.self)
  }

  /// Module → what it may import, from the table of ARCHITECTURE.md.
  private func documented() throws -> [String: Set<String>] {
    var modules: [String: Set<String>] = [:]
    for line in try text("ARCHITECTURE.md").split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map(trimmed)
      guard cells.count == 3, cells[0] != "module", cells[0].allSatisfy(\.isLetter) else {
        continue
      }
      modules[cells[0]] = Set(cells[2].split(separator: ",").map(trimmed))
    }
    return modules
  }

  /// Module → its dependencies, from the calls in the manifest's list of targets.
  private func declared() throws -> [String: Set<String>] {
    var modules: [String: Set<String>] = [:]
    let manifest = try text("Package.swift")
    // Above the list stand the functions that make targets.
    var rest = manifest[
      (manifest.firstRange(of: "let package")?.upperBound ?? manifest.startIndex)...]
    while let open = rest.firstIndex(of: "(") {
      let function = String(
        String(rest[..<open].reversed().prefix { $0.isLetter || $0 == "." }).reversed())
      rest = rest[rest.index(after: open)...]
      guard ["module", ".systemLibrary", ".target"].contains(function) else { continue }
      let names = quoted(rest[..<closing(rest)])
      guard let name = names.first else { continue }
      modules[name] = function == "module" ? Set(names.dropFirst()) : []
    }
    return modules
  }

  /// Where the parenthesis that is open at the start closes.
  private func closing(_ text: Substring) -> String.Index {
    var depth = 1
    return text.indices.first { index in
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
      return depth == 0
    } ?? text.endIndex
  }

  private func quoted(_ text: Substring) -> [String] {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  private func trimmed(_ text: Substring) -> String {
    String(String(text.drop { $0 == " " }.reversed()).drop { $0 == " " }.reversed())
  }

  @Test func `lists every module with what it may import`() throws {
    let documented = try documented()
    let declared = try declared()
    #expect(declared.count > 20)
    #expect(Set(documented.keys) == Set(declared.keys))
    for (module, imports) in declared where module != "BespokeKit" {
      #expect(documented[module] == (imports.isEmpty ? ["–"] : imports), "\(module)")
    }
  }
}
