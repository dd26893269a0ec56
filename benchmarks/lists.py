"""Projects of very many short articles, nearly all of them done, for what lists cost."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from annotator.model.article import Article
from annotator.model.bundle import Bundle, Content
from annotator.model.ids import new_id, now
from annotator.model.layer import Layer, LayerKind, State
from annotator.project import Project
from annotator.project.acts.bring_in import plan_take_over
from annotator.text.likeness import text_sha256
from benchmarks.own_texts import LATIN, RIGHT_TO_LEFT
from benchmarks.place import Place
from benchmarks.projects import CODER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.store.read import Reader

PAGE = 200
N_TIMES = 20


def make_list_place(n_articles: int, folder: Path, *, is_mixed: bool = False) -> Place:
    """Write a project of so many articles into a folder.

    One in a hundred is to do, likewise begun or left out; mixed: 40, 10 and 10 of a hundred,
    and all titles in Persian.
    """
    folder.mkdir(parents=True)
    path = folder / "study.annotator"
    layer = Layer(new_id(), LayerKind.PERSON, CODER.name, coder_id=CODER.id)
    contents = tuple(_contents(n_articles, layer.id, is_mixed=is_mixed))
    with Project.create(path, coder=CODER, title="Benchmark") as project:
        bundle = Bundle(contents, project_id=new_id(), layers=(layer,))
        project.open_project.apply(plan_take_over(project.context, bundle)[0])
    ids = [contents[at].article.id for at in (n_articles // 2, -1)]
    return Place(path, *ids, folder=folder, texts=folder, shown=folder)


def layer_of(reader: Reader) -> str:
    """Give the layer that has states."""
    return next(one.id for one in reader.layers() if one.coder_id == CODER.id)


def _contents(n_articles: int, layer_id: str, *, is_mixed: bool) -> Iterator[Content]:
    rng = random.Random(1)  # noqa: S311 - the same titles each time
    words = [*([] if is_mixed else LATIN.split()), *RIGHT_TO_LEFT.split()]
    shares = (40, 10, 10, 40) if is_mixed else (1, 1, 1, 97)
    states = [
        state
        for n, state in zip(
            shares, (None, State.IN_PROGRESS, State.EXCLUDED, State.DONE), strict=True
        )
        for _ in range(n)
    ]
    for number in range(n_articles):
        title = " ".join("".join(rng.choices(words, k=2)) for _ in range(8)).capitalize()
        text = f"{title}\n\nArticle {number}."
        state = states[number % 100]
        article = Article(
            id=new_id(),
            title=title,
            text=text,
            sha256=text_sha256(text),
            outlet=f"The {rng.choice(words)}",
            byline=f"{rng.choice(words)} {rng.choice(words)}".title(),
            source=f"wire/{number:06}.txt",
            date=f"20{rng.randint(10, 24)}-{rng.randint(1, 12):02}",
            language="en",
            imported_at=now(),
        )
        yield Content(article, states={} if state is None else {layer_id: state})
