"""Paths that want out, names that want in, and files that are none (B1 to B6)."""
import base64, os, pathlib, re, resource, shutil, socket, time, unicodedata

from faults import as_nobody, own
from staleness import picture
from tree import Count, build, digest, make, write

SECRET = "Zm9yYmlkZGVu-SECRET"
SECRET_IMAGE = picture((1, 2, 3)) + SECRET.encode()


def outside(work):
    """Files beside the project that no output may show."""
    folder = work / "outside"
    write(folder / "secret.mustache", f"<b>{SECRET}</b>")
    write(folder / "secret.css", f".x::before {{ content: '{SECRET}' }} /* {SECRET} */")
    write(folder / "secret.png", SECRET_IMAGE)
    write(folder / "secret.yaml", f"basics: {{name: {SECRET}}}\n")
    write(folder / "secret.md", f"# {SECRET}\n")
    return folder


def leaks(here):
    """Outputs that hold the secret, as it is or in Base64."""
    forms = [SECRET.encode()] + [
        base64.b64encode(b"x" * shift + SECRET.encode())[4 * (shift > 0) + 4:-8]
        for shift in range(3)]
    return [str(p) for p in (here / "out").rglob("*")
            if p.is_file() and any(f in p.read_bytes() for f in forms)]


def reference_payloads(here, suffix):
    """Ways to write the path of a file outside, from templates/plain/."""
    secret = here.parent / f"outside/secret.{suffix}"
    name = f"secret.{suffix}"
    folder = here / "templates/plain"
    (folder / f"link.{suffix}").symlink_to(secret)
    (folder / "linked").symlink_to(secret.parent)
    (folder / f"relative.{suffix}").symlink_to(f"../../../outside/{name}")
    return [f"../../../outside/{name}", str(secret), f"file://{secret}",
            f"%2e%2e/%2e%2e/%2e%2e/outside/{name}", f"..\\..\\..\\outside\\{name}",
            f"link.{suffix}", f"linked/{name}", f"relative.{suffix}",
            f"x/../../../../outside/{name}", f"./..//../../outside/{name}",
            f"../../../outside/{name}\0.png", f"..%2f..%2f..%2foutside%2f{name}"]


def b1(work, clean):
    """Twelve ways out of the project in every place that takes a path."""
    count = Count("B1", "paths that lead out")

    def page(here, text):
        write(here / "templates/plain/resume.mustache",
              f"<html><head>{text}</head><body>{text}<p>{{{{header.name}}}}</body></html>")

    def style(here, text):
        write(here / "templates/plain/style.css", text + "\nbody { color: #222 }\n")

    def profile(here, text):
        path = here / "content/profiles/p0.yaml"
        path.write_text(path.read_text().replace("basics:\n", f"basics:\n  {text}\n"))

    features = {
        "img src": ("png", lambda h, p: page(h, f'<img src="{p}">')),
        "stylesheet": ("css", lambda h, p: page(h, f'<link rel="stylesheet" href="{p}">')),
        "@import": ("css", lambda h, p: style(h, f'@import "{p}";')),
        "background": ("png", lambda h, p: style(h, f'h1 {{ background: url("{p}") }}')),
        "@font-face": ("png", lambda h, p: style(
            h, f'@font-face {{ font-family: Y; src: url("{p}") }} body {{ font-family: Y }}')),
        "partial": ("mustache", lambda h, p: page(
            h, "{{> " + p.removesuffix(".mustache") + " }}")),
        "portrait": ("png", lambda h, p: profile(h, f"image: '{p}'")),
        "extends": ("yaml", lambda h, p: write(
            h / "content/profiles/p0.yaml", f"extends: '{p.removesuffix('.yaml')}'\n")),
        "config template": ("mustache", lambda h, p: write(
            h / "bespoke.yaml", f"defaults: {{templates: ['{p}', '{p.rsplit('/', 1)[0]}']}}\n")),
        "config profile": ("yaml", lambda h, p: write(
            h / "bespoke.yaml", f"builds: [{{profiles: ['{p}', '{p.removesuffix('.yaml')}']}}]\n")),
    }
    for feature, (suffix, place) in features.items():
        for number in range(12):
            here = work / "tree"
            make(here, profiles=1, jobs=0, formats="html, pdf, txt, json")
            outside(work)
            payload = reference_payloads(here, suffix)[number]
            place(here, payload)
            count.total += 1
            done = build(here)
            count.check(done.returncode in (0, 1), "crash", f"{feature} {payload!r}: "
                        f"{done.returncode} {done.stderr[-200:]}")
            count.check(not leaks(here), "leaks", f"{feature} {payload!r}: {leaks(here)}")
            shutil.rmtree(here)
    for kind, name in (("profiles", "s.yaml"), ("jobs", "s.md"), ("locales", "en.yaml"),
                       ("fonts", "s.ttf")):
        for target in (f"outside/secret{pathlib.Path(name).suffix}", "outside"):
            for absolute in (True, False):
                here = make(work / "tree", profiles=1, jobs=0)
                outside(work)
                path = here / "content" / kind / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.symlink_to(work / target if absolute else "../../../" + target)
                count.total += 1
                done = build(here)
                count.check(done.returncode in (0, 1), "crash", f"link {kind}: {done.stderr}")
                count.check(not leaks(here), "leaks", f"link {kind}: {leaks(here)}")
                shutil.rmtree(here)
    return count.report("leaks", "crash")


