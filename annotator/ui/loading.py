"""Loading what shows a project, bit by bit between the events of the window.

Not in a worker: Qt's classes are made when they are first named, and two threads that do it at
once crashed (a segmentation fault in `import annotator.ui.session`, seen on a busy machine).
"""

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

_PARTS = (
    "page.geometry",
    "page.mark_painter",
    "page.document",
    "page.view",
    "margin.margin",
    "reading_area",
    "articles.pane",
    "popups.choice",
    "popups.fields",
    "workspace",
    "handlers",
    "session",
)
"""Modules of this package; none takes longer than a frame or two when those before it are there."""


class Loading(QObject):
    """Loads one part after the other; what is there already costs nothing."""

    def __init__(self, parent: QObject) -> None:
        """Begin with nothing loaded."""
        super().__init__(parent)
        self._waiting = [f"annotator.ui.{one}" for one in _PARTS]
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._load_one)

    def begin(self) -> None:
        """Load on whenever the window has nothing else to do."""
        if self._waiting:
            self._timer.start()

    def finish(self) -> None:
        """Load the rest now."""
        while self._waiting:
            self._load_one()

    def _load_one(self) -> None:
        import_module(self._waiting.pop(0))
        if not self._waiting:
            self._timer.stop()
