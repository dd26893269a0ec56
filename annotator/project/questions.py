"""What can be asked of a project, its steps and its end: the calls of `Project` that mark nothing.

Streams say at once, and while they are read, that the project is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from annotator.model.named import NamedKind
from annotator.model.statement import Statement, statements
from annotator.project import refer
from annotator.work import Cancel, Progress, Watch, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from annotator.compare.agreement import Agreement
    from annotator.compare.report.page import Report
    from annotator.compare.values import Comparison
    from annotator.model.actor import Actor
    from annotator.model.article import Article, CountedArticle
    from annotator.model.changes import Step
    from annotator.model.layer import Layer
    from annotator.model.named import NamedSet
    from annotator.model.page import Page
    from annotator.model.scheme import Scheme
    from annotator.model.span import Link, Span
    from annotator.project.actors.passages import ActorPassages
    from annotator.project.colleagues.look_alikes import DecidedPair
    from annotator.project.context import PlanContext
    from annotator.project.notices import Listener
    from annotator.project.open_project import OpenProject, Together
    from annotator.project.refer import Named
    from annotator.store.check import Health
    from annotator.store.lists.passages import ActorPassage
    from annotator.store.read import Reader
    from annotator.store.read_lists import StepInfo

_T = TypeVar("_T")


class Questions:
    """The project as it is; everything but its names raises `ProjectClosed` after its end."""

    def __init__(self, open_project: OpenProject) -> None:
        """Ask `open_project`."""
        self.open_project = open_project
        """What the window stands on: queued steps, notices, the connection of each thread."""

    @property
    def _here(self) -> OpenProject:
        """The open project; raises `ProjectClosed`."""
        self.open_project.guard_open()
        return self.open_project

    def close(self) -> None:
        """Write what is queued and close the file."""
        self.open_project.close()

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close."""
        self.close()

    # --- asking -------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.open_project.home

    @property
    def id(self) -> str:
        """The project's public id."""
        return self.open_project.id

    @property
    def title(self) -> str:
        """The project's title."""
        return self.open_project.title

    @property
    def read_only(self) -> bool:
        """Whether no step can be written."""
        return self.open_project.file.read_only

    @property
    def context(self) -> PlanContext:
        """What acts are planned on; it counts the steps that are queued but not on disk yet."""
        return self._here.context

    @property
    def reader(self) -> Reader:
        """This thread's read-only connection."""
        return self._here.reader

    @property
    def scheme(self) -> Scheme:
        """The coding scheme in its present version."""
        return self.context.scheme

    def layers(self) -> tuple[Layer, ...]:
        """Give the layers that have something, or had."""
        return self.context.layers

    def layer(self, said: Named) -> Layer:
        """Give the layer of this id, name or number, the coder's own before its first mark too.

        Raises `WrongUse`.
        """
        return refer.layer_of(self._here, said)

    def actors(
        self, search: str = "", *, after: Named | None = None, limit: int | None = None
    ) -> tuple[Actor, ...]:
        """Give the actors that were not merged into another.

        `search` keeps those with a name or an alias that has these words, folded, the likeliest
        first; `after` one of them only those behind it, at most `limit`.
        """
        found = self.context.actors.present()
        if search.strip():
            from annotator.project.actors.index import ActorIndex

            found = tuple(ActorIndex(found).fitting(search))
        if after is not None:
            last = refer.actor_id(self._here, after)
            ids = [one.id for one in found]
            found = found[ids.index(last) + 1 :] if last in ids else ()
        return found if limit is None else found[:limit]

    def all_passages(
        self, actor: Named | None = None, layer: Named | None = None
    ) -> Iterator[ActorPassage]:
        """Give where actors are named (one, None = all), in reading order, with the sentences.

        On all layers, or on one; joins are followed. `role` is "said" where a claim is linked to
        it, else "named".
        """
        from annotator.project.actors.passages import all_passages, with_sentences

        here = self._here
        here.drain()
        actor_id = None if actor is None else refer.actor_id(here, actor)
        found = all_passages(self.reader, here.context.actors, actor_id)
        if layer is not None:
            layer_id = self.layer(layer).id
            found = [one for one in found if one.layer_id == layer_id]
        return self._while_open(with_sentences(self.reader, found))

    def articles(self) -> Iterator[CountedArticle]:
        """Give the articles without their texts, in the order they came in."""
        return self._while_open(self.reader.counted_articles(self.context.layer.id))

    def article(self, said: Named) -> Article:
        """Give the article of this id, number or title; raises `WrongUse`."""
        return self.reader.article(self.article_id(said))

    def article_id(self, said: Named) -> str:
        """Give the id of the article of this id, number or title; raises `WrongUse`."""
        return refer.article_id(self._here, said)

    def steps(self) -> tuple[StepInfo, ...]:
        """Give the history, the newest step first, each with its state."""
        return tuple(self.reader.steps())

    def page(self, article_id: str, layer_ids: Collection[str] | None = None) -> Page:
        """Give an article with the spans of some layers; None = those of the coder's own."""
        return self._here.page(article_id, layer_ids)

    def look_alikes(self, actor: Named | None = None) -> tuple[DecidedPair, ...]:
        """Give the pairs of actors that may be the same, those nobody decided about first.

        None = all of the project; else those of one actor.
        """
        from annotator.project.colleagues.look_alikes import look_alikes

        here = self._here
        here.drain()
        book, layers = self.context.actors, self.context.layers
        of = None if actor is None else book.get(refer.actor_id(here, actor))
        return look_alikes(book, self.reader.decisions(), layers, of=of)

    def passages(
        self, actor: Named, *, without: Named | None = None, limit: int = 50
    ) -> ActorPassages:
        """Give where an actor is named on any layer, speakers first, with those joined into it.

        `without` one that was joined into it: what it would have after a split.
        """
        from annotator.project.actors.passages import passages

        here = self._here
        here.drain()
        apart = None if without is None else refer.joined_actor_id(here, without)
        actor_id = refer.joined_actor_id(here, actor)
        return passages(self.reader, self.context.actors, actor_id, without=apart, limit=limit)

    def check(self) -> Health:
        """Say whether the file is sound through and through, once all steps are on disk."""
        from annotator.store.check import check

        self._here.drain()
        return check(self.path)

    def pages(
        self, articles: Iterable[Named] | None = None, layers: Collection[Named] | None = None
    ) -> Iterator[Page]:
        """Give articles one by one with the spans of some layers (None = of all)."""
        return refer.pages(self._here, articles, layers)

    def spans(
        self,
        articles: Iterable[Named] | None = None,
        layers: Collection[Named] | None = None,
        type_name: str | None = None,
    ) -> Iterator[Span]:
        """Give spans in text order, article by article."""
        pages = self.pages(articles, layers)
        return self._while_open(span for page in pages for span in page.spans(type_name))

    def links(
        self,
        articles: Iterable[Named] | None = None,
        layers: Collection[Named] | None = None,
        type_name: str | None = None,
    ) -> Iterator[Link]:
        """Give links, article by article."""
        links = (link for page in self.pages(articles, layers) for link in page.links())
        return self._while_open(one for one in links if type_name in (None, one.type))

    def statements(
        self, articles: Iterable[Named] | None = None, layers: Collection[Named] | None = None
    ) -> Iterator[Statement]:
        """Give statements in text order, article by article."""
        pages = self.pages(articles, layers)
        return self._while_open(one for page in pages for one in statements(page, self.scheme))

    def page_of(self, item: Named) -> Page:
        """Give the page of a span or link with the layers of all; raises `WrongUse`."""
        return refer.page_of(self._here, item)

    def _while_open(self, items: Iterable[_T]) -> Iterator[_T]:
        for one in items:
            self.open_project.guard_open()
            yield one

    def samples(self) -> tuple[NamedSet, ...]:
        """Give the samples that were drawn, each with its rule and its articles in order."""
        return self.reader.named(NamedKind.SAMPLE)

    def sample_articles(self, name: str) -> tuple[str, ...]:
        """Give the ids of the articles of a sample, in the order drawn; raises `WrongUse`."""
        return refer.find_sample(self.samples(), name).members

    # --- comparing ----------------------------------------------------------------------------

    def compare(
        self,
        left: Named,
        right: Named,
        *,
        kinds: Collection[str] | None = None,
        types: Collection[str] | None = None,
        sample: str | None = None,
        articles: Iterable[Named] | None = None,
        all_articles: bool = False,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> Comparison:
        """Give how two layers differ, in the articles that both have done, or in `all_articles`.

        `kinds` and `types` keep only such differences. What was left out says why.
        """
        from annotator.project import comparing

        self._here.drain()
        scope = comparing.Scope(sample=sample, articles=articles, all_articles=all_articles)
        watch = Watch(progress, cancel or Cancel())
        only = comparing.Only(kinds, types)
        two = (self.layer(left), self.layer(right))
        return comparing.compare(self.reader, two, scope, only, watch)

    def agreement(
        self,
        *layers: Named,
        reference: Named | None = None,
        sample: str | None = None,
        articles: Iterable[Named] | None = None,
        all_articles: bool = False,
        edges: str = "strict",
        min_iou: float = 0.0,
        slices: int | None = None,
        by: str | None = None,
        resamples: int = 2000,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> Agreement:
        """Give how far two layers agree, in all figures; of more each two of them, and all.

        With a `reference` precision and recall too. `edges` strict or loose; `min_iou` is the
        least overlap of a pair. `slices` cuts the articles, as they were done, into equal parts;
        `by` type, attribute, article or outlet gives the figures of each. `resamples` = how often
        articles are drawn anew for intervals.
        """
        from annotator.project.agreement import measuring
        from annotator.project.comparing import Scope

        self._here.drain()
        wish = measuring.Wish(
            reference=reference,
            pairing=measuring.pairing_of(edges, min_iou),
            slices=slices,
            by=by,
            n_resamples=resamples,
            coder=self._here.context.coder,
        )
        scope = Scope(sample=sample, articles=articles, all_articles=all_articles)
        watch = Watch(progress, cancel or Cancel())
        return measuring.agreement(self.reader, layers, scope, wish, watch)

    def report(self, agreement: Agreement, sample: str | None = None, pair: int = 0) -> Report:
        """Give the report of two of an agreement's layers: facts, figures, methods, examples."""
        from annotator.project.agreement.reporting import report_of

        return report_of(self.reader, agreement, agreement.pairs[pair], sample)

    def methods(self, agreement: Agreement, sample: str | None = None, pair: int = 0) -> str:
        """Give the paragraph for the methods section, filled in with the figures of two layers."""
        from annotator.project.agreement.reporting import methods_of

        return methods_of(self.reader, agreement, agreement.pairs[pair], sample)

    # --- steps --------------------------------------------------------------------------------

    def undo(self, to: str | int | None = None) -> tuple[Step, ...]:
        """Undo the latest step, or all steps after step `to` (its id or number); give them."""
        return self._here.undo(to)

    def redo(self, to: str | int | None = None) -> tuple[Step, ...]:
        """Redo the oldest undone step, or all up to and with step `to`; give them."""
        return self._here.redo(to)

    def together(self, name: str) -> AbstractContextManager[Together]:
        """Make all acts inside one step called `name`; none of them is done if one fails.

        What it gives knows the step afterwards.
        """
        return self._here.together(name)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every change, in the writer's thread; give what ends it."""
        return self._here.subscribe(listener)
