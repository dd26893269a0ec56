"""What of a bundle goes out: no reference to what is not there; and how much stays behind.

The caller chose layers and articles; here only that choice is made whole. No format is known here.
"""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from operator import length_hint
from typing import TypeVar

from annotator.formats.base import Counts, WriteOptions
from annotator.formats.beside import Beside
from annotator.formats.loss_places import LEFT, OWN, keep_places, tells_its_origin
from annotator.language import tr, trn
from annotator.model.bundle import Bundle, Content, Loss, LossKind
from annotator.model.choice.cases import Case, CountedCases
from annotator.model.named import NamedSet
from annotator.model.span import Decision, Note, Owner, Span
from annotator.text.ranges import Range
from annotator.work import Cancel, Progress

_LEFT = {
    "link": (
        "{n} link to a span that is not exported is left out",
        "{n} links to spans that are not exported are left out",
    ),
    "note": (
        "{n} note about something that is not exported is left out",
        "{n} notes about something that is not exported are left out",
    ),
    "decision": (
        "{n} decision about something that is not exported is left out",
        "{n} decisions about something that is not exported are left out",
    ),
    "named": (
        "{n} set of articles under a name is left out, as not all of them are exported",
        "{n} sets of articles under names are left out, as not all of them are exported",
    ),
    "span.actor": (
        "{n} span refers to an actor that is not exported",
        "{n} spans refer to actors that are not exported",
    ),
    "article.replaces": (
        "{n} article replaces one that is not exported before it",
        "{n} articles replace ones that are not exported before them",
    ),
}
"""What may stay behind, in words."""


_Thing = TypeVar("_Thing")
_ROWS_AT_ONCE = 500


