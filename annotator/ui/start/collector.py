"""The garbage collector, in the window's thread alone.

Python's own works in whichever thread makes one value too many. Where that is a worker, and a ring
holds a list with its model, Qt ends the program: its objects may go in their own thread only. So
Python's is off as long as there is a window, and a timer of the window looks for rings instead.
"""

import gc
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

EVERY_MS = 100
_FEW = 700
"""New values for which looking is worth it: Python's own number (`gc.get_threshold`)."""
_MANY = 40_000
"""A worker makes so many in `EVERY_MS`, or a whole corpus was read: to look through them would
hold the window for 10 ms and find nothing, so they are left out until nobody looks."""
_OLDER_EVERY = 10
"""As Python: ten times the newest, then those left over from ten times as well, and so on."""
_LONG_S = 0.01
"""Looking longer than this is felt: what is there by then is left out as well."""
_UNSEEN_EVERY_S = 60.0


class Collector(QObject):
    """Looks for rings of values that nobody holds, in the thread in which it was made."""

    def __init__(self, parent: QObject) -> None:
        """Switch Python's own off and begin; what is there now is taken to stay."""
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._n, self._whole_at = 0, perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY_MS)
        QGuiApplication.instance().applicationStateChanged.connect(self._state_changed)  # type: ignore[union-attr]

    def look(self) -> None:
        """Look among the newest values, every tenth time among older ones."""
        new = gc.get_count()[0]
        if new < _FEW:
            return
        if new > _MANY:
            gc.freeze()
            return
        self._n += 1
        is_older, is_oldest = (self._n % each == 0 for each in (_OLDER_EVERY, _OLDER_EVERY**2))
        began = perf_counter()
        gc.collect(is_older + is_oldest)
        if perf_counter() - began > _LONG_S:
            gc.freeze()

    def look_through(self) -> None:
        """Look among all values: 100 ms and more, for when nobody works in the window."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._whole_at = perf_counter()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        is_unseen = state is not Qt.ApplicationState.ApplicationActive
        if is_unseen and perf_counter() - self._whole_at > _UNSEEN_EVERY_S:
            self.look_through()
