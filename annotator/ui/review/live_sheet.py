"""A sheet whose numbers follow what is filled in; they are worked out beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from annotator.language import trn
from annotator.ui.basics.building import WordsField, later
from annotator.ui.basics.forms import LINE_HEIGHT
from annotator.ui.basics.sheet import Sheet
from annotator.ui.popups.box import ChoiceBox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent

    from annotator.errors import AnnotatorError
    from annotator.ui.basics.jobs import Job
    from annotator.ui.review.workspace import ReviewWorkspace

Answer = TypeVar("Answer")
Field = TypeVar("Field", bound=QWidget)
_NUMBER = 90
_WAIT_MS = 120
"""Typing a number of two digits asks once."""


class NumberField(WordsField):
    """A field for a whole number; Up and Down change it by one."""

    def __init__(self, parent: QWidget, least: int, most: int, value: int) -> None:
        """Show `value`."""
        super().__init__(str(value), parent)
        self._least, self._most = least, most
        self.setValidator(QIntValidator(0, most, self))

    def value(self) -> int:
        """Give the number, within its bounds; an empty field is the least."""
        words = self.text()
        return min(self._most, max(self._least, int(words) if words.isdecimal() else self._least))

    def set_value(self, value: int) -> None:
        """Show another number."""
        self.setText(str(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change it by one with Up and Down."""
        by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if by:
            self.set_value(max(self._least, self.value() + by))
        else:
            super().keyPressEvent(event)


class LiveSheet(Sheet, Generic[Answer]):
    """`preview` gives what is to be worked out, `show_preview` shows the answer."""

    def __init__(self, title: str, review: ReviewWorkspace, *, status: str) -> None:
        """Make an empty sheet; `watch` its fields, then `look_soon`."""
        super().__init__(title, review, status=status)
        self.review = review
        self._timer = later(self, _WAIT_MS, self._look)
        self._job: Job[Answer] | None = None

    def preview(self) -> Callable[[], Answer]:
        """Give what works out the numbers, without any object of the window."""
        raise NotImplementedError

    def show_preview(self, answer: Answer) -> None:
        """Show the numbers."""
        raise NotImplementedError

    def refuse(self, problem: AnnotatorError) -> None:
        """Say what is wrong with what is filled in."""
        self.verdict.setText(problem.sentence())

    # --- fields ---------------------------------------------------------------------------------

    def number_field(self, label: str, least: int, most: int, value: int) -> NumberField:
        """Give a field for a number."""
        made = NumberField(self, least, most, value)
        made.setFixedWidth(_NUMBER)
        return self._field(made, label)

    def choices(self, label: str, words: Sequence[str]) -> QComboBox:
        """Give a list of which one line is chosen."""
        made = ChoiceBox(self)
        made.addItems([*words])
        return self._field(made, label)

    def _field(self, made: Field, label: str) -> Field:
        made.setAccessibleName(label)
        made.setMinimumHeight(LINE_HEIGHT)
        return made

    def watch(self, *fields: QWidget) -> None:
        """Look again when one of these fields changes."""
        for field in fields:
            match field:
                case QLineEdit():
                    field.textChanged.connect(self.look_soon)
                case QComboBox():
                    field.currentIndexChanged.connect(self.look_soon)
                case QCheckBox():
                    field.toggled.connect(self.look_soon)

    def look_soon(self) -> None:
        """Work the numbers out when nothing changes for a moment; an older answer is not shown."""
        self._stop()
        self._timer.start()

    def _look(self) -> None:
        work = self.preview()
        self._job = self.review.jobs.start(
            lambda _progress, _cancel: work(), self.show_preview, self.refuse
        )

    def _stop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def hideEvent(self, event: QHideEvent) -> None:
        """Wait for no answer any more."""
        self._timer.stop()
        self._stop()
        super().hideEvent(event)


def gives_words(n: int, of: int, n_claims: int | None) -> str:
    """Give how many articles, and how many claims they may have by the coder's marks so far."""
    words = trn("{n} article of {of}", "{n} articles of {of}", n, of=of)
    if n_claims is None:
        return words
    claims = trn(
        "about {n} claim by your marks so far", "about {n} claims by your marks so far", n_claims
    )
    return f"{words}, {claims}"
