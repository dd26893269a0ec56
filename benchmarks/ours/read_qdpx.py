"""Reading a REFI-QDA project with all its marks into a fresh project."""

from __future__ import annotations

from functools import partial

from benchmarks.codings_in import ours

prepare = partial(ours, name="qdpx")
