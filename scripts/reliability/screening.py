#!/usr/bin/env python3
"""Screening foreign resumes: the rows of section E that need whole files and processes, with counts.

  screening.py --bin DIR [--hostile DIR] [--only E3,E7,batch] [--files 300]

DIR holds bespoke-engine and bespoke-stage.  --hostile is a folder that ../shared/ats/make_hostile.py
wrote; without it the rows that need it say "skipped".  Exits 1 when a count is not what it must be."""
import argparse, collections, json, os, pathlib, resource, shutil, signal, subprocess, sys, tempfile, threading, time

JOB = """# Platform Engineer

## Requirements
- Kubernetes in production
- Rust
- Terraform
- Python
- Windows and printers
- Customer service
- 3+ years of experience

## Nice to have
- Java
"""
RESUME = """Jordan Avery{n}
jordan.avery{n}@example.com | 503-555-0{n:03d} | Portland, OR
EXPERIENCE
Support Technician, Acme Corporation
Jan 2022 - Present
- Answered {n} tickets a day and wrote the printer guide.
- {line}
EDUCATION
Portland Community College, Associate of Science, 2021
SKILLS
Windows, Printers, Customer service
"""
LINES = ["Ran Kubernetes in production.", "Wrote services in Rust.", "Kept Terraform modules.", "Repaired printers."]
failures = 0


def row(name, right, total, note=""):
    global failures
    failures += right != total
    print(f'{name:10} {right}/{total} {"" if right == total else "FAILS "}{note}', flush=True)


class Bench:
    def __init__(self, args, folder):
        self.engine = str(pathlib.Path(args.bin, "bespoke-engine").resolve())
        self.stage = str(pathlib.Path(args.bin, "bespoke-stage").resolve())
        self.hostile = args.hostile and pathlib.Path(args.hostile).resolve()
        self.folder = folder
        self.files = args.files
        self.job = folder / "job.md"
        self.job.write_text(JOB)

    def screen(self, *paths, cwd=None, extra=()):
        run = subprocess.run([self.engine, "screen", "--job", str(self.job), "--json", *extra, "--", *map(str, paths)],
                             cwd=cwd or self.folder, capture_output=True, text=True)
        lines = [json.loads(x) for x in run.stdout.splitlines()]
        return run, {x["file"]: x for x in lines if "file" in x}, next((x for x in lines if "batch" in x), None)

    def inbox(self, count, name="inbox"):
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        for n in range(count):
            (folder / f"{n:04d}.txt").write_text(RESUME.format(n=n, line=LINES[n % 4]))
        return folder

    def manifest(self):
        return json.loads((self.hostile / "manifest.json").read_text()) if self.hostile else []


def outcome(result):
    return "refuse" if result["status"] == "error" else "flag" if any(c["kind"] != "match" for c in result["concerns"]) else "text"


def hostile(bench):
    """E3 to E6, E8 to E10: what each hostile file must give, by its manifest."""
    if not bench.hostile:
        return print("hostile    skipped: no --hostile")
    entries = [m for m in bench.manifest() if not m["file"].startswith("payloads/")]
    before = {p: p.stat().st_mtime_ns for p in pathlib.Path("/tmp").iterdir() if "CANARY" in p.name}
    _, found, _ = bench.screen(*[bench.hostile / m["file"] for m in entries])
    groups = collections.defaultdict(list)
    for m in entries:
        result = found.get(str(bench.hostile / m["file"]))
        got = outcome(result) if result else "lost"
        must = m["must"].split("|")
        good = got in must or (got == "flag" and "text" in must) or ("ok" in must and got in ("text", "flag"))
        text = json.dumps({k: v for k, v in (result or {}).items() if k != "file" and k != "concerns"})
        good = good and "CANARY" not in text and not (m.get("secret") and m["secret"] in text)
        kind = ("E3 bombs" if "bomb" in m["file"] or "size" in m["file"] else "E4 slip" if "slip" in m["file"] or "symlink" in m["file"]
                else "E5 xml" if "xxe" in m["file"] or "laughs.docx" in m["file"] or "xml-" in m["file"]
                else "E8 hidden" if "hidden" in m["file"] else "E9 forged" if "forged" in m["file"] or "tagchars" in m["file"]
                else "E10 words" if m["file"].startswith("txt/") and "flag" in must else "E6 rest")
        groups[kind].append(good)
        if not good:
            print(f'   {m["file"]}: must {m["must"]}, is {got} {(result or {}).get("error")}')
    for kind in sorted(groups):
        row(kind, sum(groups[kind]), len(groups[kind]))
    after = {p: p.stat().st_mtime_ns for p in pathlib.Path("/tmp").iterdir() if "CANARY" in p.name}
    row("E4 files", 0 if after == before else 1, 0, "files written where names point")
    unchanged = []
    for family in ("pdf", "docx"):
        plain = found[str(bench.hostile / family / f"plain.{family}")]
        for m in entries:
            if m["file"].startswith(f"{family}/hidden-"):
                mine = found[str(bench.hostile / m["file"])]
                # Forged text stands in place of letters: less of the resume is left to score.
                less = "actualtext" in m["file"] and mine.get("overallScore", 0) <= plain["overallScore"]
                unchanged.append(less or mine.get("overallScore") == plain["overallScore"])
                if not unchanged[-1]:
                    print(f'   {m["file"]}: {mine.get("overallScore")} instead of {plain["overallScore"]}')
    row("E8 scores", sum(unchanged), len(unchanged), "same score as without the hidden text")


