"""Changing first: the agreed span as it would be taken, on the page, with the keys of Read.

Enter keeps it as one step with its decision, Esc puts it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.language import tr
from annotator.ui.basics import theme
from annotator.ui.basics.building import column, row
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.keyboard import Keyboard
from annotator.ui.basics.labels import Label
from annotator.ui.basics.panes import Panes
from annotator.ui.handlers.actor_forms import ActorForms
from annotator.ui.handlers.actors import ActorHandlers
from annotator.ui.handlers.edges import EdgeHandlers
from annotator.ui.handlers.links import LinkHandlers
from annotator.ui.handlers.navigation import NavigationHandlers
from annotator.ui.handlers.reading_state import ReadingState
from annotator.ui.handlers.spans import SpanHandlers
from annotator.ui.reading_area import ReadingArea

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from annotator.ui.basics.actions import Actions
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.review.settling.draft import Draft

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChangeFirst(QWidget):
    """The page of the agreed layer in place of that of both codings, until it is kept or left."""

    ended = Signal(bool)
    """Whether what was changed is to be kept."""
    said = Signal(str)

    def __init__(self, draft: Draft, jobs: Jobs, actions: Actions, parent: QWidget) -> None:
        """Show a draft, its first result current."""
        super().__init__(parent)
        self.setAccessibleName(tr("Change before it is taken"))
        self.draft = draft
        self.area = ReadingArea(self)
        self.panes = Panes(self.area.view, self._takers, self)
        self.reading = ReadingState(draft, self.area, self.panes, self)
        self._edges = EdgeHandlers(self.reading)
        spans, navigation = SpanHandlers(self.reading), NavigationHandlers(self.reading)
        forms = ActorForms(self.reading, jobs, lambda _id, then: then())
        families = (
            spans,
            LinkHandlers(self.reading),
            ActorHandlers(self.reading, forms),
            navigation,
            self._edges,
        )
        functions = {name: run for one in families for name, run in one.handlers().items()}
        functions |= spans.for_types()
        guarded = self.reading.guarded
        of_keys = {
            name: guarded(run)
            for one in (spans, navigation, self._edges)
            for name, run in one.by_key().items()
        }
        self._keyboard = Keyboard(
            actions,
            self.reading.mode,
            of_keys,
            self.reading.pressed_in_vain,
            functions={name: guarded(run) for name, run in functions.items()},
        )
        self._lay_out()
        self.area.view.key_filter = self._pressed
        self.area.view.span_clicked.connect(lambda one, _keys: self.reading.stand_on(one))
        self.area.claim_clicked.connect(self.reading.stand_on)
        self.reading.said.connect(lambda sentence, _offers: self.said.emit(sentence))
        context = draft.context
        self.area.set_context(actors=context.actors, scheme=context.scheme)
        self.area.set_theme(theme.current())

    def _lay_out(self) -> None:
        words = tr("As it would be taken. The keys of Read change it.")
        put_back = KeyButton(tr("Put back"), tr("Esc"), parent=self)
        keep = KeyButton(tr("Keep"), tr("Enter"), is_main=True, parent=self)
        put_back.clicked.connect(lambda: self.end(keep=False))
        keep.clicked.connect(lambda: self.end(keep=True))
        for button in (put_back, keep):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        label = Label(words, "ui", parent=self, wraps=True)
        bar = row((label, 1), put_back, keep, around=(20, 8, 20, 8), gap=8)
        column((self.area, 1), bar, of=self, around=(0, 0, 0, 0), gap=0)

    def begin(self) -> None:
        """Show the page, stand on what would be taken."""
        page = self.draft.page
        self.area.set_page(page, layer_id=self.draft.layer_id)
        spans = [page.span(one) for one in self.draft.results()] if page is not None else []
        first = next((one for one in spans if one is not None), None)
        if first is not None:
            self.reading.go_to(first)
        self.panes.focus_page()

    def _takers(self) -> dict[QWidget, QWidget]:
        return {self.area.view: self.area.view}

    def _pressed(self, event: QKeyEvent) -> bool:
        if self.reading.boundary is None and event.key() in _ENTER:
            self.end(keep=True)
            return True
        if self.reading.boundary is None and event.key() == Qt.Key.Key_Escape:
            self.let_go()
            return True
        return self._keyboard.pressed(event)

    def let_go(self) -> None:
        """Go out of the first thing that there is; at last put everything back."""
        if self.reading.boundary is not None:
            self._edges.put_back()
        elif self.reading.popup is not None:
            self.reading.close_popup()
        else:
            self.end(keep=False)

    def end(self, *, keep: bool) -> None:
        """Say whether it is to be kept."""
        self.reading.close_popup()
        self.area.view.key_filter = None
        self.ended.emit(keep)
