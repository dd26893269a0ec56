"""The card of a difference laid out: one line when settled, both sides, or the current one whole.

Painting it is `card_painter`'s. Places are the card's own, mirrored in right-to-left articles.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from annotator.language import tr, trn
from annotator.ui.basics.keycaps import CAP_HEIGHT, cap_width
from annotator.ui.basics.labels import elided
from annotator.ui.margin.open_card import FIRST_LINE, WIDTH, CardPart, OpenCard, metrics_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.ui.basics.theme import Theme

SETTLED, OPEN, CURRENT = 32, 64, 150
"""How high a card is: settled, open, current (at least)."""
_SIDE = 12.0
_CHIP = 12.0
_SECOND = 46.0
_ROW, _FIRST_ROW = 26.0, 43.0


@dataclass(frozen=True, slots=True)
class SideWords:
    """What a side says: its letter, its words, whether it has anything there."""

    letter: str
    words: str
    is_there: bool = True


@dataclass(frozen=True, slots=True)
class DifferenceCard:
    """What stands on a card. `verdict` is what was decided, in words; empty while it is open."""

    key: str
    title: str
    about: str
    left: SideWords
    right: SideWords
    verdict: str = ""
    note: str = ""
    n_alike: int = 1
    frames_left: bool | None = None
    """Which side Enter takes; None = the card is not current."""
    can_settle: bool = True
    has_both: bool = True

    @property
    def is_settled(self) -> bool:
        """Whether something was decided about it."""
        return bool(self.verdict)

    def words(self) -> str:
        """Give what a screen reader says of it first."""
        sides = f"{self.left.letter}: {self.left.words}; {self.right.letter}: {self.right.words}"
        return ", ".join(filter(None, (self.title, self.about, sides, self.verdict)))


def difference_card(
    card: DifferenceCard, keys: Mapping[str, str], theme: Theme, *, mirrored: bool
) -> OpenCard:
    """Lay a card out, by how it stands."""
    lines = _Lines(theme, keys)
    if card.frames_left is not None:
        height = _current(lines, card)
    elif card.is_settled:
        height = float(SETTLED)
        _title(lines, card, SETTLED / 2)
    else:
        height = float(OPEN)
        _title(lines, card, FIRST_LINE + 2)
        _two_columns(lines, card)
    parts = lines.parts
    if mirrored:
        parts = [replace(one, rect=_mirrored(one.rect)) for one in parts]
    return OpenCard(tuple(parts), height)


def _mirrored(rect: QRectF) -> QRectF:
    return QRectF(WIDTH - rect.right(), rect.top(), rect.width(), rect.height())


@dataclass(slots=True)
class _Lines:
    """Puts parts at places, as wide as they are."""

    theme: Theme
    keys: Mapping[str, str]
    parts: list[CardPart] = field(default_factory=list)

    def width(self, words: str, font: str = "small") -> float:
        return metrics_of(self.theme, font).horizontalAdvance(words)

    def put(self, part: CardPart, x: float, middle: float, room: float) -> float:
        """Put words or a key at a place, cut to the room; give where they end."""
        if part.is_key:
            wide = cap_width(self.width(part.words))
        else:
            shown = elided(part.words, metrics_of(self.theme, part.font), max(room, 0))
            part = replace(part, words=shown)
            wide = self.width(shown, part.font)
        top = middle - CAP_HEIGHT / 2
        self.parts.append(replace(part, rect=QRectF(x, top, wide, CAP_HEIGHT)))
        return x + wide

    def shape(self, part: CardPart, rect: QRectF) -> None:
        self.parts.append(replace(part, rect=rect))


def _title(lines: _Lines, card: DifferenceCard, middle: float) -> None:
    x, end = _SIDE, WIDTH - _SIDE
    ink = "ink3" if card.is_settled and card.frames_left is None else "ink"
    if card.is_settled:
        lines.shape(CardPart(is_tick=True, ink="ink3"), QRectF(x, middle - 6, 12, 12))
        x += 20
    if card.note:
        end -= 14
        lines.shape(CardPart(is_sign=True), QRectF(end, middle - 6, 12, 12))
    font = "ui" if ink == "ink3" else "bold"
    x = lines.put(CardPart(card.title, font=font, ink=ink), x, middle, end - x) + 8
    about = " · ".join(filter(None, (card.verdict, card.about)))
    lines.put(CardPart(about, ink="ink3" if ink == "ink3" else "ink2"), x, middle, end - x)


def _two_columns(lines: _Lines, card: DifferenceCard) -> None:
    half = (WIDTH - 2 * _SIDE) / 2
    for n, (role, side) in enumerate((("left", card.left), ("right", card.right))):
        x = _SIDE + n * half
        _side(lines, role, side, x, _SECOND, half - 10)


def _side(lines: _Lines, role: str, side: SideWords, x: float, middle: float, room: float) -> None:
    chip = QRectF(x, middle - _CHIP / 2, _CHIP, _CHIP)
    lines.shape(CardPart(side.letter, chip=role), chip)
    x, room = x + _CHIP + 8, room - _CHIP - 8
    lines.put(
        CardPart(side.words, font="ui", ink="ink" if side.is_there else "ink2"), x, middle, room
    )


def _current(lines: _Lines, card: DifferenceCard) -> float:
    """Title; both sides, the framed one on its ground; then the keys."""
    _title(lines, card, FIRST_LINE + 2)
    middle = _FIRST_ROW
    sides = (("left", card.left, True), ("right", card.right, False))
    for role, side, is_left in sides:
        row = QRectF(7, middle - _ROW / 2 + 1, WIDTH - 14, _ROW - 2)
        is_framed = card.frames_left is is_left
        act = "frame-left" if is_left else "frame-right"
        ground = CardPart(is_ground=is_framed, is_rule=False, act=act)
        lines.shape(ground, row)
        _side(lines, role, side, _SIDE, middle, WIDTH - 2 * _SIDE)
        middle += _ROW
    middle -= 6
    if card.note:
        middle += 10
        lines.put(CardPart(card.note), _SIDE, middle, WIDTH - 2 * _SIDE)
        middle += 6
    lines.shape(CardPart(is_rule=True), QRectF(_SIDE, middle, WIDTH - 2 * _SIDE, 1))
    if not card.can_settle:
        return max(float(CURRENT) - 30, middle + 16)
    middle += 18
    _strip(lines, card, middle)
    middle += 26
    _enter(lines, card, middle)
    return max(float(CURRENT), middle + 18)


def _strip(lines: _Lines, card: DifferenceCard, middle: float) -> None:
    ways = (
        ("take-left", card.left.letter),
        ("take-right", card.right.letter),
        ("take-both", tr("both")),
        ("take-neither", tr("neither")),
        ("change-first", tr("change")),
    )
    x, end = _SIDE, WIDTH - _SIDE
    for act, words in ways:
        key = lines.keys.get(act, "")
        if not key or (act == "take-both" and not card.has_both):
            continue
        x = lines.put(CardPart(key, is_key=True, act=act), x, middle, 60) + 4
        x = lines.put(CardPart(words, ink="ink", act=act), x, middle, end - x) + 8


def _enter(lines: _Lines, card: DifferenceCard, middle: float) -> None:
    x, end = _SIDE, WIDTH - _SIDE
    act = "open-again" if card.is_settled else "take-framed"
    said = tr("opens it again") if card.is_settled else tr("takes the framed side")
    key = lines.keys.get(act, "")
    if card.n_alike > 1 and not card.is_settled:
        alike = trn("{n} alike", "{n} alike", card.n_alike)
        wide = lines.width(alike)
        lines.put(CardPart(alike, ink="ink", act="alike-framed"), end - wide, middle, wide + 2)
        shift = tr("Shift")
        cap = cap_width(lines.width(shift))
        x_cap = end - wide - 6 - cap
        lines.put(CardPart(shift, is_key=True, act="alike-framed"), x_cap, middle, cap)
        end = x_cap - 8
    x = lines.put(CardPart(key, is_key=True, act=act), x, middle, 60) + 6
    lines.put(CardPart(said, act=act), x, middle, end - x)