def stuffing(bench):
    """E10: no trick pays more than one honest mention."""
    folder = bench.folder / "words"
    folder.mkdir(exist_ok=True)
    base = RESUME.format(n=1, line="Repaired printers.")
    tricks = {}
    for word in ("Kubernetes", "Rust", "Terraform", "Python"):
        tricks[f"{word}-400"] = (word, (word + " ") * 400)
        tricks[f"{word}-commas"] = (word, ", ".join([word] * 60))
        tricks[f"{word}-zero"] = (word, "\u200b".join(word))
        tricks[f"{word}-bidi"] = (word, "\u202e" + word[::-1] + "\u202c")
        tricks[f"{word}-alike"] = (word, word.replace("e", "\u0435").replace("u", "\u03c5").replace("o", "\u043e"))
    for name, (word, text) in tricks.items():
        (folder / f"{name}.txt").write_text(base + text + "\n")
        (folder / f"{word}-honest.txt").write_text(base + word + "\n")
    _, found, _ = bench.screen("words")
    good = 0
    for name, (word, _) in tricks.items():
        mine, honest = found[f"words/{name}.txt"], found[f"words/{word}-honest.txt"]
        fine = mine["overallScore"] <= honest["overallScore"] + 1e-9 and outcome(mine) == "flag"
        good += fine
        if not fine:
            print(f'   {name}: {mine["overallScore"]} against {honest["overallScore"]}, {outcome(mine)}')
    row("E10 tricks", good, len(tricks), "flagged and at most one honest mention")


def isolation(bench):
    """E7: one bad file in a batch changes nothing of the others."""
    if not bench.hostile:
        return print("E7         skipped: no --hostile")
    inbox = bench.inbox(20, "calm")
    _, calm, end = bench.screen("calm")
    order = [(x["file"], x["overallScore"]) for x in end["ranking"]]
    bad = [m for m in bench.manifest() if m["must"].startswith("refuse") and not m["file"].startswith(("payloads", "yaml"))][:40]
    good = 0
    for m in bad:
        _, found, end = bench.screen("calm", bench.hostile / m["file"])
        mine = [(x["file"], x["overallScore"]) for x in end["ranking"] if x["file"] in calm]
        good += mine == order
    row("E7", good, len(bad), "batches of 20 with one hostile file rank the others alike")


def names(bench):
    """E11: file names reach the programs that help as they are."""
    if not bench.hostile:
        return print("E11 names  skipped: no --hostile")
    folder = bench.folder / "names"
    folder.mkdir(exist_ok=True)
    odd = ["a b.pdf", "-rf.pdf", "--help", "$(touch CANARY).pdf", "`touch CANARY`.pdf", "a;b.pdf", "a|b.pdf", "a\nb.pdf",
           "'.pdf", "\".pdf", "%s%n.pdf", "é✓.pdf"]
    for name in odd:
        shutil.copy(bench.hostile / "pdf/plain.pdf", folder / name)
    run, found, _ = bench.screen("names")
    # No path of ours holds a line end: that one is an error of its own, and told.
    good = sum(x["status"] == ("error" if "\n" in name else "completed") for name, x in found.items())
    row("E11 names", good, len(odd))
    row("E11 shell", len(list(bench.folder.rglob("CANARY"))), 0)


