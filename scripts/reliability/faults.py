"""Failing system calls, small disks, missing rights (A3 to A5)."""
import os, pathlib, re, shutil, subprocess, time

from kills import OFTEN, counts, edit, sample, traced
from tree import BESPOKE, Count, build, difference, digest, environment, leftovers, make, write


def names_a_file(text):
    return re.search(r"'[^']+'|[\w./-]+\.(yaml|md|css|mustache|so[.\d]*)|/[\w./-]+", text)


def a3(work, clean, quick=False):
    """Errors of calls: a failure that names a file, or the right outputs; the old ones stay."""
    count = Count("A3", "ENOSPC, EIO, EDQUOT, EMFILE, EINTR at system calls")
    base = make(work / "a3-base", profiles=2, jobs=1)
    assert build(base).returncode == 0
    before = digest(base)
    time.sleep(0.05)
    edit(base)
    _, after = clean.digest(base)
    here = work / "a3"
    shutil.copytree(base, here, symlinks=True)
    _, lines = traced(here)
    calls = counts(lines)
    errors = {"write": "ENOSPC EIO EDQUOT EINTR", "openat": "EMFILE EIO EINTR ENOSPC",
              "openat2": "EMFILE EIO EINTR ENOSPC", "fsync": "EIO ENOSPC EDQUOT EINTR",
              "renameat": "ENOSPC EIO EDQUOT", "mkdirat": "ENOSPC EDQUOT EIO",
              "unlinkat": "EIO", "close": "EIO EINTR ENOSPC EDQUOT"}
    # Every error at the calls that change something; at the many others one each, in turn.
    points = []
    for place, (call, number) in enumerate(sample(calls, 60 if quick else sum(calls.values()))):
        kinds = errors.get(call, "EIO").split()
        chosen = [kinds[place % len(kinds)]] if call in OFTEN else kinds
        points += [(call, number, kind) for kind in chosen]
    for call, number, error in points:
        shutil.rmtree(here)
        shutil.copytree(base, here, symlinks=True)
        done, _ = traced(here, f"{call}:error={error}:when={number}")
        count.total += 1
        at = f"{call} {number} {error}"
        found = digest(here)
        if done.returncode == 0:
            count.check(found == after, "exit 0 with wrong outputs",
                        f"{at}: {difference(after, found)}")
        else:
            count.check(done.returncode in (1, 2, 127), "crash", f"{at}: {done.returncode}")
            count.check(names_a_file(done.stderr), "no file named", f"{at}: {done.stderr[-300:]}")
            for name in sorted(set(before) | set(found)):
                gone = name in before and name not in found and name in after
                count.check(not gone and (name not in found or found[name] in (
                    before.get(name), after.get(name))), "old outputs harmed", f"{at}: {name}")
        done = build(here)
        found = digest(here)
        count.check(done.returncode == 0 and found == after and not leftovers(here),
                    "next build wrong", f"{at}: {difference(after, found)} {leftovers(here)}"
                    f"{done.stderr[-300:]}")
    shutil.rmtree(here)
    return count.report("exit 0 with wrong outputs", "no file named", "old outputs harmed",
                        "next build wrong")


