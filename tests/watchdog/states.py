"""What must be so that an act applies: which page, which selection, which workspace."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.text.ranges import Range
from annotator.ui.basics.actions import ActRow, Need

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.watchdog.made import Made
    from tests.watchdog.turns import Turns

FIRST: dict[str, tuple[str, ...]] = {
    "redo": ("done", "undo"),
    "not-done": ("done",),
    "open-again": ("take-left", "previous-open"),
}
"""What is done before an act, so that it has something to do."""
_MANY = 12


class States:
    """Brings the window to where an act applies."""

    def __init__(self, turns: Turns, made: Made) -> None:
        self._turns, self._made, self.window = turns, made, turns.window

    @property
    def session(self) -> Any:
        session = self.window.session
        assert session is not None, "no project is open"
        return session

    def open_project(self) -> None:
        """Open the project, if none or another one is."""

        def is_open() -> bool:
            session = self.window.session
            return session is not None and session.project.path == self._made.path

        if is_open():
            return
        self.window.projects.open_path(self._made.path)
        self._turns.wait_for(is_open)
        self._turns.wait_for(lambda: self.session.view.page is not None)
        queue = self.session.suggesting.queue
        if not queue.is_paused:
            queue.turn()

    def reach(self, row: ActRow) -> None:
        """Leave what is open, and stand where the act applies."""
        self.leave()
        self.open_project()
        if Need.REVIEW in row.needs:
            self._reach_review()
        else:
            wanted = self._made.suggested_id if Need.SUGGESTION in row.needs else None
            self._reach_page(wanted or self._made.article_id)
        if Need.SUGGESTION in row.needs:
            self._turns.rest()
            self.session.reading.make_current(None)
            self.session.view.set_caret(0)
            self.window.acts.run("next-suggestion")
        for name in FIRST.get(row.name, ()):
            self.window.acts.run(name)
            self._turns.rest()
        self._turns.rest()

    def _reach_page(self, article_id: str) -> None:
        session = self.session
        if session.is_reviewing:
            self.window.acts.run("read")
        if session.bridge.looked_at is not None:
            session.look_at(None)
        if session.view.page is None or session.view.page.article.id != article_id:
            session.open_article(article_id)
            self._turns.wait_for(lambda: session.view.page.article.id == article_id)
        page = session.view.page
        claim = next(iter(page.spans("claim")), None) or next(iter(page.spans()), None)
        if claim is None:
            session.view.select(Range(0, len(page.text.split()[0])))
        else:
            middle = page.text.index(" ", claim.start) + 1
            session.view.select(Range(middle, page.text.index(" ", middle)))
            session.reading.make_current(claim.id)
        session.reading.focus()

    def _reach_review(self) -> None:
        session = self.session
        if not session.is_reviewing:
            self.window.acts.run("review")
        state = session.review.state
        self._turns.wait_for(lambda: state.settling is not None and not state.is_comparing)
        self._turns.rest()
        if not state.entries:  # it is compared when both have done it
            session.project.state(self._made.article_id, "done")
            session.review.compare(*session.review.pair)
            session.review.begin()
            self._turns.wait_for(lambda: state.settling is not None and not state.is_comparing)
            self._turns.rest()
        if state.current is None:
            self.window.acts.run("next-open")

    def leave(self) -> None:
        """Close whatever is open, as a person does: Esc, until nothing asks any more."""
        for _ in range(_MANY):
            self._turns.rest()
            menu, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
            if menu is not None:
                self._turns.do(menu.close)
            elif self.window.isFullScreen():
                self._turns.do(partial(self.window.acts.run, "full-screen"))
            elif dialog is not None:
                self._press_esc(dialog)
            elif self.asks():
                self._press_esc(QApplication.focusWidget() or self.window)
            else:
                return
        raise AssertionError(f"{self.sheet() or QApplication.focusWidget()} does not go away")

    def _press_esc(self, on: QWidget) -> None:
        self._turns.do(partial(QTest.keyClick, on, Qt.Key.Key_Escape))

    def sheet(self) -> Any:
        """Give the sheet that lies over the page or over Review, or None."""
        session = self.window.session
        if session is None:
            return None
        return session.over.sheet or (session.review.sheet if session.is_reviewing else None)

    def asks(self) -> bool:
        """Say whether a list, a field or a sheet is open."""
        session = self.window.session
        if session is None:
            return False
        review = session.review if session.is_reviewing else None
        open_now = session.reading.popup is not None or session.suggesting.changing is not None
        is_asked = open_now or (review is not None and review.is_asking)
        return is_asked or self.sheet() is not None
