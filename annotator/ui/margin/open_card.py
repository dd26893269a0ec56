"""The selected card laid out: every line of it, at last the key line, with what a click does.

Painting it is `card_painter`'s. Places are the card's own, mirrored in right-to-left articles.
"""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from annotator.language import tr, trn
from annotator.model.scheme import Role
from annotator.reading.cards import SELECTED_HEIGHT, Card
from annotator.reading.key_line import KeyLine
from annotator.ui.basics.keycaps import CAP_HEIGHT, cap_width
from annotator.ui.basics.labels import elided
from annotator.ui.basics.theme import Theme
from annotator.ui.popups.placing import CARD_WIDTH

WIDTH = CARD_WIDTH
BAR_SIDE, FAR_SIDE = 18.0, 12.0
FIRST_LINE = 15.0
"""How far the middle of a card's first line is below its top."""
SIGN = 13.0
"""How wide the sign of a note is, with the blank behind it."""
_WORDS, _WORDS_STEP, _AFTER_WORDS = 36.5, 19.0, 22.0
_LINE_STEP, _KEY_STEP, _BELOW = 19.0, 21.0, 15.0


@dataclass(frozen=True, slots=True)
class CardPart:
    """Some words at their place on a card, or a key; a click sets a value or frames an attribute.

    `marks` is the type whose line runs under the words. A `sign` is the pencil of a note, a `chip`
    the letter of a coding in that role's colour, a ground what is highlighted, a tick what is
    settled, a `question` the `?` of a suggestion of that type; an `act` is what a click does.
    """

    words: str = ""
    font: str = "small"
    ink: str = "ink2"
    is_key: bool = False
    is_framed: bool = False
    is_sign: bool = False
    is_ground: bool = False
    is_rule: bool = False
    is_tick: bool = False
    question: str = ""
    chip: str = ""
    act: str = ""
    marks: str = ""
    digit: int = 0
    attribute: str = ""
    rect: QRectF = field(default_factory=QRectF)


@dataclass(frozen=True, slots=True)
class OpenCard:
    """A selected card, or a key line alone, as it is painted."""

    parts: tuple[CardPart, ...]
    height: float

    def part_at(self, at: QPointF) -> CardPart | None:
        """Give the part under a point that a click does something with."""
        reach = 2.0
        return next(
            (
                one
                for one in self.parts
                if (one.digit or one.attribute or one.act)
                and one.rect.adjusted(-reach, -reach, reach, reach).contains(at)
            ),
            None,
        )

    def words(self) -> str:
        """Give all that stands on it."""
        return " ".join(one.words for one in self.parts if one.words)


def open_card(card: Card, line: KeyLine | None, theme: Theme, *, mirrored: bool) -> OpenCard:
    """Lay a selected card out: at least `SELECTED_HEIGHT` high, else as high as its lines."""
    flow = Flow(theme)
    first_line(flow, card)
    two_lines_of_words(flow, card)
    if card.is_statement:
        about(flow, card)
    if line is not None:
        _key_line(flow, line)
    return flow.done(SELECTED_HEIGHT if card.is_statement else 0, mirrored=mirrored)


def key_line_alone(line: KeyLine, theme: Theme, *, mirrored: bool) -> OpenCard:
    """Lay the key line out by itself, where no card has room for it."""
    flow = Flow(theme)
    flow.middle = FIRST_LINE - _LINE_STEP
    _key_line(flow, line)
    return flow.done(0, mirrored=mirrored)


def one_line(words: str) -> str:
    """Give words with one blank for any run of blanks and line ends."""
    return " ".join(words.split())


