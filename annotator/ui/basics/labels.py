"""Words from outside on the screen: never rendered, whatever signs are in them; cut with “…”."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtGui import Qt as Guess
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from annotator.language import current, tr
from annotator.text.letters.visible import visible
from annotator.text.script import direction
from annotator.text.words import shortened
from annotator.ui.basics import theme

_LONGEST = 400
"""More characters than any line shows: Qt takes seconds to measure very long words."""
_LONGEST_TIP = 2_000
"""A tooltip of more characters is larger than the screen."""
_told: list[Callable[[str, str], object]] = []
"""Who is told of words that were cut: those who check that the whole can be read somewhere."""


def elided(
    words: str, metrics: QFontMetrics | QFontMetricsF, width: float, *, at_start: bool = False
) -> str:
    """Give words as they fit into a width, cut with “…” where they are longer.

    What is cut is the end, or (`at_start`) the start of what leads to other words. All lines that
    are painted ask here, so that one place knows what was cut.
    """
    line, room = visible(words.replace("\n", " ")), max(width, 0)
    if len(line) > _LONGEST:
        line = shortened(line, _LONGEST)
    side = Qt.TextElideMode.ElideLeft if at_start else Qt.TextElideMode.ElideRight
    if isinstance(metrics, QFontMetrics):
        shown = metrics.elidedText(line, side, int(room))
    else:
        shown = metrics.elidedText(line, side, room)
    if shown != words:
        for tell in _told:
            tell(words, shown)
    return shown


class Label(QLabel):
    """Words as they stand, in a font and a colour of the theme, whatever theme comes."""

    def __init__(
        self,
        words: str = "",
        font: str = "ui",
        ink: str = "ink",
        *,
        parent: QWidget | None = None,
        wraps: bool = False,
        name: str = "",
    ) -> None:
        """Show words; `name` is what tests and style sheets find it by."""
        super().__init__(visible(words), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            self.setAlignment(self.alignment())
        self.setObjectName(name)
        self.look = (font, ink)
        if theme.ink_role(ink) is None:
            theme.notice.changed.connect(self._dress)
        self._dress()

    def setText(self, words: str) -> None:
        """Show words, with what is hidden in them."""
        super().setText(visible(words))

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Stand at a side: left is where lines of the interface begin.

        Qt would let words begin where lines of their own script do.
        """
        super().setAlignment(_on_side(self, alignment))

    def _dress(self) -> None:
        font, ink = self.look
        self.setFont(theme.font(font))
        # Of a thousand labels each would have to be dressed with every theme: the palette has
        # their colours, and it comes to all of them at once.
        role = theme.ink_role(ink)
        if role is None:
            theme.dress(self, f"color: {theme.colour(ink).name()}")
        else:
            self.setForegroundRole(role)


class CutLabel(Label):
    """One line of words that takes what room there is; what is cut is told in its tooltip."""

    def minimumSizeHint(self) -> QSize:
        """Need no width."""
        return QSize(0, self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        """Want the width of the words, as far as they could be shown."""
        return QSize(_width_of(self.text(), self.fontMetrics()), self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words, cut where there is no room for them."""
        shown = _tell_whole(self, self.text(), self.width())
        painter = QPainter(self)
        painter.setPen(theme.colour(self.look[1]))
        near = _on_side(self, self.alignment())
        painter.drawText(self.rect(), near.value | _as_read(shown).value, shown)
        painter.end()


class CutButton(QAbstractButton):
    """A line of words from outside that can be pressed: cut where they are long, no frame."""

    def __init__(self, words: str, parent: QWidget | None = None, *, font: str = "ui") -> None:
        """Show words."""
        super().__init__(parent)
        self.setText(words)
        self._font = font
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, words: str) -> None:
        """Show words, with what is hidden in them."""
        super().setText(visible(words))

    def minimumSizeHint(self) -> QSize:
        """Need little width."""
        return QSize(32, self._metrics().height() + 8)

    def sizeHint(self) -> QSize:
        """Want the width of the words."""
        return QSize(self.whole_width(), self.minimumSizeHint().height())

    def whole_width(self) -> int:
        """Give how wide it is with all its words."""
        return _width_of(self.text(), self._metrics()) + 13

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(theme.font(self._font))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words; a ground under the mouse, a ring with the keyboard."""
        painter = QPainter(self)
        if self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), theme.colour("selected_row"))
        painter.setFont(theme.font(self._font))
        painter.setPen(theme.colour("ink" if self.isEnabled() else "ink2"))
        shown = _tell_whole(self, self.text(), self.width() - 12, self._metrics())
        near = _on_side(self, Qt.AlignmentFlag.AlignLeft)
        flags = (near | Qt.AlignmentFlag.AlignVCenter).value | _as_read(shown).value
        painter.drawText(self.rect().adjusted(6, 0, -6, 0), flags, shown)
        if self.hasFocus():
            paint_focus(painter, self.rect().toRectF())
        painter.end()


