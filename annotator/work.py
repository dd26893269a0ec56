"""Long work: how it tells its progress and how it is cancelled."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from annotator.errors import Cancelled
from annotator.language import tr

Progress: TypeAlias = Callable[[int, int, str], None]
"""Hears `(done, of, what)`, in units people know: (12, 400, "article")."""


def silent(done: int, of: int, what: str) -> None:
    """Hear progress and say nothing."""


class Cancel:
    """A wish to stop, set by one thread and looked at by another."""

    def __init__(self) -> None:
        """Begin without the wish."""
        self._event = threading.Event()

    def cancel(self) -> None:
        """Wish that the work stops."""
        self._event.set()

    def is_wished(self) -> bool:
        """Say whether it was wished."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if it was wished; long work calls this at least every 50 ms."""
        if self._event.is_set():
            raise Cancelled(tr("Cancelled."), tr("Nothing was changed."))


@dataclass(frozen=True, slots=True)
class Watch:
    """Who watches long work: hears how far it is, and may wish that it stops."""

    progress: Progress = silent
    cancel: Cancel = field(default_factory=Cancel)
