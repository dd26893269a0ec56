"""What Esc goes out of: one thing a press, in one order, wherever the keyboard is."""

from collections.abc import Collection
from enum import Enum


class Held(Enum):
    """What there can be to go out of, in the order in which Esc does."""

    EDGE = "edge"
    POPUP = "popup"
    SHEET = "sheet"
    """A passage that a sheet led to, where nothing was done since."""
    MESSAGE = "message"
    PANE = "pane"
    SPAN = "span"
    SELECTION = "selection"


def first_out(held: Collection[Held]) -> Held | None:
    """Give what one press of Esc goes out of; None where there is nothing."""
    return next((one for one in Held if one in held), None)
