"""Public ids of any text are kept as they are, as a pattern and a number."""

from __future__ import annotations

import sqlite3
import uuid
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.ids import Sequence, new_id
from annotator.store import uids as uids_module
from annotator.store.schema import FORMAT, TEXTS
from annotator.store.uids import Uids, UnknownOrigin, parsed, pattern_sum, split

CHANCE = 0x019AF0C27E1D4ABC8DEF0123006789AB
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ALIKE = st.text(st.sampled_from("%dx0819a-"), max_size=12)


@pytest.fixture
def connection() -> sqlite3.Connection:
    found = sqlite3.connect(":memory:")
    for statement in TEXTS[FORMAT]:
        found.execute(statement)
    return found


@pytest.mark.parametrize(
    ("uid", "pattern", "number"),
    [
        ("019af0c2-7e1d-7abc-8def-0123006789ab", "019af0c2-7e1d-7abc-8def-012300%06x", 0x6789AB),
        ("019af0c2-7e1d-4abc-8def-0123006789ab", uuid.UUID(int=CHANCE).bytes, 0),
        ("019AF0C2-7E1D-7ABC-8DEF-0123456789AB", "019AF0C2-7E1D-7ABC-8DEF-0123456789AB", 0),
        ("000000-A-17", "000000-A-%d", 17),
        ("a-0", "a-%d", 0),
        ("a-007", "a-00%d", 7),
        ("a-000", "a-00%d", 0),
        ("12345678901234", "1234567%d", 8901234),
        ("٣", "٣", 0),
        ("", "", 0),
        ("no number", "no number", 0),
        ("50%d", "50%%d", 0),
        ("50%7", "50%%%d", 7),
        ("x\n", "x\n", 0),
    ],
)
def test_an_id_is_split_into_a_pattern_and_a_number(
    uid: str, pattern: str | bytes, number: int
) -> None:
    assert split(uid) == (pattern, number)


@given(uid=st.one_of(TEXT, ALIKE, st.uuids().map(str), st.integers(0).map(str)))
def test_any_id_comes_back_as_it_was(uid: str) -> None:
    pattern, number = split(uid)
    assert 0 <= number < 2**24
    before, form = parsed(pattern)
    assert (before + form % number if form else before) == uid


@given(uid=st.one_of(TEXT, ALIKE, st.uuids().map(str)))
def test_plain_sql_gives_the_same_text(uid: str) -> None:
    pattern, number = split(uid)
    sql = sqlite3.connect(":memory:")
    if isinstance(pattern, bytes):
        assert sql.execute("SELECT lower(hex(?))", (pattern,)).fetchone() == (uid.replace("-", ""),)
    elif uid and "\x00" not in uid:
        assert sql.execute("SELECT printf(?, ?)", (pattern, number)).fetchone() == (uid,)


@given(uids=st.lists(st.one_of(TEXT, ALIKE, st.uuids().map(str)), max_size=20))
def test_each_id_has_one_number_and_each_number_one_id(uids: list[str]) -> None:
    connection = sqlite3.connect(":memory:")
    for statement in TEXTS[FORMAT]:
        connection.execute(statement)
    writing = Uids(connection)
    numbers = {uid: writing.kept(uid) for uid in uids}
    assert len(set(numbers.values())) == len(numbers)
    reading = Uids(connection)
    assert {reading.text(number) for number in numbers.values()} == set(numbers)
    assert {uid: reading.number(uid) for uid in uids} == numbers


def test_ids_of_one_run_cost_one_row(connection: sqlite3.Connection) -> None:
    uids = Uids(connection)
    make = Sequence()
    numbers = [uids.kept(make()) for _ in range(500)]
    assert numbers == list(range(numbers[0], numbers[0] + 500))
    assert connection.execute("SELECT count(*) FROM origin").fetchone() == (1,)


def test_what_the_file_does_not_know_has_no_number_and_no_text(
    connection: sqlite3.Connection,
) -> None:
    uids = Uids(connection)
    assert uids.number(new_id()) == 0
    assert uids.number(None) == 0
    assert connection.execute("SELECT count(*) FROM origin").fetchone() == (0,)
    for number in (0, 5, 1 << 24, 1 << 32, -1, 1 << 62, -(2**63)):
        with pytest.raises(UnknownOrigin):
            uids.text(number)


