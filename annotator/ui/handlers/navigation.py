"""Going about the page: the caret, widening, from span to span."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from PySide6.QtCore import QPoint

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.page import Page
from annotator.project.finding.reference import passage_of
from annotator.reading import spans
from annotator.reading.caret import FORWARD, Caret, TextView, Unit, move_of, moved
from annotator.reading.keys import Meaning
from annotator.reading.selection import Selection
from annotator.text.ranges import Range
from annotator.ui.basics.building import later
from annotator.ui.handlers.reading_state import ReadingState
from annotator.ui.page.copied import copy_passage

_LOOKS_S = 0.01
"""So long a saying is looked for before the window has its turn."""


class _Looking(NamedTuple):
    """A saying that is looked for: from where, what comes, what is said where there is none."""

    page: Page
    caret: int
    sayings: Iterator[Range | None]
    nothing: str

    def is_wanted(self, reading: ReadingState) -> bool:
        """Say whether nobody has gone on or marked something meanwhile."""
        return reading.bridge.page is self.page and reading.view.caret() == self.caret


class NavigationHandlers:
    """The acts that change nothing but what is current."""

    def __init__(self, reading: ReadingState) -> None:
        """Act on what is read."""
        self._reading = reading
        self._widened: Selection | None = None
        self._looking: _Looking | None = None
        self._look_later = later(reading, 1, self._look_on)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {
            "widen": self.widen,
            "narrow": self.narrow,
            "next-span": self.next_span,
            "previous-span": self.previous_span,
            "next-saying": self.next_saying,
            "previous-saying": self.previous_saying,
            "cycle": self.cycle,
            "unfold": self.unfold,
            "copy": self.copy,
            "copy-words": self.copy_words,
        }

    def by_key(self) -> Mapping[str, Callable[[Meaning], bool | None]]:
        """Give what only keys do: the moves of the caret. Lines are the view's own."""
        moves: dict[str, Callable[[Meaning], bool | None]] = {
            f"{unit.value}-{way}": self._move for unit in Unit for way in FORWARD
        }
        lines = {f"line-{way}": self._leave_to_view for way in FORWARD}
        screens = {f"scroll-{way}": self._scroll for way in ("down", "up")}
        return {**moves, **lines, **screens}

    def _leave_to_view(self, _meaning: Meaning) -> bool:
        self._reading.free = False
        return False

    def _move(self, meaning: Meaning) -> None:
        reading = self._reading
        found = move_of(meaning.act, right_to_left=reading.page.article.direction == "rtl")
        if found is not None:
            unit, forward = found
            text = TextView(reading.page.text, self.folded(), reading.language)
            caret = moved(text, reading.caret, unit, forward=forward, extend=meaning.extends)
            self._put(caret, free=meaning.extends and unit is Unit.CHARACTER)

    def copy(self) -> None:
        """Copy the selected words with their reference behind them, plain and rich."""
        copy_passage(*passage_of(self._reading.page, self._selected()))

    def copy_words(self) -> None:
        """Copy the selected words alone, just as they stand."""
        self._selected()
        self._reading.view.copy()

    def _selected(self) -> Range:
        selected = self._reading.view.selection()
        if selected is None:
            raise Forbidden(tr("No words are selected."), tr("Select some, then copy them."))
        return selected

    # --- the caret ------------------------------------------------------------------------------

    def folded(self) -> tuple[Range, ...]:
        """Give the ranges of the article that are folded away."""
        layout = self._reading.view.page_layout
        if layout is None:
            return ()
        blocks = layout.page.blocks
        return tuple(
            Range(blocks[fold.first_block].start, blocks[fold.end_block - 1].end)
            for fold in layout.content.closed_folds
        )

    def _scroll(self, meaning: Meaning) -> None:
        """Scroll by a screen less one line and put the caret where it was on the screen."""
        view, by = self._reading.view, 1 if meaning.act == "scroll-down" else -1
        caret = view.rect_of(Range(view.caret(), view.caret()))
        height = view.viewport().height()
        bar = view.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + by * max(height - 48, 48))
        y = min(max(caret.center().y(), 24), height - 24)
        if bar.value() == before:
            y = height - 8 if by > 0 else 8
        position = view.position_at(QPoint(caret.left(), y))
        self._put(Caret(position, view.anchor() if meaning.extends else position))

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
        caret = reading.caret
        before = self._widened
        if before is None or before.caret != caret:
            before = Selection(caret, reading.free)
        after = turn(before, reading.page.text, reading.language)
        reading.free = False
        if after.caret == caret:
            wider = tr("More than the paragraph is selected with Shift and the arrows.")
            reading.say(wider if turn is Selection.widened else tr("Nothing was widened."))
        view.set_caret(after.caret.position, after.caret.anchor)
        self._widened = after

    # --- spans ----------------------------------------------------------------------------------

    def next_span(self) -> None:
        """Go to the next span of the coder's layer."""
        self._walk(tr("There is no further span below."), forward=True)

    def previous_span(self) -> None:
        """Go to the span before."""
        self._walk(tr("There is no further span above."), forward=False)

    def _walk(self, nothing: str, *, forward: bool) -> None:
        reading = self._reading
        found = spans.neighbour(
            reading.page,
            reading.view.caret(),
            forward=forward,
            current_id=reading.span_id,
            layer_ids=(reading.bridge.layer_id,),
            hidden=self.folded(),
        )
        if found is None:
            reading.say(nothing)
            return
        reading.go_to(found)

    def next_saying(self) -> None:
        """Go to the next quotation or reported claim that is not coded yet."""
        self._to_saying(tr("Below, every saying that I can see is coded."), forward=True)

    def previous_saying(self) -> None:
        """Go to the one before."""
        self._to_saying(tr("Above, every saying that I can see is coded."), forward=False)

    def _to_saying(self, nothing: str, *, forward: bool) -> None:
        from annotator.reading.sayings import looking_for_saying

        reading = self._reading
        sayings = looking_for_saying(
            reading.page,
            reading.view.caret(),
            forward=forward,
            scheme=reading.scheme,
            layer_id=reading.bridge.layer_id,
            hidden=self.folded(),
        )
        self._looking = _Looking(reading.page, reading.view.caret(), sayings, nothing)
        self._look_on()

    def _look_on(self) -> None:
        """Look for a saying for as long as nobody notices, and go on in the next turn.

        Whoever has moved the caret or changed the page meanwhile wants it no more.
        """
        reading, looking, until = self._reading, self._looking, 0.0
        if looking is None or not looking.is_wanted(reading):
            return
        for found in looking.sayings:
            if found is not None:
                reading.make_current(None)
                self._put(Caret.at(found.start))
                reading.view.ensure_visible(found)
                return
            # Counted from the second sentence on: for the first one words are read once.
            until = until or time.thread_time() + _LOOKS_S
            if time.thread_time() > until:
                self._look_later.start()
                return
        reading.say(looking.nothing)

    def cycle(self) -> None:
        """Go to another span at this place, round and round."""
        reading = self._reading
        span = reading.span
        position = reading.view.caret()
        if span is not None and not span.covers(position) and position != span.end:
            position = span.start
        found = spans.cycled(reading.page, position, current_id=reading.span_id)
        if found is None:
            reading.say(tr("There is no span at this place."))
            return
        if found.id == reading.span_id:
            reading.say(tr("There is no other span at this place."))
        reading.stand_on(found.id)

    def clicked(self, span_id: str, *, cycle: bool) -> None:
        """Make a clicked span current; with `cycle` the next one below the mouse."""
        if cycle:
            self.cycle()
        elif self._reading.page.span(span_id) is not None:
            self._reading.stand_on(span_id)

    def unfold(self) -> None:
        """Open the page furniture, or fold it again."""
        layout = self._reading.view.page_layout
        if layout is None:
            return
        content = layout.content
        closed = content.closed_folds
        if not content.folds:
            raise Forbidden(
                tr("This article has no page furniture."), tr("B says what a paragraph is.")
            )
        for fold in closed or content.folds:
            self._reading.view.unfold(fold.region_ids[0], is_open=bool(closed))
