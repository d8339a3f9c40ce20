"""rank_bm25 from PyPI: milliseconds of processor time to score lines for a posting (median).

bm25.py TASK.json score|read ROUNDS. `score` asks an index that is there, with a query that is cut
into words; `read` cuts the texts into words and makes the index as well.
"""

import json
import re
import statistics
import sys
import time

from rank_bm25 import BM25Okapi


def words(text):
    return re.findall(r"[a-z0-9+#.]+", text.lower())


task, part, rounds = json.load(open(sys.argv[1], encoding="utf-8")), sys.argv[2], int(sys.argv[3])


def read():
    return BM25Okapi([words(item) for item in task["items"]]), [words(l) for l in task["lines"]]


def score(index, lines):
    return sum(index.get_scores(line) for line in lines)


index, lines = read()
times = []
for _ in range(rounds + 1):
    start = time.process_time_ns()
    scores = score(index, lines) if part == "score" else score(*read())
    times.append((time.process_time_ns() - start) / 1e6)
assert scores.max() > 0
print(statistics.median(times[1:]))