def a4(work, clean):
    """Disks of 64 kB, 256 kB and 1 MB for out, the cache and the run folders."""
    count = Count("A4", "small disks")
    for place in ("out", ".bespoke/cache", ".bespoke/runs"):
        for size in ("64k", "256k", "1m"):
            here = make(work / "a4", profiles=6, jobs=2)
            _, after = clean.digest(here)
            target = here / place
            target.mkdir(parents=True)
            if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", target],
                              capture_output=True).returncode:
                print("A4   small disks: skipped (needs the right to mount)")
                return 0
            count.total += 1
            try:
                done = build(here)
                found = digest(here)
                at = f"{place} {size}"
                if done.returncode == 0:
                    count.check(found == after, "exit 0 with wrong outputs", at)
                else:
                    count.check("No space left" in done.stderr and names_a_file(done.stderr),
                                "no reason given", f"{at}: {done.stderr[-300:]}")
                    count.check(all(after.get(n) == v for n, v in found.items()), "torn", at)
                second = build(here)
                count.check(second.returncode == done.returncode, "unsteady", at)
            finally:
                subprocess.run(["umount", target], check=True)
            done = build(here)
            found = digest(here)
            count.check(done.returncode == 0 and found == after and not leftovers(here),
                        "next build wrong",
                        f"{at}: {difference(after, found)} {leftovers(here)} {done.stderr[-200:]}")
            shutil.rmtree(here)
    return count.report("exit 0 with wrong outputs", "no reason given", "torn", "next build wrong")


def as_nobody(here, *arguments):
    wrapper = []
    if os.geteuid() == 0:
        wrapper = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    return build(here, *arguments, wrapper=wrapper, env=environment(HOME="/nonexistent"))


def own(path):
    if os.geteuid() == 0:
        for p in [path, *path.rglob("*")]:
            os.chown(p, 65534, 65534, follow_symlinks=False)


def a5(work, clean):
    """Places that can't be written, each with a reason; right again when they can."""
    count = Count("A5", "missing rights and things in the way")
    os.chmod(work, 0o755)

    def case(name, spoil, mend, expect=(1, 2), arguments=()):
        here = make(work / "a5", profiles=2, jobs=1)
        own(here)
        _, after = clean.digest(here)
        build_before = as_nobody(here)
        assert build_before.returncode == 0, build_before.stderr
        profile = here / "content/profiles/p0.yaml"
        profile.write_text(profile.read_text().replace("without downtime", "in one night"))
        before = digest(here)
        _, after = clean.digest(here)
        spoil(here)
        count.total += 1
        done = as_nobody(here, *arguments)
        count.check(done.returncode in expect, "exit code", f"{name}: {done.returncode}")
        if done.returncode:
            count.check(names_a_file(done.stderr), "no file named", f"{name}: {done.stderr}")
        mend(here)
        own(here)
        for path, value in digest(here).items():
            count.check(value in (before.get(path), after.get(path)), "harmed", f"{name}: {path}")
        done = as_nobody(here)
        found = digest(here)
        count.check(done.returncode == 0 and found == after, "next build wrong",
                    f"{name}: {difference(after, found)} {done.stderr}")
        shutil.rmtree(here)

    def mode(place, bits):
        def change(here):
            for path in [here / place, *(here / place).rglob("*")]:
                if path.is_dir():
                    os.chmod(path, bits)
        return change

    case("read-only out", mode("out", 0o555), mode("out", 0o755))
    case("read-only cache", mode(".bespoke/cache", 0o555), mode(".bespoke/cache", 0o755))
    case("read-only state", mode(".bespoke", 0o555), mode(".bespoke", 0o755))
    case("read-only project", lambda here: (mode(".", 0o555)(here)), mode(".", 0o755))
    case("unreadable content", mode("content/jobs", 0o000), mode("content/jobs", 0o755))

    def out_is_a_file(here):
        shutil.rmtree(here / "out")
        (here / "out").write_text("a file")
    case("out is a file", out_is_a_file, lambda here: (here / "out").unlink())

    def state_is_a_file(here):
        shutil.rmtree(here / ".bespoke")
        (here / ".bespoke").write_text("a file")
    case("state is a file", state_is_a_file, lambda here: (here / ".bespoke").unlink())

    def owned_by_another(here):
        for path in [here / "out", *(here / "out").rglob("*")]:
            os.chown(path, 0, 0)
    if os.geteuid() == 0:
        case("out owned by another user", owned_by_another, own)
    case("parent of -o missing", lambda here: None, lambda here: None, arguments=["-o", "/x/y/z"])
    return count.report("exit code", "no file named", "harmed", "next build wrong")
