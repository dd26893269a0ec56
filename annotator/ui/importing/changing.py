"""Fields of the articles chosen in the list: a sheet asks, a form shows first what would change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from annotator.errors import Forbidden
from annotator.language import tr, trn
from annotator.text.words import quoted, shortened
from annotator.ui.importing.words import field_words, value_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.project.answers import ArticlesChanged
    from annotator.project.importing.changing import FieldsNow
    from annotator.store.lists.article_order import ArticleOrder
    from annotator.ui.basics.jobs import Job
    from annotator.ui.importing.change_sheet import ChangeSheet, WantedFields
    from annotator.ui.importing.host import OpenedProject
    from annotator.work import Cancel, Progress

_LONGEST = 60
_MOST_LINES = 200
"""So many overwritten values are named; addresses may be as many as articles."""


class ChangeActs:
    """Changing the chosen articles."""

    def __init__(self, host: OpenedProject) -> None:
        """Work for an open project."""
        self._host = host
        host.workspace.articles.change_wanted.connect(host.reading.guarded(self.change))

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does the act, by its name."""
        return {"change-articles": self._host.reading.guarded(self.change)}

    def change(self) -> None:
        """Show what stands in the fields of the chosen articles, to be changed."""
        pane, project = self._host.workspace.articles, self._host.project
        project.open_project.guard_writing()
        if not pane.n_chosen():
            raise Forbidden(
                tr("No article is chosen."),
                tr("Choose some in the list: Ctrl or Shift and a click, Ctrl+A for all."),
            )
        pane.chosen(self._ask)

    def _ask(self, chosen: ArticleOrder) -> None:
        project = self._host.project

        def look(progress: Progress, cancel: Cancel) -> FieldsNow:
            return project.fields_now(chosen, progress=progress, cancel=cancel)

        def then(now: FieldsNow) -> None:
            from annotator.ui.importing.change_sheet import ChangeSheet

            sheet = ChangeSheet(self._host.workspace, now)
            sheet.wanted.connect(partial(self._look, chosen, sheet))
            self._host.over.show(sheet)

        self._start(look, then, tr("Looking at the articles"))

    def _look(self, chosen: ArticleOrder, sheet: ChangeSheet, wanted: WantedFields) -> None:
        def then(found: ArticlesChanged) -> None:
            if self._host.over.sheet is not sheet:
                return
            if not found.n:
                sheet.verdict.setText(tr("Nothing would change: all stands so already."))
                return
            from annotator.ui.importing.corpus_forms import WouldForm, WouldLine

            button = trn("Change {n} article", "Change {n} articles", found.n)
            lines = [
                WouldLine(one) for one in (*_becoming(wanted), *_overwritten(found.overwritten))
            ]
            form = WouldForm(self._host.workspace, _title(found), lines, button)
            form.wanted.connect(lambda _done: self._do(chosen, wanted))
            form.open()

        self._start(partial(self._change, chosen, wanted, dry_run=True), then,
                    tr("Looking at the articles"))  # fmt: skip

    def _change(
        self,
        chosen: ArticleOrder,
        wanted: WantedFields,
        progress: Progress,
        cancel: Cancel,
        *,
        dry_run: bool = False,
    ) -> ArticlesChanged:
        return self._host.project.change_articles(
            wanted.values, chosen, wanted.instead_of, dry_run=dry_run, progress=progress,
            cancel=cancel,
        )  # fmt: skip

    def _do(self, chosen: ArticleOrder, wanted: WantedFields) -> None:
        def then(done: ArticlesChanged) -> None:
            words = trn("{n} article was changed.", "{n} articles were changed.", done.n)
            self._host.reading.say(words)

        self._host.over.close()
        self._start(partial(self._change, chosen, wanted), then, tr("Changing articles"))

    def _start(self, work: object, then: object, words: str) -> None:
        host = self._host
        job: Job[Any] = host.jobs.start(work, then, host.bridge.refused.emit)  # type: ignore[arg-type]  # a worker and who hears of it
        host.reading.working.emit(job, words)


def _title(found: ArticlesChanged) -> str:
    n = len(found.overwritten)
    changing = trn("{n} article changes", "{n} articles change", found.n)
    lost = trn("{n} value is overwritten", "{n} values are overwritten", n) if n else ""
    return ", ".join(filter(None, (changing, lost)))


def _becoming(wanted: WantedFields) -> list[str]:
    """Say what each field becomes."""
    lines = []
    for name, value in wanted.values.items():
        new = quoted(value_words(name, value)) if value else tr("empty")
        words = tr("{field} becomes {value}", field=field_words(name), value=new)
        if name in wanted.instead_of:
            old = wanted.instead_of[name]
            stood = quoted(shortened(old, _LONGEST)) if old else tr("empty")
            words = tr("{becomes}, where it is {value}", becomes=words, value=stood)
        lines.append(words)
    return lines


def _overwritten(counts: Mapping[tuple[str, str], int]) -> list[str]:
    """Name the values that go, those of most articles first."""
    some = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    lines = []
    for (name, value), n in some[:_MOST_LINES]:
        said = quoted(shortened(value_words(name, value), _LONGEST))
        of = trn("in {n} article", "in {n} articles", n)
        gone = tr("{value} is overwritten {where}", value=said, where=of)
        lines.append(f"{field_words(name)}  ·  {gone}")
    if len(some) > _MOST_LINES:
        lines.append(tr("and {n} other values", n=len(some) - _MOST_LINES))
    return lines
