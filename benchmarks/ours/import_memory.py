"""The most memory that `annotator import FILE SOURCE` takes for JSONL with all its marks."""

from __future__ import annotations

from functools import partial

from benchmarks.codings_in import most_memory_of

prepare = partial(most_memory_of, name="jsonl")