class Flow:
    """Puts words one after another on as many lines as they need."""

    def __init__(self, theme: Theme) -> None:
        """Begin at the card's first line."""
        self.theme = theme
        self.left, self.right = BAR_SIDE, WIDTH - FAR_SIDE
        self.middle = FIRST_LINE
        self.x = self.left
        self._parts: list[CardPart] = []

    def width(self, words: str, font: str = "small") -> float:
        """Give how wide words are."""
        return metrics_of(self.theme, font).horizontalAdvance(words)

    def new_line(self, step: float) -> None:
        """Go on so much further down."""
        self.middle += step
        self.x = self.left

    def put(self, part: CardPart, *, gap: float = 0.0) -> None:
        """Put a part behind the one before, cut where the line ends."""
        room = max(0.0, self.right - self.x)
        width = cap_width(self.width(part.words)) if part.is_key else 0.0
        if not part.is_key:
            part = replace(part, words=self.cut(part.words, room, part.font))
            width = self.width(part.words, part.font)
        half = CAP_HEIGHT / 2
        rect = QRectF(self.x, self.middle - half, width, CAP_HEIGHT)
        self._parts.append(replace(part, rect=rect))
        self.x += width + gap

    def cut(self, words: str, room: float, font: str) -> str:
        """Give words cut with "…" where they have no room."""
        return elided(words, metrics_of(self.theme, font), room)

    def put_far(self, part: CardPart, width: float, before: float = 0.0) -> None:
        """Put a part at the line's far end, or so much before it."""
        half = CAP_HEIGHT / 2
        rect = QRectF(self.right - before - width, self.middle - half, width, CAP_HEIGHT)
        self._parts.append(replace(part, rect=rect))

    def put_sign(self, part: CardPart, width: float) -> None:
        """Put what is drawn, not written, and so wide with its blank, before what follows."""
        half = CAP_HEIGHT / 2
        rect = QRectF(self.x, self.middle - half, width - 5, CAP_HEIGHT)
        self._parts.append(replace(part, rect=rect))
        self.x += width

    def make_room(self, width: float, step: float, *, behind_a_word: bool = False) -> None:
        """Begin a new line where the rest of this one is narrower.

        The word that says what follows stays alone on no line: what fits on none is cut behind it.
        """
        if behind_a_word and width > self.right - self.left:
            return
        if self.x > self.left and self.x + width > self.right:
            self.new_line(step)

    def done(self, least: float, *, mirrored: bool) -> OpenCard:
        """Give the card, at least so high."""
        height = max(float(least), round(self.middle + _BELOW))
        parts = self._parts
        if mirrored:
            parts = [replace(one, rect=_mirrored(one.rect)) for one in parts]
        return OpenCard(tuple(parts), height)


def _mirrored(rect: QRectF) -> QRectF:
    return QRectF(WIDTH - rect.right(), rect.top(), rect.width(), rect.height())


def metrics_of(theme: Theme, font: str) -> QFontMetricsF:
    """Give how wide words are in a font of the theme."""
    return QFontMetricsF(theme.font(font))


# --- the lines -----------------------------------------------------------------------------------


def first_line(flow: Flow, card: Card) -> None:
    """Who, a note, how."""
    how = " · ".join(tr(one) for one in (card.directness, *card.values) if one)
    room = (flow.right - flow.left) * 0.55
    how = flow.cut(how, room, "small")
    width = flow.width(how)
    ink = "ink3" if card.is_default and not card.values else "ink2"
    flow.put_far(CardPart(how, ink=ink), width)
    far = width + 12
    if card.has_note:
        flow.put_far(CardPart(is_sign=True), SIGN, before=width + (4 if how else 0))
        far += SIGN + 4
    lack = (" · ", tr("no actor")) if card.lacks_actor else ()
    right, lack_width = flow.right, sum(map(flow.width, lack))
    flow.right = right - far - lack_width
    font = "bold" if card.is_known else "ui"
    flow.put(CardPart(one_line(card.who), font=font, ink="ink" if card.has_speaker else "ink2"))
    flow.right = right - far
    for words in lack:
        flow.put(CardPart(words))
    flow.right = right


def two_lines_of_words(flow: Flow, card: Card) -> None:
    """The first words, on one line or two."""
    words = one_line(card.words)
    first = fitting(words, metrics_of(flow.theme, "ui"), flow.right - flow.left)
    flow.new_line(_WORDS - FIRST_LINE)
    flow.put(CardPart(words[:first].rstrip(), font="ui"))
    rest = words[first:].lstrip()
    if rest:
        flow.new_line(_WORDS_STEP)
        flow.put(CardPart(rest, font="ui"))
    flow.new_line(_AFTER_WORDS - _LINE_STEP)


