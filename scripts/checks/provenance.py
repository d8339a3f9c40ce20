"""Checks of what documents say of where they come from, and of `bespoke verify`."""
import json, subprocess

from checks.support import *

FORMATS = ["pdf", "docx", "json"]


def git(here, *arguments):
    return run("git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments,
               cwd=here, env={"GIT_CONFIG_GLOBAL": "/dev/null"}).stdout.strip()


def commit(here):
    git(here, "add", "content", "templates", "bespoke.yaml")
    git(here, "commit", "-qm", "content")
    return git(here, "rev-parse", "HEAD")


def repository(folder):
    here = project(folder)
    for job in sorted((here / "content/jobs").iterdir())[1:]:
        job.unlink()
    (here / "bespoke.yaml").write_text(f"defaults: {{templates: [ats], formats: {FORMATS}}}\n")
    git(here, "init", "-q", ".")
    return here


def documents(here, person):
    return sorted(p for p in (here / f"out/{person}").rglob("*-ats.*"))


def verified(here, paths, expect=0):
    done = bespoke(here, "verify", "--json", *paths, expect=expect)
    return json.loads(done.stdout)


def check_documents_name_the_commit_of_their_inputs(folder):
    here = repository(folder)
    first = commit(here)
    bespoke(here, "build", "-q")
    mara, daniel = documents(here, "mara-lindqvist"), documents(here, "daniel-okafor")
    assert len(mara) == 2 * len(FORMATS), mara
    for found in verified(here, mara + daniel):
        assert (found["commit"], found["rebuild"]) == (first, "same"), found
    before = digest(here / "out/daniel-okafor")
    profile = here / "content/profiles/mara-lindqvist.yaml"
    profile.write_text(profile.read_text() + "# a note\n")
    bespoke(here, "build", "-q")
    for found in verified(here, mara):
        assert (found["commit"], found["rebuild"]) == (first + "+modified", "same"), found
    second = commit(here)
    bespoke(here, "build", "-q")
    for found in verified(here, mara):
        assert (found["commit"], found["rebuild"]) == (second, "same"), found
    assert digest(here / "out/daniel-okafor") == before, "a commit elsewhere changed bytes"
    # Bytes of an older commit are made again from that commit.
    profile.write_text(profile.read_text().replace("years", "springs"))
    assert all(found["rebuild"] == "same" for found in verified(here, mara))
    damaged = here / "damaged.pdf"
    damaged.write_bytes(next(p for p in mara if p.suffix == ".pdf").read_bytes() + b" ")
    plain = here / "plain.json"
    plain.write_text("{}")
    found = verified(here, [damaged, plain], expect=1)
    assert [f["rebuild"] for f in found] == ["different", "unknown"], found


def check_clones_make_the_same_bytes(folder):
    here = repository(folder / "origin")
    commit(here)
    bespoke(here, "build", "-q")
    git(folder, "clone", "-q", "origin", "full")
    git(folder, "clone", "-q", "--depth", "1", f"file://{folder}/origin", "shallow")
    bespoke(folder / "full", "build", "-q")
    assert digest(folder / "full/out") == digest(here / "out")
    said = bespoke(folder / "shallow", "build", "-q").stderr
    assert "shallow-clone" in said, said
    found = verified(folder / "shallow", documents(folder / "shallow", "mara-lindqvist"))
    assert all(f["commit"] is None and f["rebuild"] == "same" for f in found), found


def check_nothing_is_claimed_without_git(folder):
    here = project(folder)
    (here / "bespoke.yaml").write_text(f"defaults: {{templates: [ats], formats: {FORMATS}}}\n")
    bespoke(here, "build", "-q", "mara-lindqvist/general")
    for found in verified(here, documents(here, "mara-lindqvist")):
        assert found["commit"] is None and found["rebuild"] == "same", found
