import Files
import JSON
import Profiles

/// What a new project begins with.
enum StarterFiles {
  /// A profile as it will stand in `content/profiles`, without the line for editors.
  struct Profile {
    var id: String
    var yaml: String
  }

  /// Every file, in the order in which people should look at them.
  static func all(profile: Profile) -> [(path: RelativePath, text: String)] {
    let schema = Schema.jsonSchema(of: .profile).serialized(indented: true)
    return [
      (
        RelativePath(literal: "content/profiles").child("\(profile.id).yaml"),
        Schema.editorLine("../schema/profile.schema.json") + profile.yaml
      ),
      (RelativePath(literal: "content/jobs/example-platform-engineer.md"), posting),
      (RelativePath(literal: "content/schema/profile.schema.json"), schema),
      (RelativePath(literal: "bespoke.yaml"), configuration),
      (RelativePath(literal: ".gitignore"), "/.bespoke/\n/out/\n"),
      (RelativePath(literal: "Makefile"), makefile),
      (RelativePath(literal: ".github/workflows/resumes.yml"), workflow),
      (RelativePath(literal: ".gitlab-ci.yml"), pipeline),
    ]
  }

  static let example = Profile(
    id: "ada-example",
    yaml: """
      # Yours from here on: every key is in the schema that the line above names.
      basics:
        name: Ada Example
        label: Software Engineer
        email: ada@example.com
        phone: "+1 555 0100"
        location: {city: Springfield, countryCode: US}
        profiles:
          - {network: GitHub, username: ada-example, url: https://github.com/ada-example}
        summary: Engineer who keeps services small, measured and easy to hand over.
      work:
        - name: Northwind
          position: Software Engineer
          startDate: 2021-04
          highlights:
            - Moved 14 services to Kubernetes in five months without a planned outage
            - Cut the cost of the build farm by 40% with a shared cache
            # Only in resumes for an audience of 'leads'; see 'audience' in bespoke.yaml.
            - {text: "Led the on-call rotation of a team of six", tags: [leads]}
        - name: Contoso
          position: Junior Developer
          startDate: 2018-09
          endDate: 2021-03
          highlights:
            - Wrote the import that reads 2 million invoices a night in Go
      education:
        - institution: State University
          studyType: BSc
          area: Computer Science
          startDate: 2014-09
          endDate: 2018-06
      skills:
        - {name: Languages, keywords: [Go, Python, SQL]}
        - {name: Platform, keywords: [Kubernetes, Terraform, PostgreSQL]}
      languages:
        - {language: English, fluency: Native speaker}

      """)

  private static let posting = """
    ---
    title: Platform Engineer
    company: Example Inc
    location: Springfield
    ---
    # Platform Engineer

    Paste a posting here as you found it; a file for each.

    ## Requirements

    - 3+ years of operating services on Kubernetes
    - Go or Python
    - Infrastructure as code, such as Terraform

    ## Nice to have

    - PostgreSQL

    """

  private static let configuration = """
    # Everything here is optional; `bespoke config` prints all values and where they come from.
    defaults:
      templates: [modern, ats]
      formats: [html, pdf, docx, txt, json]
    # gates: {min-score: 40, fail-on: warning}

    """

  private static let makefile = """
    # `make` builds what changed; `make serve` shows it and rebuilds on every save.
    .PHONY: build check serve
    build: ; bespoke build
    check: ; bespoke check
    serve: ; bespoke serve

    """

  private static let workflow = """
    name: resumes
    on:
      push:
      pull_request:
    permissions: {contents: read}
    jobs:
      build:
        runs-on: ubuntu-latest
        container: debian:bookworm
        steps:
          # Without git there is no history, and documents are dated by it.
          - run: apt-get update && apt-get install --yes git ca-certificates
          - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
            with: {fetch-depth: 0}
          - run: git config --global --add safe.directory "$PWD"
          - uses: actions/cache@5a3ec84eff668545956fd18022155c47e93e2684 # v4.2.3
            with:
              path: .bespoke/cache
              key: bespoke-${{ github.sha }}
              restore-keys: bespoke-
          # Put the package of the release that you use where this line finds it.
          - run: apt-get install --yes ./bespoke_*.deb
          - run: bespoke check
          - run: bespoke build
          - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
            with: {name: resumes, path: out}

    """

  private static let pipeline = """
    resumes:
      image: debian:bookworm
      variables: {GIT_DEPTH: "0"}
      cache: {key: bespoke, paths: [.bespoke/cache]}
      before_script:
        # Put the package of the release that you use where this line finds it.
        - apt-get update && apt-get install --yes git ./bespoke_*.deb
        - git config --global --add safe.directory "$CI_PROJECT_DIR"
      script:
        - bespoke check
        - bespoke build
      artifacts: {paths: [out]}

    """
}
