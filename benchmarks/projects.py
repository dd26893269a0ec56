"""A workload's folder becomes a project file, through the program's own door, in one step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from annotator.model.article import Article
from annotator.model.bundle import Bundle, Content
from annotator.model.ids import new_id, now
from annotator.model.layer import Coder, Layer, LayerKind, State
from annotator.model.span import Link, Span
from annotator.project import Project
from annotator.project.acts.bring_in import plan_take_over
from annotator.settings import Settings, save
from annotator.text.blocks import blocks, shown
from annotator.text.likeness import text_sha256
from annotator.text.ranges import Range
from annotator.text.script import direction
from benchmarks.place import CODER_ID, CODER_NAME, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.model.scheme import Scheme

CODER = Coder(CODER_ID, CODER_NAME)
TWO_CODERS = ("A", "B")
"""The layers of W4."""
_DROPPED = 5
"""Where the workload has one coder alone, the second lacks every fifth of their spans."""


def make_place(
    workload: Path,
    folder: Path,
    *,
    texts: Path,
    in_one_paragraph: bool = False,
    has_two_coders: bool = False,
) -> Place:
    """Write a project of a workload into a folder and give where everything lies."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "study.annotator"
    with Project.create(path, coder=CODER, title="Benchmark") as project:
        layer = Layer(new_id(), LayerKind.PERSON, CODER.name, coder_id=CODER.id)
        layers = (layer,)
        if has_two_coders:
            layers = tuple(
                Layer(new_id(), LayerKind.PERSON, name, coder_id=new_id()) for name in TWO_CODERS
            )
            contents = tuple(_contents_of_two(workload, layers, project.scheme))
        else:
            contents = (*contents_of(workload, layer, project.scheme, in_one_paragraph), _other())
        bundle = Bundle(contents, project_id=new_id(), layers=layers)
        project.open_project.apply(plan_take_over(project.context, bundle)[0])
    first = contents[0].article
    (folder / "shown.txt").write_text(shown(first.text, blocks(first.text)), encoding="utf-8")
    free = folder / "free"
    free.mkdir()
    place = Place(
        project=path,
        article_id=first.id,
        other_id=contents[-1].article.id,
        folder=free,
        texts=texts,
        shown=folder / "shown.txt",
    )
    settings = Settings(coder_id=CODER.id, coder_name=CODER.name, last_project=str(path))
    place.home.joinpath("config").mkdir(parents=True)
    save(settings, place.home / "config" / "settings.json")
    return place


def _other() -> Content:
    """A short article without a mark, to come from when another is opened."""
    text = "Elsewhere\n\nNothing is marked here."
    return Content(
        Article(
            id=new_id(),
            title="Elsewhere",
            text=text,
            sha256=text_sha256(text),
            language="en",
            imported_at=now(),
        )
    )


def contents_of(
    workload: Path, layer: Layer, scheme: Scheme, in_one_paragraph: bool = False
) -> Iterator[Content]:
    """Give the articles of a workload's folder with their marks on a layer."""
    marks: dict[str, list[dict[str, Any]]] = {}
    for record in _records(workload / "annotations.jsonl"):
        if record.get("layer", "A") == "A":
            marks.setdefault(record["article"], []).append(record)
    for record in _records(workload / "articles.jsonl"):
        text = (workload / "articles" / f"{record['id']}.txt").read_text(encoding="utf-8")
        if in_one_paragraph:
            text = text.replace("\n", " ")
        article = Article(
            id=new_id(),
            title=record["title"],
            text=text,
            sha256=text_sha256(text),
            outlet=record["outlet"],
            language="en",
            direction=direction(text),
            imported_at=now(),
        )
        yield _content(article, layer, scheme, marks.get(record["id"], []))


def _contents_of_two(
    workload: Path, layers: tuple[Layer, ...], scheme: Scheme
) -> Iterator[Content]:
    """Give the articles with the marks of both coders."""
    marks: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for record in _records(workload / "annotations.jsonl"):
        marks.setdefault((record["article"], record.get("layer", "A")), []).append(record)
    first, second = layers
    ids = {record["id"]: record["id"] for record in _records(workload / "articles.jsonl")}
    is_double = any(name == "B" for _, name in marks)
    for content, article_id in zip(contents_of(workload, first, scheme), ids, strict=True):
        article = content.article
        mine = marks.get((article_id, "A"), [])
        theirs = marks.get((article_id, "B"), []) if is_double else _fewer(mine)
        both = [
            _content(article, layer, scheme, records)
            for layer, records in ((first, mine), (second, theirs))
        ]
        yield Content(
            article,
            states={layer.id: State.DONE for layer in layers},
            spans=tuple(span for one in both for span in one.spans),
            links=tuple(link for one in both for link in one.links),
        )


def _fewer(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    spans = [one for one in records if one["kind"] == "span"]
    kept = [one for n, one in enumerate(spans) if n % _DROPPED]
    ids = {one["id"] for one in kept}
    links = [one for one in records if one["kind"] == "link" and {one["from"], one["to"]} <= ids]
    return [*kept, *links]


def _content(
    article: Article, layer: Layer, scheme: Scheme, records: list[dict[str, Any]]
) -> Content:
    ids: dict[str, str] = {}
    spans: list[Span] = []
    links: list[Link] = []
    for record in records:
        if record["kind"] == "span":
            ids[record["id"]] = new_id()
            spans.append(_span(article, layer, scheme, ids[record["id"]], record))
        else:
            ends = {"source_id": ids[record["from"]], "target_id": ids[record["to"]]}
            links.append(Link(new_id(), article.id, layer.id, record["type"], **ends, by=CODER.id))
    states = {layer.id: State.IN_PROGRESS}
    return Content(article, states=states, spans=tuple(spans), links=tuple(links))


def _span(
    article: Article, layer: Layer, scheme: Scheme, span_id: str, record: dict[str, Any]
) -> Span:
    kind = scheme.type(record["type"])
    known = {} if kind is None else {one.name: one.values for one in kind.attributes}
    values: dict[str, str] = record["attributes"]
    parts = tuple(Range(start, end) for start, end in record["parts"])
    return Span(
        id=span_id,
        article_id=article.id,
        layer_id=layer.id,
        type=record["type"],
        parts=parts,
        quotes=tuple(part.of(article.text) for part in parts),
        attributes={name: value for name, value in values.items() if value in known.get(name, ())},
        by=CODER.id,
        created=now(),
    )


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
