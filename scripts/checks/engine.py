"""Checks of shards, other build engines, watch and serve."""
import json, os, pathlib, re, shutil, signal, subprocess, sys, tempfile, time

from checks.support import *

sys.path.insert(0, str(ROOT / "scripts/reliability"))
import serving


def tree(folder):
    """A project of two people and two postings, in one template."""
    here = project(folder)
    for job in sorted((here / "content/jobs").iterdir())[2:]:
        job.unlink()
    (here / "bespoke.yaml").write_text("defaults: {templates: [ats], formats: [html, pdf, txt, json]}\n")
    return here


def check_manifest_lists_every_file(folder):
    here = tree(folder)
    bespoke(here, "build", "-q")
    manifest = json.loads((here / "out/manifest.json").read_text())
    listed = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
    made = digest(here / "out")
    made.pop("manifest.json")
    assert listed == made, set(listed.items()) ^ set(made.items())
    assert len({entry["inputs"] for entry in manifest["files"]}) > len(listed) / 2


def check_shards_merge_to_the_whole(folder):
    here = tree(folder)
    bespoke(here, "build", "-q")
    parts = [f"part-{k}" for k in (1, 2, 3)]
    for k, part in enumerate(parts, 1):
        bespoke(here, "build", "-q", "--shard", f"{k}/3", "--out", part)
    bespoke(here, "merge", "-q", "--out", "joined", *reversed(parts))
    assert digest(here / "joined") == digest(here / "out")
    some = bespoke(here, "merge", "--out", "some", *parts[:2])
    assert "part 3/3 is missing" in some.stderr, some.stderr
    bespoke(here, "build", "--shard", "4/3", expect=2)
    # A damaged part is refused, and nothing written.
    victim = next((here / "part-1").rglob("*.txt"), None) or next((here / "part-2").rglob("*.txt"))
    victim.write_text("damaged")
    bespoke(here, "merge", "-q", "--out", "joined-2", *parts, expect=1)
    assert not (here / "joined-2").exists()


def check_adding_a_posting_moves_no_other(folder):
    here = tree(folder)
    def shards():
        for k in (1, 2, 3):
            shutil.rmtree(here / f"part-{k}", ignore_errors=True)
            bespoke(here, "build", "-q", "--shard", f"{k}/3", "--out", f"part-{k}")
        return {(k, str(p.relative_to(here / f"part-{k}").parent)) for k in (1, 2, 3)
                for p in (here / f"part-{k}").rglob("match.json")}
    before = shards()
    shutil.copy(next((here / "content/jobs").iterdir()), here / "content/jobs/new.md")
    after = shards()
    assert before < after, before - after
    assert all(folder.endswith("/new") for _, folder in after - before)


def check_ninja_builds_the_same_bytes(folder):
    if not shutil.which("ninja"):
        raise Skipped("no ninja")
    here = tree(folder)
    bespoke(here, "build", "-q")
    expected = digest(here / "out")
    shutil.rmtree(here / "out")
    (here / "build.ninja").write_text(bespoke(here, "plan", "--as", "ninja").stdout)
    run("ninja", cwd=here)
    assert digest(here / "out") == expected
    assert "no work to do" in run("ninja", cwd=here).stdout
    profile = here / "content/profiles/mara-lindqvist.yaml"
    profile.write_text(profile.read_text().replace("Cut cloud cost", "Halved cloud cost"))
    assert "[4/4]" in run("ninja", cwd=here).stdout, "other people's documents were made again"
    ninja = digest(here / "out")
    bespoke(here, "build", "-q", "--out", "fresh")
    assert digest(here / "fresh") == ninja
    edges = json.loads(bespoke(here, "plan", "--as", "json").stdout)["edges"]
    shutil.rmtree(here / "out")
    for edge in edges:
        run(*edge["command"], cwd=here)
        assert all((here / output).exists() for output in edge["outputs"]), edge


