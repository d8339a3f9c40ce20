"""What is stale is made again and nothing stays behind (A9, A10, A11); the same bytes come out
wherever a build runs (A14)."""
import os, pathlib, random, shutil, struct, subprocess, time, zlib

from surroundings import shim
from tree import (BESPOKE, BIN, CONFIG, ROOT, Count, build, copy_inputs, difference, digest, environment,
                  make, write)

# Of which the test template asks for the first.
FACES = ["/usr/share/fonts/truetype/lato/Lato-Regular.ttf",
         "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
         "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"]
FONTS = ["/usr/share/fonts/truetype/lato/Lato-Regular.ttf",
         "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
         "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"]


def picture(color):
    rows = b"".join(b"\0" + bytes(color) * 8 for _ in range(8))

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def rich(folder):
    """A tree with one file of every kind of input."""
    make(folder, profiles=2, jobs=2, formats="html, pdf, json", templates=("plain", "other"))
    page = folder / "templates/plain/resume.mustache"
    page.write_text(page.read_text().replace("<h1>", '<img src="logo.png" width="20"><h1>'))
    write(folder / "templates/plain/logo.png", picture((200, 30, 30)))
    style = folder / "templates/plain/style.css"
    style.write_text(style.read_text().replace("Lato, sans", "Liberation Serif, Lato, sans"))
    fonts = [f for f in FONTS if os.path.exists(f)]
    write(folder / "content/fonts/Own.ttf", pathlib.Path(fonts[-1]).read_bytes())
    write(folder / "content/lexicon.yaml", "skills: []\n")
    write(folder / "content/locales/en.yaml", "titles: {work: Experience}\n")
    write(folder / "content/rewrites/p0/j0.yaml", "rewrites: []\n")
    return folder


INPUTS = {
    "profile": ("content/profiles/p0.yaml", b"Wrote the on-call", b"Wrote the oncall-"),
    "job": ("content/jobs/j0.md", b"Terraform", b"Rust code"),
    "template": ("templates/plain/resume.mustache", b"<h1>", b"<h2>"),
    "partial": ("templates/partials/section.mustache", b"<li>", b"<dt>"),
    "style": ("templates/plain/style.css", b"#222", b"#922"),
    "description": ("templates/plain/template.yaml", b"documents: [resume]", b"documents: [letter]"),
    "font": ("content/fonts/Own.ttf", None, None),
    "image": ("templates/plain/logo.png", None, None),
    "config": ("bespoke.yaml", b"html, pdf, json", b"html, txt, json"),
    "lexicon": ("content/lexicon.yaml", b"skills: []", b"skills: {}"),
    "locale": ("content/locales/en.yaml", b"Experience", b"Employment"),
    "rewrite": ("content/rewrites/p0/j0.yaml", b"[]", b"{}"),
}


def other_content(kind, data):
    if kind == "image":
        return picture((30, 30, 200) if data == picture((200, 30, 30)) else (200, 30, 30))
    if kind == "font":
        fonts = [pathlib.Path(f).read_bytes() for f in FONTS if os.path.exists(f)]
        return fonts[0] if data != fonts[0] else fonts[-1]
    _, old, new = INPUTS[kind]
    return data.replace(old, new) if old in data else data.replace(new, old)


