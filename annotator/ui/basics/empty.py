"""What an empty place says: what is not there, and what to do, in its middle."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.ui.basics import drops
from annotator.ui.basics.building import clear, column
from annotator.ui.basics.labels import Label, on_button

_WIDEST = 420
_SIDES = 16


class EmptyPlace(QWidget):
    """A few words in the middle of the place they lie over, with buttons; hidden until `say`."""

    files_dropped = Signal(object)
    text_dropped = Signal(str)

    def __init__(self, host: QWidget) -> None:
        """Lie over `host`."""
        super().__init__(host)
        self._host = host
        self._title = Label("", "bold", parent=self, wraps=True, name="empty-title")
        self._hint = Label("", "ui", "ink2", parent=self, wraps=True, name="empty-hint")
        for label in (self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._buttons = QHBoxLayout()
        column(self._title, self._hint, self._buttons, of=self, around=(0, 0, 0, 0), gap=10)
        self.hide()

    @property
    def words(self) -> str:
        """What is said; empty while nothing is."""
        return "" if self.isHidden() else f"{self._title.text()} {self._hint.text()}"

    def say(
        self, title: str, hint: str, offers: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        """Say that there is nothing, and what can be done: the words and the acts of buttons."""
        self._title.setText(title)
        self._hint.setText(hint)
        self.setAccessibleName(f"{title} {hint}")
        clear(self._buttons)
        self._buttons.addStretch(1)
        for words, run in offers:
            button = QPushButton(on_button(words), self)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(run)
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self.show()
        self.raise_()
        self._place()

    def _place(self) -> None:
        width = min(self._host.width() - 2 * _SIDES, _WIDEST)
        layout = self.layout()
        if layout is None or width <= 0:
            return
        layout.activate()
        height = max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
        height = min(height, self._host.height())
        left, top = (self._host.width() - width) // 2, (self._host.height() - height) // 2
        self.setGeometry(left, top, width, height)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the size of the place."""
        super().showEvent(event)
        self._host.installEventFilter(self)
        self._place()

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow it no more: what happens there must not pass through here."""
        super().hideEvent(event)
        self._host.removeEventFilter(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and words where drops are wanted at all (`setAcceptDrops`)."""
        drops.allow(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say what was dropped."""
        paths, words = drops.dropped(event)
        if paths:
            self.files_dropped.emit(paths)
        elif words:
            self.text_dropped.emit(words)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay in the middle."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False
