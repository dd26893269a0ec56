"""What is looked for: a field, how words are compared, where they must stand, kept searches."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from annotator.language import tr
from annotator.model.scheme import Role
from annotator.project.finding.search import Search
from annotator.ui.basics.building import column, field, row
from annotator.ui.basics.buttons import FlatButton
from annotator.ui.basics.labels import Label, plain_tip
from annotator.ui.popups.box import ChoiceBox, TickBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.model.actor import ActorBook
    from annotator.model.named import NamedSet
    from annotator.model.scheme import Scheme
    from annotator.ui.basics.building import WordsField

WIDTH = 264
_ROW, _MOST_KEPT = 28, 5
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def actor_field(names: Sequence[str], label: str, parent: QWidget) -> WordsField:
    """Give a field for an actor that completes the names that are there."""
    made = field("", parent)
    made.setAccessibleName(label)
    made.setPlaceholderText(tr("a name"))
    completer = QCompleter([*names], made)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    made.setCompleter(completer)
    return made


class SearchPane(QFrame):
    """Everything here is a search; a change of it is told at once (`changed`)."""

    changed = Signal()
    entered = Signal()
    """Enter in the field of words: to the first hit."""
    kept = Signal(str)
    """The search is to be kept under this name."""
    forgotten = Signal(str)

    def __init__(self, scheme: Scheme, actors: ActorBook, parent: QWidget) -> None:
        """Show what can be wanted."""
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setAutoFillBackground(True)
        self.setAccessibleName(tr("Find in the project"))
        self._actors = actors
        self.words = field("", self)
        self.words.setAccessibleName(tr("Words, either of several with |"))
        self.words.setPlaceholderText(tr("words | other words"))
        self.words.installEventFilter(self)
        self.setFocusProxy(self.words)
        self.whole = TickBox(tr("whole words"), self)
        self.case = TickBox(tr("capitals as written"), self)
        self.regex = TickBox(tr("regular expression"), self)
        claim = scheme.name_for(Role.CLAIM)
        self.inside = TickBox(tr("inside"), self)
        self.type = ChoiceBox(self)
        self.type.setAccessibleName(tr("inside marks of this type"))
        self.type.fill(((one.name.replace("_", " "), one.name) for one in scheme.types), claim)
        self.said = TickBox(tr("said by …"), self)
        names = sorted({name for one in actors.present() for name in one.names()})
        self.actor = actor_field(names, tr("said by this actor"), self)
        self.notes = TickBox(tr("notes too"), self)
        self.unmarked = TickBox(tr("not marked yet"), self)
        self.unmarked.setToolTip(plain_tip(tr("no mark of the type that is chosen below")))
        self.searches = QListWidget(self)
        self.searches.setAccessibleName(tr("Kept searches"))
        self.searches.setFrameShape(QFrame.Shape.NoFrame)
        self.searches.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.forget = FlatButton("forget", tr("Forget the framed search"), self)
        self.forget.setText(tr("forget"))
        self.searches.installEventFilter(self)
        self.name = field("", self)
        self.name.setAccessibleName(tr("Name of the search"))
        self.name.setPlaceholderText(tr("a name for this search"))
        self.name.installEventFilter(self)
        self.keep = QPushButton(tr("Keep"), self)
        self._lay_out()
        self._searches: dict[str, Search] = {}
        self._is_filling = False
        self._wire()
        self._show_parts()

    def _lay_out(self) -> None:
        self._kept_title = Label(tr("Kept"), "bold", parent=self)
        hint = tr("letters of one sound count as one in Persian and Arabic; accents and capitals"
                  " likewise")  # fmt: skip
        column(
            Label(tr("Find in the project"), "bold", parent=self), self.words,
            self.whole, self.case, self.regex, 4, Label(tr("Where"), "bold", parent=self),
            row(self.inside, (self.type, 1), gap=6), self.said, self.actor, self.notes,
            self.unmarked, 4, row((self._kept_title, 1), self.forget, gap=6), self.searches,
            row((self.name, 1), self.keep, gap=6), None,
            Label(hint, "small", "ink2", parent=self, wraps=True),
            of=self, around=(16, 14, 16, 16), gap=6,
        )  # fmt: skip

    def _wire(self) -> None:
        self.words.textChanged.connect(self._tell)
        self.actor.textChanged.connect(self._tell)
        self.type.currentIndexChanged.connect(self._tell)
        for box in (self.whole, self.case, self.regex, self.inside, self.said, self.notes,
                    self.unmarked):  # fmt: skip
            box.toggled.connect(self._tell)
        self.keep.clicked.connect(self._keep)
        self.searches.itemClicked.connect(lambda item: self._take_kept(item.text()))
        self.searches.currentRowChanged.connect(lambda at: self.forget.setEnabled(at >= 0))
        self.forget.clicked.connect(self._forget)

    def _tell(self) -> None:
        self._show_parts()
        if not self._is_filling:
            self.changed.emit()

    def _show_parts(self) -> None:
        """Show the fields of what is ticked; an expression is of letters as they are written."""
        self.type.setEnabled(self.inside.isChecked())
        self.actor.setVisible(self.said.isChecked())
        self.case.setEnabled(not self.regex.isChecked())
        has_kept = bool(self._searches) if hasattr(self, "_searches") else False
        self._kept_title.setVisible(has_kept)
        self.searches.setVisible(has_kept)
        self.forget.setVisible(has_kept)
        self.keep.setEnabled(bool(self.words.text().strip()))

    # --- the search -----------------------------------------------------------------------------

    def search(self) -> Search | None:
        """Give what is wanted; None while there are no words, or nobody is named as yet."""
        found = Search(
            self.words.text().strip(),
            whole=self.whole.isChecked(),
            case=self.case.isChecked() and not self.regex.isChecked(),
            regex=self.regex.isChecked(),
            in_type=str(self.type.currentData() or "") if self.inside.isChecked() else "",
            notes=self.notes.isChecked(),
            unmarked=self.unmarked.isChecked(),
        )
        if not found.words:
            return None
        if not self.said.isChecked():
            return found
        named = self._actors.named(self.actor.text().strip())
        return replace(found, said_by=named[0].id) if named else None

    def show_search(self, search: Search) -> None:
        """Show a search, as if it were typed."""
        self._is_filling = True
        self.words.setText(search.words)
        for box, on in ((self.whole, search.whole), (self.case, search.case),
                        (self.regex, search.regex), (self.inside, bool(search.in_type)),
                        (self.said, bool(search.said_by)), (self.notes, search.notes),
                        (self.unmarked, search.unmarked)):  # fmt: skip
            box.setChecked(on)
        if search.in_type:
            self.type.setCurrentIndex(max(self.type.findData(search.in_type), 0))
        actor = self._actors.get(search.said_by) if search.said_by else None
        self.actor.setText("" if actor is None else actor.name)
        self._is_filling = False
        self._show_parts()

    # --- searches that are kept -----------------------------------------------------------------

    def show_kept(self, kept: Sequence[NamedSet]) -> None:
        """List the searches that are kept."""
        self._searches = {one.name: Search.of(one.body) for one in kept}
        item = self.searches.currentItem()
        at = "" if item is None else item.text()
        self.searches.clear()
        for name in self._searches:
            made = QListWidgetItem(name, self.searches)
            made.setSizeHint(QSize(0, _ROW))
        rows = min(len(self._searches), _MOST_KEPT)
        self.searches.setFixedHeight(rows * _ROW + 2 * self.searches.frameWidth())
        self.searches.setCurrentRow([*self._searches].index(at) if at in self._searches else -1)
        self.forget.setEnabled(self.searches.currentItem() is not None)
        self._show_parts()

    def _keep(self) -> None:
        name = self.name.text().strip() or self.words.text().strip()
        if name:
            self.name.clear()
            self.kept.emit(name)

    def _forget(self) -> None:
        item = self.searches.currentItem()
        if item is not None:
            self.forgotten.emit(item.text())

    def _take_kept(self, name: str) -> None:
        search = self._searches.get(name)
        if search is not None:
            self.show_search(search)
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the first hit, keeps the search by its name, or takes a kept one."""
        press = event if event.type() == QEvent.Type.KeyPress else None
        if isinstance(press, QKeyEvent):
            act = self._act_of(watched, press)
            if act is not None:
                if not press.isAutoRepeat():
                    act()
                return True
        return super().eventFilter(watched, event)

    def _act_of(self, watched: QObject, press: QKeyEvent) -> partial[None] | None:
        is_enter = press.key() in _ENTERS and not press.modifiers()
        item = self.searches.currentItem() if watched is self.searches else None
        if watched is self.words and (is_enter or press.key() == Qt.Key.Key_Down):
            return partial(self.entered.emit)
        if watched is self.name and is_enter:
            return partial(self._keep)
        if item is not None and is_enter:
            return partial(self._take_kept, item.text())
        if item is not None and press.key() == Qt.Key.Key_Delete:
            return partial(self._forget)
        return None
