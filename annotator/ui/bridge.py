"""The open project as the window sees it: one page, acts on it, what is saved, what has failed.

An act is planned, shown at once and queued; the disk answers later. No widget is known here.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from annotator.errors import AnnotatorError, Cancelled, WrongUse
from annotator.model.agreed import nameless_record
from annotator.model.changes import Blocks, Change, ChangeSummary, Step, summary_of
from annotator.model.ids import new_id
from annotator.model.layer import Layer
from annotator.model.page import Page
from annotator.project import Project
from annotator.project.context import PlanContext
from annotator.project.notices import Notice, NoticeKind
from annotator.ui.basics.jobs import Job, Jobs
from annotator.ui.basics.page_diff import page_diff

if TYPE_CHECKING:
    from annotator.project.writer import Pending

Plan = Callable[[PlanContext, Page], Step]
"""Plans one act from the context and the page as they are."""


class Bridge(QObject):
    """One project in one window. All signals come in the window's thread."""

    page_opened = Signal(object)
    page_gone = Signal()
    """The open article is not in the project any more: its import was undone."""
    page_changed = Signal(object, object)
    """The page after an act, and what of it is touched (`page_diff.PageDiff`)."""
    waiting_changed = Signal(int)
    """How many steps are queued and not on disk yet."""
    actors_changed = Signal()
    scheme_changed = Signal()
    articles_changed = Signal(object)
    """The ids of articles whose entry in the list may have changed; None = all."""
    looking = Signal()
    """An act was wanted while the marks of another layer are shown."""
    refused = Signal(object)
    """An act that cannot be done, as an `AnnotatorError`."""
    lost = Signal(object, object)
    """What went wrong on disk, and the steps that are not saved."""
    read_again = Signal()
    """Another program has written the file, and what is shown was read again."""
    shown = Signal(object)
    """The changes of a step that was done, taken back or done again; the page shows them."""
    doing = Signal(object)
    """A `Step` is done: it is shown in a moment, the page is still as it was before."""
    undone = Signal(object, bool)
    """A `Step` was taken back, or (False) done again; the page shows it."""
    asked = Signal(object, bool)
    """A `Step` takes away much if it is taken back, or (False) done again: nothing was done."""
    turning = Signal(object, bool)
    """A `Job` that takes back a step, or (False) does one again, has begun."""
    suggested = Signal(object)
    """Suggesters have proposed something anew for these articles (a set of ids)."""
    _noticed = Signal(object)

    def __init__(self, project: Project, jobs: Jobs, parent: QObject | None = None) -> None:
        """Listen to a project that is open."""
        super().__init__(parent)
        self.project = project
        self.page: Page | None = None
        self.looked_at: Layer | None = None
        """The layer of somebody else whose marks are shown; None = the coder's own."""
        self._jobs = jobs
        self._wanted: str | None = None
        self._mine: deque[Pending] = deque()
        self._heard: list[Change] = []
        self._settling = self._is_closed = False
        self._turning: tuple[Job[None], bool] | None = None
        self._reread_wanted = self._is_rereading = False
        self._error: AnnotatorError | None = None
        self._lost: list[Step] = []
        self._deferred: deque[Callable[[], object]] = deque()
        self._noticed.connect(self._on_notice)
        self._end = project.subscribe(self._noticed.emit)

    @property
    def context(self) -> PlanContext:
        """The project as the coder sits before it, queued steps included."""
        return self.project.open_project.context

    @property
    def layer_id(self) -> str:
        """The id of the layer whose marks are shown: that which takes the marks, most often."""
        return self.shown_layer.id

    @property
    def shown_layer(self) -> Layer:
        """The layer whose marks are shown."""
        return self.looked_at or self.context.layer

    @property
    def hides_names(self) -> bool:
        """Whether nothing may tell who coded what: differences are settled without names."""
        return nameless_record(self.context.layers) is not None

    @property
    def article_id(self) -> str | None:
        """The article that is shown or on its way; None where there is none."""
        return self._wanted

    @property
    def n_waiting(self) -> int:
        """How many steps are queued and not on disk yet."""
        return len(self._mine)

    # --- reading --------------------------------------------------------------------------------

    def shows(self, article_id: str) -> bool:
        """Say whether an article is there, and no other one on its way."""
        return self.page is not None and self.page.article.id == article_id == self._wanted

    def open_article(self, article_id: str) -> None:
        """Read an article in a worker and show it when it is there; the last one asked for wins."""
        self._wanted, self._heard = article_id, []
        project, layer_id = self.project, self.layer_id

        def read(_progress: object, _cancel: object) -> Page:
            project.open_project.drain()
            return project.page(article_id, {layer_id})

        def then(page: Page) -> None:
            if self._wanted == article_id:
                self.page = page.applied(self._heard)
                self._heard = []
                self.page_opened.emit(self.page)

        self._jobs.start_at_once(read, then, lambda problem: self._not_read(article_id, problem))

    def _not_read(self, article_id: str, problem: AnnotatorError) -> None:
        """The article asked for cannot be read: its import may have been taken back meanwhile.

        Whoever took it back was told; the article that is shown stays.
        """
        if self._wanted == article_id:
            self._wanted = None if self.page is None else self.page.article.id
        if not isinstance(problem, WrongUse):
            self.refused.emit(problem)
        elif self.page is None:
            self.page_gone.emit()

    def _reread(self) -> None:
        """Read the page again as it is on disk; acts go on when it is there.

        What fails meanwhile is told with it, after reading once more: two answers would come in
        any order, and the one without names could be the one that stays.
        """
        self._reread_wanted, self._is_rereading = False, True
        error, lost = self._error, tuple(self._lost)
        self._error, self._lost = None, []
        article_id = self.page.article.id if self.page else None
        project, layer_id = self.project, self.layer_id

        def read(_progress: object, _cancel: object) -> Page | None:
            project.open_project.resume()
            return project.page(article_id, {layer_id}) if article_id else None

        def then(page: Page | None) -> None:
            if self._reads_once_more(error, lost):
                return
            if page is not None and self._wanted == page.article.id:
                self.page = page
                self.page_opened.emit(page)
            self.articles_changed.emit(None)
            self.actors_changed.emit()
            if error is not None:
                self.lost.emit(error, lost)
            else:
                self.read_again.emit()
            self._settled()

        def on_error(problem: AnnotatorError) -> None:
            if isinstance(problem, WrongUse) and error is None and not lost:
                then(None)  # its import was taken back meanwhile: whoever did that was told
                return
            if self._reads_once_more(error, lost):
                return
            self._deferred.clear()
            self._show_without(lost)
            self.lost.emit(problem, lost)
            self._settled()

        self._jobs.start_at_once(read, then, on_error)

    def _show_without(self, lost: tuple[Step, ...]) -> None:
        """Show no more what is not saved."""
        for step in reversed(lost):
            if not isinstance(step.changes, Blocks):  # that was never shown
                self._show(step.inverse().changes)

    def _reads_once_more(self, error: AnnotatorError | None, lost: tuple[Step, ...]) -> bool:
        """Say whether something failed while the page was read; it is told with what was before."""
        self._is_rereading = False
        if not self._reread_wanted:
            return False
        self._error, self._lost = error or self._error, [*lost, *self._lost]
        self._reread_if_wanted()
        return True

    def _reread_if_wanted(self) -> None:
        if self._reread_wanted and not self._mine and not self._is_rereading:
            self._reread()

    # --- acting ---------------------------------------------------------------------------------

    def act(self, plan: Plan, *, then: Callable[[Step], None] | None = None) -> Step | None:
        """Plan an act on the page, show it, queue it; give its step, None if nothing was done.

        While an undo or a failure is being settled the act waits and is planned afterwards; `then`
        hears the step as soon as it is shown.
        """

        def on_page() -> Step | None:
            if self.page is None:
                return None
            if self.looked_at is not None:
                self.say_looking()
                return None
            self.project.open_project.guard_writing()
            return plan(self.context, self.page)

        return self._act(on_page, then)

    def say_looking(self) -> None:
        """Tell that an act was wanted on another layer; what became of the file goes first."""
        trouble = self.project.open_project.file.trouble
        if trouble is None:
            self.looking.emit()
        else:
            self.refused.emit(trouble)

    def act_on_project(self, plan: Callable[[PlanContext], Step]) -> Step | None:
        """Do an act that is about no open article: an actor's names, settling; give its step."""

        def on_project() -> Step:
            self.project.open_project.guard_writing()
            return plan(self.context)

        return self._act(on_project)

    def _act(
        self, plan: Callable[[], Step | None], then: Callable[[Step], None] | None = None
    ) -> Step | None:
        if self._settling:
            self._deferred.append(lambda: self._act(plan, then))
            return None
        try:
            step = plan()
        except AnnotatorError as problem:
            self.refused.emit(problem)
            return None
        if step is None or step.is_empty():
            return None
        self.submit(step)
        if then is not None:
            then(step)
        return step

    def submit(self, step: Step) -> None:
        """Show a planned step and queue it."""
        step = step if step.id else replace(step, id=new_id())
        self.doing.emit(step)
        if isinstance(step.changes, Blocks):
            # What it touches is read from disk: whoever reads waits for what is queued.
            self._mine.append(self.project.open_project.submit(step))
            self._show(step.changes)
        else:
            self._show(step.changes)
            self._mine.append(self.project.open_project.submit(step))
        self._tell_tables(step)
        self.waiting_changed.emit(self.n_waiting)

    def undo(self, to: int | None = None, *, asks: bool = False) -> None:
        """Take back the last step of the project, whatever it was; or all behind number `to`.

        Where it `asks`, one that takes away much is not taken back: `asked` tells it.
        """
        self._turn(to, back=True, asks=asks)

    def redo(self, to: int | None = None, *, asks: bool = False) -> None:
        """Do again what was taken back last; or all up to the step of number `to`."""
        self._turn(to, back=False, asks=asks)

    def _turn(self, to: int | None, *, back: bool, asks: bool) -> None:
        if self._settling:
            self._deferred.append(lambda: self._turn(to, back=back, asks=asks))
            return
        job, watch = self._jobs.elsewhere()
        turn = self.project.open_project.submit_turn
        self.turning.emit(job, back)
        try:
            self._mine.append(turn(to, back=back, asks=asks, watch=watch))
        except AnnotatorError as problem:
            job.finish()
            self.refused.emit(problem)
            return
        self._settling, self._turning = True, (job, back)
        self.waiting_changed.emit(self.n_waiting)

    def _show(self, changes: tuple[Change, ...] | Blocks) -> None:
        self._show_on_page(changes)
        self.shown.emit(changes)

    def _show_on_page(self, changes: tuple[Change, ...] | Blocks) -> None:
        if isinstance(changes, Blocks):
            self._show_large(changes.summary)
            return
        self._heard.extend(changes)
        if self.page is None:
            return
        before = self.page
        if before.article.id in summary_of(changes).gone_articles:
            self._show_nothing()
            return
        after = before.applied(changes)
        found = page_diff(changes, before, after)
        self.page = after
        if found.anything():
            self.page_changed.emit(after, found)

    def _show_large(self, summary: ChangeSummary) -> None:
        """After a large step, read what it touched: faster than to look for a page's rows in it."""
        shown = self.page.article.id if self.page else None
        if shown in summary.gone_articles:
            self._show_nothing()
        elif shown in summary.article_ids:
            self._settling = self._reread_wanted = True
        if self._wanted not in (None, shown) and self._wanted in summary.article_ids:
            self.open_article(self._wanted)

    def _show_nothing(self) -> None:
        self.page = None
        self._wanted = None
        self.page_gone.emit()

    def _tell_tables(self, step: Step) -> None:
        tables = summary_of(step.changes).tables
        if tables & {"actor", "alias", "role", "refers"}:
            self.actors_changed.emit()
        if "scheme" in tables:
            self.scheme_changed.emit()

    # --- hearing --------------------------------------------------------------------------------

    @Slot(object)
    def _on_notice(self, notice: Notice) -> None:
        if self._is_closed:
            return
        match notice.kind:
            case NoticeKind.DONE:
                self._done(notice)
            case NoticeKind.UNDONE | NoticeKind.REDONE:
                self._answered(notice)
                self._turned(notice)
            case NoticeKind.ASKED:
                self._answered(notice)
                self._turn_ended(ask=notice.step)
                self._settled()
            case NoticeKind.FAILED:
                self._answered(notice)
                self._failed(notice)
            case NoticeKind.SUGGESTED:
                # Nobody's marks: they are laid beside the page, and change no list.
                self.suggested.emit(notice.article_ids())
                return
            case NoticeKind.REREAD:
                self._settling = self._reread_wanted = True
        self._tell_lists(notice)
        self.waiting_changed.emit(self.n_waiting)
        self._reread_if_wanted()

    def _answered(self, notice: Notice) -> bool:
        """Take what a notice is about off the queue of this window's own steps; say whether."""
        own = next((one for one in self._mine if one.is_told_by(notice)), None)
        if own is not None:
            self._mine.remove(own)
        return own is not None

    def _done(self, notice: Notice) -> None:
        step = notice.step
        if step is None or self._answered(notice):
            return
        # Done by somebody else in this program: an import, a dialog in a worker.
        self.doing.emit(step)
        self._show(step.changes)
        self._tell_tables(step)

    def _failed(self, notice: Notice) -> None:
        """Settle a refusal that leaves the page as it is; anything else is read again."""
        self._turn_ended()
        self._lost.extend(notice.lost)
        is_harmless = isinstance(notice.error, WrongUse | Cancelled)
        if is_harmless and not notice.lost and not self._reread_wanted:
            self.refused.emit(notice.error)
            self._settled()
            return
        self._settling = self._reread_wanted = True
        self._error = self._error or notice.error

    def _turned(self, notice: Notice) -> None:
        self._turn_ended()
        if notice.step is not None:
            self._show(notice.step.changes)
            self._tell_tables(notice.step)
            self.undone.emit(notice.step, notice.kind is NoticeKind.UNDONE)
        self._settled()

    def _turn_ended(self, *, ask: Step | None = None) -> None:
        turning, self._turning = self._turning, None
        if turning is not None:
            turning[0].finish()
            if ask is not None:
                self.asked.emit(ask, turning[1])

    def _settled(self) -> None:
        self._settling = False
        while self._deferred and not self._settling:
            self._deferred.popleft()()

    def _tell_lists(self, notice: Notice) -> None:
        step = notice.step
        if step is None or notice.kind is NoticeKind.FAILED:
            return
        tables = notice.tables()
        summary = notice.summary()
        if summary.new_articles or summary.gone_articles:
            self.articles_changed.emit(None)
        elif tables & {"article", "progress", "span"}:
            self.articles_changed.emit(notice.article_ids())
        if tables & {"actor", "alias", "role", "refers", "link"}:
            self.actors_changed.emit()

    def close(self) -> None:
        """Stop listening; the project itself is closed by the window.

        What was told already and has not come yet is told to nobody: there is no project for it.
        """
        self._end()
        self._is_closed = True
