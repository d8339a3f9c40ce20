"""A project of its own to be hard on, and what a clean build of it gives."""
import hashlib, os, pathlib, re, shutil, subprocess, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BIN = pathlib.Path(os.environ.get("BESPOKE_BIN", ROOT / ".build/release"))
BESPOKE = str(BIN / "bespoke")

PROFILE = """\
basics:
  name: {name}
  label: {label}
  email: {id}@example.org
  summary: {label} who builds systems that last.
  location: {{city: Basel, countryCode: CH}}
work:
  - name: Northwind
    position: {label}
    startDate: 2019-03
    highlights:
      - Moved {n} services to Kubernetes without downtime.
      - Cut the p99 latency of checkout from 900 ms to {n} ms in Go.
      - Wrote the on-call handbook that three teams use.
  - name: Contoso
    position: Engineer
    startDate: 2015-01
    endDate: 2019-02
    highlights:
      - Built the billing pipeline in Python and PostgreSQL.
      - Taught {n} interns to review code.
education:
  - institution: ETH
    studyType: MSc
    area: Computer science
    startDate: 2010-09
    endDate: 2014-12
skills:
  - {{name: Backend, keywords: [Go, Python, PostgreSQL, Kubernetes]}}
languages:
  - {{language: German, fluency: native}}
"""

JOB = """\
---
title: {title}
company: {company}
---
# {title}

We build payment systems.

## Requirements

- {n}+ years of experience with Go or Python
- Kubernetes in production
- PostgreSQL

## Nice to have

- German
- Terraform
"""

TEMPLATE = """\
<!DOCTYPE html>
<html lang="{{metadata.locale}}"><head><meta charset="utf-8"><title>{{header.name}}</title>
<link rel="stylesheet" href="style.css"></head>
<body><h1>{{header.name}}</h1><p>{{header.label}} · {{header.email}}</p>
{{#sections}}{{>section}}{{/sections}}
</body></html>
"""

PARTIAL = """\
<section><h2>{{title}}</h2>
{{#text}}<p>{{.}}</p>{{/text}}
{{#entries}}<div class="entry"><h3>{{name}} {{position}}</h3>
<ul>{{#highlights}}<li>{{text}}</li>{{/highlights}}</ul></div>{{/entries}}
{{#categories}}<p>{{name}}: {{#keywords}}{{.}} {{/keywords}}</p>{{/categories}}
</section>
"""

STYLE = """\
@page { size: A4; margin: 15mm }
body { font-family: Lato, sans-serif; font-size: 10pt; color: #222 }
h1 { font-size: 20pt; margin: 0 } h2 { font-size: 12pt; border-bottom: 1px solid #888 }
li { margin-bottom: 2pt }
"""

CONFIG = "defaults:\n  templates: [plain]\n  formats: [{formats}]\n"


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def make(folder, profiles=2, jobs=1, formats="html, pdf, txt, json", templates=("plain",)):
    """A tree with profiles × (jobs + 1) × templates documents."""
    for n in range(profiles):
        write(folder / f"content/profiles/p{n}.yaml", PROFILE.format(
            name=f"Ada Number{n}", label="Backend engineer", id=f"p{n}", n=12 + n))
    for n in range(jobs):
        write(folder / f"content/jobs/j{n}.md",
              JOB.format(title=f"Engineer {n}", company=f"Acme {n}", n=3 + n))
    for name in templates:
        write(folder / f"templates/{name}/template.yaml", "documents: [resume]\n")
        write(folder / f"templates/{name}/resume.mustache", TEMPLATE)
        write(folder / f"templates/{name}/style.css", STYLE)
    write(folder / "templates/partials/section.mustache", PARTIAL)
    write(folder / "bespoke.yaml", CONFIG.format(formats=formats).replace(
        "[plain]", "[" + ", ".join(templates) + "]"))
    return folder


def environment(**more):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("BESPOKE", "SOURCE_DATE"))}
    return {**kept, **more}


def build(folder, *arguments, wrapper=(), env=None, timeout=120, program=None, **options):
    """Runs `bespoke build -q` in a tree; gives the finished process with its output as text."""
    return subprocess.run(
        [*map(str, wrapper), program or BESPOKE, "build", "-q", *map(str, arguments)], cwd=folder,
        env=env or environment(), capture_output=True, text=True, errors="replace",
        timeout=timeout, **options)


def digest(folder):
    """Path → hash of every file below out/; links and folders by what they are."""
    found = {}
    out = folder / "out"
    for path in sorted(out.rglob("*")):
        name = str(path.relative_to(out))
        if path.is_symlink():
            found[name] = "link " + os.readlink(path)
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def inputs_key(folder):
    """A hash of all that a build of a tree may read."""
    hasher = hashlib.sha256()
    for top in ("bespoke.yaml", "content", "templates", "shared"):
        base = folder / top
        for path in [base] if base.is_file() else sorted(base.rglob("*")):
            hasher.update(str(path.relative_to(folder)).encode() + b"\0")
            if path.is_symlink():
                hasher.update(b"link " + os.readlink(path).encode())
            elif path.is_file():
                hasher.update(path.read_bytes())
            hasher.update(b"\0")
    return hasher.hexdigest()


def copy_inputs(source, target):
    target.mkdir(parents=True)
    for top in ("bespoke.yaml", "content", "templates", "shared"):
        base = source / top
        if base.is_dir():
            shutil.copytree(base, target / top, symlinks=True)
        elif base.exists():
            shutil.copy2(base, target / top)


class Clean:
    """What builds from nothing give, each made once."""

    def __init__(self):
        self.known = {}
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bespoke-clean-"))

    def digest(self, tree, program=None, env=None):
        key = (inputs_key(tree), program, str(sorted((env or {}).items())))
        if key not in self.known:
            here = self.folder / str(len(self.known))
            copy_inputs(tree, here)
            done = build(here, program=program, env=env)
            self.known[key] = (done.returncode, digest(here))
            shutil.rmtree(here)
        return self.known[key]

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def leftovers(folder):
    """Unfinished files anywhere, and staging folders of runs that are over."""
    found = [str(p.relative_to(folder)) for p in folder.rglob("*") if ".bespoke~" in p.name]
    found += [str(p.relative_to(folder)) for p in folder.glob(".bespoke/runs/*/staging")]
    found += [str(p.relative_to(folder)) for p in folder.glob(".bespoke/journal*")]
    return found


class Count:
    """What a row of tests came to; prints one line."""

    def __init__(self, row, what):
        self.row, self.what, self.total, self.faults = row, what, 0, {}
        self.samples = []

    def check(self, fine, kind, detail=""):
        if not fine:
            self.faults[kind] = self.faults.get(kind, 0) + 1
            if len(self.samples) < 5:
                self.samples.append(f"{kind}: {detail}")
        return fine

    def add(self, **faults):
        """One run, with the details of what went wrong in it by kind, or None."""
        self.total += 1
        for kind, detail in faults.items():
            self.check(detail is None, kind, detail)

    def report(self, *kinds):
        kinds = list(dict.fromkeys([*kinds, *self.faults]))
        numbers = ", ".join(f"{k} {self.faults.get(k, 0)}" for k in kinds)
        print(f"{self.row:4s} {self.what}: {self.total} runs; {numbers or 'faults 0'}", flush=True)
        for sample in self.samples:
            print(f"     {sample[:1500]}", flush=True)
        return sum(self.faults.values())


def difference(expected, found):
    names = sorted(set(expected) | set(found))
    return ", ".join(
        f"{n} ({'missing' if n not in found else 'extra' if n not in expected else 'differs'})"
        for n in names if expected.get(n) != found.get(n))[:600]
