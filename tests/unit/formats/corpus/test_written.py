"""One way through all tables: every row reaches its writer, and wrong places are noticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.formats.base import WriteOptions
from annotator.formats.corpus.rows import with_columns
from annotator.formats.corpus.written import WrittenTables, written
from annotator.formats.export_selection import ExportSelection
from annotator.text.ranges import Range
from tests import bundles, exports

if TYPE_CHECKING:
    from annotator.formats.corpus.columns import ExportTable, Row
    from annotator.model.bundle import Bundle


@dataclass
class Kept:
    table: ExportTable
    rows: list[Row] = field(default_factory=list)
    is_finished: bool = False

    def add(self, rows: Sequence[Row]) -> None:
        self.rows += rows

    def finish(self) -> None:
        self.is_finished = True


def made(bundle: Bundle) -> WrittenTables[Kept]:
    selection = ExportSelection(bundle, WriteOptions())
    return with_columns(selection, lambda columns: written(selection, columns, Kept))


def test_every_table_has_its_rows_and_is_finished() -> None:
    tables = made(bundles.full())
    assert {name: len(one.rows) for name, one in tables.writers.items()}["spans"] == 5
    assert all(one.is_finished for one in tables.writers.values())
    assert tables.is_sound


def test_a_span_whose_words_stand_elsewhere_is_noticed() -> None:
    bundle = bundles.full()
    first, *others = bundle.contents
    span, *more = first.spans
    at = replace(span, parts=(Range(span.start + 1, span.parts[0].end + 1), *span.parts[1:]))
    moved = replace(bundle, contents=(replace(first, spans=(at, *more)), *others))
    assert not made(moved).is_sound
    # Without words nothing can be compared.
    assert made(exports.bare(moved)).is_sound
