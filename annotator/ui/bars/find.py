"""Finding words in the article: a field, how many places, the next and the one before."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from annotator.language import tr
from annotator.model.page import Page
from annotator.reading.covered import seen_text
from annotator.text.likeness import find_folded
from annotator.text.ranges import Range
from annotator.ui.basics.building import field, row
from annotator.ui.basics.jobs import Job, Jobs
from annotator.ui.basics.labels import Label
from annotator.ui.page.view import PageView

_AT_ONCE = 30_000
"""Code points that are looked through within a frame."""


class FindBar(QFrame):
    """The bar below the page while something is looked for."""

    left = Signal()

    def __init__(self, view: PageView, jobs: Jobs, parent: QWidget) -> None:
        """Look for words in what a view shows."""
        super().__init__(parent)
        self._jobs = jobs
        self._looking: Job[list[Range]] | None = None
        self.setAccessibleName(tr("Find in the article"))
        self._view = view
        self._found: tuple[Range, ...] = ()
        self._at = 0
        self.field = field("", self)
        self.field.setPlaceholderText(tr("Find in the article"))
        self.field.setAccessibleName(tr("Find in the article"))
        self.field.installEventFilter(self)
        self._count = Label(parent=self, name="count")
        whole = row((self.field, 1), self._count, of=self, around=(20, 6, 12, 6))
        for words, run in (
            (tr("Previous"), lambda: self.go(-1)),
            (tr("Next"), lambda: self.go(1)),
            (tr("Close"), self.close_bar),
        ):
            button = QPushButton(words, self)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(run)
            whole.addWidget(button)
        self.field.textChanged.connect(self._look)
        self.hide()

    def begin(self) -> None:
        """Show the bar; the selected words are looked for."""
        page, chosen = self._view.page, self._view.selection()
        if page is not None and chosen is not None and "\n" not in chosen.of(page.text):
            self.field.setText(chosen.of(page.text))
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._look(self.field.text())

    def look_again(self, _page: Page) -> None:
        """Look in another article."""
        if self.isVisible():
            self._look(self.field.text())

    def go(self, by: int) -> None:
        """Go to the next place (1) or the one before (-1), round and round."""
        if self._found:
            self._at = (self._at + by) % len(self._found)
            self._show()

    def close_bar(self) -> None:
        """Hide the bar; the place that was found stays selected."""
        self._light(())
        self.hide()
        self.left.emit()

    def _look(self, words: str) -> None:
        """Look for words: at once in most articles, beside the window in a very long one."""
        page = self._view.page
        wanted = words.strip()
        if self._looking is not None and self._looking.is_running:
            self._looking.cancel()
        self._looking = None
        if page is None or not wanted:
            self._take(wanted, [])
        elif len(page.text) <= _AT_ONCE:
            self._take(wanted, find_folded(seen_text(page), wanted))
        else:
            text = seen_text(page)
            self._light(())  # until they are known
            self._looking = self._jobs.start(
                lambda _progress, _cancel: find_folded(text, wanted),
                lambda found: self._take(wanted, found),
            )

    def _take(self, wanted: str, found: Sequence[Range]) -> None:
        self._light(found)
        start = self._view.selection()
        begin = self._view.caret() if start is None else start.start
        later = [n for n, one in enumerate(self._found) if one.start >= begin]
        self._at = later[0] if later else 0
        if not wanted:
            self._count.setText("")
        elif not self._found:
            self._count.setText(tr("not found"))
        else:
            self._show()

    def _light(self, found: Sequence[Range]) -> None:
        self._found = tuple(found)
        self._view.lit.found = self._found if self.isVisible() else ()
        self._view.viewport().update()

    def _show(self) -> None:
        self._view.select(self._found[self._at])
        self._count.setText(tr("{n} of {of}", n=self._at + 1, of=len(self._found)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, with Shift back."""
        press = event if event.type() == QEvent.Type.KeyPress else None
        if isinstance(press, QKeyEvent) and press.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if press.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        return super().eventFilter(watched, event)
