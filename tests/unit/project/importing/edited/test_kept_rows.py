"""Rows of tables that came back wait on the disk, and are found by their ids in any order."""

from __future__ import annotations

import tracemalloc

import pytest

from annotator.errors import CannotRead
from annotator.project.importing.edited import kept_rows
from annotator.project.importing.edited.kept_rows import KeptRows
from annotator.project.importing.edited.rows import EditedRow
from annotator.spool import Spool

N = 6_000
WORDS = "“سفينة” \ud83d said 🚢; " * 20


def row(n: int, uid: str | None = None) -> EditedRow:
    cells = {"span_id": f"s{n}" if uid is None else uid, "text": f"{n} {WORDS}", "note": ""}
    return EditedRow("spans", n + 2, "span_id", cells)


def kept() -> KeptRows:
    made = KeptRows("spans", "span_id")
    for n in range(N):
        assert made.add_first(row(n), f"s{n}")
    return made


def test_rows_are_found_by_their_ids_in_any_order() -> None:
    made = kept()
    assert len(made) == N
    for n in (one * 1_009 % N for one in range(1, N)):
        assert made.get(f"s{n}") == row(n)
    assert made.get("another") is None
    assert made.n_unasked() == 1


def test_the_first_row_of_an_id_holds() -> None:
    made = kept()
    again = row(N, "s7")
    assert not made.add_first(again, "s7")
    assert (len(made), made.get("s7")) == (N, row(7))


def test_an_id_is_told_without_what_a_spreadsheet_puts_around_it() -> None:
    made = KeptRows("spans", "span_id")
    assert made.add_first(row(0, " '=a "), "=a")
    assert made.get("=a") == row(0, " '=a ")


def test_several_rows_of_one_id_stay_in_their_order() -> None:
    made = KeptRows("regions", "span_id")
    for n in range(60):
        made.add(row(n, f"a{n % 3}"), f"a{n % 3}")
    wanted = [row(n, "a1")._replace(table="regions") for n in range(1, 60, 3)]
    assert [*made.every("a1")] == wanted
    assert made.n_unasked() == 40


def test_ids_that_look_alike_are_not_taken_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_rows, "_place", lambda _uid: (0, bytes(4)))
    made = KeptRows("spans", "span_id")
    for n in range(50):
        assert made.add_first(row(n), f"s{n}")
    assert [made.get(f"s{n}") for n in range(50)] == [row(n) for n in range(50)]
    assert made.get("s50") is None


def test_memory_does_not_grow_with_what_stands_in_rows() -> None:
    kept()  # what is loaded once
    tracemalloc.start()
    try:
        made = kept()
        for n in range(N):
            made.get(f"s{n}")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 3_000_000 < N * len(WORDS.encode("utf-8", "surrogatepass"))


def test_a_file_that_cannot_be_read_any_more_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    made = kept()

    def fails(_self: Spool, _n: int) -> bytes:
        raise OSError

    monkeypatch.setattr(Spool, "__getitem__", fails)
    with pytest.raises(CannotRead, match="cannot be read any more"):
        made.get("s7")
