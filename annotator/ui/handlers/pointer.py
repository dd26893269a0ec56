"""The mouse on the page: what a press, a click and the menu at a place do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QMenu

from annotator.reading.keys import ADD_PART, MARK
from annotator.ui.basics.actions import Actions
from annotator.ui.handlers.edges import EdgeHandlers
from annotator.ui.handlers.navigation import NavigationHandlers
from annotator.ui.handlers.reading_state import ReadingState
from annotator.ui.page.hit import HitKind, HitTarget

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST = 10
"""The lines of the menu at a place; all others are in the menu of the bar."""
_MOST_TYPES = 6
_ON_SPAN = (
    "link", "actor", "open-values", "note", "note-on", "boundaries", "change-type", "everywhere",
    "cycle", "delete",
)  # fmt: skip
_ON_WORDS = ("copy", "copy-words", "widen", "region", "note", "furniture-everywhere")
_ON_MASTHEAD = ("masthead", "article-note", "done", "not-done", "exclude")
_ON_FURNITURE = ("confirm-regions", "furniture-never")
_ON_FOOT = ("done", "not-done", "exclude", "article-note", "previous-article", "next-article")


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
        self.on_suggested: Callable[[str], tuple[str, ...]] = lambda _span_id: ()
        """Gives the acts of a suggestion by one of its spans, and makes it current."""
        self._put_edge = reading.guarded(edges.put_at)
        view = reading.view
        view.viewport().installEventFilter(self)
        view.span_clicked.connect(reading.guarded(self._span_clicked))
        view.place_clicked.connect(lambda _at, _keys: reading.make_current(None))
        view.customContextMenuRequested.connect(self.menu_at)
        reading.area.claim_clicked.connect(self._card_clicked)
        mouse = reading.area.mouse
        mouse.edge_taken.connect(reading.guarded(edges.take))
        mouse.edge_dragged.connect(reading.guarded(edges.drag_to))
        mouse.edge_dropped.connect(reading.guarded(edges.drop))
        reading.area.margin.card_wanted.connect(self._go_to_card)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the mouse selects is snapped already; a press puts the edge that is held."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            reading = self._reading
            reading.free = True
            reading.close_popup()
            is_left = event.button() is Qt.MouseButton.LeftButton
            on_handle = reading.area.mouse.handle(event.position()) is not None
            if reading.boundary is not None and is_left and not on_handle:
                self._put_edge(reading.view.position_at(event.position().toPoint()))
                return True
        return super().eventFilter(watched, event)

    def _span_clicked(self, span_id: str, modifiers: Qt.KeyboardModifier) -> None:
        cycle = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        self._navigation.clicked(span_id, cycle=cycle)

    def _card_clicked(self, span_id: str) -> None:
        self._go_to_card(span_id)
        self._reading.focus()

    def _go_to_card(self, span_id: str) -> None:
        span = self._reading.page.span(span_id)
        if span is not None:
            self._reading.go_to(span)

    def menu_at(self, at: QPoint) -> None:
        """Show what can be done with what is at a place of the page, in ten lines at most."""
        reading, acts, mouse = self._reading, self._actions, self._reading.area.mouse
        mouse.leave()
        target = mouse.target(QPointF(at))
        names = [one for one in self._acts_on(target) if acts.can(one)]
        menu = QMenu(reading.host)
        if target.kind in (HitKind.FURNITURE, HitKind.RESTORE):
            view, name = reading.view, target.name
            menu.addAction(acts.label("unfold"), lambda: view.unfold(name))
            again = acts.label("restore-furniture")
            menu.addAction(again, lambda: view.furniture_key_clicked.emit(name))
        acts.fill(menu, tuple(names[: _MOST - len(menu.actions())]))
        menu.aboutToHide.connect(menu.deleteLater)
        if not menu.isEmpty():
            menu.popup(reading.view.viewport().mapToGlobal(at))

    def _acts_on(self, target: HitTarget) -> tuple[str, ...]:
        """Give the acts of what is under the pointer; a span or a word is made current."""
        match target.kind:
            case HitKind.MASTHEAD:
                return _ON_MASTHEAD
            case HitKind.FURNITURE | HitKind.RESTORE:
                return _ON_FURNITURE
            case HitKind.FOOT:
                return _ON_FOOT
        reading, view, position = self._reading, self._reading.view, target.position
        chosen = view.selection()
        if chosen is not None and chosen.start <= position <= chosen.end:
            return self._on_words()
        view.set_caret(position)
        suggested = self.on_suggested(target.span_ids[0]) if target.span_ids else ()
        if suggested:
            return suggested
        here = [one for one in target.span_ids if reading.page.span(one) is not None]
        if reading.span_id not in here:
            reading.make_current(None)
            if here:
                reading.stand_on(here[0])
        return self._on_span(here) if here else self._on_words()

    def _on_span(self, here: list[str]) -> tuple[str, ...]:
        """The acts that fit the current span, one of those here."""
        reading = self._reading
        span = reading.span
        kind = reading.scheme.type(span.type) if span is not None else None
        unfit = set() if len(here) > 1 else {"cycle"}
        if span is None or not reading.is_claim(span):
            unfit.add("link")
        if kind is None or not kind.refers_to_actor:
            unfit.add("actor")
        if kind is None or not kind.attributes:
            unfit.add("open-values")
        return tuple(one for one in _ON_SPAN if one not in unfit)

    def _on_words(self) -> tuple[str, ...]:
        """Mark the words as one of the types, or as a further part of the current span."""
        types = [row.name for row in self._actions.rows() if row.name.startswith(MARK)]
        span = self._reading.span
        part = (f"{ADD_PART}-{span.type}",) if span is not None else ()
        return (*types[:_MOST_TYPES], *part, *_ON_WORDS)