def check_broken_input_removes_nothing_and_fails_its_own(folder):
    here = tree(folder)
    bespoke(here, "build", "-q")
    posting = sorted((here / "content/jobs").iterdir())[0]
    damages = {
        "bespoke.yaml": [lambda text: text + "}\n", lambda text: text.replace("ats", "atx")],
        f"content/jobs/{posting.name}": [lambda text: "---\ntitle: [x\n---\n" + text],
        "content/profiles/mara-lindqvist.yaml": [lambda text: text + "x: [\n"],
        "templates/ats/template.yaml": [lambda text: "x: [\n" + text],
    }

    def documents():
        # A report says which documents there are, and so do gallery and manifest.
        return {path: hash for path, hash in digest(here / "out").items()
                if pathlib.Path(path).name.startswith(("resume", "letter"))}
    whole, before = digest(here / "out"), documents()
    for name, changes in damages.items():
        text = (here / name).read_text()
        for change in changes:
            (here / name).write_text(change(text))
            failed = bespoke(here, "build", expect=1)
            assert documents().keys() >= before.keys(), f"{name}: {failed.stderr}"
            count = failed.stderr.count(": error: ")
            assert count == 1, f"{name}: {count} errors for one mistake: {failed.stderr}"
            if name != "bespoke.yaml":
                assert documents() == before, name
                rows = json.loads(bespoke(here, "status", "--json").stdout)["variants"]
                broken = [row["id"] for row in rows if row["status"] == "failed"]
                assert broken and (posting.stem in broken[0] or "jobs" not in name), name
            (here / name).write_text(text)
            said = bespoke(here, "build", "-v").stderr
            made = re.findall(r"^made (\S+/(?:resume|letter)\S*)$", said, re.M)
            assert not made, f"{name}: mended, and made again: {made}"
            assert digest(here / "out") == whole, name


def check_a_make_rule_names_what_links_lead_to(folder):
    here = tree(folder)
    (here / "real.conf").write_text(
        '<fontconfig><include>/etc/fonts/fonts.conf</include></fontconfig>')
    link = here / "link.conf"
    link.symlink_to(here.resolve() / "real.conf")
    bespoke(here, "build", "-q", "--no-state", "--manifest", "m.json", "--depfile", "m.d",
            env={"FONTCONFIG_FILE": str(link)})
    assert str(link) in (here / "m.d").read_text().replace("\\\n", "").split(), "link.conf"


def check_timings_are_a_chrome_trace(folder):
    here = tree(folder)
    bespoke(here, "build", "-q", "--timings", "trace.json")
    events = json.loads((here / "trace.json").read_text())["traceEvents"]
    spans = [e for e in events if e["ph"] == "X"]
    assert {"match", "resume", "pdf", "html", "build"} <= {e["cat"] for e in spans}
    assert all(e["dur"] >= 0 and e["ts"] >= 0 and "tid" in e for e in spans)
    for worker in {e["tid"] for e in spans}:
        rows = sorted((e["ts"], e["dur"]) for e in spans if e["tid"] == worker)
        assert all(a[0] + a[1] <= b[0] + 1 for a, b in zip(rows, rows[1:])), "a worker did two things"


def on_terminal(here, *arguments, columns=80, **environment):
    """What a command writes to a terminal."""
    import fcntl, pty, struct, termios
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [BIN / "bespoke", *arguments], cwd=here, stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, "TERM": "xterm", **environment})
    os.close(theirs)
    said = b""
    while True:
        try:
            said += os.read(ours, 65536)
        except OSError:
            break
    os.close(ours)
    assert process.wait() == 0, said
    return said.decode()


def check_progress_keeps_to_its_line(folder):
    here = tree(folder)
    said = on_terminal(here, "build", "-j", "1", "--explain")
    assert re.search(r"\d+/\d+ steps, \d+ %", said), said
    for line in said.split("\n"):
        # What stands on a line when it ends is what came after it was cleared last.
        shown = line.rsplit("\x1b[K", 1)[-1]
        assert " steps, " not in shown, line
    narrow = on_terminal(here, "build", "-f", "-j", "1", columns=12)
    lines = re.findall(r"\x1b\[K(\d+/[^\r\n]*)", narrow)
    assert lines and all(len(line) < 12 for line in lines), lines
    assert "\x1b" not in on_terminal(here, "build", "-f", TERM="dumb")


