"""A press on the page: which stroke of the key table it is, which act that means, and doing it.

Under any keyboard layout: by letter, else by the place of the key. What acts do is said elsewhere.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from annotator.reading.keys import ADD_PART, DIGIT, Meaning, Mode, Stroke, letter_for
from annotator.ui.basics.actions import REPEATED, Actions

_NAMED = {
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDown",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Backtab: "Tab",
    **{
        getattr(Qt.Key, f"Key_{name}"): name
        for name in (
            "Space", "Left", "Right", "Up", "Down", "Home", "End", "Return", "Enter", "Delete",
            "Backspace", "Tab", "Insert", "Menu", *(f"F{n}" for n in range(1, 13)),
        )
    },
}  # fmt: skip
_PLATFORMS = {
    "xcb": "x11", "wayland": "x11", "windows": "windows", "cocoa": "macos", "eglfs": "evdev",
    "linuxfb": "evdev",
}  # fmt: skip


@lru_cache(maxsize=1)
def _platform() -> str:
    return _PLATFORMS.get(QGuiApplication.platformName().split("-")[0], "")


def stroke_of(event: QKeyEvent, *, shifts_digits: bool = False) -> Stroke | None:
    """Give the press as the key table names it; None for a modifier alone or an unknown key.

    Some layouts need Shift for a digit: it counts only where a digit with it means something else.
    """
    name = _NAMED.get(Qt.Key(event.key())) or _letter(event)
    if not name:
        return None
    held = event.modifiers()
    return Stroke(
        name,
        ctrl=bool(held & Qt.KeyboardModifier.ControlModifier),
        alt=bool(held & Qt.KeyboardModifier.AltModifier),
        shift=bool(held & Qt.KeyboardModifier.ShiftModifier)
        and (shifts_digits or not name.isdigit()),
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
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    found = letter_for(event.text(), code, platform, shift=shift)
    if found:
        return found
    key = event.key()
    # Qt names Latin letters and digits by their own codes, also where a press types nothing.
    if ord("0") <= key <= ord("9") or ord("A") <= key <= ord("Z"):
        return chr(key)
    return event.text() if event.text().isprintable() else ""


_ONCE = frozenset({DIGIT, "turn-edge", "keep-edge", "put-edge-back"})
"""What only keys do and no key held down does again."""
_AGAIN = REPEATED | {
    *("next-span", "previous-span", "next-saying", "previous-saying"),
    *("next-open", "previous-open", "next-suggestion", "previous-suggestion"),
}
"""Acts that a key held down does again and again: they only go about."""


class Keyboard:
    """What presses on the page do: acts of the table, and what keys alone do."""

    def __init__(
        self,
        actions: Actions,
        mode: Callable[[], Mode | None],
        of_keys: Mapping[str, Callable[[Meaning], object]],
        unbound: Callable[[str], None],
        *,
        functions: Mapping[str, Callable[[], object]] | None = None,
    ) -> None:
        """`mode` says what has the keyboard (None: nothing).

        `functions` are what acts do here, if it is not what they do in the window.
        `unbound` hears of presses that mean nothing: the letter or digit, "" for other keys.
        """
        self._actions, self._mode = actions, mode
        self._of_keys, self._unbound = of_keys, unbound
        self._functions = actions.functions if functions is None else functions

    def pressed(self, event: QKeyEvent) -> bool:
        """Do what a press means; False leaves it to the widget."""
        mode = self._mode()
        stroke = stroke_of(event, shifts_digits=mode is Mode.REVIEW)
        if stroke is None or mode is None:
            return False
        meaning = self._actions.keys.resolve(stroke, mode)
        if meaning is None:
            is_plain = len(stroke.key) == 1 and not (stroke.ctrl or stroke.alt or stroke.meta)
            self._unbound(stroke.key if is_plain and not event.isAutoRepeat() else "")
            return mode is Mode.BOUNDARY
        if meaning.act in self._of_keys:
            if event.isAutoRepeat() and meaning.act in _ONCE:
                return True
            return self._of_keys[meaning.act](meaning) is not False
        if event.isAutoRepeat() and meaning.act not in _AGAIN:
            return True
        # An act that nobody does (“taken”: Tab on the page) must not reach the widget either.
        act = f"{ADD_PART}-{meaning.type_name}" if meaning.act == ADD_PART else meaning.act
        run = self._functions.get(act)
        if run is not None:
            if mode is Mode.BOUNDARY:
                self._of_keys["put-edge-back"](meaning)
            run()
            self._actions.done.emit(act)
        return True
