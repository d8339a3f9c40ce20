import Diagnostics
import Documents
import JSON
import Profiles

/// A template's options with the values that hold for one variant.
struct OptionValues: Sendable {
  private(set) var options: [TemplateOption]

  /// Takes settings over the defaults, later ones over earlier ones; one that is no value of its
  /// option is reported and left out.
  ///
  /// Settings for other templates and for options that this one doesn't have are passed over: a
  /// build has several templates.
  init(
    _ description: TemplateDescription, template: String, settings: [TemplateSetting],
    into diagnostics: inout [Diagnostic]
  ) {
    options = description.options
    for setting in settings where setting.template == nil || setting.template == template {
      guard let index = options.firstIndex(where: { $0.name == setting.name }) else { continue }
      guard options[index].accepts(setting) else {
        diagnostics.append(
          .warning(
            "wrong-option",
            "'\(setting.values.joined(separator: ", "))' is no value of the option "
              + "'\(setting.name)' of '\(template)'",
            at: setting.location, help: "it can be \(options[index].expectation)"))
        continue
      }
      options[index].values = setting.values
      if setting.name == "accent" { Self.checkContrast(setting, into: &diagnostics) }
    }
  }

  /// The accent colours text on white and stands behind white text.
  private static func checkContrast(
    _ setting: TemplateSetting, into diagnostics: inout [Diagnostic]
  ) {
    guard let color = setting.values.first, let ratio = Contrast.withWhite(color),
      ratio < Contrast.least
    else { return }
    let shown = Double(Int(ratio * 10)) / 10
    diagnostics.append(
      .warning(
        "low-contrast", "'\(color)' is hard to read on white: its contrast is \(shown) to 1",
        at: setting.location, help: "take a darker colour: at least \(Contrast.least) to 1"))
  }

  subscript(name: String) -> TemplateOption? { options.first { $0.name == name } }

  /// Values as Mustache sees them.
  var json: JSONValue {
    .object(
      options.map { option in
        let value: JSONValue =
          switch option.kind {
          case .flag: .bool(option.values.first == "true")
          case .sections: .array(option.values.map { .string($0) })
          default: .string(option.values.first ?? "")
          }
        return .init(option.name, value)
      })
  }

  /// `--accent: #1f4e5f; --heading-font: "Lato"; `: colours and fonts as custom properties.
  var style: String {
    var style = ""
    for option in options {
      guard let value = option.values.first, !value.isEmpty else { continue }
      switch option.kind {
      case .color: style += "--\(option.name): \(value); "
      case .font: style += "--\(option.name): \"\(value)\"; "
      default: break
      }
    }
    return style
  }

  /// `density-normal photo no-icons`: flags and choices as classes.
  var classes: String {
    options.compactMap { option -> String? in
      guard let value = option.values.first else { return nil }
      switch option.kind {
      case .flag: return value == "true" ? option.name : "no-\(option.name)"
      case .choice: return "\(option.name)-\(value)"
      default: return nil
      }
    }.joined(separator: " ")
  }

  /// `sections` orders all of them; any other list of sections is a region of its name.
  var sectionOrder: [String] { self["sections"]?.values ?? [] }

  var regions: [(name: String, kinds: [String])] {
    options.filter { $0.kind == .sections && $0.name != "sections" }.map { ($0.name, $0.values) }
  }

  /// Reports settings that no template knows, with the option that was probably meant.
  static func check(
    _ settings: [TemplateSetting], against templates: [(name: String, options: [TemplateOption])],
    into diagnostics: inout [Diagnostic]
  ) {
    for setting in settings {
      let meant = templates.filter { setting.template == nil || setting.template == $0.name }
      let names = meant.flatMap(\.options).map(\.name)
      if let template = setting.template, meant.isEmpty {
        diagnostics.append(
          .warning(
            "unknown-template", "no template is called '\(template)'", at: setting.location,
            help: didYouMean(template, in: templates.map(\.name))))
      } else if !names.contains(setting.name) {
        diagnostics.append(
          .warning(
            "unknown-option", "no template has an option '\(setting.name)'", at: setting.location,
            help: didYouMean(setting.name, in: names) ?? "`bespoke templates` lists them"))
      }
    }
  }
}