class Background:
    """A command that runs until it is told to end."""

    def __init__(self, here, *arguments):
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen([BIN / "bespoke", *arguments], cwd=here, text=True,
                                        stdout=subprocess.PIPE, stderr=self.log)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            code = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError("it did not end on SIGINT")
        assert code == 0, f"exit {code}: {self.said()}"

    def said(self):
        self.log.seek(0)
        return self.log.read()

    def wait_for(self, condition, what, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return
            assert self.process.poll() is None, f"it ended: {self.said()}"
            time.sleep(0.05)
        raise AssertionError(f"waited in vain for {what}: {self.said()}")


    def settle(self):
        """Waits until every build that began has said its end."""
        def is_settled():
            said = self.said()
            ended = said.count("documents:") >= 1 + len(re.findall(r" changed$", said, re.M))
            time.sleep(0.5)
            return ended and said == self.said()
        self.wait_for(is_settled, "the end of all builds")


def check_watch_rebuilds_on_every_way_of_saving(folder):
    here = tree(folder)
    page = here / "out/mara-lindqvist/general/resume-ats.txt"
    profile = here / "content/profiles/mara-lindqvist.yaml"
    text = profile.read_text()

    def in_place(new):
        profile.write_text(new)

    def by_rename(new):
        other = profile.with_suffix(".yaml.new")
        other.write_text(new)
        os.rename(other, profile)

    def by_backup(new):
        os.rename(profile, profile.with_name("mara-lindqvist.yaml~"))
        profile.write_text(new)

    def by_moving_in(new):
        other = here / "elsewhere.yaml"
        other.write_text(new)
        os.rename(other, profile)

    def in_pieces(new):
        with open(profile, "w") as file:
            for start in range(0, len(new), 500):
                file.write(new[start:start + 500])
                file.flush()

    with Background(here, "watch") as watch:
        watch.wait_for(lambda: "documents:" in watch.said(), "the first build")
        pid = watch.process.pid
        for way in (in_place, by_rename, by_backup, by_moving_in, in_pieces):
            mark = f"saved {way.__name__}"
            way(text.replace("Cut cloud cost", mark))
            watch.wait_for(lambda: page.exists() and mark in squash_lines(page.read_text()), mark)
        # A folder that comes later is watched too.
        (here / "content/jobs/later").mkdir()
        shutil.move(here / "content/jobs", here / "jobs-aside")
        shutil.move(here / "jobs-aside", here / "content/jobs")
        time.sleep(0.5)
        (here / "content/jobs/new.md").write_text("# Baker\n\n- Bake bread\n")
        watch.wait_for((here / "out/mara-lindqvist/new/resume-ats.pdf").exists, "the new posting")
        # A burst is one build, or two where it falls on one that runs.
        watch.settle()
        builds = watch.said().count("documents:")
        for number in range(100):
            profile.write_text(text.replace("Cut cloud cost", f"burst {number}"))
        watch.wait_for(lambda: "burst 99" in squash_lines(page.read_text()), "the burst")
        watch.settle()
        assert watch.said().count("documents:") - builds <= 3, "bursts are not coalesced"
        # An error is said, and mended.
        profile.write_text("basics: [\n")
        watch.wait_for(lambda: "error" in watch.said(), "the error")
        profile.write_text(text)
        watch.wait_for(lambda: "Cut cloud cost" in squash_lines(page.read_text()), "the mended file")
        watch.settle()
        assert watch.process.pid == pid and watch.process.poll() is None
    built = digest(here / "out")
    bespoke(here, "build", "-q", "--out", "clean")
    clean = digest(here / "clean")
    assert clean == built, sorted(path for path in {*clean, *built}
                                  if clean.get(path) != built.get(path))


def squash_lines(text):
    return re.sub(r"\s+", " ", text)


def check_serve_answers_only_this_machine_and_survives_its_clients(folder):
    for row in (serving.f8, serving.f9):
        (folder / row.__name__).mkdir()
        assert row(folder / row.__name__, None) == 0, row.__name__
