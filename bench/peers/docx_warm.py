"""python-docx: milliseconds of processor time for TEXT to a DOCX in a warm process (median).

docx_warm.py TEXT ROUNDS

The text is marked up as in TwoPages.swift; paragraphs get Word's heading and list styles.
"""

import io
import statistics
import sys
import time

import docx

lines = [line for line in open(sys.argv[1], encoding="utf-8").read().split("\n") if line]
rounds = int(sys.argv[2])


def write(mark):
    document = docx.Document()
    for index, line in enumerate(lines):
        end = mark if index == 1 else ""
        if line.startswith("## "):
            document.add_heading(line[3:] + end, level=2)
        elif line.startswith("# "):
            document.add_heading(line[2:] + end, level=1)
        elif line.startswith("- "):
            document.add_paragraph(line[2:] + end, style="List Bullet")
        elif line.startswith("> "):
            title, _, date = line[2:].partition("\t")
            document.add_heading(title + end + "\t" + date, level=3)
        else:
            document.add_paragraph(line + end)
    document.core_properties.title = lines[0][2:]
    file = io.BytesIO()
    document.save(file)
    return file


times = []
for number in range(rounds + 1):
    start = time.process_time()
    file = write(f" {number}")
    times.append((time.process_time() - start) * 1e3)
paragraphs = docx.Document(file).paragraphs
assert len(paragraphs) == len(lines), f"{len(paragraphs)} paragraphs, {len(lines)} lines"
print(statistics.median(times[1:]))
