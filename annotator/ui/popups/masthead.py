"""The line above the headline while it is edited: one field at a time, where the line stands.

Enter keeps all and confirms what was proposed, Esc drops what was typed, Tab goes on.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.language import tr
from annotator.model.article import ArticleFields
from annotator.ui.basics.building import WordsField, field, row
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.labels import CutLabel, Label
from annotator.ui.popups.fields import FieldPopup

_HEIGHT, _SOURCE_HEIGHT = 36, 20
_NARROW = 440
"""Less width has no room for the name of the next field."""
Keep = Callable[[Mapping[str, str]], bool]
"""Takes values by field; says whether they could be kept."""


class MastheadLine(FieldPopup):
    """The fields of the line above the headline, one seen at a time."""

    shown = Signal(str)
    """The field that is edited now."""
    shows_title = False

    def __init__(self, parent: QWidget, values: Mapping[str, str], keep: Keep) -> None:
        """Hold the fields by their names, in the order of Tab; `keep` takes what was typed."""
        super().__init__(parent, tr("The line above the headline"))
        self._before, self._take = dict(values), keep
        self._names = tuple(values)
        self._name = Label("", "small", "ink2", parent=self)
        self._stack = QStackedWidget(self)
        self.fields: dict[str, WordsField] = {}
        for name, value in values.items():
            made = field(value, self)
            made.setObjectName("filter")
            made.setAccessibleName(field_label(name))
            made.setPlaceholderText(tr("YYYY, YYYY-MM or YYYY-MM-DD") if name == "date" else "")
            made.installEventFilter(self)
            self.fields[name] = made
            self._stack.addWidget(made)
        self._next = KeyButton("", tr("Tab"), parent=self)
        self._keep = KeyButton(tr("Keep"), tr("Enter"), is_main=True, parent=self)
        for button in (self._next, self._keep):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._next.clicked.connect(lambda: self.go_on(1))
        self._keep.clicked.connect(self._keep_all)
        self._source = CutLabel("", "small", "ink2", parent=self)
        self._source.hide()
        self.column.setContentsMargins(8, 3, 4, 3)
        self.column.setSpacing(0)
        self.column.addLayout(row(self._name, (self._stack, 1), self._next, self._keep, gap=8))
        self.column.addWidget(self._source)
        self._stack.currentChanged.connect(lambda _at: self._show_name())
        self._show_name()

    @property
    def name(self) -> str:
        """The name of the field that is edited."""
        return self._names[self._stack.currentIndex()]

    def first_field(self) -> QWidget:
        """Give the field that is seen."""
        return self.fields[self.name]

    def show_field(self, name: str) -> None:
        """Edit a field; without a name the first that is empty, else the first."""
        empty = next((one for one, value in self._before.items() if not value), self._names[0])
        at = self._names.index(name if name in self.fields else empty)
        self._stack.setCurrentIndex(at)
        self.first_field().setFocus(Qt.FocusReason.TabFocusReason)
        self.shown.emit(self.name)

    def go_on(self, by: int) -> None:
        """Edit the next field, or the one before; behind the last comes the first."""
        at = (self._stack.currentIndex() + by) % len(self._names)
        self.show_field(self._names[at])

    def say_source(self, words: str) -> None:
        """Say below the field where its value comes from, if that is not lit on the page."""
        self._source.setText(words)
        self._source.setVisible(bool(words))
        self._height = _HEIGHT + (_SOURCE_HEIGHT if words else 0)
        self.place_again()

    def keep(self) -> None:
        """Keep the fields that were changed: the line was left for something else."""
        changed = {name: one for name, one in self._now().items() if one != self._before[name]}
        if changed:
            self._take(changed)

    def _now(self) -> dict[str, str]:
        return {name: one.text().strip() for name, one in self.fields.items()}

    def _keep_all(self) -> None:
        if self._take(self._now()):
            self.end(keep=False)

    def _show_name(self) -> None:
        at = self._stack.currentIndex()
        self._name.setText(field_label(self._names[at]))
        self._next.setText(field_label(self._names[(at + 1) % len(self._names)]))
        self._next.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the next field's name out where the line is short."""
        super().resizeEvent(event)
        self._next.setVisible(self.width() >= _NARROW)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Esc and Tab in a field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.isAutoRepeat():
                    self._keep_all()
                    return True
                case Qt.Key.Key_Escape:
                    self.end(keep=False)
                    return True
                case Qt.Key.Key_Tab | Qt.Key.Key_Backtab as key:
                    self.go_on(1 if key == Qt.Key.Key_Tab else -1)
                    return True
        return super().eventFilter(watched, event)


def field_label(name: str) -> str:
    """Give the name of a field of the line above the headline; an own one is called as it is."""
    return {
        "title": tr("Headline"),
        "outlet": tr("Outlet"),
        "date": tr("Date"),
        "byline": tr("Byline"),
        "url": tr("Address"),
        "language": tr("Language"),
    }.get(name, name)


def own_names(article: ArticleFields) -> tuple[str, ...]:
    """Give the corpus's own fields of an article that are words, in the order of their names."""
    return tuple(sorted(name for name, one in article.own_fields().items() if isinstance(one, str)))
