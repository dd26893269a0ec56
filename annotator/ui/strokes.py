"""What Qt reports of a press, as the plain values the key table is asked with.

Under any keyboard layout: by letter, else by the place of the key.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from annotator.reading.key_places import letter_for
from annotator.reading.keys import Stroke

_NAMED = {
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDown",
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Tab",
    Qt.Key.Key_Insert: "Insert",
    Qt.Key.Key_Menu: "Menu",
    **{getattr(Qt.Key, f"Key_F{n}"): f"F{n}" for n in range(1, 13)},
}
_PLATFORMS = {
    "xcb": "x11",
    "wayland": "x11",
    "windows": "windows",
    "cocoa": "macos",
    "eglfs": "evdev",
    "linuxfb": "evdev",
}


@lru_cache(maxsize=1)
def _platform() -> str:
    return _PLATFORMS.get(QGuiApplication.platformName().split("-")[0], "")


def stroke_of(event: QKeyEvent) -> Stroke | None:
    """Give the press as the key table names it; None for a modifier alone or an unknown key."""
    name = _NAMED.get(Qt.Key(event.key())) or _letter(event)
    if not name:
        return None
    held = event.modifiers()
    return Stroke(
        name,
        ctrl=bool(held & Qt.KeyboardModifier.ControlModifier),
        alt=bool(held & Qt.KeyboardModifier.AltModifier),
        shift=bool(held & Qt.KeyboardModifier.ShiftModifier) and not name.isdigit(),
        meta=bool(held & Qt.KeyboardModifier.MetaModifier),
    )


def digit_of(event: QKeyEvent) -> int | None:
    """Give the digit a key stands for: the number row by its place, the number pad by its sign."""
    if Qt.Key(event.key()) in _NAMED:
        return None
    letter = _letter(event)
    return int(letter) if letter.isdigit() else None


def _letter(event: QKeyEvent) -> str:
    platform = _platform()
    code = event.nativeVirtualKey() if platform == "macos" else event.nativeScanCode()
    found = letter_for(event.text(), code, platform)
    if found:
        return found
    key = event.key()
    # Qt names Latin letters and digits by their own codes, also where a press types nothing.
    if ord("0") <= key <= ord("9") or ord("A") <= key <= ord("Z"):
        return chr(key)
    return event.text() if event.text().isprintable() else ""
