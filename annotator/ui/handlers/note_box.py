"""One box for a note on anything: a span, a link, an article, an actor, a thing of the scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from annotator.language import tr
from annotator.model.span import Owner
from annotator.project.asking.noting import own_note, plan_note, plan_note_beside
from annotator.reading.told import path_words
from annotator.text.words import isolated
from annotator.ui.popups.fields import NotePopup
from annotator.ui.popups.placing import beside_card

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from annotator.model.actor import Actor
    from annotator.model.changes import Step
    from annotator.model.page import Page
    from annotator.model.scheme_edits.paths import SchemePath
    from annotator.model.span import Note
    from annotator.project.asking.noting import NoteWords
    from annotator.project.context import PlanContext
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.bridge import Bridge

    ShowBox = Callable[[NotePopup], object]
    """Opens the box where it belongs."""

_WIDE = 380


class NoteOn(NamedTuple):
    """What a note is about: its kind and id, how the box is called, the article it is in."""

    kind: Owner
    id: str
    title: str
    article_id: str = ""


def on_actor(actor: Actor) -> NoteOn:
    """Give what a note on an actor is about."""
    return NoteOn(Owner.ACTOR, actor.id, tr("Note on {words}", words=isolated(actor.name)))


def on_scheme(path: SchemePath) -> NoteOn:
    """Give what a note on a type, link, attribute or value is about."""
    title = tr("Note on {words}", words=path_words(path))
    return NoteOn(Owner.SCHEME, str(path), title)


class NoteWriter(QObject):
    """Reads the coder's own note beside the window, opens the box on it, keeps what is written."""

    def __init__(self, bridge: Bridge, jobs: Jobs, parent: QObject | None = None) -> None:
        """Write in an open project."""
        super().__init__(parent or bridge)
        self._bridge, self._jobs = bridge, jobs

    def write(self, on: NoteOn, host: QWidget, show: ShowBox) -> None:
        """Open the box in `host`; what it says when it is left is one step."""
        bridge, project = self._bridge, self._bridge.project
        if project.read_only:
            bridge.refused.emit(project.open_project.file.refusal())
            return

        def read(_progress: object, _cancel: object) -> tuple[Page | None, tuple[Note, ...]]:
            project.open_project.drain()
            if not on.article_id:
                return None, tuple(project.reader.notes_beside())
            page = project.page(on.article_id, project.open_project.layer_ids())
            return page, tuple(page.notes(on.id))

        def then(found: tuple[Page | None, tuple[Note, ...]]) -> None:
            if isValid(host):
                self._open(on, host, show, found)

        self._jobs.start(read, then, bridge.refused.emit)

    def _open(
        self,
        on: NoteOn,
        host: QWidget,
        show: ShowBox,
        found: tuple[Page | None, tuple[Note, ...]],
    ) -> None:
        page, notes = found
        about = [one for one in notes if (one.owner_kind, one.owner_id) == (on.kind, on.id)]
        popup = NotePopup(host, on.title, own_note(about, self._bridge.context.coder.id))

        def plan(words: NoteWords, context: PlanContext) -> Step:
            if page is None:
                return plan_note_beside(context, about, on.kind, on.id, words)
            return plan_note(context, page, on.kind, on.id, words)

        popup.written.connect(
            lambda words: self._bridge.act_on_project(lambda context: plan(words, context))
        )
        if isinstance(host, QDialog):
            host.finished.connect(lambda _how: popup.end(keep=True) if isValid(popup) else None)
        show(popup)


def box_beside(host: QWidget, near: QWidget, back: QWidget) -> ShowBox:
    """Give what opens the box on a form or sheet, beside a widget; then `back` has the keys."""

    def place(wanted: int, _width: int) -> QRect:
        corner = near.mapTo(host, QPoint(0, 0))
        return beside_card(None, QRect(corner, near.size()), host.rect(), wanted, _WIDE)

    def show(popup: NotePopup) -> None:
        popup.closed.connect(lambda: back.setFocus() if isValid(back) else None)
        popup.open_in(place)

    return show
