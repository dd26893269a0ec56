"""The program's own lines on the page: masthead, folded furniture, foot. Painted, and hit.

What the fields mean and what a click does is decided elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from annotator.language import current, tr, trn
from annotator.model.article import Article
from annotator.ui.basics.keycaps import key_cap_width, paint_chevron, paint_dots, paint_key_cap
from annotator.ui.basics.labels import elided
from annotator.ui.basics.theme import Theme

FIELDS = ("outlet", "date", "byline", "url")
"""The fields of the masthead, in the order they are shown."""
_HEIGHT = 32
_LEAST_OWN = 60
"""A field of the corpus's own is shown where so much room is left."""


@dataclass(frozen=True, slots=True)
class MastheadField:
    """One value of the masthead as it is shown."""

    name: str
    text: str
    is_empty: bool
    is_proposed: bool


@dataclass(slots=True)
class BannerPainter:
    """Paints the program's own lines in one theme, with their keys ("" where one does nothing)."""

    theme: Theme
    is_right_to_left: bool
    left: float
    right: float
    keys: Mapping[str, str] = field(default_factory=dict)

    # --- masthead -----------------------------------------------------------------------------

    def masthead(self, painter: QPainter, top: float, article: Article) -> None:
        """Paint outlet · date · byline · address, from `top` downwards, with the key at the end."""
        painter.setFont(self.theme.font("small"))
        baseline = self._baseline(top)
        places = self.field_places(top, article)
        for n, (one, place) in enumerate(places):
            painter.setPen(self.theme.colour("ink3" if one.is_empty else "ink2"))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                             one.text)  # fmt: skip
            if one.is_proposed and not one.is_empty:
                paint_dots(painter, place.left(), place.right(), baseline + 4, self.theme)
            if n:
                self._middle_dot(painter, places[n - 1][1], place, baseline)
        self._key(painter, top, self.keys.get("masthead", "I"))

    def field_places(self, top: float, article: Article) -> list[tuple[MastheadField, QRectF]]:
        """Give the fields of the masthead with their places, in the order they are read."""
        metrics = QFontMetricsF(self.theme.font("small"))
        gap = 21.0
        room = self.right - self.left - 32 - gap * (len(FIELDS) - 1)
        x = self.right if self.is_right_to_left else self.left
        places: list[tuple[MastheadField, QRectF]] = []
        for n, one in enumerate(masthead_fields(article)):
            if n >= len(FIELDS) and room < _LEAST_OWN:
                break
            text = elided(one.text, metrics, max(40.0, room / 2))
            width = metrics.horizontalAdvance(text)
            left = x - width if self.is_right_to_left else x
            shown = MastheadField(one.name, text, one.is_empty, one.is_proposed)
            places.append((shown, QRectF(left, top, width + 1, _HEIGHT)))
            x += -(width + gap) if self.is_right_to_left else width + gap
            room -= width + (gap if n >= len(FIELDS) else 0)
        return places

    def field_at(self, top: float, article: Article, at: QPointF) -> str:
        """Give the field under a point, the nearest one beside the fields; empty off the line."""
        if not top <= at.y() < top + _HEIGHT:
            return ""
        places = self.field_places(top, article)
        name, _ = min(
            ((one.name, abs(place.center().x() - at.x()) - place.width() / 2)
             for one, place in places),
            key=lambda found: found[1],
        )  # fmt: skip
        return name

    # --- furniture ----------------------------------------------------------------------------

    def furniture(self, painter: QPainter, top: float, n_lines: int, *, is_open: bool) -> None:
        """Paint the grey line that stands for folded furniture: chevron, words, hairline, key."""
        middle = top + _HEIGHT / 2
        painter.setFont(self.theme.font("small"))
        text = trn("{n} line of page furniture", "{n} lines of page furniture", n_lines)
        width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        mirror = self.is_right_to_left
        chevron_x = self.right - 5 if mirror else self.left + 5
        self._chevron(painter, chevron_x, middle, is_open=is_open)
        left = self.right - 14 - width if mirror else self.left + 14
        painter.setPen(self.theme.colour("ink3"))
        painter.drawText(QPointF(left, self._baseline(top)), text)
        painter.setPen(QPen(self.theme.colour("border"), 1))
        room = key_cap_width(self.theme, self.keys.get("region", "B")) + 11
        start, end = left + width + 12, self.right - room
        if mirror:
            start, end = self.left + room, left - 12
        y = round(middle) + 0.5
        painter.drawLine(QPointF(start, y), QPointF(end, y))
        self._key(painter, top, self.keys.get("region", "B"))

    def is_on_key(self, x: float, key: str) -> bool:
        """Say whether a place of a line of ours is on the key at its end."""
        width = key_cap_width(self.theme, key)
        start = self.left if self.is_right_to_left else self.right - width
        return start - 2 <= x <= start + width + 2

    def _chevron(self, painter: QPainter, x: float, y: float, *, is_open: bool) -> None:
        pen = QPen(self.theme.colour("ink2"), 1.4)
        if is_open:
            paint_chevron(painter, QPointF(x, y), pen, up=False)
            return
        side = -1 if self.is_right_to_left else 1
        path = QPainterPath(QPointF(x - 2 * side, y - 4))
        path.lineTo(x + 2 * side, y)
        path.lineTo(x - 2 * side, y + 4)
        painter.strokePath(path, pen)

    # --- foot ---------------------------------------------------------------------------------

    def foot(self, painter: QPainter, top: float, text: str) -> None:
        """Paint the article's end: a hairline at `top`, what is lacking, and what D does."""
        painter.setPen(QPen(self.theme.colour("border"), 1))
        y = round(top) + 0.5
        painter.drawLine(QPointF(self.left, y), QPointF(self.right, y))
        row = top + 11
        painter.setFont(self.theme.font("small"))
        painter.setPen(self.theme.colour("ink2"))
        metrics = QFontMetricsF(painter.font())
        x = self.right - metrics.horizontalAdvance(text) if self.is_right_to_left else self.left
        painter.drawText(QPointF(x, self._baseline(row)), text)
        done, key = tr("done and next"), self.keys.get("done", "D")
        if not key:
            return
        width, cap = metrics.horizontalAdvance(done), key_cap_width(self.theme, key)
        x = self.left if self.is_right_to_left else self.right - width - 8 - cap
        self._cap(painter, x, row, key)
        painter.setPen(self.theme.colour("ink2"))
        x = self.left + cap + 8 if self.is_right_to_left else self.right - width
        painter.drawText(QPointF(x, self._baseline(row)), done)

    # --- small things -------------------------------------------------------------------------

    def _baseline(self, top: float) -> float:
        metrics = QFontMetricsF(self.theme.font("small"))
        return top + _HEIGHT / 2 + (metrics.ascent() - metrics.descent()) / 2

    def _middle_dot(self, painter: QPainter, one: QRectF, other: QRectF, baseline: float) -> None:
        left, right = sorted((one, other), key=QRectF.left)
        painter.setPen(self.theme.colour("ink2"))
        x = (left.right() + right.left()) / 2
        painter.drawText(QPointF(x - 2, baseline), "·")

    def _key(self, painter: QPainter, top: float, key: str) -> None:
        width = key_cap_width(self.theme, key)
        x = self.left if self.is_right_to_left else self.right - width
        self._cap(painter, x, top, key)

    def _cap(self, painter: QPainter, x: float, top: float, key: str) -> None:
        if key:
            paint_key_cap(painter, self.theme, QPointF(x, top + _HEIGHT / 2 - 8.5), key)


