"""What is on disk, told when it is asked for: that all is saved, or what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.ui.basics.messages import MessageBar
    from annotator.ui.bridge import Bridge


class SavingHandlers:
    """Says what the disk has answered."""

    def __init__(self, bridge: Bridge, messages: MessageBar) -> None:
        """Hear of the disk through the bridge."""
        self._bridge, self._messages = bridge, messages

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"say-saved": self._say_saved}

    def _say_saved(self) -> None:
        """Say that all changes are saved, or what is not."""
        n, trouble = self._bridge.n_waiting, self._bridge.project.open_project.file.trouble
        if trouble is not None:
            self._bridge.refused.emit(trouble)  # with what can be done
        elif n:
            self._messages.say(trn("{n} step is being saved.", "{n} steps are being saved.", n))
        else:
            self._messages.say(tr("All changes saved. Each step is on disk when it is done."))
