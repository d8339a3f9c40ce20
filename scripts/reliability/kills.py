"""SIGKILL at system calls and at random moments, edits meanwhile, signals (A1, A2, A12, A15,
A16)."""
import pathlib, random, re, shutil, signal, subprocess, time

from tree import (BESPOKE, Clean, Count, build, difference, digest, environment, leftovers, make,
                  write)

CALLS = ["openat", "openat2", "write", "renameat", "renameat2", "rename", "fsync", "unlinkat",
         "mkdirat", "mkdir", "close", "ftruncate"]


def traced(folder, inject=None, arguments=(), env=None):
    """A build with one worker under strace; counts calls where nothing is injected."""
    log = folder.parent / (folder.name + ".strace")
    options = ["-f", "-qq", "-o", str(log), "-e", "trace=" + ",".join(CALLS)]
    if inject:
        options += ["-e", f"inject={inject}"]
    done = build(folder, "-j1", *arguments, wrapper=["strace", *options], env=env)
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    return done, lines


def counts(lines):
    found = {}
    for line in lines:
        match = re.match(r"(?:\d+ +)?(\w+)\(", line)
        if match:
            found[match[1]] = found.get(match[1], 0) + 1
    return found


OFTEN = ("openat", "close", "openat2")


def sample(calls, wanted):
    """Points (call, number): all of the rare calls, an even share of the others."""
    rare = [(c, n) for c, k in calls.items() if c not in OFTEN for n in range(1, k + 1)]
    many = [(c, n) for c, k in calls.items() if c in OFTEN for n in range(1, k + 1)]
    room = max(0, wanted - len(rare))
    step = max(1, len(many) // room) if room else len(many) + 1
    chosen = rare + many[::step]
    # Up to the number wanted: the points in between.
    rest = [p for p in many if p not in set(chosen)]
    return chosen + rest[:max(0, wanted - len(chosen))]


def edit(folder):
    profile = folder / "content/profiles/p0.yaml"
    profile.write_text(profile.read_text().replace("without downtime", "in one night"))
    (folder / "content/profiles/p1.yaml").unlink()
    style = folder / "templates/plain/style.css"
    style.write_text(style.read_text().replace("10pt", "11pt"))


def a1(work, clean, quick=False):
    """SIGKILL at every kind of call, of a clean build and of one that has something to change."""
    faults = 0
    for kind in ("clean", "incremental"):
        count = Count("A1", f"SIGKILL at system calls, {kind} build")
        base = make(work / f"a1-{kind}", profiles=2, jobs=1)
        before = {}
        if kind == "incremental":
            assert build(base).returncode == 0
            before = digest(base)
            time.sleep(0.05)
            edit(base)
        _, after = clean.digest(base)
        here = work / "a1"
        shutil.copytree(base, here, symlinks=True)
        _, lines = traced(here)
        assert digest(here) == after
        for call, number in sample(counts(lines), 40 if quick else 420):
            shutil.rmtree(here)
            shutil.copytree(base, here, symlinks=True)
            traced(here, f"{call}:signal=SIGKILL:when={number}")
            count.total += 1
            at = f"{call} {number}"
            for name, value in digest(here).items():
                count.check(value in (before.get(name), after.get(name)) or name.startswith(
                    ".bespoke~") or "/.bespoke~" in name, "torn", f"{at}: {name}")
            done = build(here)
            count.check(done.returncode == 0, "rebuild_failed", f"{at}: {done.stderr}")
            found = digest(here)
            count.check(found == after, "differs", f"{at}: {difference(after, found)}")
            count.check(not leftovers(here), "leftovers", f"{at}: {leftovers(here)}")
        shutil.rmtree(here)
        faults += count.report("torn", "differs", "leftovers", "rebuild_failed")
    return faults


class States:
    """A tree of 60 documents that can be put into a number of states."""

    def __init__(self, folder, clean, number=14):
        self.folder = make(folder, profiles=5, jobs=5, templates=("plain", "other"),
                           formats="html, pdf, txt, json")
        write(folder / "templates/other/style.css", "body { font-family: serif }\n")
        self.toggles = [self.bullet, self.style, self.partial, self.job, self.extra_profile,
                        self.extra_job, self.formats]
        self.random = random.Random(7)
        self.states = [tuple(self.random.random() < 0.5 for _ in self.toggles)
                       for _ in range(number)]
        self.current = None
        self.known = {}
        for state in self.states:
            self.enter(state)
            code, self.known[state] = clean.digest(folder)
            assert code == 0 and len(self.known[state]) >= 50
        self.versions = {}
        for found in self.known.values():
            for name, value in found.items():
                self.versions.setdefault(name, set()).add(value)

    def enter(self, state):
        for toggle, on in zip(self.toggles, state):
            if self.current is None or self.current[self.toggles.index(toggle)] != on:
                toggle(on)
        self.current = state

    def replace(self, name, old, new, on):
        path = self.folder / name
        text = path.read_text()
        write(path, text.replace(old, new) if on else text.replace(new, old))

    def bullet(self, on):
        self.replace("content/profiles/p1.yaml", "on-call handbook", "night handbook", on)

    def style(self, on):
        self.replace("templates/plain/style.css", "#222", "#333", on)

    def partial(self, on):
        self.replace("templates/partials/section.mustache", "<section>", "<section class=s>", on)

    def job(self, on):
        self.replace("content/jobs/j2.md", "- Terraform", "- Terraform and Rust", on)

    def extra_profile(self, on):
        path, other = (self.folder / f"content/profiles/{n}.yaml" for n in ("p9", "p0"))
        write(path, other.read_text().replace("Number0", "Number9")) if on else path.unlink(
            missing_ok=True)

    def extra_job(self, on):
        path, other = (self.folder / f"content/jobs/{n}.md" for n in ("j9", "j0"))
        write(path, other.read_text()) if on else path.unlink(missing_ok=True)

    def formats(self, on):
        self.replace("bespoke.yaml", "html, pdf, txt, json", "html, pdf, json", on)


def a2(work, clean, kills=1000, seed=1):
    """SIGKILL at random moments, edits in between; several kills may come before a build ends."""
    tree = States(work / "a2", clean)
    count = Count("A2", "SIGKILL at random moments with edits, 60 documents")
    chance = random.Random(seed)
    spans = [0.3]
    landed = finished = 0
    while landed < kills:
        tree.enter(chance.choice(tree.states))
        process = subprocess.Popen([BESPOKE, "build", "-q", "-j2"], cwd=tree.folder,
                                   stderr=subprocess.DEVNULL, env=environment())
        start = time.monotonic()
        try:
            process.wait(chance.random() * sorted(spans)[len(spans) // 2] * 1.05)
            spans = (spans + [time.monotonic() - start])[-15:]
            finished += 1
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            landed += 1
            count.total += 1
            for name, value in digest(tree.folder).items():
                count.check(value in tree.versions.get(name, ()) or ".bespoke~" in name,
                            "torn", f"kill {landed}: {name}")
        if chance.random() < 0.6:
            start = time.monotonic()
            done = build(tree.folder)
            spans = (spans + [time.monotonic() - start])[-15:]
            count.check(done.returncode == 0, "rebuild_failed", done.stderr)
            found, expected = digest(tree.folder), tree.known[tree.current]
            count.check(found == expected, "differs", difference(expected, found))
            count.check(not leftovers(tree.folder), "leftovers", str(leftovers(tree.folder)))
    count.what += f" ({finished} builds ended before the kill)"
    return count.report("torn", "differs", "leftovers", "rebuild_failed")


def a12(work, clean, runs=50):
    """An input edited while the build runs: the next build notices."""
    count = Count("A12", "input edited during the build")
    tree = States(work / "a12", clean, number=6)
    chance = random.Random(3)
    for _ in range(runs):
        first, second = chance.sample(tree.states, 2)
        tree.enter(first)
        process = subprocess.Popen([BESPOKE, "build", "-q", "-j2"], cwd=tree.folder,
                                   stderr=subprocess.DEVNULL, env=environment())
        time.sleep(chance.random() * 0.4)
        tree.enter(second)
        process.wait()
        done = build(tree.folder)
        count.total += 1
        count.check(done.returncode == 0, "failed", done.stderr)
        found = digest(tree.folder)
        expected = tree.known[second]
        count.check(found == expected, "differs", difference(expected, found))
    return count.report("differs")


def a15(work, clean):
    """A build with nothing to do writes nothing and renders nothing."""
    count = Count("A15", "nothing to do")
    tree = make(work / "a15", profiles=3, jobs=2)
    build(tree)
    engine = str(pathlib.Path(BESPOKE).parent / "bespoke-engine")
    for program in (BESPOKE, engine):
        before = {p: p.stat().st_mtime_ns for p in tree.rglob("*")}
        log = work / "a15.strace"
        done = build(tree, program=program, wrapper=[
            "strace", "-f", "-qq", "-o", log, "-e",
            "trace=write,pwrite64,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,"
            "ftruncate,link,linkat,symlinkat,utimensat"])
        calls = [l for l in log.read_text().splitlines() if not re.search(r"write\([12],", l)]
        count.total += 1
        count.check(done.returncode == 0, "failed", done.stderr)
        count.check(not calls, "writes", "; ".join(calls))
        count.check(before == {p: p.stat().st_mtime_ns for p in tree.rglob("*")}, "touched")
    return count.report("writes", "touched")


def a16(work, clean, runs=20):
    """Signals and a closed standard output: a clean end, nothing left, the next build right."""
    count = Count("A16", "interruptions")
    tree = States(work / "a16", clean, number=6)
    chance = random.Random(11)
    kinds = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE, "closed"]
    for kind in kinds:
        for _ in range(runs):
            tree.enter(chance.choice([s for s in tree.states if s != tree.current]))
            count.total += 1
            process = subprocess.Popen([BESPOKE, "build", "-v", "-j2"], cwd=tree.folder,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       env=environment())
            time.sleep(chance.random() * 0.25)
            if kind == "closed":
                process.stdout.close(), process.stderr.close()
            else:
                process.send_signal(kind)
                process.stdout.read(), process.stderr.read()
            code = process.wait(60)
            # A signal in the first moment, before anything is begun, ends any program.
            fine = (0, 1) if kind == "closed" else (0, 1, 128 + kind, -kind)
            count.check(code in fine, "exit code", f"{kind}: {code}")
            count.check(not leftovers(tree.folder), "leftovers",
                        f"{kind}: {leftovers(tree.folder)}")
            done = build(tree.folder)
            found, expected = digest(tree.folder), tree.known[tree.current]
            count.check(done.returncode == 0 and found == expected, "differs",
                        difference(expected, found) + done.stderr)
    return count.report("exit code", "leftovers", "differs")
