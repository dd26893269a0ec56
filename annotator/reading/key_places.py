"""Which Latin letter or digit a press stands for under any keyboard layout.

Keys go by letter; where the layout gives no Latin letter, and for the number row always, by the
place of the key, named after the US layout. Nothing about acts is known here.
"""

import unicodedata

# Rows of the US layout, and the scan code of the first key of each.
_ROWS = ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
_FIRST_X11 = (10, 24, 38, 52)
_FIRST_EVDEV = (2, 16, 30, 44)
# Set 1 of the PC keyboard: the numbers that evdev took over for these keys.
_FIRST_WINDOWS = (2, 16, 30, 44)
# Virtual key codes of macOS, which stand for places there (kVK_ANSI_…).
_MAC = {
    0x00: "A", 0x01: "S", 0x02: "D", 0x03: "F", 0x04: "H", 0x05: "G", 0x06: "Z", 0x07: "X",
    0x08: "C", 0x09: "V", 0x0B: "B", 0x0C: "Q", 0x0D: "W", 0x0E: "E", 0x0F: "R", 0x10: "Y",
    0x11: "T", 0x12: "1", 0x13: "2", 0x14: "3", 0x15: "4", 0x16: "6", 0x17: "5", 0x19: "9",
    0x1A: "7", 0x1C: "8", 0x1D: "0", 0x1F: "O", 0x20: "U", 0x22: "I", 0x23: "P", 0x25: "L",
    0x26: "J", 0x28: "K", 0x2D: "N", 0x2E: "M",
}  # fmt: skip


def _by_row(first: tuple[int, ...]) -> dict[int, str]:
    return {
        code + n: character
        for code, row in zip(first, _ROWS, strict=True)
        for n, character in enumerate(row)
    }


PLACES: dict[str, dict[int, str]] = {
    "x11": _by_row(_FIRST_X11),
    "evdev": _by_row(_FIRST_EVDEV),
    "windows": _by_row(_FIRST_WINDOWS),
    "macos": _MAC,
}
"""Letter or digit by the code of the key's place. On X11 and Wayland Qt gives evdev's code plus 8
("x11"); on macOS it gives the place as the native virtual key, not as the scan code."""


def letter_for(
    key_text: str, native_scan_code: int, platform: str = "x11", *, shift: bool = False
) -> str:
    """Give the Latin letter (a capital) or digit that a press stands for; "" for neither.

    `key_text` is the text the press would type (with Ctrl held it may be a control character).
    `platform` is one of `PLACES`. Keys with a name of their own (Return, Tab, Backspace) are to
    be told apart by the caller before. A comma where the US layout has M (French) is no M; but
    with Shift a Persian layout types marks at the places of letters, so then the place counts.
    """
    place = PLACES.get(platform, {}).get(native_scan_code, "")
    if place.isdigit():
        return place
    if len(key_text) != 1:
        return place
    is_mark = unicodedata.category(key_text)[0] in "PS"
    return _latin(key_text) or ("" if is_mark and not shift else place)


def _latin(typed: str) -> str:
    if typed.isascii() and typed.isalpha():
        return typed.upper()
    if 1 <= ord(typed) <= 26:
        return chr(ord("A") + ord(typed) - 1)  # Ctrl with a letter
    if unicodedata.category(typed) == "Nd":
        return str(unicodedata.digit(typed))  # the number pad, in whatever script
    return ""
