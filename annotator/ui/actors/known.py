"""What is known of one actor beside its fields: its roles in time, where its names were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.language import tr, trn
from annotator.text.words import isolated, shortened
from annotator.ui.basics.building import column
from annotator.ui.basics.labels import CutButton, CutLabel, Label, plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.model.actor import Actor, ActorBook, DatedRole
    from annotator.project.actors.names import ReadName

_MOST, _LONGEST = 30, 60
_INDENT = 6
"""As far in as the words of a button stand."""


class KnownPart(QWidget):
    """Lines that say it; one that says where a name was read leads there."""

    wanted = Signal(object)
    """An `ActorPassage` that is to be read in its article."""

    def __init__(self, parent: QWidget) -> None:
        """Make it, empty."""
        super().__init__(parent)
        self._time = Label(tr("Over time"), "bold", parent=self)
        self.roles = CutLabel("", parent=self)
        self._title = Label(tr("Where each name was first read"), "bold", parent=self)
        self._lines = QWidget(self)
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._more = Label("", "small", "ink2", parent=self)
        column(self._time, self.roles, 10, self._title, self._lines, self._more, of=self,
               around=(0, 0, 0, 0), gap=4)  # fmt: skip

    def show_roles(self, actor: Actor, book: ActorBook) -> None:
        """Say what an actor was and when, in one line."""
        words = roles_line(actor, book)
        self.roles.setText(words)
        self.roles.setToolTip(plain_tip(words))
        for one in (self._time, self.roles):
            one.setVisible(bool(words))

    def show_names(self, names: Sequence[ReadName]) -> None:
        """Say of each name where it was first read, or that somebody typed it."""
        for one in self._lines.findChildren(QWidget):
            one.hide()
            one.deleteLater()
        for n, (name, first) in enumerate(names[:_MOST]):
            called = CutLabel(name, parent=self._lines)
            called.setToolTip(plain_tip(name))
            self._grid.addWidget(called, n, 0)
            if first is None:
                typed = Label(tr("typed"), "small", "ink2", parent=self._lines)
                typed.setIndent(_INDENT)
                self._grid.addWidget(typed, n, 1)
                continue
            title = isolated(shortened(first.title, _LONGEST)) or tr("no title")
            where = CutButton(f"{title} · {isolated(first.line)}", self._lines, font="small")
            where.setToolTip(plain_tip(where.text()))  # before it is painted, too
            where.setAccessibleName(tr("{name}, first read in {where}", name=isolated(name),
                                       where=where.text()))  # fmt: skip
            where.clicked.connect(lambda _on=False, place=first: self.wanted.emit(place))
            self._grid.addWidget(where, n, 1)
        more = len(names) - _MOST
        self._more.setText(trn("and {n} name more", "and {n} names more", max(more, 0)))
        self._more.setVisible(more > 0)


def roles_line(actor: Actor, book: ActorBook) -> str:
    """Say in one line what an actor was, in the order of time."""
    return "  →  ".join(_role_words(one, book) for one in actor.roles_in_time())


def _role_words(role: DatedRole, book: ActorBook) -> str:
    of = book.get(role.organisation_id)
    what = isolated(shortened(role.role, _LONGEST))
    if of is not None:
        what = tr("{role}, {of}", role=what, of=isolated(shortened(of.name, _LONGEST)))
    since, until = (isolated(shortened(one or "", 12)) for one in (role.since, role.until))
    if since and until:
        return tr("{since}–{until} {role}", since=since, until=until, role=what)
    if since:
        return tr("since {since} {role}", since=since, role=what)
    return tr("until {until} {role}", until=until, role=what) if until else what
