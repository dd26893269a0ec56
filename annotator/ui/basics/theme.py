"""Roles → colours and fonts, light and dark; the palette and style of everything but the page.

Grey belongs to the program, colour to types and coders. A role has one colour in each theme;
a scheme's own colours are moved in lightness only, until they can be read on every ground.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from annotator.model.looks import palette as plain
from annotator.model.looks.palette import COLOURS, colours_of
from annotator.model.scheme import Role, Scheme, SpanType

Name = Literal["light", "dark"]
Choice = Literal["light", "dark", "system"]

ROLES = frozenset(COLOURS)
"""The names of all roles that have a colour."""
# What of "agreed" makes "agreed_tint" on the page.
_AGREED_TINT = (0.12, 0.10)

_SERIF = ["Noto Serif", "Source Serif 4", "Georgia", "Cambria", "Times New Roman", "DejaVu Serif"]
_NASKH = ["Noto Naskh Arabic", "Geeza Pro", "Traditional Arabic", "Scheherazade New", "Amiri"]
_REVIEW_LINE = 34
"""How high a line is at least where a lane runs above it and one below."""
_UI_SIZES = {"letter": 9, "small": 11, "small-bold": 11, "ui": 13, "bold": 13, "title": 20}


@dataclass(frozen=True, slots=True)
class Sizes:
    """The measures of an article's text in pixels: font and line, body and headline.

    `rise` is how far the top of a line's box lies above its baseline, for body and headline.
    """

    text: int
    line: int
    headline: int
    headline_line: int
    rise: float = 0.0
    headline_rise: float = 0.0


@dataclass(frozen=True, slots=True)
class MarkColours:
    """The colours of one type: its line, its letter, how strong its tint is and when lit."""

    line: QColor
    letter: QColor
    tint: float
    lit: float


@dataclass(frozen=True)
class Theme:
    """One theme at one text size, with the colours of one scheme.

    `is_review`: marks are grey, since both codings agree on them, and lines stand further apart.
    """

    name: Name = "light"
    text_size: float = 1.0
    scheme: Scheme = field(default=Scheme(), compare=False)
    is_review: bool = False
    _marks: dict[str, MarkColours] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_dark(self) -> bool:
        """Whether light ink lies on dark ground."""
        return self.name == "dark"

    def colour(self, role: str, alpha: float = 1.0) -> QColor:
        """Give the colour of a role (`ROLES`); raises KeyError for an unknown one."""
        found = QColor(COLOURS[role][self.is_dark])
        if alpha < 1.0:
            found.setAlphaF(alpha)
        return found

    def mark(self, type_name: str) -> MarkColours:
        """Give the colours a type is drawn in, whatever colour its scheme gave it."""
        if type_name not in self._marks:
            self._marks[type_name] = self._make_mark(self.scheme.type(type_name))
        return self._marks[type_name]

    def tinted(self, strength: float, line: QColor, ground: str = "page") -> QColor:
        """Give what is seen when `line` lies on a ground with this strength."""
        return mixed(line, self.colour(ground), strength)

    def sizes(self, *, is_arabic: bool) -> Sizes:
        """Give the measures of an article's text at this text size."""
        return _sizes(self.text_size, is_arabic, self.is_review)

    @property
    def between(self) -> int:
        """How far two paragraphs stand apart."""
        return 10 if self.is_review else 14

    def reviewing(self) -> "Theme":
        """Give the theme for comparing two codings."""
        return replace(self, is_review=True, _marks={})

    def font(self, name: str) -> QFont:
        """Give a font: letter, small, small-bold, ui, bold, title; article, headline (both with
        -arabic); brand, passage: the same at 100 %.
        """
        return QFont(_font(name, self.text_size))

    def _make_mark(self, kind: SpanType | None) -> MarkColours:
        role = kind.role if kind is not None else None
        if self.is_review:
            has_tint = role is Role.CLAIM
            tint = _AGREED_TINT[self.is_dark] if has_tint else 0.0
            return MarkColours(self.colour("agreed"), self.colour("ink3"), tint, tint)
        found = colours_of(kind, is_dark=self.is_dark)
        return MarkColours(QColor(found.line), QColor(found.letter), found.tint, found.lit)