class Mutations:
    """Changes to one input, by what an editor, a person or git does."""

    def __init__(self, tree):
        self.tree = tree
        self.kept = {}

    def path(self, kind):
        return self.tree / INPUTS[kind][0]

    def data(self, kind):
        path = self.path(kind)
        return path.read_bytes() if path.is_file() else self.kept.get(kind, b"")

    def edit(self, kind):
        write(self.path(kind), other_content(kind, self.data(kind)))

    def edit_back(self, kind):
        self.edit(kind)

    def touch(self, kind):
        if self.path(kind).exists():
            os.utime(self.path(kind))

    def save_by_rename(self, kind):
        path = self.path(kind)
        write(path.with_name("new~"), other_content(kind, self.data(kind)))
        path.with_name("new~").rename(path)

    def secretly(self, kind):
        """The same size and modification time."""
        path = self.path(kind)
        if not path.exists():
            return
        stat = path.stat()
        path.write_bytes(other_content(kind, path.read_bytes()))
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    def delete(self, kind):
        if self.path(kind).exists():
            self.kept[kind] = self.path(kind).read_bytes()
            self.path(kind).unlink()
        else:
            write(self.path(kind), self.kept[kind])

    def rename(self, kind):
        path = self.path(kind)
        moved = path.with_name("moved-" + path.name)
        if path.exists():
            self.kept[kind] = path.read_bytes()
            path.rename(moved)
        elif moved.exists():
            moved.rename(path)

    def add(self, kind):
        path = self.path(kind)
        more = path.with_name("added-" + path.name)
        if more.exists():
            more.unlink()
        elif path.exists():
            shutil.copy(path, more)

    def swap(self, kind):
        """With the file beside it, if there is one: both keep size, time and inode."""
        path = self.path(kind)
        others = sorted(p for p in path.parent.iterdir()
                        if p.is_file() and p != path and p.suffix == path.suffix)
        if path.exists() and others:
            aside = path.with_name("aside~")
            path.rename(aside)
            others[0].rename(path)
            aside.rename(others[0])

    def comment(self, kind):
        path = self.path(kind)
        if path.exists() and path.suffix in (".yaml", ".md", ".css"):
            with path.open("ab") as file:
                file.write(b"/* x */\n" if path.suffix == ".css" else b"# x\n")

    def damage(self, kind):
        """What no parser takes; the second time it goes again."""
        path, end = self.path(kind), b"\n{{#x}} : [\n"
        if path.exists():
            data = path.read_bytes()
            path.write_bytes(data.removesuffix(end) if data.endswith(end) else data + end)

    def link(self, kind):
        """The file moves away and a link takes its place."""
        path = self.path(kind)
        if path.is_file() and not path.is_symlink():
            write(self.tree / "shared" / kind, path.read_bytes())
            path.unlink()
            up = "../" * (len(path.relative_to(self.tree).parts) - 1)
            path.symlink_to(f"{up}shared/{kind}")

    def relink(self, kind):
        """What the link leads to changes; the link does not."""
        target = self.tree / "shared" / kind
        if target.exists():
            target.write_bytes(other_content(kind, target.read_bytes()))
        else:
            self.link(kind)

    OPERATIONS = ["edit", "touch", "save_by_rename", "edit_back", "secretly", "delete", "rename",
                  "add", "swap", "comment", "damage", "link", "relink"]

    def do(self, operation, kind):
        getattr(self, operation)(kind)


def settled(count, clean, tree, at):
    """A warm build equals a cold one; where content is at fault, in all that cold makes."""
    done = build(tree)
    code, expected = clean.digest(tree)
    found = digest(tree)
    count.check(done.returncode == code, "exit code",
                f"{at}: warm {done.returncode}, cold {code}: {done.stderr[-300:]}")
    if code == 0:
        count.check(found == expected, "differs", f"{at}: {difference(expected, found)}")
    else:
        lost = {n: v for n, v in expected.items() if found.get(n) != v}
        count.check(not lost, "differs", f"{at}: {list(lost)[:3]}")


def a9(work, clean, sequences=500, length=20, seed=3):
    """Warm = cold: every change to every kind of input, then at random."""
    base = rich(work / "a9-base")
    assert build(base).returncode == 0
    return every_change(work, clean, base) + random_changes(
        work, clean, base, sequences, length, random.Random(seed))


def every_change(work, clean, base):
    count = Count("A9", "warm = cold, every change × every input")
    for operation in Mutations.OPERATIONS:
        for kind in INPUTS:
            here = work / "a9"
            shutil.copytree(base, here, symlinks=True)
            build(here)
            mutations = Mutations(here)
            for turn in ("there", "back"):
                mutations.do(operation, kind)
                count.total += 1
                settled(count, clean, here, f"{operation} {kind} {turn}")
            shutil.rmtree(here)
    tool_version(count, base, work)
    system_fonts(count, work)
    return count.report("differs", "exit code")


def random_changes(work, clean, base, sequences, length, chance):
    count = Count("A9", f"warm = cold, random sequences of {length}")
    checks = 0
    for number in range(sequences):
        here = work / "a9"
        shutil.copytree(base, here, symlinks=True)
        mutations = Mutations(here)
        trail = []
        for step in range(length):
            trail.append((chance.choice(Mutations.OPERATIONS), chance.choice(list(INPUTS))))
            mutations.do(*trail[-1])
            if step == length - 1 or chance.random() < 0.15:
                checks += 1
                settled(count, clean, here, f"sequence {number}: {trail}")
            elif chance.random() < 0.7:
                build(here)
        count.total += 1
        shutil.rmtree(here)
    count.what += f" ({checks} comparisons)"
    return count.report("differs", "exit code")


