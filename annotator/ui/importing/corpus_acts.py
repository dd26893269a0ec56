"""Acts on lines and articles of the whole project: each shows first what it would do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.errors import Forbidden
from annotator.language import tr, trn
from annotator.model.article import RegionType
from annotator.reading.choices import Choice
from annotator.text.words import isolated, paragraph_at, quoted, shortened
from annotator.ui.importing.copies import named_apart
from annotator.work import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotator.project.answers import Done
    from annotator.project.importing.furniture import FurnitureDone
    from annotator.ui.basics.jobs import Job
    from annotator.ui.importing.host import OpenedProject
    from annotator.work import Cancel, Progress


class _Line(NamedTuple):
    """What is asked of furniture: a line by its words (None = all that recur), and where."""

    words: str | None = None
    outlet: str = ""
    never: bool = False


class CorpusActs:
    """Furniture everywhere and never, all recurring lines, near copies."""

    def __init__(self, host: OpenedProject) -> None:
        """Work for an open project."""
        self._host = host

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does each act, by the act's name."""
        guarded = self._host.reading.guarded
        return {
            "furniture-everywhere": guarded(self.everywhere),
            "furniture-never": guarded(self.never),
            "fold-recurring": self.fold_recurring,
            "near-copies": self.near,
        }

    # --- lines ----------------------------------------------------------------------------------

    def everywhere(self) -> None:
        """Ask where the line at the caret is furniture, then show what would be folded."""
        reading = self._host.reading
        line = paragraph_at(reading.page.text, reading.view.caret()).of(reading.page.text).strip()
        if not line:
            raise Forbidden(tr("This line is empty."), tr("Go to a line that is furniture."))
        outlet = reading.page.article.outlet
        choices = [Choice(tr("in all articles"), _Line(line))]
        if outlet:
            of = tr("in all articles of {outlet}", outlet=isolated(outlet))
            choices.insert(0, Choice(of, _Line(line, outlet)))
        title = tr("{line} is furniture", line=quoted(shortened(line)))
        reading.choose(title, choices, self._show)

    def never(self) -> None:
        """Ask which folded line is no furniture, then show where it would be text again."""
        reading = self._host.reading
        text = reading.page.text
        folded = [one for one in reading.page.regions if one.type is RegionType.BOILERPLATE]
        lines = [line.strip() for one in folded for line in one.at.of(text).split("\n")]
        choices = [Choice(shortened(one), _Line(one, never=True)) for one in dict.fromkeys(lines)
                   if one]  # fmt: skip
        if not choices:
            raise Forbidden(
                tr("This article has no page furniture."), tr("B says what a paragraph is.")
            )
        reading.choose(tr("Which line is never furniture?"), choices, self._show)

    def fold_recurring(self) -> None:
        """Show all lines that recur outside the body, and how many places would be folded."""
        self._show(_Line())

    def _show(self, asked: object) -> None:
        if not isinstance(asked, _Line):
            return
        host = self._host

        def then(found: FurnitureDone) -> None:
            n = sum(one.places for one in found.lines)
            n_done = len({each for one in found.lines for each in one.done})
            if not n and not n_done:
                host.reading.say(tr("No line would change."))
                return
            from annotator.ui.importing.corpus_forms import WouldForm, WouldLine, recurring_words

            lines = [WouldLine(recurring_words(one)) for one in found.lines]
            title, do = _title(asked, len(lines), n), tr("Unfold") if asked.never else tr("Fold")
            form = WouldForm(host.workspace, title, lines, do, n_done=n_done)
            form.wanted.connect(partial(self._fold, asked))
            form.open()

        self._start(partial(self._furniture, asked, done=False, dry_run=True), then,
                    tr("Looking for lines"))  # fmt: skip

    def _furniture(
        self, asked: _Line, progress: Progress, cancel: Cancel, *, done: bool, dry_run: bool
    ) -> FurnitureDone:
        project = self._host.project
        return project.furniture(
            asked.words, asked.outlet, never=asked.never, done=done, dry_run=dry_run,
            watch=Watch(progress, cancel),
        )  # fmt: skip

    def _fold(self, asked: _Line, done: bool) -> None:
        def then(found: FurnitureDone) -> None:
            n = sum(one.places for one in found.lines)
            said = trn("{n} line is text again.", "{n} lines are text again.", n)
            folded = trn("{n} line was folded.", "{n} lines were folded.", n)
            self._host.reading.say(said if asked.never else folded)

        self._start(partial(self._furniture, asked, done=done, dry_run=False), then, tr("Folding"))

    # --- articles -------------------------------------------------------------------------------

    def near(self) -> None:
        """Look for near copies, and show which would be grouped."""
        project, host = self._host.project, self._host

        def look(progress: Progress, cancel: Cancel) -> Sequence[str]:
            done = project.near(dry_run=True, progress=progress, cancel=cancel)
            return named_apart([project.reader.article(one) for one in done.ids])

        def then(titles: Sequence[str]) -> None:
            if not titles:
                host.reading.say(tr("No article is nearly the same as another one."))
                return
            from annotator.ui.importing.corpus_forms import WouldForm, WouldLine

            title = trn("{n} article is nearly the same as another",
                        "{n} articles are nearly the same as another", len(titles))  # fmt: skip
            lines = [*map(WouldLine, titles)]
            form = WouldForm(host.workspace, title, lines, tr("Group them"))
            form.wanted.connect(lambda _done: self._group())
            form.open()

        self._start(look, then, tr("Looking for near copies"))

    def _group(self) -> None:
        project = self._host.project

        def work(progress: Progress, cancel: Cancel) -> Done:
            return project.near(progress=progress, cancel=cancel)

        def then(done: Done) -> None:
            words = trn("{n} article was grouped.", "{n} articles were grouped.", len(done.ids))
            self._host.reading.say(words)

        self._start(work, then, tr("Grouping"))

    def _start(self, work: object, then: object, words: str) -> None:
        host = self._host
        job: Job[Any] = host.jobs.start(work, then, host.bridge.refused.emit)  # type: ignore[arg-type]  # a worker and who hears of it
        host.reading.working.emit(job, words)


def _title(asked: _Line, n_lines: int, n_places: int) -> str:
    """Say what would be done: how many lines, in how many places."""
    places = trn("{n} place", "{n} places", n_places)
    if asked.words is None:
        return trn("Fold {n} recurring line in {places}", "Fold {n} recurring lines in {places}",
                   n_lines, places=places)  # fmt: skip
    line = quoted(shortened(asked.words))
    if asked.never:
        return tr("{line} is text again in {places}", line=line, places=places)
    return tr("Fold {line} in {places}", line=line, places=places)
