"""The peer of Benchmarks/compare: bottleneck's moving median of a file of doubles.

Prints CPU nanoseconds a point and the sum of the medians, which differs from that of the lower
medians while the window has an even number of values.
"""

import sys
import time

import bottleneck
import numpy

path, window = sys.argv[1], int(sys.argv[2])
values = numpy.fromfile(path)
start = time.process_time()
medians = bottleneck.move_median(values, window, min_count=1)
seconds = time.process_time() - start
print(f"{seconds * 1e9 / len(values):.2f} {medians.sum():.17g}")
