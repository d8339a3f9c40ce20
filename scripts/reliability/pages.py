"""What strings do in documents: pages keep their shape, Word files stay sound, links stay harmless."""
import html.parser, io, json, os, re, shutil, subprocess, unicodedata, zipfile
import xml.etree.ElementTree as ElementTree

import markup
from strings import naughty
from tree import BESPOKE, ROOT, Count, environment, make, write

# A word, and some that could be a number, an address or nothing at all.
HARMLESS = ["word", "word 1", "word 1 2 3 4 5 6 7", "a@b.cd", "e.org/x", "word. Word", "1", "", "!"]
# Marks of text: what Markdown may make of a string.
INLINE = {"em", "strong", "code", "del", "a", "br", "wbr", "sup", "sub", "span"}
SAFE = re.compile(r"(https?|mailto|tel):|data:image/(png|jpeg|svg\+xml)[;,]|#|[^:]*$", re.I)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def profile(text):
    """Every text field of JSON Resume, and of ours, says the same; and how many fields that are."""
    entry = {"url": text, "summary": text, "highlights": [text, text], "startDate": "2020-01"}
    resume = {
        "basics": {"name": text, "label": text, "email": text, "phone": text, "url": text,
                   "summary": text,
                   "location": {"city": text, "region": text, "address": text, "postalCode": text},
                   "profiles": [{"network": text, "username": text, "url": text}]},
        "work": [{"name": text, "position": text, "location": text, "description": text, **entry}],
        "volunteer": [{"organization": text, "position": text, **entry}],
        "education": [{"institution": text, "area": text, "studyType": text, "score": text,
                       "courses": [text], "startDate": "2010", "url": text}],
        "projects": [{"name": text, "description": text, "keywords": [text], "roles": [text],
                      "entity": text, "type": text, **entry}],
        "skills": [{"name": text, "level": text, "keywords": [text, text]}],
        "languages": [{"language": text, "fluency": text}],
        "awards": [{"title": text, "awarder": text, "summary": text, "date": "2020"}],
        "certificates": [{"name": text, "issuer": text, "url": text, "date": "2020"}],
        "publications": [{"name": text, "publisher": text, "summary": text, "url": text}],
        "interests": [{"name": text, "keywords": [text]}],
        "references": [{"name": text, "reference": text}],
        "letter": [text, text],
    }
    return resume, sum(1 for value in leaves(resume) if value is text)


def leaves(value):
    if isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)
    else:
        yield value


class Page(html.parser.HTMLParser):
    """The tags of a page with their attributes' names, and what is dangerous in it."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.shape, self.dangers, self.links = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        for name, value in attributes:
            address = re.sub(r"[\x00-\x20\x7f-\x9f]", "", value or "")
            if name.startswith("on") or name in ("srcdoc", "formaction", "ping", "background"):
                self.dangers.append(f"{tag} {name}")
            if name in ("href", "src", "action", "srcset", "data", "poster", "xlink:href"):
                if not SAFE.match(address):
                    self.dangers.append(f"{tag} {name}={address[:60]}")
            if name == "href" and tag == "a":
                self.links.append(value)
            if name in ("src", "srcset", "data") and re.match(r"(https?:)?//", address):
                self.dangers.append(f"{tag} fetches {address[:60]}")
        if tag in ("iframe", "object", "embed", "base", "form", "input", "math", "frameset"):
            self.dangers.append(tag)
        if tag == "script" and dict(attributes).get("type") != "application/ld+json":
            self.dangers.append(tag)
        if tag not in INLINE:
            self.shape.append((tag, tuple(sorted(names))))

    def handle_endtag(self, tag):
        if tag not in INLINE:
            self.shape.append(("/" + tag,))


def docx_parts(data):
    """The text and the links of a DOCX that is sound; says what is wrong with any other."""
    links = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            tree = ElementTree.fromstring(archive.read(name))
            for item in tree.iter():
                if item.get("TargetMode") == "External":
                    assert item.get("Type").endswith("/hyperlink"), item.attrib
                    links.append(item.get("Target"))
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    for name in ("fldSimple", "instrText", "object", "altChunk"):
        assert not list(body.iter(WORD + name)), name
    assert all(re.match(r"(https?|mailto|tel):", link) for link in links), links
    return "".join(t.text or "" for t in body.iter(WORD + "t")), links


def letters(text):
    """The letters and digits of a text: what must be found again however marks are read."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def projects(here, texts, templates, formats, letter=True):
    """One profile for each text, and a posting that says the same for the first ones."""
    shutil.copytree(ROOT / "templates", here / "templates")
    fields = 0
    for index, text in enumerate(texts):
        resume, fields = profile(text)
        data = json.dumps(resume).encode("utf-8", "replace")
        write(here / f"content/profiles/p{index:03}.json", data)
    write(here / "bespoke.yaml", f"defaults: {{jobs: [general], templates: [{', '.join(templates)}],"
          f" documents: [resume{', letter' if letter else ''}], formats: [{', '.join(formats)}]}}\n")
    return fields


