"""What of tables that came back is never taken: rows in which a formula failed, columns of others.

A cell of a formula that failed says nothing, least of all that its field is empty.
"""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from annotator.formats.corpus.columns import fixed_columns
from annotator.language import tr, trn
from annotator.model.bundle import EditedTable
from annotator.project.importing.edited.rows import EditedRow, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annotator.model.scheme import Scheme
    from annotator.project.importing.edited.rows import Noticed

_FAILED = frozenset(
    (
        *("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"),
        *("#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#ÜBERLAUF!", "#KALK!"),
        *("#REF", "#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!", "#¡REF!", "#¡VALOR!", "#¿NOMBRE?"),
        *(f"Err:{n}" for n in range(501, 541)),
    )
)
"""What spreadsheets show there, in the languages that we know truth values of."""
_OWN = ("confirmed_", "state_")
"""How columns begin that layers and the scheme make; they are not edited."""
_N_NAMED = 3


def without_failed(tables: Mapping[str, EditedTable], noticed: Noticed) -> dict[str, EditedTable]:
    """Give tables without the rows that hold a formula which failed; each is noted once."""
    seen: set[tuple[str, int]] = set()
    return {
        name: EditedTable(one.headers, partial(_rows, name, one, noticed, seen))
        for name, one in tables.items()
    }


def _rows(
    name: str, table: EditedTable, noticed: Noticed, seen: set[tuple[str, int]]
) -> Iterator[tuple[int, Sequence[str]]]:
    for number, cells in table.rows():
        if _FAILED.isdisjoint(cells):
            yield number, cells
        elif (name, number) not in seen:
            seen.add((name, number))
            held = dict(zip(table.headers, cells, strict=True))
            column = next(one for one, cell in held.items() if cell in _FAILED)
            why = tr(
                "“{column}” shows {cell}, a formula that failed: nothing of the row was taken.",
                column=column,
                cell=held[column],
            )
            noticed.refuse(EditedRow(name, number, table.headers[0], held), why)


def columns_of_others(
    name: str, tables: Mapping[str, EditedTable], scheme: Scheme, own: Iterable[str]
) -> Iterator[str]:
    """Say which columns are none of an export's; `own` are those of the project's own fields."""
    attributes = columns_of("attr_", (one.name for one in scheme.attributes()))
    known = {*fixed_columns(), *attributes, *own}
    for table, one in tables.items():
        more = [x for x in one.headers if x and x not in known and not x.startswith(_OWN)]
        if more:
            first = "”, “".join(more[:_N_NAMED])
            yield trn(
                "{name}: the column “{first}” of {table} is none of its own; nothing of it is "
                "taken.",
                "{name}: {n} columns of {table} (“{first}”) are none of its own; nothing of them "
                "is taken.",
                len(more),
                name=name,
                table=table,
                first=first,
            )


def own_columns(of_articles: Iterable[str], of_actors: Iterable[Mapping[str, object]]) -> set[str]:
    """Give the columns of what articles and actors have beside what every one has."""
    names = dict.fromkeys(chain.from_iterable(of_actors))
    return {*of_articles, *columns_of("attr_", names)}
