"""A screen nobody sees: an X server, a window manager, and a hand on its keyboard and mouse.

Keys and clicks go through the server (XTEST), as a keyboard's do, and know nothing of the program.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes.util import find_library

from annotator.reading.keys import PLACES

NEEDED = ("Xvfb", "openbox", "setxkbmap")
USUAL, SMALL = "1366x768", "1024x640"
_PATIENCE_S = 120.0
_APART_S = 0.005
"""Two presses of a double click; two within one tick of the server's clock are none for Qt."""
_PLACE_OF = {letter: code for code, letter in PLACES["x11"].items()}
"""The code of the key where an English keyboard has a letter or digit."""
_NAMES = {
    "Enter": "Return", "Esc": "Escape", "Space": "space", "PgDown": "Next", "PgUp": "Prior",
    "Ctrl": "Control_L", "Shift": "Shift_L", "Alt": "Alt_L", "Backspace": "BackSpace",
}  # fmt: skip
_NOT_LATIN = ("ir", "ara")
_LEFT, _RIGHT = 1, 3
_ANY_KEYBOARD = 0x100
_ALL_PLANES, _AS_IT_IS = 0xFFFFFFFF, 2


def missing() -> list[str]:
    """Give the names of what this computer lacks."""
    programs = [name for name in NEEDED if shutil.which(name) is None]
    libraries = [f"lib{name}" for name in ("X11", "Xtst") if find_library(name) is None]
    return programs + libraries


@contextmanager
def screen(folder: str, size: str = USUAL) -> Iterator[str]:
    """Start a server with a window manager; give its name for DISPLAY."""
    reading, writing = os.pipe()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(
        [
            "Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24",
            "-nolisten", "tcp", "-noreset",
        ],
        pass_fds=[writing],
        **quiet,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    if not number:
        server.wait()
        raise RuntimeError("Xvfb did not start")
    name = f":{number}"
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"],
        env={"PATH": os.environ["PATH"], "DISPLAY": name, "HOME": folder},
        **quiet,
    )
    try:
        hand = Hand(name, "us")
        hand.wait_for_manager()
        hand.close()
        yield name
    finally:
        for one in (manager, server):
            one.terminate()
            one.wait()


class _Image(ctypes.Structure):
    """The head of an image of X: its measures, then where its pixels are."""

    _fields_ = (
        ("measures", ctypes.c_int * 4),
        ("data", ctypes.POINTER(ctypes.c_ubyte)),
    )


_IMAGE = [
    ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int, ctypes.c_uint, ctypes.c_uint,
    ctypes.c_ulong, ctypes.c_int,
]  # fmt: skip


