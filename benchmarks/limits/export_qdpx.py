"""The limit of exporting as a REFI-QDA project: a bare writer and a bare reader of the same."""

from __future__ import annotations

from functools import partial

from benchmarks.exports import bare

prepare = partial(bare, name="qdpx")
