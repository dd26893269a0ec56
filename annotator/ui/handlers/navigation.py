"""Going about the page: the caret, widening, from span to span, letting go, holding an edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.project.acts.edit import plan_parts
from annotator.reading import spans
from annotator.reading.boundaries import Boundary, take_hold
from annotator.reading.caret import Caret, TextView, Unit, move_of, moved
from annotator.reading.selection import Selection
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.model.page import Page
    from annotator.model.span import Span
    from annotator.ui.handlers.reading_state import ReadingState


class NavigationHandlers:
    """The acts that change nothing but what is current."""

    def __init__(self, reading: ReadingState) -> None:
        """Act on what is read."""
        self._reading = reading
        self._widened: Selection | None = None

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {
            "widen": self.widen,
            "narrow": self.narrow,
            "next-span": self.next_span,
            "previous-span": self.previous_span,
            "cycle": self.cycle,
            "let-go": self.let_go,
            "boundaries": self.boundaries,
            "unfold": self.unfold,
            "copy": self._reading.view.copy,
        }

    def move(self, act: str, *, extends: bool) -> bool:
        """Move the caret as an act of the key table says; False if it is no move of the caret."""
        reading = self._reading
        rtl = reading.page.article.direction == "rtl"
        match act:
            case "article-start" | "article-end":
                self._to_end(extends=extends, forward=act == "article-end")
            case "scroll-down" | "scroll-up":
                self._scroll(extends=extends, by=1 if act == "scroll-down" else -1)
            case _:
                found = move_of(act, right_to_left=rtl)
                if found is None:
                    return False
                unit, forward = found
                view = reading.view
                caret = moved(
                    TextView(reading.page.text, self.folded(), reading.language),
                    Caret(view.caret(), view.anchor()),
                    unit,
                    forward=forward,
                    extend=extends,
                )
                self._put(caret, free=extends and unit is Unit.CHARACTER)
        return True

    def move_edge(self, act: str) -> bool:
        """Do what a key means while an edge is held; False if it means nothing there."""
        match act:
            case "turn-edge":
                self._turn_edge()
            case "keep-edge":
                self.keep_edge()
            case "put-edge-back":
                self.put_edge_back()
            case _:
                reading = self._reading
                rtl = reading.page.article.direction == "rtl"
                found = move_of(act, right_to_left=rtl)
                held = reading.boundary
                if found is None or held is None:
                    return False
                unit, forward = found
                self._hold(held.moved(reading.page.text, forward=forward, unit=unit))
        return True

    # --- the caret ------------------------------------------------------------------------------

    def folded(self) -> tuple[Range, ...]:
        """Give the ranges of the article that are folded away."""
        layout = self._reading.view.page_layout
        if layout is None:
            return ()
        content = layout.content
        blocks = layout.page.blocks
        return tuple(
            Range(blocks[fold.first_block].start, blocks[fold.end_block - 1].end)
            for fold in content.folds
            if not content.is_open(fold)
        )

    def _to_end(self, *, extends: bool, forward: bool) -> None:
        page, folded = self._reading.page, self.folded()
        position = len(page.text) if forward else 0
        for piece in folded if not forward else reversed(folded):
            if piece.start <= position <= piece.end:
                position = piece.start if forward else piece.end
        if not forward:
            position = _first_sight(page, position)
        self._put(Caret(position, self._reading.view.anchor() if extends else position))

    def _scroll(self, *, extends: bool, by: int) -> None:
        """Scroll by a screen less one line and put the caret where it was on the screen."""
        view = self._reading.view
        caret = view.rect_of(Range(view.caret(), view.caret()))
        height = view.viewport().height()
        bar = view.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + by * max(height - 48, 48))
        y = min(max(caret.center().y(), 24), height - 24)
        if bar.value() == before:
            y = height - 8 if by > 0 else 8
        position = view.position_at(QPoint(caret.left(), y))
        self._put(Caret(position, view.anchor() if extends else position))

    def _put(self, caret: Caret, *, free: bool = False) -> None:
        self._widened = None
        self._reading.free = free
        self._reading.view.set_caret(caret.position, caret.anchor)

    # --- widening -------------------------------------------------------------------------------

    def widen(self) -> None:
        """Select more: the word, the quotation or clause, the sentence, the paragraph."""
        self._wider(Selection.widened)

    def narrow(self) -> None:
        """Select less again, at last nothing."""
        self._wider(Selection.narrowed)

    def _wider(self, turn: Callable[[Selection, str, str], Selection]) -> None:
        reading = self._reading
        view = reading.view
        caret = Caret(view.caret(), view.anchor())
        before = self._widened
        if before is None or before.caret != caret:
            before = Selection(caret, reading.free)
        after = turn(before, reading.page.text, reading.language)
        reading.free = False
        view.set_caret(after.caret.position, after.caret.anchor)
        self._widened = after

    # --- spans ----------------------------------------------------------------------------------

    def next_span(self) -> None:
        """Go to the next span of the coder's layer."""
        self._walk(spans.next_span, tr("There is no further span below."))

    def previous_span(self) -> None:
        """Go to the span before."""
        self._walk(spans.previous_span, tr("There is no further span above."))

    def _walk(self, find: Callable[..., Span | None], nothing: str) -> None:
        reading = self._reading
        found = find(
            reading.page,
            reading.view.caret(),
            current_id=reading.span_id,
            layer_ids=(reading.bridge.layer_id,),
            hidden=self.folded(),
        )
        if found is None:
            reading.said.emit(nothing)
            return
        reading.go_to(found)

    def cycle(self) -> None:
        """Go to another span at this place, round and round."""
        reading = self._reading
        span = reading.span
        position = reading.view.caret()
        if span is not None and not span.covers(position) and position != span.end:
            position = span.start
        found = spans.cycled(reading.page, position, current_id=reading.span_id)
        if found is None:
            reading.said.emit(tr("There is no span at this place."))
            return
        reading.make_current(found.id, reading.frame_for(found))

    def clicked(self, span_id: str, *, cycle: bool) -> None:
        """Make a clicked span current; with `cycle` the next one below the mouse."""
        reading = self._reading
        if cycle:
            self.cycle()
            return
        span = reading.page.span(span_id)
        if span is not None:
            reading.make_current(span.id, reading.frame_for(span))

    def let_go(self) -> None:
        """Esc: out of the list, then of the span, then of the selection."""
        reading = self._reading
        if reading.popup is not None:
            reading.close_popup()
        elif reading.span_id is not None:
            reading.make_current(None)
        else:
            reading.view.set_caret(reading.view.caret())

    def unfold(self) -> None:
        """Open the page furniture, or fold it again."""
        layout = self._reading.view.page_layout
        if layout is None:
            return
        content = layout.content
        closed = [fold for fold in content.folds if not content.is_open(fold)]
        for fold in closed or content.folds:
            turn = self._reading.view.reveal if closed else self._reading.view.fold
            turn(fold.region_ids[0])

    # --- edges ----------------------------------------------------------------------------------

    def boundaries(self) -> None:
        """Take hold of the end of the current span."""
        reading = self._reading
        span = reading.span_or_refuse()
        if span.layer_id != reading.bridge.layer_id:
            raise Forbidden(
                tr("This span is on another layer."), tr("Only your own spans can be changed.")
            )
        reading.make_current(span.id)
        self._hold(take_hold(span, reading.view.caret()))
        reading.said.emit(
            tr("← → or a click move the edge, T takes the other one, Enter keeps, Esc puts back.")
        )

    def _turn_edge(self) -> None:
        held = self._reading.boundary
        if held is not None:
            self._hold(held.turned())

    def _hold(self, held: Boundary) -> None:
        """Show the span as it would be, with the caret at the edge; nothing is kept yet."""
        reading = self._reading
        reading.boundary = held
        self._show(self._as_held(held), held.span_id)
        reading.view.set_caret(held.position)
        reading.strip.hide()
        reading.held_changed.emit()

    def _as_held(self, held: Boundary) -> Page:
        reading = self._reading
        if not held.is_changed:
            return reading.page
        step = plan_parts(reading.bridge.context, reading.page, held.span_id, held.parts)
        return reading.page.applied(step.changes)

    def _show(self, page: Page, span_id: str) -> None:
        self._reading.area.apply_page(page, {span_id})

    def put_edge_at(self, position: int) -> None:
        """Move the held edge to the word edge nearest to a place (a click) and keep it."""
        held = self._reading.boundary
        if held is not None:
            self._hold(held.put(self._reading.page.text, position))
            self.keep_edge()

    def keep_edge(self) -> None:
        """Keep the edge where it is, as one step."""
        reading = self._reading
        held = reading.boundary
        if held is None:
            return
        reading.boundary = None
        reading.held_changed.emit()
        self._show(reading.page, held.span_id)
        if held.is_changed:
            reading.act(lambda context, page: plan_parts(context, page, held.span_id, held.parts))
        self._released(held)

    def put_edge_back(self) -> None:
        """Let go of the edge and leave the span as it was."""
        reading = self._reading
        held = reading.boundary
        if held is None:
            return
        reading.boundary = None
        reading.held_changed.emit()
        self._show(reading.page, held.span_id)
        self._released(held)

    def _released(self, held: Boundary) -> None:
        span = self._reading.page.span(held.span_id)
        self._reading.make_current(held.span_id, self._reading.frame_for(span) if span else None)


def _first_sight(page: Page, position: int) -> int:
    while position < len(page.text) and page.text[position].isspace():
        position += 1
    return position
