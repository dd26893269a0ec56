"""All steps done again on paper, to compare what comes out with the rows that are there.

Nothing is written. What is kept does not grow with the project: see `Replay`.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import repeat

from annotator.store.derived import IS_JOURNALED, has_table
from annotator.store.history import Logged, TableRows
from annotator.store.rows_sql import TABLES, Cells, TableForm

_AT_ONCE = 5_000
_MOST_ROWS = 400_000
"""So many rows are followed one by one, in 70 MB; of a larger project the sums must do."""


class Replay:
    """What the rows must be after all steps: one number for each table, whatever its size.

    A row's number is the sum over its cells, so that a change need only say what differs; a
    table's is the sum over its rows, each times an odd number that follows from its key. Two
    tables that differ have the same one once in 2⁶⁴. While a project is not too large the rows'
    numbers are kept too: they tell the step that did not find what it changed.
    """

    def __init__(self, most_rows: int = _MOST_ROWS) -> None:
        """Begin with empty tables."""
        self._sums = dict.fromkeys((form.name for form in TABLES), 0)
        self._rows: dict[str, dict[int, int]] | None = {form.name: {} for form in TABLES}
        self._left = most_rows

    def goes_on(self, table: TableRows) -> bool:
        """Do changes to one table again; say whether its rows were, as far as one can see, so."""
        form = table.form
        gone, fresh = list(_numbers_of(form, table.gone)), list(_numbers_of(form, table.fresh))
        changed = [(hash(one.key), _difference(one)) for one in table.changed]
        self._sums[form.name] += (
            sum(_placed(key, number) for key, number in fresh)
            - sum(_placed(key, number) for key, number in gone)
            + sum(_placed(key, number) for key, number in changed)
        )
        if self._rows is None:
            return True
        rows = self._rows[form.name]
        n_before = len(rows)
        follows = [rows.pop(key, None) == number for key, number in gone]
        n_left = len(rows)
        rows.update(fresh)
        follows.append(len(rows) == n_left + len(fresh))
        for key, number in changed:
            follows.append(key in rows)
            rows[key] = rows.get(key, 0) + number
        self._left -= len(rows) - n_before
        if self._left < 0:
            self._rows = None
        return all(follows)

    def differing(self, connection: sqlite3.Connection) -> Iterator[str]:
        """Give the tables with a row that is not as it must be, or is not there."""
        for form in TABLES:
            found = 0
            if has_table(connection, form.name):
                cursor = connection.execute(
                    f"{form.select} WHERE {IS_JOURNALED.get(form.name, '1')}"
                )
                while block := cursor.fetchmany(_AT_ONCE):
                    found += sum(_placed(*one) for one in _numbers_of(form, block))
            if found != self._sums[form.name]:
                yield form.name


def _placed(key: int, number: int) -> int:
    return number * (2 * key + 1)


def _difference(change: Logged) -> int:
    before, after = change.before, change.after
    if not isinstance(before, dict) or not isinstance(after, dict):
        return 0
    return sum(
        hash((column, cell)) - hash((column, before[column])) for column, cell in after.items()
    )


def _numbers_of(form: TableForm, rows: Sequence[Cells]) -> Iterator[tuple[int, int]]:
    """Give the hash of the key of each row, and its number: the sum over its cells.

    Column by column: there may be a million rows.
    """
    columns = zip(*rows, strict=True)
    hashes = [
        map(hash, zip(repeat(name), column, strict=False))
        for name, column in zip(form.names, columns, strict=False)
    ]
    return zip(map(hash, map(form.key_of, rows)), map(sum, zip(*hashes, strict=True)), strict=False)
