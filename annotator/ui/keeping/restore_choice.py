"""What of a backup is to be restored: everything, a layer, or an article; and what that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.language import tr
from annotator.text.words import isolated, shortened
from annotator.ui.basics.building import column, row
from annotator.ui.basics.labels import Label
from annotator.ui.popups.box import ChoiceBox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.project.keeping.against import LookedAt

_BOX, _WHICH = 150, 260
_LONGEST = 60
EVERYTHING, LAYER, ARTICLE = "everything", "layer", "article"


class RestoreWanted(NamedTuple):
    """What is to be restored: `layer` by its name, `article` by its id; None = everything."""

    layer: str | None = None
    article: str | None = None


class RestoreChoice(QWidget):
    """A box that says what, a second one that says which; a line tells what it changes."""

    changed = Signal()

    def __init__(self, parent: QWidget, *, whole_only: bool = False) -> None:
        """Ask about no backup yet; `whole_only` = nothing is open that could take back a part."""
        super().__init__(parent)
        self._whole_only = whole_only
        self.what, self.which = ChoiceBox(self), ChoiceBox(self)
        self.what.setFixedWidth(_BOX)
        self.which.setMinimumWidth(_BOX)
        self.which.setMaximumWidth(_WHICH)
        for box, name in ((self.what, tr("What is restored")), (self.which, tr("Which"))):
            box.setMinimumHeight(28)
            box.setAccessibleName(name)
        self.effect = Label("", "small", "ink2", parent=self, wraps=True)
        column(
            Label(tr("Restore"), "ui", "ink2", parent=self),
            row(self.what, self.which, None, gap=8),
            self.effect,
            None,
            of=self,
            around=(0, 0, 0, 0),
            gap=6,
        )
        self._titles: Mapping[str, str] = {}
        self._looked: LookedAt | None = None
        self.what.currentIndexChanged.connect(lambda _n: self._what_changed())
        self.which.currentIndexChanged.connect(lambda _n: self.changed.emit())

    def show_choices(self, looked: LookedAt | None, titles: Mapping[str, str]) -> None:
        """Offer what a backup has; `titles` are those of articles, by their ids."""
        self._looked, self._titles = looked, titles
        before = self.what.currentData() or EVERYTHING
        self.what.blockSignals(True)
        self.what.clear()
        found = None if looked is None else looked.against
        self.what.addItem(tr("everything"), EVERYTHING)
        if found is not None and found.layers and not self._whole_only:
            self.what.addItem(tr("a layer"), LAYER)
        if titles and not self._whole_only:
            self.what.addItem(tr("an article"), ARTICLE)
        self.what.setCurrentIndex(max(self.what.findData(before), 0))
        self.what.blockSignals(False)
        self.setEnabled(looked is not None and looked.is_sound)
        self._what_changed()

    def show_articles(self) -> None:
        """Go to the choice of an article, with its list open."""
        self.what.setCurrentIndex(max(self.what.findData(ARTICLE), 0))
        self.which.setFocus()
        self.which.showPopup()

    def _what_changed(self) -> None:
        found = None if self._looked is None else self._looked.against
        self.which.blockSignals(True)
        self.which.clear()
        match self.what.currentData():
            case "layer" if found is not None:
                differing = sorted(found.layers, key=lambda one: one.is_same())
                for one in differing:
                    self.which.addItem(isolated(shortened(one.name, _LONGEST)), one.name)
            case "article":
                for article_id, title in self._titles.items():
                    self.which.addItem(isolated(shortened(title, _LONGEST)), article_id)
        self.which.setVisible(self.which.count() > 0)
        self.which.blockSignals(False)
        self.changed.emit()

    def wanted(self) -> RestoreWanted:
        """Give what is chosen."""
        match self.what.currentData():
            case "layer":
                return RestoreWanted(layer=self.which.currentData())
            case "article":
                return RestoreWanted(article=self.which.currentData())
        return RestoreWanted()