def made(here, *arguments):
    done = subprocess.run([BESPOKE, "build", "-q", *arguments], cwd=here, capture_output=True, text=True,
                          env=environment(), errors="replace", timeout=3600)
    assert done.returncode in (0, 1), f"exit {done.returncode}"
    return [line for line in done.stderr.splitlines() if ": error:" in line or line.startswith("error")]


TEMPLATES = ["modern", "classic", "creative", "ats"]


def c1(work, clean, quick=False):
    """Every text of a profile, a posting and a rewriter with each string: the page has the tree that
    a harmless word gives."""
    texts = (naughty() + markup.STRINGS)[::11 if quick else 1]
    return (of_profiles(work / "profiles", texts) + of_postings(work / "postings", texts)
            + of_replies(work / "replies", texts))


def of_profiles(here, texts):
    fields = projects(here, HARMLESS + texts, TEMPLATES, ["html"])
    count = Count("C1", f"{fields} fields of a profile × {len(texts)} strings × {len(TEMPLATES)} templates")
    errors = made(here)
    for template in TEMPLATES:
        pages = [here / f"out/p{n:03}/general/resume-{template}.html"
                 for n in range(len(HARMLESS) + len(texts))]
        compare(count, template, pages, texts, fields, errors)
    return count.report("dangers", "shape", "lost")


# What Markdown makes of a posting, and a letter of what is found for it.
MARKS = {mark for tag in ("p", "li", "ul", "ol", "blockquote") for mark in ((tag, ()), ("/" + tag,))} \
    | {("ul", ("class",)), ("p", ("class",))}


def compare(count, name, pages, texts, fields, errors=()):
    """Holds pages against those of the harmless words, which come first."""
    models = [Page(page.read_text()).shape for page in pages[:len(HARMLESS)]]
    tags = {tag for shape in models for tag in shape} | MARKS
    for path, text in zip(pages[len(HARMLESS):], texts):
        if not path.exists():
            variant = "/".join(path.with_suffix("").parts[-3:])
            told = [e for e in errors if f"'{variant}'" in e]
            # A letter of 600 characters without a space has no page, and its error says by how much.
            fits = not any("[does-not-fit]" in e for e in told)
            count.add(lost=f"{name} {text!r}: {told[:1]}" if fits else None)
            continue
        page = Page(path.read_text())
        # Blank lines make paragraphs, and what reads as an address is one: none of the tags is
        # new, and each that opens closes.
        same = page.shape in models or set(page.shape) <= tags and balanced(page.shape)
        count.total += fields - 1
        count.add(dangers=f"{name} {text!r}: {page.dangers[:3]}" if page.dangers else None,
                  shape=None if same else f"{name} {text!r}: {sorted(set(page.shape) - tags)[:3]}")


def posting(text):
    """Every text field of a posting, and how many those are."""
    job = {"title": text, "company": text, "location": text, "remote": text, "type": text,
           "url": text, "salary": text, "experience": text, "description": text,
           "responsibilities": [text], "qualifications": ["Go", text], "emphasize": [text],
           "skills": [{"name": text, "level": text, "keywords": ["Go", text]}],
           "letter": {"paragraphs": [text, text]}}
    return job, sum(1 for value in leaves(job) if value is text)


def people(here, count, documents):
    """A person whom every posting finds something in, and what is built."""
    shutil.copytree(ROOT / "templates", here / "templates")
    make(here, profiles=1, jobs=0)
    write(here / "bespoke.yaml", f"defaults: {{templates: [creative, ats], documents: [{documents}],"
          " formats: [html], jobs: ['j*']}\nrewriter: {command: [python3, reply.py]}\n")
    return [here / f"content/jobs/j{n:03}" for n in range(count)]


def of_postings(here, texts):
    fields = 0
    for path, text in zip(people(here, len(HARMLESS + texts), "letter"), HARMLESS + texts):
        job, fields = posting(text)
        write(path.with_suffix(".json"), json.dumps(job).encode("utf-8", "replace"))
    count = Count("C1", f"{fields} fields of a posting × {len(texts)} strings × letters and report")
    errors = made(here)
    for name in ("letter-creative", "letter-ats", "match"):
        pages = [here / f"out/p0/j{n:03}/{name}.html" for n in range(len(HARMLESS) + len(texts))]
        compare(count, name, pages, texts, fields, errors)
    gallery = Page((here / "out/index.html").read_text())
    count.add(gallery=str(gallery.dangers[:3]) if set(gallery.dangers) > {"form", "script"} else None)
    return count.report("dangers", "shape", "lost", "gallery")