NAMES = ["..", "...", ".hidden", "-rf", "--help", "a b", "a\nb", "a\tb", "a'b", 'a"b', "a;b",
         "$(touch pwned)", "`id`", "a|b", "a&b", "*", "?", "[x]", "~", "CON", "nul.txt", "a\\b",
         "a:b", "%2e%2e%2fx", "é", "e\u0301", "😀", "\u202egnp", "general", "x" * 200,
         "a\x1b[31mb", "%s%n", "index", "match"]


def everything(folder, *but):
    return {str(p.relative_to(folder)) for p in folder.rglob("*")
            if not any(str(p.relative_to(folder)).startswith(b) for b in but)}


def b2(work, clean):
    """Names that file systems, shells and terminals may take for something else."""
    count = Count("B2", "output names from ids, titles and builds")

    def profile(here, name):
        write(here / "content/profiles" / f"{name}.yaml", "basics: {name: Zoe}\n")

    def profile_folder(here, name):
        write(here / "content/profiles" / name / "profile.yaml", "basics: {name: Zoe}\n")

    def job(here, name):
        write(here / "content/jobs" / f"{name}.md", "# Engineer\n\n- Go\n")

    def title(here, name):
        text = name.replace("\\", "\\\\").replace('"', '\\"')
        text = "".join(c if c >= " " else f"\\x{ord(c):02x}" for c in text)
        write(here / "content/jobs/t.md", f'---\ntitle: "{text}"\ncompany: "{text}"\n---\n# x\n')

    def build_name(here, name):
        text = name.replace("'", "''")
        write(here / "bespoke.yaml", f"builds:\n  - {{name: '{text}', templates: [plain]}}\n")

    def template(here, name):
        shutil.copytree(here / "templates/plain", here / "templates" / name)

    for place in (profile, profile_folder, job, title, build_name, template):
        for name in NAMES:
            here = make(work / "tree", profiles=1, jobs=1, formats="html, json")
            try:
                place(here, name)
            except (OSError, shutil.Error):
                shutil.rmtree(here)
                continue
            before = everything(work, "tree/out", "tree/.bespoke")
            count.total += 1
            done = build(here)
            at = f"{place.__name__} {name!r}"
            count.check(done.returncode in (0, 1), "crash", f"{at}: {done.returncode}")
            after = everything(work, "tree/out", "tree/.bespoke")
            count.check(before == after, "outside", f"{at}: {after - before}")
            count.check((here / "out/p0/general").exists() or place is build_name, "lost",
                        f"{at}: {done.stderr[-300:]}")
            count.check("\x1b" not in done.stderr and "\u202e" not in done.stderr, "terminal", at)
            again = build(here)
            count.check(again.returncode == done.returncode, "unsteady", at)
            shutil.rmtree(here)
    return count.report("outside", "crash", "lost", "terminal")


def b3(work, clean):
    """Folders of ours that are links elsewhere, also ones that are swapped in meanwhile."""
    count = Count("B3", "links where we write")
    places = ["out", "out/p0", "out/p0/j0", ".bespoke", ".bespoke/cache",
              ".bespoke/cache/objects", ".bespoke/runs", "out/p0/j0/resume-plain.html"]
    for place in places:
        for absolute in (True, False):
            here = make(work / "tree", profiles=1, jobs=1)
            elsewhere = work / "elsewhere"
            elsewhere.mkdir()
            write(elsewhere / "mine.txt", b"mine")
            path = here / place
            path.parent.mkdir(parents=True, exist_ok=True)
            target = elsewhere / "mine.txt" if path.suffix == ".html" else elsewhere
            path.symlink_to(target if absolute else os.path.relpath(target, path.parent))
            count.total += 1
            done = build(here)
            names = sorted(p.name for p in elsewhere.rglob("*"))
            count.check(names == ["mine.txt"] and (elsewhere / "mine.txt").read_bytes() == b"mine",
                        "written elsewhere", f"{place}: {names}")
            if path.suffix == ".html":
                count.check(done.returncode == 0 and not path.is_symlink(), "not replaced", place)
            else:
                count.check(done.returncode in (1, 2) and "link" in done.stderr, "not refused",
                            f"{place}: {done.returncode} {done.stderr[-200:]}")
            shutil.rmtree(here), shutil.rmtree(elsewhere)
    count.total += 1
    swapped(work, count)
    return count.report("written elsewhere", "not refused", "not replaced")


