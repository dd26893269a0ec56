"""The projects that are walked: W2 and W3 with two coders, suggestions, and news to suggest in."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.layer import Coder
from annotator.project import Project
from benchmarks.news import articles
from benchmarks.own_texts import write_articles
from benchmarks.projects import make_place

if TYPE_CHECKING:
    from pathlib import Path

_IN_ONE = 6
"""So many pieces of news are one article, for which something is suggested."""


@dataclass(frozen=True)
class Made:
    """A project, the article that is walked, one with suggestions, and files that come in."""

    path: Path
    article_id: str
    suggested_id: str | None
    folder: Path
    coder: Coder

    @property
    def texts(self) -> Path:
        return self.folder / "texts"

    @property
    def colleague(self) -> Path:
        return self.folder / "colleague.annotator"


def make(name: str, folder: Path, n_articles: int, *, suggests: bool) -> Made:
    """Write a project of W2 or W3 into a folder; `suggests`: suggesters work in it."""
    write_articles(name, folder / "workload", n_articles=n_articles, scale=1.0)
    place = make_place(folder / "workload", folder / "made", texts=folder, has_two_coders=True)
    texts = folder / "texts"
    texts.mkdir()
    for n, text in enumerate(articles(3)):
        (texts / f"{n}.txt").write_text(text, encoding="utf-8")
    with Project.open(place.project, coder=Coder("a", "A")) as project:
        owner = next(one for one in project.layers() if one.name == "A")
    coder = Coder(owner.coder_id, "A")
    suggested = None
    with Project.open(place.project, coder=coder) as project:
        before = {one.id for one in project.articles()}
        project.import_text("\n\n".join(articles(_IN_ONE)))
        (news,) = {one.id for one in project.articles()} - before
        if suggests:
            project.suggest(articles=[news], model=False)
            suggested = news
    made = Made(place.project, place.article_id, suggested, folder, coder)
    shutil.copy(made.path, made.colleague)
    with Project.open(made.colleague, coder=Coder("c-elsewhere", "C")) as theirs:
        theirs.mark(news, "entity", (0, 4))
    return made