def about(flow: Flow, card: Card) -> None:
    """Targets with their stance; without any, the cue; to whom; in how many parts the claim is."""
    flow.new_line(_LINE_STEP)
    if card.targets:
        flow.put(CardPart(tr("about")), gap=7)
        for target in card.targets:
            stance = target.stance if target.stance != "none" else ""
            words, after = one_line(target.words), tr(stance) if stance else ""
            width = flow.width(words) + (flow.width(after) + 6 if after else 0)
            flow.make_room(width, _LINE_STEP, behind_a_word=target is card.targets[0])
            flow.put(CardPart(words, ink="ink", marks=target.type_name), gap=6)
            if after:
                flow.put(CardPart(after), gap=6)
            flow.x += 5
    elif card.cue:
        cue = flow.theme.scheme.name_for(Role.CUE)
        flow.put(CardPart(tr("cued by")), gap=7)
        flow.put(CardPart(one_line(card.cue), ink="ink", marks=cue), gap=12)
    else:
        flow.put(CardPart(tr("about: not set"), ink="ink3"), gap=12)
    if card.addressees:
        flow.make_room(flow.width(tr("to")) + 7 + flow.width(card.addressees[0].words), _LINE_STEP)
        flow.put(CardPart(tr("to")), gap=7)
        for one in card.addressees:
            words, is_first = one_line(one.words), one is card.addressees[0]
            flow.make_room(flow.width(words), _LINE_STEP, behind_a_word=is_first)
            flow.put(CardPart(words, ink="ink", marks=one.type_name), gap=11)
    if card.n_parts > 1:
        parts = trn("1 claim in {n} part", "1 claim in {n} parts", card.n_parts)
        flow.make_room(flow.width(parts), _LINE_STEP)
        flow.put(CardPart(parts))


def _key_line(flow: Flow, line: KeyLine) -> None:
    """Whose, every attribute with its value, the framed one bold; then what digits set."""
    flow.new_line(_LINE_STEP)
    if line.whose:
        flow.put(CardPart(line.whose), gap=10)
    for n, (name, value) in enumerate(line.attributes):
        is_framed = name == line.framed
        font, ink = ("small-bold", "ink") if is_framed else ("small", "ink2")
        said, shown = tr(name), tr(value) if value else "–"
        dot = "· " if n else ""
        flow.make_room(flow.width(dot + said, font) + flow.width(shown) + 4, _LINE_STEP)
        if dot and flow.x > flow.left:
            flow.put(CardPart("·"), gap=5)
        flow.put(CardPart(said, font=font, ink=ink, is_framed=is_framed, attribute=name), gap=4)
        flow.put(CardPart(shown, ink="ink" if value else "ink3", attribute=name), gap=6)
    if line.instead:
        flow.new_line(_LINE_STEP)
        flow.put(CardPart(line.instead))
    _digits(flow, line)


def _digits(flow: Flow, line: KeyLine) -> None:
    current = dict(line.attributes).get(line.framed, "")
    for n, value in enumerate(line.values, start=1):
        words, is_set = tr(value), value == current
        font = "small-bold" if is_set else "small"
        key = str(n)
        if n == 1:
            flow.new_line(_KEY_STEP)
        flow.make_room(cap_width(flow.width(key)) + 4 + flow.width(words, font), _KEY_STEP)
        flow.put(CardPart(key, is_key=True, digit=n), gap=4)
        flow.put(CardPart(words, font=font, ink="ink" if is_set else "ink2", digit=n), gap=9)


def fitting(words: str, metrics: QFontMetricsF, room: float) -> int:
    """Give how many characters of the words fit on a line, broken at a blank."""
    if metrics.horizontalAdvance(words[:200]) <= room and len(words) <= 200:
        return len(words)
    low, high = 0, min(len(words), 200)
    while low < high:
        middle = (low + high + 1) // 2
        if metrics.horizontalAdvance(words[:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    blank = words.rfind(" ", 0, low + 1)
    return blank if blank > 0 else low
