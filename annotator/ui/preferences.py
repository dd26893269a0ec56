"""What a person prefers in this window: kept at once; text size, colours, arrows, own keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QMargins, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from annotator import settings as kept
from annotator.errors import CannotWrite
from annotator.language import tr
from annotator.settings import (
    ACTOR_HEIGHTS,
    LARGEST_TEXT,
    LEFT_WIDTHS,
    SMALLEST_TEXT,
    Settings,
    Theme,
)
from annotator.ui.basics import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from annotator.ui.basics.actions import Actions
    from annotator.ui.workspace import Workspace

_TEXT_STEP = 10
_USUAL, _SMALLEST = QSize(1400, 900), QSize(820, 480)
_FRAME = QMargins(8, 40, 8, 8)
"""Room for what the system draws around a window, which is not known before it is shown."""


class Preferences(QObject):
    """The settings as they hold in this window, and the acts that change them."""

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, settings: Settings, actions: Actions) -> None:
        """Begin with settings as they were read."""
        super().__init__(actions)
        self.settings = settings
        self._actions = actions
        self.prefer()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {
            "text-larger": lambda: self.set_text_size(self.settings.text_size + _TEXT_STEP),
            "text-smaller": lambda: self.set_text_size(self.settings.text_size - _TEXT_STEP),
            "text-normal": lambda: self.set_text_size(100),
            "theme-system": lambda: self.set_theme("system"),
            "theme-light": lambda: self.set_theme("light"),
            "theme-dark": lambda: self.set_theme("dark"),
            "plain-arrows": self._turn_arrows,
            "own-keys": self._ask_keys,
        }

    def change(self, settings: Settings) -> None:
        """Take and keep other settings; one that cannot be kept still holds in this window."""
        if settings == self.settings:
            return
        self.settings = settings
        try:
            self.settings = kept.save(settings)
        except CannotWrite as problem:
            self.failed.emit(problem)

    def alter(self, values: Mapping[str, Any]) -> None:
        """Take and keep other values of some settings."""
        self.change(replace(self.settings, **values))

    def set_text_size(self, percent: int) -> None:
        """Show the article's text larger or smaller."""
        percent = min(max(percent, SMALLEST_TEXT), LARGEST_TEXT)
        self.change(replace(self.settings, text_size=percent))
        theme.use(text_size=percent / 100)
        self.said.emit(tr("Text at {percent} %", percent=percent))

    def set_theme(self, choice: Theme) -> None:
        """Use light or dark colours, or follow the system."""
        self.change(replace(self.settings, theme=choice))
        theme.use(choice=choice)

    def prefer(self) -> None:
        """Let the acts have the person's own keys and way of moving."""
        own, plain = self.settings.own_keys(), self.settings.arrows_by_character
        self._actions.set_preferences(plain=plain, own=own)

    def _turn_arrows(self) -> None:
        plain = not self.settings.arrows_by_character
        self.change(replace(self.settings, arrows_by_character=plain))
        self.prefer()
        self.said.emit(
            tr("Arrows move by character, with Ctrl by word.")
            if plain
            else tr("Arrows move by word, with Alt by character.")
        )

    def _ask_keys(self) -> None:
        """Show the acts with their keys; what is chosen holds at once."""
        from annotator.ui.dialogs.own_keys import OwnKeysDialog

        window = self._actions.window
        dialog = OwnKeysDialog(window, self.settings.own_keys(), self._actions.scheme)
        dialog.changed.connect(self._take_keys)
        dialog.open()

    def _take_keys(self, own: Mapping[str, tuple[str, ...]]) -> None:
        keys = tuple(" ".join((act, *some)) for act, some in sorted(own.items()))
        self.change(replace(self.settings, keys=keys))
        self.prefer()

    def place(self, window: QWidget) -> None:
        """Put a window where it was left, else in the middle; its frame inside the screen, too."""
        self.settings = self.settings.layout_on([_name(one) for one in QGuiApplication.screens()])
        # Qt refuses what was kept on a screen of quite another size.
        left = window.restoreGeometry(QByteArray.fromBase64(self.settings.window.encode()))
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
        screen = QGuiApplication.screenAt(window.geometry().center()) or window.screen()
        room = screen.availableGeometry().marginsRemoved(_FRAME)
        window.setMinimumSize(_SMALLEST.boundedTo(room.size()))
        place = QRect(window.pos(), (window.size() if left else _USUAL).boundedTo(room.size()))
        if not left:
            place.moveCenter(room.center())
        place.moveLeft(max(min(place.left(), room.right() - place.width() + 1), room.left()))
        place.moveTop(max(min(place.top(), room.bottom() - place.height() + 1), room.top()))
        if not window.isMaximized():
            window.setGeometry(place)

    def keep_layout(self, window: QWidget, workspace: Workspace) -> None:
        """Keep the place and size of the window and of its panes, for the screen it is on."""
        place = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
        changed = replace(self.settings, window=place)
        if workspace.left.isVisible():
            changed = replace(
                changed,
                left_width=min(max(workspace.left_width(), LEFT_WIDTHS[0]), LEFT_WIDTHS[1]),
                actor_height=min(max(workspace.actor_height(), ACTOR_HEIGHTS[0]), ACTOR_HEIGHTS[1]),
            )
        self.change(changed.with_layout(_name(window.screen())))


def _name(screen: QScreen) -> str:
    """Give what a screen is known by: its size and scale, whatever plug it hangs on."""
    size, scale = screen.size(), screen.devicePixelRatio()
    return f"{size.width()}x{size.height()}@{scale:g}"
