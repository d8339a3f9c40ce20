import Diagnostics

/// The inline directions for which a declaration counts: logical properties have one for each.
enum DirectionScope: UInt8, Sendable { case any, ltr, rtl }

/// One longhand set to a value.
struct Declaration: Sendable {
  var property: PropertyID
  var scope = DirectionScope.any
  var value: DeclaredValue
  var isImportant = false
}

enum DeclaredValue: Sendable {
  case setter(Setter)
  case initial, inherit, unset, revert, revertLayer
  /// Holds `var()`: parsed when the element's custom properties are known.
  case unresolved(UnresolvedValue)

  /// A CSS-wide keyword.
  init?(keyword: String) {
    switch keyword {
    case "initial": self = .initial
    case "inherit": self = .inherit
    case "unset": self = .unset
    case "revert": self = .revert
    case "revert-layer": self = .revertLayer
    default: return nil
    }
  }
}

/// A declaration's value with references in it, shared by all longhands that it sets.
final class UnresolvedValue: Sendable {
  let propertyName: String
  let list: TokenList
  let range: Range<Int>
  /// Where it stands in its style sheet.
  let span: Span

  init(propertyName: String, list: TokenList, range: Range<Int>, span: Span) {
    self.propertyName = propertyName
    self.list = list
    self.range = range
    self.span = span
  }
}

/// A custom property set to a value.
struct CustomDeclaration: Sendable {
  enum Value: Sendable {
    case tokens([UInt8], hasReferences: Bool)
    case initial, inherit
  }

  var name: Name
  var value: Value
  var isImportant = false
}

/// Declarations in the making.
struct DeclarationList {
  var declarations: [Declaration] = []
  var custom: [CustomDeclaration] = []
  var hasImportant = false
  /// Whether a declaration counts in one direction only.
  var hasScoped = false

  var isEmpty: Bool { declarations.isEmpty && custom.isEmpty }

  mutating func append(_ declaration: Declaration) {
    hasImportant = hasImportant || declaration.isImportant
    hasScoped = hasScoped || declaration.scope != .any
    declarations.append(declaration)
  }
}

/// The declarations of one rule or style attribute.
final class DeclarationBlock: Sendable {
  let declarations: [Declaration]
  let custom: [CustomDeclaration]
  let hasImportant: Bool
  let hasScoped: Bool

  init(_ list: DeclarationList) {
    declarations = list.declarations
    custom = list.custom
    hasImportant = list.hasImportant
    hasScoped = list.hasScoped
  }
}
