"""Undo and redo.

What was taken back is shown: where it is, with caret and selection as before the act.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject

from annotator.errors import AnnotatorError, Cancelled, SaveUnknown
from annotator.language import tr, trn
from annotator.model.changes import Blocks, Step, summary_of
from annotator.reading.choices import Framed
from annotator.text.ranges import Range
from annotator.ui.basics.jobs import Job
from annotator.ui.basics.messages import MessageBar, Offer
from annotator.ui.basics.page_diff import place_of_changes
from annotator.ui.handlers.edges import EdgeHandlers
from annotator.ui.handlers.reading_state import ReadingState

_REMEMBERED = 1_000
_BESIDE = 12


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the reader stood before an act: the article, caret and selection, what was current."""

    article_id: str
    caret: int
    anchor: int
    span_id: str | None
    framed: Framed | None


class HistoryHandlers(QObject):
    """The acts that go back and forth in what was done."""

    def __init__(
        self,
        reading: ReadingState,
        edges: EdgeHandlers,
        messages: MessageBar,
        open_then: Callable[[str, Callable[[], None]], None],
    ) -> None:
        """Act on what is read; an edge that is held is put back first."""
        super().__init__(reading)
        self._reading = reading
        self._edges = edges
        self._messages = messages
        self._open_then = open_then
        self._stands: dict[str, Stand] = {}
        self._asked: tuple[str, bool] | None = None
        """The sentence that asks whether a step is to go, and whether it is to be taken back."""
        self.is_elsewhere: Callable[[], bool] = lambda: False
        """Whether another workspace is shown, which shows itself what came back."""
        self.takes_it: Callable[[bool], bool] = lambda _back: False
        """Takes back (True) or does again what is not written yet; whether there is such."""
        self.keys: dict[str, str] = {}
        """The keys of "undo" and "redo" as the screen shows them."""
        bridge = reading.bridge
        bridge.doing.connect(self._remember)
        bridge.undone.connect(self._show)
        bridge.asked.connect(self._ask)
        bridge.turning.connect(self._follow)
        bridge.lost.connect(self._say_lost)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"undo": self.undo, "redo": self.redo}

    def undo(self) -> None:
        """Take back the last step."""
        if self.takes_it(True):
            return
        self._reading.close_popup()
        self._edges.put_back()
        self._turn(back=True)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self.takes_it(False):
            return
        self._reading.close_popup()
        self._turn(back=False)

    # --- what takes away much -------------------------------------------------------------------

    def _turn(self, *, back: bool) -> None:
        """Turn a step; a second press does what was asked about (a key held down is one)."""
        bridge = self._reading.bridge
        is_asked = self._is_asking() and self._asked is not None and self._asked[1] is back
        if is_asked:
            self._messages.close_message()
        (bridge.undo if back else bridge.redo)(asks=not is_asked)

    def _ask(self, step: Step, back: bool) -> None:
        words = (
            tr("Undo “{step}”? It takes away articles, or more than a hundred marks.")
            if back
            else tr("Do “{step}” again? It takes away articles, or more than a hundred marks.")
        )
        sentence = words.replace("{step}", self._name(step))
        act = "undo" if back else "redo"
        label = tr("Undo") if back else tr("Redo")
        self._asked = (sentence, back)

        def agree() -> None:
            (self._reading.bridge.undo if back else self._reading.bridge.redo)()

        self._messages.say(sentence, (Offer(label, agree, self.keys.get(act, "")),))

    def _say_lost(self, problem: AnnotatorError, lost: tuple[Step, ...]) -> None:
        """Say which acts are not saved, in one sentence."""
        names = ", ".join(f"“{self._name(step)}”" for step in lost)
        if not lost:
            self._messages.tell(problem)
            return
        told = {"problem": problem.message, "names": names, "hint": problem.hint}
        if isinstance(problem, Cancelled):
            self._messages.say(tr("Cancelled: {names} was not done.", names=names))
            return
        if isinstance(problem, SaveUnknown):
            # What came behind it is not saved for certain, but only the page tells which it is.
            what = tr("{problem} It is about: {names}. {hint}", **told)
        else:
            what = trn(
                "{problem} Not saved: {names}. {hint}",
                "{problem} Not saved, {n} acts: {names}. {hint}",
                len(lost),
                **told,
            )
        self._messages.tell_lost(problem, what.strip())

    def _name(self, step: Step) -> str:
        from annotator.project.step_names import step_name

        return step_name(step, nameless=self._reading.bridge.hides_names)

    def _is_asking(self) -> bool:
        return self._asked is not None and self._messages.shows(self._asked[0])

    def _follow(self, job: Job[None], back: bool) -> None:
        self._reading.working.emit(job, tr("Undoing") if back else tr("Doing again"))

    # --- showing what came back -----------------------------------------------------------------

    def _remember(self, step: Step) -> None:
        """Remember where the reader stands, before a step is shown."""
        reading = self._reading
        page = reading.bridge.page
        if page is None:
            return
        while len(self._stands) >= _REMEMBERED:
            del self._stands[next(iter(self._stands))]
        view = reading.view
        self._stands[step.id] = Stand(
            page.article.id, view.caret(), view.anchor(), reading.span_id, reading.framed
        )

    def _show(self, step: Step, back: bool) -> None:
        """Say what was undone and show it; it may have been in another article."""
        name = self._name(step)
        act, label = ("redo", tr("Redo")) if back else ("undo", tr("Undo"))
        offer = Offer(label, self.redo if back else self.undo, self.keys.get(act, ""))
        said = tr("Undone: {step}", step=name) if back else tr("Done again: {step}", step=name)
        self._messages.say(said, (offer,))
        stand = self._stands.get(step.id)
        article_id = self._article_of(step, stand)
        page = self._reading.bridge.page
        if article_id is None or self.is_elsewhere():
            return
        if page is not None and page.article.id == article_id:
            self._show_place(step, stand if back else None)
        else:
            self._open_then(article_id, lambda: self._show_place(step, stand if back else None))

    def _article_of(self, step: Step, stand: Stand | None) -> str | None:
        """Give the article in which a step is to be seen; None where there is none."""
        summary, page = summary_of(step.changes), self._reading.bridge.page
        there = summary.article_ids - summary.gone_articles
        if page is not None and (page.article.id in there or not there):
            return page.article.id
        if stand is not None and stand.article_id in there:
            return stand.article_id
        return next(iter(there)) if len(there) == 1 else None

    def _show_place(self, step: Step, stand: Stand | None) -> None:
        """Stand as before the act; without knowing it, go to the place and select its span."""
        reading, page = self._reading, self._reading.bridge.page
        if page is None:
            return
        span, at = None, None
        if not isinstance(step.changes, Blocks):
            span, at = place_of_changes(step.changes, page)
        if stand is not None and stand.article_id == page.article.id:
            there = stand.span_id is not None and page.span(stand.span_id) is not None
            reading.view.set_caret(stand.caret, stand.anchor)
            reading.make_current(stand.span_id if there else None, stand.framed)
        elif span is not None:
            reading.go_to(span)
        elif at is not None:
            reading.make_current(None)
            reading.view.select(at)
        self._bring(step, at)

    def _bring(self, step: Step, at: Range | None) -> None:
        """Scroll to the place, and the line that tells of it off the place."""
        view = self._reading.view
        if at is not None:
            view.ensure_visible(at)
            view.when_there(at.end, lambda _layout: self._uncover(at))
        elif not isinstance(step.changes, Blocks) and "article" in summary_of(step.changes).tables:
            view.verticalScrollBar().setValue(0)

    def _uncover(self, at: Range) -> None:
        covered, place = self._messages.covered(), self._reading.place_of(at)
        if covered.intersects(place):
            bar = self._reading.view.verticalScrollBar()
            bar.setValue(bar.value() + place.bottom() - covered.top() + _BESIDE)
