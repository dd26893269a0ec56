"""The form of one actor: opened, counted beside the window, its passages listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

from annotator.language import tr
from annotator.project.acts.actors import plan_edit, plan_join
from annotator.reading.choices import Choice
from annotator.text.ranges import Range
from annotator.text.words import line_around, shortened
from annotator.ui.handlers.note_box import NoteWriter, box_beside, on_actor

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.dialogs.actor import ActorDialog
    from annotator.ui.handlers.reading_state import ReadingState
    from annotator.work import Cancel, Progress


MOST_FOUND = 200
LONGEST_TITLE = 28


class ActorForms:
    """Opens an actor's names, kind, roles and note, and does what is changed there."""

    def __init__(
        self,
        reading: ReadingState,
        jobs: Jobs,
        open_then: Callable[[str, Callable[[], None]], None],
    ) -> None:
        """Count in workers; `open_then` opens the article of a passage."""
        self._reading, self._jobs, self._open_then = reading, jobs, open_then
        self._notes = NoteWriter(reading.bridge, jobs)

    def open(self, actor_id: str) -> ActorDialog | None:
        """Open an actor's form and give it; an actor that is not there opens none."""
        from annotator.ui.dialogs.actor import ActorDialog

        bridge = self._reading.bridge
        context = bridge.context
        actor = context.actors.get(actor_id)
        if actor is None:
            return None
        dialog = ActorDialog(
            self._reading.host, actor, context.actors, context.scheme.actor_kinds, context.new_id
        )

        def changed() -> None:
            dialog.take(bridge.context.actors)
            self._count(dialog, actor.id)

        dialog.kept.connect(lambda after: bridge.act_on_project(lambda now: plan_edit(now, after)))
        dialog.join_wanted.connect(
            lambda old, into: bridge.act_on_project(lambda now: plan_join(now, [into, old]))
        )
        dialog.passages_wanted.connect(self._list_passages)
        dialog.note_wanted.connect(
            lambda: self._notes.write(
                on_actor(actor), dialog, box_beside(dialog, dialog.ask, dialog.ask)
            )
        )
        hearing = bridge.actors_changed.connect(changed)
        dialog.finished.connect(lambda _result: bridge.actors_changed.disconnect(hearing))
        self._count(dialog, actor.id)
        dialog.open()
        return dialog

    def _count(self, dialog: ActorDialog, actor_id: str) -> None:
        """Count, and look for who may be the same, beside the window: there may be thousands."""
        from annotator.model.look_alikes.pairs import MaybeSame, maybe_same
        from annotator.ui.dialogs.actor import MOST_CANDIDATES

        bridge = self._reading.bridge
        project, layer_id, book = bridge.project, bridge.layer_id, bridge.context.actors
        actor = book.get(actor_id)

        def count(
            _progress: Progress, _cancel: Cancel
        ) -> tuple[dict[str, tuple[int, int]], int, tuple[MaybeSame, ...]]:
            project.open_project.drain(1.0)
            reader = project.reader
            n_articles = len(reader.articles_of_actor(actor_id, layer_id))
            found = () if actor is None else maybe_same(actor, book, MOST_CANDIDATES)
            return reader.actor_counts(layer_id), n_articles, found

        def then(found: tuple[dict[str, tuple[int, int]], int, tuple[MaybeSame, ...]]) -> None:
            if isValid(dialog):
                dialog.show_counts(*found)

        self._jobs.start(count, then)

    def _list_passages(self, actor_id: str) -> None:
        """List where an actor is named; picking one goes there."""
        reading, bridge = self._reading, self._reading.bridge
        project, layer_id, book = bridge.project, bridge.layer_id, bridge.context.actors
        actor = book.get(actor_id)

        def look(progress: Progress, cancel: Cancel) -> list[Choice]:
            project.open_project.drain()
            found: list[Choice] = []
            ids = project.reader.articles_of_actor(actor_id, layer_id)
            for done, article_id in enumerate(ids):
                cancel.check()
                progress(done, len(ids), tr("article"))
                page = project.reader.page(article_id, [layer_id])
                title = shortened(page.article.title, LONGEST_TITLE)
                found += [
                    Choice(line_around(page.text, one.parts[0]), (article_id, one.parts[0]), title)
                    for one in page.spans()
                    if book.get(one.actor_id) is actor
                ]
                if len(found) >= MOST_FOUND:
                    break
            return found

        def then(found: list[Choice]) -> None:
            if actor is not None:
                reading.choose(tr("Passages of {name}", name=actor.name), found, go, wide=True)

        def go(value: object) -> None:
            match value:
                case (str(article_id), Range() as at):
                    self._open_then(article_id, lambda: reading.view.select(at))

        reading.working.emit(self._jobs.start(look, then), tr("Looking"))
