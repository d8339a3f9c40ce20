import Archive
public import Diagnostics
import YAML

/// A profile made from another tool's file.
public struct ImportedProfile: Sendable {
  public var format: ImportFormat
  public var profile: Profile
  /// The profile as text for `content/profiles/<id>.yaml`, without the first line for editors.
  public var yaml: String
}

/// What can be imported.
public enum ImportFormat: String, Sendable {
  case jsonResume = "JSON Resume"
  case renderCV = "RenderCV"
  case yamlResume = "YAMLResume"
  case fresh = "FRESH"
  case linkedIn = "LinkedIn"

  /// The tool of a file that is no profile of ours.
  static func foreign(_ root: YAMLNode) -> ImportFormat? {
    guard root["basics"] == nil else { return nil }
    if root["cv"]?.entries != nil { return .renderCV }
    if root["content"]?["basics"] != nil { return .yamlResume }
    if root["employment"]?["history"] != nil { return .fresh }
    if let format = root["meta"]?["format"]?.text, format.hasPrefix("FRESH") { return .fresh }
    return nil
  }
}

/// Reads what other tools keep, into our form.
public enum Importer {
  /// Reads a file of any of the formats; the kind is seen from what is in it.
  ///
  /// Each key that has no place here is a warning `not-carried`; what the values themselves are
  /// wrong in is reported as for a profile. nil, with an error, when the file is none of them.
  public static func read(
    _ file: SourceFile, into diagnostics: inout [Diagnostic]
  ) -> ImportedProfile? {
    if file.bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      return LinkedInImport.read(file, into: &diagnostics)
    }
    let isJSON = file.bytes.first { $0 > 0x20 && $0 < 0x80 } == UInt8(ascii: "{")
    let format = TreeFormat(path: file.path) ?? (isJSON ? .json : .yaml)
    guard let document = format.parse(file, into: &diagnostics) else { return nil }
    var conversion = Conversion(file: document.file)
    guard let (tool, tree) = convert(document, &conversion) else {
      diagnostics.append(
        .error(
          "unknown-format",
          "neither JSON Resume, RenderCV, YAMLResume, FRESH nor LinkedIn's export",
          at: document.location(of: document.root)))
      return nil
    }
    diagnostics += conversion.diagnostics
    return finish(tool, YAMLDocument(file: document.file, root: tree), into: &diagnostics)
  }

  private static func convert(
    _ document: YAMLDocument, _ conversion: inout Conversion
  ) -> (ImportFormat, YAMLNode)? {
    let root = document.root
    switch ImportFormat.foreign(root) {
    case .renderCV: return (.renderCV, RenderCVImport.convert(root, &conversion))
    case .yamlResume: return (.yamlResume, YAMLResumeImport.convert(root, &conversion))
    case .fresh: return (.fresh, FRESHImport.convert(root, &conversion))
    default:
      guard let entries = root.entries,
        entries.contains(where: { Schema.profile.position(of: $0.keyName) != nil })
      else { return nil }
      return (.jsonResume, JSONResumeImport.convert(root, &conversion))
    }
  }

  /// Reads the tree as a profile and writes it.
  static func finish(
    _ format: ImportFormat, _ document: YAMLDocument, into diagnostics: inout [Diagnostic]
  ) -> ImportedProfile? {
    guard let profile = ProfileDecoder.decode(document, id: "imported", into: &diagnostics) else {
      return nil
    }
    ProfileDecoder.checkCompleteness(profile, into: &diagnostics)
    return ImportedProfile(
      format: format, profile: profile, yaml: YAMLWriter.write(document.root))
  }
}
