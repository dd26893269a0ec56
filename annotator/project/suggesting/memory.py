"""What a coder's marks and decisions teach the suggesters, read from the project and kept up.

It is computed and never kept: what is undone takes its learning with it. Kept are only the
switches, under the names of the rules.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from annotator.compare.rules import Rules
from annotator.model.layer import Layer, layer_of_suggestions
from annotator.model.named import NamedKind
from annotator.project.notices import Notice, NoticeKind
from annotator.project.review.suggested import suggestions_by_key
from annotator.suggest.learnt import Learnt, TaughtPair, learnt_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.model.page import Page
    from annotator.model.span import Link, Span
    from annotator.project.open_project import OpenProject

_CHUNK = 100


@dataclass(slots=True)
class _OfArticle:
    """What one article teaches: the coder's marks, what was taken as it was suggested."""

    marks: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    taken: tuple[TaughtPair, ...] = ()
    suggested: dict[str, Span] = field(default_factory=dict)
    """The suggestions that were rejected, by key."""


class Memory:
    """What the coder of an open project has taught; asked from any thread."""

    def __init__(self, here: OpenProject) -> None:
        """Begin with nothing read."""
        self._here = here
        self._lock = threading.RLock()
        self._layer_id = ""
        self._articles: dict[str, _OfArticle] = {}
        self._keys: dict[str, str] = {}
        """For each suggestion of the project its article, by key."""
        self._rejected: frozenset[str] = frozenset()
        self._stale: set[str] | None = None
        """The articles to read anew; None = all."""
        self._learnt: Learnt | None = None
        here.subscribe(self._heard)

    def learnt(self) -> Learnt:
        """Give the rules as they are now, the switched off ones among them."""
        with self._lock:
            if self._layer_id != self._here.context.layer.id:
                self._layer_id, self._stale = self._here.context.layer.id, None
            if self._learnt is None or self._stale is None or self._stale:
                self._read_anew()
                self._learnt = self._computed()
            return self._learnt

    # --- hearing ------------------------------------------------------------------------------

    def _heard(self, notice: Notice) -> None:
        with self._lock:
            if notice.kind is NoticeKind.REREAD:
                self._stale, self._learnt = None, None
                return
            if notice.step is None or notice.kind is NoticeKind.FAILED:
                return
            tables = notice.tables()
            if tables & {"decision", "named", "scheme", "actor"}:
                self._learnt = None
            if self._stale is not None:
                self._stale |= notice.article_ids()

    # --- reading ------------------------------------------------------------------------------

    def _read_anew(self) -> None:
        here = self._here
        suggestions = layer_of_suggestions(here.context.layers)
        marked = set(here.reader.counts(self._layer_id))
        if self._stale is None:
            self._articles, self._keys, self._rejected = {}, {}, frozenset()
            stale = marked
        else:
            stale = self._stale
        self._stale = set()
        rejected = self._rejected_keys(suggestions)
        changed = rejected ^ self._rejected
        self._rejected = rejected
        if rejected:
            self._find_keys(stale, suggestions)
        # An article without marks teaches only by what was rejected there; most were only read.
        wanted = stale & (marked | self._articles.keys())
        wanted |= {self._keys[one] for one in changed if one in self._keys}
        for some in _chunks(sorted(wanted)):
            self._read(some, suggestions)

    def _rejected_keys(self, suggestions: Layer | None) -> frozenset[str]:
        if suggestions is None:
            return frozenset()
        return frozenset(
            one.subject
            for one in self._here.reader.decisions()
            if one.layer_id == self._layer_id and one.verdict == "reject"
        )

    def _find_keys(self, wanted: set[str], suggestions: Layer | None) -> None:
        """Find in which article each suggestion stands; at first in all, then in those read."""
        if suggestions is None:
            return
        context = self._here.context
        rules = Rules(context.scheme, context.actors)
        ids = wanted if self._keys else set(self._here.reader.counts(suggestions.id))
        for some in _chunks(sorted(ids)):
            for article in self._here.reader.coded_chunk(some, [suggestions.id]):
                for key in suggestions_by_key(article, 0, rules):
                    self._keys[key] = article.id

    def _read(self, article_ids: list[str], suggestions: Layer | None) -> None:
        layers = {self._layer_id} | ({suggestions.id} if suggestions is not None else set())
        codings = {}
        if self._rejected and suggestions is not None:
            context = self._here.context
            rules = Rules(context.scheme, context.actors)
            for article in self._here.reader.coded_chunk(article_ids, [suggestions.id]):
                by_key = codings[article.id] = suggestions_by_key(article, 0, rules)
                self._keys |= dict.fromkeys(by_key, article.id)  # a rename moves them
        for article_id in article_ids:
            page = self._here.page(article_id, layers)
            by_key = codings.get(article_id, {})
            self._articles[article_id] = self._of_page(page, by_key)

    def _of_page(self, page: Page, by_key: dict[str, str]) -> _OfArticle:
        marks = tuple(page.spans(layer_id=self._layer_id))
        links = tuple(one for one in page.links() if one.layer_id == self._layer_id)
        sources = ((one, page.span(one.source_id or "")) for one in marks)
        taken = tuple(TaughtPair(source, one) for one, source in sources if source is not None)
        rejected = {
            key: span
            for key, span_id in by_key.items()
            if key in self._rejected and (span := page.span(span_id)) is not None
        }
        return _OfArticle(marks, links, taken, rejected)

    def _computed(self) -> Learnt:
        some = [self._articles[one] for one in sorted(self._articles)]
        return learnt_from(
            chain.from_iterable(one.marks for one in some),
            chain.from_iterable(one.links for one in some),
            chain.from_iterable(one.taken for one in some),
            chain.from_iterable(one.suggested.values() for one in some),
            self._here.context.scheme,
            switched_off(self._here),
        )


def switched_off(here: OpenProject) -> frozenset[str]:
    """Give the ids of the rules that were switched off."""
    return frozenset(one.name for one in here.reader.named(NamedKind.RULE))


def _chunks(ids: list[str]) -> Iterator[list[str]]:
    return (ids[first : first + _CHUNK] for first in range(0, len(ids), _CHUNK))
