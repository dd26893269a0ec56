"""A path says fields by a pattern; a pattern is guessed only where names are sure of it."""

from __future__ import annotations

import pytest

from annotator.errors import CannotRead
from annotator.formats.rows.path import fields_of, guess_pattern

USUAL = "{outlet}/{date}_{id}.txt"


@pytest.mark.parametrize(
    ("pattern", "name", "fields"),
    [
        (USUAL, "corpus/The_Dawn/2026-03-02_17.txt",
         {"outlet": "The Dawn", "date": "2026-03-02", "id": "17"}),
        (USUAL, "Dawn/20260302_00017.TXT", {"outlet": "Dawn", "date": "20260302", "id": "00017"}),
        (USUAL, "Dawn/2026_03_02_a_b.txt", {"outlet": "Dawn", "date": "2026-03-02", "id": "a_b"}),
        ("{outlet}_{date}", "a/the_dawn_2026-03-02.html",
         {"outlet": "the dawn", "date": "2026-03-02"}),
        ("{_}-{desk}", "x-y-foreign.txt", {"desk": "y-foreign"}),
        ("{date}", "2026-03.txt", {"date": "2026-03"}),
        ("{title}", "One_two.txt", {"title": "One two"}),
    ],
)  # fmt: skip
def test_a_path_that_fits_says_its_fields(pattern: str, name: str, fields: dict[str, str]) -> None:
    assert fields_of(pattern, name) == fields


@pytest.mark.parametrize(
    "name", ["2026-03-02_1.txt", "Dawn/2026-03-02.txt", "Dawn/2026-33-02_1.txt", "Dawn/a_1.txt",
             "Dawn/2026-03-02_1.html"],
)  # fmt: skip
def test_a_path_that_does_not_fit_says_nothing(name: str) -> None:
    assert fields_of(USUAL, name) is None


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("a.txt", "no field"),
        ("{a}{a}", "twice"),
        ("{a b}", "no field"),
        ("{text}", "no field"),
        ("{proposed}", "no field"),
        ("{}", "no field"),
        ("{a", "brace"),
        ("a}", "brace"),
    ],
)
def test_a_pattern_that_is_none_is_refused(pattern: str, words: str) -> None:
    with pytest.raises(CannotRead, match=words):
        fields_of(pattern, "a.txt")


@pytest.mark.parametrize(
    ("names", "pattern"),
    [
        (["c/Dawn/2026-03-02_1.txt", "c/Dawn/2026-03-03_2.txt", "c/Nation/2026-03-02_3.txt",
          "c/Nation/2026-03-05_4.txt"], USUAL),
        (["2026-03-02.txt", "2026-03-03.txt"], "{date}.txt"),
        (["20260302-a1.txt", "20260303-b2.html"], "{date}-{id}"),
        (["Dawn_02.03.2026.txt", "Dawn_03.03.2026.txt", "Post_03.03.2026.txt",
          "Post_04.03.2026.txt"], "{outlet}_{date}.txt"),
        (["news 2026-03-02 a.txt", "news 2026-03-03 b.txt", "news 2026-03-04 c.txt"],
         "news {date} {_}.txt"),
        (["x/2026-03-02_1.txt", "x/2026-03-03_2.txt"], "{date}_{id}.txt"),
        (["1/2026-03-02_1.txt", "2/2026-03-03_2.txt"], "{date}_{id}.txt"),
        (["a.txt", "b.txt"], ""),
        (["Dawn/a.txt", "Dawn/b.txt", "Post/c.txt", "Post/d.txt"], ""),
        (["2026-03-02.txt"], ""),
        (["2026-03-02.txt", "b.txt", "c.txt"], ""),
        (["2026-03-02_2026-03-03.txt", "2026-03-02_2026-03-04.txt"], ""),
        (["20269902.txt", "20269903.txt"], ""),
        ([], ""),
    ],
)  # fmt: skip
def test_a_pattern_is_guessed_where_names_hold_a_day(names: list[str], pattern: str) -> None:
    assert guess_pattern(names) == pattern
    assert all(fields_of(pattern, name) for name in names if pattern)


def test_one_name_of_many_may_be_another() -> None:
    names = [f"Dawn/2026-03-{day:02}_{day}.txt" for day in range(1, 20)]
    assert guess_pattern([*names, "Dawn/readme.txt"]) == "{date}_{id}.txt"
