#!/usr/bin/env python3
"""E1 and E2: files of other programs, damaged in many ways, screened one by one.

  corpus.py --bin DIR [--pdf 963] [--docx 203] FILE|DIR...

The files are PDFs and DOCX as anybody's programs write them.  Each damaged copy is read by a
process of its own, as a batch reads it, but without the batch's limits.  Counts what must not be:
crash (a signal, or an answer that is no JSON), slow (more than 10 s of processor time, helpers
included) and large (more than 512 MB).  Exits 1 when a count is not 0."""
import argparse, io, json, os, pathlib, random, subprocess, sys, tempfile, zipfile

JOB = "# Engineer\n\n## Requirements\n\n- Kubernetes in production\n- Five years of Python\n- Nursing\n"
# What readers of PDF and XML trip over: numbers at the edges, loops, keywords in odd places.
PDF_WORDS = [b"0", b"-1", b"2147483648", b"99999999999999999999", b"1e309", b"<<", b">>", b"[" * 500, b"1 0 R",
             b"/Filter/FlateDecode", b"/Filter[/ASCII85Decode/LZWDecode]", b"endobj", b"endstream", b"stream\n",
             b"xref", b"/Kids[1 0 R]", b"/Length 0", b"/Length 9999999", b"(", b")", b"\x00", b"/Type/ObjStm", b"null",
             b"BT", b"q " * 300, b"0 0 0 0 0 0 cm", b"/Predictor 15/Columns 2147483647"]
XML_WORDS = [b"<", b"</w:p>", b"<w:p>" * 300, b"&amp;#0;", b"&#xFFFE;", b"&lt;", b"&x;", b"<![CDATA[", b"]]>", b"<!--",
             b'<?xml version="1.0"?>', b'<!DOCTYPE a [<!ENTITY x "y">]>', b"\xff\xfe", b"\x00", b'w:val="-99999999999"',
             b"<w:tbl><w:tr><w:tc>" * 80, b"<w:del>", b"<w:vanish/>", b'xmlns:w="x"', b"\xed\xa0\x80"]


def damaged(data, words, dice):
    """One to six changes: a byte, a range gone, doubled, moved or blanked, a word put in, the end cut."""
    data = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        if not data:
            break
        at, size = dice.randrange(len(data)), min(len(data), dice.choice([1, 4, 30, 400, 5000]))
        kind = dice.randrange(8)
        if kind == 0:
            data[at] ^= 1 << dice.randrange(8)
        elif kind == 1:
            del data[at:at + size]
        elif kind == 2:
            data[at:at] = data[at:at + size] * dice.choice([1, 2, 20])
        elif kind == 3:
            other = dice.randrange(len(data))
            data[at:at + size] = data[other:other + size]
        elif kind == 4:
            data[at:at + size] = bytes(len(data[at:at + size]))
        elif kind == 5 and dice.random() < .4:
            del data[at:]
        else:
            data[at:at + dice.choice([0, 0, 4])] = dice.choice(words)
    return bytes(data)


def is_whole(data):
    """A package that can be unpacked, to be damaged and packed again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return sum(i.file_size for i in package.infolist()) < 20 << 20 and package.testzip() is None
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, RuntimeError):
        return False


def damaged_package(data, dice):
    """A package whose container is whole and whose parts are not, or the other way round."""
    if dice.random() < .3:
        return damaged(data, XML_WORDS, dice)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        names = source.namelist()
        chosen = {dice.choice(names), "word/document.xml"}
        for name in names:
            part = source.read(name)
            if name in chosen:
                part = damaged(part, XML_WORDS, dice)
            if not (name in chosen and dice.random() < .05):
                out.writestr(name, part)
    return target.getvalue()


def screened(program, job, file):
    """How a process that screens a file ended: exit status, its answer, seconds, bytes."""
    process = subprocess.Popen([program, "screen-file", "--job", str(job), "--max-seconds", "120", "--max-memory",
                                "4096", "--", str(file)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    answer = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, answer, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def measure(row, program, job, folder, bases, count, damage, suffix):
    worst_time = worst_size = 0
    counts = {"crash": 0, "slow": 0, "large": 0}
    read = refused = 0
    for number in range(count):
        dice = random.Random(f"{row} {number}")
        file = folder / f"{number:04}{suffix}"
        file.write_bytes(damage(dice.choice(bases), dice))
        code, answer, seconds, size = screened(program, job, file)
        try:
            status = json.loads(answer)["status"]
        except (ValueError, KeyError):
            status = None
        bad = [name for name, is_bad in (("crash", code != 0 or status is None), ("slow", seconds > 10),
                                         ("large", size > 512 << 20)) if is_bad]
        for name in bad:
            counts[name] += 1
            print(f"   {name}: {row} {number}: exit {code}, {seconds:.1f} s, {size >> 20} MB")
        read += status == "completed"
        refused += status == "error"
        worst_time, worst_size = max(worst_time, seconds), max(worst_size, size)
        file.unlink()
    print(f"{row:4} {count} files: " + ", ".join(f"{k} {v}" for k, v in counts.items())
          + f"; {read} read, {refused} refused; at most {worst_time:.1f} s and {worst_size >> 20} MB", flush=True)
    return sum(counts.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--pdf", type=int, default=963)
    parser.add_argument("--docx", type=int, default=203)
    parser.add_argument("bases", nargs="+")
    args = parser.parse_args()
    files = [f for base in map(pathlib.Path, args.bases) for f in (sorted(base.rglob("*")) if base.is_dir() else [base])]
    kinds = {suffix: [f.read_bytes() for f in files if f.suffix == suffix and f.stat().st_size < 3_000_000]
             for suffix in (".pdf", ".docx")}
    kinds[".docx"] = [data for data in kinds[".docx"] if is_whole(data)]
    program = str(pathlib.Path(args.bin, "bespoke-engine").resolve())
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        job = folder / "job.md"
        job.write_text(JOB)
        if kinds[".pdf"] and args.pdf:
            failures += measure("E1", program, job, folder, kinds[".pdf"], args.pdf,
                                lambda data, dice: damaged(data, PDF_WORDS, dice), ".pdf")
        if kinds[".docx"] and args.docx:
            failures += measure("E2", program, job, folder, kinds[".docx"], args.docx, damaged_package, ".docx")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
