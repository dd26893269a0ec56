"""Help; its first page is the keys of this screen, made from the key table."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QWidget

from annotator.language import tr
from annotator.reading.keys import KeyRow, KeyTable
from annotator.text.likeness import fold
from annotator.ui.basics.actions import shown_key
from annotator.ui.basics.labels import Label
from annotator.ui.dialogs.frame import Frame


class KeySheet(Frame):
    """All keys, group by group, with a field that finds among them."""

    def __init__(self, parent: QWidget, keys: KeyTable) -> None:
        """Show a key table."""
        super().__init__(parent, tr("The keys of this screen"), width=720)
        self._keys = keys
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(tr("Find a key or an act"))
        self.field.setAccessibleName(tr("Find a key or an act"))
        self.field.textEdited.connect(self._fill)
        self.column.addWidget(self.field)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setMinimumHeight(self.room(520))
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
        grid = QGridLayout(inside)
        grid.setColumnMinimumWidth(0, 200)
        grid.setColumnStretch(1, 1)
        line = 0
        for group, rows in self._keys.sheet():
            fitting = [row for row in rows if wanted in fold(f"{words_of(row)} {keys_of(row)}")]
            if not fitting:
                continue
            grid.addWidget(Label(tr(group), "bold", wraps=True), line, 0, 1, 2)
            line += 1
            for row in fitting:
                grid.addWidget(Label(keys_of(row), wraps=True), line, 0)
                grid.addWidget(Label(words_of(row), wraps=True), line, 1)
                line += 1
        grid.setRowStretch(line, 1)
        self.area.setWidget(inside)


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
