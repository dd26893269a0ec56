"""Which colours roles have, light and dark, and how a type's colour is made fit to be read.

The window draws with them, and so does what is written to be read elsewhere. Colours are plain
numbers here: red, green and blue from 0 to 1, or #RRGGBB.
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from annotator.model.scheme import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.model.scheme import SpanType

Rgb: TypeAlias = tuple[float, float, float]

COLOURS: dict[str, tuple[str, str]] = {
    "chrome": ("#F4F3EF", "#1B1C1F"),
    "canvas": ("#EAE8E2", "#141517"),
    "page": ("#FFFEFB", "#222327"),
    "card": ("#FFFFFF", "#26272C"),
    "border": ("#D5D2CA", "#3C3E44"),
    "field_edge": ("#C9C6BE", "#4A4C52"),
    "hairline": ("#ECEAE4", "#33353A"),
    "selected_row": ("#E2DFD7", "#34363C"),
    "message": ("#1F1E1B", "#3C3E44"),
    "message_ink": ("#FFFEFB", "#E8E5DE"),
    "ink": ("#1F1E1B", "#E8E5DE"),
    "ink2": ("#57554F", "#B4B1A9"),
    "ink3": ("#66645E", "#98958E"),
    Role.CLAIM: ("#0072B2", "#56B4E9"),
    Role.SPEAKER: ("#D55E00", "#E69F00"),
    Role.CUE: ("#5F5D58", "#B4B1A9"),
    Role.ENTITY: ("#008A65", "#2FC79B"),
    "entity_letter": ("#00694D", "#66DDBA"),
    "claim_hint": ("#0066A0", "#7CC6F0"),
    "speaker_hint": ("#A84600", "#F0B53A"),
    "agreed": ("#8B8881", "#7F7D77"),
    "agreed_tint": ("#F1EFEA", "#2B2C31"),
    "left": ("#0072B2", "#56B4E9"),
    "right": ("#C25200", "#F0904A"),
    "chip_letter": ("#FFFFFF", "#141517"),
}
"""What each role has, light and dark."""

# How much of the type's colour lies on the page: (tint, lit tint), light and dark.
_TINTS: dict[Role | None, tuple[tuple[float, float], tuple[float, float]]] = {
    Role.CLAIM: ((0.095, 0.18), (0.16, 0.30)),
    Role.SPEAKER: ((0.13, 0.30), (0.17, 0.34)),
    Role.CUE: ((0.0, 0.22), (0.0, 0.25)),
}
_UNTINTED = ((0.0, 0.18), (0.0, 0.25))
# The default scheme's colours are drawn as those of the table.
_KNOWN = {
    Role.CLAIM: {"#0072B2"},
    Role.SPEAKER: {"#D55E00"},
    Role.CUE: {"#5F5D58", "#767676"},
    Role.ENTITY: {"#008A65", "#009E73"},
}
_HINTS = {
    Role.CLAIM: "claim_hint",
    Role.SPEAKER: "speaker_hint",
    Role.ENTITY: "entity_letter",
    Role.CUE: Role.CUE,
}
_NO_COLOUR = "#5F5D58"

LINE_CONTRAST = 3.0
"""The least contrast of a line on every ground it can lie on."""
TEXT_CONTRAST = 4.5
"""The least contrast of text."""


@dataclass(frozen=True, slots=True)
class TypeColours:
    """The colours of one type as #RRGGBB: its line, its letter; how strong its tint is, and lit."""

    line: str
    letter: str
    tint: float
    lit: float


@lru_cache(maxsize=256)
def colours_of(kind: SpanType | None, *, is_dark: bool) -> TypeColours:
    """Give the colours a type is drawn in, whatever colour its scheme gave it."""
    role = kind.role if kind is not None else None
    tint, lit = _TINTS.get(role, _UNTINTED)[is_dark]
    if kind is not None and role in _KNOWN and kind.colour.upper() in _KNOWN[role]:
        return TypeColours(COLOURS[role][is_dark], COLOURS[_HINTS[role]][is_dark], tint, lit)
    page = rgb(COLOURS["page"][is_dark])
    grounds = [page, _claim_ground(0, is_dark=is_dark)]
    start = rgb(kind.colour if kind is not None else _NO_COLOUR)
    line = readable(start, grounds, LINE_CONTRAST, darken=not is_dark)
    if tint:
        # Its own tint is a ground too: what lies on the page lies on it as well.
        grounds.append(mixed(line, page, tint))
        line = readable(line, grounds, LINE_CONTRAST, darken=not is_dark)
    every = [*grounds, _claim_ground(1, is_dark=is_dark), mixed(line, page, lit)]
    letter = readable(line, every, TEXT_CONTRAST, darken=not is_dark)
    return TypeColours(hexadecimal(line), hexadecimal(letter), tint, lit)


def _claim_ground(lit: int, *, is_dark: bool) -> Rgb:
    page, claim = (rgb(COLOURS[one][is_dark]) for one in ("page", Role.CLAIM))
    return mixed(claim, page, _TINTS[Role.CLAIM][is_dark][lit])


def rgb(colour: str) -> Rgb:
    """Give the parts of #RRGGBB, as any scheme's colour is written."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return (red, green, blue)


def hexadecimal(colour: Rgb) -> str:
    """Give a colour as #RRGGBB."""
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)


def mixed(colour: Rgb, ground: Rgb, strength: float) -> Rgb:
    """Give what is seen when `colour` covers `ground` to this part (0–1)."""
    red, green, blue = (
        a * strength + b * (1 - strength) for a, b in zip(colour, ground, strict=True)
    )
    return (red, green, blue)


def contrast(first: Rgb, second: Rgb) -> float:
    """Give the contrast of two colours as WCAG 2 defines it: 1 (none) to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: Rgb, grounds: Iterable[Rgb], least: float, *, darken: bool) -> Rgb:
    """Give the colour moved in lightness only, as little as needed, until it can be read.

    It keeps its hue and saturation; it gets darker, or lighter, until its contrast is `least` on
    all grounds.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*colour)
    for step in range(101):
        moved = lightness * (1 - step / 100) if darken else lightness + (1 - lightness) * step / 100
        found = rgb(hexadecimal(colorsys.hls_to_rgb(hue, moved, saturation)))
        if all(contrast(found, ground) >= least for ground in grounds):
            return found
    return (0.0, 0.0, 0.0) if darken else (1.0, 1.0, 1.0)


def _luminance(colour: Rgb) -> float:
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
