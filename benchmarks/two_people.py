"""Projects for Review: a colleague's file over the same articles, and one of very many differences.

Those of two coders over all of W4 are in `projects`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.article import Article
from annotator.model.bundle import Bundle, Content
from annotator.model.ids import new_id, now
from annotator.model.layer import Coder, Layer, LayerKind, State
from annotator.model.span import Span
from annotator.project import Project
from annotator.project.acts.bring_in import plan_take_over
from annotator.text.likeness import text_sha256
from annotator.text.ranges import Range
from benchmarks.place import Place
from benchmarks.projects import CODER, TWO_CODERS, contents_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

N_WORDS = 500
"""Each word of an article is a difference."""


def project_of_one(path: Path, workload: Path, coder: Coder) -> Path:
    """Write a project in which one coder coded the articles of a workload; give it."""
    layer = Layer(new_id(), LayerKind.PERSON, coder.name, coder_id=coder.id)
    with Project.create(path, coder=coder, title="Benchmark") as project:
        contents = contents_of(workload, layer, project.scheme)
        _take_over(project, contents, (layer,))
    return path


def make_place_of_differences(folder: Path, n: int) -> Place:
    """Write a project in which two coders differ in the kind of `n` names, and give its place."""
    path, free = folder / "study.annotator", folder / "free"
    free.mkdir(parents=True)
    layers = tuple(
        Layer(new_id(), LayerKind.PERSON, name, coder_id=new_id()) for name in TWO_CODERS
    )
    with Project.create(path, coder=CODER, title="Benchmark") as project:
        contents = [_differing(k, layers) for k in range(n // N_WORDS)]
        _take_over(project, contents, layers)
    first, last = contents[0].article.id, contents[-1].article.id
    place = Place(path, first, last, folder=free, texts=free, shown=free)
    place.home.mkdir()
    return place


def _take_over(project: Project, contents: Iterable[Content], layers: tuple[Layer, ...]) -> None:
    bundle = Bundle(tuple(contents), project_id=new_id(), layers=layers)
    project.open_project.apply(plan_take_over(project.context, bundle)[0])


def _differing(number: int, layers: tuple[Layer, ...]) -> Content:
    words = [f"Name{number}x{k}" for k in range(N_WORDS)]
    text = f"Article {number}\n\n" + " came. ".join(words)
    article = Article(
        id=new_id(),
        title=f"Article {number}",
        text=text,
        sha256=text_sha256(text),
        language="en",
        imported_at=now(),
    )
    spans = []
    for layer, kind in zip(layers, ("person", "organisation"), strict=True):
        at = 0
        for word in words:
            at = text.index(word, at)
            part = Range(at, at + len(word))
            spans.append(
                Span(
                    id=new_id(),
                    article_id=article.id,
                    layer_id=layer.id,
                    type="entity",
                    parts=(part,),
                    quotes=(word,),
                    attributes={"kind": kind},
                    by=CODER.id,
                    created=now(),
                )
            )
    return Content(
        article, states=dict.fromkeys((one.id for one in layers), State.DONE), spans=tuple(spans)
    )
