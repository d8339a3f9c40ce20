"""Failing system calls, small disks, missing rights, damaged state (A3 to A8)."""
import os, pathlib, re, shutil, subprocess, time

from kills import counts, edit, sample, traced
from tree import BESPOKE, Count, build, difference, digest, environment, leftovers, make, write

FORMATS = ("html", "pdf", "txt", "json")


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
    points = [(c, n, e) for c, n in sample(calls, 60 if quick else 260)
              for e in errors.get(c, "EIO").split()]
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


def a6(work, clean, quick=False):
    """State files cut, flipped, deleted, emptied, of zeros, of another version."""
    count = Count("A6", "damaged state files")
    here = make(work / "a6", profiles=1, jobs=1, formats="html, json")
    assert build(here).returncode == 0
    profile = here / "content/profiles/p0.yaml"
    texts = [profile.read_text(), profile.read_text().replace("without downtime", "in one night")]
    state = [p for p in (".bespoke/log", ".bespoke/cache/steps", ".bespoke/times")
             if (here / p).exists()]
    turn = 0
    for name in state:
        whole = (here / name).read_bytes()
        number = 12 if quick else 60
        step = max(1, len(whole) // number)
        damages = [whole[:n] for n in range(0, len(whole), step)]
        damages += [whole[:n] + bytes([whole[n] ^ 1 << n % 8]) + whole[n + 1:]
                    for n in range(0, len(whole), step)]
        damages += [None, b"", bytes(64), bytes(len(whole)), b"BspkLg99" + whole[8:],
                    whole + b"x", whole * 2]
        for damage in damages:
            turn ^= 1
            profile.write_text(texts[turn])
            _, after = clean.digest(here)
            (here / name).unlink(missing_ok=True)
            if damage is not None:
                (here / name).write_bytes(damage)
            count.total += 1
            done = build(here)
            found = digest(here)
            count.check(done.returncode == 0, "failed", f"{name}: {done.returncode} {done.stderr}")
            count.check(found == after, "wrong output", f"{name}: {difference(after, found)}")
    return count.report("failed", "wrong output")


def a7(work, clean):
    """Each cached object with one bit changed, and of no length: found out and made again."""
    count = Count("A7", "damaged cached objects")
    here = make(work / "a7", profiles=2, jobs=1)
    assert build(here).returncode == 0
    after = digest(here)
    objects = sorted(p for p in (here / ".bespoke/cache/objects").rglob("*") if p.is_file())
    for path in objects:
        whole = path.read_bytes()
        for damage in (whole[:-1] + bytes([whole[-1] ^ 4]) if whole else b"x", b""):
            path.write_bytes(damage)
            shutil.rmtree(here / "out")
            count.total += 1
            done = build(here)
            found = digest(here)
            count.check(done.returncode == 0 and found == after, "wrong output",
                        f"{path.name}: {difference(after, found)} {done.stderr}")
            if path.parent.name + path.name in after.values():
                count.check(path.read_bytes() == whole, "not mended", path.name)
            path.write_bytes(whole)
    return count.report("wrong output", "not mended")


def a8(work, clean):
    """Outputs that somebody edited, deleted, locked or replaced: restored or refused."""
    count = Count("A8", "outputs changed by others")
    here = make(work / "a8", profiles=1, jobs=1)
    assert build(here).returncode == 0
    after = digest(here)

    def edited(path):
        path.write_bytes(path.read_bytes() + b"x")

    def same_size(path):
        stat = path.stat()
        path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    def folder(path):
        path.unlink()
        path.mkdir()

    def link(path):
        path.rename(path.with_suffix(".moved"))
        path.symlink_to(path.with_suffix(".moved").name)

    changes = [edited, same_size, pathlib.Path.unlink, lambda p: p.chmod(0), folder, link,
               lambda p: p.write_bytes(b"")]
    for kind in FORMATS:
        path = here / f"out/p0/j0/resume-plain.{kind}"
        for change in changes:
            change(path)
            count.total += 1
            done = build(here)
            if path.is_dir():
                count.check(done.returncode == 1 and path.name in done.stderr, "not refused",
                            f"{kind}: {done.returncode} {done.stderr}")
                path.rmdir()
                done = build(here)
            path.with_suffix(".moved").unlink(missing_ok=True)
            found = digest(here)
            count.check(done.returncode == 0 and found == after, "differs",
                        f"{kind}: {difference(after, found)} {done.stderr}")
            count.check(path.stat().st_mode & 0o600 == 0o600, "unreadable", kind)
    return count.report("differs", "not refused")