# --- colour arithmetic ---------------------------------------------------------------------------


def mixed(colour: QColor, ground: QColor, strength: float) -> QColor:
    """Give what is seen when `colour` covers `ground` to this part (0–1)."""
    return QColor.fromRgbF(*plain.mixed(_parts(colour), _parts(ground), strength))


def _parts(colour: QColor) -> plain.Rgb:
    return (colour.redF(), colour.greenF(), colour.blueF())


_AT_START = {"brand": "headline", "passage": "article"}
"""On the start page the article's fonts have one size: the text size is that of articles."""

# --- fonts ---------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _font(name: str, text_size: float) -> QFont:
    if name in _AT_START:
        return _article_font(_AT_START[name], 1.0)
    if name.startswith(("article", "headline")):
        return _article_font(name, text_size)
    font = QFont(QGuiApplication.font()) if QGuiApplication.instance() is not None else QFont()
    font.setPixelSize(_UI_SIZES[name])
    font.setBold(name in ("small-bold", "bold", "title"))
    return font


def _article_font(name: str, text_size: float) -> QFont:
    is_arabic = name.endswith("-arabic")
    sizes = _plain_sizes(text_size, is_arabic)
    font = QFont()
    font.setFamilies([*_NASKH, *_SERIF] if is_arabic else [*_SERIF, *_NASKH])
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(sizes.headline if name.startswith("headline") else sizes.text)
    font.setBold(name.startswith("headline"))
    return font


def _plain_sizes(text_size: float, is_arabic: bool, is_review: bool = False) -> Sizes:
    body, line, headline, headline_line = (22, 44, 32, 58) if is_arabic else (17, 31, 27, 42)
    line = max(line, _REVIEW_LINE) if is_review else line
    return Sizes(
        text=max(6, round(body * text_size)),
        line=max(11, round(line * text_size)),
        headline=max(9, round(headline * text_size)),
        headline_line=max(15, round(headline_line * text_size)),
    )


@lru_cache(maxsize=32)
def _sizes(text_size: float, is_arabic: bool, is_review: bool) -> Sizes:
    plain = _plain_sizes(text_size, is_arabic, is_review)
    ending = "-arabic" if is_arabic else ""
    return replace(
        plain,
        rise=_rise(_font(f"article{ending}", text_size), plain.line),
        headline_rise=_rise(_font(f"headline{ending}", text_size), plain.headline_line),
    )


def _rise(font: QFont, line: int) -> float:
    """How far a line's top is above its baseline: the text stands 2 above the line's middle."""
    metrics = QFontMetricsF(font)
    return line / 2 - 2 + (metrics.ascent() - metrics.descent()) / 2


# --- the theme in use ----------------------------------------------------------------------------


class _Notice(QObject):
    """Tells every widget that has colours of its own when the theme changes."""

    changed = Signal()


notice = _Notice()
"""`theme.notice.changed` is sent after the theme, the text size or the scheme has changed."""

_current = Theme()
_choice: Choice = "system"
_dressed: tuple[QApplication | None, Name] = (None, "light")


def current() -> Theme:
    """Give the theme in use."""
    return _current


def colour(role: str) -> QColor:
    """Give the colour of a role in the theme in use."""
    return _current.colour(role)


def font(name: str) -> QFont:
    """Give a font of the theme in use (see `Theme.font`)."""
    return _current.font(name)


def dress(widget: QWidget, sheet: str) -> None:
    """Give a widget a style sheet, if it has another: Qt then dresses all that is inside anew."""
    if widget.styleSheet() != sheet:
        widget.setStyleSheet(sheet)


