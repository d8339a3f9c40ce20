"""Checks of what is remembered and sent: ledger, diff, rewrites, publishing, as in a pull request."""
import json, os, re, signal, subprocess, sys, time

from .support import *

FAKE = ROOT / "scripts/reliability/rewriter.py"


def git(here, *arguments):
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@mill.example"]
    return run("git", *identity, *arguments, cwd=here)


def repository(folder, config):
    here = project(folder)
    (here / "bespoke.yaml").write_text(config)
    (here / ".gitignore").write_text("/out/\n/.bespoke/\n/site/\n")
    git(here, "init", "-q", "-b", "main")
    git(here, "add", "-A")
    git(here, "commit", "-qm", "One")
    return here


def edit(path, old, new):
    text = path.read_text()
    assert old in text, f"{path} has no {old!r}"
    path.write_text(text.replace(old, new))


def status(here):
    return git(here, "status", "--porcelain").stdout


def check_a_build_alone_leaves_the_work_tree_clean(folder):
    here = repository(folder, "defaults: {templates: ats, formats: [txt]}\n")
    bespoke(here, "build", "-q")
    assert status(here) == "", status(here)
    lines = (here / ".bespoke/history.jsonl").read_text().splitlines()
    assert len(lines) == 2 * 7
    bespoke(here, "build", "-qf")
    assert (here / ".bespoke/history.jsonl").read_text().splitlines() == lines


def check_two_branches_merge_their_ledgers(folder):
    here = repository(folder, "defaults: {templates: ats, formats: [txt]}\nhistory: kept\n")
    ledger, profile = here / "content/history.jsonl", here / "content/profiles/mara-lindqvist.yaml"
    bespoke(here, "build", "-q")
    git(here, "add", "-A")
    git(here, "commit", "-qm", "Ledger")
    for branch, new in (("left", "seven engineers"), ("right", "eight engineers")):
        git(here, "checkout", "-q", "-b", branch, "main")
        edit(profile, "six engineers", new)
        bespoke(here, "build", "-q")
        git(here, "checkout", "-q", "--", "content/profiles")
        git(here, "commit", "-qam", branch)
    git(here, "merge", "-q", "--no-edit", "left")
    lines = ledger.read_text().splitlines()
    assert len(lines) == len(set(lines)) == 14 + 7 + 7, len(lines)
    scores = json.loads(bespoke(here, "history", "--profile", "mara-lindqvist", "--json").stdout)
    assert all(len(s["analyses"]) == 3 for s in scores["series"]), scores
    assert bespoke(here, "pending").stdout == "nothing is pending\n"


def check_a_pull_request_from_edit_to_publication(folder):
    log = folder.parent / (folder.name + ".log")
    command = json.dumps([sys.executable, str(FAKE), "honest", str(log)])
    here = repository(folder, f"""\
defaults: {{templates: [ats, modern], documents: [resume, letter], formats: [txt, html]}}
builds: [{{profiles: mara*, jobs: [general, nordbank*]}}]
history: kept
rewriter: {{command: {command}}}
publish: site
""")
    profile, job = here / "content/profiles/mara-lindqvist.yaml", "nordbank-senior-backend-engineer"
    bespoke(here, "build", "-q")
    git(here, "add", "-A")
    git(here, "commit", "-qm", "Ledger")

    # Edit: pending, diff, history.
    edit(profile, "Mentored six engineers", "Mentored nine engineers")
    pending = json.loads(bespoke(here, "pending", "--job", job, "--json").stdout)["pending"]
    assert [(p["profile"], p["reason"]) for p in pending] == [("mara-lindqvist", "profile changed since")]
    assert len(bespoke(here, "pending", "--job", "general").stdout.splitlines()) == 1
    told = bespoke(here, "diff").stdout
    assert re.search(r"- .*Mentored six.*\n.*\+ .*Mentored nine", told), told
    changed = json.loads(bespoke(here, "diff", "HEAD", "--json").stdout)
    assert {d.split("/")[1] for c in changed["changed"] for d in c["documents"]} == {"general", job}
    assert "```diff\n" in bespoke(here, "diff", "--markdown").stdout
    bespoke(here, "build", "-q")
    assert bespoke(here, "pending").stdout == "nothing is pending\n"
    assert "edited: profile" in bespoke(here, "history", "--job", job).stdout
    git(here, "commit", "-qam", "Two")
    assert "Mentored nine" in bespoke(here, "diff", "HEAD~1", "HEAD").stdout
    assert "0 documents changed" in bespoke(here, "diff", "HEAD").stdout
    assert "unknown-revision" in bespoke(here, "diff", "--", "--output=x", expect=2).stderr

    # Rewrite, freeze, lock.
    assert "missing-rewrite" in bespoke(here, "build", "-q", "--locked", expect=1).stderr
    bespoke(here, "build", "-q", "--rewrite")
    frozen = here / f"content/rewrites/mara-lindqvist/{job}.yaml"
    assert "Headed the move" in frozen.read_text()
    text = here / f"out/mara-lindqvist/{job}/resume-ats.txt"
    assert "Headed the move" in text.read_text()
    assert "Led the move" in (here / "out/mara-lindqvist/general/resume-ats.txt").read_text()
    assert len(log.read_text().splitlines()) == 1
    bespoke(here, "build", "-q", "--locked", "--rewrite")
    assert len(log.read_text().splitlines()) == 1, "asked again for what is settled"
    costs = json.loads(bespoke(here, "status", "--json").stdout)["rewriting"]["total"]
    assert (costs["calls"], costs["inputTokens"], costs["cost"]) == (1, 100, 0.25), costs
    git(here, "add", "-A")
    git(here, "commit", "-qm", "Rewrites")
    edit(profile, "Led the move", "Did the move")
    assert "stale-rewrite" in bespoke(here, "build", "-q", "--locked", expect=1).stderr
    assert "Did the move" in text.read_text()
    edit(profile, "Did the move", "Led the move")
    edit(frozen, "Headed the move", "Headed the award-winning move")
    assert "invented-rewrite" in bespoke(here, "build", "-q").stderr
    assert "award-winning" not in text.read_text()
    git(here, "checkout", "-q", "--", ".")

    # Publish, kill in the middle, publish again.
    site = here / "site"
    bespoke(here, "build", "-q", "--locked")
    for wait in (0.02, 0.05, 0.08, 0.11):
        child = subprocess.Popen([BIN / "bespoke", "publish", "-q"], cwd=here)
        time.sleep(wait)
        child.send_signal(signal.SIGKILL)
        child.wait()
    bespoke(here, "publish", "-q")
    manifest = json.loads((here / "out/manifest.json").read_text())["files"]
    assert {n: h for n, h in digest(site).items()} == {f["path"]: f["sha256"] for f in manifest}
    sent = json.loads(bespoke(here, "history", "--sent", "--json").stdout)["sent"]
    head = git(here, "rev-parse", "HEAD").stdout.strip()
    assert {s["path"]: s["sha256"] for s in sent} == {f["path"]: f["sha256"] for f in manifest}
    assert {s["commit"] for s in sent} == {head} and len(sent) == len(manifest), len(sent)
    assert "0 files sent" in bespoke(here, "publish").stderr
    (site / "ours.txt").write_text("not theirs")
    edit(profile, "Mentored nine", "Mentored ten")
    git(here, "commit", "-qam", "Ten")
    assert int(re.search(r"(\d+) files sent", bespoke(here, "publish").stderr)[1]) > 0
    again = json.loads(bespoke(here, "history", "--sent", "--json").stdout)["sent"][len(sent):]
    assert again and len({s["commit"] for s in again} - {head}) == 1, again
    edit(here / "bespoke.yaml", "formats: [txt, html]", "formats: [txt]")
    bespoke(here, "publish", "-q")
    assert not list(site.rglob("resume*.html")) and (site / "ours.txt").exists()


