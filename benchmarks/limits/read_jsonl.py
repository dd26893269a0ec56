"""The limit of reading JSONL: parsed barely, inserted into bare tables."""

from __future__ import annotations

from functools import partial

from benchmarks.codings_in import bare

prepare = partial(bare, name="jsonl")
