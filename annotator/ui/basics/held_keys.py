"""Keys held down on X11, where Qt does not always see that they are.

The server says of such a key that it was let go and pressed again, both at one time. Qt takes that
for one press that goes on only if both have come when it looks; else it seems to be a new press,
and a key held down would do again what only another press may do.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget


class HeldKeys(QObject):
    """Marks the presses of one window that only go on as what they are; no shortcut sees them."""

    def __init__(self, window: QWindow) -> None:
        """Look at the keys of a window as long as it lives."""
        super().__init__(window)
        self._let_go = (0, 0)
        """The place of the key let go last, and when."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand on a press that goes on as one; keep it from shortcuts."""
        if not isinstance(event, QKeyEvent):
            return False
        here = (event.nativeScanCode(), event.timestamp())
        if event.type() is QEvent.Type.KeyRelease:
            self._let_go = here
            return False
        if event.isAutoRepeat() or here != self._let_go or not all(here):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        else:
            QCoreApplication.sendEvent(watched, _going_on(event))
        return True


def _going_on(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        True,
        event.count(),
    )


def watch_held_keys(widget: QWidget) -> None:
    """See to the keys held down in a window that is shown, where that is needed."""
    window = widget.windowHandle()
    if window is not None and QGuiApplication.platformName() == "xcb":
        HeldKeys(window)
