// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: warnings are errors, existentials and imports are explicit.
let common: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Modules that never touch C: an unsafe pointer in them is a build error.
let safe: [SwiftSetting] = common + [.strictMemorySafety()]

/// One module of the house.
///
/// `wrapsC` lifts strict memory safety, and nothing else.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], wrapsC: Bool = false,
  resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources,
    swiftSettings: wrapsC ? common : safe,
    // `Double.rounded` calls libm, which only an import of Glibc would link.
    linkerSettings: [.linkedLibrary("m")])
}

/// The tests of one module, in `Tests/<name>Tests`.
func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies,
    swiftSettings: common)
}

let package = Package(
  name: "bespoke",
  products: [
    .executable(name: "bespoke", targets: ["bespoke"]),
    .executable(name: "bespoke-engine", targets: ["bespoke-engine"]),
    .executable(name: "bespoke-stage", targets: ["bespoke-stage"]),
    .executable(name: "bench", targets: ["bench"]),
  ],
  targets: [
    // C libraries: a module map and a header each, no Swift.
    .systemLibrary(name: "CCMark", pkgConfig: "libcmark-gfm"),
    .systemLibrary(name: "CHash"),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo"),
    .systemLibrary(name: "CGIO", pkgConfig: "gio-2.0"),
    .systemLibrary(name: "CPango", pkgConfig: "pangocairo"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),

    // Leaves: no resume, no page.
    module("Diagnostics", ["JSON"]),
    module("JSON"),
    module("Geometry"),
    module("Files", ["Diagnostics", "CHash", "CLinux"], wrapsC: true),
    module("Arguments", ["Diagnostics"]),
    module("YAML", ["Diagnostics", "JSON"]),
    module("Archive", ["Files", "CZlib"], wrapsC: true),

    // From template to pages.
    module("Mustache", ["Diagnostics", "JSON"]),
    module("HTML", ["Diagnostics"]),
    module("Markdown", ["HTML", "CCMark"], wrapsC: true),
    module("CSS", ["HTML", "Geometry", "Diagnostics"]),
    module("Layout", ["CSS", "HTML", "Geometry", "Diagnostics"]),
    module("Graphics", ["Layout", "Geometry", "Diagnostics", "CCairo", "CPango"], wrapsC: true),
    module("PDFFile", ["Archive"]),

    // From profile and posting to a document.
    module("Profiles", ["YAML", "JSON", "Markdown", "Archive", "Files", "Diagnostics"]),
    // Tables of the lexicon as read-only bytes: `#embed` costs neither compile nor start-up time.
    .target(name: "CLexicon", exclude: ["tables"]),
    module("Matching", ["Profiles", "Markdown", "JSON", "Diagnostics", "CLexicon"]),
    module("Documents", ["Matching", "Profiles", "Markdown", "HTML", "JSON", "Diagnostics"]),
    module(
      "Export",
      [
        "Layout", "Graphics", "PDFFile", "Archive", "Documents", "HTML", "CSS", "JSON", "Geometry",
        "Diagnostics",
      ]),

    // Resumes from elsewhere: from bytes to a profile, from profiles to a ranking.
    module(
      "Extraction",
      [
        "Archive", "PDFFile", "HTML", "Markdown", "Profiles", "YAML", "JSON", "Files",
        "Diagnostics",
      ]),
    module(
      "Screening",
      ["Extraction", "Matching", "Profiles", "HTML", "YAML", "JSON", "Files", "Diagnostics"]),

    // The shipped templates as read-only bytes.
    .target(name: "CTemplates"),

    // From one step to a build.
    module("BuildGraph", ["Files", "Diagnostics"]),
    // What was analysed and sent.
    module("History", ["YAML", "JSON", "Files", "Diagnostics"]),
    // The leashed rewriter.
    module(
      "Rewriting", ["Matching", "Profiles", "Markdown", "YAML", "JSON", "Files", "Diagnostics"]),
    module("Server", ["Files", "CGIO"], wrapsC: true),
    module(
      "BespokeKit",
      [
        "Arguments", "BuildGraph", "Export", "Documents", "Matching", "Profiles", "Mustache",
        "Markdown", "HTML", "CSS", "Layout", "Graphics", "Geometry", "YAML", "JSON", "Server",
        "History", "Rewriting", "Files", "Diagnostics", "CTemplates", "Extraction",
        "Screening",
      ]),

    // What the work costs, beside what it costs others.
    module(
      "Benchmark",
      [
        "Export", "Graphics", "Layout", "Matching", "Profiles", "YAML", "HTML", "CSS", "JSON",
        "Files", "Diagnostics",
      ]),

    // Programs.
    .executableTarget(
      // Static as a whole and without symbols: it starts in 0.7 ms instead of 1.9.
      name: "bespoke", dependencies: ["BuildGraph", "Files"], swiftSettings: safe,
      linkerSettings: [
        .unsafeFlags(
          ["-static-executable", "-use-ld=lld", "-Xlinker", "-s"],
          .when(configuration: .release))
      ]),
    .executableTarget(
      // The build id names this build of the engine in the keys of all steps.
      name: "bespoke-engine", dependencies: ["BespokeKit"], swiftSettings: safe,
      linkerSettings: [.unsafeFlags(["-Xlinker", "--build-id=sha1"])]),
    .executableTarget(name: "bespoke-stage", dependencies: ["BespokeKit"], swiftSettings: safe),
    .executableTarget(name: "bench", dependencies: ["Benchmark"], swiftSettings: safe),

    // Tests.
    tests(of: "Diagnostics"),
    tests(of: "JSON"),
    tests(of: "Geometry"),
    tests(of: "Files"),
    tests(of: "Arguments"),
    tests(of: "YAML"),
    tests(of: "Archive"),
    tests(of: "Mustache", ["YAML"]),
    tests(of: "HTML"),
    tests(of: "Markdown"),
    tests(of: "CSS", ["HTML", "Geometry", "Diagnostics"]),
    tests(of: "Layout", ["CSS", "HTML", "Geometry", "Diagnostics"]),
    tests(of: "Graphics", ["CSS", "Geometry", "Diagnostics", "Layout"]),
    tests(of: "PDFFile"),
    tests(of: "Profiles", ["YAML", "JSON", "Files", "Archive", "Diagnostics"]),
    tests(of: "Matching", ["Profiles", "YAML", "Diagnostics"]),
    tests(of: "Documents", ["Matching", "Profiles", "YAML", "JSON", "Diagnostics"]),
    tests(
      of: "Export",
      ["Archive", "CSS", "Diagnostics", "Geometry", "Graphics", "HTML", "Layout", "PDFFile"]),
    tests(of: "Extraction", ["Archive", "Profiles", "Files", "Diagnostics"]),
    tests(of: "Screening", ["Extraction", "Matching", "Profiles", "JSON", "Files", "Diagnostics"]),
    tests(of: "BuildGraph"),
    tests(of: "Benchmark"),
    tests(of: "Rewriting", ["JSON", "Files", "Diagnostics", "Profiles"]),
    tests(of: "History", ["JSON", "Files", "Diagnostics"]),
    tests(of: "Server", ["Files"]),
    tests(of: "BespokeKit", ["Profiles", "YAML", "JSON", "Files", "Diagnostics"]),
  ],
  swiftLanguageModes: [.v6]
)

// Links libFuzzer's main: scripts/fuzz builds and runs it.
if Context.environment["BESPOKE_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "YAML", "JSON", "Profiles", "Markdown", "Mustache", "PDFFile", "Archive", "Extraction",
        "Rewriting", "Matching", "HTML", "CSS", "Geometry", "Files", "Diagnostics",
      ], swiftSettings: common))
}
