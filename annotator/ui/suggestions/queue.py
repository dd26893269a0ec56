"""Reading ahead: suggesters work through the project beside the window, the open article first.

The worker waits while somebody types or scrolls; it stops within a paragraph when it is told to.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from annotator.language import tr
from annotator.model.changes import summary_of
from annotator.model.layer import layer_of_suggestions
from annotator.ui.basics.building import later
from annotator.work import Cancel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.errors import AnnotatorError
    from annotator.model.changes import Blocks, Change
    from annotator.model.page import Page
    from annotator.project.suggesting.running import SuggestReport
    from annotator.ui.basics.jobs import Job, Jobs
    from annotator.ui.bridge import Bridge
    from annotator.ui.suggestions.preferred import SuggestPreferences
    from annotator.work import Progress

_QUIET_S = 0.4
"""So long after a key or the mouse the worker waits: what is pressed comes first."""
_LOOK_S = 0.01
_IDLE_MS = 800
"""The open article is on screen, and its words are read for the keys, before this begins."""
_SURE_AFTER = 5
"""Articles that must be read before it is said how long the others take."""
_MINUTE_S = 60.0
_TICK_MS = 60_000
_FOLLOWED = frozenset({"decision", "actor", "alias", "role", "region", "scheme", "named"})
"""What suggestions follow from beside the text."""


class _Polite(Cancel):
    """A wish to stop, asked at each paragraph; while the window is busy the asking waits."""

    def __init__(self, wish: Cancel, ahead: ReadingAhead) -> None:
        super().__init__()
        self._wish, self._ahead = wish, ahead

    def is_wished(self) -> bool:
        return self._wish.is_wished()

    def check(self) -> None:
        while time.monotonic() < self._ahead.busy_until and not self._wish.is_wished():
            time.sleep(_LOOK_S)
        self._wish.check()


class ReadingAhead(QObject):
    """Which articles suggesters still have to read, and the worker that lets them."""

    changed = Signal()
    """It is further, or has begun, paused, ended."""
    noted = Signal(object)
    """What the suggesters lacked, as sentences, once a run."""

    def __init__(self, bridge: Bridge, jobs: Jobs, preferred: SuggestPreferences) -> None:
        """Read ahead in the project of a bridge."""
        super().__init__(bridge)
        self._preferred = preferred
        self._bridge, self._jobs = bridge, jobs
        self.busy_until = 0.0
        """When the worker may go on, by the clock that never turns back."""
        self.is_paused = False
        self.n_done = self.n_all = 0
        self._wanted: str | None = None
        """The open article, if it is still to be read."""
        self._rest: list[str] | None = None
        """All others, the next one last; None = not asked yet."""
        self._has_new = False
        """Whether articles came in since it was asked."""
        self._job: Job[SuggestReport | None] | None = None
        self._began = (0.0, 0)
        self._is_used = False
        """Whether somebody has just asked for it: the layers come with the first article."""
        self._told: set[str] = set()
        """What was said already: each sentence is told once."""
        self._later = later(self, _IDLE_MS, self._go_on)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._look_at_process)
        self._tick.start()
        bridge.page_opened.connect(self._opened)
        bridge.shown.connect(self._shown)
        bridge.articles_changed.connect(self._listed)

    # --- whether --------------------------------------------------------------------------------

    @property
    def is_allowed(self) -> bool:
        """Whether anything may be suggested here: not in a kit, nor in what is only read."""
        return self._bridge.context.kit is None and not self._bridge.project.read_only

    @property
    def is_used(self) -> bool:
        """Whether somebody has let suggesters work in this project."""
        layer = layer_of_suggestions(self._bridge.context.layers)
        made_here = layer is not None and layer.is_derived
        return self.is_allowed and (made_here or self._is_used)

    def use(self) -> None:
        """Let suggesters work in this project from now on, the open article first."""
        self._is_used, self.is_paused = True, False
        page = self._bridge.page
        if page is not None:
            self._wanted = page.article.id
        self._go_on()

    def prefer(self, preferred: SuggestPreferences) -> None:
        """Read all anew in another way, the open article first."""
        self._preferred, self._rest = preferred, None
        page = self._bridge.page
        self._wanted = page.article.id if page is not None else None
        if self._job is not None:
            self._job.cancel()
        self._later.start()

    def turn(self) -> None:
        """Pause, or go on."""
        self.is_paused = not self.is_paused
        if self.is_paused and self._job is not None:
            self._job.cancel()
        elif not self.is_paused:
            self._go_on()
        self.changed.emit()

    def wait_a_moment(self) -> None:
        """Let the worker wait: somebody types, scrolls or goes about."""
        self.busy_until = time.monotonic() + _QUIET_S

    # --- the worker -----------------------------------------------------------------------------

    def _opened(self, page: Page) -> None:
        """Read the open article before all others; what is running makes way."""
        self._wanted = page.article.id
        if self._job is not None:
            self._job.cancel()
        self._later.start()

    def _shown(self, changes: Iterable[Change] | Blocks) -> None:
        """Read the open article again when what its suggestions follow from is otherwise."""
        page, tables = self._bridge.page, summary_of(changes).tables
        if page is not None and self.is_used and tables & _FOLLOWED:
            self._wanted = page.article.id
            if "scheme" in tables:
                self._rest = None
            self._later.start()

    def _listed(self, article_ids: frozenset[str] | None) -> None:
        """Read ahead what came in, too, behind what was there."""
        if article_ids is None and self.is_used:
            self._has_new = True
            self._later.start()

    def _go_on(self) -> None:
        if self.is_at_work or not self.is_used:
            return
        if self._wanted is not None:
            article_id, self._wanted = self._wanted, None
            self._start([article_id], is_open=True)
        elif not self.is_paused and self._rest:
            self._start(self._rest[::-1], is_open=False)
        elif not self.is_paused and (self._rest is None or self._has_new):
            self._ask_rest()

    def _ask_rest(self) -> None:
        """Find out which articles there are, those first that nobody has read yet.

        Where they were asked for before, only those that nobody has read yet.
        """
        project, is_first = self._bridge.project, self._rest is None
        self._has_new = False

        def work(_progress: object, _cancel: object) -> list[str]:
            reader = project.reader
            known, ids = reader.stamps(), reader.article_ids()
            if is_first:
                return sorted(ids, key=lambda one: one not in known)
            return [one for one in ids if one not in known]

        def then(ids: list[str]) -> None:
            self._rest, self.n_done, self.n_all = ids, 0, len(ids)
            self._began = (time.monotonic(), 0)
            self._go_on()

        self._jobs.start(work, then, self._bridge.refused.emit)

    def _start(self, ids: list[str], *, is_open: bool) -> None:
        project, preferred = self._bridge.project, self._preferred

        def work(progress: Progress, wish: Cancel) -> SuggestReport | None:
            from annotator.suggest.engine import SUGGESTERS
            from annotator.suggest.memory import MEMORY

            learns = preferred.suggest_learns
            names = tuple(one.name for one in SUGGESTERS if learns or one is not MEMORY)
            project.suggest_beside()
            return project.suggest(
                preferred.suggesters(names),
                ids,
                preferred.suggest_also,
                preferred.model_folder or True,
                progress=progress,
                cancel=_Polite(wish, self),
            )

        def ended() -> None:
            self._job = None
            if isValid(self):  # the project may be closed
                self.changed.emit()
                self._later.start()

        self._job = self._jobs.start(work, self._answered, self._failed)
        if not is_open:
            start = self.n_done
            self._began = (time.monotonic(), start)
            self._job.on_progress(lambda done, _of, _what: self._progressed(start + done))
        self._job.on_end(ended)
        self.changed.emit()

    def _progressed(self, n_done: int) -> None:
        if self._rest is not None:
            del self._rest[self.n_all - n_done :]
        self.n_done = n_done
        self.changed.emit()

    def _look_at_process(self) -> None:
        """Let the language process end that nobody has needed for some minutes."""
        if self.is_used and not self.is_at_work:
            project = self._bridge.project
            self._jobs.start(lambda _progress, _cancel: project.tick(), lambda _nothing: None)

    def _answered(self, report: SuggestReport | None) -> None:
        if report is None:
            return
        notes = tuple(one for one in report.notes if one not in self._told)
        if notes:
            self._told.update(notes)
            self.noted.emit(notes)

    def _failed(self, problem: AnnotatorError) -> None:
        self.is_paused = True
        self._bridge.refused.emit(problem)

    # --- what is said ---------------------------------------------------------------------------

    @property
    def is_at_work(self) -> bool:
        """Whether the worker reads just now."""
        return self._job is not None

    @property
    def is_reading(self) -> bool:
        """Whether there is anything left to read ahead, working on it or paused."""
        return self.is_used and bool(self._rest)

    def words(self) -> str:
        """Give how far it is, and how long the rest takes; "" where nothing is left."""
        if not self.is_reading:
            return ""
        n, of = f"{self.n_done:,}", f"{self.n_all:,}"
        said = tr("reading ahead: {n} of {of}", n=n, of=of)
        if self.is_paused:
            return tr("{said}, paused", said=said)
        left = self._left()
        return f"{said}, {left}" if left else said

    def _left(self) -> str:
        began, first = self._began
        n = self.n_done - first
        if n < _SURE_AFTER:
            return ""
        seconds = (time.monotonic() - began) / n * (self.n_all - self.n_done)
        if seconds < _MINUTE_S:
            return tr("less than a minute")
        return tr("about {n} min", n=round(seconds / _MINUTE_S))
