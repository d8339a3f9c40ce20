"""What people and others type: on the terminal, through every reader, and far too much of it."""
import json, os, random, re, resource, subprocess, time, unicodedata

from strings import is_obeyed, naughty
from tree import BESPOKE, BIN, Count, environment, make, write

LIMIT = 200 << 20


def say(here, *arguments, timeout=60):
    """Runs a command and gives all that it prints, on both streams."""
    done = subprocess.run([BESPOKE, *arguments], cwd=here, env=environment(),
                          capture_output=True, timeout=timeout)
    return done.returncode, done.stdout + done.stderr


def quoted(text):
    """A text as YAML, also where JSON would leave it bare."""
    plain = "".join(c if not 0xD800 <= ord(c) < 0xE000 else "?" for c in text)
    return json.dumps(plain)


def file_name(text):
    """As much of a text as a name of a file may hold."""
    name = text.replace("/", "").replace("\0", "").encode("utf-8", "replace")[:120]
    name = name.decode("utf-8", "ignore").strip(".")
    return name or "empty"


# Data goes to programs, not to the eye: JSON escapes what a terminal obeys, and is checked as such.
COMMANDS = [
    ["check"], ["check", "--diagnostics", "short"], ["check", "--diagnostics", "github"],
    ["check", "--diagnostics", "json"], ["check", "--diagnostics", "sarif"],
    ["build", "-v", "-t", "plain", "--format", "txt"], ["build", "-n", "--explain"], ["config"],
    ["status"], ["rank", "p0", "j0"], ["rank", "--all"], ["templates"], ["plan", "--as", "json"],
    ["import", "other.json", "-o", "made.yaml", "--force"], ["export", "content/profiles/p0.yaml"],
    ["merge", "nowhere"], ["clean"], ["build", "no such target \x1b[31m"], ["bad\x1b[31mcommand"]]


def c8(work, clean, quick=False):
    """Each string in every place that a command may print, at each command that prints."""
    count = Count("C8", "strings at printing commands")
    here = make(work / "c8", profiles=1, jobs=1, formats="txt")
    other = here / "other.json"
    for text in naughty()[::11 if quick else 1]:
        value = quoted(text)
        write(here / "content/profiles/p0.yaml", (
            f"basics: {{name: {value}, label: {value}, email: {value}, url: {value}, image: {value}}}\n"
            f"work:\n  - name: {value}\n    position: {value}\n    startDate: {value}\n"
            f"    highlights: [{value}, {{text: Kubernetes in Go, tags: [{value}]}}]\n"
            f"    {value}: {value}\nskills: [{{name: {value}, keywords: [Go, {value}]}}]\n"))
        write(here / "content/jobs/j0.md", (
            f"---\ntitle: {value}\ncompany: {value}\n{quoted(text + '?')}: 1\n---\n# {text}\n\n"
            f"## Requirements\n\n- Go {text}\n- {text}\n").encode("utf-8", "replace"))
        write(here / "bespoke.yaml", (
            f"defaults: {{templates: [plain], formats: [txt]}}\nbuilds: [{{audience: [{value}]}}]\n"
            f"{quoted(text + '!')}: {value}\n"))
        other.write_text(json.dumps({"basics": {"name": text, text + ".": text},
                                     "work": [{"name": text, "startDate": text, text + ".": 1}]}))
        odd = here / "content/profiles" / (file_name(text) + ".yaml")
        if not odd.exists():
            write(odd, f"basics: [{value}\n")
        for command in COMMANDS:
            try:
                code, output = say(here, *command)
            except subprocess.TimeoutExpired:
                count.add(hangs=f"{command} {text!r}")
                continue
            shown = output.decode("utf-8", "surrogateescape")
            obeyed = sorted({f"{ord(c):04X}" for c in shown if is_obeyed(c)})
            count.add(crashes=f"{command} {text!r}" if code not in (0, 1, 2) else None,
                      obeyed=f"{command} {text!r}: {obeyed}" if obeyed else None)
        odd.unlink(missing_ok=True)
    return count.report()


