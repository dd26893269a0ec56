"""The health of a project file, without opening it for work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.store import check as store_check

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.store.check import Health


def check(path: Path) -> Health:
    """Check a file through and through; raises `CannotOpen` when it cannot even be looked into."""
    return store_check.check(path)
