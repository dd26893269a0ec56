"""Help; its first page is the keys of this screen, made from the key table."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from annotator.language import tr
from annotator.reading.keys import ADD_PART, MARK, KeyRow, Mode, Stroke
from annotator.text.likeness import fold
from annotator.ui.basics import keycaps, theme
from annotator.ui.basics.actions import Actions, shown_key
from annotator.ui.basics.building import column, field, row
from annotator.ui.basics.labels import Label
from annotator.ui.dialogs.frame import Frame

Groups = Sequence[tuple[str, Sequence[KeyRow]]]

_COLUMNS = (
    ("In Review", "Mark", "Join", "Suggestions", "Go to", "Articles"),
    ("Select", "Change", "In a list", "While an edge is held"),
    ("Move", "Window"),
)
"""By purpose, marking first; a heading that is not named here stands in the last."""
_LEAST_COLUMN, _COLUMN, _KEYS_WIDTH = 330, 430, 112
_OF_START = tuple(
    KeyRow(act, tuple(map(Stroke.parse, keys)), frozenset({Mode.FIELD}), "", label)
    for act, keys, label in (
        ("start-name", ["Return"], "Open the sample (in the name)"),
        ("start-lately", ["Down", "Up"], "Choose what was open lately; Enter opens it"),
    )
)
"""What the keys of the start page itself do."""
_AROUND, _FIELD = 60, 260
_BESIDE_AREA = 170
"""What lies above and below the keys: frame, title and button."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the sheet: its keys, what they do, and the type that is marked with them."""

    keys: str
    words: str
    type_name: str = ""


class KeySheet(Frame):
    """Keys in columns by purpose, with a field that finds among them."""

    def __init__(self, parent: QWidget, groups: Groups) -> None:
        """Show headings with their rows."""
        screen = parent.screen().availableSize()
        room = screen.width() - _AROUND
        self._n_columns = max(1, min(len(_COLUMNS), len(groups), room // _LEAST_COLUMN))
        wide = min(room, self._n_columns * _COLUMN)
        super().__init__(parent, tr("The keys of this screen"), width=wide)
        self._groups = groups
        self.field = field("", self)
        self.field.setPlaceholderText(tr("Find a key or an act"))
        self.field.setAccessibleName(tr("Find a key or an act"))
        self.field.textEdited.connect(self._fill)
        self.field.setFixedWidth(_FIELD)
        self.form.head.addWidget(self.field)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(tr("Keys"))
        self.column.addWidget(self.area, 1)
        self.verdict.setText(
            tr("Letters act on the page; fields and lists take them as typing. Every act is in the "
               "menu and in “Find an action” (Ctrl+K) too.")
            if len(groups) > 1 else tr("Every act is in the menu (F10), too.")
        )  # fmt: skip
        self.button(tr("Close"), self.accept, is_default=True)
        inside = self._fill("").sizeHint().height()
        self.area.setMinimumHeight(min(inside + 2, screen.height() - _BESIDE_AREA))

    def _fill(self, typed: str) -> QWidget:
        wanted = fold(typed).strip()
        inside = QWidget()
        grids = [QGridLayout() for _ in range(self._n_columns)]
        for grid in grids:
            grid.setColumnMinimumWidth(0, _KEYS_WIDTH)
            grid.setColumnStretch(2, 1)
            grid.setHorizontalSpacing(8)
            grid.setVerticalSpacing(2)
        order = [head for heads in _COLUMNS for head in heads]
        place = {head: n for n, heads in enumerate(_COLUMNS) for head in heads}
        for group, rows in sorted(self._groups, key=lambda one: _rank(order, one[0])):
            fitting = [one for one in lines_of(rows) if wanted in fold(f"{one.words} {one.keys}")]
            if fitting:
                head = tr(group)
                if all(one.extends for one in rows):
                    head = tr("{group}, with Shift: select", group=head)
                n = min(place.get(group, len(_COLUMNS) - 1), self._n_columns - 1)
                self._add(grids[n], head, fitting)
        columns = [column(grid, None) for grid in grids]
        row(*((one, 1) for one in columns), of=inside, around=(0, 0, 12, 0), gap=24)
        self.area.setWidget(inside)
        return inside

    def _add(self, grid: QGridLayout, group: str, lines: Sequence[SheetLine]) -> None:
        head = grid.rowCount()
        grid.addWidget(Label(group, "bold", wraps=True), head, 0, 1, 3)
        grid.setRowMinimumHeight(head, 24)
        for at, one in enumerate(lines, start=head + 1):
            top = Qt.AlignmentFlag.AlignTop
            keys = Label(one.keys, "small", "ink2", wraps=True)
            keys.setContentsMargins(0, 2, 0, 0)
            grid.addWidget(keys, at, 0, top)
            if one.type_name:
                grid.addWidget(_Sample(one.type_name), at, 1, top)
                grid.addWidget(Label(one.words, wraps=True), at, 2, top)
            else:
                grid.addWidget(Label(one.words, wraps=True), at, 1, 1, 2, top)


class _Sample(QWidget):
    """How a type is marked, as on the buttons of the bar."""

    def __init__(self, type_name: str) -> None:
        super().__init__()
        self._type_name = type_name
        self.setFixedSize(22, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = QRectF(1, 1, 20, 15)
        keycaps.paint_sample(painter, place, self._type_name, theme.current().scheme)
        painter.end()


def _rank(order: Sequence[str], group: str) -> int:
    return order.index(group) if group in order else len(order)


def show_keys(parent: QWidget, acts: Actions, *, on_start: bool, in_review: bool) -> None:
    """Show the keys of the workspace; on the start page those of acts without a project."""
    groups: Groups = acts.keys.sheet(Mode.REVIEW if in_review else Mode.PAGE)
    if on_start:
        rows = [one for one in acts.keys.rows if Mode.WINDOW in one.where and one.keys]
        rows = [*_OF_START, *(one for one in rows if acts.can(one.act))]
        groups = (("On this page", rows),)
    KeySheet(parent, groups).open()


def lines_of(rows: Sequence[KeyRow]) -> list[SheetLine]:
    """Give the lines of some rows: a pair of acts stands in one, further parts of all types too."""
    acts = {one.act for one in rows}
    second = {one.pair: one for one in rows if one.pair in acts}
    parts = [keys_of(one) for one in rows if one.act == ADD_PART]
    lines: dict[str, SheetLine] = {}
    for one in rows:
        if one.act == ADD_PART:
            lines.setdefault(one.act, SheetLine(" · ".join(parts), tr(one.label)))
        elif one.act in second:
            other = second[one.act]
            keys = f"{keys_of(one)} · {keys_of(other)}"
            lines[one.act] = SheetLine(keys, tr(other.both))
        elif one.pair not in acts:
            of_type = one.type_name if one.act.startswith(MARK) else ""
            lines[one.act] = SheetLine(keys_of(one), tr(one.label), of_type)
    return list(lines.values())


def keys_of(row: KeyRow) -> str:
    """Give the keys of a row as the screen shows them."""
    shown = [shown_key(stroke) for stroke in row.keys]
    if len(shown) == 9 and row.act == "digit":
        shown = ["1 … 9"]
    return tr(" or ").join(dict.fromkeys(shown))