REPLY = """import json, sys
asked = json.load(sys.stdin)
texts = json.load(open("texts.json"))
text = texts[int(asked["posting"]["title"].split()[-1])]
print(json.dumps({"texts": [{"id": each["id"], "text": text} for each in asked["texts"]]}))
"""


def of_replies(here, texts):
    """A rewriter that answers every text with the string."""
    for number, path in enumerate(people(here, len(HARMLESS + texts), "resume, letter")):
        write(path.with_suffix(".md"), f"# Engineer {number}\n\n- Go\n- Kubernetes\n")
    write(here / "reply.py", REPLY)
    write(here / "texts.json", json.dumps(HARMLESS + texts))
    count = Count("C1", f"{len(texts)} replies of a rewriter × resumes, letters and report")
    made(here, "--rewrite")
    asked = len(list((here / "content/rewrites").rglob("*.yaml")))
    count.check(asked == len(HARMLESS + texts), "unasked", f"{asked} answers were frozen")
    for name in ("resume-creative", "resume-ats", "letter-creative", "letter-ats", "match"):
        pages = [here / f"out/p0/j{n:03}/{name}.html" for n in range(len(HARMLESS) + len(texts))]
        compare(count, name, pages, texts, 1)
    return count.report("dangers", "shape", "lost", "unasked")


VOID = {"meta", "link", "img", "br", "hr", "wbr", "input", "path", "circle", "rect"}


def balanced(shape):
    open_tags = []
    for (tag, *_) in shape:
        if tag.lstrip("/") in VOID:
            continue
        if tag.startswith("/"):
            if not open_tags or open_tags.pop() != tag[1:]:
                return False
        else:
            open_tags.append(tag)
    return not open_tags


def c2(work, clean, quick=False):
    """Markup and addresses that run scripts elsewhere, in Markdown fields of a page."""
    count = Count("C2", "script markup and addresses in Markdown")
    texts = (markup.scripts() + [f"[x]({url})" for url in markup.URLS]
             + [f"<{url}>" for url in markup.URLS] + markup.URLS)[::11 if quick else 1]
    here = work / "c2"
    projects(here, texts, ["ats"], ["html", "md"], letter=False)
    made(here)
    for index, text in enumerate(texts):
        path = here / f"out/p{index:03}/general/resume-ats.html"
        page = Page(path.read_text()) if path.exists() else None
        count.add(lost=None if page else repr(text),
                  dangers=f"{text!r}: {page.dangers[:3]}" if page and page.dangers else None)
    return count.report("dangers", "lost")


def c4(work, clean, quick=False):
    """Each string as DOCX and HTML: XML that every reader opens, with the string's letters in it."""
    texts = (naughty() + markup.STRINGS)[::11 if quick else 1]
    count = Count("C4", f"{len(texts)} strings as DOCX and HTML")
    here = work / "c4"
    projects(here, texts, ["classic"], ["docx", "html"], letter=False)
    made(here)
    try:
        import docx
    except ImportError:
        docx = None
        print("     python-docx is not here: files are parsed as XML only")
    for index, text in enumerate(texts):
        base = here / f"out/p{index:03}/general/resume-classic"
        try:
            data = base.with_suffix(".docx").read_bytes()
            found, _ = docx_parts(data)
            if docx:
                docx.Document(io.BytesIO(data))
            plain = text.isprintable() and not re.search(r"[\\&<>\[\]*_`~{]", text)
            wanted = letters(text) if plain and len(text) < 200 else ""
            assert wanted in letters(found), "letters lost"
            count.add(docx=None)
        except (AssertionError, OSError, ElementTree.ParseError, ValueError) as error:
            count.add(docx=f"{text!r}: {error}")
        try:
            page = base.with_suffix(".html").read_text(encoding="utf-8")
            bad = [c for c in page if unicodedata.category(c) == "Cc" and c not in "\n\t\f"]
            count.add(html=f"{text!r}: {bad[:3]}" if bad else None)
        except (OSError, UnicodeError) as error:
            count.add(html=f"{text!r}: {error}")
    office(here, count)
    return count.report("docx", "html", "libreoffice")


def office(here, count):
    """LibreOffice opens every file and gives a text."""
    if not shutil.which("soffice"):
        print("     LibreOffice is not here")
        return
    files = sorted(here.glob("out/*/general/*.docx"))
    target = here / "office"
    target.mkdir()
    copies = []
    for number, file in enumerate(files):
        copies.append(target / f"{number}.docx")
        shutil.copy(file, copies[-1])
    # One call takes about 250 files and forgets the rest.
    for start in range(0, len(copies), 100):
        subprocess.run(["soffice", f"-env:UserInstallation=file://{here}/profile", "--headless",
                        "--convert-to", "txt:Text", "--outdir", target, *copies[start:start + 100]],
                       capture_output=True, timeout=1800)
    for file, copy in zip(files, copies):
        count.add(libreoffice=None if copy.with_suffix(".txt").exists() else file.parts[-3])


