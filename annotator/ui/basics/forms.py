"""What forms and sheets stand on: a title with its facts, a column of labels, one main button.

A dialog holds a `Form`, a sheet is one; `FormLines` is the grid of its fields.
"""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QGridLayout, QSizePolicy, QWidget

from annotator.language import tr
from annotator.ui.basics.building import Part, column, row
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.labels import CutLabel, Label

LINE_HEIGHT = 28
"""The least height of what is read and pressed in a form."""
_LABELS, _GAP, _BETWEEN, _SIDE = 90, 20, 12, 20
_LEAST_FACTS, _LEAST_VERDICT = 40, 120
"""What the facts beside a title have in the narrowest form: a word, whose tooltip has all; and
the verdict beside the buttons: two or three words a line."""


class FormLines(QGridLayout):
    """Labels in one column, what they name beside them."""

    def __init__(self, *, labels: int = _LABELS) -> None:
        """Begin empty; `labels` is the least width of their column."""
        super().__init__()
        self.setColumnMinimumWidth(0, labels)
        self.setColumnStretch(1, 1)
        self.setHorizontalSpacing(_GAP)
        self.setVerticalSpacing(_BETWEEN)
        self._lines: list[list[QWidget]] = []

    def line(self, label: str, *parts: Part) -> Label:
        """Add a line and give its label; its first widget is called by it, if by nothing yet."""
        words = Label(label, "ui", "ink2")
        widgets = list(_widgets_of(parts))
        for one in widgets:
            one.setMinimumHeight(max(one.minimumHeight(), LINE_HEIGHT))
        if widgets and label and not widgets[0].accessibleName():
            widgets[0].setAccessibleName(label)
        at = self.rowCount() if self.count() else 0
        self.addWidget(words, at, 0)
        match parts:
            case (QWidget() as only,):
                self.addWidget(only, at, 1)
            case _:
                self.addLayout(row(*parts, gap=8), at, 1)
        self._lines.append([words, *widgets])
        return words

    def show_line(self, widget: QWidget, *, is_shown: bool) -> None:
        """Show the line of a widget, or hide it with its label."""
        for one in next(line for line in self._lines if widget in line):
            one.setVisible(is_shown)


def _widgets_of(parts: tuple[Part, ...]) -> list[QWidget]:
    plain = [part[0] if isinstance(part, tuple) else part for part in parts]
    return [one for one in plain if isinstance(one, QWidget)]


class _Title(CutLabel):
    """A title is whole where the form is wide enough; what is beside it is cut first."""

    def minimumSizeHint(self) -> QSize:
        """Need the width of the words, as far as the form has it."""
        wanted, above = self.sizeHint(), self.parentWidget()
        room = above.width() - 2 * _SIDE - _LEAST_FACTS if above is not None else wanted.width()
        return QSize(max(min(wanted.width(), room), 0), wanted.height())


class _Verdict(Label):
    """Words that wrap beside the buttons; buttons leave them the width to be read in."""

    def setText(self, words: str) -> None:
        """Show words; without any, or in one line, no more room is needed than they take."""
        super().setText(words)
        self._need_room()

    def setWordWrap(self, wraps: bool) -> None:
        """Break lines, or have one."""
        super().setWordWrap(wraps)
        self._need_room()

    def _need_room(self) -> None:
        self.setMinimumWidth(_LEAST_VERDICT if self.text() and self.wordWrap() else 0)


class Form(QWidget):
    """Title and facts above, a column in the middle, verdict and buttons below.

    Enter presses the button that has the keyboard, else, where no field wants it, the main one;
    Esc the one that shows it.
    """

    def __init__(self, title: str, parent: QWidget) -> None:
        """Make an empty form."""
        super().__init__(parent)
        self.setObjectName("form")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.facts = CutLabel("", "small", "ink2", parent=self)
        """What is said at the far end of the title."""
        self.facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.verdict = _Verdict("", "small", "ink2", parent=self, wraps=True)
        """What is said before the buttons."""
        self.verdict.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._title = _Title(title, "title", parent=self)
        self.head = row(self._title, (self.facts, 1), gap=4)
        self.column = column(self.head, gap=8)
        self.buttons = row((self.verdict, 1), gap=8)
        column((self.column, 1), self.buttons, of=self, around=(_SIDE, 16, _SIDE, 16), gap=_BETWEEN)
        self._main: KeyButton | None = None
        self._escape: KeyButton | None = None

    def set_title(self, title: str) -> None:
        """Be called otherwise."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def words(self, text: str, *, font: str = "ui", ink: str = "ink") -> Label:
        """Add a line of words and give its label."""
        label = Label(text, font, ink, parent=self, wraps=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(label)
        return label

    def button(
        self,
        text: str,
        run: Callable[[], object],
        *,
        key: str = "",
        is_default: bool = False,
        at_start: bool = False,
    ) -> KeyButton:
        """Add a button and give it: `at_start` before the verdict, else at the end of the row.

        The default one comes last; it shows Enter if no `key` is named. "Esc" makes it what Esc
        presses.
        """
        button = KeyButton(text, key or (tr("Enter") if is_default else ""), is_main=is_default)
        button.setParent(self)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: run())
        if is_default:
            self._main = button
            button.setDefault(True)
        if key == tr("Esc"):
            self._escape = button
        before = self.buttons.indexOf(self.verdict)
        self.buttons.insertWidget(before if at_start else self.buttons.count(), button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the title have the room that there is now."""
        super().resizeEvent(event)
        self._title.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that stands for a key that nothing in the form has taken."""
        has = self.focusWidget()
        button: QAbstractButton | None = None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self._main
            if isinstance(has, QAbstractButton) and not isinstance(has, QCheckBox):
                button = has
        elif event.key() == Qt.Key.Key_Escape:
            button = self._escape
        if button is None:
            super().keyPressEvent(event)
        elif button.isEnabled() and not event.isAutoRepeat():  # one that opened the form
            button.click()
