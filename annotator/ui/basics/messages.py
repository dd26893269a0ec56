"""How the window tells something: a calm bar for sentences, a dialog only where one must choose.

The sentences are written where an error is raised; this room only shows them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QFrame, QMessageBox, QPushButton, QSizePolicy, QWidget

from annotator.errors import AnnotatorError
from annotator.language import tr
from annotator.ui.basics.building import later, row
from annotator.ui.basics.labels import Label, plain_tip

SAID_MS = 6_000
"""How long a sentence that asks for nothing stays."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something the person can do about a message: the words of its button, and what it does."""

    label: str
    run: Callable[[], None]


class MessageBar(QFrame):
    """One sentence at the foot of the window, with what can be done about it. It takes no focus."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.setObjectName("message-bar")
        self.setAccessibleName(tr("Message"))
        self._words = Label(parent=self, wraps=True, name="message-words")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = row((self._words, 1), of=self, around=(20, 8, 12, 8))
        self._buttons: list[QPushButton] = []
        self._close = QPushButton(tr("Close"), self)
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.close_message)
        self._row.addWidget(self._close)
        self._timer = later(self, SAID_MS, self.close_message)
        self.hide()

    @property
    def words(self) -> str:
        """The sentence that is shown; empty when the bar is hidden."""
        return self._words.text() if not self.isHidden() else ""

    def say(self, sentence: str, offers: Sequence[Offer] = (), *, stays: bool = False) -> None:
        """Show a sentence; it goes by itself unless it `stays` or offers something."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(offer) for offer in offers]
        for place, button in enumerate(self._buttons, start=1):
            self._row.insertWidget(place, button)
        self._words.setText(sentence)
        self.show()
        if offers or stays:
            self._timer.stop()
        else:
            self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self._words, QAccessible.Event.Alert))

    def tell(self, problem: AnnotatorError, offers: Sequence[Offer] = ()) -> None:
        """Show what is wrong and what to do about it; it stays until it is closed."""
        self.say(problem.sentence(), offers, stays=True)

    def close_message(self) -> None:
        """Hide the bar."""
        if not self.isHidden():
            self._timer.stop()
            self.hide()
            self.closed.emit()

    def _button(self, offer: Offer) -> QPushButton:
        button = QPushButton(offer.label, self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

        def take() -> None:
            self.close_message()
            offer.run()

        button.clicked.connect(take)
        return button


def agrees(parent: QWidget, sentence: str, hint: str, words: str) -> bool:
    """Ask whether to go on, with a button of these words; Enter and Esc take Cancel."""
    box = QMessageBox(parent)
    box.setWindowTitle(QApplication.applicationName())
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.setInformativeText(plain_tip(hint))
    go_on = box.addButton(words, QMessageBox.ButtonRole.ActionRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is go_on
