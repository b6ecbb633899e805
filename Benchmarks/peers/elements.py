"""Reads all elements of an MRT file with pybgpkit-parser and prints their number."""

import sys

from pybgpkit_parser import Parser

print(sum(1 for _ in Parser(url=sys.argv[1])))