def swapped(work, count):
    """A folder that is a link at one moment and a folder at the next, for many builds."""
    import subprocess, sys
    here = make(work / "tree", profiles=3, jobs=2, formats="html, json")
    elsewhere = work / "elsewhere"
    elsewhere.mkdir()
    build(here)
    script = ("import os,sys,time\np,q,e=sys.argv[1:]\nend=time.time()+20\n"
              "while time.time()<end:\n try:\n  os.rename(p,q); os.symlink(e,p)\n"
              "  os.unlink(p); os.rename(q,p)\n except OSError:\n"
              "  try: os.unlink(p)\n  except OSError: pass\n"
              "  try: os.rename(q,p)\n  except OSError: pass\n")
    path = here / "out/p0"
    swapper = subprocess.Popen([sys.executable, "-c", script, path, here / "aside", elsewhere])
    for _ in range(25):
        build(here, "-f")
    swapper.kill(), swapper.wait()
    count.check(not any(elsewhere.iterdir()), "written elsewhere",
                str([p.name for p in elsewhere.iterdir()]))
    shutil.rmtree(here), shutil.rmtree(elsewhere)


def b4(work, clean):
    """Files that are no files: each build ends within two seconds, all else is built."""
    count = Count("B4", "loops, pipes, sockets, devices")

    def loop(path):
        path.symlink_to(path.name)

    def pair(path):
        path.symlink_to("other-" + path.name)
        path.with_name("other-" + path.name).symlink_to(path.name)

    def deep(path):
        write(path.with_name("end" + path.suffix), "basics: {name: Zoe}\n")
        previous = "end" + path.suffix
        for n in range(45):
            path.with_name(f"l{n}~").symlink_to(previous)
            previous = f"l{n}~"
        path.symlink_to(previous)

    def pipe(path):
        os.mkfifo(path)

    def listening(path):
        server = socket.socket(socket.AF_UNIX)
        os.chdir(path.parent)
        server.bind(path.name)
        os.chdir("/")

    def zero(path):
        path.symlink_to("/dev/zero")

    def node(path):
        os.mknod(path, 0o600 | 0o020000, os.makedev(1, 5))

    def folder(path):
        path.mkdir()

    def itself(path):
        path.symlink_to(".")

    def locked(path):
        write(path, "basics: {name: Zoe}\n")
        path.chmod(0)

    kinds = [loop, pair, deep, pipe, listening, zero, folder, itself, locked]
    kinds += [node] if os.geteuid() == 0 else []
    places = ["content/profiles/z.yaml", "content/profiles/z", "content/jobs/z.md",
              "content/fonts/z.ttf", "content/locales/z.yaml", "templates/z",
              "templates/plain/partials", "templates/plain/logo.png", "content/lexicon.yaml"]
    for kind in kinds:
        for place in places:
            here = make(work / "tree", profiles=1, jobs=1, formats="html, json")
            page = here / "templates/plain/resume.mustache"
            page.write_text(page.read_text().replace("<h1>", '<img src="logo.png"><h1>'))
            path = here / place
            path.parent.mkdir(parents=True, exist_ok=True)
            kind(path)
            own(here)
            count.total += 1
            os.chmod(work, 0o755)
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
            done = as_nobody(here)
            after, took = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - start
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            at = f"{kind.__name__} {place}"
            count.check(done.returncode in (0, 1), "crash", f"{at}: {done.returncode}")
            # A busy machine makes the clock say little: what was waited for would take forever.
            count.check(spent < 2 and took < 30, "slow", f"{at}: {spent:.1f} s, {took:.1f} s")
            # What a posting asks for is read with the lexicon: without it only the general resume is right.
            folder = "general" if place == "content/lexicon.yaml" else "j0"
            count.check((here / f"out/p0/{folder}/resume-plain.html").exists(), "lost",
                        f"{at}: {done.stderr[-300:]}")
            shutil.rmtree(here)
    return count.report("crash", "slow", "lost")


