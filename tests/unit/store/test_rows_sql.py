"""Each logical row finds its columns, and each table its keys."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.changes import Change, NewRows
from annotator.model.fields import ENTITIES, EVERY
from annotator.model.layer import State
from annotator.model.rows import rows_of
from annotator.model.span import Decision, Reason
from annotator.store.rows_sql import (
    FORMS,
    TABLES,
    changes_of,
    fresh_rows,
    new_ids,
    row_changes,
    row_in_words,
    seconds,
    time_text,
)
from annotator.store.schema import FORMAT, TEXTS
from annotator.store.uids import Uids
from annotator.text.ranges import Range
from tests import builders as make

if TYPE_CHECKING:
    from annotator.model.article import Article
    from annotator.model.changes import Row


def every_row() -> list[tuple[str, Row]]:
    """Give a row of every journaled table."""
    one: Article = make.article()
    reason = Reason("quoted", "between marks", {"verb": "said"}, (Range(0, 3),))
    claim = make.span(
        one, "claim", [(0, 5), (7, 9)], actor_id="a", reason=reason, attributes={"x": "y"}
    )
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
    return rows_of(*values)


def test_every_journaled_table_has_a_form_and_the_forms_have_its_keys() -> None:
    assert {form.name for form in TABLES} == set(ENTITIES)
    for form in TABLES:
        assert tuple(form.names[n] for n in form.key_at) == ENTITIES[form.name].key
        assert form.names[: len(form.key_at)] == ENTITIES[form.name].key
        assert {*form.key_at, *form.rest_at} == set(range(len(form.names)))


def test_the_cells_of_a_form_are_those_of_the_rows_of_the_values() -> None:
    seen = set()
    for table, row in every_row():
        assert set(FORMS[table].names) == set(row), table
        seen.add(table)
    assert seen == set(ENTITIES) - {"role", "named", "member", "suggested"}


def test_rows_go_into_cells_and_back() -> None:
    connection = sqlite3.connect(":memory:")
    for statement in TEXTS[FORMAT]:
        connection.execute(statement)
    uids = Uids(connection)
    changes = [Change(table, None, row) for table, row in every_row()]
    written = row_changes(changes, uids)
    assert changes_of(written, uids) == tuple(changes)
    for form, before, after in written:
        assert before is None
        assert after is not None
        assert all(isinstance(after[n], int | None) for n in form.uids_at)
        assert form.key_of(after) == form.key_cells(
            changes[written.index((form, None, after))].key(), uids
        )


def test_rows_that_come_many_at_once_are_written_as_one_by_one() -> None:
    connection = sqlite3.connect(":memory:")
    for statement in TEXTS[FORMAT]:
        connection.execute(statement)
    uids = Uids(connection)
    rows = [*every_row(), *every_row()]
    many = [NewRows(table, [[row[name] for name in FORMS[table].names]]) for table, row in rows]
    changes = [Change(table, None, row) for table, row in rows]
    assert [*new_ids(many)] == [*new_ids(changes)]
    wanted = row_changes(changes, uids)
    found = fresh_rows(many, uids)
    assert {form: len(some) for form, some in found.items()} == Counter(one.form for one in wanted)
    for form, some in found.items():
        assert some == [one.after for one in wanted if one.form is form]


def test_a_table_stands_behind_those_it_points_to() -> None:
    met: set[str] = set()
    for form in TABLES:
        met.add(form.name)
        assert {one.refers for one in form.fields if one.refers} <= met


def test_every_statement_fits_the_schema() -> None:
    connection = sqlite3.connect(":memory:")
    for statement in TEXTS[FORMAT]:
        connection.execute(statement)
    for form in TABLES:
        for sql in (form.insert, form.update, form.delete, form.select, form.select_one):
            n = sql.count("?")
            connection.execute(f"EXPLAIN {sql}", (None,) * n)


def test_every_column_of_a_journaled_table_is_in_its_form_or_derived_from_it() -> None:
    connection = sqlite3.connect(":memory:")
    for statement in TEXTS[FORMAT]:
        connection.execute(statement)
    for form in TABLES:
        cells = connection.execute(f"PRAGMA table_info({form.name})").fetchall()
        # In this order, since the history has rows as lists of their cells.
        assert tuple(cell[1] for cell in cells) == (*form.names, *form.derived)


def test_titles_and_outlets_are_kept_as_they_are_sorted() -> None:
    form = FORMS["article"]
    ((_, row),) = make.rows_of(make.article(title="Ärzte  warnen", outlet="Élan"))
    cells = form.cells(row, lambda uid: 1)
    assert form.inserting(cells) == (*cells, "arzte warnen\nelan\n\n", "elan")


@given(st.integers(0, 32_503_679_999))
def test_a_time_is_seconds_in_the_file_and_words_again(n_seconds: int) -> None:
    """Until the end of the year 2999."""
    text = f"{datetime.fromtimestamp(n_seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"
    assert seconds(text) == n_seconds
    assert time_text(n_seconds) == text


@pytest.mark.parametrize(
    "time",
    ["", "2026", "2026-13-01T00:00:00Z", "2026-02-30T10:00:00Z", "0999-01-01T00:00:00Z",
     "2026-01-01T00:00:00", "2026-01-01T00:00:00Z ", "٢026-01-01T00:00:00Z", None],
)  # fmt: skip
def test_a_time_that_is_written_otherwise_stays_as_it_is(time: str | None) -> None:
    assert seconds(time) == time
    assert time_text(time) == time


def test_a_row_is_changed_only_where_it_is_as_it_was() -> None:
    """The statements of an article with its derived columns, bound as they are worded."""
    connection = sqlite3.connect(":memory:")
    for statement in TEXTS[FORMAT]:
        connection.execute(statement)
    connection.execute("PRAGMA foreign_keys = OFF")
    form = FORMS["article"]
    uids = Uids(connection)
    one = make.article(id="a-1")
    before, after = (
        form.cells(make.rows_of(article)[0][1], uids.kept)
        for article in (one, replace(one, title="Zoë", outlet="Gull", date=None))
    )
    connection.execute(form.insert, form.inserting(before))
    assert connection.execute(form.update, form.updating(after, before)).rowcount == 0
    assert connection.execute(form.update, form.updating(before, after)).rowcount == 1
    assert connection.execute(form.select).fetchall() == [after]
    keys = connection.execute("SELECT title_key, outlet_key FROM article").fetchone()
    assert keys == form.derived_of(after) == ("zoe\ngull\n\n", "gull")
    assert connection.execute(form.select_one, form.key_cells(("a-1",), uids)).fetchone() == after
    assert connection.execute(form.delete, before).rowcount == 0
    assert connection.execute(form.delete, after).rowcount == 1


def test_every_table_has_words_and_no_two_the_same() -> None:
    words = [row_in_words(one.table) for one in EVERY]
    assert len(set(words)) == len(EVERY)
    assert all(one.split()[0] in {"a", "an", "the", "what"} for one in words)
    assert (row_in_words("span"), row_in_words("member")) == ("a span", "an article of a sample")


def test_a_table_that_no_step_changes_has_none() -> None:
    with pytest.raises(KeyError):
        row_in_words("step")
