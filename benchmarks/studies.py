"""Projects of very many short articles that somebody studies: marks, notes, questions, copies.

Of ten articles each has a claim without a directness and an entity; one has a note, one is a copy
of another, one claim was decided under older words; there is an actor for every ten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.actor import Actor
from annotator.model.article import Article
from annotator.model.bundle import Bundle, Content
from annotator.model.ids import new_id, now
from annotator.model.layer import Layer, LayerKind
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.model.span import Note, Owner, Span
from annotator.project import Project
from annotator.project.acts.bring_in import plan_take_over
from annotator.text.likeness import text_sha256
from annotator.text.ranges import Range
from benchmarks.lists import N_TIMES
from benchmarks.place import Place
from benchmarks.projects import CODER
from benchmarks.timing import collector_still, processor_seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

OF_TEN = 10
OLDER = "claim.kind.promise"
FIRST = 100
"""So many lines are the first page of a list."""


def make_study_place(n_articles: int, folder: Path) -> Place:
    """Write a project of so many articles into a folder."""
    folder.mkdir(parents=True)
    path = folder / "study.annotator"
    layer = Layer(new_id(), LayerKind.PERSON, CODER.name, coder_id=CODER.id)
    actors = tuple(
        Actor(new_id(), f"Velmora {n}", "person") for n in range(1, n_articles // OF_TEN + 1)
    )
    contents = tuple(_contents(n_articles, layer.id, [one.id for one in actors]))
    with Project.create(path, coder=CODER, title="Benchmark") as project:
        bundle = Bundle(contents, project_id=new_id(), layers=(layer,), actors=actors)
        project.open_project.apply(plan_take_over(project.context, bundle)[0])
        words = "What somebody says they will do themselves."
        project.edit_scheme([SchemeEdit.of({"edit": "define", "what": OLDER, "definition": words})])
    ids = [contents[at].article.id for at in (n_articles // 2, -1)]
    return Place(path, *ids, folder=folder, texts=folder, shown=folder)


def timed(place: Place, act: Callable[[Project], object]) -> Callable[[], list[float]]:
    """Give the work: an act on the project of a place, some times over, in processor time."""
    project = Project.open(place.project, coder=CODER, read_only=True)
    for _ in range(2):  # texts are folded, then found to be known
        act(project)

    def work() -> list[float]:
        with collector_still():
            return [processor_seconds_of(lambda: act(project)) for _ in range(N_TIMES // 4)]

    work()
    return work


def _contents(n_articles: int, layer_id: str, actor_ids: list[str]) -> Iterator[Content]:
    group = ""
    for n in range(n_articles):
        title, claim = f"Report {n} from Sarn", "We will wait"
        text = f"{title}\n\n{claim}, Velmora said in report {n}."
        at, name = text.index(claim), text.index("Velmora")
        group = new_id() if n % OF_TEN == 0 else group
        article = Article(
            id=new_id(), title=title, text=text, sha256=text_sha256(text), outlet="The Sarn Post",
            language="en", imported_at=now(), group_id=group if n % OF_TEN < 2 else None,
        )  # fmt: skip
        spans = (
            _span(article, layer_id, "claim", Range(at, at + len(claim)),
                  kind="promise" if n % OF_TEN == 0 else "threat"),
            _span(article, layer_id, "entity", Range(name, name + 7),
                  actor_ids[n // OF_TEN % len(actor_ids)], kind="person"),
        )  # fmt: skip
        note = Note(new_id(), Owner.ARTICLE, article.id, "Look here again.", CODER.id, now())
        yield Content(article, spans=spans, notes=(note,) if n % OF_TEN == 0 else ())


def _span(
    article: Article, layer_id: str, of: str, at: Range, actor: str | None = None, **values: str
) -> Span:
    return Span(
        id=new_id(), article_id=article.id, layer_id=layer_id, type=of, parts=(at,),
        quotes=(at.of(article.text),), attributes=values, actor_id=actor, by=CODER.id,
        created=now(),
    )  # fmt: skip