def tool_version(count, base, work):
    """Another engine: one byte of its build id differs."""
    other = work / "other-tool"
    other.mkdir()
    shutil.copy2(BIN / "bespoke", other / "bespoke")
    data = (BIN / "bespoke-engine").read_bytes()
    note = data.index(b"GNU\0", data.index(b"\x03\0\0\0GNU\0"))
    data = data[:note + 4] + bytes([data[note + 4] ^ 1]) + data[note + 5:]
    (other / "bespoke-engine").write_bytes(data)
    os.chmod(other / "bespoke-engine", 0o755)
    here = work / "a9"
    shutil.copytree(base, here)
    done = subprocess.run([other / "bespoke", "build", "--explain"], cwd=here, text=True,
                          capture_output=True, env=environment())
    count.total += 1
    count.check("the tool changed" in done.stderr, "differs", f"tool: {done.stderr[-300:]}")
    shutil.rmtree(here)


def system_fonts(count, work):
    """Fonts of the machine that come, go and change under one name, used before or not."""
    fonts = work / "machine/fonts"
    shown, other, third = (pathlib.Path(p) for p in FACES)
    configuration = work / "machine/fonts.conf"
    write(configuration, f"<fontconfig><dir>{fonts}</dir>"
                         f"<cachedir>{work}/machine/cache</cachedir></fontconfig>")
    env = environment(FONTCONFIG_FILE=str(configuration))

    def place(name, source):
        write(fonts / "new~", source.read_bytes())
        (fonts / "new~").rename(fonts / name)
        os.utime(fonts / name, (10**9, 10**9))

    steps = {
        "an unused one becomes the one asked for": lambda: place("b.ttf", shown),
        "the used one becomes another": lambda: place("b.ttf", third),
        "one comes": lambda: place("c.ttf", shown),
        "the used one goes": lambda: (fonts / "c.ttf").unlink(),
        "a folder comes": lambda: place("more/d.ttf", shown),
        "one changes in a folder": lambda: place("more/d.ttf", third),
    }
    place("a.ttf", other)
    place("b.ttf", third)
    (fonts / "more").mkdir()
    here = make(work / "a9-fonts", profiles=1, jobs=1, formats="html, pdf")
    build(here, env=env)
    for name, change in steps.items():
        change()
        done = build(here, env=env)
        fresh = work / "a9-fresh"
        copy_inputs(here, fresh)
        build(fresh, env=env)
        expected, found = digest(fresh), digest(here)
        count.add(differs=None if done.returncode == 0 and found == expected else
                  f"system fonts, {name}: {difference(expected, found)}")
        shutil.rmtree(fresh)


