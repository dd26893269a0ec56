"""Running suggesters over articles: which are due, and writing what they propose.

No step is made: what suggesters write can be thrown away and made anew. An article is written
whole or not at all, so that a run may end at any moment.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.compare.differences import compare_article
from annotator.compare.rules import Rules
from annotator.errors import AnnotatorError, Cancelled, CannotWrite, Forbidden, WrongUse
from annotator.language import tr
from annotator.model.changes import Change, Step
from annotator.model.layer import DERIVED, Layer, LayerKind
from annotator.model.rows import changed
from annotator.project.suggesting.derived_rows import suggested_changes
from annotator.project.suggesting.given import given_of, known_actors, stamp
from annotator.suggest.base import MERGED
from annotator.suggest.engine import SUGGESTERS, suggest_article

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from annotator.project.open_project import OpenProject
    from annotator.suggest.base import Options, Suggester
    from annotator.work import Watch


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


class Suggesting:
    """Suggesters at work on an open project."""

    def __init__(
        self, here: OpenProject, suggesters: Sequence[Suggester], options: Options
    ) -> None:
        """Work for `here`; raises `Forbidden` in a kit, whose coder is to see no suggestion."""
        if here.context.kit is not None:
            raise Forbidden(
                tr("In a kit nothing is suggested: its coder codes without help."),
                tr("Take the kit back first, and look at suggestions in the project it came from."),
            )
        self._here = here
        self._suggesters = suggesters
        self._options = options
        self._stamps = here.reader.stamps()
        self._decisions: dict[str, set[str]] = {}
        """The keys of what was decided, by the layer that it was decided on."""
        for one in here.reader.decisions():
            if one.verdict != "open":
                self._decisions.setdefault(one.layer_id, set()).add(one.subject)

    def run(self, article_ids: Iterable[str], watch: Watch) -> SuggestReport:
        """Fill the layers for the articles that are due; raises `Cancelled`, `CannotWrite`.

        What was written for an article before a Cancel stays.
        """
        began = time.monotonic()
        ids = tuple(article_ids)
        n_done = 0
        skipped: list[SkippedArticle] = []
        for n, article_id in enumerate(ids):
            watch.cancel.check()
            watch.progress(n, len(ids), tr("article"))
            try:
                n_done += self.suggest(article_id, watch)
            except (Cancelled, CannotWrite):
                raise
            except AnnotatorError as problem:
                skipped.append(SkippedArticle(article_id, problem.message))
        watch.progress(len(ids), len(ids), tr("article"))
        notes = self._missing(ids)
        seconds = time.monotonic() - began
        return SuggestReport(n_done, seconds, tuple(skipped), notes, self._filled())

    def suggest(self, article_id: str, watch: Watch) -> bool:
        """Fill the layers for one article if it is due; say whether it was."""
        context = self._here.context
        names = [*(one.name for one in self._suggesters), MERGED]
        known = {name: suggester_layer(context.layers, name) for name in names}
        wanted = {one.id for one in known.values() if one is not None}
        page = self._here.page(article_id, wanted)
        given = given_of(page, known_actors(context.actors), self._options)
        mark = stamp(given, page.article.sha256, context.scheme, self._suggesters)
        before = self._stamps.get(article_id, {})
        if wanted and len(wanted) == len(names) and all(before.get(one) == mark for one in wanted):
            return False
        proposals = suggest_article(given, self._suggesters, watch.cancel.check)
        changes: list[Change] = []
        stamped: dict[str, str] = {}
        for name in names:
            layer = known[name] or self._new_layer(name)
            after = replace(layer, record=self._record(name))
            changes += changed(known[name], after)
            is_kept = name == MERGED and known[name] is not None
            decided = self._decided(article_id, after) if is_kept else frozenset[str]()
            changes += suggested_changes(context.on_layer(after), page, proposals[name], decided)
            changes += _stamped(after.id, article_id, before.get(after.id), mark)
            stamped[after.id] = mark
        watch.cancel.check()
        step = Step("suggest", tuple(changes), by=context.coder.id, at=context.now())
        if not step.is_empty():
            self._here.suggest(step).result()
        self._stamps[article_id] = {**before, **stamped}
        return True

    # --- inside -------------------------------------------------------------------------------

    def _new_layer(self, name: str) -> Layer:
        return Layer(self._here.context.new_id(), LayerKind.SUGGESTER, name, origin=DERIVED)

    def _record(self, name: str) -> dict[str, str]:
        version = next((one.version for one in self._suggesters if one.name == name), "")
        return {"version": version} if version else {}

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

    def _missing(self, article_ids: Collection[str]) -> tuple[str, ...]:
        languages = sorted({self._here.reader.article(one).language for one in article_ids})
        notes = (one.missing(language) for one in self._suggesters for language in languages)
        return tuple(dict.fromkeys(filter(None, notes)))

    def _filled(self) -> tuple[FilledLayer, ...]:
        reader = self._here.reader
        found: list[FilledLayer] = []
        for name in (*(one.name for one in self._suggesters), MERGED):
            layer = suggester_layer(self._here.context.layers, name)
            if layer is not None:
                n_spans, n_links = reader.n_marks(layer.id)
                version = str(layer.record.get("version", ""))
                model = str(layer.record.get("model", ""))
                found.append(FilledLayer(name, version, model, n_spans, n_links))
        return tuple(found)


def _stamped(layer_id: str, article_id: str, before: str | None, after: str) -> list[Change]:
    if before == after:
        return []
    key = {"layer_id": layer_id, "article_id": article_id}
    old = None if before is None else {**key, "stamp": before}
    return [Change("suggested", old, {**key, "stamp": after})]
