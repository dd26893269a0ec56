"""Make coded articles for comparing: in one line, and from the two readings of the samples."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator import resources
from annotator.compare.rules import Rules
from annotator.model.actor import Actor, ActorBook
from annotator.model.coded import CodedArticle, CodedLink, CodedSpan, Coding
from annotator.model.scheme_file import scheme_from_toml
from annotator.text.ranges import Range

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"
SCHEME = scheme_from_toml(resources.read_text("schemes", "default.toml"), "default.toml")


def span(
    span_id: str,
    type_name: str,
    *places: tuple[int, int],
    actor: str | None = None,
    reason: tuple[str, ...] = (),
    **attributes: str,
) -> CodedSpan:
    """Give a span: `span("c1", "claim", (0, 10), directness="direct")`."""
    parts = tuple(Range(*one) for one in places)
    return CodedSpan(span_id, type_name, parts, attributes, actor, reason)


def link(source: str, type_name: str, target: str, **attributes: str) -> CodedLink:
    """Give a link: `link("c1", "said_by", "s1")`."""
    return CodedLink(f"{source}-{type_name}-{target}", type_name, source, target, attributes)


def coding(*items: CodedSpan | CodedLink) -> Coding:
    """Give what one coder marked."""
    return Coding(
        tuple(one for one in items if isinstance(one, CodedSpan)),
        tuple(one for one in items if isinstance(one, CodedLink)),
    )


def coded(
    text: str,
    *codings: Coding,
    boilerplate: Iterable[tuple[int, int]] = (),
    article_id: str = "a1",
) -> CodedArticle:
    """Give an article with its codings, left first."""
    masks = tuple(Range(*one) for one in boilerplate)
    return CodedArticle(article_id, f"sha256 of {text[:20]}", "en", text, masks, codings)


def rules(*actors: Actor, undecided: Iterable[tuple[str, str]] = ()) -> Rules:
    """Give the rules of the default scheme with these actors."""
    return Rules(SCHEME, ActorBook(actors), frozenset(map(frozenset, undecided)))


def _read(name: str) -> Any:
    return json.loads((SAMPLES / name).read_text(encoding="utf-8"))


def _coding(spans: Sequence[Mapping[str, Any]], links: Sequence[Mapping[str, Any]]) -> Coding:
    made: list[CodedSpan | CodedLink] = []
    for one in spans:
        places = [
            (part["start"], part["end"]) if isinstance(part, dict) else (part[0], part[1])
            for part in one["parts"]
        ]
        made.append(
            span(
                one["id"], one["type"], *places, actor=one.get("actor"), **one.get("attributes", {})
            )
        )
    made += [
        link(one["from"], one["type"], one["to"], **one.get("attributes", {})) for one in links
    ]
    return coding(*made)


def two_readings() -> tuple[CodedArticle, Rules, dict[str, Any]]:
    """Give the article of the samples in its two readings, the rules, and what must come out."""
    gold, second = _read("seed/gold.json"), _read("review/second_reading.json")
    text = (SAMPLES / "seed" / "article.txt").read_bytes().decode("utf-8")
    masks = [(one["start"], one["end"]) for one in gold["regions"] if one["kind"] == "boilerplate"]
    article = CodedArticle(
        "seed",
        gold["sha256"],
        "en",
        text,
        tuple(Range(*one) for one in masks),
        (_coding(gold["spans"], gold["links"]), _coding(second["spans"], second["links"])),
    )
    actors = [Actor(one["id"], one["name"], one["kind"]) for one in gold["actors"]]
    return article, rules(*actors), _read("review/expected.json")
