"""How the window tells something: dark lines over the canvas, a dialog only where one must choose.

The sentences are written where an error is raised; this room only shows them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QPushButton, QWidget

from annotator.errors import AnnotatorError, Cancelled, WrongUse
from annotator.language import tr
from annotator.text.letters.visible import visible
from annotator.ui.basics.building import column, later, row, wanted_size, widgets_in
from annotator.ui.basics.heard import announce
from annotator.ui.basics.labels import Label, on_button, plain_tip

SAID_MS = 6_000
"""How long a sentence that asks for nothing stays."""
_ABOVE_EDGE = 10
_SIDES = 16
_LEAST = 240


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done about a message: the words of its button, what it does, its key."""

    label: str
    run: Callable[[], None]
    key: str = ""


class LowerEdge(QWidget):
    """Holds lines over the lower edge of what is shown; they move nothing and take no focus."""

    def __init__(self, host: QWidget) -> None:
        """Lie over `host` until `lie_over` names another place; hidden while no line is shown."""
        super().__init__(host)
        self.setAccessibleName(tr("Messages"))
        self._room: Callable[[], QRect] = host.rect
        self._host: QWidget = host
        self._column = column(of=self, around=(0, 0, 0, 0), gap=6)
        self._later = later(self, 0, self.place)
        host.installEventFilter(self)
        self.hide()

    def add(self, line: QFrame) -> None:
        """Take a line below those that are there."""
        self._column.addWidget(line, 0, Qt.AlignmentFlag.AlignHCenter)
        line.installEventFilter(self)

    def lie_over(self, host: QWidget, room: Callable[[], QRect]) -> None:
        """Lie over another widget, above the lower edge of `room` (its coordinates)."""
        self._host.removeEventFilter(self)
        self._host, self._room = host, room
        host.installEventFilter(self)
        self.setParent(host)
        self.place()

    def lines(self) -> list[QWidget]:
        """Give the lines that are shown."""
        return [one for one in widgets_in(self._column) if not one.isHidden()]

    def offers(self) -> list[tuple[QPushButton, str]]:
        """Give the buttons of what can be done about the lines, each with the words of its line."""
        lines = (one for one in self.lines() if isinstance(one, Line))
        found = ((button, one.words.text()) for one in lines for button in one.buttons)
        return [(button, words) for button, words in found if button.isEnabled()]

    def place(self) -> None:
        """Take the place above the lower edge, as wide as the lines need."""
        shown = self.lines()
        self.setVisible(bool(shown))
        if not shown:
            return
        room = self._room().intersected(self._host.rect())
        widest = max(room.width() - 2 * _SIDES, _LEAST)
        for line in shown:
            if isinstance(line, Line):
                line.fit(widest)
        self._column.activate()
        self.resize(self._column.sizeHint())
        left = room.center().x() - self.width() // 2
        left = min(max(left, 0), max(self._host.width() - self.width(), 0))
        self.move(left, room.bottom() - self.height() - _ABOVE_EDGE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host's size, and which lines are shown."""
        of_line = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
        if watched is self._host:
            if event.type() is QEvent.Type.Resize:
                self._later.start()  # the page is laid out after its host
        elif event.type() in of_line:
            self.place()
        return False


class Line(QFrame):
    """One dark line: words, and what stands behind them."""

    def __init__(self, parent: QWidget) -> None:
        """Begin hidden and empty."""
        super().__init__(parent)
        self.setObjectName("message")
        self.words = Label(parent=self, ink="message_ink", wraps=True, name="message-words")
        self.buttons: list[QPushButton] = []
        """What can be done about it."""
        self.row = row(gap=8)
        """What stands behind the words, or below them."""
        self._both = row((self.words, 1), (self.row, 0), of=self, around=(14, 6, 10, 6), gap=8)
        self.hide()

    def fit(self, widest: int) -> None:
        """Be as wide as the words need, at most `widest`: then they break.

        Where what stands behind them leaves them too little, it stands below.
        """
        metrics, text = self.words.fontMetrics(), self.words.text()
        own = max(map(metrics.horizontalAdvance, text.split("\n")), default=0) + 4
        there = [one for one in widgets_in(self.row) if not one.isHidden()]
        rest = sum(wanted_size(one).width() + self.row.spacing() for one in there)
        sides = self._both.contentsMargins()
        room = widest - sides.left() - sides.right()
        is_beside = rest + min(own, _LEAST) <= room
        to = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(to)
        width = min(own, max(room - rest if is_beside else room, _LEAST))
        flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        height = metrics.boundingRect(QRect(0, 0, width, 9_999), flags, text).height()
        # The label breaks between words where it can, which takes more lines; the size that the
        # words before had is no least one.
        self.words.setMinimumSize(0, 0)
        self.words.setFixedSize(width, max(height + 2, self.words.heightForWidth(width)))
        self.words.setWordWrap(True)  # Qt keeps in mind what it has reckoned before
        self.adjustSize()


class _Message(Line):
    """A sentence with its offers and Close."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._made: list[QWidget] = []
        self._cap: Label | None = None
        self.close_button = self._button(tr("Close"), self.closed.emit)

    def tell(self, sentence: str, offers: Sequence[Offer], key: str) -> None:
        """Show a sentence with what can be done about it.

        `key` takes the first offer; it is shown there, but for an offer with a key of its own.
        """
        for one in (*self._made, self.close_button):
            self.row.removeWidget(one)
        for one in self._made:
            one.hide()
            one.deleteLater()
        self._made, self.buttons, self._cap = [], [], None
        told = [sentence]
        for n, offer in enumerate(offers):
            shown = offer.key or (key if n == 0 else "")
            told.append(f"{offer.label}: {shown}" if shown else offer.label)
            cap = self._add(offer, shown)
            if n == 0 and not offer.key:
                self._cap = cap
        self.row.addWidget(self.close_button)
        self.words.setText(sentence)
        self.show()
        announce(self.words, "; ".join(told))

    def show_key(self, shown: bool) -> None:
        """Show the key that takes the first offer, or hide it while another line's has it."""
        if self._cap is not None:
            self._cap.setVisible(shown)

    def _add(self, offer: Offer, key: str) -> Label | None:
        def take() -> None:
            self.closed.emit()
            offer.run()

        button = self._button(offer.label, take)
        self.buttons.append(button)
        cap = Label(key, "small", "message_ink", parent=self, name="cap") if key else None
        for one in (button, cap):
            if one is not None:
                self._made.append(one)
                self.row.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
                one.show()  # else a line that is seen already would be measured without it
        return cap

    def _button(self, words: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(on_button(words), self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is
        button.clicked.connect(run)
        return button


class MessageBar(QObject):
    """What is told: a sentence that passes, and those that stay until each is closed."""

    closed = Signal()

    def __init__(self, edge: LowerEdge, key: Callable[[], str] = str) -> None:
        """Show nothing yet; the lines lie over `edge`. `key` gives what takes the first offer."""
        super().__init__(edge)
        self._key = key
        self._passing, self._kept = _Message(edge), _Message(edge)
        for line in (self._passing, self._kept):
            line.setAccessibleName(tr("Message"))
            edge.add(line)
        self._stack: list[tuple[str, tuple[Offer, ...]]] = []
        self._passing.closed.connect(self._pass)
        self._kept.closed.connect(self._close_kept)
        self._edge = edge
        self._timer = later(self, SAID_MS, self._pass)

    @property
    def words(self) -> str:
        """What is shown, a line for each sentence, the one that passes first."""
        return "\n".join(line.words.text() for line in self._shown())

    @property
    def buttons(self) -> list[QPushButton]:
        """The offers of all that is shown."""
        return [button for line in self._shown() for button in line.buttons]

    def shows(self, sentence: str) -> bool:
        """Say whether a sentence is to be read now."""
        return any(line.words.text() == sentence for line in self._shown())

    def _shown(self) -> list[_Message]:
        return [line for line in (self._passing, self._kept) if not line.isHidden()]

    def say(self, sentence: str, offers: Sequence[Offer] = (), *, stays: bool = False) -> None:
        """Show a sentence until the next step or Esc; one that `stays` until it is closed.

        One that offers nothing goes by itself after a while.
        """
        if stays:
            told = (sentence, tuple(offers))
            self._stack = [one for one in self._stack if one[0] != sentence]
            self._stack.append(told)
            self._pass()
            self._kept.tell(*told, self._key())
        else:
            self._passing.tell(sentence, offers, self._key())
            if offers:
                self._timer.stop()
            else:
                self._timer.start()
        self._place()

    def tell(self, problem: AnnotatorError, offers: Sequence[Offer] = ()) -> None:
        """Show what is wrong and what to do about it; what has failed stays until it is closed.

        Where a line that is still open says this of the problem and more, as what was not saved,
        that one is shown again instead of one without it, with what is offered now.
        """
        stays = not isinstance(problem, WrongUse | Cancelled)
        more = self._kept_of(problem) if stays else None
        if more is not None and offers:
            self._stack.remove(more)
            more = more[0], tuple(offers)
        self.say(*(more or (problem.sentence(), offers)), stays=stays)

    def tell_lost(self, problem: AnnotatorError, sentence: str) -> None:
        """Show a sentence that begins as a problem's and says more, with what is offered there."""
        less = self._kept_of(problem)
        if less is not None:
            self._stack.remove(less)
        self.say(sentence, less[1] if less is not None else (), stays=True)

    def drop(self, problem: AnnotatorError) -> None:
        """Show no more what is settled."""
        kept = self._kept_of(problem)
        if kept is not None and kept is self._stack[-1]:
            self._close_kept()
        elif kept is not None:
            self._stack.remove(kept)

    def _kept_of(self, problem: AnnotatorError) -> tuple[str, tuple[Offer, ...]] | None:
        kept = reversed(self._stack)
        return next((one for one in kept if one[0].startswith(problem.message)), None)

    def take_offer(self) -> None:
        """Do the first of what is offered."""
        if self.buttons:
            self.buttons[0].click()
        else:
            self.say(tr("No message offers anything now."))

    def covered(self) -> QRect:
        """Give the place that lines lie over, in the coordinates of what they lie over."""
        return self._edge.geometry() if self._edge.isVisible() else QRect()

    def step_done(self) -> None:
        """Close what a step makes an end of."""
        self._pass()

    def close_message(self) -> None:
        """Close the sentence that is shown; under it may be one that stays."""
        if self._passing.isHidden():
            self._close_kept()
        else:
            self._pass()

    def clear(self) -> None:
        """Close all: something else is shown now."""
        self._stack.clear()
        self._pass()
        self._close_kept()

    def _pass(self) -> None:
        self._timer.stop()
        if not self._passing.isHidden():
            self._passing.hide()
            self._place()
            self.closed.emit()

    def _close_kept(self) -> None:
        if self._kept.isHidden():
            return
        del self._stack[-1:]
        if self._stack:
            self._kept.tell(*self._stack[-1], self._key())
        else:
            self._kept.hide()
        self._place()
        self.closed.emit()

    def _place(self) -> None:
        """Take the place of what is shown; only the first of all offers has the key."""
        first = next((line for line in self._shown() if line.buttons), None)
        for line in self._shown():
            line.show_key(line is first)
        self._edge.place()


def agrees(parent: QWidget, sentence: str, hint: str, words: str) -> bool:
    """Ask whether to go on, with a button of these words; Enter and Esc take Cancel."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setWindowTitle(QApplication.applicationName())
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(visible(sentence))
    box.setInformativeText(plain_tip(hint))
    go_on = box.addButton(on_button(words), QMessageBox.ButtonRole.ActionRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is go_on