class Hand:
    """Presses keys by what a layout has printed on them, moves the mouse, clicks; counts both."""

    def __init__(self, display: str, layout: str) -> None:
        """Take the keyboard of a display, under a layout."""
        subprocess.run(
            ["setxkbmap", "-display", display, layout], check=True, stderr=subprocess.DEVNULL
        )
        self._by_place = layout in _NOT_LATIN
        self._x = ctypes.CDLL(find_library("X11"))
        self._test = ctypes.CDLL(find_library("Xtst"))
        for function, gives, takes in (
            (self._x.XOpenDisplay, ctypes.c_void_p, [ctypes.c_char_p]),
            (self._x.XCloseDisplay, ctypes.c_int, [ctypes.c_void_p]),
            (self._x.XSync, ctypes.c_int, [ctypes.c_void_p, ctypes.c_int]),
            (self._x.XkbSetAutoRepeatRate, ctypes.c_int, [ctypes.c_void_p, *[ctypes.c_uint] * 3]),
            (self._x.XStringToKeysym, ctypes.c_ulong, [ctypes.c_char_p]),
            (self._x.XKeysymToKeycode, ctypes.c_ubyte, [ctypes.c_void_p, ctypes.c_ulong]),
            (self._x.XInternAtom, ctypes.c_ulong, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]),
            (self._x.XGetSelectionOwner, ctypes.c_ulong, [ctypes.c_void_p, ctypes.c_ulong]),
            (self._x.XDefaultRootWindow, ctypes.c_ulong, [ctypes.c_void_p]),
            (self._x.XGetImage, ctypes.POINTER(_Image), _IMAGE),
            (self._test.XTestFakeKeyEvent, ctypes.c_int, _event(2)),
            (self._test.XTestFakeButtonEvent, ctypes.c_int, _event(2)),
            (self._test.XTestFakeMotionEvent, ctypes.c_int, _event(3)),
        ):
            function.restype, function.argtypes = gives, takes
        self._display = self._x.XOpenDisplay(display.encode())
        self.n_keys = self.n_clicks = 0
        """How often a key, a button of the mouse was let go."""

    def close(self) -> None:
        """Let the keyboard go."""
        self._x.XCloseDisplay(self._display)

    def colour_at(self, x: int, y: int) -> tuple[int, int, int]:
        """Give red, green and blue of a place of the screen."""
        root = self._x.XDefaultRootWindow(self._display)
        seen = self._x.XGetImage(self._display, root, x, y, 1, 1, _ALL_PLANES, _AS_IT_IS)
        blue, green, red = seen.contents.data[:3]
        return red, green, blue

    def wait_for_manager(self) -> None:
        """Wait until a window manager is there."""
        atom = self._x.XInternAtom(self._display, b"WM_S0", 0)
        end = time.monotonic() + _PATIENCE_S
        while not self._x.XGetSelectionOwner(self._display, atom):
            if time.monotonic() > end:
                raise TimeoutError("the window manager did not start")
            time.sleep(0.01)

    # --- keys -----------------------------------------------------------------------------------

    def press(self, written: str) -> None:
        """Press a key as the key table writes it: by its letter, digits by their place."""
        *held, key = written.split("+")
        codes = [self._code(one) for one in (*held, key)]
        for code in codes:
            self._key(code, down=True)
        for code in reversed(codes):
            self._key(code, down=False)
        self._sync()

    def hold(self, written: str) -> None:
        """Hold a key down, which the server then repeats at once and fast, until it is let go."""
        self._x.XkbSetAutoRepeatRate(self._display, _ANY_KEYBOARD, 80, 40)
        for one in written.split("+"):
            self._key(self._code(one), down=True)
        self._sync()

    def let_go(self, written: str) -> None:
        """Let a key go that was held."""
        for one in reversed(written.split("+")):
            self._key(self._code(one), down=False)
        self._sync()

    def _code(self, key: str) -> int:
        is_place = key.isdigit() or (len(key) == 1 and self._by_place)
        if is_place:
            return _PLACE_OF[key.upper()]
        name = _NAMES.get(key, key.lower() if len(key) == 1 else key)
        code = int(self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(name.encode())))
        if not code:
            raise ValueError(f"this layout has no key {key}")
        return code

    def _key(self, code: int, *, down: bool) -> None:
        self._test.XTestFakeKeyEvent(self._display, code, down, 0)
        self.n_keys += not down

    # --- the mouse ------------------------------------------------------------------------------

    def move(self, x: int, y: int) -> None:
        """Move the pointer to a place of the screen."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, 0)
        self._sync()

    def click(self, x: int, y: int, *, n: int = 1, right: bool = False) -> None:
        """Click at a place, `n` times."""
        self.move(x, y)
        for k in range(n):
            if k:
                self._sync()
                time.sleep(_APART_S)
            self._button(_RIGHT if right else _LEFT, down=True)
            self._button(_RIGHT if right else _LEFT, down=False)
        self._sync()

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press at a place, go to another in some steps, and let go."""
        self.move(*start)
        self._button(_LEFT, down=True)
        for part in (0.2, 0.5, 0.8, 1.0):
            x, y = (
                round(one + (other - one) * part) for one, other in zip(start, end, strict=True)
            )
            self.move(x, y)
        self._button(_LEFT, down=False)
        self._sync()

    def _button(self, button: int, *, down: bool) -> None:
        self._test.XTestFakeButtonEvent(self._display, button, down, 0)
        self.n_clicks += not down

    def _sync(self) -> None:
        self._x.XSync(self._display, 0)


def _event(n_numbers: int) -> list[type[ctypes._SimpleCData[int]] | type[ctypes.c_void_p]]:
    """What the functions of XTEST take: the display, some numbers, a delay."""
    return [ctypes.c_void_p, *[ctypes.c_int] * n_numbers, ctypes.c_ulong]
