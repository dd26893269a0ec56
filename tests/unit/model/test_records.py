"""Values as plain objects: keys by what the fields say, dotted ones in an object within."""

from __future__ import annotations

import json

from annotator.model import fields
from annotator.model.records import RecordForm, share
from annotator.model.span import Decision
from tests import builders

ARTICLE = builders.article(id="a1")
SPAN = builders.span(ARTICLE, "claim", "promise", id="s1", confidence=250, attributes={"a": "b"})


def test_thousandths_are_a_share_of_one() -> None:
    assert (share(None), share(0), share(250), share(1000)) == (None, 0.0, 0.25, 1.0)


def test_a_record_has_the_keys_of_its_form_and_more() -> None:
    listed = RecordForm(
        fields.SPAN, lambda one: one.in_list,
        ("text", "text", lambda words: words()), ("attributes", "attributes", dict),
    )  # fmt: skip
    assert listed.record(SPAN) == {
        "id": "s1", "article": "a1", "layer": builders.LAYER_ID, "type": "claim",
        "confidence": 0.25, "created": builders.NOW, "changed": None, "text": "promise",
        "attributes": {"a": "b"},
    }  # fmt: skip


def test_a_dotted_key_stands_in_an_object_within() -> None:
    found = RecordForm(fields.SPAN, lambda one: one.in_jsonl).record(SPAN)
    assert found["created"] == {"how": "hand", "from": None, "by": "coder-1", "at": builders.NOW}
    note = builders.note(SPAN, "why?", id="n1")
    assert RecordForm(fields.NOTE, lambda one: one.in_jsonl).record(note)["about"] == {
        "kind": "span", "id": "s1",
    }  # fmt: skip


def test_lists_and_objects_are_plain() -> None:
    decision = Decision("d", "span", "s1", "accept", ("l1",), (), "l2", "c", builders.NOW)
    found = RecordForm(fields.DECISION, lambda one: one.in_list).record(decision)
    assert (found["taken_from"], found["results"]) == (["l1"], [])
    layer = builders.layer(record={"n": 1})
    found = RecordForm(fields.LAYER, lambda one: one.in_jsonl).record(layer)
    assert json.loads(json.dumps(found))["record"] == {"n": 1}
