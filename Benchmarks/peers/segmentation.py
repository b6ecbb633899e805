"""A peer of Benchmarks/compare: fastcpd's exact segmentation of a file of doubles into levels.

It runs with its own adjustment of the penalty (MBIC), the fastest that it has.
Prints CPU nanoseconds a point and how many change points there are.
"""

import sys
import time

import numpy
from fastcpd.segmentation import mean

path, penalty = sys.argv[1], float(sys.argv[2])
values = numpy.fromfile(path).reshape(-1, 1)
start = time.process_time()
result = mean(values, beta=penalty)
seconds = time.process_time() - start
print(f"{seconds * 1e9 / len(values):.2f} {len(result.cp_set)}")