def d5(work, clean, quick=False):
    """Each string as every kind of value, through import, the writer, the reader and export."""
    count = Count("D5", "strings through the readers and back")
    for number, text in enumerate(naughty()[::11 if quick else 1]):
        resume = {"basics": {"name": "Ada", "label": text, "summary": text},
                  "work": [{"name": "Mill", "position": text, "highlights": ["One", text]}],
                  "skills": [{"name": "Weaving", "keywords": [text, "Two"]}]}
        write(work / "in.json", json.dumps(resume))
        done = subprocess.run([BESPOKE, "import", "in.json", "-q", "-o", "out.yaml", "--force"],
                              cwd=work, env=environment(), capture_output=True, timeout=20)
        if done.returncode:
            # What no text may hold is refused with its place.
            refused = re.search(rb"in\.json:\d+:\d+: error: ", done.stderr)
            count.add(unplaced=None if refused else f"{text!r}: {done.stderr[:200]}")
            continue
        back = subprocess.run([BESPOKE, "export", "out.yaml", "-q"], cwd=work, env=environment(),
                              capture_output=True, timeout=20)
        try:
            found = json.loads(back.stdout)
        except ValueError:
            count.add(lost=f"{text!r}: {back.stderr[:200]}")
            continue
        typed = [] if not text.strip() else [text]
        pairs = [(found["basics"].get("label"), text), (found["basics"].get("summary"), text),
                 (found["work"][0].get("position"), text),
                 (found["work"][0]["highlights"], ["One", *typed]),
                 (found["skills"][0]["keywords"], [*typed, "Two"])]
        wrong = [(got, want) for got, want in pairs
                 if got != want and not (isinstance(want, str) and not want.strip() and got is None)]
        count.add(differs=f"{text!r}: {wrong}" if wrong else None)
    return count.report()


def bombs():
    """Small YAML files that ask for much, seventeen of them."""
    def laughs(each, levels, form="[{}]"):
        text = "a0: &a0 x\n"
        for level in range(1, levels):
            inner = ", ".join([f"*a{level - 1}"] * each)
            text += f"a{level}: &a{level} {form.format(inner)}\n"
        return text
    merges = "a0: &a0 {k: v}\n" + "".join(
        f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}], k{n}: v}}\n" for n in range(1, 60))
    return {
        "billion laughs": laughs(9, 12), "quadratic alias": laughs(2, 64),
        "wide alias": "a: &a [" + "x, " * 5000 + "]\nb: [" + "*a, " * 5000 + "]\n",
        "map laughs": laughs(9, 12, "{{k: [{}]}}"), "merge chain": merges,
        "self alias": "a: &a [*a, *a]\n", "mutual alias": "a: &a [*b]\nb: &b [*a]\n",
        "alias as key": "a: &a [*a]\n? *a\n: *a\n", "deep flow list": "[" * 200_000,
        "deep flow map": "{a: " * 200_000, "deep block list": "- " * 100_000 + "x\n",
        "deep indent": "".join(" " * n + "a:\n" for n in range(3000)),
        "deep question": "? " * 100_000 + "x\n", "long scalar": "a: " + "x" * 8_000_000 + "\n",
        "long key": "x" * 2_000_000 + ": 1\n", "many keys": "".join(f"k{n}: 1\n" for n in range(300_000)),
        "many anchors": "".join(f"- &a{n} x\n" for n in range(200_000)),
        "folded spaces": "a: >\n" + (" " * 4000 + "\n") * 1000 + "  x\n",
        "quoted folds": 'a: "' + "\n " * 400_000 + '"\n', "tags": "- !a " * 50_000 + "x\n"}


