import Glibc

/// Runs a program of the machine that checks our output; tests say "skipped" where it is missing.
enum ExternalTool {
  /// What it wrote to standard output, or nil where there is no such program.
  ///
  /// `-` among the arguments stands for the input, as a file.
  static func run(_ name: String, _ arguments: [String], input: [UInt8]) throws -> String? {
    let path = "/usr/bin/\(name)"
    guard access(path, X_OK) == 0 else {
      print("skipped: no \(name)")
      return nil
    }
    let file = temporaryFile(input)
    defer { unlink(file) }
    var isInput = true
    let words = arguments.map { word in
      guard word == "-", isInput else { return "'\(word)'" }
      isInput = false
      return file
    }
    guard let pipe = popen("\(path) \(words.joined(separator: " ")) 2>&1", "r") else { return nil }
    defer { pclose(pipe) }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 {
      output += buffer[..<count]
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func temporaryFile(_ bytes: [UInt8]) -> String {
    var template = Array("/tmp/bespoke-test-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    defer { close(descriptor) }
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
