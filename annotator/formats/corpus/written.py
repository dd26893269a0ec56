"""One way through what goes out, in which each table is written by whoever writes such files."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from annotator.formats.corpus.columns import ExportTable, OwnColumns, Row, declared
from annotator.formats.corpus.rows import RowMaker
from annotator.formats.export_selection import ExportSelection
from annotator.language import trn
from annotator.model.bundle import Loss, LossKind


class RowWriter(Protocol):
    """Writes the rows of one table, or only counts them."""

    def add(self, rows: Sequence[Row]) -> object:
        """Add some rows."""

    def finish(self) -> object:
        """Write what is waiting."""


Writer = TypeVar("Writer", bound=RowWriter)


@dataclass(frozen=True, slots=True)
class WrittenTables(Generic[Writer]):
    """Who wrote the tables; `is_sound` = each span had the words at its place."""

    writers: Mapping[str, Writer]
    is_sound: bool


def written(
    selection: ExportSelection, columns: OwnColumns, writer_of: Callable[[ExportTable], Writer]
) -> WrittenTables[Writer]:
    """Hand the rows of all tables to their writers; raises `UnknownNameError`."""
    tables = columns.tables()
    writers = {name: writer_of(table) for name, table in tables.items()}
    places, is_sound = _Places(tables), True
    for name, rows in RowMaker(selection, columns, tables).rows():
        is_sound &= places.fit(name, rows)
        writers[name].add(rows)
    selection.named()  # counted, and left out
    for one in writers.values():
        one.finish()
    return WrittenTables(writers, is_sound)


def lost_in_tables(selection: ExportSelection) -> Iterator[Loss]:
    """Give what tables leave out or change of all that went by."""
    n = selection.n
    n["history"] = 1
    for one in declared()["loss"]:
        item, count = one["item"], one.get("count", one["item"])
        n_lost = n[count] - selection.n_left[count]
        if n_lost:
            left, how = n[one["of"]] - selection.n_left[one["of"]], (one["one"], one["many"])
            yield Loss(item, n_lost, left, LossKind(one["fate"]), trn(*how, n_lost))


class _Places:
    """Compares the words of spans with the text of their article, as both stand in the rows."""

    def __init__(self, tables: Mapping[str, ExportTable]) -> None:
        names = tables["spans"].names()
        self._parts, self._words = names.index("parts"), names.index("text")
        self._column = tables["articles"].names().index("text")
        self._text = ""

    def fit(self, table: str, rows: Sequence[Row]) -> bool:
        """Say whether the words of each span are those that stand at its parts.

        The text of an article that goes by is kept for them.
        """
        if table == "articles":
            self._text = str(rows[-1][self._column] or "") if rows else ""
        if table != "spans":
            return True
        text, at, words = self._text, self._parts, self._words
        for cells in rows:
            parts = [part.partition("-") for part in str(cells[at]).split(";")]
            found = [text[int(one) : int(end)] for one, _, end in parts]
            if " […] ".join(filter(None, found)) != cells[words]:
                return False
        return True
