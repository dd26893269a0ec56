"""What a spreadsheet makes of cells is no edit; what cannot be read is not guessed."""

from __future__ import annotations

import pytest

from annotator.project.importing.edited.cells import (
    as_own,
    dates_in,
    is_same,
    is_same_date,
    is_same_own,
    value_meant,
)


@pytest.mark.parametrize(
    ("cell", "here"),
    [
        ("a", "a"),
        (" a ", "a"),
        ("'=1+1", "=1+1"),
        ("=1+1", "=1+1"),
        ("a\r\nb", "a\nb"),
        ("123", "00123"),
        ("1,5", "1.50"),
        ("a\ufffdb", "a\x07b"),
        ("''=1", "'=1"),
    ],
)
def test_what_saving_makes_of_words_is_the_same(cell: str, here: str) -> None:
    assert is_same(cell, here)


@pytest.mark.parametrize(("cell", "here"), [("a", "b"), ("A", "a"), ("", "a"), ("124", "00123")])
def test_other_words_are_an_edit(cell: str, here: str) -> None:
    assert not is_same(cell, here)


@pytest.mark.parametrize(
    ("cell", "dates"),
    [
        ("2026-03-02", ("2026-03-02",)),
        ("2026-03-02 00:00:00", ("2026-03-02",)),
        ("02.03.2026", ("2026-03-02",)),
        ("2. 3. 2026 00:00", ("2026-03-02",)),
        ("3/14/2026", ("2026-03-14",)),
        ("3/4/2026", ("2026-03-04", "2026-04-03")),
        ("4/4/2026", ("2026-04-04",)),
        ("46083", ("2026-03-02",)),
        ("46083,0", ("2026-03-02",)),
        ("31.2.2026", ()),
        ("2026", ("2026",)),
        ("2026-03", ("2026-03",)),
        ("soon", ("soon",)),
    ],
)
def test_dates_of_spreadsheets_are_read(cell: str, dates: tuple[str, ...]) -> None:
    assert dates_in(cell) == dates


@pytest.mark.parametrize(
    ("cell", "here", "same"),
    [
        ("3/2/2026", "2026-03-02", True),
        ("3/2/2026", "2026-02-03", True),
        ("01.03.2026", "2026-03", True),
        ("02.03.2026", "2026-03", False),
        ("", "", True),
        ("", "2026", False),
    ],
)
def test_a_date_in_any_form_is_the_one_that_is_here(cell: str, here: str, same: bool) -> None:
    assert is_same_date(cell, here) is same


@pytest.mark.parametrize(
    ("cell", "before", "value"),
    [
        ("WAHR", True, True),
        ("FALSCH", True, False),
        ("4", 3, 4),
        ("4,5", 3, 4.5),
        ("0,5", 0.5, 0.5),
        ("words", 3, "words"),
        ("[1]", [1], "[1]"),
    ],
)
def test_own_fields_keep_their_kinds(cell: str, before: object, value: object) -> None:
    assert as_own(cell, before) == value  # type: ignore[arg-type]
    assert is_same_own(cell, before) is (value == before or cell == "[1]")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "values", "meant"),
    [
        ("direct", ("direct", "indirect"), "direct"),
        (" Direct", ("direct", "indirect"), "direct"),
        ("WAHR", ("true", "false"), "true"),
        ("perhaps", ("direct",), None),
        ("A", ("a", "A"), "A"),
        ("B", ("b", "β"), "b"),
    ],
)
def test_a_value_of_a_list_is_known_in_any_case(
    cell: str, values: tuple[str, ...], meant: str | None
) -> None:
    assert value_meant(cell, values) == meant
