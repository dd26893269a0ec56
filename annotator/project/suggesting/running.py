"""Running suggesters over articles: which are due, and writing what they propose.

No step is made: what suggesters write can be thrown away and made anew. An article is written
whole or not at all, so that a run may end at any moment.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from annotator.compare.differences import compare_article
from annotator.compare.rules import Rules
from annotator.errors import (
    AnnotatorError,
    Cancelled,
    CannotWrite,
    Forbidden,
    StepRefused,
    WrongUse,
)
from annotator.language import tr
from annotator.model.changes import Change, Step
from annotator.model.layer import DERIVED, SUGGESTIONS, Layer, LayerKind
from annotator.model.rows import changed
from annotator.project.suggesting.derived_rows import suggested_changes
from annotator.project.suggesting.given import KnownByWords, given_of, stamp
from annotator.suggest.engine import SUGGESTERS, suggest_article
from annotator.text.word_lists import primary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from annotator.model.article import Json
    from annotator.model.page import Page
    from annotator.project.open_project import OpenProject
    from annotator.project.suggesting.models import Models
    from annotator.suggest.base import Options, Proposals, Suggester, SuggestInput
    from annotator.suggest.learnt import Learnt
    from annotator.work import Watch


Engine: TypeAlias = (
    "Callable[[SuggestInput, Sequence[Suggester], Callable[[], None]], dict[str, Proposals]]"
)


@dataclass(frozen=True, slots=True)
class SkippedArticle:
    """An article for which nothing could be proposed, and why, as a sentence."""

    article_id: str
    why: str


@dataclass(frozen=True, slots=True)
class FilledLayer:
    """A suggester's layer after a run: how many spans and links it holds in the whole project."""

    name: str
    version: str
    model: str
    n_spans: int
    n_links: int


@dataclass(frozen=True, slots=True)
class SuggestReport:
    """What a run did: `n_articles` were computed (those not due are not counted).

    `notes` are sentences about what was missing.
    """

    n_articles: int
    seconds: float
    skipped: tuple[SkippedArticle, ...] = ()
    notes: tuple[str, ...] = ()
    layers: tuple[FilledLayer, ...] = ()


def chosen_suggesters(names: Iterable[str] | None) -> tuple[Suggester, ...]:
    """Give the suggesters of these names (None = all), in the order they work.

    Raises `WrongUse` for a name that none has.
    """
    if names is None:
        return SUGGESTERS
    wanted = set(names)
    unknown = wanted.difference(one.name for one in SUGGESTERS)
    if unknown:
        raise WrongUse(
            tr("There is no suggester “{name}”.", name=min(unknown)),
            tr("“annotator suggesters” lists them."),
        )
    return tuple(one for one in SUGGESTERS if one.name in wanted)


def suggester_layer(layers: Iterable[Layer], name: str) -> Layer | None:
    """Give the layer that a suggester of this program fills; None where there is none yet."""
    return next((one for one in layers if one.is_derived and one.name == name), None)


@dataclass(frozen=True, slots=True)
class _Due:
    """An article that is due: with its layers as they are, and what suggesters are given of it.

    So many articles stand before it in this run.
    """

    page: Page
    given: SuggestInput
    n_before: int = 0