def masthead_fields(article: Article) -> tuple[MastheadField, ...]:
    """Give the fields of the masthead as they are shown; empty and hidden ones say so."""
    proposed = article.proposed()
    empty = {
        "outlet": tr("no outlet"),
        "date": tr("no date"),
        "byline": tr("no byline"),
        "url": tr("no address"),
    }
    values = {
        "outlet": article.outlet,
        "date": shown_date(article.date or ""),
        "byline": article.byline,
        "url": shown_address(article.url),
    }
    hidden = [name for name in FIELDS if name in article.hidden()]
    fields = [
        MastheadField(name, values[name] or empty[name], not values[name], name in proposed)
        for name in FIELDS
        if name not in hidden
    ]
    if hidden:
        names = {"outlet": tr("outlet"), "date": tr("date"), "byline": tr("byline")}
        words = ", ".join(names.get(name, tr("address")) for name in hidden)
        said = tr("{names} hidden until done", names=words)
        if len(hidden) == len(FIELDS):
            said = tr("hidden until done")
        fields.append(MastheadField(hidden[0], said, is_empty=True, is_proposed=False))
    own = ((name, value) for name, value in article.own_fields().items() if value)
    fields += [MastheadField(name, f"{name}: {value}", is_empty=False, is_proposed=name in proposed)
               for name, value in own if isinstance(value, str)]  # fmt: skip
    return tuple(fields)


def shown_date(date: str) -> str:
    """Give a date (YYYY, YYYY-MM, YYYY-MM-DD) as people write it in the interface's language."""
    pieces = date.split("-")
    if not all(piece.isdecimal() for piece in pieces) or not 2 <= len(pieces) <= 3:
        return date
    month = int(pieces[1])
    if not 1 <= month <= 12:
        return date
    name = QLocale(current()).standaloneMonthName(month)
    words = [name, pieces[0]]
    return " ".join(words if len(pieces) == 2 else [str(int(pieces[2])), *words])


def date_in_line(date: str) -> str:
    """Give a date as a part of a line, which may run the other way; "" where there is none."""
    return f"\u2068{shown_date(date)}\u2069" if date else ""


def shown_address(url: str) -> str:
    """Give an address as its host, without www."""
    try:
        host = urlsplit(url).hostname if "//" in url else None
    except ValueError:
        # Not an address at all: shown as it stands.
        host = None
    return (host or url).removeprefix("www.")
