"""The sheet *Actors*: all at the side, the framed one with its fields and where it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget
from shiboken6 import isValid

from annotator.language import tr, trn
from annotator.model.changes import summary_of
from annotator.model.layer import LayerKind
from annotator.model.look_alikes.pairs import LookAlikes
from annotator.project.actors.index import ActorIndex, by_weight
from annotator.project.actors.names import read_names, with_lines
from annotator.project.actors.passages import all_passages
from annotator.project.acts.actors import plan_edit, plan_new
from annotator.ui.actors.alike import AlikePart
from annotator.ui.actors.known import KnownPart
from annotator.ui.actors.passages import PassagesPart
from annotator.ui.actors.side import ActorsSide
from annotator.ui.basics.building import column, later
from annotator.ui.basics.sheet import Sheet
from annotator.ui.dialogs.actor_fields import ActorFields
from annotator.ui.handlers.note_box import NoteWriter, box_beside, on_actor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from annotator.model.actor import Actor, ActorBook
    from annotator.model.changes import Blocks, Change
    from annotator.project.actors.names import ReadName
    from annotator.store.lists.passages import ActorPassage
    from annotator.ui.articles.actors_pane import Counts
    from annotator.ui.importing.host import OpenedProject

_BESIDE, _NARROW, _GAP = 24, 820, 24
_SOON_MS = 60
_OF_ACTORS = frozenset({"actor", "alias", "role", "refers", "link", "span", "article", "layer"})
_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LeftAt(NamedTuple):
    """How the sheet was left: what was searched for, which actor and passage were framed."""

    search: str = ""
    layer_id: str = ""
    role: str = ""
    actor_id: str = ""
    span_id: str = ""


class ActorsSheet(Sheet):
    """Typing searches; Enter on an actor goes to its passages, Enter on one opens its article."""

    passage_wanted = Signal(object)
    """A `ActorPassage` is to be read in its article."""

    def __init__(self, host: OpenedProject, stand: LeftAt | None = None) -> None:
        """Show the actors, framed as the sheet was left."""
        super().__init__(tr("Actor"), host.workspace, status=tr("Actors"))
        self._host, self._bridge = host, host.bridge
        self._was = stand or LeftAt()
        self._counts: Counts = {}
        self._n_read = 0
        self._looked_up: ActorBook | None = None
        project = host.project
        layers = [one for one in project.layers() if not self._bridge.hides_names]
        self.pane = ActorsSide(self, layers, self.take_key, writes=not project.read_only)
        self.side, self.first = self.pane, self.pane.search
        context = self._bridge.context
        self.fields = ActorFields(self, context.scheme.actor_kinds, context.new_id, is_narrow=True)
        self.fields.setEnabled(not project.read_only)
        self._whole = _Kept(self)
        self.known = KnownPart(self._whole)
        self.alike = AlikePart(self._whole, self._bridge, host.jobs, self.take_key)
        column(self.fields, self.alike, self.known, None, of=self._whole, around=(0, 0, 8, 0),
               gap=16)  # fmt: skip
        self.put(self._whole)
        self.passages = PassagesPart(self, project, host.jobs)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(_GAP)
        self.column.removeWidget(self._scroll)
        self._body.addWidget(self._scroll, 1)
        self._body.addWidget(self.passages, 1)
        self.column.addLayout(self._body, 1)
        self.verdict.setText(tr("Each field is kept when it is left."))
        self.leave_button(tr("Close"))
        self._notes = NoteWriter(self._bridge, host.jobs, self)
        self.ask = self.button(tr("Note or question …"), self.write_note, at_start=True)
        self.main = self.button(tr("Open the place"), self.passages.read, is_default=True)
        self._again = later(self, _SOON_MS, self._read)
        self._look = later(self, _SOON_MS, self._read_passages)
        self._wire()
        self._begin()

    def _wire(self) -> None:
        pane, bridge = self.pane, self._bridge
        pane.chosen.connect(self._choose)
        pane.entered.connect(self.passages.list.setFocus)
        pane.layer_chosen.connect(self._read)
        pane.new_wanted.connect(self._make)
        self.fields.kept.connect(
            lambda after: bridge.act_on_project(lambda now: plan_edit(now, after))
        )
        for part in (self.passages, self.known):
            part.wanted.connect(self.passage_wanted)
        self.alike.other_wanted.connect(pane.stand_on)
        self.alike.changed.connect(lambda: self.lay_out(self.alike, self._whole))
        bridge.shown.connect(self._heard)
        bridge.actors_changed.connect(self._take_book)

    def _begin(self) -> None:
        """Show at once what the left pane knows; what is counted comes a moment later."""
        was, pane = self._was, self.pane
        pane.layer.setCurrentIndex(max(pane.layer.findData(was.layer_id), 0))
        role = self.passages.role
        role.setCurrentIndex(max(role.findData(was.role), 0))
        pane.search.setText(was.search)
        pane.stand_on(was.actor_id)
        self._read()

    def stand(self) -> LeftAt:
        """Give how it is left."""
        passage, pane = self.passages.list.passage, self.pane
        return LeftAt(
            pane.search.text(),
            pane.layer.currentData(),
            self.passages.role.currentData(),
            pane.actor_id,
            "" if passage is None else passage.span_id,
        )

    # --- what is there --------------------------------------------------------------------------

    def _heard(self, changes: Iterable[Change] | Blocks) -> None:
        tables = summary_of(changes).tables
        if tables & _OF_ACTORS:
            self._again.start()
        elif "decision" in tables:
            self.alike.read_soon()

    def _take_book(self) -> None:
        """Show the actor as it is now; one that became another is that one."""
        book = self._bridge.context.actors
        actor = book.get(self.pane.actor_id)
        if actor is not None and not self.fields.take(book):
            self.pane.stand_on(actor.id)
        self.lay_out(*self.fields.lines(), self.fields, self._whole)
        self._again.start()

    def _read(self) -> None:
        """Count and order all actors beside the window."""
        project, book = self._bridge.project, self._bridge.context.actors
        layer_id = self.pane.layer.currentData() or None
        self._n_read += 1
        n_read = self._n_read

        def read(_progress: object, _cancel: object) -> tuple[ActorIndex, Counts]:
            project.open_project.drain(1.0)
            counts = project.reader.actor_counts(layer_id, of_people=True)
            return ActorIndex(by_weight(book.present(), counts)), counts

        def then(found: tuple[ActorIndex, Counts]) -> None:
            if isValid(self) and n_read == self._n_read:
                index, self._counts = found
                self.pane.show_index(index, self._counts)
                self._read_passages()
                self._read_alike(book)

        self._host.jobs.start(read, then, self._bridge.refused.emit)

    def _read_alike(self, book: ActorBook) -> None:
        """Look up what all names may be found under: of thousands that takes a moment."""
        if book is self._looked_up:
            return

        def then(among: LookAlikes) -> None:
            if isValid(self):
                self._looked_up, self.alike.among = book, among
                self.alike.show_actor(self._bridge.context.actors.get(self.pane.actor_id))

        self._host.jobs.start(lambda _progress, _cancel: LookAlikes(book.present()), then)

    def _choose(self, actor_id: str) -> None:
        """Show the actor that is framed now; its passages come a moment later."""
        book = self._bridge.context.actors
        actor = book.get(actor_id)
        self._whole.setVisible(actor is not None)
        self.passages.setVisible(actor is not None)
        self.main.setEnabled(actor is not None)
        self.ask.setEnabled(actor is not None)
        if actor is None:
            self.facts.setText("")
            return
        self.fields.show_actor(actor, book)
        self.alike.show_actor(actor)
        self.known.show_roles(actor, book)
        self.lay_out(*self.fields.lines(), self.fields, self._whole)
        self._look.start()

    def _read_passages(self) -> None:
        """Read where the framed actor is named."""
        project, actors = self._bridge.project, self._bridge.context.actors
        actor_id, layer_id = self.pane.actor_id, self.pane.layer.currentData()
        actor = actors.get(actor_id)
        if actor is None:
            return

        def read(_progress: object, _cancel: object) -> tuple[list[ActorPassage], list[ReadName]]:
            found = all_passages(project.reader, actors, actor_id)
            names = with_lines(project.reader, read_names(actor, found))
            kinds = {one.id: one.kind for one in project.layers()}
            machines = {one for one, kind in kinds.items() if kind is LayerKind.SUGGESTER}
            if layer_id:
                return [one for one in found if one.layer_id == layer_id], names
            return [one for one in found if one.layer_id not in machines], names

        def then(found: tuple[list[ActorPassage], list[ReadName]]) -> None:
            if isValid(self) and actor_id == self.pane.actor_id:
                self.known.show_roles(actor, actors)
                self.known.show_names(found[1])
                self.lay_out(self.known, self._whole)
                self._show(actor, found[0])

        self._host.jobs.start(read, then, self._bridge.refused.emit)

    def _show(self, actor: Actor, passages: list[ActorPassage]) -> None:
        said, named = self._counts.get(actor.id, (0, 0))
        n = len({one.article_id for one in passages})
        articles = trn("in {n} article", "in {n} articles", n)
        counted = (tr("said {said}", said=said), tr("named {named}", named=named), articles)
        self.facts.setText(" · ".join(counted))
        self.passages.show_passages(passages, self._was.span_id)
        if self._was.span_id:
            self.passages.list.setFocus()
        self._was = LeftAt()
        self.main.setEnabled(bool(passages))

    # --- acting ---------------------------------------------------------------------------------

    def _make(self, name: str) -> None:
        """Make an actor of this name, and frame it; its kind is to be said next."""
        bridge = self._bridge
        step = bridge.act_on_project(lambda context: plan_new(context, name))
        found = bridge.context.actors.named(name)
        if step is not None and found:
            self.pane.search.setText("")
            self.pane.stand_on(found[-1].id)
            self.fields.kind.setFocus()

    def write_note(self) -> None:
        """Open the box for a note or a question on the framed actor."""
        actor = self._bridge.context.actors.get(self.pane.actor_id)
        if actor is not None:
            back = self.focusWidget() or self.pane.search
            self._notes.write(on_actor(actor), self, box_beside(self, self.ask, back))

    def leave(self) -> None:
        """Keep what is typed, however the sheet is left."""
        self.fields.keep()
        super().leave()

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means wherever the keyboard is, at the side too; say whether it does.

        Alt with the arrows goes from passage to passage, F2 to the name.
        """
        by = _STEPS.get(event.key())
        if by is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.passages.list.go(by)
        elif event.key() == Qt.Key.Key_F2 and self.fields.isEnabled():
            self.fields.name.setFocus()
            self.fields.name.selectAll()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the sheet first."""
        if not self.take_key(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the whole width; where two columns have no room, one stands below the other."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(_BESIDE, 16, _BESIDE, 12)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(down if self.width() < _NARROW else across)


class _Kept(QWidget):
    """What stands beside the passages: Enter in a field keeps it, and presses nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter from fields of one line."""
        if event.key() in _ENTERS and isinstance(self.focusWidget(), QLineEdit):
            event.accept()
        else:
            super().keyPressEvent(event)
