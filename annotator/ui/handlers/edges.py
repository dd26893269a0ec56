"""Moving the edge of a span: held, it is shown as it would be; kept, it is one step."""

from collections.abc import Callable, Mapping

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.page import Page
from annotator.project.acts.edit import plan_parts
from annotator.reading.boundaries import Boundary, take_hold
from annotator.reading.caret import FORWARD, Unit, move_of
from annotator.reading.keys import Meaning
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
            self._hold(held.moved(reading.page.text, forward=forward, unit=unit))

    def take_hold(self) -> None:
        """Take hold of the end of the current span; of its start if the end is held."""
        reading = self._reading
        if reading.boundary is not None:
            self._turn()
            return
        span = reading.span_or_refuse()
        if span.layer_id != reading.bridge.layer_id:
            raise Forbidden(
                tr("This span is on another layer."), tr("Only your own spans can be changed.")
            )
        reading.make_current(span.id)
        self._hold(take_hold(span, reading.view.caret()))
        reading.say(
            tr("← → or a click move the edge, T takes the other one, Enter keeps, Esc puts back.")
        )

    def _hold(self, held: Boundary) -> None:
        """Show the span as it would be, with the caret at the edge; nothing is kept yet."""
        reading = self._reading
        reading.boundary = held
        self._show(self._as_held(held), held.span_id)
        reading.view.set_caret(held.position)
        reading.strip.hide()

    def _as_held(self, held: Boundary) -> Page:
        reading = self._reading
        if not held.is_changed:
            return reading.page
        step = plan_parts(reading.bridge.context, reading.page, held.span_id, held.parts)
        return reading.page.applied(step.changes)

    def _show(self, page: Page, span_id: str) -> None:
        self._reading.area.apply_page(page, {span_id})

    def put_at(self, position: int) -> None:
        """Move the held edge to the word edge nearest to a place (a click) and keep it."""
        held = self._reading.boundary
        if held is not None:
            self._hold(held.put(self._reading.page.text, position))
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
        reading.stand_on(held.span_id)
