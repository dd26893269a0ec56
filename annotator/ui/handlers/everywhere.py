"""The same words everywhere: a preview of the places first, then one step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from annotator.errors import Forbidden
from annotator.language import tr, trn
from annotator.project.acts.mark import plan_everywhere
from annotator.reading.everywhere import Occurrence, places
from annotator.ui.popups.fields import FieldPopup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.model.changes import Step
    from annotator.model.span import Span
    from annotator.text.ranges import Range
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.handlers.reading_state import ReadingState
    from annotator.work import Cancel, Progress

_MOST_SHOWN = 500
_BEFORE = 16
"""How much stands before the words, so that they themselves are never cut off."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place of the words in an article of the project."""

    article_id: str
    title: str
    place: Occurrence


class PlacesPopup(FieldPopup):
    """The places as a list with ticks; Enter marks the ticked ones, Space ticks, Esc leaves."""

    wanted = Signal(object)
    """The ticked places, as a tuple of `Found`."""

    def __init__(self, parent: QWidget, title: str, found: tuple[Found, ...]) -> None:
        """Make the list with every place ticked."""
        super().__init__(parent, title)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setFixedHeight(min(300, 26 * max(len(found), 3) + 4))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        for one in found[:_MOST_SHOWN]:
            before = one.place.before[-_BEFORE:]
            words = f"…{before}[{one.place.words}]{one.place.after}…"
            item = QListWidgetItem(words)
            item.setToolTip(one.title)
            if one.title:
                item.setText(f"{words}  ·  {one.title}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setData(Qt.ItemDataRole.UserRole, one)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self._take())
        self.column.addWidget(self.list)
        self._mark = QPushButton(tr("Mark (Enter)"), self)
        self._mark.setAutoDefault(False)
        self._mark.clicked.connect(self._take)
        row = QHBoxLayout()
        row.addWidget(QLabel(tr("Space takes a place out."), self), 1)
        row.addWidget(self._mark)
        self.column.addLayout(row)

    def first_field(self) -> QWidget:
        """Give the list."""
        return self.list

    def keep(self) -> None:
        """Nothing is marked when the list is left without Enter."""

    def ticked(self) -> tuple[Found, ...]:
        """Give the places that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        chosen = [one for one in items if one.checkState() is Qt.CheckState.Checked]
        return tuple(one.data(Qt.ItemDataRole.UserRole) for one in chosen)

    def _take(self) -> None:
        chosen = self.ticked()
        self.end(keep=False)
        if chosen:
            self.wanted.emit(chosen)


class EverywhereHandlers:
    """The acts that mark the same words in further places."""

    def __init__(self, reading: ReadingState, jobs: Jobs) -> None:
        """Act on what is read; the whole project is looked through in a worker."""
        self._reading = reading
        self._jobs = jobs

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {
            "everywhere": self.in_article,
            "everywhere-project": self.in_project,
        }

    def in_article(self) -> None:
        """List the other places of the current span's words in this article."""
        reading = self._reading
        span = self._like()
        found = places(reading.page, span.text(), span.type, layer_id=reading.bridge.layer_id)
        self._show(
            span, tuple(Found(reading.page.article.id, "", one) for one in found), self._mark_here
        )

    def in_project(self) -> None:
        """List the other places of the words in all articles."""
        reading = self._reading
        span = self._like()
        project, layer_id = reading.bridge.project, reading.bridge.layer_id

        def look(progress: Progress, cancel: Cancel) -> tuple[Found, ...]:
            project.open_project.drain()  # what was marked just now is not to be offered again
            found: list[Found] = []
            ids = project.reader.article_ids()
            for done, article_id in enumerate(ids):
                cancel.check()
                progress(done, len(ids), tr("article"))
                page = project.page(article_id)
                here = places(page, span.text(), span.type, layer_id=layer_id)
                found += [Found(article_id, page.article.title, one) for one in here]
                if len(found) > _MOST_SHOWN:
                    break
            return tuple(found)

        self._jobs.start(look, lambda found: self._show(span, found, self._mark_in_project))

    def _like(self) -> Span:
        span = self._reading.span_or_refuse()
        if len(span.parts) > 1:
            raise Forbidden(
                tr("A span in several parts cannot be looked for."),
                tr("Go to a span in one piece."),
            )
        return span

    def _show(
        self, span: Span, found: tuple[Found, ...], mark: Callable[[Span, tuple[Found, ...]], None]
    ) -> None:
        reading = self._reading
        if not found:
            reading.say(tr("These words stand nowhere else without this mark."))
            return
        title = trn(
            "{n} further place of “{words}”",
            "{n} further places of “{words}”",
            len(found),
            words=span.text(),
        )
        popup = PlacesPopup(reading.host, title, found)

        def wanted(chosen: object) -> None:
            if isinstance(chosen, tuple):
                mark(span, chosen)

        popup.wanted.connect(wanted)
        reading.open_popup(popup, span.parts[0])

    def _mark_here(self, span: Span, chosen: tuple[Found, ...]) -> None:
        ranges: list[Range] = [one.place.at for one in chosen]
        self._reading.act(
            lambda context, page: plan_everywhere(context, page, page.span(span.id) or span, ranges)
        )

    def _mark_in_project(self, span: Span, chosen: tuple[Found, ...]) -> None:
        """Plan each article in a worker and do all of them as one step."""
        reading = self._reading
        project = reading.bridge.project
        context = reading.bridge.context
        by_article: dict[str, list[Range]] = {}
        for one in chosen:
            by_article.setdefault(one.article_id, []).append(one.place.at)

        def plan(_progress: Progress, cancel: Cancel) -> list[Step]:
            project.open_project.drain()
            steps: list[Step] = []
            at = context
            for article_id, ranges in by_article.items():
                cancel.check()
                page = project.page(article_id)
                step = plan_everywhere(at, page, span, ranges)
                at = at.applied(step.changes)
                steps.append(step)
            return steps

        self._jobs.start(plan, lambda steps: reading.bridge.submit(one_step(steps)))


def one_step(steps: list[Step]) -> Step:
    """Give several steps of one kind as one."""
    first = steps[0]
    changes = tuple(change for step in steps for change in step.changes)
    n = sum(int(str(step.args.get("n", 0))) for step in steps)
    return replace(first, changes=changes, args={**first.args, "n": n})