@dataclass(slots=True)
class ExportSelection:
    """One way through a bundle. Afterwards it knows what went by and what stayed behind.

    Left out are: links, notes and decisions about spans that are not there, states and decisions
    of layers that are not there, references to actors and older versions that are not there.
    """

    bundle: Bundle
    options: WriteOptions
    progress: Progress | None = None
    cancel: Cancel | None = None
    written: object = None
    """What a format noted of all that it wrote, for its own reading back; None = nothing."""
    reads_back: bool = False
    """Whether what was written is being compared: whoever watches is told so."""
    beside: Beside = field(default_factory=Beside)
    """What stands beside the target."""
    is_folder: bool = False
    places: CountedCases | None = None
    """Where what goes by or stays behind stands, if somebody wants to look at it."""
    n: Counter[str] = field(default_factory=Counter)
    n_left: Counter[str] = field(default_factory=Counter)
    _layers: frozenset[str] = frozenset()
    _actors: frozenset[str] = frozenset()
    _articles: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Note which layers and actors there are."""
        self._layers = frozenset(layer.id for layer in self.bundle.layers)
        self._actors = frozenset(actor.id for actor in self.bundle.actors)

    def __iter__(self) -> Iterator[Content]:
        """Give the contents, made whole; tell progress of every 50th, look before each whether
        to stop.
        """
        self.beside.clear()
        if self.places is not None:
            self.places.clear()
        self.n.clear()
        self.n_left.clear()
        self._articles.clear()
        of = length_hint(self.bundle.contents)
        for done, content in enumerate(self.bundle.contents):
            self.tell(done, of)
            yield self._whole(content)
        if of:
            self.tell(of, of)

    def looked_at(self, what: str) -> Iterator[Content]:
        """Give the contents as they are, before any goes by; see `tell`."""
        of = length_hint(self.bundle.contents)
        for done, content in enumerate(self.bundle.contents):
            self.tell(done, of, what)
            yield content

    def tell(self, done: int, of: int, what: str = "") -> None:
        """Say how many articles, or what else is written, went by; look whether to stop."""
        if self.cancel is not None:
            self.cancel.check()
        if self.progress is not None and (done % 50 == 0 or done == of):
            what = tr("Reading back") if self.reads_back else what or tr("Writing articles")
            self.progress(done, max(of, done), what)

    def rows_told(self, of: int, what: str = "") -> Callable[[Iterable[_Thing]], Iterator[_Thing]]:
        """Give what lets rows of a kind go by, of so many; see `tell`."""
        count = itertools.count()

        def told(rows: Iterable[_Thing]) -> Iterator[_Thing]:
            for row in rows:
                done = next(count)
                if done % _ROWS_AT_ONCE == 0:
                    self.tell(done, of, what)
                yield row

        return told

    def differences(self) -> tuple[Decision, ...]:
        """Give the bundle's own decisions whose layer is there."""
        own = self.bundle.decisions
        return self._kept("decision", own, lambda one: one.layer_id in self._layers)

    def notes(self) -> tuple[Note, ...]:
        """Give the bundle's own notes: those on the scheme, and on actors that are there."""
        own = self.bundle.notes
        return self._kept(
            "note", own, lambda one: one.owner_kind is Owner.SCHEME or one.owner_id in self._actors
        )

    def named(self) -> tuple[NamedSet, ...]:
        """Give what is kept under names, after the last content: sets of articles only whole."""
        own = self.bundle.named
        return self._kept("named", own, lambda one: self._articles.issuperset(one.members))

    def _whole(self, content: Content) -> Content:
        article = content.article
        if article.replaces is not None and article.replaces not in self._articles:
            article = replace(article, replaces=None)
            self.n_left["article.replaces"] += 1
        self.n["article.replaces"] += content.article.replaces is not None
        self._articles.add(article.id)
        spans = self._spans(content)
        span_ids = {span.id for span in spans}
        links = self._kept(
            "link",
            content.links,
            lambda one: one.source_id in span_ids and one.target_id in span_ids,
        )
        about = {"span": span_ids, "link": {link.id for link in links}, "article": {article.id}}

        def judged(one: Decision) -> bool:
            known = about.get(one.subject_kind)
            return one.layer_id in self._layers and (known is None or one.subject in known)

        self.n["article"] += 1
        for of in ([one.attributes for one in spans], [one.attributes for one in links]):
            self.n["attribute"] += sum(map(len, of))
            self.n["attribute.empty"] += sum([[*one.values()].count("") for one in of if one])
        self.n["region"] += len(content.regions)
        states = {one: state for one, state in content.states.items() if one in self._layers}
        self.n["state"] += len(states)
        whole = Content(
            article=article,
            states=states,
            regions=content.regions,
            spans=spans,
            links=links,
            notes=self._kept(
                "note", content.notes, lambda one: one.owner_id in about.get(one.owner_kind, ())
            ),
            decisions=self._kept("decision", content.decisions, judged),
        )
        if self.places is not None:
            keep_places(self.places, content, whole)
        return whole

    def _spans(self, content: Content) -> tuple[Span, ...]:
        spans = content.spans
        self.n["span"] += len(content.spans)
        if any(span.actor_id is not None and span.actor_id not in self._actors for span in spans):
            known = [span.actor_id is None or span.actor_id in self._actors for span in spans]
            self.n_left["span.actor"] += known.count(False)
            spans = tuple(
                span if is_known else replace(span, actor_id=None)
                for span, is_known in zip(spans, known, strict=True)
            )
        self.n["span.parts"] += sum([len(one.parts) > 1 for one in spans])
        reasons = [one.reason for one in spans if one.reason is not None]
        self.n["span.evidence"] += sum([bool(one.evidence) for one in reasons])
        self.n["span.origin"] += sum([tells_its_origin(one) for one in spans])
        self.n["span.actor"] += sum([one.actor_id is not None for one in content.spans])
        return spans

    def _kept(
        self, kind: str, things: tuple[_Thing, ...], goes_out: Callable[[_Thing], bool]
    ) -> tuple[_Thing, ...]:
        kept = tuple(filter(goes_out, things))
        self.n[kind] += len(things)
        self.n_left[kind] += len(things) - len(kept)
        return kept

    def places_of(self, item: str, article_id: str, places: Iterable[Range | None]) -> None:
        """Note where in an article a format holds something otherwise, for whoever looks."""
        if self.places is not None:
            self.places.keep(f"{OWN}{item}", [Case(article_id, at) for at in places])

    def dropped(self, item: str, how: str) -> Iterator[Loss]:
        """Give the loss of all that went by of a kind which a format cannot hold."""
        n = self.n[item] - self.n_left[item]
        if n:
            yield Loss(item, n, n, LossKind.DROPPED, how)

    def counts(self) -> Counts:
        """Give how much went by, after the last content."""
        return Counts(
            articles=self.n["article"],
            spans=self.n["span"] - self.n_left["span"],
            links=self.n["link"] - self.n_left["link"],
        )

    def losses(self) -> tuple[Loss, ...]:
        """Give what the choice left out and what stayed behind, after the last content."""
        places = self.places or CountedCases()
        own = (
            Loss(
                *(item, self.n_left[item], self.n[item], LossKind.DROPPED, trn(one, many, n)),
                places.cases(f"{LEFT}{item}"),
            )
            for item, (one, many) in _LEFT.items()
            if (n := self.n_left[item])
        )
        return (*self.bundle.left(), *own)
