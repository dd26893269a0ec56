"""A step's changes as JSON, small in its row and large in blocks; nonsense is told apart."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import zlib

import pytest

from annotator.store import history
from annotator.store.history import (
    BLOCK_CHANGES,
    SMALL_CHANGES,
    SMALL_SIGNS,
    BrokenHistory,
    Log,
    MissingHistory,
    StepSum,
    args_of,
    args_with,
    changes_in,
    logs_of,
    pointing,
    rows_in,
    to_log,
)
from annotator.store.rows_sql import FORMS, RowChange
from annotator.store.schema import FORMAT, TEXTS
from annotator.store.uids import Uids

REFERS = FORMS["refers"]
NOTE = FORMS["note"]
OLD = (1, "span", 2, "words", 3, "now", 0, None, 0)
NEW = (1, "span", 2, "other words", 3, "now", 1, None, 0)


@pytest.fixture
def connection() -> sqlite3.Connection:
    found = sqlite3.connect(":memory:", isolation_level=None)
    for statement in TEXTS[FORMAT]:
        found.execute(statement)
    return found


def written(connection: sqlite3.Connection, n_changes: int) -> list[RowChange]:
    """Write a step of so many changes and give them."""
    changes = [RowChange(REFERS, None, (n, 7)) for n in range(n_changes)]
    total = StepSum(act="mark", args="{}", by=5, at="now")
    log = Log(connection, 1)
    for start in range(0, n_changes, 700):
        log.add(changes[start : start + 700])
    text = log.finish(total)
    assert log.n_changes == n_changes
    connection.execute(
        "INSERT INTO step VALUES (1, 9, 'mark', '{}', NULL, 5, 'now', 'done', ?, ?, ?)",
        (n_changes, total.digest(), text),
    )
    return changes


def cells_of(logs: list[str]) -> list[object]:
    return [one.after for log in logs for one in changes_in(log)]


def test_a_change_says_the_whole_row_or_what_differs() -> None:
    changes = [
        RowChange(REFERS, None, (1, 7)),
        RowChange(REFERS, (2, 7), None),
        RowChange(NOTE, OLD, NEW),
    ]
    assert json.loads(to_log(changes)) == [
        ["refers", None, [1, 7]],
        ["refers", [2, 7], None],
        [
            "note",
            {"id": 1, "text": "words", "question": 0},
            {"text": "other words", "question": 1},
        ],
    ]
    new, gone, changed = changes_in(to_log(changes))
    assert (new.key, new.before, new.after) == ((1,), None, (1, 7))
    assert (gone.key, gone.before, gone.after) == ((2,), (2, 7), None)
    assert changed.fits(OLD)
    assert not changed.fits(NEW)
    assert not changed.fits(None)
    assert changed.onto(OLD) == NEW
    assert changed.inverse().fits(NEW)
    assert changed.inverse().onto(NEW) == OLD
    assert new.fits(None)
    assert gone.fits((2, 7))
    assert not gone.fits((2, 8))


@pytest.mark.parametrize("n_changes", [1, SMALL_CHANGES])
def test_a_small_step_stands_in_its_row(connection: sqlite3.Connection, n_changes: int) -> None:
    changes = written(connection, n_changes)
    assert cells_of(list(logs_of(connection, 1))) == [one.after for one in changes]
    assert connection.execute("SELECT count(*) FROM block").fetchone() == (0,)


def test_a_step_of_few_but_long_changes_stands_in_a_block(connection: sqlite3.Connection) -> None:
    log = Log(connection, 1)
    log.add([RowChange(NOTE, None, (1, "span", 2, "x" * 100_000, 3, "now", 0, None, 0))])
    assert log.finish(StepSum(act="", args="", by=1, at="")) is None


@pytest.mark.parametrize(
    "n_changes", [SMALL_CHANGES + 1, BLOCK_CHANGES, BLOCK_CHANGES + 1, 3 * BLOCK_CHANGES + 5]
)
def test_a_large_step_stands_in_blocks_and_is_read_both_ways(
    connection: sqlite3.Connection, n_changes: int
) -> None:
    changes = written(connection, n_changes)
    wanted = [one.after for one in changes]
    forwards = list(logs_of(connection, 1))
    assert len(forwards) == -(-n_changes // BLOCK_CHANGES)
    assert cells_of(forwards) == wanted
    assert list(logs_of(connection, 1, backwards=True)) == forwards[::-1]
    assert list(logs_of(connection, 1, ends=True)) == [forwards[0], forwards[-1]][: len(forwards)]


def test_a_block_for_which_its_thread_had_no_memory_is_packed_by_the_writer(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    compress = zlib.compress

    def in_no_other_thread(data: bytes, level: int) -> bytes:
        if threading.current_thread() is not threading.main_thread():
            raise MemoryError
        return compress(data, level)

    monkeypatch.setattr(history.zlib, "compress", in_no_other_thread)
    changes = written(connection, 2 * BLOCK_CHANGES)
    assert cells_of(list(logs_of(connection, 1))) == [one.after for one in changes]


def test_a_block_is_what_the_shell_of_sqlite_unpacks(connection: sqlite3.Connection) -> None:
    written(connection, 5000)
    for size, body in connection.execute("SELECT size, body FROM block"):
        assert len(body) < size
        assert len(history.zlib.decompress(body)) == size


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM block WHERE n = 1",
        "DELETE FROM block WHERE n = 2",
        "UPDATE step SET changes = changes + 1",
        "UPDATE block SET changes = 5 WHERE n = 0",
        "UPDATE block SET n = 3 WHERE n = 2",
    ],
)
def test_a_part_that_is_not_there_is_missed(connection: sqlite3.Connection, statement: str) -> None:
    written(connection, 5000)
    connection.execute(statement)
    with pytest.raises(MissingHistory):
        list(logs_of(connection, 1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE block SET size = size + 1",
        "UPDATE block SET size = -1",
        "UPDATE block SET size = 1 << 40",
        "UPDATE block SET body = x'789c'",
        "UPDATE block SET body = zeroblob(size)",
        "UPDATE block SET sum = x''",
    ],
)
def test_a_damaged_block_is_a_broken_history(
    connection: sqlite3.Connection, statement: str
) -> None:
    written(connection, 5000)
    connection.execute(statement)
    with pytest.raises(BrokenHistory):
        list(logs_of(connection, 1))


def test_a_damaged_block_costs_no_other(connection: sqlite3.Connection) -> None:
    written(connection, 3 * BLOCK_CHANGES)
    connection.execute("UPDATE block SET body = x'00' WHERE n = 2")
    logs = logs_of(connection, 1)
    assert len(cells_of([next(logs), next(logs)])) == 2 * BLOCK_CHANGES


@pytest.mark.parametrize("column", ["act", "args", "at", "log"])
def test_a_small_step_that_does_not_fit_its_sum_is_not_given(
    connection: sqlite3.Connection, column: str
) -> None:
    written(connection, 3)
    connection.execute(f"UPDATE step SET {column} = {column} || ' '")
    with pytest.raises(BrokenHistory):
        list(logs_of(connection, 1))


@pytest.mark.parametrize(
    "log",
    [
        "",
        "{",
        "{}",
        "[" * 100_000,
        '[["sqlite_schema",null,[]]]',
        '[["refers",null,null]]',
        '[["refers",[1,2],[1,3]]]',
        '[["refers",null,[1]]]',
        '[["refers",null,[1,2,3]]]',
        '[["refers",null,[1,"2"]]]',
        '[["refers",null,[1,[2]]]]',
        '[["refers",null,[1,1.5]]]',
        '[["refers",null,[1,true]]]',
        '[["refers",null,[1,NaN]]]',
        '[["refers",null,{"span_id":1,"actor_id":2}]]',
        '[["refers",{"span_id":1,"actor_id":2},null]]',
        '[["refers",{"span_id":1},{}]]',
        '[["refers",{"span_id":1},{"actor_id":2}]]',
        '[["refers",{"span_id":1,"other":1},{"other":2}]]',
        '[["refers",{"actor_id":1},{"actor_id":2}]]',
        '[["refers",{"span_id":1,"actor_id":"x"},{"actor_id":2}]]',
        '[["refers",null]]',
        '["refers"]',
    ],
)
def test_nonsense_is_a_broken_history(log: str) -> None:
    with pytest.raises(BrokenHistory):
        changes_in(log)


@pytest.mark.parametrize("text", ["", "[]", "3", "{", '{"a":' * 50_000])
def test_arguments_that_are_no_object_are_a_broken_history(text: str) -> None:
    with pytest.raises(BrokenHistory):
        args_of(text)


def test_the_sum_of_a_step_tells_any_change() -> None:
    def total(
        *logs: bytes, act: str = "mark", args: str = "{}", by: int = 1, at: str = ""
    ) -> bytes:
        found = StepSum(act=act, args=args, by=by, at=at)
        for log in logs:
            found.add(log)
        return found.digest()

    sums = [
        total(),
        total(act="edit"),
        total(args="[]"),
        total(by=2),
        total(at="now"),
        total(b"[]"),
        total(b"[", b"]]"),
    ]
    assert len(set(sums)) == len(sums)


def test_arguments_point_to_the_words_of_the_changes(connection: sqlite3.Connection) -> None:
    uids = Uids(connection)
    note = (
        uids.kept("note-17"),
        "span",
        uids.kept("span-1"),
        "many words",
        uids.kept("c"),
        5,
        0,
        None,
        0,
    )
    changes = [RowChange(NOTE, None, note)]
    args = {"id": "note-17", "text": "many words", "n": 3, "by": "=0.text", "no": "other", "x": "a"}
    pointing = history.pointing(args, changes, uids)
    assert pointing == {
        "id": "=0.id",
        "text": "=0.text",
        "n": 3,
        "by": "==0.text",
        "no": "other",
        "x": "a",
    }
    assert history.args_with(pointing, to_log(changes), uids) == args


@pytest.mark.parametrize("value", ["=", "=0", "=9.text", "=0.no", "=x.text", "=1.text"])
def test_an_argument_that_points_nowhere_is_a_broken_history(
    connection: sqlite3.Connection, value: str
) -> None:
    log = to_log([RowChange(NOTE, None, OLD), RowChange(NOTE, OLD, NEW)])
    with pytest.raises(BrokenHistory):
        history.args_with({"text": value}, log, Uids(connection))


@pytest.mark.parametrize("back", [False, True])
def test_the_rows_of_a_log_by_table_are_those_of_its_changes(back: bool) -> None:
    log = to_log(
        [
            RowChange(NOTE, OLD, NEW),
            RowChange(REFERS, None, (1, 7)),
            RowChange(REFERS, (2, 7), None),
            RowChange(REFERS, None, (3, 7)),
        ]
    )
    note, refers = rows_in(log, back=back)
    assert (note.form, note.gone, note.fresh) == (NOTE, [], [])
    assert [one.fits(NEW if back else OLD) for one in note.changed] == [True]
    come, go = [(1, 7), (3, 7)], [(2, 7)]
    assert (refers.gone, refers.fresh) == ((come, go) if back else (go, come))
    assert refers.changed == []


@pytest.mark.parametrize(
    "log", ["{}", "[3]", "[[]]", '[["odd",null,[1,7]]]', '[["refers",null,null]]', "nonsense"]
)
def test_nonsense_by_table_is_a_broken_history_too(log: str) -> None:
    for back in (False, True):
        with pytest.raises(BrokenHistory):
            rows_in(log, back=back)


@pytest.mark.parametrize(
    ("cell", "is_right"), [(7, True), (None, True), ("7", False), (7.0, False), (True, False)]
)
def test_a_cell_is_of_its_columns_kind_whatever_was_seen_before(
    cell: object, is_right: bool
) -> None:
    for _ in range(2):
        log = json.dumps([["refers", None, [1, cell]]])
        if is_right:
            assert changes_in(log)[0].after == (1, cell)
        else:
            with pytest.raises(BrokenHistory):
                changes_in(log)


def test_a_time_may_be_a_number_or_words_and_a_text_no_number() -> None:
    note = list(OLD)
    for at in (0, "long ago"):
        note[5] = at
        assert changes_in(json.dumps([["note", None, note]]))[0].after == tuple(note)
    note[5] = None
    note[3] = 5
    with pytest.raises(BrokenHistory):
        changes_in(json.dumps([["note", None, note]]))


def test_a_row_that_goes_has_no_cells_to_put() -> None:
    gone, changed = changes_in(to_log([RowChange(REFERS, (1, 7), None), RowChange(NOTE, OLD, NEW)]))
    with pytest.raises(BrokenHistory):
        gone.onto((1, 7))
    assert changed.onto(OLD) == NEW


def test_a_change_is_told_by_public_ids(connection: sqlite3.Connection) -> None:
    uids = Uids(connection)
    number = uids.kept("n-1")
    old = (number, "span", uids.kept("s-1"), "words", uids.kept("me"), 0, 0, None, 0)
    new = (*old[:3], "other words", *old[4:])
    made, changed, gone = (
        one.change(uids.text)
        for one in changes_in(
            to_log([RowChange(NOTE, None, old), RowChange(NOTE, old, new),
                    RowChange(NOTE, new, None)])
        )
    )  # fmt: skip
    assert made.before is None
    assert made.after["owner_id"] == "s-1"
    assert made.after["at"] == "1970-01-01T00:00:00Z"
    assert (changed.before, changed.after) == (
        {"id": "n-1", "text": "words"},
        {"id": "n-1", "text": "other words"},
    )
    assert gone.after is None
    assert gone.before["by"] == "me"


def test_a_step_that_is_not_there_is_missing(connection: sqlite3.Connection) -> None:
    for number in (1, None):
        with pytest.raises(MissingHistory):
            list(logs_of(connection, number))


def test_a_block_that_is_no_text_is_a_broken_history(connection: sqlite3.Connection) -> None:
    written(connection, 500)
    plain = b"\xff" * 10
    connection.execute(
        "UPDATE block SET size = 10, sum = ?, body = ?",
        (hashlib.sha256(plain).digest(), zlib.compress(plain)),
    )
    with pytest.raises(BrokenHistory):
        list(logs_of(connection, 1))


def test_a_large_step_without_blocks_has_nothing_to_give(connection: sqlite3.Connection) -> None:
    written(connection, 500)
    connection.execute("DELETE FROM block")
    connection.execute("UPDATE step SET changes = 0")
    assert list(logs_of(connection, 1)) == []
    assert list(logs_of(connection, 1, ends=True)) == []


def test_a_step_is_small_up_to_its_last_change_and_sign(connection: sqlite3.Connection) -> None:
    log = Log(connection, 1)
    row = RowChange(NOTE, None, (1, "span", 2, "", 3, "now", 0, None, 0))
    n_left = SMALL_SIGNS - len(to_log([row]))
    assert row.after is not None
    log.add([row._replace(after=(*row.after[:3], "x" * n_left, *row.after[4:]))])
    assert log.small() is not None
    log.add([RowChange(REFERS, None, (1, 7))])
    assert log.small() is None
    assert log.n_changes == 2


def test_words_are_pointed_to_only_where_that_is_shorter(connection: sqlite3.Connection) -> None:
    uids = Uids(connection)
    one = uids.kept("a-1")
    long, at = "words that are long enough", "a long time ago"
    old = (one, "span", one, "words", one, at, 0, None, 0)
    changes = [
        RowChange(NOTE, old, (*old[:3], "other words", *old[4:])),
        *[RowChange(REFERS, None, (one, one)) for _ in range(3)],
        RowChange(NOTE, None, (*old[:3], long, *old[4:])),
        RowChange(NOTE, None, (*old[:3], f"{long}!", *old[4:])),
    ]
    args = {"text": long, "late": f"{long}!", "equal": "=x", "n": 3, "time": at}
    pointed = pointing(args, changes, uids)
    assert pointed == {**args, "text": "=4.text", "equal": "==x"}
    assert args_with(pointed, to_log(changes), uids) == args
    assert pointing({"w": "span"}, changes, uids) == {"w": "span"}
    assert pointing({"w": "=4.text"}, changes[:1], uids) == {"w": "==4.text"}


def test_a_log_has_words_as_they_are_and_no_number_that_json_has_not() -> None:
    row = (1, "span", 2, "é 🚢 ی", 3, "now", 0, None, 0)
    assert to_log([RowChange(NOTE, None, row)]) == (
        '[["note",null,[1,"span",2,"é 🚢 ی",3,"now",0,null,0]]]'
    )
    for number in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="not JSON compliant"):
            to_log([RowChange(NOTE, None, (number, *row[1:]))])  # type: ignore[arg-type]  # wrong
