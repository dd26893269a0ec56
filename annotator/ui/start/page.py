"""The start page: the coder's name first, then sample, new, open, lately; texts may be dropped.

It decides nothing: it says what the person wants.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.language import tr
from annotator.ui.basics import drops, theme
from annotator.ui.basics.building import column, field, later, row
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.jobs import Jobs
from annotator.ui.basics.keycaps import KeyCap
from annotator.ui.basics.labels import Label, plain_tip
from annotator.ui.basics.rows import Index, Rows, across, write
from annotator.ui.start.passage import Passage

_COLUMN, _GAP, _AROUND = 528, 72, 24
"""A column has room for its three buttons in a wide font of the interface, too (DejaVu: 516)."""
_TWO_COLUMNS = 2 * _AROUND + 2 * 456 + 40
_ROW, _MOST_ROWS = 44, 5
_LOOK_MS = 800
"""A moment after the page is shown, so that it is not shown later."""
_FACT = Qt.ItemDataRole.UserRole + 1


class StartPage(QWidget):
    """What is shown while no project is open."""

    named = Signal(str)
    sample_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    project_wanted = Signal(str)
    files_dropped = Signal(object)
    """The paths, as a tuple."""
    text_dropped = Signal(str)
    entered = Signal()
    """Enter was pressed in the name: what waits for it goes on, else the main button is meant."""
    act_wanted = Signal(str)
    """An act of the table: help or menu."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        """Make the page; `show_state` fills it."""
        super().__init__(parent)
        self._jobs = jobs
        self._look = later(self, _LOOK_MS, self._look_at_recent)
        self.setAccessibleName(tr("Start"))
        self.setAcceptDrops(True)
        self.name = field("", self)
        self.name.setAccessibleName(tr("Your coder name"))
        self.name.setPlaceholderText(tr("initials are enough"))
        self.name.setMaxLength(80)
        self.name.setMinimumHeight(36)
        self.name.textChanged.connect(lambda _text: self._allow())
        self.name.editingFinished.connect(self._say_name)
        self.name.returnPressed.connect(self.entered)
        self.name.installEventFilter(self)
        self.sample = self._button(tr("Open the sample"), tr("Enter"), self.sample_wanted.emit)
        self.sample.is_main = True
        self.new = self._button(tr("New project …"), "Ctrl+N", self.new_wanted.emit)
        self.open = self._button(tr("Open …"), "Ctrl+O", self.open_wanted.emit)
        self.recent = QListWidget(self)
        self.recent.setAccessibleName(tr("Lately"))
        self.recent.setObjectName("lately")
        self.recent.setFrameShape(QFrame.Shape.NoFrame)
        self.recent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.recent.setItemDelegate(_Lately(self.recent))
        self.recent.itemActivated.connect(self._open_recent)
        self.recent.itemClicked.connect(self._open_recent)
        self._lately = QWidget(self)
        self._lay_out()
        theme.notice.changed.connect(self.update)
        self._allow()

    def show_state(self, *, coder_name: str, recent: Sequence[str]) -> None:
        """Show whose name is known and which projects were open last."""
        self.name.setText(coder_name)
        self.recent.clear()
        for path in recent:
            item = QListWidgetItem(Path(path).stem)
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(plain_tip(path))
            self.recent.addItem(item)
        self.recent.setFixedHeight(_ROW * min(len(recent), _MOST_ROWS))
        self._lately.setVisible(bool(recent))
        if recent:
            self.recent.setCurrentRow(0)
            self._look.start()
        self._allow()

    def _look_at_recent(self) -> None:
        """Ask when the projects were changed, once the page is there."""
        from annotator.ui.start.recent import last_changed

        role = Qt.ItemDataRole.UserRole
        paths = [str(self.recent.item(n).data(role)) for n in range(self.recent.count())]
        if self.isVisible():
            self._jobs.start(lambda _progress, _cancel: last_changed(paths), self._show_changed)

    def _show_changed(self, facts: Mapping[str, str]) -> None:
        for n in range(self.recent.count()):
            item = self.recent.item(n)
            item.setData(_FACT, facts.get(str(item.data(Qt.ItemDataRole.UserRole)), ""))

    def take_focus(self) -> None:
        """Put the keyboard where the next thing is to be done."""
        if not self.name.text().strip():
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._lately.isVisibleTo(self):
            self.recent.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sample.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- how it stands --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left, right, inside = QWidget(self), QWidget(self), QWidget(self)
        title = Label("Annotator", "brand", parent=self)
        column(
            title,
            self._label(tr("Mark who speaks and what they claim."), "ui", "ink2"),
            22,
            self._label(tr("Your coder name"), "bold"),
            self.name,
            self._label(
                tr("It appears in exports, beside every mark you make. Initials are enough."),
                "small", "ink2",
            ),
            14,
            row(self.sample, self.new, self.open, None, gap=10),
            14,
            _DropPlace(self),
            None,
            of=left, around=(0, 0, 0, 0), gap=6,
        )  # fmt: skip
        head = row(Label(tr("Lately"), "bold", parent=self), None, KeyCap("↑ ↓", self),
                   KeyCap(tr("Enter"), self), gap=4)  # fmt: skip
        column(head, self.recent, of=self._lately, around=(0, 0, 0, 0), gap=4)
        column(Passage(self), self._lately, None, of=right, around=(0, 0, 0, 0), gap=28)
        for one in (left, right):
            one.setMaximumWidth(_COLUMN)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setContentsMargins(0, 0, 0, 0)
        for one in (left, right):
            self._columns.addWidget(one, 1)
        self._inside = row(None, (self._columns, 20), None, of=inside)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setObjectName("start")
        inside.setObjectName("start")
        area.setWidget(inside)
        self._area = area
        column((area, 1), self._foot(), of=self, around=(0, 0, 0, 0), gap=0)

    def place_of_content(self) -> QRect:
        """Give what stands above the line at the bottom: messages must not cover its buttons."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        return self._area.geometry()

    def _foot(self) -> QWidget:
        """Give the line at the bottom: what stays here, and where help is."""
        foot = QWidget(self)
        calm = self._label(tr("Everything stays on this computer. No account, no network."),
                           "small", "ink2")  # fmt: skip
        calm.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        parts: list[QWidget] = []
        for key, words, act in (("F1", tr("Keys"), "help"), ("F10", tr("Menu"), "menu")):
            button = KeyButton(words, key, parent=foot)
            button.clicked.connect(lambda _on=False, act=act: self.act_wanted.emit(act))
            parts.append(button)
        self._line = row((calm, 1), *parts, of=foot, gap=8)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in two columns where there is room for them, else in one."""
        super().resizeEvent(event)
        is_wide = self.width() >= _TWO_COLUMNS
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if is_wide else way.TopToBottom)
        side = _AROUND if is_wide else max(_AROUND, (self.width() - _COLUMN) // 2)
        self._columns.setSpacing(min(_GAP, 40 + self.width() - _TWO_COLUMNS) if is_wide else 28)
        above = min(max((self.height() - 480) // 3, 16), 120)
        self._inside.setContentsMargins(side, above, side, 16)
        content = 2 * _COLUMN + self._columns.spacing()
        beside = max(_AROUND, (self.width() - content) // 2)
        self._line.setContentsMargins(beside, 8, beside, 14)

    def _label(self, words: str, font: str, ink: str = "ink") -> Label:
        label = Label(words, font, ink, parent=self, wraps=True)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        return label

    def _button(self, words: str, key: str, run: Callable[[], None]) -> KeyButton:
        button = KeyButton(words, key, parent=self)
        button.setMinimumHeight(34)
        button.setAutoDefault(True)  # Enter presses it, too, not only Space

        def pressed() -> None:
            self._say_name()
            run()

        button.clicked.connect(pressed)
        return button

    # --- what is wanted -------------------------------------------------------------------------

    def _allow(self) -> None:
        has_name = bool(self.name.text().strip())
        for widget in (self.sample, self.new, self.open, self.recent):
            widget.setEnabled(has_name)

    def _say_name(self) -> None:
        if self.name.text().strip():
            self.named.emit(self.name.text().strip())

    def _open_recent(self, item: QListWidgetItem) -> None:
        self._say_name()
        self.project_wanted.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take an article that is pasted into the name: no name has two lines."""
        if watched is self.name and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            words = QApplication.clipboard().text()
            if is_press and event.matches(QKeySequence.StandardKey.Paste) and "\n" in words.strip():
                self._say_name()
                self.act_wanted.emit("paste-article")
                return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and words."""
        drops.allow(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say what was dropped."""
        paths, words = drops.dropped(event)
        self._say_name()
        if paths:
            self.files_dropped.emit(paths)
        elif words:
            self.text_dropped.emit(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("page"))
        painter.end()


