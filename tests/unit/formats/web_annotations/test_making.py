"""Annotations: names that are IRIs, purposes of notes, quotations at the edges of a text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.formats.web_annotations.making import AROUND, AnnotationMaker, facts, urn
from annotator.model.span import Note, Owner
from tests import bundles

FULL = bundles.full()


def test_names_are_iris_whatever_an_id_holds() -> None:
    assert urn("article", "a-1") == "urn:annotator:article:a-1"
    assert urn("article", "a b/é:1") == "urn:annotator:article:a%20b%2F%C3%A9%3A1"


@pytest.mark.parametrize(
    ("fields", "purpose"),
    [
        ({}, "commenting"),
        ({"question": True}, "questioning"),
        ({"answer_to": "n0"}, "replying"),
        ({"later": True}, "bookmarking"),
    ],
)
def test_a_note_has_the_purpose_that_it_has_here(fields: dict[str, object], purpose: str) -> None:
    note = replace(Note("n1", Owner.SPAN, "s1", "so?", "coder-1", bundles.NOW), **fields)  # type: ignore[arg-type]
    content = replace(bundles.small().contents[0], notes=(note,))
    (one,) = AnnotationMaker(bundles.small()).annotations(content)
    body = one["body"][-1]
    assert (body["purpose"], body["value"], body["creator"]["name"]) == (purpose, "so?", "Ada")
    assert ("annotator:answers" in body) == (purpose == "replying")


def test_what_stands_around_ends_at_the_text_and_after_32_characters() -> None:
    article = bundles.article("a" * 50 + "MARK" + "z" * 50)
    spans = [
        bundles.span(article, f"s{n}", "claim", at) for n, at in enumerate(((0, 104), (50, 54)))
    ]
    content = replace(bundles.small().contents[0], article=article, spans=tuple(spans))
    whole, inner = AnnotationMaker(bundles.small()).annotations(content)
    assert whole["target"][0]["selector"][1].keys() == {"type", "exact"}
    quoted = inner["target"][0]["selector"][1]
    assert (quoted["prefix"], quoted["suffix"]) == ("a" * AROUND, "z" * AROUND)


def test_actors_that_were_named_are_noted_and_times_that_are_none_left_out() -> None:
    maker = AnnotationMaker(FULL)
    made = [one for content in FULL.contents for one in maker.annotations(content)]
    assert len(made) == 7
    assert maker.named == {"p1", "p2"}
    content = bundles.small().contents[0]
    odd = replace(content, spans=(replace(content.spans[0], created="yesterday", changed=""),))
    (one,) = maker.annotations(odd)
    assert not {"created", "modified"} & one.keys()


def test_of_an_article_only_what_is_known_is_told_and_never_its_text() -> None:
    plain = facts(bundles.article("A text."))
    assert plain.keys() == {
        "id", "type", "dcterms:title", "language", "textDirection", "annotator:sha256",
    }  # fmt: skip
    assert "A text." not in str(plain)
