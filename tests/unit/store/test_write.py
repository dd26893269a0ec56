"""Changes of one row become one; a step's checksum tells any change; facts carry theirs."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import StepRefused
from annotator.model.changes import Change, summary_of
from annotator.store.history import changes_in, rows_in, to_log
from annotator.store.rows_sql import FORMS, Cells, RowChange, row_changes
from annotator.store.schema import FORMAT, TEXTS
from annotator.store.uids import Uids
from annotator.store.write import (
    RowsDiffer,
    SummaryMaker,
    compact,
    current_row,
    first_different,
    meta_sum,
    put_meta,
    put_rows,
    put_step,
    put_tables,
    whole_rows,
)
from tests import builders as make

NOTE = FORMS["note"]

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


@pytest.fixture
def known(connection: sqlite3.Connection) -> int:
    """The number of an id in the file, to point to."""
    connection.execute("PRAGMA foreign_keys = OFF")
    return Uids(connection).kept("n-1")


def note(number: int, text: str = "words") -> Cells:
    return (number, "span", number, text, number, 0, 0, None, 0)


def rows(connection: sqlite3.Connection) -> list[Cells]:
    return connection.execute(NOTE.select).fetchall()


def test_rows_come_change_and_go(connection: sqlite3.Connection, known: int) -> None:
    first, second, other = note(known), note(known + 1), note(known, "other words")
    put_rows(connection, [RowChange(NOTE, None, first), RowChange(NOTE, None, second)])
    assert rows(connection) == [first, second]
    put_rows(connection, [RowChange(NOTE, first, other), RowChange(NOTE, second, None)])
    assert rows(connection) == [other]


@pytest.mark.parametrize("goes", [True, False])
def test_a_row_that_is_not_as_it_should_be_refuses_all(
    connection: sqlite3.Connection, known: int, goes: bool
) -> None:
    there, thought = note(known), note(known, "thought")
    put_rows(connection, [RowChange(NOTE, None, there), RowChange(NOTE, None, note(known + 1))])
    right = RowChange(NOTE, note(known + 1), None if goes else note(known + 1, "new"))
    with pytest.raises(RowsDiffer):
        put_rows(connection, [RowChange(NOTE, thought, None if goes else there), right])


def test_the_first_change_that_does_not_fit_is_named_by_its_table(
    connection: sqlite3.Connection, known: int
) -> None:
    uids = Uids(connection)
    put_rows(connection, [RowChange(NOTE, None, note(known))])
    fits, differs, new, here = changes_in(
        to_log(
            [
                RowChange(NOTE, note(known), note(known, "new")),
                RowChange(NOTE, note(known, "other"), note(known, "new")),
                RowChange(FORMS["refers"], None, (known, known)),
                RowChange(NOTE, None, note(known)),
            ]
        )
    )
    assert first_different(connection, [fits, new], uids) is None
    assert first_different(connection, [fits, differs], uids) == "note"
    assert first_different(connection, [new, here], uids) == "note"
    row = NOTE.row(note(known), uids.text)
    for before, table in ((row, None), ({**row, "text": "other"}, "note"), (None, "note")):
        after = {**row, "text": "new"}
        assert first_different(connection, [Change("note", before, after)], uids) == table
    assert current_row(connection, "note", ("n-1",), uids) == row


def test_whole_rows_are_read_where_the_history_says_what_differs(
    connection: sqlite3.Connection, known: int
) -> None:
    there, after = note(known), note(known, "new")
    put_rows(connection, [RowChange(NOTE, None, there)])
    put = [RowChange(NOTE, there, after), RowChange(FORMS["refers"], None, (known, known))]
    assert whole_rows(connection, changes_in(to_log(put))) == put
    for wrong in (note(known, "other"), note(known + 1)):
        differing = changes_in(to_log([RowChange(NOTE, wrong, (*wrong[:3], "new", *wrong[4:]))]))
        with pytest.raises(RowsDiffer):
            whole_rows(connection, differing)


def test_rows_of_a_lot_are_put_and_what_stays_is_told(
    connection: sqlite3.Connection, known: int
) -> None:
    there, after, more = note(known), note(known, "new"), note(known + 1)
    put_rows(connection, [RowChange(NOTE, None, there)])
    log = to_log([RowChange(NOTE, None, more), RowChange(NOTE, there, after)])
    assert put_tables(connection, rows_in(log, back=False)) == [RowChange(NOTE, there, after)]
    assert rows(connection) == [after, more]
    assert put_tables(connection, rows_in(log, back=True)) == [RowChange(NOTE, after, there)]
    assert rows(connection) == [there]


def test_what_a_large_step_touches_is_what_its_changes_touch(
    connection: sqlite3.Connection,
) -> None:
    """The same as `summary_of`, while its changes go by in lots."""
    uids = Uids(connection)
    article, gone = make.article(id="a-1"), make.article("gone", id="a-2")
    span = make.span(article, "claim", "promise", id="s-1", attributes={"kind": "fact"})
    actor = make.actor("Mira", id="p-1", attributes={"sex": "f"})
    moved = replace(make.region(article, "headline", (0, 5), id="r-1"), set_by="x")
    changes = (
        *make.changes((), (article, span, actor, make.layer())),
        *make.changes((gone,), ()),
        *make.changes((moved,), (replace(moved, set_by="y"),)),
    )
    written = row_changes(changes, uids)
    seen = SummaryMaker(uids)
    seen.add((), written[:3])
    seen.add((), written[3:])
    found, wanted = seen.summary(), summary_of(changes)
    assert found == wanted
    assert [one.table for one in found.of_context] == ["actor", "attribute", "layer"]
    by_table = SummaryMaker(uids)
    by_table.add(
        rows_in(to_log(written), back=False), [one for one in written if one[1] and one[2]]
    )
    again = by_table.summary()
    assert replace(again, of_context=()) == replace(wanted, of_context=())
    assert set(map(str, again.of_context)) == set(map(str, wanted.of_context))


def test_a_step_without_a_number_is_a_mistake_of_the_program(
    connection: sqlite3.Connection,
) -> None:
    with pytest.raises(ValueError, match="without a number"):
        put_step(connection, make.step(id="s-1"), Uids(connection))


def test_facts_that_are_as_they_were_are_not_written_again(connection: sqlite3.Connection) -> None:
    put_meta(connection, {"title": "a"})
    before = connection.total_changes
    put_meta(connection, {"title": "a"})
    assert connection.total_changes == before
    assert meta_sum({"title": "a", "sum": "x"}) == meta_sum({"title": "a"})


@pytest.mark.parametrize("n", [1, 300])
def test_words_of_a_step_stand_once_in_the_file_if_it_is_small(tmp_path: Path, n: int) -> None:
    first, known = make.small_corpus()
    path = make.project_file(tmp_path, first)
    words = "words that are long enough to be pointed to"
    notes = [make.note(known["article"], f"{words} {at}", id=f"many-{at}") for at in range(n)]
    step = replace(make.adding(*notes, act="set-note"), args={"text": f"{words} 0", "n": n})
    with make.opened(path) as project:
        project.journal.apply(step)
        assert project.reader.steps(1)[0].step.args == step.args
        assert project.journal.undo().args == step.args
    with sqlite3.connect(path) as reader:
        (args,) = reader.execute("SELECT args FROM step WHERE id = 3").fetchone()
    reader.close()
    assert (words in args) is (n == 300)
