"""Moving the edge of a span: held, it is shown as it would be; kept, it is one step."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.page import Page
from annotator.model.span import Span
from annotator.project.acts.edit import plan_parts
from annotator.project.acts.shared import guard_place
from annotator.reading.boundaries import Boundary, Edge, hold, said_of_edge, take_hold
from annotator.reading.caret import FORWARD, Unit, move_of
from annotator.reading.keys import Meaning
from annotator.ui.basics.heard import announce
from annotator.ui.handlers.reading_state import ReadingState


class EdgeHandlers:
    """The acts of an edge that is held."""

    def __init__(self, reading: ReadingState) -> None:
        """Act on what is read."""
        self._reading = reading

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"boundaries": self.take_hold}

    def by_key(self) -> Mapping[str, Callable[[Meaning], bool | None]]:
        """Give what only keys do while an edge is held."""
        moves = {f"edge-{way}": self._move for way in FORWARD}
        finer = {f"edge-{Unit.CHARACTER.value}-{way}": self._move for way in FORWARD}
        return {
            **moves,
            **finer,
            "turn-edge": lambda _meaning: self._turn(),
            "keep-edge": lambda _meaning: self.keep(),
            "put-edge-back": lambda _meaning: self.put_back(),
        }

    def _turn(self) -> None:
        held = self._reading.boundary
        if held is not None:
            self._hold(held.turned())

    def _move(self, meaning: Meaning) -> None:
        reading, held = self._reading, self._reading.boundary
        found = move_of(meaning.act, right_to_left=reading.page.article.direction == "rtl")
        if found is not None and held is not None:
            unit, forward = found
            moved = held.moved(reading.page.text, forward=forward, unit=unit)
            if moved == held:
                reading.say(tr("The edge cannot go further."))
            self._hold(moved)

    def take_hold(self) -> None:
        """Take hold of the end of the current span; of its start if the end is held."""
        reading = self._reading
        if reading.boundary is not None:
            self._turn()
            return
        span = self._own_span()
        reading.make_current(span.id)
        self._hold(take_hold(span, reading.view.caret()))
        self._say_how()

    def _say_how(self) -> None:
        self._reading.say(
            tr("← → or a click move the edge, T takes the other one, Enter keeps, Esc puts back.")
        )

    def take(self, n: int, edge: Edge) -> None:
        """Take hold of one edge of one part of the current span (its handle was pressed)."""
        span = self._own_span()
        held = self._reading.boundary
        if held is None or held.span_id != span.id:
            held = hold(span, n, edge)
        self._hold(replace(held, n=n, edge=edge))

    def drag_to(self, position: int, free: bool) -> None:
        """Show the span with the held edge at a place; nothing is kept yet."""
        held = self._reading.boundary
        if held is not None:
            self._hold(held.put(self._reading.page.text, position, free=free), follow=False)

    def drop(self, was_dragged: bool) -> None:
        """Keep the edge that was dragged; one that was only clicked stays held."""
        if was_dragged:
            self.keep()
        elif self._reading.boundary is not None:
            self._say_how()

    def _own_span(self) -> Span:
        reading = self._reading
        span = reading.span_or_refuse()
        reading.bridge.project.open_project.guard_writing()
        if span.layer_id != reading.bridge.context.layer.id:
            raise Forbidden(
                tr("This span is on another layer."), tr("Only your own spans can be changed.")
            )
        guard_place(reading.bridge.context, span.type)
        return span

    def _hold(self, held: Boundary, *, follow: bool = True) -> None:
        """Show the span as it would be, with the caret at the edge; nothing is kept yet."""
        reading = self._reading
        reading.boundary = held
        self._show(self._as_held(held), held.span_id)
        if follow:
            reading.view.set_caret(held.position)
            announce(reading.view, said_of_edge(reading.page.text, held))
        else:
            reading.view.move_caret(held.position, held.position)
        reading.area.set_line(None)

    def _as_held(self, held: Boundary) -> Page:
        reading = self._reading
        if not held.is_changed:
            return reading.page
        step = plan_parts(reading.bridge.context, reading.page, held.span_id, held.parts)
        return reading.page.applied(step.changes)

    def _show(self, page: Page, span_id: str) -> None:
        self._reading.area.apply_page(page, {span_id})

    def put_at(self, position: int) -> None:
        """Move the held edge to the word edge nearest to a place (a click) and keep it.

        Where it cannot go it stays held, and that is said.
        """
        reading, held = self._reading, self._reading.boundary
        if held is None:
            return
        moved = held.put(reading.page.text, position)
        if moved == held and not held.is_changed:
            raise Forbidden(*_why_not(held, position))
        self._hold(moved)
        self.keep()

    def keep(self) -> None:
        """Keep the edge where it is, as one step."""
        self._end(keep=True)

    def put_back(self) -> None:
        """Let go of the edge and leave the span as it was."""
        self._end(keep=False)

    def _end(self, *, keep: bool) -> None:
        reading = self._reading
        held = reading.boundary
        if held is None:
            return
        reading.boundary = None
        self._show(reading.page, held.span_id)
        if keep and held.is_changed:
            reading.act(lambda context, page: plan_parts(context, page, held.span_id, held.parts))
        announce(reading.view, tr("edge kept") if keep else tr("edge put back"))
        reading.stand_on(held.span_id)


def _why_not(held: Boundary, position: int) -> tuple[str, str]:
    """Say why a click does not move the edge, and what would."""
    is_end = held.edge is Edge.END
    if is_end and position <= held.part.start:
        return (
            tr("The end cannot stand before the start."),
            tr("Click behind it, or press T for the start."),
        )
    if not is_end and position >= held.part.end:
        return (
            tr("The start cannot stand behind the end."),
            tr("Click before it, or press T for the end."),
        )
    return (tr("The edge stands there already."), tr("Click where it should be, or press Esc."))