def _on_side(one: QWidget, alignment: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    """Give where words stand on the screen: left is right where lines begin at the right."""
    if alignment & Qt.AlignmentFlag.AlignAbsolute:
        return alignment
    sides = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight
    if one.layoutDirection() is Qt.LayoutDirection.RightToLeft and alignment & sides:
        alignment ^= sides
    return alignment | Qt.AlignmentFlag.AlignAbsolute


def _as_read(words: str) -> Qt.TextFlag:
    """Give the way in which words run: that of their letters, also where a number comes first."""
    if direction(words) == "rtl":
        return Qt.TextFlag.TextForceRightToLeft
    return Qt.TextFlag.TextForceLeftToRight


def in_mirror(widget: QWidget, rect: QRectF) -> QRectF:
    """Give a place in a widget as it is where one reads from right to left."""
    if widget.layoutDirection() is Qt.LayoutDirection.LeftToRight:
        return rect
    return QRectF(widget.width() - rect.right(), rect.top(), rect.width(), rect.height())


def paint_focus(painter: QPainter, rect: QRectF) -> None:
    """Draw the ring of what takes keys: 2 pixels of ink."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("ink"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)


def _width_of(words: str, metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance(words[:_LONGEST].replace("\n", " ")) + 1


def _tell_whole(
    widget: QWidget, words: str, width: int, metrics: QFontMetrics | None = None
) -> str:
    """Give words as they fit into a widget; its tooltip has the whole where they are cut."""
    shown = elided(words, metrics or widget.fontMetrics(), width)
    whole = "" if shown == words else words
    if widget.toolTip() != plain_tip(whole):
        widget.setToolTip(plain_tip(whole))
    return shown


def shown_time(at: str) -> str:
    """Give a moment, kept in UTC, by the clock of this computer."""
    try:
        return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M:%S}"
    except (ValueError, OverflowError):
        return at


def said_time(at: str) -> str:
    """Give a moment, kept in UTC, as people say it: the hour of today, else the day."""
    try:
        when = datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError):
        return at
    today = datetime.now(UTC).astimezone().date()
    return f"{when:%H:%M}" if when.date() == today else day_of(when.date(), today)


def said_moment(at: str) -> str:
    """Give a moment, kept in UTC, as people say it: today 14:02, yesterday 18:11, 3 June 2024."""
    try:
        when = datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError):
        return at
    today = datetime.now(UTC).astimezone().date()
    day = day_of(when.date(), today)
    if when.date() >= today - timedelta(days=1):
        return tr("{day} {time}", day=day, time=f"{when:%H:%M}")
    if when.year == today.year:
        return day
    return QLocale(current()).toString(QDate(when.year, when.month, when.day), "d MMMM yyyy")


def day_of(when: date, today: date) -> str:
    """Give a day as people say it: today, yesterday, 3 June, 2024."""
    if when >= today:
        return tr("today")
    if when == today - timedelta(days=1):
        return tr("yesterday")
    if when.year != today.year:
        return str(when.year)
    return QLocale(current()).toString(QDate(when.year, when.month, when.day), "d MMMM")


def day_of_text(day: str) -> str:
    """Give a day that is written YYYY-MM-DD as people say it."""
    try:
        when = date.fromisoformat(day[:10])
    except ValueError:
        return day
    return day_of(when, datetime.now(UTC).astimezone().date())


def on_button(words: str) -> str:
    """Give words from outside for a button, tick box or menu: an & of theirs underlines nothing."""
    return visible(words).replace("&", "&&")


def plain_tip(words: str) -> str:
    """Give words as a tooltip that shows them as they stand: Qt renders what looks like HTML."""
    if len(words) > _LONGEST_TIP:
        words = f"{words[:_LONGEST_TIP].rstrip()}…"
    words = visible(words)
    if not Guess.mightBeRichText(words):
        return words
    from html import escape

    return f"<qt>{escape(words)}</qt>".replace("\n", "<br>")
