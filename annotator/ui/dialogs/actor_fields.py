"""The fields of one actor: name, kind, other names, dated roles, a note; each kept when left."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.language import tr
from annotator.model.actor import Actor, ActorBook, Alias, DatedRole
from annotator.model.ids import IdMaker
from annotator.ui.basics.building import clear, column, field, row, text_area
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.forms import FormLines
from annotator.ui.basics.labels import Label
from annotator.ui.popups.box import ChoiceBox

_YEAR = 92
_AREA = 52
_Parts = tuple[QLineEdit, QLineEdit, QLineEdit, QLineEdit]


class ActorFields(QWidget):
    """Edits an actor; each field that was changed is told when it is left."""

    kept = Signal(object)
    """The actor as it is to be."""

    def __init__(
        self, parent: QWidget, kinds: Sequence[str], new_id: IdMaker, *, is_narrow: bool = False
    ) -> None:
        """Make the fields, empty; where it `is_narrow`, a role has its years in a second line."""
        super().__init__(parent)
        self.setAccessibleName(tr("What is known of the actor"))
        self._kinds, self._new_id, self._is_narrow = kinds, new_id, is_narrow
        self._actor, self._book = Actor("", ""), ActorBook()
        self.name = field("", self)
        self.kind = ChoiceBox(self)
        self.aliases = text_area("", _AREA, self)
        self.aliases.setPlaceholderText(tr("one name a line"))
        self.note = text_area("", _AREA, self)
        self.roles: list[_Parts] = []
        self._ids_of_roles: list[str] = []
        self._lines: list[QWidget] = []
        self._lines_of_roles = QWidget(self)
        self._role_lines = column(of=self._lines_of_roles, around=(0, 0, 0, 0), gap=6)
        self.add = KeyButton(tr("Add a role"), parent=self)
        self.add.clicked.connect(self._add_empty_role)
        lines = FormLines()
        lines.line(tr("Name"), self.name)
        lines.line(tr("Kind"), self.kind)
        lines.line(tr("Also called"), self.aliases)
        roles = column(self._lines_of_roles, row(self.add, None), gap=6)
        lines.line(tr("Roles"), (roles, 1))
        lines.line(tr("Note"), self.note)
        self.setLayout(lines)
        lines.setContentsMargins(0, 0, 0, 0)
        self.kind.activated.connect(lambda _index: self.keep())
        self.name.editingFinished.connect(self.keep)
        for area in (self.aliases, self.note):
            area.installEventFilter(self)

    def show_actor(self, actor: Actor, book: ActorBook) -> None:
        """Show an actor of a book; what is typed about the one before is kept first."""
        self.keep()
        self._fill(actor, book)

    def lines(self) -> list[QWidget]:
        """Give what the lines of roles stand in, the inner ones first: there may be others now."""
        return [*self._lines, self._lines_of_roles]

    def take(self, book: ActorBook) -> bool:
        """Take the actors as they are now; say whether this one is still there by itself."""
        self._book = book
        now = book.get(self._actor.id)
        if now is None or now.id != self._actor.id:
            return False
        if _ordered(now) != _ordered(self._actor):
            self._fill(now, book)
        return True

    def _fill(self, actor: Actor, book: ActorBook) -> None:
        self._actor, self._book = actor, book
        self.name.setText(actor.name)
        self.kind.clear()
        every = dict.fromkeys([*self._kinds, actor.kind])
        self.kind.fill([(tr(kind), kind) for kind in every], actor.kind)
        self.aliases.setPlainText("\n".join(one.name for one in actor.aliases))
        self.note.setPlainText(actor.note)
        clear(self._role_lines)
        self.roles, self._ids_of_roles, self._lines = [], [], []
        for role in actor.roles:
            self.add_role(role)
        self._lines_of_roles.setVisible(bool(actor.roles))

    def add_role(self, role: DatedRole | None = None) -> _Parts:
        """Add a line for a role and give its fields."""
        of = self._book.get(role.organisation_id) if role is not None else None
        words = (role.role, of.name if of else "", role.since, role.until) if role else ("",) * 4
        labels = (tr("role"), tr("organisation"), tr("from"), tr("to"))
        line = QWidget(self._lines_of_roles)
        made = [field(one or "", line) for one in words]
        for one, label in zip(made, labels, strict=True):
            one.setAccessibleName(label)
            one.setPlaceholderText(label)
            one.editingFinished.connect(self.keep)
        what, organisation, since, until = made
        since.setFixedWidth(_YEAR)
        until.setFixedWidth(_YEAR)
        until.setPlaceholderText(tr("open"))
        self.roles.append((what, organisation, since, until))
        self._ids_of_roles.append(role.id if role is not None else self._new_id())
        if self._is_narrow:
            years = row(Label(tr("from"), "ui", "ink2"), since, Label(tr("to"), "ui", "ink2"),
                        until, None, gap=8)  # fmt: skip
            column(row((what, 3), (organisation, 2), gap=8), years, of=line,
                   around=(0, 0, 0, 4), gap=6)  # fmt: skip
        else:
            row((what, 3), (organisation, 2), since, until, of=line, around=(0, 0, 0, 0), gap=8)
        self._role_lines.addWidget(line)
        self._lines.append(line)
        self._lines_of_roles.show()
        line.show()
        return what, organisation, since, until

    def _add_empty_role(self) -> None:
        self.add_role()[0].setFocus()

    # --- what is kept -----------------------------------------------------------------------------

    def actor(self) -> Actor:
        """Give the actor as the form has it; aliases and roles that stay keep their ids."""
        known = {one.name: one for one in self._actor.aliases}
        names = [" ".join(line.split()) for line in self.aliases.toPlainText().split("\n")]
        aliases = tuple(
            known.get(name) or Alias(self._new_id(), name) for name in dict.fromkeys(names) if name
        )
        return replace(
            self._actor,
            name=" ".join(self.name.text().split()) or self._actor.name,
            kind=str(self.kind.currentData()),
            aliases=aliases,
            roles=tuple(self._roles()),
            note=self.note.toPlainText().strip(),
        )

    def _roles(self) -> list[DatedRole]:
        found: list[DatedRole] = []
        for role_id, parts in zip(self._ids_of_roles, self.roles, strict=True):
            role, organisation, since, until = (one.text().strip() for one in parts)
            if role:
                bodies = self._book.named(organisation) if organisation else ()
                body_id = bodies[0].id if bodies else None
                found.append(DatedRole(role_id, role, body_id, since or None, until or None))
        return found

    def keep(self) -> None:
        """Make what was changed since the last time a step."""
        after = self.actor()
        if self._actor.id and after != self._actor:
            self._actor = after
            self.kept.emit(after)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving a field of several lines keeps it."""
        if event.type() == QEvent.Type.FocusOut and watched in (self.aliases, self.note):
            self.keep()
        return super().eventFilter(watched, event)


def _ordered(actor: Actor) -> Actor:
    """Give an actor with names and roles in the order of their ids: no other order is kept."""
    return replace(
        actor,
        aliases=tuple(sorted(actor.aliases, key=lambda one: one.id)),
        roles=tuple(sorted(actor.roles, key=lambda one: one.id)),
    )
