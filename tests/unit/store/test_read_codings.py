"""What is read lean equals what is read in full, and boilerplate is where the innermost says."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from annotator.model.article import RegionType, boilerplate
from annotator.model.layer import Coder
from annotator.project.sample import make_sample
from annotator.store.read_pages import WITHIN, Asked, HeldRows
from annotator.store.uids import Uids
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.model.span import Span
    from annotator.project import Project


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Project]:
    with make_sample(tmp_path / "sample.annotator", Coder("coder-1", "Ada")) as project:
        yield project


def test_a_coding_read_lean_is_what_the_page_holds(sample: Project) -> None:
    reader = sample.reader
    layers = [one.id for one in sample.layers()]
    ids = reader.article_ids()
    chunk = reader.coded_chunk([*ids, "nowhere"], [*layers, "no layer"])
    assert [one.id for one in chunk] == [*ids]
    for coded in chunk:
        page = reader.page(coded.id)
        assert (coded.text, coded.sha256) == (page.article.text, page.article.sha256)
        assert coded.language == page.article.language
        spans = [_lean(one) for one in page.spans()]
        read = [
            (one.id, one.type, one.parts, dict(one.attributes), one.actor_id)
            for one in coded.codings[0].spans
        ]
        assert sorted(read) == sorted(spans)
        links = {(one.id, one.type, one.source_id, one.target_id) for one in page.links()}
        assert {one[:4] for one in coded.codings[0].links} == links
        assert coded.codings[-1].spans == ()
        assert coded.boilerplate == boilerplate([(one.type, one.at) for one in page.regions])


def test_columns_hold_every_text_as_it_was_written_in_the_order_of_rows() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE attribute (owner_kind, owner_id, name, value)")
    values = ['"\\\n\0\x01\x7f', "é\u2028😀", '{"a": [1]}', "null", "7", ""]
    rows = [(9 - n // 2, f"name {n % 2}", value) for n, value in enumerate(values)]
    connection.executemany("INSERT INTO attribute VALUES ('span', ?, ?, ?)", rows)
    connection.execute("INSERT INTO attribute VALUES ('link', 8, 'name', 'of a link')")
    held = HeldRows(connection, "span", Asked([1], [1], Uids(connection)), [[7, 8, 9]])
    columns = held.by_column("attribute", "owner_id", "t.name", "t.value")
    assert [*zip(*columns, strict=True)] == sorted(rows)
    nobody = HeldRows(connection, "span", Asked([1], [1], Uids(connection)), [])
    assert nobody.by_column("attribute", "owner_id", "t.name", "t.value") == [[], [], []]
    connection.close()


def test_columns_come_in_one_text_each_unless_a_sign_between_texts_stands_in_one() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE attribute (owner_kind, owner_id, name, value)")
    held = HeldRows(connection, "span", Asked([1], [1], Uids(connection)), [[7, 8, 9]])
    asked = "attribute", "owner_id", "t.name", "t.value"
    assert held.in_one_text(*asked) == ([], [])
    rows = [(7, "a", '"\\\0é\u2028😀'), (7, "b", ""), (9, "a", "x, y")]
    connection.executemany("INSERT INTO attribute VALUES ('span', ?, ?, ?)", rows[::-1])
    assert held.in_one_text(*asked) == (
        [one[0] for one in rows],
        [f"{name}{WITHIN}{value}" for _, name, value in rows],
    )
    for sign in "\x1e\x1f":
        connection.execute("UPDATE attribute SET value = ? WHERE name = 'b'", (f"x{sign}y",))
        with pytest.raises(ValueError, match="sign"):
            held.in_one_text(*asked)
    connection.close()


@pytest.mark.parametrize("value", ["said", "a\x1fb", "\x1e", ""])
def test_attributes_are_read_lean_whatever_they_hold(sample: Project, value: str) -> None:
    span = next(one for one in sample.spans() if one.attributes)
    with sqlite3.connect(sample.path) as connection:
        sql = "UPDATE attribute SET value = ? WHERE owner_kind = 'span'"
        connection.execute(sql, (value,))
    (coded,) = sample.reader.coded_chunk([span.article_id], [span.layer_id])
    read = {one.id: dict(one.attributes) for one in coded.codings[0].spans}
    assert read[span.id] == dict.fromkeys(span.attributes, value)


def _lean(one: Span) -> tuple[object, ...]:
    return (one.id, one.type, one.parts, dict(one.attributes), one.actor_id)


def test_the_innermost_region_says_what_is_boilerplate() -> None:
    masks = boilerplate(
        [
            (RegionType.BODY, Range(20, 30)),
            (RegionType.BOILERPLATE, Range(10, 40)),
            (RegionType.BOILERPLATE, Range(22, 24)),
            (RegionType.HEADLINE, Range(0, 10)),
        ]
    )
    assert masks == (Range(10, 20), Range(22, 24), Range(30, 40))
    assert boilerplate([]) == ()
