"""The project's actors below the articles: how often each speaks and is named."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.language import tr
from annotator.model.actor import Actor
from annotator.model.looks.mark_styles import OTHER_KIND, UNDER_MARK_KINDS
from annotator.text.script import direction
from annotator.ui.basics import theme
from annotator.ui.basics.building import column, row
from annotator.ui.basics.labels import Label, plain_tip
from annotator.ui.basics.rows import (
    CountedModel,
    Index,
    RowList,
    Rows,
    across,
    face,
    write,
)

ROW_HEIGHT = 25
_SAID_WIDTH, _NAMED_WIDTH = 26, 36

Counts = Mapping[str, tuple[int, int]]
"""By actor id: how often it speaks, how often it is named."""


class ActorModel(CountedModel):
    """The actors in the order of how often they are named, then by name."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._actors: Sequence[Actor] = ()
        self._counts: Counts = {}

    def show_in_order(self, actors: Sequence[Actor], counts: Counts) -> None:
        """Show these actors in the order they have."""
        self._counts, self._actors = counts, actors
        self.show_rows(len(actors))

    @property
    def shown(self) -> tuple[Sequence[Actor], Counts]:
        """What is shown: the actors in their order, and the counts of all."""
        return self._actors, self._counts

    def actor(self, row: int) -> Actor | None:
        """Give the actor of a row."""
        return self._actors[row] if 0 <= row < len(self._actors) else None

    def counts(self, row: int) -> tuple[int, int]:
        """Give how often the actor of a row speaks and is named."""
        return self._counts.get(self._actors[row].id, (0, 0))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the name; for a screen reader with kind and counts."""
        actor = self.actor(index.row())
        if actor is None:
            return None
        said, named = self.counts(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return actor.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = tr(
                "{name}, {kind}: said {said}, named {named}",
                name=" / ".join(actor.names()),
                kind=tr(actor.kind),
                said=said,
                named=named,
            )
            return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None


class ActorsPane(QWidget):
    """The lower half of the left pane. Enter or a double click opens an actor's names."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the list, empty."""
        super().__init__(parent)
        self.setAccessibleName(tr("Actors"))
        self.model = ActorModel(self)
        self.list = ActorList(self, tr("Actors"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(ActorRows(self.list))
        self.list.activated.connect(self._open)
        heads = [Label(one, "small", "ink2", parent=self) for one in (tr("said"), tr("named"))]
        title = Label(tr("Actors"), "bold", parent=self)
        head = row(title, None, *heads, around=(16, 10, 12, 0), gap=6)
        column(head, (self.list, 1), of=self, around=(0, 0, 0, 0), gap=4)
        theme.notice.changed.connect(self.list.viewport().update)

    def _open(self, index: QModelIndex) -> None:
        actor = self.model.actor(index.row())
        if actor is not None:
            self.opened.emit(actor.id)


class ActorList(RowList):
    """The list of actors, in the left pane and on the sheet *Actors*."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first actor when no one is chosen yet: Qt makes it current, unseen."""
        super().focusInEvent(event)
        if not self.selectedIndexes():
            self.setCurrentIndex(self.model().index(max(self.currentIndex().row(), 0), 0))


class ActorRows(Rows):
    """Draws a row: the letter of its kind, its name, two numbers."""

    height = ROW_HEIGHT

    def __init__(self, parent: QWidget, *, keeps_current: bool = False) -> None:
        """Draw for a list; where it `keeps_current`, that one is seen without the keyboard too."""
        super().__init__(parent)
        self._keeps_current = keeps_current

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one actor."""
        rect: QRect = option.rect
        model = index.model()
        actor = model.actor(index.row()) if isinstance(model, ActorModel) else None
        if actor is None or not isinstance(model, ActorModel):
            return
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        has_focus = self.is_selected(index) and self.has_focus(index)
        is_current = has_focus or (self._keeps_current and self.is_selected(index))

        def place(left: int, width: int) -> QRect:
            return across(QRect(left, rect.top(), width, rect.height()), rect, mirrored=mirrored)

        painter.save()
        painter.fillRect(rect, theme.colour("selected_row" if is_current else "chrome"))
        if has_focus:
            painter.fillRect(place(rect.left(), 3), theme.colour("ink"))
        end = rect.right() - 10
        far = Qt.AlignmentFlag.AlignRight if not mirrored else Qt.AlignmentFlag.AlignLeft
        far |= Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink2"))
        said, named = model.counts(index.row())
        for number, right, width in (
            (named, end, _NAMED_WIDTH), (said, end - _NAMED_WIDTH, _SAID_WIDTH),
        ):  # fmt: skip
            painter.drawText(place(right - width, width), far, str(number) if number else "–")
        painter.setFont(theme.font("letter"))
        letter = place(rect.left() + 16, 16)
        painter.drawText(letter, Qt.AlignmentFlag.AlignCenter, kind_letter(actor.kind))
        face(painter, right_to_left=direction(actor.name) == "rtl")
        room = end - _NAMED_WIDTH - _SAID_WIDTH - rect.left() - 43
        write(painter, place(rect.left() + 43, room), actor.name, at_right=mirrored)
        painter.restore()


def kind_letter(kind: str) -> str:
    """Give the letter of a kind of actor: a place has the one it has under a mark."""
    return UNDER_MARK_KINDS.get(kind, tr(kind)[:1].upper() if kind != "other" else OTHER_KIND)