def c5(work, clean, quick=False):
    """Schemes: only https, http, mailto and tel become links, in every format."""
    count = Count("C5", "schemes as addresses and in Markdown × HTML, PDF and DOCX")
    texts = markup.SCHEMES
    here = work / "c5"
    projects(here, texts, ["modern"], ["html", "pdf", "docx"], letter=False)
    made(here)
    for index, text in enumerate(texts):
        base = here / f"out/p{index:03}/general/resume-modern"
        page = Page(base.with_suffix(".html").read_text())
        _, word = docx_parts(base.with_suffix(".docx").read_bytes())
        data = base.with_suffix(".pdf").read_bytes()
        paper = [u.decode("latin-1") for u in re.findall(rb"/URI \((.*?)\)", data)]
        for format, links in (("html", page.links), ("docx", word), ("pdf", paper)):
            wrong = [x for x in links if not re.match(r"(https?|mailto|tel):|#", x, re.I)]
            secret = [x for x in links if "user:pw@" in x]
            look = [x for x in links if not x.isascii()]
            count.add(links=f"{format} {text!r}: {wrong[:2]}" if wrong else None,
                      passwords=f"{format} {text!r}: {secret[:2]}" if secret else None,
                      lookalikes=f"{format} {text!r}: {look[:2]}" if look else None)
        for action in (b"/JavaScript", b"/Launch", b"/OpenAction", b"/GoToR", b"/SubmitForm"):
            count.check(action not in data, "actions", f"{text!r}: {action}")
    return count.report("links", "passwords", "lookalikes", "actions")


def c6(work, clean, quick=False):
    """Addresses of other hosts in every place that could fetch: a build connects to nothing."""
    count = Count("C6", "addresses of other hosts in every place")
    if not shutil.which("strace"):
        print("C6   skipped: no strace")
        return 0
    for number, url in enumerate(markup.REMOTE[::5 if quick else 1]):
        here = work / f"c6-{number}"
        projects(here, [url], ["mine"], ["html", "pdf", "docx", "txt"], letter=False)
        resume = json.loads((here / "content/profiles/p000.json").read_text())
        resume["basics"]["image"] = url
        resume["work"][0]["highlights"] += [f"![x]({url})", f"<img src='{url}'>"]
        write(here / "content/profiles/p000.json", json.dumps(resume))
        write(here / "content/jobs/j.md", f"---\ntitle: x\nurl: '{url}'\n---\n![x]({url})\n\n- Go\n")
        mine = here / "templates/mine"
        write(mine / "template.yaml", "documents: [resume]\n")
        write(mine / "style.css", f"@import url('{url}');\n@font-face {{font-family: F;"
              f" src: url('{url}')}}\nbody {{font-family: F, serif; background: url('{url}')}}\n"
              f"li {{list-style-image: url('{url}')}} h1::before {{content: url('{url}')}}\n")
        write(mine / "resume.mustache", (
            f"<!DOCTYPE html><title>x</title><link rel=stylesheet href=style.css>"
            f"<link rel=stylesheet href='{url}'><link rel=preload as=font href='{url}'>"
            f"<body><h1>{{{{header.name}}}}</h1><img src='{url}' alt=x>"
            f"<svg width=9 height=9><image href='{url}' width=9 height=9 /></svg>"
            "{{#sections}}{{#entries}}{{#highlights}}<p>{{{html}}}</p>{{/highlights}}{{/entries}}"
            "{{/sections}}</body>"))
        trace = here / "trace"
        done = subprocess.run(
            ["strace", "-f", "-qq", "-e", "trace=connect,sendto", "-o", trace, BESPOKE, "build", "-q",
             "--root", here, "--out", "out"], capture_output=True, env=environment(), timeout=300)
        calls = [l for l in trace.read_text(errors="replace").splitlines()
                 if re.search(r"connect\(|sendto\(", l) and "AF_UNIX" not in l]
        made = list((here / "out").rglob("*.pdf"))
        count.add(connects=f"{url}: {calls[:2]}" if calls else None,
                  crashes=None if done.returncode in (0, 1) else f"{url}: exit {done.returncode}")
        fetched = [p for p in (here / "out").rglob("*.html") if p.name != "index.html"
                   for d in Page(p.read_text(errors="replace")).dangers if "fetches" in d]
        count.check(not fetched, "pages", f"{url}: {fetched[:2]}")
        count.check(made or done.returncode == 1, "lost", url)
        shutil.rmtree(here)
    return count.report("connects", "crashes", "pages", "lost")
