"""Checks of what a newcomer meets: init, every command of the documentation, install, CI."""
import json, os, re, shutil, subprocess

from .support import *

PAGES = ["README.md", *sorted(str(p.relative_to(ROOT)) for p in (ROOT / "docs").rglob("*.md"))]


def shell(folder, script, expect=0, **more):
    """Runs lines as one types them, with the built program on PATH."""
    environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "HOME": str(folder),
                   "NO_COLOR": "1", **more}
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=folder, text=True,
                          capture_output=True, env=environment, timeout=300)
    assert done.returncode == expect, f"{script}\nexit {done.returncode}\n{done.stderr[-3000:]}"
    return done


def blocks(page):
    """The fenced blocks of a page with the language that each names."""
    text = (ROOT / page).read_text()
    found = re.findall(r"^( *)```(\w*)\n(.*?)^\1```", text, re.M | re.S)
    return [(language, re.sub(f"^{indent}", "", body, flags=re.M))
            for indent, language, body in found]


def surroundings(here):
    """What the pages take for granted: an inbox, and a batch system that only says a number."""
    (here / "stub").mkdir()
    (here / "stub/sbatch").write_text("#!/bin/sh\necho 7\n")
    (here / "stub/sbatch").chmod(0o755)
    (here / "inbox").mkdir()
    (here / "inbox/ada.md").write_text(
        "# Ada Byron\n\nada@example.org\n\n## Experience\n\n### Backend engineer, Mill\n\n2019 - 2024\n\n"
        "- Go services on Kubernetes with PostgreSQL\n")


def check_every_command_of_the_documentation_runs(folder):
    count = 0
    for number, page in enumerate(PAGES):
        lines = [body for language, body in blocks(page) if language == "sh"]
        untested = [line for language, body in blocks(page) if language in ("", "text", "console")
                    for line in body.splitlines() if re.match(r"(\$ )?bespoke ", line)]
        if page != "docs/reference/commands.md":
            assert not untested, f"{page}: not in a block of sh: {untested}"
        if not lines:
            continue
        here = folder / str(number)
        here.mkdir()
        if page != "docs/tutorial.md":
            project(here)
        surroundings(here)
        script = "\n".join(lines)
        # What goes on until one stops it is stopped soon, and must have been going on.
        ending = re.sub(r"^( *)(bespoke (?:serve|watch)\b[^#\n]*)",
                        r"\1timeout --preserve-status -s INT 3 \2 || test $? = 130", script, flags=re.M)
        shell(here, f"PATH=$PWD/stub:$PATH\n{ending}", SLURM_ARRAY_TASK_ID="1", SLURM_ARRAY_TASK_COUNT="2",
              SLURM_CPUS_PER_TASK="1", SLURM_SUBMIT_DIR=str(here))
        count += len(re.findall(r"^ *bespoke ", script, re.M))
    assert count > 20, count


def check_the_reference_of_commands_is_that_of_the_program(folder):
    page = bespoke(folder, "manual", "markdown").stdout
    assert page == (ROOT / "docs/reference/commands.md").read_text(), "run `make docs`"
    links = {page: re.findall(r"\]\(([^):#]+\.md)", (ROOT / page).read_text()) for page in PAGES}
    for page, targets in links.items():
        for target in targets:
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page}: no {target}"


def check_the_documentation_becomes_pages(folder):
    bespoke(folder, "pages", ROOT / "docs", "--out", "site")
    made = sorted(str(p.relative_to(folder / "site")) for p in (folder / "site").rglob("*.html"))
    assert len(made) == len(PAGES), made
    for page in made:
        text = (folder / "site" / page).read_text()
        for link in re.findall(r'href="([^":#]+\.html)', text):
            assert ((folder / "site" / page).parent / link).exists(), f"{page}: {link}"


def check_init_makes_a_project_that_builds(folder):
    done = bespoke(folder, "init", "career")
    assert "bespoke build" in done.stderr
    here = folder / "career"
    files = {str(p.relative_to(here)) for p in here.rglob("*") if p.is_file()}
    assert {"content/profiles/ada-example.yaml", "content/jobs/example-platform-engineer.md",
            "bespoke.yaml", ".gitignore", "Makefile", ".github/workflows/resumes.yml",
            ".gitlab-ci.yml"} <= files, files
    built = bespoke(here, "build", "--fail-on", "warning")
    assert " 0 up to date" in built.stderr, built.stderr
    assert len(list((here / "out").rglob("*.pdf"))) == 4
    bespoke(here, "check", "--fail-on", "warning")
    (here / "bespoke.yaml").write_text("defaults: {formats: [txt]}\n")
    assert "kept bespoke.yaml" in bespoke(folder, "init", "career").stderr
    assert "txt" in (here / "bespoke.yaml").read_text()
    # The shell lines of the CI files that need no other machine.
    for name in (".github/workflows/resumes.yml", ".gitlab-ci.yml"):
        lines = re.findall(r"^ *- (?:run: )?(bespoke .*)$", (here / name).read_text(), re.M)
        assert lines == ["bespoke check", "bespoke build"], lines
        shell(here, "\n".join(lines))


