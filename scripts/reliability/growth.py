"""Time that grows with the text and no faster, whatever the text is."""
import json, os, shutil, subprocess

from tree import BIN, Count, environment, make, write

SIZE = 200_000
# Below this, in seconds, a ratio says more about the machine than about the program.
SMALL = 0.02
LIMIT = 2.5

# What makes patterns for addresses, numbers, dates and lists go back and forth.
ADDRESSES = ["a@", "@", "a.", "a@a.", "a-", "a%", "a+", "+a", "mailto:", "a@b.c,", "http://", "www.",
             "//", "x://a/", "http://a?", "&a=", "#", "](", "[x](", "[", "]", "<http:", "<", "](a", "\\"]
NUMBERS = ["1", "1 ", "(1", "((", "+1-", "1-", "00", "2020-", "1/", "Jan ", "2020-01-01T", "1.", "1,",
           "5+ years ", "3-", "12:", "1e", "–", "1a"]
WORDS = ["a", "A", "a ", "A ", "a. ", ". ", " ", "\t", "Go ", "Go, ", "R or C, ", "A, ", "A or ",
         "a/", "A/B ", "such as A, ", "e.g. ", "and ", "experience in ", "experience ", "plan ",
         "planning, ", "be ", "engineer ", "'", "a'", "'s ", "a's ", "-", "a-b", "_a", "*", "**a",
         "`", "`a", "(", ")", "(a", ":", "a: ", ";", "a; ", "!", "\u0301", "ß", "İ", "漢", "カ", "あ",
         "한", "ก", "。", "\U0001f680", "\u202e", ".net", "a.js ", "R&", "C#", "c++ ", "1a+", "\n",
         "\n\n", "- ", "\n- a", "\n# a", "\n#", "a:\n", "\n1. a", "\n> ", "\n**a**", "\nA\n"]


def texts(size):
    """Name and text: one unit again and again, with something that fits no more at the end."""
    for unit in ADDRESSES + NUMBERS + WORDS:
        yield repr(unit), unit * (size // len(unit.encode())) + "!"
    yield "a number, then signs", "1" * (size // 2) + "a" + "+" * (size // 2)
    yield "other words each", " ".join(f"w{n}x" for n in range(size // 8))
    yield "other lines each", "\n".join(f"- w{n} v{n}" for n in range(size // 16))
    yield "names each", ", ".join(f"Aw{n}" for n in range(size // 9))


def seconds(command, text):
    """Processor time of a program that reads a text."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, env=environment()) as process:
        process.stdin.write(text.encode("utf-8", "replace"))
        process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_utime + usage.ru_stime


def tasks():
    """Where a text may stand, as stages of their own."""
    short = "Ran Kubernetes clusters, wrote to a@b.cd since 2020-03"
    rank = lambda posting, items: json.dumps({
        "task": "t", "query": {"title": "Engineer", "text": posting},
        "candidates": [{"id": str(n), "text": i} for n, i in enumerate(items)]})
    return {
        "posting": (["rank"], lambda text: rank(text, [short, short])),
        "requirements": (["rank"], lambda text: rank("## Requirements\n" + text, [short])),
        "line": (["rank"], lambda text: rank("## Requirements\n- " + short, [short, text])),
        "asked": (["matched"], lambda text: json.dumps({
            "task": "t", "query": {"requirements": [{"id": "r", "text": text}]},
            "candidates": [{"id": "0", "text": short}]})),
        "spans": (["spans"], lambda text: json.dumps({"task": "t", "text": text})),
    }


def growth(measure, name):
    """Ratio of the times for twice the text and for the text, and the exit codes.

    A step between two sizes, such as a table that no longer fits the processor's memory, is no
    growth: where the ratio is large, the next doubling has to be so too.
    """
    ratio, codes = 99.0, set()
    base = measure("x")[1]
    for size in (1, 1, 1, 2, 2, 2):
        (first, once), (second, twice) = measure(size), measure(2 * size)
        codes |= {first, second}
        once, twice = once - base, twice - base
        ratio = min(ratio, 1.0 if twice < SMALL else twice / max(once, SMALL / 4))
        if ratio < LIMIT:
            break
    return ratio, codes


def d7(work, clean, quick=False):
    """Texts that make detection of addresses, numbers, dates and requirements slow elsewhere."""
    count = Count("D7", "texts, twice as long")
    cases = list(zip(texts(SIZE), texts(2 * SIZE), texts(4 * SIZE)))[::9 if quick else 1]
    worst = (0.0, "")
    for place, (command, form) in tasks().items():
        for (name, once), (_, twice), (_, most) in cases:
            inputs = {1: form(once), 2: form(twice), 4: form(most), "x": form("x")}
            ratio, codes = growth(
                lambda key: seconds([str(BIN / "bespoke-stage"), *command], inputs[key]), name)
            worst = max(worst, (ratio, f"{place} {name}"))
            count.add(crashes=f"{place} {name}: {codes}" if codes - {0, 1} else None,
                      faster=f"{place} {name}: {ratio:.2f}" if ratio >= LIMIT else None)
    for (name, once), (_, twice), (_, most) in cases:
        for command in (["rank", "p0", "j0"], ["build", "-q"]):
            folders = {key: project(work / f"{count.total}-{key}", text, command[0] == "rank")
                       for key, text in ((1, once), (2, twice), (4, most), ("x", "x"))}
            ratio, codes = growth(lambda key: run(folders[key], command), name)
            worst = max(worst, (ratio, f"{command[0]} {name}"))
            count.add(crashes=f"{command[0]} {name}: {codes}" if codes - {0, 1, 2} else None,
                      faster=f"{command[0]} {name}: {ratio:.2f}" if ratio >= LIMIT else None)
            for folder in folders.values():
                shutil.rmtree(folder)
    print(f"     the most: {worst[0]:.2f} at {worst[1]}")
    return count.report("crashes", "faster")


def run(here, command):
    """Processor time of a command in a project where nothing is made yet."""
    for made in (".bespoke", "out"):
        shutil.rmtree(here / made, ignore_errors=True)
    return seconds([str(BIN / "bespoke-engine"), *command, "--root", str(here)], "")


def project(here, text, everywhere):
    """A project whose profile and posting have a text in lines, names and skills.

    Its contacts have it too, or are those of a person and looked for in the text.
    """
    make(here, profiles=1, jobs=1, formats="json")
    with open(here / "bespoke.yaml", "a") as config:
        config.write("  redact: [email, phone, address, location, url, profiles, references]\n")
    value = json.dumps(text)
    email, phone, url = [value] * 3 if everywhere else (
        '"a@b.cd"', '"+1 555 000 0000"', '"https://a.example/b"')
    write(here / "content/profiles/p0.yaml", (
        f"basics: {{name: Ada, email: {email}, phone: {phone}, url: {url}, label: {value}}}\n"
        f"work:\n  - name: Mill\n    position: Analyst\n    startDate: {value}\n"
        f"    highlights: [{value}, Ran clusters]\nskills: [{{name: Tools, keywords: [{value}]}}]\n"))
    write(here / "content/jobs/j0.md", f"# Analyst\n\n## Requirements\n\n- Go\n\n{text}\n")
    return here
