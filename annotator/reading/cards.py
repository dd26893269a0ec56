"""Cards beside the page: where each stands, which of them show, and what stands on them.

Pixels come in and go out; fonts, colours and widgets are not known here.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.language import is_right_to_left, tr
from annotator.model.actor import ActorBook
from annotator.model.page import Page
from annotator.model.scheme import Role, Scheme
from annotator.model.span import Confidence, Span
from annotator.model.statement import Statement, name_of, statement_of, who_says
from annotator.reading.key_line import lacks_actor

HEIGHT = 46
SELECTED_HEIGHT = 118
"""At least: a selected card is as high as its lines."""
GHOST_HEIGHT = 67
BETWEEN = 6
_TO_RIGHT, _TO_LEFT = "\u200e", "\u200f"
"""Signs of direction: nothing is seen of them."""


@dataclass(frozen=True, slots=True)
class CardWish:
    """A card that would like its top at `top`; in text order."""

    claim_id: str
    top: float
    height: float = HEIGHT


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where a card stands."""

    claim_id: str
    top: float
    height: float

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class CardsInView:
    """The cards that are wholly in view, and how many are not: above and below it."""

    places: tuple[CardPlace, ...]
    n_above: int
    n_below: int


def fit(
    wishes: Sequence[CardWish], selected_id: str | None = None, between: float = BETWEEN
) -> tuple[CardPlace, ...]:
    """Give every card a place: in their order, not on each other, shifted as little as possible.

    The selected card stands exactly where it wishes to; the others are pushed away from it.
    The sum of the squared shifts is least (isotonic regression), before that push.
    """
    tops = _isotonic(wishes, between)
    chosen = next((n for n, wish in enumerate(wishes) if wish.claim_id == selected_id), None)
    if chosen is not None:
        tops[chosen] = wishes[chosen].top
        for n in range(chosen - 1, -1, -1):
            tops[n] = min(tops[n], tops[n + 1] - wishes[n].height - between)
        for n in range(chosen + 1, len(wishes)):
            tops[n] = max(tops[n], tops[n - 1] + wishes[n - 1].height + between)
    return tuple(
        CardPlace(wish.claim_id, top, wish.height) for wish, top in zip(wishes, tops, strict=True)
    )


def _isotonic(wishes: Sequence[CardWish], between: float) -> list[float]:
    """Pool neighbours that would overlap, and let each pool stand at the mean of its wishes."""
    means: list[float] = []
    sizes: list[int] = []
    before: list[float] = []
    height = 0.0
    for wish in wishes:
        before.append(height)
        means.append(wish.top - height)
        sizes.append(1)
        height += wish.height + between
        while len(means) > 1 and means[-2] > means[-1]:
            mean, size = means.pop(), sizes.pop()
            means[-1] = (means[-1] * sizes[-1] + mean * size) / (sizes[-1] + size)
            sizes[-1] += size
    tops: list[float] = []
    for mean, size in zip(means, sizes, strict=True):
        first = len(tops)
        tops.extend([mean + before[n] for n in range(first, first + size)])
    return tops


def showing(
    places: Sequence[CardPlace], top: float, bottom: float, line: float = 24
) -> CardsInView:
    """Give the cards that lie wholly between `top` and `bottom`; the others are counted.

    Where some are left out, a `line` high stretch is kept free for the words "9 more below".
    """
    # Cards follow each other downwards, so that their tops and bottoms are in order.
    first = bisect_left(places, top, key=_top)
    last = bisect_right(places, bottom, key=_bottom)
    while first and first < last and places[first].top < top + line:
        first += 1
    while last < len(places) and last > first and places[last - 1].bottom > bottom - line:
        last -= 1
    return CardsInView(tuple(places[first:last]), first, len(places) - max(last, first))


def _top(place: CardPlace) -> float:
    return place.top


def _bottom(place: CardPlace) -> float:
    return place.bottom


