"""Make coded articles for comparing: in one line, and from the two readings of the samples."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator import resources
from annotator.compare.agreement import Measuring, PairAgreement
from annotator.compare.counting import Pairing
from annotator.compare.rules import Rules
from annotator.formats.sources import Source
from annotator.model.actor import Actor, ActorBook
from annotator.model.coded import (
    CodedArticle,
    CodedArticles,
    CodedLink,
    CodedSpan,
    Coding,
    values_of,
)
from annotator.model.layer import Coder, Layer, LayerKind
from annotator.model.scheme_file import scheme_from_toml
from annotator.project import Project
from annotator.text.likeness import text_sha256
from annotator.text.ranges import Range
from annotator.work import Cancel

SCHEME = scheme_from_toml(resources.read_text("schemes", "default.toml"), "default.toml")

_KINDS = ("header", "layer", "actor", "article", "region", "span", "link")


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
    return CodedSpan(span_id, type_name, parts, values_of(attributes), actor, reason)


def link(source: str, type_name: str, target: str, **attributes: str) -> CodedLink:
    """Give a link: `link("c1", "said_by", "s1")`."""
    values = values_of(attributes)
    return CodedLink(f"{source}-{type_name}-{target}", type_name, source, target, values)


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


def measured(
    articles: Iterable[CodedArticle], rules: Rules, pairing: Pairing | None = None, n: int = 0
) -> PairAgreement:
    """Give how far the first two codings agree; `n` = how often articles are drawn anew."""
    measuring = Measuring(rules, pairing or Pairing())
    measuring.add(CodedArticles.of([*articles]))
    two = (Layer("A", LayerKind.PERSON, "A"), Layer("B", LayerKind.PERSON, "B"))
    return measuring.agreement(two, (), n, Cancel())


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


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


def two_readings(shared: Path) -> tuple[CodedArticle, Rules, dict[str, Any]]:
    """Give the article of the samples in its two readings, the rules, and what must come out."""
    samples = shared / "samples"
    gold = _read(samples / "seed" / "gold.json")
    second = _read(samples / "review" / "second_reading.json")
    text = (samples / "seed" / "article.txt").read_bytes().decode("utf-8")
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
    return article, rules(*actors), _read(samples / "review" / "expected.json")


def jsonl_of(
    articles: Sequence[CodedArticle],
    names: Sequence[str] = ("A", "B"),
    actors: Iterable[Actor] = (),
    states: Mapping[str, Mapping[str, str]] | None = None,
) -> bytes:
    """Give our JSONL of articles that layers of these names coded, every id as it is.

    `states` are those of an article by name of a layer; without them each layer is done.
    """
    lines: list[dict[str, Any]] = [
        {
            "format": "annotator-jsonl",
            "kind": "header",
            "program": "test",
            "project": {"id": "project-of-test", "title": "Two coders"},
            "version": 1,
        }
    ]
    for name in names:
        layer = {"kind": "layer", "id": f"layer-{name}", "name": name, "colour": ""}
        lines.append({**layer, "layer_kind": "person", "coder": f"coder-{name}", "record": {}})
    for one in actors:
        actor: dict[str, Any] = {"kind": "actor", "id": one.id, "name": one.name}
        actor |= {"actor_kind": one.kind, "aliases": [], "attributes": {}, "external_id": ""}
        lines.append({**actor, "merged_into": None, "note": "", "roles": []})
    for article in articles:
        said = (states or {}).get(article.id, dict.fromkeys(names, "done"))
        lines += _records_of(article, names, {f"layer-{k}": v for k, v in said.items()})
    lines.sort(key=lambda one: _KINDS.index(one["kind"]))
    words = [json.dumps(one, ensure_ascii=False, sort_keys=True) for one in lines]
    body = "".join(f"{line}\n" for line in words).encode("utf-8")
    counts = dict(Counter(one["kind"] for one in lines))
    end = {"kind": "end", "counts": counts, "sha256": hashlib.sha256(body).hexdigest()}
    return body + json.dumps(end).encode("utf-8") + b"\n"


def _records_of(
    article: CodedArticle, names: Sequence[str], states: Mapping[str, str]
) -> Iterable[dict[str, Any]]:
    made = {"at": "2026-03-01T10:32:00Z", "by": "coder-A"}
    yield {
        **{"kind": "article", "id": article.id, "title": article.text[:20], "byline": ""},
        **{"date": None, "direction": "ltr", "group": None, "language": "en", "meta": {}},
        **{"outlet": "", "replaces": None, "source": "", "states": dict(states), "url": ""},
        **{"sha256": text_sha256(article.text), "text": article.text},
    }
    for mask in article.boilerplate:
        region = {"kind": "region", "article": article.id, "type": "boilerplate"}
        place = {"start": mask.start, "end": mask.end}
        yield {**region, **place, "origin": "hand", "set_by": "coder-A"}
    for name, coding in zip(names, article.codings, strict=True):
        layer = {"article": article.id, "layer": f"layer-{name}", "confidence": None}
        for one in coding.spans:
            words = {
                "parts": [[*part] for part in one.parts],
                "text": [p.of(article.text) for p in one.parts],
            }
            about = {"actor": one.actor_id, "attributes": dict(one.attributes), "changed": None}
            created = {"created": {**made, "from": None, "how": "hand"}}
            yield {
                "kind": "span",
                "id": one.id,
                "type": one.type,
                **layer,
                **words,
                **about,
                **created,
            }
        for tie in coding.links:
            ends = {"from": tie.source_id, "to": tie.target_id, "type": tie.type}
            about = {"attributes": dict(tie.attributes), "created": made}
            yield {"kind": "link", "id": tie.id, **layer, **ends, **about}


def project_of(
    path: Path,
    articles: Sequence[CodedArticle],
    names: Sequence[str] = ("A", "B"),
    actors: Iterable[Actor] = (),
    states: Mapping[str, Mapping[str, str]] | None = None,
) -> Project:
    """Give a project in which layers of these names coded these articles."""
    project = Project.create(path, coder=Coder("coder-A", "A"))
    data = jsonl_of(articles, names, actors, states)
    report = project.import_sources([Source(name="codings.jsonl", data=data)], frozen=False)
    assert report.refused == (), report.refused
    return project