def test_an_origin_that_was_taken_back_is_forgotten(connection: sqlite3.Connection) -> None:
    connection.isolation_level = None
    uids = Uids(connection)
    connection.execute("BEGIN")
    uids.kept("a-1")
    connection.execute("ROLLBACK")
    uids.forget()
    assert uids.number("a-1") == 0
    assert uids.kept("b-1") == 1 << 24 | 1
    assert uids.text(1 << 24 | 1) == "b-1"


def test_random_uuids_from_outside_are_kept(connection: sqlite3.Connection) -> None:
    uids = Uids(connection)
    several = [str(uuid.UUID(int=n * (2**127 // 50))) for n in range(50)]
    assert [uids.kept(one) for one in several] == list(range(1, 51))
    assert [Uids(connection).text(n) for n in range(1, 51)] == several


def test_when_there_are_no_numbers_left_for_single_ids_they_go_behind_the_others(
    connection: sqlite3.Connection,
) -> None:
    connection.execute("INSERT INTO origin VALUES (16777215, 'the last', 0)")
    uids = Uids(connection)
    numbers = [uids.kept(one) for one in ("one", "a-7", "two", str(uuid.UUID(int=5)))]
    assert numbers == [1 << 24, 2 << 24 | 7, 3 << 24, 4 << 24]
    assert [Uids(connection).text(one) for one in numbers] == [
        "one",
        "a-7",
        "two",
        str(uuid.UUID(int=5)),
    ]


def test_a_memory_that_is_too_large_begins_anew_and_forgets_nothing_that_matters(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uids_module, "_MOST_KNOWN", 3)
    uids = Uids(connection)
    numbers = {uid: uids.kept(uid) for uid in (f"{name}-{n}" for name in "abcdef" for n in (1, 2))}
    assert len(uids._numbers) <= 4
    assert {uid: uids.number(uid) for uid in numbers} == numbers
    assert {uids.text(number): number for number in numbers.values()} == numbers
    assert connection.execute("SELECT count(*) FROM origin").fetchone() == (6,)


def test_what_stands_in_the_place_of_a_pattern_may_be_anything(
    connection: sqlite3.Connection,
) -> None:
    for pattern in (b"short", 5, 1.5, b"x" * 17):
        with pytest.raises(UnknownOrigin, match="neither a text nor a UUID"):
            parsed(pattern)
    connection.execute("INSERT INTO origin VALUES (1, x'00', 0)")
    with pytest.raises(UnknownOrigin):
        Uids(connection).text(1)


def test_half_a_character_has_a_sum_of_its_own() -> None:
    sums = {pattern_sum(one) for one in ("\ud800", "\udc00", "", "a", b"a" * 16, "a" * 16)}
    assert len(sums) == 5
    assert pattern_sum(b"a" * 16) == pattern_sum("a" * 16) == zlib.crc32(b"a" * 16)


def test_patterns_of_one_sum_are_told_apart(connection: sqlite3.Connection) -> None:
    """ "plumless" and "buckeroo" have the same crc32."""
    uids = Uids(connection)
    numbers = [uids.kept(one) for one in ("plumless", "buckeroo")]
    assert pattern_sum("plumless") == pattern_sum("buckeroo")
    assert [Uids(connection).number(one) for one in ("plumless", "buckeroo")] == numbers
    assert len(set(numbers)) == 2


def test_many_ids_at_once_get_the_numbers_that_each_alone_would_get(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = [str(uuid.UUID(int=CHANCE + n)) for n in range(40)]
    every = [*chance[:30], new_id(), "a-7", "a-8", "%d", *chance[10:], new_id(), "a-7"]
    one_by_one = Uids(sqlite3.connect(":memory:"))
    for statement in TEXTS[FORMAT]:
        one_by_one._connection.execute(statement)
    monkeypatch.setattr(uids_module, "_MOST_KNOWN", 5)
    together = Uids(connection)
    for some in (every[:20], every):
        together.keep(some)
    assert [together.number(one) for one in every] == [one_by_one.kept(one) for one in every]
    assert Uids(connection).numbers([*every, "b-7", "none"]) == {
        **{one: together.number(one) for one in every},
        "b-7": 0,
        "none": 0,
    }
