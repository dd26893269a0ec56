"""The mouse on the page: what a press, a click and the menu at a place do."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent

from annotator.reading.keys import ADD_PART, MARK
from annotator.ui.basics.actions import Actions
from annotator.ui.handlers.edges import EdgeHandlers
from annotator.ui.handlers.navigation import NavigationHandlers
from annotator.ui.handlers.reading_state import ReadingState

_HERE = (
    "link", "actor", "open-values", "change-type", "boundaries", "everywhere",
    "everywhere-project", "note", "delete", "cycle", "", "widen", "narrow", "copy", "",
    "region", "restore-furniture", "unfold", "masthead", "", "done", "exclude",
)  # fmt: skip
"""The acts of the menu at a place, below those of the types."""


class Pointer(QObject):
    """What the mouse means beyond what the view does with it by itself."""

    def __init__(
        self,
        reading: ReadingState,
        navigation: NavigationHandlers,
        edges: EdgeHandlers,
        actions: Actions,
    ) -> None:
        """Listen to the view of what is read."""
        super().__init__(reading)
        self._reading, self._navigation, self._edges = reading, navigation, edges
        self._actions = actions
        view = reading.view
        view.viewport().installEventFilter(self)
        view.span_clicked.connect(reading.guarded(self._span_clicked))
        view.place_clicked.connect(lambda _at, _keys: reading.make_current(None))
        view.customContextMenuRequested.connect(self.menu_at)
        reading.area.claim_clicked.connect(self._card_clicked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the mouse selects is snapped already; a press puts the edge that is held."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            reading = self._reading
            reading.free = True
            reading.close_popup()
            if reading.boundary is not None and event.button() is Qt.MouseButton.LeftButton:
                self._edges.put_at(reading.view.position_at(event.position().toPoint()))
                return True
        return super().eventFilter(watched, event)

    def _span_clicked(self, span_id: str, modifiers: Qt.KeyboardModifier) -> None:
        cycle = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        self._navigation.clicked(span_id, cycle=cycle)

    def _card_clicked(self, span_id: str) -> None:
        span = self._reading.page.span(span_id)
        if span is not None:
            self._reading.go_to(span)
        self._reading.focus()

    def menu_at(self, at: QPoint) -> None:
        """Show what can be done at a place of the page."""
        reading, acts, view = self._reading, self._actions, self._reading.view
        position, chosen = view.position_at(at), view.selection()
        if chosen is None or not chosen.start <= position <= chosen.end:
            view.set_caret(position)
            mine = [one.id for one in reading.spans_at_caret()]
            if reading.span_id not in mine:
                reading.make_current(mine[0] if mine else None)
        names = [row.name for row in acts.rows()]
        types = [name for name in names if name.startswith(MARK)]
        parts = [name for name in names if name.startswith(ADD_PART)]
        menu = acts.menu_of((*types, "", *parts, "", *_HERE), reading.host)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(view.viewport().mapToGlobal(at))
