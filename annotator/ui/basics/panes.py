"""Which pane has the keyboard, and who has it next when what had it goes away.

The page is its home: after every act, list and form it is there again. A pane that was gone to
(F6, a click into it) keeps it until one leaves it.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Panes(QObject):
    """The panes beside one page. It listens to where the keyboard goes and never guesses."""

    def __init__(
        self,
        page: QWidget,
        panes: Callable[[], Mapping[QWidget, QWidget]],
        parent: QWidget,
    ) -> None:
        """Keep the keyboard for a page; `panes` gives each pane and what takes keys in it.

        They come in the order of F6, the page among them.
        """
        super().__init__(parent)
        self._page, self._panes, self._window = page, panes, parent
        self._pane: QWidget | None = None
        self._inside: QWidget | None = None
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.focusChanged.connect(self._went)

    def seen(self) -> list[QWidget]:
        """Give what takes the keys in each pane that is seen, in the order of F6."""
        return [taker for pane, taker in self._panes().items() if pane.isVisible()]

    def home(self) -> QWidget:
        """Give what the keyboard belongs to now: the pane that keeps it, else the page."""
        pane, inside = self._pane, self._inside
        if pane is None or not pane.isVisible():
            return self._page
        if inside is not None and isValid(inside) and inside.isVisible() and inside.isEnabled():
            return inside
        return self._panes().get(pane, self._page)

    def give_back(self, gone: QWidget | None = None) -> None:
        """Let the keyboard go home from what closes; it stays where somebody has put it."""
        now = self._window.window().focusWidget()
        if gone is None or now is None or now is gone or gone.isAncestorOf(now):
            self.home().setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_page(self) -> None:
        """Give the page the keyboard."""
        self._pane = self._inside = None
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_next(self, by: int) -> None:
        """Give the keyboard to the next pane (1) or the one before (-1)."""
        takers = self.seen()
        here = self._of(self._window.window().focusWidget())
        taker = self._panes()[here] if here is not None else self._page
        now = takers.index(taker) if taker in takers else 0
        takers[(now + by) % len(takers)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _of(self, widget: QWidget | None) -> QWidget | None:
        """Give the pane that a widget lies in."""
        if widget is None:
            return None
        panes = self._panes()
        return next((one for one in panes if one is widget or one.isAncestorOf(widget)), None)

    def _went(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Remember the pane that the keyboard has gone into; lists and bars are none."""
        pane = self._of(new)
        if pane is not None:
            is_page = self._panes()[pane] is self._page
            self._pane, self._inside = (None, None) if is_page else (pane, new)