def b5(work, clean):
    """Names that are one on another system, and names at the edge of what a name may be."""
    count = Count("B5", "Unicode forms, case, length of names")
    nfc, nfd = unicodedata.normalize("NFC", "josé"), unicodedata.normalize("NFD", "josé")
    sets = [[nfc, nfd], ["Ada", "ada"], ["ADA", "Ada", "ada"], ["straße", "strasse", "STRASSE"],
            ["a\nb"], ["x" * 250], ["é" * 125], ["-n"], ["--"], [" a"], ["a "], ["a  b"], ["😀"],
            ["👩‍👩‍👧"], ["\u200ba"], ["a\u202eb"], ["İ", "i"], ["ﬁ", "fi"], ["a."], ["a.b.c"]]
    for names in sets:
        for kind in ("profiles", "jobs"):
            here = make(work / "tree", profiles=1, jobs=1, formats="html, json")
            suffix, text = (".yaml", "basics: {name: Zoe}\n") if kind == "profiles" else (
                ".md", "# Engineer\n\n- Go\n")
            for name in names:
                write(here / "content" / kind / (name + suffix), text)
            count.total += 1
            done = build(here)
            at = f"{kind} {names}"
            count.check(done.returncode in (0, 1), "crash", f"{at}: {done.returncode}")
            count.check((here / "out/p0/j0/resume-plain.html").exists(), "lost", at)
            made = {p.name for p in ((here / "out") if kind == "profiles" else
                                     (here / "out/p0")).iterdir()}
            for name in names:
                count.check(name in made or name in done.stderr or repr(name)[1:-1] in done.stderr
                            or "error" in done.stderr or "warning" in done.stderr, "silent",
                            f"{at}: {name!r} is neither made nor named: {done.stderr[-200:]}")
            again = build(here)
            count.check(again.returncode == done.returncode and digest(here) == digest(here),
                        "unsteady", at)
            shutil.rmtree(here)
    return count.report("crash", "lost", "silent")


def b6(work, clean):
    """Nine ways to save a text, for every text that is read."""
    count = Count("B6", "line ends, byte order marks, encodings")
    forms = {
        "CRLF": lambda t: t.replace("\n", "\r\n").encode(), "CR": lambda t: t.replace(
            "\n", "\r").encode(), "BOM": lambda t: b"\xef\xbb\xbf" + t.encode(),
        "UTF-16LE": lambda t: b"\xff\xfe" + t.encode("utf-16-le"),
        "UTF-16BE": lambda t: b"\xfe\xff" + t.encode("utf-16-be"),
        "invalid": lambda t: t.encode() + b"# \xff\xfe\xc3\n", "NUL": lambda t: t.encode() + b"#\0\n",
        "no final line end": lambda t: t.rstrip("\n").encode(), "empty": lambda t: b"",
    }
    same = {"CRLF", "BOM", "no final line end"}
    base = make(work / "base", profiles=1, jobs=1, formats="html, pdf, txt, json")
    write(base / "content/locales/en.yaml", "language: en\n")
    write(base / "content/profiles/q.json", '{"basics": {"name": "Zoe"}}\n')
    write(base / "content/jobs/k.yaml", "title: Engineer\ndescription: Go and Python\n")
    write(base / "content/jobs/l.json", '{"title": "Engineer", "skills": [{"name": "Go"}]}\n')
    write(base / "content/jobs/m.txt", "Engineer\n\nRequirements\n- Go\n")
    write(base / "content/lexicon.yaml", "skills: []\n")
    write(base / "content/rewrites/p0/j0.yaml", "rewrites: []\n")
    assert build(base).returncode == 0, build(base).stderr
    plain = {n: v for n, v in digest(base).items() if n.endswith(".txt")}
    inputs = ["content/profiles/p0.yaml", "content/profiles/q.json", "content/jobs/j0.md",
              "content/jobs/k.yaml", "content/jobs/l.json", "content/jobs/m.txt",
              "content/lexicon.yaml", "content/rewrites/p0/j0.yaml",
              "bespoke.yaml", "templates/plain/resume.mustache",
              "templates/partials/section.mustache", "templates/plain/style.css",
              "templates/plain/template.yaml", "content/locales/en.yaml"]
    for name in inputs:
        for form, change in forms.items():
            here = work / "tree"
            shutil.copytree(base, here)
            path = here / name
            path.write_bytes(change(path.read_text()))
            count.total += 1
            done = build(here)
            at = f"{form} {name}"
            count.check(done.returncode in (0, 1), "crash", f"{at}: {done.returncode}")
            if done.returncode:
                count.check(path.name in done.stderr, "not named", f"{at}: {done.stderr[-300:]}")
            if form in same:
                found = {n: v for n, v in digest(here).items() if n.endswith(".txt")}
                count.check(done.returncode == 0 and found == plain, "differs",
                            f"{at}: {done.stderr[-300:]}")
            shutil.rmtree(here)
    return count.report("crash", "not named", "differs")
