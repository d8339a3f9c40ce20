import Diagnostics
import Testing

@testable import Arguments

private enum Options {
  static let out = Option("out", short: "o", .text, "DIR", "Write below this folder")
  static let jobs = Option("jobs", short: "j", .integer(1...64), "N", "Steps at once")
  static let dry = Option.flag("dry-run", short: "n", "Say what would be done")
  static let verbose = Option.flag("verbose", short: "v", "Say more")
  static let format = Option("format", .list(["html", "pdf"]), "LIST", "Only these formats")
  static let color = Option("color", .choice(["auto", "always", "never"]), "WHEN", "Use colour")
  static let job = Option("job", .text, "JOB", "The job to screen for")
}

private enum Words {
  static let target = Positional("TARGET", "Outputs to build, all when none is given", .any)
  static let profile = Positional("PROFILE", "The profile to rank", .required)
  static let jobName = Positional("JOB", "The job to rank for", .optional)
  static let file = Positional("FILE", "Resumes to read", .oneOrMore)
  static let shell = Positional("SHELL", "The shell", .required, choices: ["bash", "fish"])
}

private let build = Command(
  "build", "Build resumes",
  discussion: """
    Targets are names of profiles, jobs or outputs.

    An output is written only where its bytes differ from those that stand there already, so a \
    build that changes nothing leaves every date alone.
    """,
  positionals: [Words.target], options: [Options.jobs, Options.dry, Options.format])

private let program = Program(
  "bespoke", "Build tool for resumes.",
  commands: [
    build,
    Command("rank", "Rank a profile", positionals: [Words.profile, Words.jobName]),
    Command("screen", "Screen resumes", positionals: [Words.file], options: [Options.job]),
    Command("completions", "Write completions", positionals: [Words.shell], isHidden: true),
  ],
  default: build, commonOptions: [Options.out, Options.verbose, Options.color])

private func run(_ arguments: [String]) throws -> ParsedArguments {
  guard case .run(let parsed) = program.parse(arguments) else {
    throw ParseFailure(text: problems(arguments).joined(separator: "; "))
  }
  return parsed
}

private struct ParseFailure: Error { let text: String }

private func problems(_ arguments: [String]) -> [String] {
  guard case .failure(let problems, _) = program.parse(arguments) else { return [] }
  return problems.map { $0.message + ($0.help.map { " | \($0)" } ?? "") }
}

@Suite struct ParsingTests {
  @Test(arguments: [
    ["-j", "4"], ["-j4"], ["--jobs", "4"], ["--jobs=4"], ["-nj4"], ["-vnj", "4"],
    ["build", "-j4"], ["-j4", "build"], ["-j", "4", "build"], ["-j2", "-j4"],
  ])
  func `reads a value in every spelling`(arguments: [String]) throws {
    let parsed = try run(arguments)
    #expect(parsed.command.name == "build")
    #expect(parsed.integer(of: Options.jobs) == 4)
    #expect(parsed.words(at: Words.target).isEmpty)
  }

  @Test func `mixes options and words in any order`() throws {
    let parsed = try run(["ada", "-n", "--format", "pdf,html", "acme", "--out=/x y", "-vv", "-"])
    #expect(parsed.words(at: Words.target) == ["ada", "acme", "-"])
    #expect(parsed.has(Options.dry))
    #expect(parsed.count(of: Options.verbose) == 2)
    #expect(parsed.values(of: Options.format) == ["pdf", "html"])
    #expect(parsed.value(of: Options.out) == "/x y")
    #expect(parsed.value(of: Options.color) == nil)
  }

  @Test func `takes all after two dashes as words`() throws {
    #expect(try run(["--", "rank", "-n"]).words(at: Words.target) == ["rank", "-n"])
    #expect(try run(["build", "--", "--out"]).words(at: Words.target) == ["--out"])
  }

  @Test func `names a command by the first word only`() throws {
    #expect(try run(["ada", "rank"]).command.name == "build")
    #expect(try run(["-o", "rank", "ada"]).command.name == "build")
    let parsed = try run(["-o", "x", "rank", "ada", "acme"])
    #expect(parsed.word(at: Words.profile) == "ada")
    #expect(parsed.word(at: Words.jobName) == "acme")
  }

