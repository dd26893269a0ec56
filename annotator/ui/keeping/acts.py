"""What the sheets of the room do: the backups of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.store.backups.listing import Backup
    from annotator.ui.led_to import Looking


class KeepingSheets:
    """The sheets about the file of one open project."""

    def __init__(self, host: Looking) -> None:
        """Work for an open project."""
        self._host = host

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does each act, by its name."""
        return {"backups": self.show_backups}

    def show_backups(self, chosen: Backup | None = None, said: str = "") -> None:
        """List the backups, one of them `chosen`; `said` stands framed above them."""
        from annotator.ui.keeping.backups_sheet import BackupsSheet

        self._host.over.show(BackupsSheet(self._host, chosen, said))
