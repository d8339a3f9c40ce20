"""What the end-to-end checks share: projects of their own, runs of the program, files of others."""
import hashlib, os, pathlib, shutil, subprocess, unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = ROOT / ".build/release"
SUITES = pathlib.Path(os.environ.get("BESPOKE_SUITES", ROOT.parent / "shared"))
JOBS = ROOT / "content/jobs"


class Skipped(Exception):
    pass


def run(*arguments, cwd=None, expect=0, env=None):
    done = subprocess.run([str(a) for a in arguments], cwd=cwd, capture_output=True, text=True,
                          env={**os.environ, **(env or {})})
    assert done.returncode == expect, (
        f"{' '.join(map(str, arguments))}: exit {done.returncode}, expected {expect}\n"
        f"{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done


def bespoke(project, *arguments, expect=0, env=None):
    return run(BIN / "bespoke", *arguments, cwd=project, expect=expect, env=env)


def project(folder, profiles=(), jobs=(), shipped=True):
    """A project of its own, with the shipped templates and, unless told otherwise, content."""
    shutil.copytree(ROOT / "templates", folder / "templates")
    if shipped:
        shutil.copytree(ROOT / "content", folder / "content")
    for kind, files in (("profiles", profiles), ("jobs", jobs)):
        target = folder / "content" / kind
        target.mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copy(file, target / file.name)
    return folder


def digest(folder):
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(folder.rglob("*")) if p.is_file()}


def squashed(text):
    """Text without spaces, soft hyphens and bidi marks, so that line breaks don't count."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def suite(*arguments):
    if not SUITES.exists():
        raise Skipped(f"no {SUITES}")
    return run(ROOT / ".venv/bin/python", *arguments)