  @Test(arguments: [
    (["--fromat", "pdf"], ["unknown option '--fromat' | did you mean '--format'?"]),
    (["--verb"], ["unknown option '--verb' | did you mean '--verbose'?"]),
    (["--zebra"], ["unknown option '--zebra'"]),
    (["-x"], ["unknown option '-x'"]),
    (["--job", "x"], ["'build' has no option '--job' | it belongs to 'bespoke screen'"]),
    (["-j"], ["option '-j' needs a value | write '-j N'"]),
    (["--out", "-n"], ["option '--out' needs a value | write '--out DIR'"]),
    (["-jx"], ["'x' for '-j' is not a whole number from 1 to 64"]),
    (["--jobs=0"], ["'0' for '--jobs' is not a whole number from 1 to 64"]),
    (["--dry-run=yes"], ["option '--dry-run' takes no value"]),
    (["--format", "pdf,htm"], ["unknown value 'htm' for '--format' | did you mean 'html'?"]),
    (["--color=red"], ["unknown value 'red' for '--color' | one of auto, always, never"]),
    (["rank"], ["missing argument PROFILE | The profile to rank"]),
    (["screen"], ["missing argument FILE | Resumes to read"]),
    (["rank", "a", "b", "c", "d"], ["unexpected argument 'c'", "unexpected argument 'd'"]),
    (["completions", "bsh"], ["unknown value 'bsh' for SHELL | did you mean 'bash'?"]),
    (["help", "bild"], ["unknown command 'bild' | did you mean 'build'?"]),
    (
      ["-q", "--zebra", "-j", "0"],
      [
        "unknown option '-q'", "unknown option '--zebra'",
        "'0' for '-j' is not a whole number from 1 to 64",
      ]
    ),
  ])
  func `says all that is wrong`(arguments: [String], messages: [String]) {
    #expect(problems(arguments) == messages)
  }

  @Test func `shows help before complaining`() {
    guard case .help(let command) = program.parse(["rank", "-h", "--zebra"]) else {
      Issue.record("no help")
      return
    }
    #expect(command?.name == "rank")
    guard case .help(nil) = program.parse(["--help"]) else {
      Issue.record("no help")
      return
    }
    guard case .help(.some) = program.parse(["help", "rank"]),
      case .help(nil) = program.parse(["help"]),
      case .version = program.parse(["--version"])
    else {
      Issue.record("no help by word")
      return
    }
  }
}

@Suite struct HelpTests {
  @Test func `explains the program`() {
    #expect(
      program.help() == """
        Build tool for resumes.

        Usage: bespoke [COMMAND] [OPTIONS] [ARGUMENTS]

        Commands:
          build                   Build resumes (the default)
          rank                    Rank a profile
          screen                  Screen resumes

        Common options:
          -o, --out DIR           Write below this folder
          -v, --verbose           Say more
              --color WHEN        Use colour: auto, always, never
          -h, --help              Show help
              --version           Show the version

        'bespoke COMMAND --help' tells more about a command.

        """)
  }

  @Test func `explains a command`() {
    #expect(
      program.help(for: build, columns: 60) == """
        Build resumes

        Usage: bespoke [build] [OPTIONS] [TARGET…]

        Targets are names of profiles, jobs or outputs.

        An output is written only where its bytes differ from those
        that stand there already, so a build that changes nothing
        leaves every date alone.

        Arguments:
          TARGET                  Outputs to build, all when none is
                                  given

        Options:
          -j, --jobs N            Steps at once
          -n, --dry-run           Say what would be done
              --format LIST       Only these formats: html, pdf

        Common options:
          -o, --out DIR           Write below this folder
          -v, --verbose           Say more
              --color WHEN        Use colour: auto, always, never
          -h, --help              Show help
              --version           Show the version

        """)
  }

  @Test func `completes commands, options and choices`() {
    let bash = program.completions(for: .bash)
    #expect(bash.contains("build) words='--jobs --dry-run --format --out"))
    #expect(bash.contains("--color) COMPREPLY=($(compgen -W 'auto always never'"))
    #expect(program.completions(for: .zsh).hasPrefix("#compdef bespoke\n"))
    let fish = program.completions(for: .fish)
    #expect(
      fish.contains("complete -c bespoke -n __fish_use_subcommand -a rank -d 'Rank a profile'"))
    #expect(fish.contains("-l jobs -s j -r -d 'Steps at once'"))
    #expect(!fish.contains("-a completions "))
  }
}
