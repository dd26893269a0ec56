"""The program's real window in Review, on the two codings of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from benchmarks.ours.real_window import RealWindow, begun
from benchmarks.place import VIEW_HEIGHT

if TYPE_CHECKING:
    from annotator.ui.review.workspace import ReviewWorkspace
    from benchmarks.place import Place


class RealReview:
    """Review as it comes up: all differences listed, the first one current."""

    def __init__(self, place: Place) -> None:
        """Begin Review; it is there when this returns."""
        self.real: RealWindow = begun(place, place.article_id)
        self.real.window.resize(1500, VIEW_HEIGHT)
        self.real.window.acts.run("review")
        state = self.review.state
        self.real.wait_for(lambda: state.settling is not None and not state.is_comparing)
        self.real.wait_for(lambda: state.page is not None and state.figures is not None)
        self.real.settle()
        assert self.review.pane.list.isVisible(), "the list is not beside the page"

    @property
    def review(self) -> ReviewWorkspace:
        """The workspace."""
        return self.real.session.review

    @property
    def n_settled(self) -> int:
        """How many differences are settled."""
        return self.review.state.n_settled()[0]

    def press(self, key: Qt.Key, text: str = "") -> None:
        """Press a key on the page."""
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(self.review.area.view, event)

    def paint(self) -> None:
        """Paint page, cards and list now."""
        self.review.area.view.viewport().repaint()
        self.review.area.margin.repaint()
        self.review.pane.repaint()
