"""One question at a time: what can be asked, of which spans or links, in which order."""

from __future__ import annotations

import hashlib
from dataclasses import InitVar, dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.span import Owner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.model.scheme import AttributeType, LinkType, Scheme, SpanType
    from annotator.project.asking.suggestions import SuggestedItem
    from annotator.store.lists.asked import AskedItem

    Walked: TypeAlias = AskedItem | SuggestedItem

WHO = "who"
"""Asks of each span of a type with actors whom it means."""
SUGGESTIONS = "suggestions"
"""Asks of each suggestion whether it is taken."""
_LINK = "link:"


@dataclass(frozen=True, slots=True)
class Topic:
    """What is asked: an attribute of a type or link, or (None) whom spans of some types mean.

    Of suggestions, which are of no type that is fixed before, whether they are taken.
    """

    what: str
    kind: Owner
    types: tuple[str, ...]
    attribute: AttributeType | None = None


def topics(scheme: Scheme) -> Iterator[Topic]:
    """Give all that can be asked, in the order of the scheme; who it is, and suggestions, last."""
    for kind in scheme.offered_types:
        yield from _of_owner(Owner.SPAN, kind)
    for link in scheme.offered_links:
        yield from _of_owner(Owner.LINK, link)
    named = tuple(one.name for one in scheme.offered_types if one.refers_to_actor)
    if named:
        yield Topic(WHO, Owner.SPAN, named)
    yield Topic(SUGGESTIONS, Owner.SPAN, ())


def topic_of(scheme: Scheme, what: str) -> Topic:
    """Give what is asked by its path (`claim.directness`, `about.stance`, `who`)."""
    wanted = what.removeprefix(_LINK).replace("-", "_")
    found = next((one for one in topics(scheme) if one.what in (what, wanted)), None)
    if found is None:
        names = ", ".join(one.what for one in topics(scheme))
        raise WrongUse(
            tr("Of “{what}” nothing can be asked.", what=what),
            tr("What can be asked: {names}.", names=names or "–"),
        )
    return found


def _of_owner(kind: Owner, owner: SpanType | LinkType) -> Iterator[Topic]:
    for one in owner.offered_attributes:
        yield Topic(f"{owner.name}.{one.name}", kind, (owner.name,), one)


@dataclass(slots=True)
class Walk:
    """Where one stands in a walk, and how much is answered.

    With a `seed` the order is shuffled, always the same way; None = as one reads. Walked are those
    without an answer, with `every` all.
    """

    topic: Topic
    first: InitVar[Sequence[Walked]]
    every: bool = False
    seed: int | None = None
    at: int = 0
    items: list[Walked] = field(default_factory=list)
    _all: list[Walked] = field(default_factory=list)
    _answered: set[str] = field(default_factory=set)
    _gone: set[str] = field(default_factory=set)
    _known: set[str] | None = None
    """All there are; None = nobody has asked since there are more."""

    def __post_init__(self, first: Sequence[Walked]) -> None:
        """Take the order."""
        self.extend(first)

    def extend(self, more: Sequence[Walked]) -> None:
        """Go over these, too, behind where one stands."""
        self._all += more
        self._known = None
        self._answered.update(one.item for one in more if one.is_answered)
        seed, here = self.seed, min(self.at + 1, len(self.items))
        self.items += [one for one in more if self.every or not one.is_answered]
        if seed is not None:
            self.items[here:] = sorted(self.items[here:], key=lambda one: _place(seed, one.item))

    @property
    def current(self) -> Walked | None:
        """What is asked of now; None behind the last."""
        return self.items[self.at] if self.at < len(self.items) else None

    @property
    def n_answered(self) -> int:
        """How many have an answer."""
        return len(self._answered) - len(self._answered & self._gone)

    @property
    def n_all(self) -> int:
        """How many there are, those that are gone meanwhile not counted."""
        return len(self._all) - len(self._gone)

    @property
    def n_gone(self) -> int:
        """How many went meanwhile."""
        return len(self._gone)

    def turned(self, seed: int | None, *, every: bool) -> Walk:
        """Give the walk anew from its beginning, in another order, with what is answered now."""
        answered, gone = set(self._answered), set(self._gone)
        left = (one for one in self._all if one.item not in gone)
        items = [one._replace(is_answered=one.item in answered) for one in left]
        return Walk(self.topic, items, every, seed)

    def taking_answers_of(self, other: Walk) -> Walk:
        """Give the walk with what another counts as answered: it has gone on meanwhile."""
        known = self._known_items()
        self._answered, self._gone = other._answered & known, other._gone & known
        return self

    def again(self) -> Walk:
        """Give a walk over what was passed by."""
        return Walk(self.topic, self.open_items, every=True, seed=self.seed)

    @property
    def open_items(self) -> tuple[Walked, ...]:
        """What was walked over, or is to be, and has no answer."""
        left = self._answered | self._gone
        return tuple(one for one in self.items if one.item not in left)

    def go(self, by: int) -> bool:
        """Go on or back past what is gone; say whether there was something."""
        at = self.at + by
        while 0 <= at < len(self.items) and self.items[at].item in self._gone:
            at += by
        if at < 0:
            return False
        self.at = min(at, len(self.items))
        return True

    def stand_on(self, item: str) -> bool:
        """Stand on a span or link of the walk; say whether it is one."""
        at = next((n for n, one in enumerate(self.items) if one.item == item), None)
        if at is None:
            return False
        self._gone.discard(item)
        self.at = at
        return True

    def answer(self, item: str, *, is_answered: bool) -> None:
        """Count an answer, or that one was taken away; of nothing that is not asked about."""
        here = self.current
        if (here is not None and here.item == item) or item in self._known_items():
            (self._answered.add if is_answered else self._answered.discard)(item)

    def _known_items(self) -> set[str]:
        if self._known is None:
            self._known = {one.item for one in self._all}
        return self._known

    def drop(self, item: str) -> None:
        """Count something as gone: its article was removed, or it was deleted."""
        self._gone.add(item)

    def ahead(self, n: int) -> list[str]:
        """Give the articles of what comes next, the one before too, each once."""
        some = self.items[max(self.at - 1, 0) : self.at + n]
        first = [one.article_id for one in self.items[self.at : self.at + 1]]
        return [*dict.fromkeys([*first, *(one.article_id for one in some)])]


def _place(seed: int, item: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{item}".encode()).digest()
