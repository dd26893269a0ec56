"""One actor: name, kind, aliases, dated roles, a note; or merging it into another."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from annotator.language import tr
from annotator.model.actor import Actor, ActorBook, Alias, DatedRole
from annotator.model.ids import IdMaker
from annotator.ui.basics.building import field, row, rule, text_area
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.labels import Label, plain_tip
from annotator.ui.dialogs.frame import Frame
from annotator.ui.popups.box import ChoiceBox

_ROLE, _ORGANISATION, _SINCE, _UNTIL = range(4)


class ActorDialog(Frame):
    """Edits an actor; saving is one step."""

    kept = Signal(object)
    """The actor as it is to be."""
    merge_wanted = Signal(str, str)
    """The ids of the actor that goes and of the one it becomes."""

    def __init__(
        self, parent: QWidget, actor: Actor, book: ActorBook, kinds: Sequence[str], new_id: IdMaker
    ) -> None:
        """Show an actor of a book."""
        super().__init__(parent, tr("Actor"))
        self._actor = actor
        self._book = book
        self._new_id = new_id
        self.name = field(actor.name, self)
        self.kind = ChoiceBox(self)
        every = dict.fromkeys([*kinds, actor.kind])
        self.kind.fill([(tr(kind), kind) for kind in every], actor.kind)
        self.aliases = text_area("\n".join(one.name for one in actor.aliases), 96, self)
        self.note = text_area(actor.note, 64, self)
        self.roles = self._roles_table()
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(20)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        add = QPushButton(tr("Add a role"), self)
        add.clicked.connect(lambda: self.add_role())
        for label, widget in (
            (tr("Name"), self.name),
            (tr("Kind"), self.kind),
            (tr("Aliases, one a line"), self.aliases),
            (tr("Roles"), self.roles),
            ("", add),
            (tr("Note"), self.note),
        ):
            if label:
                widget.setAccessibleName(label)
            form.addRow(Label(label), widget)
        self.column.addLayout(form)
        self.merge = KeyButton(tr("Merge"), parent=self)
        self.merge.clicked.connect(self._merge)
        self.merge.setEnabled(False)
        self.into = self._merge_box()
        # Apart from saving: it changes the project's marks, not the form.
        self.column.addWidget(rule(self))
        self.column.addWidget(Label(tr("Another name for the same?"), "bold", parent=self))
        self.column.addLayout(row(Label(tr("Merge into")), (self.into, 1), self.merge, gap=20))
        self.column.addWidget(rule(self))
        self.button(tr("Cancel"), self.reject)
        self.button(tr("Save"), self._keep, is_default=True)

    def _roles_table(self) -> QTableWidget:
        table = QTableWidget(0, 4, self)
        table.setHorizontalHeaderLabels([tr("role"), tr("organisation"), tr("since"), tr("until")])
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(_ROLE, QHeaderView.ResizeMode.Stretch)
        table.setFixedHeight(120)
        table.verticalHeader().setDefaultSectionSize(30)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        self.roles = table
        for role in self._actor.roles:
            self.add_role(role)
        return table

    def add_role(self, role: DatedRole | None = None) -> None:
        """Add a line for a role."""
        line = self.roles.rowCount()
        self.roles.insertRow(line)
        cells = ("", "", "", "")
        if role is not None:
            of = self._book.get(role.organisation_id)
            cells = (role.role, of.name if of else "", role.since or "", role.until or "")
        for column, words in enumerate(cells):
            item = QTableWidgetItem(words)
            item.setToolTip(plain_tip(words))
            if column == _ROLE:
                item.setData(Qt.ItemDataRole.UserRole, role.id if role else "")
            self.roles.setItem(line, column, item)

    def _merge_box(self) -> ChoiceBox:
        box = ChoiceBox(self)
        box.setAccessibleName(tr("Merge into"))
        others = [one for one in self._book.present() if one.id != self._actor.id]
        box.fill([(tr("no other actor"), ""), *((one.name, one.id) for one in others)])
        box.currentIndexChanged.connect(lambda index: self.merge.setEnabled(index > 0))
        return box

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
            roles=self._roles(),
            note=self.note.toPlainText().strip(),
        )

    def _roles(self) -> tuple[DatedRole, ...]:
        found: list[DatedRole] = []
        for line in range(self.roles.rowCount()):
            cells = [self.roles.item(line, column) for column in range(4)]
            words = [cell.text().strip() if cell is not None else "" for cell in cells]
            if not words[_ROLE]:
                continue
            first = cells[_ROLE]
            role_id = first.data(Qt.ItemDataRole.UserRole) if first is not None else ""
            organisations = self._book.named(words[_ORGANISATION]) if words[_ORGANISATION] else ()
            found.append(
                DatedRole(
                    id=str(role_id or "") or self._new_id(),
                    role=words[_ROLE],
                    organisation_id=organisations[0].id if organisations else None,
                    since=words[_SINCE] or None,
                    until=words[_UNTIL] or None,
                )
            )
        return tuple(found)

    def _keep(self) -> None:
        after = self.actor()
        self.accept()
        if after != self._actor:
            self.kept.emit(after)

    def _merge(self) -> None:
        into = str(self.into.currentData())
        self.accept()
        if into:
            self.merge_wanted.emit(self._actor.id, into)
