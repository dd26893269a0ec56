"""Copies of one dispatch in the window: carry over what is coded, and offer it after a change."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.errors import Forbidden
from annotator.language import tr, trn
from annotator.model.changes import summary_of
from annotator.project.acts.study.carry import LeftOpen, plan_carry_mark
from annotator.reading.spans import made_by
from annotator.text.align import word_changes
from annotator.text.ranges import Range, hull
from annotator.text.words import isolated, quoted, shortened
from annotator.ui.basics.building import later
from annotator.ui.basics.messages import Offer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotator.model.article import Article
    from annotator.model.changes import Step
    from annotator.model.page import Page
    from annotator.project import Project
    from annotator.project.acts.study.carry import CarriedCopy, OpenMark
    from annotator.project.answers import Carried
    from annotator.ui.basics.jobs import Job
    from annotator.ui.importing.host import OpenedProject
    from annotator.work import Cancel, Progress

_LONGEST = 60
_AFTER_MS = 1_500
"""So long after the last change copies are looked at: nobody waits for it."""
_AT_ONCE_MS = 60
_OF_MARKS = frozenset({"span", "part", "link", "attribute", "refers"})


class _PreviewLine(NamedTuple):
    """One line of the preview; one about an open mark leads to a place, or to each that fits."""

    words: str
    told: str
    article_id: str
    places: tuple[Range, ...] = ()
    span_id: str = ""


class _Place(NamedTuple):
    """A place of a copy that is gone to, and which mark of the original would stand there."""

    article_id: str
    at: Range
    span_id: str


class CopyActs:
    """Carrying over from the article that is read to its copies."""

    def __init__(self, host: OpenedProject) -> None:
        """Work for an open project."""
        self._host = host
        self._later = later(host.workspace, _AFTER_MS, self._look)
        self._looking: Job[int] | None = None
        self._places: list[_Place] = []
        """The places that differ and were not gone to yet, that which is shown first."""
        self._n_places = 0
        self._is_marked = False
        """Whether the place that is shown was marked as in the original."""
        self._original: Page | None = None
        """The article that the places differ from."""
        self._again = later(host.workspace, _AT_ONCE_MS, self._say_place)
        self._is_put_off = False
        """Whether copies are looked at when the sheet that lies over the page goes."""
        host.over.changed.connect(self._sheet_went)
        host.bridge.doing.connect(self._done)
        host.bridge.undone.connect(self._undone)

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does each act, by the act's name."""
        guarded = self._host.reading.guarded
        return {
            "carry-over": guarded(self.carry),
            "as-in-original": guarded(self.mark_as_in_original),
        }

    def carry(self) -> None:
        """Show what would come over to each copy and what is left open, then do it."""
        host, page = self._host, self._host.reading.page

        def look(progress: Progress, cancel: Cancel) -> list[_PreviewLine]:
            done = host.project.carry(
                page.article.id, dry_run=True, progress=progress, cancel=cancel
            )
            return preview_lines(host.project, page, done)

        def then(lines: list[_PreviewLine]) -> None:
            from annotator.ui.importing.corpus_forms import WouldForm, WouldLine

            n = len({one.article_id for one in lines})
            title = trn("Carry over to {n} copy", "Carry over to {n} copies", n)
            shown = [WouldLine(one.words, one.told, not one.span_id) for one in lines]
            form = WouldForm(
                host.workspace, title, shown, tr("Carry over"), opens=tr("open the place")
            )
            form.wanted.connect(lambda _also: self._carry(page.article.id))

            def go_to(n: int) -> None:
                form.reject()
                if lines[n].places:
                    self._go_through(page, lines[n:])
                else:
                    self._show(lines[n].article_id, None)

            form.gone_to.connect(go_to)
            form.open()

        self._start(look, then, tr("Comparing copies"))

    def _carry(self, article_id: str) -> None:
        page = self._host.reading.page

        def work(progress: Progress, cancel: Cancel) -> tuple[Carried, list[_PreviewLine]]:
            project = self._host.project
            done = project.carry(article_id, progress=progress, cancel=cancel)
            return done, preview_lines(project, page, done)

        def then(carried: tuple[Carried, list[_PreviewLine]]) -> None:
            done, lines = carried
            n = sum(one.n_new + one.n_changed for one in done.copies)
            words = trn("{n} mark was carried over.", "{n} marks were carried over.", n)
            n_open = sum(len(one.open) for one in done.copies)
            if n_open:
                left = trn("{n} is left open.", "{n} are left open.", n_open)
                words = f"{words} {left}"
            go = Offer(tr("Go to the first"), lambda: self._go_through(page, lines))
            self._host.reading.say(words, (go,) if any(one.places for one in lines) else ())

        self._start(work, then, tr("Carrying over"))

    def _go_through(self, original: Page, lines: list[_PreviewLine]) -> None:
        """Show the first place that differs, and offer the next one until all were seen."""
        places = [_Place(one.article_id, at, one.span_id) for one in lines for at in one.places]
        self._original = original
        self._places = [*dict.fromkeys(places)]
        self._n_places = len(self._places)
        self._show_first()

    def _say_place(self) -> None:
        """Offer the next place; a step here closes what was said, so it is said again."""
        if not self._places:
            return
        n = len(self._places)
        words = tr("{n} of {of} places that differ.", n=self._n_places - n + 1, of=self._n_places)
        first, original = self._places[0], self._original
        span = None if original is None else original.span(first.span_id)
        if span is not None:
            said = quoted(shortened(span.text(), _LONGEST))
            words = f"{words} {tr('In the original: {words}', words=said)}"
        offers = (Offer(tr("Next place"), self._next_place),) if n > 1 else ()
        if not self._is_marked:
            act = self._host.reading.guarded(self.mark_as_in_original)
            offers = (*offers, Offer(tr("Mark as in the original"), act))
        self._host.reading.say(words, offers)

    def mark_as_in_original(self) -> None:
        """Mark the place that is shown as it is in the original, with actor, values and links."""
        host, original, page = self._host, self._original, self._host.bridge.page
        first = self._places[0] if self._places else None
        if original is None or first is None or page is None or page.article.id != first.article_id:
            raise Forbidden(
                tr("No place is shown that differs from another copy."),
                tr("Choose “Carry over to copies …” in the original, and go to such a place."),
            )

        def then(step: Step) -> None:
            self._is_marked = True
            made = made_by(step.changes, host.reading.scheme)
            if made is not None:
                host.reading.stand_on(made)

        host.reading.act(
            lambda context, now: plan_carry_mark(context, original, now, first.span_id, first.at),
            then=then,
        )

    def _next_place(self) -> None:
        del self._places[:1]
        self._show_first()

    def _show_first(self) -> None:
        self._is_marked = False
        if self._places:
            self._show(self._places[0].article_id, self._places[0].at)
            self._again.start()

    def _show(self, article_id: str, at: Range | None) -> None:
        """Open a copy, at a place of it."""
        host = self._host

        def select() -> None:
            if at is not None:
                host.reading.view.select(at)
            host.workspace.panes.focus_page()

        host.open_then(article_id, select)

    # --- a later change -------------------------------------------------------------------------

    def _done(self, step: Step) -> None:
        """Note that marks of an article with copies were changed."""
        page = self._host.bridge.page
        if self._places and page is not None and page.article.id == self._places[0].article_id:
            self._again.start()
            return
        self._places = []
        if step.act == "carry-over" or page is None or page.article.group_id is None:
            return
        if summary_of(step.changes).tables & _OF_MARKS:  # of a large step they lie on disk
            if self._looking is not None:
                self._looking.cancel()
            self._later.start()

    def _undone(self, step: Step, is_back: bool) -> None:
        """Offer the mark again that was taken back, or no more where it is there again."""
        if step.act == "carry-mark" and self._places:
            self._is_marked = not is_back
            self._again.start()

    def _sheet_went(self) -> None:
        """Look at the copies once the page is seen again, which is what is spoken of."""
        if self._is_put_off and self._host.over.sheet is None:
            self._later.start()

    def _look(self) -> None:
        """Offer a change to the copies, if what is coded here came over to them before."""
        host, page = self._host, self._host.bridge.page
        self._is_put_off = host.over.sheet is not None
        if self._is_put_off:
            return
        if page is None or page.article.group_id is None or host.project.read_only:
            return
        article_id = page.article.id

        def look(_progress: Progress, cancel: Cancel) -> int:
            host.project.open_project.drain()
            done = host.project.carry(article_id, dry_run=True, cancel=cancel)
            came_before = (one for one in done.copies if one.carried > one.n_new)
            return sum(one.n_new + one.n_changed for one in came_before)

        def then(n: int) -> None:
            now = host.bridge.page
            if n and now is not None and now.article.id == article_id:
                words = trn(
                    "{n} mark here is not so in the copies yet.",
                    "{n} marks here are not so in the copies yet.",
                    n,
                )
                offer = Offer(tr("Carry over …"), host.reading.guarded(self.carry))
                host.reading.say(words, (offer,))

        self._looking = host.jobs.start(look, then, lambda _problem: None)

    def _start(self, work: object, then: object, words: str) -> None:
        host = self._host
        job: Job[Any] = host.jobs.start(work, then, host.bridge.refused.emit)  # type: ignore[arg-type]  # a worker and who hears of it
        host.reading.working.emit(job, words)