def a10(work, clean):
    """Outputs whose source is gone go; what others put there stays."""
    count = Count("A10", "stale outputs and foreign files")

    def tree():
        shutil.rmtree(work / "a10", ignore_errors=True)
        here = make(work / "a10", profiles=2, jobs=2, templates=("plain", "other"))
        assert build(here).returncode == 0
        return here

    def gone(name, change, foreign=()):
        here = tree()
        for path in foreign:
            write(here / path, b"mine")
        change(here)
        done = build(here)
        count.total += 1
        code, expected = clean.digest(here)
        expected = {**expected, **{p[4:]: digest(here).get(p[4:]) for p in foreign}}
        found = digest(here)
        count.check(done.returncode == code and found == expected, "differs",
                    f"{name}: {difference(expected, found)} {done.stderr[-200:]}")
        for path in foreign:
            count.check((here / path).is_file() and (here / path).read_bytes() == b"mine",
                        "foreign file touched", f"{name}: {path}")
        empty = [p for p in (here / "out").rglob("*") if p.is_dir() and not any(p.iterdir())]
        count.check(not empty, "empty folders", f"{name}: {empty}")

    def config(text):
        return lambda here: write(here / "bespoke.yaml", text)
    plain = CONFIG.format(formats="html, pdf, txt, json")
    gone("posting deleted", lambda h: (h / "content/jobs/j0.md").unlink())
    gone("profile deleted", lambda h: (h / "content/profiles/p0.yaml").unlink())
    gone("profile renamed", lambda h: (h / "content/profiles/p0.yaml").rename(
        h / "content/profiles/q0.yaml"))
    gone("template deleted", lambda h: (config(plain)(h), shutil.rmtree(h / "templates/other")))
    gone("format dropped", config("defaults:\n  templates: [plain, other]\n  formats: [html]\n"))
    gone("build named", config("builds:\n  - {name: short, templates: [plain]}\n"))
    gone("all postings deleted", lambda h: shutil.rmtree(h / "content/jobs"))
    gone("foreign file in out", lambda h: (h / "content/jobs/j0.md").unlink(), ["out/mine.txt"])
    gone("foreign file beside outputs", lambda h: (h / "content/jobs/j0.md").unlink(),
         ["out/p0/j0/mine.pdf"])
    gone("foreign .gitignore", lambda h: (h / "content/profiles/p1.yaml").unlink(),
         ["out/.gitignore"])
    gone("foreign folder", lambda h: (h / "content/profiles/p1.yaml").unlink(),
         ["out/p1/own/notes.txt"])
    here = tree()
    write(here / "out/p0/j0/resume-plain.txt", b"mine")
    (here / "content/jobs/j0.md").unlink()
    done = build(here)
    count.total += 1
    count.check((here / "out/p0/j0/resume-plain.txt").read_bytes() == b"mine"
                and "changed by hand" in done.stderr, "foreign file touched", "edited orphan")
    here = tree()
    before = digest(here)
    build(here, "p0/j0", "-t", "plain")
    count.total += 1
    count.check(digest(here) == before, "differs", "a part asked for removes the rest")
    return count.report("differs", "foreign file touched", "empty folders")


def a11(work, clean):
    """Edits that hide: same size and time, the same tick, times from other centuries and days."""
    count = Count("A11", "edits that times don't show")
    day = 86_400 * 10**9
    # The clock of one build differs from that of the builds before and after it.
    clocks = {"clock a day ahead": "86400", "clock a day back": "-86400"}
    library = shim(work)
    stamps = {**dict.fromkeys(clocks), "touch -r": None, "same tick": None, "1970": 0, "2106": 4_294_967_295 * 10**9,
              "a day back": -day, "a day ahead": day}
    for kind in ("profile", "job", "style", "font", "image", "partial"):
        here = rich(work / "a11")
        assert build(here).returncode == 0
        path = here / INPUTS[kind][0]
        for name, stamp in stamps.items():
            if name in clocks:
                write(path, other_content(kind, path.read_bytes()))
                build(here, env=environment(LD_PRELOAD=library, SHIM_CLOCK=clocks[name]))
            stat = path.stat()
            if name == "same tick":
                # Written, built and written again without a pause: the second edit may share the
                # tick of the first, or of the log.
                write(path, other_content(kind, path.read_bytes()))
                build(here)
            data = other_content(kind, path.read_bytes())
            with path.open("r+b") as file:
                file.write(data)
                file.truncate()
            if name != "same tick":
                time_ns = stat.st_mtime_ns if stamp is None else (
                    stat.st_mtime_ns + stamp if abs(stamp) == day else stamp)
                os.utime(path, ns=(time_ns, time_ns))
            count.total += 1
            settled(count, clean, here, f"{kind} {name}")
        shutil.rmtree(here)
    return count.report("differs", "exit code")


def a14(work, clean):
    """The same bytes whatever the surroundings, by scripts/reproducible."""
    done = subprocess.run([ROOT / "scripts/reproducible"], capture_output=True, text=True,
                          env=environment(BESPOKE_BIN=str(BIN)))
    lines = done.stdout.splitlines()
    formats = next((line.split(": ", 1)[1] for line in lines if " outputs in " in line), "none")
    count = Count("A14", f"variations × with and without SOURCE_DATE_EPOCH, {formats}")
    for line in lines:
        if line.startswith(("same ", "DIFFERS ")):
            count.add(differs=line if line.startswith("DIFFERS") else None)
    skipped = [line for line in lines if line.startswith("skipped")]
    count.check(count.total > 0, "differs", f"nothing was built: {done.stderr[-500:]}")
    count.what += f", {len(skipped)} skipped" if skipped else ""
    return count.report("differs")
