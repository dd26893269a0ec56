"""Exporting the whole project as a web page to read, read back and compared."""

from __future__ import annotations

from functools import partial

from benchmarks.exports import ours

prepare = partial(ours, name="report")
