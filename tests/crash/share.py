"""How much is tried: a small share always, `TORTURE` times as much for a night (TORTURE=50)."""

from __future__ import annotations

import os
from pathlib import Path

TORTURE = max(1, int(os.environ.get("TORTURE", "1")))
CHECKOUT = Path(__file__).resolve().parents[2]
MEMORY = Path("/dev/shm")  # noqa: S108 - folders of our own are made in it


def share(n: int, *, long: int = 0) -> int:
    """Give how often something is tried that is tried `n` times in every run of all tests.

    In a long run of whatever length it is tried at least `long` times.
    """
    return n if TORTURE == 1 else max(n * TORTURE, long)


def fast_folder(usual: Path) -> Path:
    """Give a folder in memory where there is one, else the usual: it stands for a disk here."""
    return MEMORY if os.access(MEMORY, os.W_OK) else usual