def choose(choice: Choice) -> Name:
    """Give the theme a choice means now: "system" asks the system."""
    if choice != "system":
        return choice
    hints = QGuiApplication.styleHints()
    return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"


def use(
    *, choice: Choice | None = None, text_size: float | None = None, scheme: Scheme | None = None
) -> Theme:
    """Take another choice, text size or scheme from now on, dress the program, tell everybody."""
    global _current, _choice, _dressed
    _choice = _choice if choice is None else choice
    _current = Theme(
        name=choose(_choice),
        text_size=_current.text_size if text_size is None else text_size,
        scheme=_current.scheme if scheme is None else scheme,
    )
    program = QApplication.instance()
    # Text size and scheme are the page's own: styling every widget anew would take 50 ms.
    if isinstance(program, QApplication) and _dressed != (program, _current.name):
        apply(program)
        _dressed = (program, _current.name)
    notice.changed.emit()
    return _current


def follow_system(program: QApplication) -> None:
    """Change with the system between light and dark, as long as the choice is "system"."""

    def changed() -> None:
        if _choice == "system" and choose("system") != _current.name:
            use()

    program.styleHints().colorSchemeChanged.connect(changed)


def apply(program: QApplication) -> None:
    """Give the whole program the palette, the font and the style of the theme in use."""
    program.setPalette(palette(_current))
    program.setFont(_current.font("ui"))
    program.setStyleSheet(style_sheet(_current))


_INKS = {
    "ink": QPalette.ColorRole.Link,
    "ink2": QPalette.ColorRole.LinkVisited,
    "ink3": QPalette.ColorRole.PlaceholderText,
}
"""What no state of a widget changes: its words have them, be it disabled or not."""


FLAT, FOOT = ("looks", "flat"), ("looks", "foot")
"""Properties by which the style sheet knows a button: small words without a frame, and those of
the status line. A sheet of its own for each is worked out anew with every theme.
"""


def ink_role(name: str) -> QPalette.ColorRole | None:
    """Give where the palette has a colour that words are written in; None for others."""
    return _INKS.get(name)


def palette(theme: Theme) -> QPalette:
    """Give Qt's palette for a theme: ink and greys only."""
    found = QPalette()
    group = QPalette.ColorRole
    for role, name in (
        (group.Window, "chrome"), (group.WindowText, "ink"), (group.Base, "card"),
        (group.AlternateBase, "chrome"), (group.Text, "ink"), (group.Button, "chrome"),
        (group.ButtonText, "ink"), (group.BrightText, "ink"), (group.ToolTipBase, "card"),
        (group.ToolTipText, "ink"), (group.PlaceholderText, "ink3"),
        (group.Highlight, "selected_row"), (group.HighlightedText, "ink"), (group.Link, "ink"),
        (group.LinkVisited, "ink2"), (group.Light, "card"), (group.Mid, "border"),
        (group.Dark, "border"), (group.Shadow, "border"), (group.Accent, "ink2"),
    ):  # fmt: skip
        found.setColor(role, theme.colour(name))
    for role in (group.WindowText, group.Text, group.ButtonText, group.HighlightedText):
        found.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("ink3"))
    return found


# --- the chrome -----------------------------------------------------------------------------------

