"""Change and Step: what an act wants to be different, as data.

A plan makes a step; only the store applies it; the journal keeps it. Rows are logical: they name
other rows by public id, never by a number of one file.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from annotator.model.article import Json
from annotator.model.fields import ENTITIES, Cell
from annotator.spool import Spool

Row: TypeAlias = Mapping[str, Cell]
Key: TypeAlias = tuple[Cell, ...]


_KEY_OF: Mapping[str, Callable[[Any], object]] = {
    table: itemgetter(*entity.key) for table, entity in ENTITIES.items()
}
"""What tells a row of a table from others: as `row_key`, a cell that stands alone bare."""


def row_key(table: str, row: Row) -> Key:
    """Give the cells that name this row within its table."""
    return tuple(map(row.__getitem__, ENTITIES[table].key))


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after; None before = the row is new, None after = it goes."""

    table: str
    before: Row | None
    after: Row | None

    def key(self) -> Key:
        """Give the cells that name the row."""
        return row_key(self.table, self.row())

    def row(self) -> Row:
        """Give the row as it is afterwards, of one that goes as it was."""
        row = self.after if self.after is not None else self.before
        if row is None:
            raise ValueError("a change without a row")
        return row

    def inverse(self) -> "Change":
        """Give the change that takes this one back."""
        return Change(self.table, self.after, self.before)


_COLUMNS: Mapping[str, tuple[str, ...]] = {
    table: tuple(one.in_file for one in entity.fields) for table, entity in ENTITIES.items()
}


class NewRows(NamedTuple):
    """Rows that come into one table, many at once: their cells in the order of its columns.

    They are of no table that planning knows by heart (`OF_CONTEXT`).
    """

    table: str
    cells: Sequence[Sequence[Cell]]

    def changes(self) -> "Iterator[Change]":
        """Give them one by one."""
        names = _COLUMNS[self.table]
        for one in self.cells:
            yield Change(self.table, None, dict(zip(names, one, strict=True)))


def one_by_one(parts: "Iterable[Change | NewRows]") -> "Iterator[Change]":
    """Give the changes of parts of a step, each by itself."""
    for part in parts:
        if isinstance(part, Change):
            yield part
        else:
            yield from part.changes()


def n_of(part: "Change | NewRows") -> int:
    """Count the changes of a part of a step."""
    return 1 if isinstance(part, Change) else len(part.cells)


_PACKED_TOGETHER = 4_000
"""So many take 5 MB as values, and as much again while they are packed."""

OF_CONTEXT = frozenset({"layer", "scheme", "actor", "alias", "role"})
"""The tables that planning knows by heart; an actor's attributes are of them too."""


@dataclass(frozen=True, slots=True)
class ChangeSummary:
    """What changes touch, as far as whoever hears of them asks.

    `of_context` are the changes to layers, scheme and actors. `n` counts all changes.
    """

    n: int = 0
    tables: frozenset[str] = frozenset()
    article_ids: frozenset[str] = frozenset()
    new_articles: frozenset[str] = frozenset()
    gone_articles: frozenset[str] = frozenset()
    of_context: tuple[Change, ...] = ()


def _is_of_context(change: Change) -> bool:
    row = change.after if change.after is not None else change.before or {}
    return change.table in OF_CONTEXT or row.get("owner_kind") == "actor"


def summary_of(changes: Iterable[Change]) -> ChangeSummary:
    """Give what these changes touch; blocks know it already."""
    if isinstance(changes, Blocks):
        return changes.summary
    n, tables = 0, set[str]()
    articles: dict[str, set[str]] = {"any": set(), "new": set(), "gone": set()}
    of_context: list[Change] = []
    for change in changes:
        n += 1
        tables.add(change.table)
        row = change.after if change.after is not None else change.before or {}
        name = row.get("id" if change.table == "article" else "article_id")
        if isinstance(name, str):
            articles["any"].add(name)
            if change.table == "article" and None in (change.before, change.after):
                articles["new" if change.before is None else "gone"].add(name)
        if _is_of_context(change):
            of_context.append(change)
    found = {name: frozenset(some) for name, some in articles.items()}
    return ChangeSummary(
        n, frozenset(tables), found["any"], found["new"], found["gone"], tuple(of_context)
    )


class Blocks:
    """The changes of a large step: gone through block by block, as often as one likes.

    Whoever writes takes them by `parts`, of which some are many rows at once. Read back from the
    history, they have of rows that changed the key and what differs. `texts` fill while one reads;
    whoever writes takes them out. Of a step that is only planned, `summary` counts no more than
    whether there is anything.
    """

    def __init__(
        self,
        read: Callable[[], Iterable[Change | NewRows]],
        summary: ChangeSummary,
        texts: dict[str, str] | None = None,
    ) -> None:
        """Give the changes that each call of `read` gives, one by one or many rows at once."""
        self._read = read
        self.summary = summary
        self.texts = {} if texts is None else texts

    def __iter__(self) -> "Iterator[Change]":
        """Read them anew, one by one."""
        return one_by_one(self._read())

    def parts(self) -> "Iterator[Change | NewRows]":
        """Read them anew, many rows at once where they come so."""
        return iter(self._read())

    def __len__(self) -> int:
        """Count them."""
        return self.summary.n


