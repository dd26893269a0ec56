"""The bar at the bottom: whose marks are shown, what they are here, who codes, what is saved."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.language import tr, trn
from annotator.model.scheme import Role, Scheme
from annotator.text.words import isolated, shortened
from annotator.ui.basics import theme
from annotator.ui.basics.building import later, row
from annotator.ui.basics.buttons import CasesButton
from annotator.ui.basics.labels import CutLabel, Label, on_button, plain_tip

if TYPE_CHECKING:
    from annotator.model.page import Page

HEIGHT = 28
_LONGEST_NAME = 20
"""Characters of a person's name: two names, counts and what is saved stand in one line."""
_SAYING_MS = 150
"""Shorter waits for the disk are not shown: the words would only flicker."""


class Foot(QWidget):
    """The status bar. Whose marks are shown, and who codes, are two things, each with its list."""

    layer_clicked = Signal()
    coder_clicked = Signal()
    lead_clicked = Signal()
    trouble_clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make the bar, empty."""
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(tr("State"))
        self._layer = self._button("layer", self.layer_clicked)
        self._coder = self._button("coder", self.coder_clicked)
        self._counts = CutLabel("", "small", "ink2", parent=self, name="counts")
        self._lead = CasesButton("", self.lead_clicked.emit, self)
        self._lead.setObjectName("lead")
        self._lead.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lead.hide()
        self._saved = Label("", "small", "ink2", parent=self, name="saved")
        self._trouble = self._button("trouble", self.trouble_clicked)
        self._trouble.hide()
        row(
            self._layer, (self._counts, 1), self._lead, self._coder, self._saved, self._trouble,
            of=self, around=(12, 0, 20, 0), gap=6,
        )  # fmt: skip
        self._waiting = 0
        self._is_read_only = False
        self._is_in_trouble = False
        self._timer = later(self, _SAYING_MS, self._show_saving)
        theme.notice.changed.connect(self._dress)
        self._dress()

    def show_layer(self, name: str, *, coder: str, read_only: bool) -> None:
        """Show whose marks are seen, and on whose layer new ones go."""
        self._lead.hide()
        said = tr("Marks of {name}", name=isolated(shortened(name, _LONGEST_NAME)))
        shown = tr("{layer} (read only)", layer=said) if read_only else said
        self._layer.setText(on_button(f"{shown} ▾"))
        self._layer.setAccessibleName(tr("{layer}. Look at other marks", layer=said))
        codes = tr("Coding: {name}", name=isolated(shortened(coder, _LONGEST_NAME)))
        self._layer.setToolTip(plain_tip(name))
        self._coder.setToolTip(plain_tip(coder))
        self._coder.setText(on_button(f"{codes} ▾"))
        self._coder.setAccessibleName(tr("{coder}. Change who codes", coder=codes))
        self._coder.setVisible(not read_only)

    def show_page(
        self, page: Page | None, layer_id: str, scheme: Scheme, more: tuple[str, ...] = ()
    ) -> None:
        """Show what the layer holds in this article, and further facts."""
        counts = [] if page is None else [*counted(page, layer_id, scheme), *more]
        self._counts.setText("  ·  ".join(counts))

    def show_review(self, name: str, facts: tuple[str, ...], *, lead: str = "") -> None:
        """Show what Review shows: two codings or a sheet, facts, and what leads to more."""
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self._lead.updateGeometry()
        self._layer.setText(on_button(name))
        self._layer.setToolTip(plain_tip(name))
        self._layer.setAccessibleName(name)
        self._coder.hide()
        self._counts.setText("  ·  ".join(facts))

    def begin(self, *, read_only: bool) -> None:
        """Show the bar for a project; of one that is only read nothing is there to be saved."""
        self._is_read_only = read_only
        self.show_waiting(0)
        self.show()

    def show_waiting(self, n_waiting: int) -> None:
        """Show whether everything is on disk."""
        self._waiting = n_waiting
        if n_waiting == 0:
            self._timer.stop()
            self._show_saved()
        elif not self._timer.isActive():
            self._timer.start()

    def show_trouble(self, words: str) -> None:
        """Show what is wrong with the file in place of what is saved, until it is "" again."""
        self._is_in_trouble = bool(words)
        self._trouble.setText(f"! {words}")
        self._trouble.setAccessibleName(words)
        self._trouble.setVisible(self._is_in_trouble)
        self._show_saved()

    def _show_saving(self) -> None:
        if self._waiting and not self._is_in_trouble:
            self._saved.setText(tr("Saving …"))

    def _show_saved(self) -> None:
        if self._is_in_trouble:
            self._saved.setText("")
        elif self._waiting == 0:
            self._saved.setText("" if self._is_read_only else tr("All changes saved"))

    def _button(self, name: str, clicked: SignalInstance) -> QPushButton:
        button = QPushButton(self)
        button.setFlat(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty(*theme.FOOT)
        button.setObjectName(name)
        button.clicked.connect(clicked)
        return button

    def _dress(self) -> None:
        bold = theme.font("small")
        bold.setBold(True)
        self._layer.setFont(bold)
        self._trouble.setFont(bold)
        self._coder.setFont(theme.font("small"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("chrome"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("border"))
        painter.end()


def counted(page: Page, layer_id: str, scheme: Scheme) -> list[str]:
    """Give the counts of a layer's spans by type, in words; those with a role first."""
    n = Counter(span.type for span in page.spans(layer_id=layer_id))
    words = {
        Role.CLAIM: trn("{n} claim", "{n} claims", n[Role.CLAIM]),
        Role.SPEAKER: trn("{n} speaker", "{n} speakers", n[Role.SPEAKER]),
        Role.CUE: trn("{n} cue", "{n} cues", n[Role.CUE]),
        Role.ENTITY: trn("{n} entity", "{n} entities", n[Role.ENTITY]),
    }
    first = [name for role in words if (name := scheme.name_for(role))]
    names = [*first, *sorted(name for name in n if name not in first)]
    return [words[Role(name)] if name in words else f"{n[name]} × {tr(name)}" for name in names]
