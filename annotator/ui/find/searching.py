"""What goes on beside the page *Find*: one search at a time, lines for what is looked at, marking.

It outlives the page: whoever reads a hit where it stands comes back to the same hits.
"""

from __future__ import annotations

import time
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.language import tr
from annotator.model.changes import summary_of
from annotator.project.finding.shown import FoundArticle, found_article, looked_at
from annotator.ui.basics.building import later
from annotator.ui.find.model import HitsModel
from annotator.work import Watch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from annotator.errors import AnnotatorError
    from annotator.model.changes import Blocks, Change
    from annotator.project.finding.search import Search
    from annotator.ui.basics.jobs import Job, Jobs
    from annotator.ui.bridge import Bridge
    from annotator.work import Cancel, Progress

_SOON_MS = 150
"""Typing goes on for so long before it is looked for."""
_FIRST, _BATCH_S = 50, 0.1
"""So many hits are shown at once; further ones come ten times a second."""
_WITH_LINES = 200
_FOLD_BLOCK = 50
MOST_HITS = 1_000_000
_OF_HITS = frozenset({"span", "part", "region", "article", "actor", "refers"})


class Finder(QObject):
    """The hits of the search that was asked for last."""

    begun = Signal(object)
    """A `Job` looks for something."""
    ended = Signal()
    """All is found, or it was stopped."""
    refused = Signal(object)
    """The search cannot be: an error in a sentence."""

    def __init__(self, bridge: Bridge, jobs: Jobs, parent: QObject) -> None:
        """Look for nothing yet."""
        super().__init__(parent)
        self._bridge, self._jobs = bridge, jobs
        self.model = HitsModel(self)
        self.model.wanted.connect(self._read_lines)
        self.search: Search | None = None
        self.mark: str | None = None
        self.row = -1
        """Where one stood when the page was left."""
        self._job: Job[bool] | None = None
        self._is_fresh = False
        self.is_whole = True
        """Whether all that there is was found."""
        self._timer = later(self, _SOON_MS, self._begin)
        self._states = later(self, _SOON_MS, self._read_states)
        self._touched: set[str] | None = set()
        bridge.shown.connect(self._heard)

    @property
    def is_running(self) -> bool:
        """Whether it is still looked for."""
        return self._timer.isActive() or (self._job is not None and self._job.is_running)

    def look(self, search: Search | None, mark: str | None, *, at_once: bool = False) -> None:
        """Look for something else; what was looked for before is given up."""
        self.stop()
        self.search, self.mark = search, mark
        if search is None:
            self.model.clear()
            self.is_whole = True
            self.ended.emit()
        elif at_once:
            self._begin()
        else:
            self._timer.start()

    def stop(self) -> None:
        """Look no further."""
        self._timer.stop()
        job, self._job = self._job, None
        if job is not None and job.is_running:
            job.cancel()
            self.is_whole = False

    def _begin(self) -> None:
        search, mark, project = self.search, self.mark, self._bridge.project
        if search is None:
            return
        waiting: deque[list[FoundArticle]] = deque()

        def work(progress: Progress, cancel: Cancel) -> bool:
            told = [0, 1]

            def hear(done: int, of: int, _what: str) -> None:
                told[:] = done, of

            searcher = project.searcher(search, mark=mark, watch=Watch(hear, cancel))
            batch: list[FoundArticle] = []
            n, n_articles, sent_at, is_first = 0, 0, time.monotonic(), True
            for one in searcher.walk():
                made = found_article(
                    one, searcher.context, mark, with_lines=n_articles < _WITH_LINES
                )
                batch.append(made)
                n, n_articles = n + len(made), n_articles + 1
                if (is_first and n >= _FIRST) or time.monotonic() - sent_at > _BATCH_S:
                    waiting.append(batch)
                    batch, sent_at, is_first = [], time.monotonic(), False
                    progress(told[0], told[1], tr("article"))
                if n >= MOST_HITS:
                    break
            waiting.append(batch)
            progress(told[0], told[1], tr("article"))
            return n < MOST_HITS

        self._is_fresh = True
        self._touched = set()
        job = self._jobs.start(work, partial(self._found_all), self._refuse)
        self._job = job
        job.on_progress(lambda *_told: self._take(job, waiting))
        job.on_end(lambda: self._over(job))
        self.begun.emit(job)

    def _take(self, job: Job[bool], waiting: deque[list[FoundArticle]]) -> None:
        """Show what came meanwhile, if it is still what is looked for."""
        while waiting:
            batch = waiting.popleft()
            if job is self._job and not job.cancel_wish.is_wished():
                self._clear_old()
                self.model.append(batch)

    def _clear_old(self) -> None:
        """Let the hits of the search before go: only now, so that nothing flickers."""
        if self._is_fresh:
            self._is_fresh = False
            self.row = -1
            self.model.clear()

    def _found_all(self, is_whole: bool) -> None:
        self.is_whole = is_whole

    def _refuse(self, problem: AnnotatorError) -> None:
        self._clear_old()
        self.refused.emit(problem)

    def _over(self, job: Job[bool]) -> None:
        if job is self._job:
            if job.cancel_wish.is_wished():
                self.is_whole = False
            self._job = None
            self.ended.emit()

    # --- what is looked at ----------------------------------------------------------------------

    def _read_lines(self, numbers: Sequence[int]) -> None:
        """Read words and marks of some articles, as they are on disk now."""
        some = [self.model.articles[n] for n in numbers]
        project, mark = self._bridge.project, self.mark

        def read(_progress: Progress, cancel: Cancel) -> list[object]:
            project.open_project.drain()
            answers: list[object] = []
            for at in range(0, len(some), _FOLD_BLOCK):
                cancel.check()
                part = some[at : at + _FOLD_BLOCK]
                answers += looked_at(project.reader, project.context, part, mark)
            return answers

        def then(answers: list[object]) -> None:
            here = self.model.articles
            if all(n < len(here) and here[n] is one for n, one in zip(numbers, some, strict=True)):
                self.model.take_lines(numbers, answers)  # type: ignore[arg-type]  # as `read` says

        self._jobs.start(read, then, self._bridge.refused.emit)

    def mark_as(self, mark: str | None) -> None:
        """Let the marks of another type count; ticks stay where they can."""
        if mark == self.mark:
            return
        if self.search is not None and self.search.unmarked:
            self.look(self.search, mark, at_once=True)
            return
        self.mark = mark
        self._touched = None
        self._read_states()

    def _heard(self, changes: tuple[Change, ...] | Blocks) -> None:
        """Read again what a step has changed, its undoing too."""
        summary = summary_of(changes)
        if not (summary.tables & _OF_HITS) and summary.tables:
            return
        if summary.new_articles or summary.gone_articles:
            self.look(self.search, self.mark)
        elif summary.article_ids and self._touched is not None:
            self._touched |= summary.article_ids
            self._states.start()
        else:
            self._touched = None
            self._states.start()

    def _read_states(self) -> None:
        touched, self._touched = self._touched, set()
        if touched is None:
            numbers = [*range(len(self.model.articles))]
        else:
            numbers = self.model.numbers_with(frozenset(touched))
        if numbers:
            self._read_lines(numbers)

    # --- ahead ----------------------------------------------------------------------------------

    def fold_ahead(self) -> None:
        """Fold the texts that are not folded yet, so that the first search finds them so."""
        project = self._bridge.project

        def fold(_progress: Progress, cancel: Cancel) -> None:
            from annotator.project.finding.folding import fold_texts

            fold_texts(project.reader, project.folded_texts(), cancel)

        self._jobs.start(fold, lambda _nothing: None, lambda _problem: None)

    # --- marking --------------------------------------------------------------------------------

    def mark_ticked(
        self, type_name: str, attributes: Mapping[str, str], actor: str
    ) -> Job[object] | None:
        """Mark what is ticked as one step; give the job, None where nothing is ticked."""
        ticked = self.model.ticked()
        project, words = self._bridge.project, "" if self.search is None else self.search.words
        if not ticked:
            return None

        def work(progress: Progress, cancel: Cancel) -> object:
            places = {one.article_id: one.ticked_places(ticks) for one, ticks in ticked}
            return project.mark_places(
                type_name, places, attributes, actor or None, words=words,
                watch=Watch(progress, cancel),
            )  # fmt: skip

        def then(_done: object) -> None:
            self.model.tick_free(on=False)

        return self._jobs.start(work, then, self._bridge.refused.emit)
