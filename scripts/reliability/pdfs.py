"""What people and others type, in every place of a PDF that holds text and isn't painted.

As a program of its own, `pdfs.py FILE …` prints what pypdf reads in those places.
"""
import collections, json, pathlib, re, struct, subprocess, sys, urllib.parse, zlib

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from strings import naughty
from tree import BESPOKE, ROOT, Count, environment, write

# Of PDF's own syntax: ends of strings, names, streams and objects, actions, marks of encodings.
SYNTAX = [
    ")", "(", "((", "))", "\\", "\\\\", "\\)", ")\\", "(\\", "\\(", "\\ddd", "\\101", ">>", "<<", ">", "<", "]",
    "/", "/JS", "#28", "%", "%%EOF", "endobj", "endstream", "stream\n", "xref\n0 1", "trailer", "startxref\n0",
    ") >> endobj", ">> endobj 9 0 obj << /OpenAction 3 0 R >>", ") /JS (app.alert\\(1\\)) /S /JavaScript (",
    ") >> /A << /S /Launch /F (/bin/sh) >> (", "\\) /URI (x)", "\n>>\nendobj\n99 0 obj\n<< /S /Launch >>\nendobj\n",
    ")\r>>\rendobj", "<FEFF0041>", "þÿ\0A", "ÿþA\0", "\ufeffA", "\ufffe", "D:20240101000000Z", "9 0 R",
    "(" * 3000, "\\" * 3000, ")" * 3000, "<?xpacket end='w'?>", "]]></rdf:li></rdf:Alt></dc:title>",
    "</rdf:RDF>", "&xxe;", "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "BT (x) Tj ET", "EMC", "/Span BDC", "Q Q Q"]

KINDS = ["Title", "Author", "Subject", "Keywords", "alt", "outline", "uri", "contents"]


def texts():
    return list(dict.fromkeys(SYNTAX + naughty()))


def escaped(text):
    for character, name in [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;")]:
        text = text.replace(character, name)
    return text


def page(text):
    text = escaped(text)
    return (f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>x{text}</title>\n'
            f'<meta name="author" content="x{text}"><meta name="description" content="x{text}">\n'
            f'<meta name="keywords" content="x{text}"></head>\n<body style="font: 4px Liberation Sans">\n'
            f'<h1>x{text}</h1><p><a href="https://example.org/x{text}">link</a>\n'
            f'<img src="p.png" width="9" height="9" alt="x{text}"></p></body></html>\n').encode("utf-8", "replace")


def picture():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\0\x80\x80\x80")) + chunk(b"IEND", b""))


def collapsed(text):
    return re.sub(r"[\t\n\f\r ]+", " ", text).strip(" ")


def agrees(kind, found, text):
    """Whether a place holds a text, read as HTML has it there: no NUL, addresses without line ends.

    The outline shows what is painted: places for hyphens and breaks are no part of it.
    """
    wanted = "x" + text
    if kind in ("uri", "contents"):
        wanted = re.sub(r"[\t\n\r]", "", "https://example.org/" + wanted.replace("\0", "\ufffd"))
        wanted = re.sub(r"[\1- ]+$", "", wanted)
        if kind == "uri" and found is not None:
            if not re.fullmatch(r"[!-;=?-\[\]_a-z~]*", found):
                return False
            found, wanted = (urllib.parse.unquote(each, errors="replace") for each in (found, wanted))
    elif kind == "Keywords":
        pieces = [re.sub(r"^\s+|\s+$", "", piece) for piece in wanted.split(",")]
        wanted, found = ", ".join(p for p in pieces if p), found and found.strip()
        return found is not None and "".join(found.split()) == "".join(wanted.replace("\0", "\ufffd").split())
    elif kind in ("Title", "outline"):
        if kind == "outline":
            wanted = re.sub("[\xad\u200b]", "", wanted)
        found, wanted = found and collapsed(found), collapsed(wanted)
    return found in (wanted, wanted.replace("\0", "\ufffd"), wanted.replace("\0", ""))


def by_qpdf(path):
    """The places' texts, what kinds of objects there are, and the actions that nobody asked for."""
    done = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", str(path)], capture_output=True)
    if done.returncode:
        return None, None, done.stderr.decode("utf-8", "replace")[:200]
    found, kinds, bad = {}, collections.Counter(), []
    for held in json.loads(done.stdout)["qpdf"][1].values():
        value = held.get("value", held.get("stream", {}).get("dict"))
        if not isinstance(value, dict):
            continue
        kind = tuple(str(value.get(key)) for key in ("/Type", "/S", "/Subtype"))
        # Another script brings another font.
        if "Font" not in kind[0] and not {"/Length1", "/Filter"} & value.keys():
            kinds[kind] += 1
        bad += [key for key in ("/JS", "/OpenAction", "/AA", "/Launch", "/EF", "/Names") if key in value]
        if value.get("/Type") == "/Catalog" or kind[0] == "/Annot":
            bad += [] if value.get("/A", {}).get("/S", "/URI") == "/URI" else [str(value["/A"])]
        for key in ("Title", "Author", "Subject", "Keywords"):
            if "/Producer" in value and "/" + key in value:
                found[key] = text_of(value["/" + key])
        if "/Dest" in value and "/Title" in value:
            found["outline"] = text_of(value["/Title"])
        if value.get("/S") == "/Figure":
            found["alt"] = text_of(value.get("/Alt", ""))
        if kind[0] == "/Annot":
            found["uri"] = text_of(value["/A"]["/URI"])
            found["contents"] = text_of(value["/Contents"])
    return found, kinds, ", ".join(bad)


def text_of(value):
    """A string of qpdf's JSON: `u:` text, `b:` bytes."""
    return value[2:] if value[:2] == "u:" else bytes.fromhex(value[2:]).decode("latin-1")


def by_pypdf(path):
    import pypdf
    reader = pypdf.PdfReader(path, strict=True)
    found = {key: reader.metadata.get("/" + key) for key in ("Title", "Author", "Subject", "Keywords")}
    found["outline"] = reader.outline[0].title
    note = reader.pages[0]["/Annots"][0].get_object()
    found["uri"], found["contents"] = note["/A"]["/URI"], note["/Contents"]
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, dict):
            if element.get("/S") == "/Figure":
                found["alt"] = element["/Alt"]
            kids = element.get("/K", [])
            waiting += [k for k in (kids if isinstance(kids, list) else [kids]) if not isinstance(k, int)]
    return {key: None if value is None else str(value) for key, value in found.items()}


def c3(work, clean, quick=False):
    """Each string in the title, metadata, outline, alternative text and address of a PDF and back."""
    strings = ["harmless", *texts()[::11 if quick else 1]]
    count = Count("C3", f"strings in {len(KINDS)} places of a PDF, by qpdf and pypdf")
    (work / "p.png").write_bytes(picture())
    paths = []
    for number, text in enumerate(strings):
        write(work / "in.html", page(text))
        path = work / f"{number}.pdf"
        subprocess.run([BESPOKE, "typeset", "in.html", path.name], cwd=work, env=environment(),
                       capture_output=True, timeout=60)
        paths.append(path)
    python = ROOT / ".venv/bin/python"
    read = subprocess.run([str(python), str(HERE / "pdfs.py"), *map(str, paths)], capture_output=True, text=True)
    if read.returncode:
        sys.exit(f"C3 needs pypdf, see scripts/setup test: {read.stderr[-300:]}")
    shape = None
    for text, path, second in zip(strings, paths, json.loads(read.stdout)):
        first, kinds, bad = by_qpdf(path) if path.exists() else (None, None, "no PDF")
        if first is None:
            count.add(unreadable=f"{text[:80]!r}: {bad}")
            continue
        shape = shape or kinds
        wrong = [f"{kind} by {reader}: {found.get(kind)!r:.80}" for kind in KINDS
                 for reader, found in (("qpdf", first), ("pypdf", second))
                 if not agrees(kind, found.get(kind), text)]
        count.add(differs=f"{text[:80]!r}: {wrong}" if wrong else None,
                  acts=f"{text[:80]!r}: {bad}" if bad else None,
                  objects=f"{text[:80]!r}: {kinds - shape}, {shape - kinds}" if kinds != shape else None)
    return count.report("unreadable", "differs", "acts", "objects")


if __name__ == "__main__":
    read = []
    for name in sys.argv[1:]:
        try:
            read.append(by_pypdf(name))
        except Exception as error:  # what a reader can't read is what is looked for
            read.append({"error": repr(error)})
    print(json.dumps(read))
