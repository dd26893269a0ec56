"""Each logical row finds its columns, and each table its keys."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from annotator.model.fields import ENTITIES
from annotator.model.layer import State
from annotator.model.rows import to_json
from annotator.model.span import Decision, Reason
from annotator.store.rows_sql import FORMS, TABLES, row_text
from annotator.store.schema import TEXTS
from annotator.text.ranges import Range
from tests import builders as make

if TYPE_CHECKING:
    from annotator.model.article import Article


def every_row() -> list[tuple[str, object]]:
    """Give a row of every journaled table."""
    one: Article = make.article()
    reason = Reason("quoted", "between marks", {"verb": "said"}, (Range(0, 3),))
    claim = make.span(one, "claim", (0, 5), actor_id="a", reason=reason, attributes={"x": "y"})
    values = [
        one,
        make.layer(),
        make.scheme(),
        make.region(one, "headline", (0, 3)),
        make.progress(one, State.DONE),
        make.actor("A", "B"),
        claim,
        make.link(claim, "about", make.span(one, "entity", (0, 3))),
        make.note(one, "n"),
        Decision("d", "span", "s", "accept", ("l",), ("r",), "layer-1", "c", make.NOW),
    ]
    return [row for value in values for row in make.rows_of(value)]


def test_every_journaled_table_has_a_form_and_the_forms_have_its_keys() -> None:
    assert {form.name for form in TABLES} == set(ENTITIES)
    for form in TABLES:
        assert form.key == ENTITIES[form.name].key
        assert set(form.key) | set(form.rest) == set(form.names)


def test_the_cells_of_a_form_are_those_of_the_rows_of_the_values() -> None:
    seen = set()
    for table, row in every_row():
        assert set(FORMS[table].names) == set(row), table
        seen.add(table)
    assert seen == set(ENTITIES) - {"role"}


def test_a_table_stands_behind_those_it_points_to() -> None:
    met: set[str] = set()
    for form in TABLES:
        assert {one.refers for one in form.columns if one.refers} <= met
        met.add(form.name)


def test_every_statement_fits_the_schema() -> None:
    connection = sqlite3.connect(":memory:")
    for statement in TEXTS[1]:
        connection.execute(statement)
    for form in TABLES:
        for sql in (form.insert, form.update, form.delete, form.select, form.select_one):
            n = sql.count("?")
            connection.execute(f"EXPLAIN {sql}", (None,) * n)


def test_every_column_of_a_journaled_table_is_in_its_form_but_the_local_number() -> None:
    connection = sqlite3.connect(":memory:")
    for statement in TEXTS[1]:
        connection.execute(statement)
    for form in TABLES:
        columns = {cells[1] for cells in connection.execute(f"PRAGMA table_info({form.name})")}
        assert columns - {"id"} == {one.column for one in form.columns}


@pytest.mark.parametrize(
    "row", [{}, {"a": None}, {"b": 'x"\\\n\u2028\x7f\x00é🚢', "a": -5}, {"a": 2**63 - 1}]
)
def test_rows_are_written_as_canonical_json(row: dict[str, str | int | None]) -> None:
    assert row_text(row) == to_json(row)
