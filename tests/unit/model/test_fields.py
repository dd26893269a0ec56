"""What is said once of every column: it fits the values, and no two columns share a name."""

from __future__ import annotations

import dataclasses
import operator

import pytest

from annotator.model.fields import EVERY, Entity, Field, Kind
from annotator.model.scheme import Scheme

NOT_COLUMNS = {
    "actor": {"aliases", "roles", "attributes"},
    "article": {"text", "left_out"},
    "link": {"attributes", "confirmed"},
    "named": {"members"},
    "reason": {"evidence"},
    "region": {"at"},
    "span": {"parts", "quotes", "attributes", "actor_id", "reason", "confirmed"},
}
"""What of a value stands in rows of its own, or in columns of another name."""

entities = pytest.mark.parametrize("entity", EVERY, ids=operator.attrgetter("table"))


@entities
def test_every_attribute_of_a_value_has_its_column(entity: Entity) -> None:
    if entity.made in (None, Scheme):
        pytest.skip("no value of its own, or one that is kept as one text")
    known = {one.name for one in dataclasses.fields(entity.made)}
    named = {one.name for one in entity.fields if one.name and "." not in one.name}
    assert named == known - NOT_COLUMNS.get(entity.table, set())


@entities
def test_no_two_columns_share_a_name(entity: Entity) -> None:
    for name in ("in_file", "in_jsonl", "in_list", "in_tables"):
        names = [getattr(one, name) for one in entity.fields]
        given = [one for one in names if one]
        assert len(set(given)) == len(given), name
    assert all(one.in_file and one.words for one in entity.fields)


@entities
def test_references_and_words_say_to_what(entity: Entity) -> None:
    tables = [one.table for one in EVERY]
    assert set(entity.key) <= {one.in_file for one in entity.fields}
    for one in entity.fields:
        assert bool(one.refers) == (one.kind is Kind.REFERENCE)
        assert bool(one.values) == (one.kind is Kind.WORD)
        if one.refers:
            assert tables.index(one.refers) <= tables.index(entity.table)


def test_a_name_is_that_of_the_one_before_unless_it_is_said() -> None:
    assert [
        getattr(Field("a", "words"), one) for one in ("in_file", "in_jsonl", "in_list", "in_tables")
    ] == ["a"] * 4
    one = Field("a", "words", column="b", key="c.d", exported="e", absent="l")
    assert (one.in_file, one.in_jsonl, one.in_list, one.in_tables) == ("b", "c.d", "", "e")
