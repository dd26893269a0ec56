"""The start page: the coder's name first, then sample, new, open, recent; texts may be dropped.

It decides nothing: it says what the person wants.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from annotator.language import tr
from annotator.ui.basics import drops, theme
from annotator.ui.basics.building import column, row
from annotator.ui.basics.labels import Label

_WIDTH = 520


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

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the page; `show_state` fills it."""
        super().__init__(parent)
        self.setAccessibleName(tr("Start"))
        self.setAcceptDrops(True)
        self.name = QLineEdit(self)
        self.name.setAccessibleName(tr("Your coder name"))
        self.name.setPlaceholderText(tr("initials are enough"))
        self.name.setMaxLength(80)
        self.name.textChanged.connect(lambda _text: self._allow())
        self.name.editingFinished.connect(self._say_name)
        self.name.returnPressed.connect(self._go_on)
        self.sample = self._button(tr("Open the sample"), self.sample_wanted.emit)
        self.new = self._button(tr("New project …"), self.new_wanted.emit)
        self.open = self._button(tr("Open …"), self.open_wanted.emit)
        self.recent = QListWidget(self)
        self.recent.setAccessibleName(tr("Recent projects"))
        self.recent.setFrameShape(QFrame.Shape.NoFrame)
        self.recent.itemActivated.connect(self._open_recent)
        self.recent.itemClicked.connect(self._open_recent)
        self._recent_title = Label(tr("Recent"), "bold", parent=self)
        self._lay_out()
        theme.notice.changed.connect(self.update)
        self._allow()

    def show_state(self, *, coder_name: str, recent: Sequence[str]) -> None:
        """Show whose name is known and which projects were open last."""
        self.name.setText(coder_name)
        self.recent.clear()
        for path in recent:
            item = QListWidgetItem(f"{Path(path).stem}\n{Path(path).parent}")
            item.setData(Qt.ItemDataRole.UserRole, path)
            self.recent.addItem(item)
        self.recent.setVisible(bool(recent))
        self._recent_title.setVisible(bool(recent))
        if recent:
            self.recent.setCurrentRow(0)
        self._allow()

    def take_focus(self) -> None:
        """Put the keyboard where the next thing is to be done."""
        if not self.name.text().strip():
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.recent.isVisibleTo(self):
            self.recent.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sample.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        inner = QWidget(self)
        words = tr("Or drop an article here: text files, a folder, or words.")
        drop = self._label(words, "small", "ink2")
        column(
            self._label("Annotator", "headline", "ink"),
            self._label(tr("Mark who speaks and what they claim."), "ui", "ink2"),
            20,
            self._label(tr("Your coder name"), "bold", "ink"),
            self.name,
            self._label(tr("It appears in exports, beside every mark you make."), "small", "ink2"),
            16,
            row(self.sample, self.new, self.open),
            drop,
            16,
            self._recent_title,
            (self.recent, 8),
            None,
            of=inner,
            gap=8,
        )
        inner.setMaximumWidth(_WIDTH)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column(row(None, (inner, 4), None), of=self, around=(24, 64, 24, 24))

    def _label(self, words: str, font: str, ink: str) -> Label:
        label = Label(words, font, ink, parent=self, wraps=True)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        return label

    def _button(self, words: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(True)  # Enter presses it, too, not only Space

        def pressed() -> None:
            self._say_name()
            run()

        button.clicked.connect(pressed)
        return button

    def _allow(self) -> None:
        has_name = bool(self.name.text().strip())
        for widget in (self.sample, self.new, self.open, self.recent):
            widget.setEnabled(has_name)

    def _say_name(self) -> None:
        if self.name.text().strip():
            self.named.emit(self.name.text().strip())

    def _go_on(self) -> None:
        self._say_name()
        if self.name.text().strip():
            self.sample.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_recent(self, item: QListWidgetItem) -> None:
        self._say_name()
        self.project_wanted.emit(str(item.data(Qt.ItemDataRole.UserRole)))

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