class _DropPlace(QWidget):
    """Says what may be dropped, within dashes; all of the page takes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drop")
        words = Label(
            tr(
                "Drop articles here: text, saved pages, a spreadsheet, a folder; or a colleague’s"
                " project, to see what it would bring."
            ),
            "ui", "ink2", parent=self, wraps=True,
        )  # fmt: skip
        paste = Label(tr("Or paste an article"), "ui", "ink2", parent=self)
        column(
            words, row(paste, KeyCap("Ctrl+V", self), None, gap=6),
            of=self, around=(20, 16, 20, 16), gap=6,
        )  # fmt: skip
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("ink3"), 1)
        pen.setDashPattern([3.4, 2.6])
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()


class _Lately(Rows):
    """Draws a project that was open lately: its name, its folder, when it was changed."""

    height = _ROW

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        path = Path(str(index.data(Qt.ItemDataRole.UserRole)))
        fact = str(index.data(_FACT) or "")
        is_there = option.state & QStyle.StateFlag.State_Enabled
        focus = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected
        painter.save()
        painter.fillRect(rect, theme.colour("page"))
        if option.state & focus == focus:
            painter.fillRect(rect, theme.colour("selected_row"))
            bar = across(QRect(rect.left(), rect.top(), 3, rect.height()), rect, mirrored=mirrored)
            painter.fillRect(bar, theme.colour("ink"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hairline"))
        far = 150 if fact else 0
        near = rect.adjusted(10, 0, -20 - far, 0)
        for words, font, ink, top in (
            (path.stem, "bold", "ink" if is_there else "ink3", 4),
            (str(path.parent), "small", "ink2", 23),
        ):
            line = QRect(near.left(), rect.top() + top, near.width(), 18)
            place = across(line, rect, mirrored=mirrored)
            write(painter, place, words, font, ink, at_right=mirrored)
        place = across(QRect(rect.right() - 10 - far, rect.top(), far, rect.height()), rect,
                       mirrored=mirrored)  # fmt: skip
        write(painter, place, fact, "small", "ink2", at_right=not mirrored)
        painter.restore()