class ChangesToCome:
    """Changes that are planned and not yet written; of many, all but the last lie packed on disk.

    An import of 10,000 articles has half a million of them: as values they take 600 MB, packed 115.
    """

    def __init__(self, together: int | None = None) -> None:
        """Begin with none; so many are packed `together`."""
        self._together = together or _PACKED_TOGETHER
        self._packed = Spool()
        self._last: list[Change | NewRows] = []
        self._n_last = 0
        self._of_context: list[Change] = []

    def add(self, changes: Iterable[Change | NewRows]) -> None:
        """Add some behind the others."""
        for one in changes:
            self._last.append(one)
            self._n_last += n_of(one)
            if isinstance(one, Change) and _is_of_context(one):
                self._of_context.append(one)
        if self._n_last >= self._together:
            import pickle

            # As tuples: what comes as `NewRows` has two parts, a change three.
            rows = [
                (one.table, one.before, one.after) if isinstance(one, Change) else one
                for one in self._last
            ]
            self._packed.add(zlib.compress(pickle.dumps(rows, pickle.HIGHEST_PROTOCOL), 1))
            self._last.clear()
            self._n_last = 0

    def __bool__(self) -> bool:
        """Say whether there are any."""
        return bool(self._packed or self._last)

    def __iter__(self) -> "Iterator[Change]":
        """Give all in order, one by one, as often as one likes."""
        return one_by_one(self._parts())

    def _parts(self) -> "Iterator[Change | NewRows]":
        import pickle

        for block in self._packed:
            rows = pickle.loads(zlib.decompress(block))  # noqa: S301 - packed by this program just now
            for row in rows:
                yield NewRows(*row) if len(row) == 2 else Change(*row)
        yield from self._last

    def behind(self, *first: Change) -> "tuple[Change, ...] | Blocks":
        """Give them for a step, behind some others: as blocks, when they are many."""
        if not self._packed:
            return (*first, *self)
        summary = ChangeSummary(1, of_context=(*first, *self._of_context))
        return Blocks(lambda: chain(first, self._parts()), summary)


@dataclass(frozen=True, slots=True)
class Step:
    """One named, undoable change of the project.

    The changes of a large one may be blocks. `act` and `args` are worded by `project.step_names`
    in the language of whoever reads. `texts` are bodies to be kept, by sha256: they are added with
    the step and never journaled, like `facts` of the project itself (id, title) that an import
    into an empty one takes over. `id` and `number` are given by the store.
    """

    act: str
    changes: tuple[Change, ...] | Blocks
    by: str
    at: str
    args: Mapping[str, Json] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    number: int | None = None

    def inverse(self) -> "Step":
        """Give the step that takes this one back: its changes backwards, each one swapped."""
        return replace(
            self,
            changes=tuple(one.inverse() for one in reversed(tuple(self.changes))),
            texts={},
            facts={},
        )

    def is_empty(self) -> bool:
        """Say whether it changes nothing."""
        return not self.changes


def rows_by_key(
    rows: Iterable[tuple[str, Row]], changes: Iterable[Change] = ()
) -> dict[tuple[str, Key], Row]:
    """Give rows by table and key, in their order, after changes to some of them."""
    found = {(table, row_key(table, row)): row for table, row in rows}
    for change in changes:
        if change.after is None:
            found.pop((change.table, change.key()), None)
        else:
            found[change.table, change.key()] = change.after
    return found


def merged(changes: Iterable[Change]) -> "tuple[Change, ...]":
    """Give one change for each row, from its first `before` to its last `after`.

    What changes nothing goes. Raises `LookupError` where one does not go on from where an earlier
    one left the row.
    """
    found: dict[tuple[str, object], Change] = {}
    for change in changes:
        name = (change.table, _KEY_OF[change.table](change.row()))
        earlier = found.get(name)
        if earlier is not None and earlier.after != change.before:
            raise LookupError(f"two changes of one row of {change.table} do not follow each other")
        found[name] = Change(change.table, earlier.before, change.after) if earlier else change
    return tuple(one for one in found.values() if one.before != one.after)


def differences(
    before: Iterable[tuple[str, Row]], after: Iterable[tuple[str, Row]]
) -> "tuple[Change, ...]":
    """Give the changes that lead from the rows `before` to `after`; equal rows give none."""
    old, new = rows_by_key(before), rows_by_key(after)
    gone = [Change(name[0], row, None) for name, row in old.items() if name not in new]
    put = [Change(name[0], old.get(name), row) for name, row in new.items() if old.get(name) != row]
    return (*gone, *put)