_SHEET = Template(
    """
QToolTip { color: $ink; background: $card; border: 1px solid $border; padding: 4px 6px; }
QMenuBar, QToolBar, QStatusBar { background: $chrome; border: 0; }
QStatusBar { border-top: 1px solid $border; }
QStatusBar::item { border: 0; }
QMenu { background: $card; border: 1px solid $border; padding: 4px 0; }
QMenu::item { padding: 5px 24px 5px 20px; }
QMenu::item:selected { background: $selected_row; color: $ink; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: 1px; background: $border; margin: 4px 0; }
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
  background: $card; color: $ink; border: 1px solid $field_edge; border-radius: 4px;
  padding: 4px 8px;
  selection-background-color: $selected_row; selection-color: $ink;
  placeholder-text-color: $ink3; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid $ink;
  padding: 3px 7px; }
QComboBox { padding-left: 10px; }
QComboBox:focus { padding-left: 9px; }
QComboBox::drop-down { border: 0; width: 20px; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $border; outline: 0; }
QComboBox QAbstractItemView::item { padding: 4px 8px; color: $ink; }
QComboBox QAbstractItemView::item:selected { background: $selected_row; }
QPushButton { background: $card; color: $ink; border: 1px solid $field_edge; border-radius: 4px;
  padding: 5px 14px; }
QPushButton:hover { background: $selected_row; }
QPushButton:focus { border: 2px solid $ink; padding: 4px 13px; }
QCheckBox { border: 2px solid transparent; border-radius: 4px; outline: 0; padding: 2px 4px; }
QCheckBox:focus { border-color: $ink; }
QPushButton:disabled { color: $ink3; background: $chrome; }
QPushButton[looks="flat"] { border: 0; padding: 1px 4px; background: transparent; color: $ink2; }
QPushButton[looks="flat"]:focus { padding: 0 2px; border: 2px solid $ink; }
QPushButton[looks="foot"] { border: 0; padding: 2px 8px; background: transparent; }
QPushButton[looks="foot"]:focus { border: 2px solid $ink; padding: 0 6px; }
QStackedWidget#canvas { background: $canvas; }
QListView, QTreeView, QTableView { background: $chrome; color: $ink; border: 0; outline: 0; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
  background: $selected_row; color: $ink; }
QFrame#rule { background: $border; border: 0; }
QFrame#framed { border: 2px solid $ink; border-radius: 4px; }
QFrame#row-line { background: $hairline; border: 0; }
#form, #form QScrollArea, #form QScrollArea > QWidget > QWidget { background: $page; }
#form QTreeView, #form QTableView { background: $page; gridline-color: $hairline; }
#form QTreeView::item, #form QTableView::item { border-bottom: 1px solid $hairline; }
#form QTreeView::item { padding: 0 8px; }
#form QHeaderView::section { background: $page; }
#form QTreeView QHeaderView::section { padding: 4px 11px; }
QScrollArea#start, QWidget#start, QListView#lately, QTableView#hits { background: $page; }
#pane { border: 2px solid $chrome; margin: 0; padding: 0; }
#pane:focus { border: 2px solid $ink; }
#popup { background: $card; border: 1px solid $ink; border-radius: 4px; }
#filter, #filter:focus { background: $card; border: 0; border-radius: 0; padding: 1px 4px; }
#popup QListView { background: $card; }
QHeaderView::section { background: $chrome; color: $ink2; border: 0;
  border-bottom: 1px solid $border; padding: 4px; }
QSplitter::handle { background: $border; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $agreed; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: transparent; border: 0; width: 0; height: 0; }
QProgressBar { background: $chrome; border: 1px solid $border; border-radius: 3px; height: 6px; }
QProgressBar::chunk { background: $ink; }
#message { background: $message; border: 0; border-radius: 6px; }
#message QPushButton { background: transparent; color: $message_ink; border: 0; padding: 3px 4px;
  text-decoration: underline; }
#message QPushButton:hover { background: transparent; }
#message QPushButton:focus { border: 2px solid $message_ink; padding: 1px 2px; }
#message QPushButton:disabled { color: $ink3; }
#message #cap { border: 1px solid $agreed; border-radius: 3px; padding: 0 5px; }
#message QProgressBar { background: $message; border-color: $agreed; }
#message QProgressBar::chunk { background: $message_ink; }
"""
)


def style_sheet(theme: Theme) -> str:
    """Give the style sheet of bars, lists, fields and buttons; page and cards paint themselves."""
    return _SHEET.substitute({role: theme.colour(role).name() for role in ROLES})
