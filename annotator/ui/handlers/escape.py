"""Esc: out of one thing a press, in the one order of `reading.escape`, wherever the keyboard is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.reading.escape import Held, first_out

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.text.ranges import Range
    from annotator.ui.basics.messages import MessageBar
    from annotator.ui.handlers.edges import EdgeHandlers
    from annotator.ui.handlers.finding import FindingHandlers
    from annotator.ui.handlers.reading_state import ReadingState


class EscapeHandlers:
    """What Esc does on the reading screen."""

    def __init__(
        self,
        reading: ReadingState,
        edges: EdgeHandlers,
        finding: FindingHandlers,
        messages: MessageBar,
    ) -> None:
        """Let go of what these hold."""
        self._reading, self._edges, self._finding = reading, edges, finding
        self._messages = messages
        self.led_to: tuple[Range, Callable[[], object]] | None = None
        """The words that a sheet led to, and what leads back to it."""

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"let-go": self.let_go}

    def let_go(self) -> None:
        """Go out of the first thing that there is."""
        reading = self._reading
        match first_out(self._held()):
            case Held.EDGE:
                self._edges.put_back()
            case Held.POPUP:
                reading.close_popup()
            case Held.SHEET:
                self._go_back()
            case Held.MESSAGE:
                self._messages.close_message()
            case Held.PANE:
                self._leave_pane()
            case Held.SPAN:
                reading.make_current(None)
            case _:
                reading.view.set_caret(reading.view.caret())

    def _held(self) -> set[Held]:
        reading = self._reading
        there = {
            Held.EDGE: reading.boundary is not None,
            Held.POPUP: reading.popup is not None,
            Held.SHEET: self.led_to is not None and self.led_to[0] == reading.view.selection(),
            Held.MESSAGE: bool(self._messages.words),
            Held.PANE: not reading.view.hasFocus(),
            Held.SPAN: reading.span_id is not None,
        }
        return {one for one, is_there in there.items() if is_there}

    def _go_back(self) -> None:
        led_to, self.led_to = self.led_to, None
        if led_to is not None:
            led_to[1]()

    def _leave_pane(self) -> None:
        bar = self._finding.bar
        if bar is not None and bar.isAncestorOf(bar.window().focusWidget()):
            bar.close_bar()
        else:
            self._reading.focus()
