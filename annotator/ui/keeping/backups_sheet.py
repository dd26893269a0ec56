"""The sheet *Backups of this project*: which there are, how each stands against the file now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import tr, trn
from annotator.project.keeping.words import size_words, why_words
from annotator.store.backups.listing import list_backups
from annotator.ui.basics.labels import Label
from annotator.ui.basics.sheet import Sheet
from annotator.ui.keeping.backups_list import BackupHeads, BackupRow, BackupsList

if TYPE_CHECKING:
    from annotator.store.backups.listing import Backup
    from annotator.ui.led_to import Looking


class BackupsSheet(Sheet):
    """One of the backups is chosen; below stands what can be done with it."""

    def __init__(self, host: Looking, chosen: Backup | None = None, said: str = "") -> None:
        """List them; `said` stands framed above."""
        super().__init__(tr("Backups of this project"), host.workspace, status=tr("Backups"))
        self._host, self._chosen = host, chosen
        if said:
            self.column.addWidget(Label(said, parent=self, wraps=True))
        self.column.addWidget(BackupHeads(self))
        self.list = BackupsList(self)
        self.first = self.list
        self.fill(self.list)
        self.leave_button(tr("Close"))
        project_id = host.project.id
        host.jobs.start(lambda _progress, _cancel: list_backups(project_id), self._show)

    def _show(self, backups: tuple[Backup, ...]) -> None:
        self.list.backups.show_rows([BackupRow(one, why_words(one)) for one in backups])
        self.facts.setText(
            tr(
                "made by themselves: every 100 steps or 10 minutes, and before large steps  ·"
                "  {n}, {size}",
                n=trn("{n} of them", "{n} of them", len(backups)),
                size=size_words(sum(one.size for one in backups)),
            )
        )
        ids = [one.id for one in backups]
        at = ids.index(self._chosen.id) if self._chosen and self._chosen.id in ids else 0
        self.list.setCurrentIndex(self.list.backups.index(at, 0))
