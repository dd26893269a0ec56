"""What a person prefers in this window: kept at once; text size, colours, arrows, own keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator import settings as kept
from annotator.errors import CannotWrite
from annotator.language import tr
from annotator.settings import LARGEST_TEXT, SMALLEST_TEXT, Settings, Theme
from annotator.ui.basics import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.ui.basics.actions import Actions
    from annotator.ui.workspace import Workspace

_TEXT_STEP = 10


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

    def keep_layout(self, place: str, workspace: Workspace) -> None:
        """Keep the place and size of the window (as Qt writes it) and of its panes."""
        changed = replace(self.settings, window=place)
        if workspace.left.isVisible():
            changed = replace(
                changed,
                left_width=min(max(workspace.left_width(), 120), 800),
                actor_height=min(max(workspace.actor_height(), 60), 2_000),
            )
        self.change(changed)
