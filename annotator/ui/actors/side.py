"""The list of all actors at the side of the sheet, with a field that searches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from annotator.language import tr
from annotator.project.actors.index import ActorIndex
from annotator.text.likeness import fold
from annotator.text.words import isolated, shortened
from annotator.ui.articles.actors_pane import ActorList, ActorModel, ActorRows
from annotator.ui.basics.building import column, field, row
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.empty import EmptyPlace
from annotator.ui.basics.labels import Label
from annotator.ui.basics.rows import typed_in
from annotator.ui.popups.box import ChoiceBox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from annotator.model.layer import Layer
    from annotator.ui.articles.actors_pane import Counts

WIDTH = 264
_LONGEST = 24
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class _List(ActorList):
    """Letters go on with the search."""

    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let what is typed be searched for."""
        typed = typed_in(event)
        if typed:
            self.typed.emit(typed)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # the sheet's
        else:
            super().keyPressEvent(event)


class ActorsSide(QFrame):
    """Typing searches; the arrows go through what is found, from the field too."""

    chosen = Signal(str)
    """The id of the actor that is framed now, "" where none is."""
    entered = Signal()
    """Enter on an actor: to what is known of it."""
    layer_chosen = Signal()
    """The marks of another layer are to be counted and listed."""
    new_wanted = Signal(str)
    """An actor of this name is to be made."""

    def __init__(
        self,
        parent: QWidget,
        layers: Iterable[Layer],
        take_key: Callable[[QKeyEvent], bool],
        *,
        writes: bool,
    ) -> None:
        """Make it, empty; `layers` are those whose marks may be shown alone.

        `take_key` says whether the sheet took a key that means nothing here.
        """
        super().__init__(parent)
        self._take_key = take_key
        self.setFixedWidth(WIDTH)
        self.setAutoFillBackground(True)
        self.setAccessibleName(tr("Actors"))
        self._writes = writes
        self._index = ActorIndex(())
        self._counts: Counts = {}
        self._wanted = ""
        self.search = field("", self)
        self.search.setPlaceholderText(tr("Search in names"))
        self.search.setAccessibleName(tr("Search in names and other names"))
        self.search.installEventFilter(self)
        self.setFocusProxy(self.search)
        self.layer = ChoiceBox(self)
        self.layer.setAccessibleName(tr("Whose marks"))
        self.layer.fill([(tr("marks of everybody"), "")])
        self.layer.fill([(tr("marks of {name}", name=isolated(shortened(one.name, _LONGEST))),
                          one.id) for one in layers])  # fmt: skip
        self.layer.setVisible(self.layer.count() > 2)
        self.list = _List(self, tr("Actors"))
        self.model = ActorModel(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(ActorRows(self.list, keeps_current=True))
        self.nothing = EmptyPlace(self.list.viewport())
        self._n = Label("", "small", "ink2", parent=self)
        self.new = KeyButton(tr("New actor"), parent=self)
        self._lay_out()
        self.search.textChanged.connect(lambda _typed: self._filter())
        self.list.typed.connect(self._type)
        self.list.activated.connect(lambda _index: self.entered.emit())
        self.list.selectionModel().currentChanged.connect(lambda _now, _old: self._tell())
        self.layer.activated.connect(lambda _n: self.layer_chosen.emit())
        self.new.clicked.connect(self._make)

    def _lay_out(self) -> None:
        heads = [Label(one, "small", "ink2", parent=self) for one in (tr("said"), tr("named"))]
        title = Label(tr("Actors"), "bold", parent=self)
        upper = column(row(title, None, self._n, gap=6), self.search, self.layer,
                       row(None, *heads, gap=6), around=(16, 14, 12, 0), gap=8)  # fmt: skip
        below = row(self.new, None, around=(16, 0, 12, 14))
        column(upper, (self.list, 1), below, of=self, around=(0, 0, 0, 0), gap=6)

    # --- what is shown --------------------------------------------------------------------------

    @property
    def actor_id(self) -> str:
        """The id of the framed actor, "" where none is."""
        actor = self.model.actor(self.list.currentIndex().row())
        return "" if actor is None else actor.id

    def show_index(self, index: ActorIndex, counts: Counts) -> None:
        """Show actors in their order as far as they fit; the framed one stays framed."""
        self._index, self._counts = index, counts
        self._filter()

    def stand_on(self, actor_id: str) -> None:
        """Frame an actor, now or as soon as it is there; what hides it goes."""
        self._wanted = actor_id
        self._frame()

    def _filter(self) -> None:
        self._wanted = self._wanted or self.actor_id
        found = self._index.fitting(self.search.text())
        self.model.show_in_order(found, self._counts)
        self._frame()
        self._say(len(found))

    def _frame(self) -> None:
        """Frame the actor that is wanted, else the first one."""
        actors, _ = self.model.shown
        row_of = next((n for n, one in enumerate(actors) if one.id == self._wanted), 0)
        if self._wanted and row_of < len(actors) and actors[row_of].id == self._wanted:
            self._wanted = ""
        index = self.model.index(row_of)
        choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, choose)
        self.list.scrollTo(index)
        if not actors:
            self._tell()

    def _say(self, n: int) -> None:
        of = len(self._index.actors)
        self._n.setText(tr("{n} of {of}", n=f"{n:,}", of=f"{of:,}") if n != of else f"{of:,}")
        name = self._typed_name()
        names = {fold(one) for actor in self.model.shown[0][:1] for one in actor.names()}
        self.new.setEnabled(self._writes and bool(name) and fold(name) not in names)
        self.nothing.hide()
        if not of:
            self.nothing.say(
                tr("There is no actor yet."), tr("A on a speaker or an entity names one.")
            )
        elif not n:
            said = tr("Enter makes a new one of this name.") if self._writes else ""
            self.nothing.say(tr("No actor is called so."), said)

    def _typed_name(self) -> str:
        return " ".join(self.search.text().split())

    def _tell(self) -> None:
        self.chosen.emit(self.actor_id)

    def _make(self) -> None:
        if self.new.isEnabled():
            self.new_wanted.emit(self._typed_name())

    # --- keys -----------------------------------------------------------------------------------

    def _type(self, typed: str) -> None:
        """Search for what is typed in the list; it begins anew."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(typed)
        self.search.end(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the sheet have its keys."""
        if not self._take_key(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go through the list from the field; Enter opens the framed one, or makes a new one."""
        press = event if event.type() == QEvent.Type.KeyPress else None
        if not isinstance(press, QKeyEvent) or press.modifiers() & ~_PLAIN:
            return super().eventFilter(watched, event)
        if press.key() in _ENTERS:
            if not press.isAutoRepeat():
                self._enter()
            return True
        if press.key() in _MOVES:
            rows = self.model.rowCount()
            at = min(max(self.list.currentIndex().row() + _MOVES[Qt.Key(press.key())], 0), rows - 1)
            self.list.setCurrentIndex(self.model.index(at))
            return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        if self.model.rowCount():
            self.entered.emit()
        else:
            self._make()


_PLAIN = Qt.KeyboardModifier.KeypadModifier
