"""What a public copy of a profile must not show."""
import json, pathlib, re, shutil, sys

from tree import ROOT, Count, build, write

sys.path.insert(0, str(ROOT / "scripts"))
from checks.content import readable

PLACES = {
    "label": "basics: {{label: {0}, {1}}}", "summary": "basics: {{summary: {0}, {1}}}",
    "highlight": "work: [{{name: Mill, position: Engineer, highlights: [{0}]}}]\nbasics: {{{1}}}",
    "work summary": "work: [{{name: Mill, position: Engineer, summary: {0}}}]\nbasics: {{{1}}}",
    "work description": "work: [{{name: Mill, position: Hand, description: {0}}}]\nbasics: {{{1}}}",
    "project": "projects: [{{name: Loom, description: {0}}}]\nbasics: {{{1}}}",
    "volunteer": "volunteer: [{{organization: Aid, summary: {0}}}]\nbasics: {{{1}}}",
    "course": "education: [{{institution: ETH, area: Math, courses: [{0}]}}]\nbasics: {{{1}}}",
    "skill": "skills: [{{name: Craft, keywords: [Weaving, {0}]}}]\nbasics: {{{1}}}",
    "award": "awards: [{{title: Prize, summary: {0}}}]\nbasics: {{{1}}}",
    "section": "sections: [{{title: Notes, entries: [{{name: Note, summary: {0}}}]}}]\nbasics: {{{1}}}",
    "url": "work: [{{name: Mill, position: Engineer, url: {0}}}]\nbasics: {{{1}}}",
}
SPELLINGS = ["+1 415 555 01 99", "+1.415.555.01.99", "+14155550199", "tel:+1-415-555-0199",
             "ada.byron%40mill.example", "YWRhLmJ5cm9uQG1pbGwuZXhhbXBsZQ=="]
FORBIDDEN = [rb"415\W{0,3}555\W{0,3}01\W{0,3}99", rb"byron@mill", rb"byron%40mill", rb"tel:\W{0,3}\d",
             rb"YWRhLmJ5cm9uQG1pbGw"]


def f6(work, clean):
    """A public copy: 12 places × 5 formats × 6 spellings of a number and an address."""
    count = Count("F6", "spellings of private data by place and format of a public copy")
    found_open = 0
    for place, shape in PLACES.items():
        for spelling in SPELLINGS:
            value = f"https://mill.example/?c={spelling}" if place == "url" else f"Loom {spelling} weaving"
            if place == "skill":
                value = spelling
            basics = ('name: Ada Byron, email: ada.byron@mill.example, phone: "+1 415 555 01 99", '
                      'location: {address: 12 Mill Lane, city: Basel}')
            name = f"{place} {SPELLINGS.index(spelling)}".replace(" ", "-")
            write(work / f"content/profiles/{name}.yaml",
                  shape.format(json.dumps(value), basics) + "\n")
    shutil.copytree(ROOT / "templates", work / "templates")
    for redact in ("[phone, email, address]", "[]"):
        shutil.rmtree(work / ".bespoke", ignore_errors=True)
        write(work / "bespoke.yaml", f"builds: [{{redact: {redact}, jobs: general, templates: ats}}]\n")
        build(work)
        for path in sorted((work / "out").rglob("resume-*")):
            hits = [p for p in FORBIDDEN if re.search(p, readable(path), re.I)]
            if redact == "[]":
                found_open += bool(hits)
            else:
                count.add(shown=f"{path.parent.parent.name}/{path.name}: {hits}" if hits else None)
        if redact != "[]":
            # The book of steps repeats warnings about the profile to its owner, who alone reads it.
            state = [p for p in (work / ".bespoke").rglob("*")
                     if p.is_file() and p.name not in ("log", "steps")]
            for path in state:
                hits = [p for p in FORBIDDEN if re.search(p, path.read_bytes(), re.I)]
                count.check(not hits, "kept", f"{path}: {hits}")
    print(f"     without redaction the same search finds something in {found_open} files")
    count.check(found_open > 300, "blind", found_open)
    return count.report("shown", "kept", "blind")