@dataclass(frozen=True, slots=True)
class CardTarget:
    """What a claim is about, or to whom it is said, as its card shows it.

    The words, their type, and the stance towards what it is about.
    """

    words: str
    type_name: str
    stance: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on the card of one statement, or of a span that belongs to none.

    `who` is the actor, else the article's words for the speaker, else "no speaker"; of other spans
    the actor they mean, else their words. `values` are those set beside the directness,
    `addressees` those it is said to. `cue` is shown when nothing is said about
    targets. `reason` and `confidence` are a suggestion's.
    """

    claim_id: str
    type_name: str
    who: str
    words: str
    is_known: bool = False
    has_speaker: bool = True
    lacks_actor: bool = False
    has_note: bool = False
    directness: str = ""
    is_default: bool = False
    values: tuple[str, ...] = ()
    targets: tuple[CardTarget, ...] = ()
    addressees: tuple[CardTarget, ...] = ()
    cue: str = ""
    n_parts: int = 1
    is_statement: bool = True
    is_ghost: bool = False
    reason: str = ""
    confidence: str = ""

    def why(self) -> str:
        """Give why it is suggested, and how sure that is.

        A sentence that begins with the article's words runs the program's way all the same.
        """
        said = " · ".join(filter(None, (self.reason, tr(self.confidence))))
        kinds = (unicodedata.bidirectional(one) for one in said)
        first = next((one for one in kinds if one in ("L", "R", "AL")), "L")
        if (first != "L") is is_right_to_left():
            return said
        return f"{_TO_LEFT if is_right_to_left() else _TO_RIGHT}{said}"

    @property
    def height(self) -> float:
        """How high the card is when it is not selected."""
        return GHOST_HEIGHT if self.is_ghost else HEIGHT


def card_of(page: Page, span: Span, actors: ActorBook, *, layer_id: str, scheme: Scheme) -> Card:
    """Give what stands on a span's card. `layer_id` is the reader's own layer."""
    is_ghost = span.layer_id != layer_id
    if scheme.role_of(span.type) is not Role.CLAIM:
        card = _card_of_other(page, span, actors, scheme)
        return _suggested(card, span) if is_ghost else card
    statement = statement_of(page, scheme, span)
    who, is_known = _who(statement, actors)
    directness = span.attributes.get("directness", "")
    is_default = not directness
    if is_default:
        directness = _default(scheme, "directness")
    parts = (span, *statement.speakers, *statement.cues, *statement.addressees)
    parts += tuple(one.span for one in statement.targets)
    card = Card(
        claim_id=span.id,
        type_name=span.type,
        who=who,
        words=" … ".join(span.quotes),
        is_known=is_known,
        has_speaker=bool(statement.speakers),
        lacks_actor=bool(statement.speakers) and not is_known,
        has_note=any(page.notes(one.id) for one in parts),
        directness=directness,
        is_default=is_default,
        values=tuple(one for name, one in span.attributes.items() if name != "directness"),
        targets=tuple(
            CardTarget(one.span.text(), one.span.type, one.link.attributes.get("stance", ""))
            for one in statement.targets
        ),
        addressees=tuple(CardTarget(one.text(), one.type) for one in statement.addressees),
        cue=", ".join(cue.text() for cue in statement.cues),
        n_parts=len(span.parts),
    )
    return _suggested(card, span) if is_ghost else card


def _suggested(card: Card, span: Span) -> Card:
    """Give the card of a suggestion: why, and how sure; what it lacks is nobody's omission yet."""
    return replace(
        card,
        is_ghost=True,
        lacks_actor=False,
        reason=span.reason.text if span.reason is not None else "",
        confidence=Confidence.of(span.confidence),
    )


def _card_of_other(page: Page, span: Span, actors: ActorBook, scheme: Scheme) -> Card:
    words = " … ".join(span.quotes)
    name = name_of(span, actors)
    return Card(
        claim_id=span.id,
        type_name=span.type,
        who=name or words,
        words=words,
        is_known=bool(name),
        lacks_actor=lacks_actor(span, scheme, actors),
        has_note=bool(page.notes(span.id)),
        values=tuple(span.attributes.values()),
        n_parts=len(span.parts),
        is_statement=False,
    )


def _who(statement: Statement, actors: ActorBook) -> tuple[str, bool]:
    if not statement.speakers:
        return tr("no speaker"), False
    is_known = all(name_of(one, actors) for one in statement.speakers)
    return ", ".join(who_says(statement, actors)), is_known


def _default(scheme: Scheme, name: str) -> str:
    kind = scheme.type_for(Role.CLAIM)
    attribute = kind.attribute(name) if kind is not None else None
    return attribute.default or "" if attribute is not None else ""
