"""The articles that ship with the program, coded from top to bottom: L's first line is right."""

import json
from collections import defaultdict
from typing import Any

from annotator import resources
from annotator.model.actor import ActorBook
from annotator.model.article import Article
from annotator.model.page import Page
from annotator.model.span import Link, Span
from annotator.reading.linking import candidates
from annotator.speech.words import lexicon
from annotator.text.ranges import Range
from tests import builders


def records(kind: str) -> list[dict[str, Any]]:
    lines = resources.read_text("sample", "coding.jsonl").splitlines()
    return [record for line in lines if (record := json.loads(line))["kind"] == kind]


def spans_of(article: Article) -> list[Span]:
    found = []
    for record in records("span"):
        if record["article"] == article.id:
            parts = tuple(Range(*part) for part in record["parts"])
            quotes = tuple(part.of(article.text) for part in parts)
            found.append(Span(record["id"], article.id, "me", record["type"], parts, quotes))
    return found


def first_lines(article: Article) -> list[bool]:
    """Whether the first candidate is the coded speaker with the coded cue, claim by claim."""
    every = {span.id: span for span in spans_of(article)}
    ends: dict[str, dict[str, str]] = defaultdict(dict)
    for record in records("link"):
        ends[record["from"]].setdefault(record["type"], record["to"])
    known: dict[str, Span] = {}
    links: list[Link] = []
    right = []
    for claim in sorted((one for one in every.values() if one.type == "claim"), key=_start):
        speaker = every[ends[claim.id]["said_by"]]
        cue = every[ends[claim.id]["cued_by"]] if "cued_by" in ends[claim.id] else None
        page = Page(article, spans=[*known.values(), claim], links=links)
        found = candidates(
            page,
            claim.id,
            lexicon(article.language),
            ActorBook(),
            scheme=builders.scheme(),
            layer_id="me",
        )
        wanted = (speaker.parts[0], cue.parts[0] if cue else None)
        right.append(bool(found) and (found[0].at, found[0].cue) == wanted)
        for name, end in (("said_by", speaker), ("cued_by", cue)):
            if end is not None:
                known[end.id] = end
                links.append(Link(claim.id + name, article.id, "me", name, claim.id, end.id))
        known[claim.id] = claim
    return right


def _start(span: Span) -> int:
    return span.start


def test_for_nine_claims_in_ten_of_the_sample_articles_the_first_line_is_right() -> None:
    for record in records("article"):
        article = Article(
            id=record["id"], title="", text=record["text"], sha256="", language=record["language"]
        )
        right = first_lines(article)
        assert len(right) >= 5
        assert sum(right) >= 0.9 * len(right), article.language
