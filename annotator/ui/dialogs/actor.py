"""One actor: name, kind, other names, dated roles, a note; below, who may be the same.

Each field is kept when it is left. Joining changes the marks of the project, so it stands apart.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.language import tr, trn
from annotator.model.actor import Actor, ActorBook
from annotator.model.ids import IdMaker
from annotator.model.look_alikes.pairs import MaybeSame
from annotator.text.words import isolated, shortened
from annotator.ui.basics.building import column, field, row, rule
from annotator.ui.basics.buttons import CasesButton, KeyButton
from annotator.ui.basics.forms import LINE_HEIGHT
from annotator.ui.basics.labels import CutLabel, Label
from annotator.ui.dialogs.actor_fields import ActorFields
from annotator.ui.dialogs.frame import Frame

MOST_CANDIDATES = 3
_LONGEST_NAME = 30


class ActorDialog(Frame):
    """Edits an actor; each field that was changed is a step."""

    kept = Signal(object)
    """The actor as it is to be."""
    join_wanted = Signal(str, str)
    """The ids of the actor that goes and of the one it becomes."""
    passages_wanted = Signal(str)
    """An actor whose passages are to be seen."""
    note_wanted = Signal()
    """A note or a question on this actor is to be written."""

    def __init__(
        self, parent: QWidget, actor: Actor, book: ActorBook, kinds: Sequence[str], new_id: IdMaker
    ) -> None:
        """Show an actor of a book."""
        super().__init__(parent, tr("Actor"), width=640)
        self._actor, self._book = actor, book
        self._counts: Mapping[str, tuple[int, int]] = {}
        self._maybe: Sequence[MaybeSame] = ()
        self.articles = CasesButton("", lambda: self._show_passages(self._actor.id), self)
        self.articles.hide()
        self.form.head.addWidget(self.articles)
        self.fields = ActorFields(self, kinds, new_id)
        self.fields.show_actor(actor, book)
        self.fields.kept.connect(self.kept)
        self.column.addWidget(self.fields)
        self.found = _Found(self)
        self.found.join_wanted.connect(self._join)
        self.found.passages_wanted.connect(self._show_passages)
        for one in (rule(self), self.found):
            self.column.addWidget(one)
            one.setVisible(len(book.present()) > 1)
        self.column.addStretch(1)
        self.verdict.setText(tr("Each field is kept when it is left."))
        self.ask = self.button(tr("Note or question …"), self.note_wanted.emit, at_start=True)
        self.button(tr("Close"), self.accept, is_default=True)
        self.found.typed.connect(self._show_candidates)
        self._show_candidates()
        self.fields.name.setFocus()

    # --- what was counted and who may be the same -----------------------------------------------

    def show_counts(
        self,
        counts: Mapping[str, tuple[int, int]],
        n_articles: int,
        found: Sequence[MaybeSame],
    ) -> None:
        """Show how often each actor speaks and is named, in how many articles this one is.

        `found` are those that may be the same, the likeliest first.
        """
        self._counts, self._maybe = counts, found
        said, named = counts.get(self._actor.id, (0, 0))
        self.facts.setText(tr("said {said} · named {named} · in", said=said, named=named))
        self.articles.setText(trn("{n} article", "{n} articles", n_articles))
        self.articles.setVisible(True)
        self.articles.setEnabled(n_articles > 0)
        self.articles.updateGeometry()
        self._show_candidates()

    def take(self, book: ActorBook) -> None:
        """Take the actors as they are now: another may have become this one."""
        self._book = book
        if self.fields.take(book):
            self._actor = book.get(self._actor.id) or self._actor
        else:
            self.reject()
        self._show_candidates()

    def _show_candidates(self) -> None:
        typed = self.found.field.text().strip()
        if typed:
            some = self._book.matching(typed, limit=MOST_CANDIDATES + 1)
            others = [one for one in some if one.id != self._actor.id][:MOST_CANDIDATES]
            found = [*map(MaybeSame, others)]
        else:
            found = [one for one in self._maybe if self._is_other(one.actor)]
        self.found.show_candidates(found, self._counts, typed)

    def _is_other(self, actor: Actor) -> bool:
        """Say whether an actor is still there and has not become this one."""
        now = self._book.get(actor.id)
        return now is not None and now.id != self._actor.id

    def _show_passages(self, actor_id: str) -> None:
        self.accept()
        self.passages_wanted.emit(actor_id)

    def _join(self, actor_id: str) -> None:
        self.fields.keep()
        other = self._book.get(actor_id)
        self.join_wanted.emit(actor_id, self._actor.id)
        name = isolated(shortened(other.name if other is not None else "", _LONGEST_NAME))
        self.found.field.setText("")
        self.verdict.setText(tr("“{name}” is a name of this actor now.", name=name))
        self.grow()

    def done(self, result: int) -> None:
        """Keep what is typed, however the form is left."""
        self.fields.keep()
        super().done(result)


class _Found(QWidget):
    """Who may be the same: the proposed ones, or those that fit what is typed."""

    join_wanted = Signal(str)
    passages_wanted = Signal(str)
    typed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field("", self)
        self.field.setPlaceholderText(tr("another actor"))
        self.field.setAccessibleName(tr("Find another name for the same"))
        self.field.setFixedWidth(200)
        self.field.textEdited.connect(lambda _words: self.typed.emit())
        title = Label(tr("Another name for the same?"), "bold", parent=self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 3)
        self._lines = [_CandidateLine(self) for _ in range(MOST_CANDIDATES)]
        for at, line in enumerate(self._lines):
            grid.setRowMinimumHeight(at, LINE_HEIGHT)
            for place, part in enumerate(line.parts):
                grid.addWidget(part, at, place)
        self._nobody = Label("", "small", "ink2", parent=self)
        grid.addWidget(self._nobody, 0, 0, 1, 4)
        column(row(title, None, self.field), grid, of=self, around=(0, 0, 0, 0), gap=6)

    def show_candidates(
        self, found: Sequence[MaybeSame], counts: Mapping[str, tuple[int, int]], typed: str
    ) -> None:
        """Show a line for each; without any, say so."""
        for at, line in enumerate(self._lines):
            one = found[at] if at < len(found) else None
            line.show(one, counts.get(one.actor.id, (0, 0)) if one is not None else (0, 0))
        words = tr("No other actor is called so.") if typed else tr("Nobody is proposed.")
        self._nobody.setText("" if found else words)
        self._nobody.setVisible(not found)


class _CandidateLine:
    """One who may be the same: the name, what is known, the passages, and joining."""

    def __init__(self, found: _Found) -> None:
        self._actor_id = ""
        self._name = CutLabel("", parent=found)
        self._why = CutLabel("", "small", "ink2", parent=found)
        self._passages = CasesButton("", lambda: found.passages_wanted.emit(self._actor_id), found)
        self._join = KeyButton(tr("Join"), parent=found)
        self._join.setAutoDefault(True)
        self._join.clicked.connect(lambda: found.join_wanted.emit(self._actor_id))
        self.parts: tuple[QWidget, ...] = (self._name, self._why, self._passages, self._join)

    def show(self, one: MaybeSame | None, counts: tuple[int, int]) -> None:
        """Show one, or nobody."""
        for part in self.parts:
            part.setVisible(one is not None)
        if one is None:
            return
        (said, named), name = counts, one.actor.name
        self._actor_id = one.actor.id
        self._name.setText(name)
        facts = tr("said {said}, named {named}", said=said, named=named)
        why = tr(str(one.why)) if one.why is not None else ""
        self._why.setText(" · ".join(filter(None, (facts, why))))
        self._passages.setText(trn("{n} passage", "{n} passages", named))
        self._passages.setAccessibleName(tr("Passages of {name}", name=name))
        self._passages.setEnabled(named > 0)
        self._passages.updateGeometry()
        self._join.setAccessibleName(tr("Join {name} with this actor", name=name))
