"""Two actors beside each other: what each is called, what it was, where it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.language import tr, trn
from annotator.text.words import isolated
from annotator.ui.basics.building import column
from annotator.ui.basics.labels import CutButton, CutLabel, Label

if TYPE_CHECKING:
    from annotator.model.actor import Actor
    from annotator.project.actors.passages import ActorPassages
    from annotator.project.colleagues.look_alikes import DecidedPair
    from annotator.store.lists.passages import ActorPassage

_MOST = 5
_TOP = Qt.AlignmentFlag.AlignTop


class TwoActors(QWidget):
    """Two columns; a passage that is pressed is wanted."""

    wanted = Signal(object)
    """The passage to be seen."""

    def __init__(self, parent: QWidget) -> None:
        """Make both columns, empty."""
        super().__init__(parent)
        self.columns = (_Column(self), _Column(self))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        for n, one in enumerate(self.columns):
            grid.addWidget(one, 0, n, _TOP)
            grid.setColumnStretch(n, 1)

    def show_actors(self, pair: DecidedPair) -> None:
        """Show both; their passages come a moment later."""
        for one, actor in zip(self.columns, (pair.left, pair.right), strict=True):
            one.show_actor(actor)

    def show_passages(
        self, left: ActorPassages, right: ActorPassages, *, names_layers: bool
    ) -> None:
        """Show the first passages of both, each with whose it is."""
        for one, found in zip(self.columns, (left, right), strict=True):
            one.show_passages(found, names_layers=names_layers)

    def go_to_first(self) -> None:
        """Want the passage the keyboard is on, else the first one there is."""
        every = [line for one in self.columns for line in one.lines if not line.isHidden()]
        line = next((one for one in every if one.button.hasFocus()), next(iter(every), None))
        if line is not None:
            line.button.click()


class _Column(QWidget):
    """One actor."""

    def __init__(self, two: TwoActors) -> None:
        super().__init__(two)
        self._kind = ""
        self._name = CutLabel("", "bold", parent=self)
        self._facts = CutLabel("", "small", "ink2", parent=self)
        self._names = Label("", "small", "ink2", parent=self, wraps=True)
        self.lines = tuple(_PassageLine(two, self) for _ in range(_MOST))
        self._more = Label("", "small", "ink2", parent=self)
        column(
            self._name, self._facts, self._names, 4, *self.lines, self._more,
            of=self, around=(0, 0, 0, 0), gap=3,
        )  # fmt: skip

    def show_actor(self, actor: Actor) -> None:
        """Show what an actor is called and was."""
        self._kind = tr(actor.kind)
        self._name.setText(actor.name)
        self._facts.setText(self._kind)
        words = [f"“{isolated(one.name)}”" for one in actor.aliases]
        words += [isolated(one.role) for one in actor.roles]
        self._names.setText(tr("also {names}", names=", ".join(words)) if words else "")
        self._names.setVisible(bool(words))
        for line in self.lines:
            line.hide()
        self._more.setText("")

    def show_passages(self, found: ActorPassages, *, names_layers: bool) -> None:
        """Show where it is named."""
        for n, line in enumerate(self.lines):
            line.show_passage(found.shown[n] if n < len(found.shown) else None, names_layers)
        passages = trn("{n} passage", "{n} passages", found.n)
        self._facts.setText(f"{self._kind} · {passages}")
        more = found.n - len(found.shown)
        if not found.n:
            self._more.setText(tr("Named nowhere."))
        else:
            said = trn("and {n} passage more", "and {n} passages more", more)
            self._more.setText(said if more else "")


class _PassageLine(QWidget):
    """One passage: its line, to be pressed, and below it whose and where."""

    def __init__(self, two: TwoActors, parent: QWidget) -> None:
        super().__init__(parent)
        self._passage: ActorPassage | None = None
        self.button = CutButton("", self)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.clicked.connect(lambda: two.wanted.emit(self._passage))
        self._where = CutLabel("", "small", "ink2", parent=self)
        self._where.setIndent(6)
        column(self.button, self._where, of=self, around=(0, 0, 0, 0), gap=0)
        self.hide()

    def show_passage(self, passage: ActorPassage | None, names_layers: bool) -> None:
        """Show a passage, or nothing."""
        self._passage = passage
        self.setVisible(passage is not None)
        if passage is None:
            return
        title = isolated(passage.title) or tr("no title")
        whose = passage.layer if names_layers else ""
        parts = (tr(passage.type), isolated(whose), title)
        self._where.setText(" · ".join(filter(None, parts)))
        self.button.setText(isolated(passage.line))
        self.button.setAccessibleName(f"{passage.line}, {self._where.text()}")