def measured(command, text):
    """Exit code, seconds and bytes of memory of a program that reads a text."""
    program = ("import resource, subprocess, sys\n"
               "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
               "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    start = time.monotonic()
    done = subprocess.run(["python3", "-c", program, *command], input=text.encode(),
                          capture_output=True, timeout=60)
    code, peak = map(int, done.stdout.split()[-2:])
    return code, time.monotonic() - start, peak << 10, done.stderr.decode("utf-8", "replace")


def d2(work, clean):
    """YAML bombs: refused or read, in a second and 200 MB."""
    count = Count("D2", "YAML bombs")
    for name, text in bombs().items():
        code, seconds, peak, errors = measured([str(BIN / "bespoke-stage"), "yaml"], text)
        print(f"     {name:16s} exit {code}, {seconds:.2f} s, {peak >> 20} MB, {errors[:70].strip()}")
        count.add(crashes=f"{name}: {code}" if code not in (0, 1) else None,
                  unplaced=f"{name}: {errors[:100]}" if code == 1 and not re.search(
                      r"^<stdin>:\d+:\d+: error: ", errors, re.M) else None,
                  slow=f"{name}: {seconds:.1f} s" if seconds > 1 else None,
                  large=f"{name}: {peak >> 20} MB" if peak > LIMIT else None)
    return count.report()


def broken_json(count):
    """JSON texts, some of them broken, made by cutting, doubling and changing sound ones."""
    dice = random.Random(7)
    sound = ['{"a": [1, -2.5e+3, true, false, null, "x\\u00e9\\n\\"", {}, []], "b": {"c": "ü"}}',
             '[0, -0, 1e-7, 123456789012345678901234567890, "\\ud83d\\ude00", "", " "]']
    texts = list(sound)
    for text in sound:
        texts += [text[:cut] for cut in range(len(text))]
    while len(texts) < count:
        text = list(dice.choice(sound))
        for _ in range(dice.randint(1, 3)):
            place = dice.randrange(len(text))
            text[place] = dice.choice(["", text[place] * 2, *'{}[],:"\\0-.eE+\n\t\0\x1fù\'/#'])
        texts.append("".join(text))
    return texts


def d3(work, clean, quick=False):
    """JSON as strict as Python's own reader, nesting of 100,000, and no crash."""
    def strict(text):
        def refuse(name):
            raise ValueError(name)

        def unique(pairs):
            if len({k for k, _ in pairs}) < len(pairs):
                raise ValueError("twice")
            return dict(pairs)
        value = json.loads(text, parse_constant=refuse, object_pairs_hook=unique)
        # Half of a pair stands for no character.
        return re.sub(r"\\ud[89a-f][0-9a-f]{2}", r"\\ufffd", re.sub(
            r"(\\ud[89ab][0-9a-f]{2})(\\ud[c-f][0-9a-f]{2})",
            lambda pair: json.loads(f'"{pair[0]}"'), json.dumps(value, sort_keys=True)))
    count = Count("D3", "JSON texts")
    for text in broken_json(150 if quick else 1500):
        done = subprocess.run([str(BIN / "bespoke-stage"), "json"], input=text.encode(),
                              capture_output=True, timeout=20)
        try:
            wanted = strict(text)
        except ValueError:
            wanted = None
        found = None
        if done.returncode == 0:
            found = strict(done.stdout)
        count.add(crashes=repr(text) if done.returncode not in (0, 1) else None,
                  accepts=f"{text!r} as {found}" if wanted is None and found is not None else None,
                  refuses=f"{text!r}: {done.stderr[:90]}" if wanted and found is None else None,
                  differs=f"{text!r}: {found}" if wanted and found and wanted != found else None,
                  unplaced=f"{text!r}" if found is None and b":" not in done.stderr else None)
    for text in ("[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000):
        code, seconds, peak, errors = measured([str(BIN / "bespoke-stage"), "json"], text)
        count.add(crashes=f"depth: {code}" if code != 1 else None,
                  slow=f"depth: {seconds:.1f} s" if seconds > 1 else None,
                  large=f"depth: {peak >> 20} MB" if peak > LIMIT else None)
    return count.report()