def check_publishing_by_a_command_goes_on_where_it_stopped(folder):
    here = repository(folder, """\
defaults: {templates: ats, formats: [txt]}
publish: {command: [sh, take.sh, "{file}", "{path}"], files: ["*.txt"]}
""")
    (here / "take.sh").write_text(
        'test "$(ls taken 2>/dev/null | wc -l)" -lt "$(cat limit)" || { echo full >&2; exit 7; }\n'
        'mkdir -p taken && cp "$1" "taken/$(echo "$2" | tr / _)"\n')
    (here / "limit").write_text("3")
    failed = bespoke(here, "publish", expect=1)
    assert "status 7" in failed.stderr and "full" in failed.stderr, failed.stderr
    assert "3 files sent" in failed.stderr
    (here / "limit").write_text("100")
    assert "11 files sent" in bespoke(here, "publish").stderr
    assert "0 files sent" in bespoke(here, "publish").stderr
    assert len(list((here / "taken").iterdir())) == 14


def check_a_rewriter_that_breaks_its_leash_costs_no_document(folder):
    here = project(folder)
    for mode, word in (("crashing", "status 134"), ("failing", "status 3"), ("slow", "4 seconds")):
        command = json.dumps([sys.executable, str(FAKE), mode])
        (here / "bespoke.yaml").write_text(
            "defaults: {templates: ats, formats: [txt]}\nbuilds: [{profiles: mara*, jobs: nordbank*}]\n"
            f"rewriter: {{command: {command}, timeout: 4}}\n")
        done = bespoke(here, "build", "--rewrite", expect=1)
        assert word in done.stderr, done.stderr
        assert not (here / "content/rewrites").exists()
        assert "Led the move" in next((here / "out").rglob("resume-ats.txt")).read_text()


def check_applicants_are_kept_only_when_asked_and_then_as_hash_session_and_score(folder):
    here = repository(folder, "defaults: {templates: ats, formats: [txt]}\nhistory: kept\n")
    resume = here.parent / (here.name + ".json")
    resume.write_text(json.dumps({"basics": {"name": "Grace Hopper"}, "work": [
        {"name": "Navy", "position": "Engineer", "highlights": ["Wrote Go services on Kafka"]}]}))
    screening = ["screen", "--job", "content/jobs/nordbank-senior-backend-engineer.md", resume]
    bespoke(here, *screening)
    assert not (here / "content/history.jsonl").exists() and status(here) == ""
    bespoke(here, *screening, "--record")
    lines = [json.loads(l) for l in (here / "content/history.jsonl").read_text().splitlines()]
    assert [set(l) for l in lines] == [{"id", "kind", "date", "hash", "session", "score"}], lines
    assert "Hopper" not in (here / "content/history.jsonl").read_text()
    told = json.loads(bespoke(here, "history", "--session", lines[0]["session"], "--json").stdout)
    assert [a["hash"] for a in told["applicants"]] == [lines[0]["hash"]]
