"""How late the window's timer comes while nothing else goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.frames import worst_lateness

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work."""
    del place
    return lambda: [worst_lateness()]
