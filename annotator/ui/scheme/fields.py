"""The fields of what the page is about: its words, when it is asked, how a type looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QStringListModel, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.language import tr
from annotator.model.scheme import AttributeType, LinkType, SpanType
from annotator.ui.basics import theme
from annotator.ui.basics.building import WordsField, column, field
from annotator.ui.basics.forms import FormLines
from annotator.ui.basics.keycaps import paint_sample
from annotator.ui.basics.labels import CutLabel, Label
from annotator.ui.popups.box import ChoiceBox, TickBox
from annotator.ui.scheme.paragraph import ParagraphField

if TYPE_CHECKING:
    from annotator.ui.basics.theme import Theme

Item = AttributeType | SpanType | LinkType
_LONG = ("asks", "definition", "example", "counter_example")
_LABELS, _SHORT, _KEY = 90, 110, 50
_CLOSE, _APART, _MOST_LINES = 4, 8, 3


class Sample(QWidget):
    """How a type is marked: its colour as the theme draws it, its contrast kept."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without a type."""
        super().__init__(parent)
        self._type, self._look = "", theme.current()
        self.setFixedSize(QSize(40, 28))

    def show_type(self, name: str, look: Theme) -> None:
        """Show how a type is marked."""
        self._type, self._look = name, look
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint_sample(painter, QRectF(4, 7, 30, 14), self._type, self._look.scheme,
                     dress=self._look, has_letter=False)  # fmt: skip
        painter.end()


class ItemFields(QWidget):
    """A field that is left says what was changed in it."""

    changed = Signal(str, object)
    """The name of what was changed, as an edit calls it, and what it is now."""

    def __init__(self, parent: QWidget) -> None:
        """Make the fields, empty."""
        super().__init__(parent)
        self._item: Item | None = None
        self._is_filling = False
        self.lines = FormLines(labels=_LABELS)
        words = (tr("Asks"), tr("Definition"), tr("Example"), tr("Not this"))
        self.words: dict[str, WordsField | ParagraphField] = {}
        for name, label in zip(_LONG, words, strict=True):
            made = field("", self) if name == "asks" else ParagraphField(self)
            self.words[name] = made
            left = made.left if isinstance(made, ParagraphField) else made.editingFinished
            left.connect(partial(self._leave, name))
            self.lines.line(label, made)
        self._asked()
        self._looks()
        column(self.lines, of=self, around=(0, 0, 0, 0))

    def _asked(self) -> None:
        self.always, self.wanted = TickBox(tr("always")), TickBox(tr("only when wanted"))
        self.at_first = ChoiceBox(self)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.at_first.setSizeAdjustPolicy(policy)
        self.at_first.setMinimumContentsLength(8)
        self.at_first.setAccessibleName(tr("at first"))
        self._first_label = Label(tr("at first"), "ui", "ink2", parent=self)
        self.grows = TickBox(tr("grows while coding"))
        self.lines.line(tr("Asked"), self.always, self.wanted, self._first_label, self.at_first,
                        self.grows, None)  # fmt: skip
        self.always.setAccessibleName(tr("asked always"))
        self.always.clicked.connect(lambda: self._say("optional", False))
        self.wanted.clicked.connect(lambda: self._say("optional", True))
        self.at_first.activated.connect(self._choose_first)
        self.grows.clicked.connect(lambda on: self._say("grows", on))

    def _looks(self) -> None:
        self.colour, self.key = field("", self), field("", self)
        self.colour.setFixedWidth(_SHORT)
        self.key.setFixedWidth(_KEY)
        self.key.setMaxLength(1)
        self.key.setAccessibleName(tr("Key"))
        self.sample = Sample(self)
        self.drawn = CutLabel("", "small", "ink2", parent=self)
        self.colour.editingFinished.connect(partial(self._leave, "colour"))
        self.key.editingFinished.connect(partial(self._leave, "key"))
        self.lines.line(tr("Colour"), self.colour, self.sample, (self.drawn, 1), 16,
                        Label(tr("Key"), "ui", "ink2", parent=self), self.key, None)  # fmt: skip

    def be_low(self, is_low: bool) -> None:
        """Need little height, as on a small screen, or what the words need."""
        self.lines.setVerticalSpacing(_CLOSE if is_low else _APART)
        for one in self.words.values():
            if isinstance(one, ParagraphField):
                one.set_most_lines(1 if is_low else _MOST_LINES)

    # --- showing --------------------------------------------------------------------------------

    def show_item(self, item: Item | None, look: Theme) -> None:
        """Show what is said of a thing of the scheme; None: nothing can be said."""
        self._is_filling = True
        self._item = item
        for name, one in self.words.items():
            words = "" if item is None else str(getattr(item, name))
            if one.text() != words:
                one.setText(words)
        self.lines.show_line(self.always, is_shown=isinstance(item, AttributeType | LinkType))
        self.lines.show_line(self.colour, is_shown=isinstance(item, SpanType))
        if isinstance(item, AttributeType | LinkType):
            self.always.setChecked(not item.optional)
            self.wanted.setChecked(item.optional)
        if isinstance(item, AttributeType):
            self._show_attribute(item)
        elif isinstance(item, LinkType):
            self._first_label.hide()
            self.at_first.hide()
            self.grows.hide()
        if isinstance(item, SpanType):
            self._show_type(item, look)
        self._is_filling = False

    def _show_attribute(self, item: AttributeType) -> None:
        self._first_label.setVisible(bool(item.values))
        self.at_first.setVisible(bool(item.values))
        self.grows.setVisible(True)
        self.grows.setChecked(item.grows)
        words = [tr("nothing"), *(tr(one) for one in item.values)]
        self.at_first.setModel(QStringListModel(words, self.at_first))
        at = item.values.index(item.default) + 1 if item.default in item.values else 0
        self.at_first.setCurrentIndex(at)

    def _show_type(self, item: SpanType, look: Theme) -> None:
        if self.colour.text() != item.colour:
            self.colour.setText(item.colour)
        self.key.setText(item.key)
        self.sample.show_type(item.name, look)
        line = look.mark(item.name).line.name().upper()
        is_moved = line != item.colour.upper()
        self.drawn.setText(
            tr("drawn as {colour}, to be seen well", colour=line) if is_moved else ""
        )

    # --- hearing --------------------------------------------------------------------------------

    def keep_typed(self) -> None:
        """Say what was typed into a field that still has the keyboard."""
        for name, one in (*self.words.items(), ("colour", self.colour), ("key", self.key)):
            if one.hasFocus():
                self._leave(name)

    def _leave(self, name: str) -> None:
        made = self.words.get(name) or (self.colour if name == "colour" else self.key)
        item = self._item
        if item is None or not hasattr(item, name):
            return
        typed = made.text().strip()
        if typed != getattr(item, name):
            self._say(name, typed)

    def _choose_first(self, at: int) -> None:
        if isinstance(self._item, AttributeType):
            value = self._item.values[at - 1] if at else ""
            self._say("default", value)

    def _say(self, name: str, value: object) -> None:
        if not self._is_filling:
            self.changed.emit(name, value)