def peak(bench, paths, extra=()):
    """Seconds, and the most memory of the whole tree of processes at a time, in MB."""
    start = time.monotonic()
    process = subprocess.Popen([bench.engine, "screen", "--job", str(bench.job), *extra, *paths], cwd=bench.folder,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = parent = 0
    while process.poll() is None:
        total = 0
        for name in os.listdir("/proc"):
            if not name.isdigit():
                continue
            try:
                text = pathlib.Path("/proc", name, "status").read_text()
                up = int(text.split("PPid:")[1].split()[0])
                mine = int(name) == process.pid or up == process.pid or lineage(up, process.pid)
                if mine and "VmRSS:" in text:
                    size = int(text.split("VmRSS:")[1].split()[0])
                    total += size
                    if int(name) == process.pid:
                        parent = max(parent, size)
            except (OSError, IndexError, ValueError):
                continue
        most = max(most, total)
        time.sleep(0.02)
    return time.monotonic() - start, most / 1024, parent / 1024


def lineage(pid, root):
    try:
        return int(pathlib.Path("/proc", str(pid), "stat").read_text().rsplit(")", 1)[1].split()[1]) == root
    except (OSError, IndexError, ValueError):
        return False


def batch(bench):
    """Throughput, and memory that does not grow with the number of files."""
    folder = bench.folder / "large"
    folder.mkdir(exist_ok=True)
    sources = sorted(p for p in (bench.samples or []))
    for n in range(bench.files):
        if sources:
            source = sources[n % len(sources)]
            shutil.copy(source, folder / f"{n:04d}{source.suffix}")
        else:
            (folder / f"{n:04d}.txt").write_text(RESUME.format(n=n, line=LINES[n % 4]))
    results = {}
    for count in (100, bench.files):
        paths = [f"large/{p.name}" for p in sorted(folder.iterdir())[:count]]
        results[count] = peak(bench, paths)
        seconds, tree, parent = results[count]
        print(f"batch      {count} files: {count / seconds:.1f} files/s, whole tree at most {tree:.0f} MB, batch process {parent:.0f} MB", flush=True)
    row("batch mem", results[bench.files][2] < results[100][2] + 8, 1, "memory of the batch process grows by less than 8 MB")


def concurrency(bench):
    """Two at once keep apart; a killed one leaves no process and, after the next, no file."""
    bench.inbox(40, "one"), bench.inbox(40, "two")
    results = {}

    def go(name):
        results[name] = bench.screen(name)

    threads = [threading.Thread(target=go, args=(name,)) for name in ("one", "two")]
    [t.start() for t in threads], [t.join() for t in threads]
    good = 0
    for name in ("one", "two"):
        _, found, end = results[name]
        lines = [json.loads(x) for x in pathlib.Path(bench.folder, end["session"], "results.jsonl").read_text().splitlines()]
        good += len(found) == 40 and {x["file"] for x in lines} == set(found) and all(f.startswith(name + "/") for f in found)
    row("two at once", good, 2)
    root = bench.folder / ".bespoke/screen"
    for number, sign in ((1, signal.SIGKILL), (2, signal.SIGTERM)):
        before = set(os.listdir(root))
        process = subprocess.Popen([bench.engine, "screen", "--job", str(bench.job), "one", "two"], cwd=bench.folder,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.7)
        process.send_signal(sign)
        process.wait()
        time.sleep(0.5)
        left = [p for p in os.listdir("/proc") if p.isdigit() and bench.engine in open_or(f"/proc/{p}/cmdline") and str(bench.job) in open_or(f"/proc/{p}/cmdline")]
        row(f"{sign.name} proc", len(left), 0, "processes left")
        bench.screen("calm" if (bench.folder / "calm").exists() else "one")
        torn = [x for x in set(os.listdir(root)) - before if json.loads((root / x / "batch.json").read_text())["status"] != "completed"]
        row(f"{sign.name} left", len(torn), 0, "unfinished sessions after the next screen")
    modes = {oct(p.stat().st_mode & 0o777) for p in root.rglob("*") if p.is_dir()} | {oct(root.stat().st_mode & 0o777)}
    row("private", modes == {"0o700"}, 1, f"folders {sorted(modes)}")
    subprocess.run([bench.engine, "clean"], cwd=bench.folder, capture_output=True)
    row("clean", len(os.listdir(root)) if root.exists() else 0, 0, "sessions after clean")


def open_or(path):
    try:
        return pathlib.Path(path).read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def limits(bench):
    """Limits refuse the batch or the file, and say so."""
    inbox = bench.inbox(11, "eleven")
    run, _, _ = bench.screen("eleven", extra=("--strict-limits",))
    row("10 files", run.returncode == 2 and "too-many-files" in run.stderr, 1)
    (bench.folder / "big.txt").write_text("word " * 800_000)
    _, found, _ = bench.screen("big.txt", "eleven/0000.txt", extra=("--strict-limits",))
    row("3 MB", found["big.txt"]["status"] == "error" and found["eleven/0000.txt"]["status"] == "completed", 1)
    (bench.folder / "avery.yaml").write_text("basics: {name: Jordan Avery}\nskills: [{name: Rust}]\n")
    run, found, _ = bench.screen("eleven/0000.txt", "avery.yaml", "big.txt", extra=("--anonymous", "--max-file-size", "1"))
    text = json.dumps(found) + run.stderr + run.stdout
    row("anonymous", not any(x in text for x in ("Jordan", "Avery", "503-555", "jordan", "0000.txt", "avery", "big.txt"))
        and [r["status"] for r in found.values()].count("completed") == 2, 1)


ROWS = {"hostile": hostile, "stuffing": stuffing, "isolation": isolation, "names": names, "limits": limits,
        "concurrency": concurrency, "batch": batch}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--hostile")
    parser.add_argument("--samples", help="folder of resumes for the large batch (default: made text files)")
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--only")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(args, pathlib.Path(folder))
        bench.samples = sorted(p for p in pathlib.Path(args.samples).resolve().iterdir() if p.is_file()) if args.samples else None
        for name in (args.only.split(",") if args.only else ROWS):
            ROWS[name](bench)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
