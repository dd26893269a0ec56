"""Changes of one row become one; a step's checksum tells any change; facts carry theirs."""

from __future__ import annotations

import sqlite3

import pytest

from annotator.errors import StepRefused
from annotator.model.changes import Change
from annotator.store.schema import FORMAT, TEXTS
from annotator.store.uids import Uids
from annotator.store.write import compact, current_row, meta_sum, put_meta

A: dict[str, str | int | None] = {"span_id": "s", "actor_id": "a"}
B: dict[str, str | int | None] = {"span_id": "s", "actor_id": "b"}
C: dict[str, str | int | None] = {"span_id": "s", "actor_id": "c"}
OTHER: dict[str, str | int | None] = {"span_id": "t", "actor_id": "a"}


def refers(
    before: dict[str, str | int | None] | None, after: dict[str, str | int | None] | None
) -> Change:
    return Change("refers", before, after)


def test_changes_of_one_row_are_put_together_where_the_first_stood() -> None:
    found = compact([refers(A, B), refers(None, OTHER), refers(B, C)])
    assert found == (refers(A, C), refers(None, OTHER))


def test_taking_away_and_bringing_back_is_nothing() -> None:
    assert compact([refers(A, None), refers(None, A)]) == ()
    assert compact([refers(None, A), refers(A, None)]) == ()
    assert compact([refers(A, dict(A))]) == ()
    assert compact([refers(A, None), refers(None, B)]) == (refers(A, B),)


def test_what_goes_stands_before_what_changes_and_that_before_what_comes() -> None:
    gone = refers({"span_id": "u", "actor_id": "a"}, None)
    assert compact([refers(None, OTHER), refers(A, B), gone]) == (
        gone,
        refers(A, B),
        refers(None, OTHER),
    )


def test_a_change_that_does_not_follow_is_refused() -> None:
    for second in (refers(A, C), refers(None, C)):
        with pytest.raises(StepRefused):
            compact([refers(A, B), second])


def test_a_change_without_a_row_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="without a row"):
        compact([refers(None, None)])


@pytest.fixture
def connection() -> sqlite3.Connection:
    found = sqlite3.connect(":memory:")
    for statement in TEXTS[FORMAT]:
        found.execute(statement)
    return found


def test_facts_are_kept_with_a_checksum_over_all_of_them(connection: sqlite3.Connection) -> None:
    put_meta(connection, {"title": "a", "project_id": "p"})
    put_meta(connection, {"title": "b"})
    found = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    assert (found["title"], found["project_id"]) == ("b", "p")
    assert found["sum"] == meta_sum(found) == meta_sum({"title": "b", "project_id": "p"})


def test_a_row_that_is_not_there_is_none(connection: sqlite3.Connection) -> None:
    uids = Uids(connection)
    assert current_row(connection, "part", ("no", 0), uids) is None
    assert current_row(connection, "attribute", ("span", "no", "x"), uids) is None