def check_what_continuous_integration_reads_is_sound(folder):
    """Each file is YAML with the keys that its service wants; actions are named by their commit."""
    bespoke(folder, "init", "-q", "career")
    init = folder / "career"
    files = {ROOT / ".github/workflows/ci.yml": {"on", "jobs", "permissions"},
             ROOT / ".gitlab-ci.yml": {"image", "test", "pages"},
             ROOT / "action.yml": {"inputs", "outputs", "runs"},
             init / ".github/workflows/resumes.yml": {"on", "jobs", "permissions"},
             init / ".gitlab-ci.yml": {"resumes"}}
    for file, keys in files.items():
        text = file.read_text()
        done = subprocess.run([BIN / "bespoke-stage", "yaml"], input=text, capture_output=True, text=True)
        assert done.returncode == 0 and keys <= set(json.loads(done.stdout)), (file, done)
        for action in re.findall(r"uses: (\S+)", text):
            assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action), f"{file}: {action}"


def check_init_imports_what_one_has(folder):
    (folder / "resume.json").write_text(json.dumps(
        {"basics": {"name": "Grace Hopper"}, "work": [{"name": "Navy", "position": "Admiral"}]}))
    bespoke(folder, "init", "here", "--import", "resume.json")
    text = (folder / "here/content/profiles/grace-hopper.yaml").read_text()
    assert text.startswith("# yaml-language-server: ") and "Navy" in text
    bespoke(folder / "here", "build", "-q")
    assert (folder / "here/out/grace-hopper/general/resume-modern.pdf").exists()
    bespoke(folder, "init", "there", "--import", "nothing.json", expect=1)
    assert not (folder / "there").exists()


def check_doctor_says_what_mends(folder):
    here = project(folder)
    found = json.loads(bespoke(here, "doctor", "--json").stdout)
    assert {"font Lato", "locale", "content"} <= {f["subject"] for f in found}, found
    style = here / "templates/ats/template.yaml"
    style.write_text(style.read_text().replace("[Carlito]", "[No Such Face]"))
    done = bespoke(here, "doctor", expect=1)
    assert re.search(r"^missing  font No Such Face: template ats .*\n +→ put its files", done.stdout,
                     re.M), done.stdout


def check_installed_it_runs_from_anywhere(folder):
    run(ROOT / "scripts/dist", "stage", folder / "usr")
    shutil.move(folder / "usr", folder / "moved here")
    program = folder / "moved here/bin/bespoke"
    (folder / "p").mkdir()
    run(program, "init", "p", cwd=folder)
    run(program, "build", "-q", cwd=folder / "p")
    assert (folder / "p/out/index.html").exists()
    share = folder / "moved here/share"
    for name in ("man/man1/bespoke.1.gz", "bash-completion/completions/bespoke",
                 "zsh/site-functions/_bespoke", "fish/vendor_completions.d/bespoke.fish"):
        assert (share / name).stat().st_size > 1000, name
    shell(folder, f"source '{share}/bash-completion/completions/bespoke'\n"
                  "COMP_WORDS=(bespoke bu); COMP_CWORD=1; _bespoke; test \"${COMPREPLY[0]}\" = build")


def check_the_action_gives_its_outputs(folder):
    here = project(folder)
    outputs, summary = folder / "outputs", folder / "summary"
    more = {"GITHUB_OUTPUT": str(outputs), "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_ACTIONS": "true", "BESPOKE_PROFILES": "mara-lindqvist", "BESPOKE_JOBS": "",
            "BESPOKE_FORMATS": "pdf, html", "BESPOKE_CHECK": "false"}
    profile = here / "content/profiles/mara-lindqvist.yaml"
    profile.write_text(profile.read_text().replace("  label:", "  lable:"))
    done = shell(here, str(ROOT / "scripts/action"), **more)
    assert "::warning file=content/profiles/mara-lindqvist.yaml,line=" in done.stdout + done.stderr
    text = outputs.read_text()
    values = {name: value for name, _, value in
              re.findall(r"^([\w-]+)<<(\S+)\n(.*?)\n\2$", text, re.M | re.S)}
    pdfs = values["pdf-files"].splitlines()
    assert pdfs and all((here / p).exists() and "mara-lindqvist" in p for p in pdfs), pdfs
    assert set(pdfs) <= set(values["changed-files"].splitlines())
    assert re.search(r"^\| mara-lindqvist \| \S+ \| \d+\.\d+ \|$", values["score-table"], re.M), values
    assert "mara-lindqvist" in summary.read_text()
    outputs.unlink()
    shell(here, str(ROOT / "scripts/action"), **more)
    assert "changed-files<<" in outputs.read_text() and "resume" not in re.search(
        r"changed-files<<(\S+)\n(.*?)\1", outputs.read_text(), re.S)[2]
    profile.write_text("basics: [")
    shell(here, str(ROOT / "scripts/action"), expect=1, **{**more, "BESPOKE_CHECK": "true"})
