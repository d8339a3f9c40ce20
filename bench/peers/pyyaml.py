"""PyYAML with libyaml: milliseconds of processor time to load a file (median).

pyyaml.py FILE ROUNDS. It loads only; ours checks every value as well.
"""

import statistics
import sys
import time

import yaml

text, rounds = open(sys.argv[1], encoding="utf-8").read(), int(sys.argv[2])
times = []
for _ in range(rounds + 1):
    start = time.process_time_ns()
    tree = yaml.load(text, Loader=yaml.CSafeLoader)
    times.append((time.process_time_ns() - start) / 1e6)
assert tree["basics"]
print(statistics.median(times[1:]))
