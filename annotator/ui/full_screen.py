"""Full screen for reading: the window fills the screen, the list at the side steps back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from annotator.language import tr
from annotator.ui.basics.messages import Offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from annotator.ui.basics.actions import Actions
    from annotator.ui.basics.messages import MessageBar
    from annotator.ui.session import Session
    from annotator.ui.workspace import Workspace

_FULL = Qt.WindowState.WindowFullScreen


class FullScreen(QObject):
    """Turns it on and off; what was folded for it unfolds again."""

    def __init__(
        self,
        window: QWidget,
        acts: Actions,
        messages: MessageBar,
        session: Callable[[], Session | None],
    ) -> None:
        """Act on a window; `session` gives what is open in it, None on the start page."""
        super().__init__(window)
        self._window, self._acts, self._messages = window, acts, messages
        self._session = session
        self._folded: Workspace | None = None
        acts.register({"full-screen": self.turn})

    def turn(self) -> None:
        """Fill the screen, or be a window again."""
        is_full = self._window.isFullScreen()
        self._window.setWindowState(self._window.windowState() ^ _FULL)
        session = self._session()
        workspace = session.workspace if session is not None else None
        if is_full:
            if workspace is not None and workspace is self._folded and workspace.left.isHidden():
                workspace.fold_left()
            self._folded = None
            return
        if workspace is not None and not workspace.left.isHidden():
            workspace.fold_left()
            self._folded = workspace
        key = self._acts.key("full-screen")
        leave = Offer(tr("Leave full screen"), self.turn, key)
        self._messages.say(tr("The page fills the screen."), (leave,))
