"""Exporting the whole project as annotations of the web, read back and compared."""

from __future__ import annotations

from functools import partial

from benchmarks.exports import ours

prepare = partial(ours, name="w3c")
