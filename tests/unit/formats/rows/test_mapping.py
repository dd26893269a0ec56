"""A map is read, written, kept, and refused with a sentence that says what is wrong in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import CannotRead
from annotator.formats.rows.mapping import (
    TARGETS,
    SourceMap,
    as_json,
    as_toml,
    from_json,
    kept_name,
    own_name,
    read_map,
)

WHOLE = b"""
[source]
encoding = "cp1252"
separator = ";"
sheet = "Articles"
header = [2, 3]
date_order = "dmy"
keep = "all"
[columns]
text = "Body"
title = "Headline"
[fields]
"Desk" = "desk"
"Notes" = ""
[path]
pattern = "{outlet}/{date}_{id}.txt"
"""


def test_a_whole_map_is_read() -> None:
    assert read_map(WHOLE, "m.toml") == SourceMap(
        columns={"text": "Body", "title": "Headline"},
        fields={"Desk": "desk", "Notes": ""},
        pattern="{outlet}/{date}_{id}.txt",
        encoding="cp1252",
        separator=";",
        sheet="Articles",
        date_order="dmy",
        keep="all",
        header=(2, 3),
    )


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (b"a = ", "not TOML"),
        (b"\xff", "UTF-8"),
        (b"[colums]\na = 1", "colums"),
        (b"columns = 1", "“columns” is no table"),
        (b"[columns]\nheadline = 'a'", "headline"),
        (b"[columns]\ntext = 1", "text"),
        (b"[columns]\ntext = ''", "text"),
        (b"[fields]\na = 'title'", "title"),
        (b"[fields]\na = 'b c'", "b c"),
        (b"[fields]\na = 'proposed'", "proposed"),
        (b"[source]\nheader = 0", "header"),
        (b"[source]\nheader = [1, 3]", "header"),
        (b"[source]\nheader = 'a'", "header"),
        (b"[source]\nheader = [[1]]", "header"),
        (b"[source]\ndate_order = 'ydm'", "date_order"),
        (b"[source]\nkeep = 'some'", "keep"),
        (b"[source]\nseparator = ';;'", "separator"),
        (b"[source]\nencoding = 'none'", "none"),
        (b"[source]\nsheet = 1", "sheet"),
        (b"[source]\nsheets = 'a'", "sheets"),
        (b"[path]\npattern = 1", "pattern"),
        (b"a=" + b"[" * 5000, "TOML"),
    ],
)
def test_a_wrong_map_is_refused_with_what_is_wrong(written: bytes, words: str) -> None:
    with pytest.raises(CannotRead) as raised:
        read_map(written, "m.toml")
    assert "m.toml" in str(raised.value)
    assert words in str(raised.value)


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
MAPS = st.builds(
    SourceMap,
    columns=st.dictionaries(st.sampled_from(TARGETS), WORDS),
    fields=st.dictionaries(WORDS, st.one_of(st.just(""), WORDS.map(own_name))),
    pattern=st.sampled_from(("", "{outlet}/{date}.txt")),
    encoding=st.sampled_from(("", "utf-8", "cp1256")),
    separator=st.sampled_from(("", ";", "\t", "\x7f")),
    sheet=st.one_of(st.just(""), WORDS),
    date_order=st.sampled_from(("", "dmy", "ymd")),
    keep=st.sampled_from(("", "all")),
    header=st.sampled_from(((), (1,), (2, 3))),
)


@given(MAPS)
def test_what_is_written_reads_back(made: SourceMap) -> None:
    assert read_map(as_toml(made).encode(), "m") == made
    assert from_json(as_json(made)) == made


@pytest.mark.parametrize(
    "body", [{"columns": 1}, {"columns": {"text": 1}}, {"header": "x"}, {"fields": ["a"]}]
)
def test_a_body_that_is_no_map_is_none(body: dict[str, object]) -> None:
    assert from_json(body) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Desk", "Desk"),
        ("Page / Section no.", "Page_Section_no"),
        ("رده", "رده"),
        ("title", "title_2"),
        ("proposed", "proposed_2"),
        ("hidden_until_done", "hidden_until_done_2"),
        ("%", "field"),
        ("taken", "taken_3"),
    ],
)
def test_an_own_field_is_called_like_its_column_in_letters_and_digits(
    header: str, name: str
) -> None:
    assert own_name(header, ["taken", "taken_2"]) == name


def test_a_map_is_kept_under_its_columns_in_any_order() -> None:
    first = SourceMap({"text": "Body"}, {"Desk": "desk"})
    other = SourceMap({"title": "Desk"}, {"Body": ""})
    assert kept_name(first) == kept_name(other) == "Body, Desk"
    long = SourceMap(fields={f"column {n}": "" for n in range(100)})
    assert len(kept_name(long)) < 200
