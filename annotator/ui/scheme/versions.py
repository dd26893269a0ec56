"""All versions of the scheme, to be read: when each was made, with which note, what it said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QWidget

from annotator.language import tr
from annotator.model.scheme_file import scheme_to_toml
from annotator.text.words import isolated, shortened
from annotator.ui.basics.building import row
from annotator.ui.basics.labels import day_of_text
from annotator.ui.dialogs.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.model.scheme import Scheme
    from annotator.ui.led_to import Looking

_WIDTH, _HEIGHT, _LIST = 900, 420, 300


def show_versions(session: Looking, parent: QWidget) -> None:
    """Read all versions beside the window and show them."""
    project = session.project

    def read(_progress: object, _cancel: object) -> Sequence[Scheme]:
        project.open_project.drain()
        return project.scheme_versions()

    session.jobs.start(
        read, lambda every: VersionsForm(parent, every).open(), session.bridge.refused.emit
    )


class VersionsForm(Frame):
    """The newest first; the framed one at the right, as its file says it."""

    def __init__(self, parent: QWidget, versions: Sequence[Scheme]) -> None:
        """List these versions."""
        super().__init__(parent, tr("All versions of the scheme"), width=_WIDTH)
        self._versions = [*versions]
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Versions"))
        self.list.setFixedWidth(_LIST)
        self.list.addItems([_line(one) for one in self._versions])
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("What it said"))
        self.text.setTabChangesFocus(True)
        self.list.setMinimumHeight(self.room(_HEIGHT))
        self.column.addLayout(row(self.list, (self.text, 1), gap=12), 1)
        self.list.currentRowChanged.connect(self._show)
        self.button(tr("Close"), self.accept, is_default=True)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _show(self, at: int) -> None:
        if 0 <= at < len(self._versions):
            self.text.setPlainText(scheme_to_toml(self._versions[at]))


def _line(one: Scheme) -> str:
    day = day_of_text(one.created) if one.created else ""
    parts = (tr("version {n}", n=one.version), day, isolated(shortened(one.note)))
    return "  ·  ".join(filter(None, parts))
