"""The limit of exporting as a web page to read: a bare writer and a bare reader of the same."""

from __future__ import annotations

from functools import partial

from benchmarks.exports import bare

prepare = partial(bare, name="report")
