"""typst's PyPI wheel: milliseconds of processor time for the text to PDF in a warm process (median).

typst_warm.py TEXT ROUNDS. Every paragraph differs from round to round, so that nothing remembered
serves; ours is measured so too.
"""

import os
import re
import statistics
import sys
import tempfile
import time

os.environ["RAYON_NUM_THREADS"] = "1"

import typst  # noqa: E402

HEAD = """#set page(paper: "a4", margin: 48pt)
#set text(font: "Liberation Sans", size: 10.5pt, ligatures: false)
#set par(leading: 0.5em, spacing: 0.5em)
#show heading.where(level: 1): set text(size: 24pt)
#show heading.where(level: 2): it => block(above: 10pt, below: 5pt, {
  text(size: 13pt, it.body)
  v(-8pt)
  line(length: 100%, stroke: 0.75pt)
})
#show heading.where(level: 3): set text(size: 11pt)
#set list(spacing: 0.5em)
"""


def escape(text):
    return re.sub(r"([\\#*_`$<>@~\[\]\"'/-])", r"\\\1", text)


def markup(text, mark):
    parts = [HEAD]
    for line in text.splitlines():
        if line.startswith("## "):
            parts.append("== " + escape(line[3:]) + mark)
        elif line.startswith("# "):
            parts.append("= " + escape(line[2:]) + mark)
        elif line.startswith("- "):
            parts.append("- " + escape(line[2:]) + mark)
            continue
        elif line.startswith("> "):
            title, _, date = line[2:].partition("\t")
            parts.append(f"=== {escape(title)}{mark} #h(1fr) #text(weight: 400)[{escape(date)}]")
        else:
            parts.append("\n" + escape(line) + mark + "\n")
    return "\n".join(parts)


text, rounds = open(sys.argv[1], encoding="utf-8").read(), int(sys.argv[2])
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "page.typ")
    compiler = None
    times = []
    for number in range(rounds + 1):
        with open(path, "w", encoding="utf-8") as file:
            file.write(markup(text, f" {number}"))
        if compiler is None:
            compiler = typst.Compiler(path)
        start = time.process_time()
        compiler.compile(input=path, format="pdf")
        times.append((time.process_time() - start) * 1e3)
print(statistics.median(times[1:]))
