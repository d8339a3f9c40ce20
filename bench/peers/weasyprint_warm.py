"""WeasyPrint: milliseconds of processor time for PAGE.html to PDF in a warm process (median).

weasyprint_warm.py PAGE.html ROUNDS
"""

import logging
import statistics
import sys
import time

import weasyprint

logging.disable(logging.CRITICAL)
page, rounds = sys.argv[1], int(sys.argv[2])
times = []
for _ in range(rounds + 1):
    start = time.process_time()
    document = weasyprint.HTML(filename=page).render()
    document.write_pdf()
    times.append((time.process_time() - start) * 1e3)
assert len(document.pages) == 2, f"{len(document.pages)} pages"
print(statistics.median(times[1:]))