def preview_lines(project: Project, original: Page, done: Carried) -> list[_PreviewLine]:
    """Give a line for each copy, and below it one for each mark that is left open, word by word."""
    lines: list[_PreviewLine] = []
    pages = [project.page(copy.article_id, ()) for copy in done.copies]
    heads = named_apart([page.article for page in pages])
    for copy, page, head in zip(done.copies, pages, heads, strict=True):
        lines.append(_PreviewLine(head, _come_over(copy), page.article.id))
        lines += [_open_line(original, page, one) for one in copy.open]
    return lines


def _come_over(copy: CarriedCopy) -> str:
    """Say how many marks come over to a copy, and how many of them are new there."""
    n = copy.carried + len(copy.open)
    words = [tr("{n} of {all} marks are there or come over", n=copy.carried, all=n)]
    if copy.n_new or not copy.n_changed:
        words.append(tr("{n} of them new", n=copy.n_new))
    if copy.n_changed:
        words.append(tr("{n} of them changed", n=copy.n_changed))
    return ", ".join(words)


def named_apart(articles: Sequence[Article]) -> list[str]:
    """Name articles by outlet and title; those called alike by what tells them apart, too."""
    called: dict[str, list[Article]] = {}
    for one in articles:
        called.setdefault(_head(one), []).append(one)
    names: dict[str, str] = {}
    for head, alike in called.items():
        facts = [_facts(one) for one in alike]
        n = next(n for n, said in enumerate(zip(*facts, strict=True)) if len({*said}) == len(alike))
        more = [f"  ·  {isolated(said[n])}" if len(alike) > 1 else "" for said in facts]
        names.update((one.id, f"{head}{words}") for one, words in zip(alike, more, strict=True))
    return [names[one.id] for one in articles]


