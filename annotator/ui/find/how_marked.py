"""As what the ticked places are marked: type, attributes, actor, as one row of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from annotator.language import tr, trn
from annotator.model.scheme import Role
from annotator.ui.basics.building import clear, row
from annotator.ui.basics.labels import Label
from annotator.ui.find.side import actor_field
from annotator.ui.popups.box import ChoiceBox, TickBox

if TYPE_CHECKING:
    from annotator.model.actor import ActorBook
    from annotator.model.scheme import AttributeType, Scheme, SpanType

_MOST_ATTRIBUTES = 2
_ACTOR_WIDTH, _BOX_WIDTH = 150, 120


class HowMarked(QWidget):
    """All that are not marked, as a type, with values, of an actor."""

    changed = Signal()
    """Another type is chosen."""
    all_ticked = Signal(bool)

    def __init__(self, scheme: Scheme, actors: ActorBook, parent: QWidget) -> None:
        """Begin with the type of entities, where the scheme has one."""
        super().__init__(parent)
        self.setAccessibleName(tr("How it is marked"))
        self._scheme = scheme
        self.every = TickBox(self)
        self.every.clicked.connect(lambda: self.all_ticked.emit(self.every.isChecked()))
        self.type = ChoiceBox(self)
        self.type.setAccessibleName(tr("Mark as"))
        first = scheme.name_for(Role.ENTITY)
        self.type.fill(
            ((one.name.replace("_", " "), one.name) for one in scheme.offered_types), first
        )
        self._values = QHBoxLayout()
        self._values.setSpacing(6)
        self.values: dict[str, ChoiceBox] = {}
        self._actor_words = Label(tr("actor"), parent=self)
        names = sorted({name for one in actors.present() for name in one.names()})
        self.actor = actor_field(names, tr("of this actor"), self)
        self.actor.setFixedWidth(_ACTOR_WIDTH)
        which = row(self.every, Label(tr("as"), parent=self), self.type, gap=6)
        how = row(self._values, self._actor_words, self.actor, None, gap=6)
        self._lines = row(which, how, of=self, around=(0, 0, 0, 0), gap=6)
        self.type.currentIndexChanged.connect(self._type_chosen)
        self._show_type()
        self.say_free(0, is_whole=True)

    def fit(self, width: int) -> None:
        """Stand in one line, or in two where that has no room."""
        ways = QBoxLayout.Direction
        self._lines.setDirection(ways.LeftToRight)
        if self._lines.sizeHint().width() > width:
            self._lines.setDirection(ways.TopToBottom)
        self.updateGeometry()

    @property
    def type_name(self) -> str:
        """The type that is chosen."""
        return str(self.type.currentData() or "")

    def attributes(self) -> dict[str, str]:
        """Give the values that are chosen."""
        found = ((name, str(box.currentData() or "")) for name, box in self.values.items())
        return {name: value for name, value in found if value}

    def actor_name(self) -> str:
        """Give the actor that is named, where the type has actors."""
        return "" if self.actor.isHidden() else self.actor.text().strip()

    def choose(self, type_name: str, attributes: dict[str, str], actor: str) -> None:
        """Choose as a mark that is there has it."""
        self.type.setCurrentIndex(max(self.type.findData(type_name), 0))
        for name, box in self.values.items():
            box.setCurrentIndex(max(box.findData(attributes.get(name, "")), 0))
        self.actor.setText(actor)

    def say_free(self, n: int, *, is_whole: bool) -> None:
        """Say how many places have no mark."""
        words = trn("the {n} that is not marked", "all {n} that are not marked", n)
        self.every.setText(words if is_whole else tr("{words} so far", words=words))
        self.every.setEnabled(n > 0)

    def _type_chosen(self) -> None:
        self._show_type()
        self.changed.emit()

    def _show_type(self) -> None:
        """Offer the values of the chosen type."""
        clear(self._values)
        self.values = {}
        kind = self._scheme.type(self.type_name)
        for one in _listed(kind):
            box = ChoiceBox(self)
            box.setAccessibleName(one.name.replace("_", " "))
            label = one.name.replace("_", " ")
            box.fill(
                [(tr("{name}: not set", name=label), ""), *((each, each) for each in one.values)]
            )
            box.setMaximumWidth(_BOX_WIDTH)
            self.values[one.name] = box
            self._values.addWidget(box)
        has_actor = kind is not None and kind.refers_to_actor
        self._actor_words.setVisible(has_actor)
        self.actor.setVisible(has_actor)


def _listed(kind: SpanType | None) -> list[AttributeType]:
    found = () if kind is None else kind.attributes
    return [one for one in found if one.values][:_MOST_ATTRIBUTES]