class Suggesting:
    """Suggesters at work on an open project."""

    def __init__(
        self,
        here: OpenProject,
        suggesters: Sequence[Suggester],
        options: Options,
        models: Models,
        learnt: Learnt,
    ) -> None:
        """Work for `here` with what was `learnt`; raises `Forbidden` in a kit.

        A kit's coder is to see no suggestion.
        """
        if here.context.kit is not None:
            raise Forbidden(
                tr("In a kit nothing is suggested: its coder codes without help."),
                tr("Take the kit back first, and look at suggestions in the project it came from."),
            )
        self._here = here
        self._suggesters = suggesters
        self._names = [*(one.name for one in suggesters), SUGGESTIONS]
        self._options = options
        self._models = models
        self._learnt = learnt
        self.engine: Engine = suggest_article
        """Who computes what is proposed for an article."""
        self._known = KnownByWords(here.context.actors, learnt)
        self._decisions: dict[str, set[str]] = {}
        """The keys of what was decided, by the layer that it was decided on."""
        for one in here.reader.decisions():
            if one.verdict != "open":
                self._decisions.setdefault(one.layer_id, set()).add(one.subject)
        self._languages: set[str] = set()
        self._skipped: list[SkippedArticle] = []

    def run(self, article_ids: Iterable[str], watch: Watch) -> SuggestReport:
        """Fill the layers for the articles that are due; raises `Cancelled`, `CannotWrite`.

        What was written for an article before a Cancel stays.
        """
        began = time.monotonic()
        self._models.begin_run()
        n_done = 0
        ids = tuple(article_ids)
        waiting: deque[_Due] = deque()

        def tell(n: int) -> None:
            # Some are taken in while those before them wait for their words.
            first = waiting[0].n_before if waiting else n
            watch.progress(first, len(ids), tr("article"))

        def inputs() -> Iterator[SuggestInput]:
            for one in self._due(ids, watch, tell):
                waiting.append(one)
                yield one.given

        for parse in self._models.parses(inputs(), watch.cancel.check):
            one = waiting[0]
            tell(one.n_before)
            n_done += self._write(one, replace(one.given, parse=parse), watch)
            waiting.popleft()
        watch.progress(len(ids), len(ids), tr("article"))
        notes = (*self._models.notes(sorted(self._languages)), *self._missing())
        seconds = time.monotonic() - began
        return SuggestReport(
            n_done, seconds, tuple(self._skipped), tuple(dict.fromkeys(notes)), self._filled()
        )

    # --- which are due ------------------------------------------------------------------------

    def _due(
        self, article_ids: Sequence[str], watch: Watch, tell: Callable[[int], None]
    ) -> Iterator[_Due]:
        for n, article_id in enumerate(article_ids):
            watch.cancel.check()
            tell(n)
            try:
                found = self._if_due(article_id)
            except CannotWrite:
                raise
            except AnnotatorError as problem:
                self._skipped.append(SkippedArticle(article_id, problem.message))
                continue
            if found is not None:
                yield replace(found, n_before=n)

    def _if_due(self, article_id: str) -> _Due | None:
        context = self._here.context
        layers = {name: suggester_layer(context.layers, name) for name in self._names}
        ids = {one.id for one in layers.values() if one is not None}
        page = self._here.page(article_id, ids)
        if self._known.actors is not context.actors:
            self._known = KnownByWords(context.actors, self._learnt)
        given = given_of(page, self._known, self._options)
        self._languages.add(given.language)
        due = _Due(page, given)
        before = self._here.reader.stamps_of(article_id)
        mark = self._stamp(due, self._models.name_for(given.language))
        is_filled = len(ids) == len(self._names) and all(before.get(one) == mark for one in ids)
        return None if is_filled else due

    def _stamp(self, due: _Due, model: str) -> str:
        sha256, scheme = due.page.article.sha256, self._here.context.scheme
        return stamp(due.given, sha256, scheme, self._suggesters, model)

    # --- writing ------------------------------------------------------------------------------

    def _write(self, due: _Due, given: SuggestInput, watch: Watch) -> bool:
        context, article_id = self._here.context, due.page.article.id
        model = "" if given.parse is None else given.parse.model
        mark = self._stamp(due, model)
        before = self._here.reader.stamps_of(article_id)
        proposals = self.engine(given, self._suggesters, watch.cancel.check)
        changes: list[Change] = []
        for name in self._names:
            # As it is now: an article before this one may have made or changed it.
            known = suggester_layer(context.layers, name)
            layer = known or self._new_layer(name)
            after = replace(layer, record=self._record(name, layer, given.language, model))
            changes += changed(known, after)
            is_kept = name == SUGGESTIONS and known is not None
            decided = self._decided(article_id, after) if is_kept else frozenset[str]()
            of_layer = context.on_layer(after)
            check, page = watch.cancel.check, due.page
            changes += suggested_changes(of_layer, page, proposals[name], decided, check)
            changes += _stamped(after.id, article_id, before.get(after.id), mark)
        watch.cancel.check()
        step = Step("suggest", tuple(changes), by=context.coder.id, at=context.now())
        if not step.is_empty():
            try:
                self._here.suggest(step, watch).result()
            except Cancelled:
                self._here.resume()  # the layers are as they were
                raise
            except StepRefused:
                # Somebody else wrote here since the article was read: it is due once more.
                self._here.resume()
                return False
        return True

    # --- inside -------------------------------------------------------------------------------

    def _new_layer(self, name: str) -> Layer:
        return Layer(self._here.context.new_id(), LayerKind.SUGGESTER, name, origin=DERIVED)

    def _record(self, name: str, layer: Layer, language: str, model: str) -> dict[str, Json]:
        """Give what a layer says of how it was made, the models by language."""
        version = next((one.version for one in self._suggesters if one.name == name), "")
        known = layer.record.get("models")
        models = dict(known) if isinstance(known, dict) else {}
        models |= {primary(language): model} if model else {}
        record: dict[str, Json] = {"settings": dict(asdict(self._options))}
        record |= {"version": version} if version else {}
        record |= {"models": dict(sorted(models.items()))} if models else {}
        return record

    def _decided(self, article_id: str, layer: Layer) -> frozenset[str]:
        """Give the ids of a layer's spans that some coder has decided about."""
        context = self._here.context
        rules = Rules(context.scheme, context.actors)
        found: set[str] = set()
        for layer_id, keys in self._decisions.items():
            for article in self._here.reader.coded_chunk([article_id], [layer_id, layer.id]):
                for one in compare_article(article, rules).differences:
                    ends = one.right if isinstance(one.right, tuple) else (one.right,)
                    if one.key in keys:
                        found.update(end for end in ends if end is not None)
        return frozenset(found)

    def _missing(self) -> tuple[str, ...]:
        notes = (
            one.missing(language)
            for one in self._suggesters
            for language in sorted(self._languages)
        )
        return tuple(filter(None, notes))

    def _filled(self) -> tuple[FilledLayer, ...]:
        reader = self._here.reader
        found: list[FilledLayer] = []
        for name in (*(one.name for one in self._suggesters), SUGGESTIONS):
            layer = suggester_layer(self._here.context.layers, name)
            if layer is not None:
                n_spans, n_links = reader.n_marks(layer.id)
                version = str(layer.record.get("version", ""))
                models = layer.record.get("models")
                model = ", ".join(map(str, models.values())) if isinstance(models, dict) else ""
                found.append(FilledLayer(name, version, model, n_spans, n_links))
        return tuple(found)


def _stamped(layer_id: str, article_id: str, before: str | None, after: str) -> list[Change]:
    if before == after:
        return []
    key = {"layer_id": layer_id, "article_id": article_id}
    old = None if before is None else {**key, "stamp": before}
    return [Change("suggested", old, {**key, "stamp": after})]