def _head(article: Article) -> str:
    outlet = f"{isolated(article.outlet)}: " if article.outlet else ""
    return f"{outlet}{isolated(shortened(article.title or tr('no title'), _LONGEST))}"


def _facts(article: Article) -> tuple[str, ...]:
    """Give what may tell an article from another of the same name; the last always does."""
    number = tr("article {n}", n=article.number)
    return article.date or "", PurePosixPath(article.source).name, number


def _open_line(original: Page, copy: Page, one: OpenMark) -> _PreviewLine:
    span = original.span(one.span_id)
    words = "" if span is None else span.text()
    at = hull(one.places) if one.places else None
    own = hull(one.parts).of(original.text) if one.parts else words
    why = _why(one.why, own, "" if at is None else at.of(copy.text))
    places = one.places if one.why is LeftOpen.TWICE else () if at is None else (at,)
    marked = quoted(shortened(words, _LONGEST))
    return _PreviewLine(marked, why, copy.article.id, places, one.span_id)


def _why(why: LeftOpen, words: str, instead: str) -> str:
    match why:
        case LeftOpen.CHANGED if instead:
            return tr("other words there: {words}", words=isolated(_word_by_word(words, instead)))
        case LeftOpen.CHANGED:
            return tr("these words are not there")
        case LeftOpen.TWICE:
            return tr("its paragraph stands there twice: mark it where it belongs")
        case LeftOpen.GONE:
            return tr("its paragraph is not there")
        case LeftOpen.OTHERWISE:
            return tr("somebody marked it otherwise there")
        case LeftOpen.COVERED:
            return tr("hidden until the article is done")


def _word_by_word(before: str, after: str) -> str:
    """Give what stands there, with each change as [gone → new]."""
    said, at, gone = "", 0, ""
    for one in word_changes(before, after):
        if not one.after:
            gone = one.before
            continue
        start = after.index(one.after, at)
        gap, at = after[at:start] and " ", start + len(one.after)
        if one.is_same and gone:
            said = f"{said} {_change(gone, '')}"
        words = shortened(one.after, _LONGEST) if one.is_same else _change(gone, one.after)
        said, gone = f"{said}{gap}{words}", ""
    return (f"{said} {_change(gone, '')}" if gone else said).strip()


def _change(gone: str, new: str) -> str:
    gone, new = shortened(gone, _LONGEST), shortened(new, _LONGEST)
    if gone and new:
        return f"[{gone} → {new}]"
    return tr("[new: {words}]", words=new) if new else tr("[gone: {words}]", words=gone)
