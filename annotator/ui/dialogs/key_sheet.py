"""Help; its first page is the keys of this screen, made from the key table."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QWidget

from annotator.language import tr
from annotator.reading.keys import MARK, KeyRow, Mode
from annotator.text.likeness import fold
from annotator.ui.basics import keycaps, theme
from annotator.ui.basics.actions import Actions, shown_key
from annotator.ui.basics.building import column, row
from annotator.ui.basics.labels import Label
from annotator.ui.dialogs.frame import Frame

Groups = Sequence[tuple[str, Sequence[KeyRow]]]

_COLUMNS = (
    ("Mark", "Join", "Change"),
    ("Select", "Move", "In a list"),
    ("Articles", "Window", "While an edge is held"),
)
"""By purpose, marking first; a heading that is not named here stands in the last."""
_COLUMN_WIDTH, _KEYS_WIDTH = 330, 104


class KeySheet(Frame):
    """Keys in columns by purpose, with a field that finds among them."""

    def __init__(self, parent: QWidget, groups: Groups) -> None:
        """Show headings with their rows."""
        room = parent.screen().availableSize().width() - 60
        self._n_columns = max(1, min(len(_COLUMNS), len(groups), room // _COLUMN_WIDTH))
        wide = self._n_columns * (_COLUMN_WIDTH + 40) + 20
        super().__init__(parent, tr("The keys of this screen"), width=wide)
        self._groups = groups
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(tr("Find a key or an act"))
        self.field.setAccessibleName(tr("Find a key or an act"))
        self.field.textEdited.connect(self._fill)
        self.column.addWidget(self.field)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setMinimumHeight(self.room(560 if len(groups) > 1 else 240))
        self.area.setAccessibleName(tr("Keys"))
        self.column.addWidget(self.area, 1)
        self.words(
            tr("Letters act on the page; fields and lists take them as typing. Every act is in the "
               "menu and in “Find an action” (Ctrl+K) too."),
            font="small",
            ink="ink2",
        )  # fmt: skip
        self.button(tr("Close"), self.accept, is_default=True)
        self._fill("")

    def _fill(self, typed: str) -> None:
        wanted = fold(typed).strip()
        inside = QWidget()
        grids = [QGridLayout() for _ in range(self._n_columns)]
        for grid in grids:
            grid.setColumnMinimumWidth(0, _KEYS_WIDTH)
            grid.setColumnStretch(2, 1)
            grid.setHorizontalSpacing(8)
            grid.setVerticalSpacing(4)
        order = [head for heads in _COLUMNS for head in heads]
        place = {head: n for n, heads in enumerate(_COLUMNS) for head in heads}
        for group, rows in sorted(self._groups, key=lambda one: _rank(order, one[0])):
            fitting = [one for one in rows if wanted in fold(f"{words_of(one)} {keys_of(one)}")]
            if fitting:
                n = min(place.get(group, len(_COLUMNS) - 1), self._n_columns - 1)
                self._add(grids[n], group, fitting)
        columns = [column(grid, None) for grid in grids]
        row(*((one, 1) for one in columns), of=inside, around=(0, 0, 12, 0), gap=28)
        self.area.setWidget(inside)

    def _add(self, grid: QGridLayout, group: str, rows: Sequence[KeyRow]) -> None:
        head = grid.rowCount()
        grid.addWidget(Label(tr(group), "bold", wraps=True), head, 0, 1, 3)
        grid.setRowMinimumHeight(head, 30)
        for line, one in enumerate(rows, start=head + 1):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(Label(keys_of(one), "small", "ink2", wraps=True), line, 0, top)
            if one.type_name and one.act.startswith(MARK):
                grid.addWidget(_Sample(one.type_name), line, 1, top)
                grid.addWidget(Label(words_of(one), wraps=True), line, 2)
            else:
                grid.addWidget(Label(words_of(one), wraps=True), line, 1, 1, 2)


class _Sample(QWidget):
    """How a type is marked, as on the buttons of the bar."""

    def __init__(self, type_name: str) -> None:
        super().__init__()
        self._type_name = type_name
        self.setFixedSize(22, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = QRectF(1, 1, 20, 15)
        keycaps.paint_sample(painter, place, self._type_name, theme.current().scheme)
        painter.end()


def _rank(order: Sequence[str], group: str) -> int:
    return order.index(group) if group in order else len(order)


def show_keys(parent: QWidget, acts: Actions, *, on_start: bool) -> None:
    """Show the keys of the reading screen; on the start page those of acts without a project."""
    groups: Groups = acts.keys.sheet()
    if on_start:
        rows = [one for one in acts.keys.rows if Mode.WINDOW in one.where and one.keys]
        groups = (("On this page", [one for one in rows if acts.can(one.act)]),)
    KeySheet(parent, groups).open()


def keys_of(row: KeyRow) -> str:
    """Give the keys of a row as the screen shows them."""
    shown = [shown_key(stroke) for stroke in row.keys]
    if len(shown) == 9 and row.act == "digit":
        shown = ["1 … 9"]
    words = tr(" or ").join(shown)
    return tr("{keys}, with Shift: select", keys=words) if row.extends else words


def words_of(row: KeyRow) -> str:
    """Give what a row does."""
    if row.act == "add-part" and row.type_name:
        return tr("{act}: {type}", act=tr(row.label), type=tr(row.type_name))
    return tr(row.label)
