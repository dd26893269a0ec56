"""Who wants to hear of which change: one notice a step, told from the writer's thread."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from annotator.errors import AnnotatorError
from annotator.model.changes import ChangeSummary, Step, summary_of


class NoticeKind(StrEnum):
    """What happened."""

    DONE = "done"
    UNDONE = "undone"
    REDONE = "redone"
    FAILED = "failed"
    REREAD = "reread"
    SUGGESTED = "suggested"
    """A suggester wrote what it proposes: `step` has its changes, and is in no history."""
    HISTORY = "history"
    """The list of steps changed and nothing else: `step` got a name, or is the first now."""
    ASKED = "asked"
    """A step was not undone or done again: it takes away much, and nobody has agreed yet."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What changed in the project, or what failed to.

    `step.changes` are what has now happened to the rows (none when it is asked about). `lost` are
    the steps that were planned and are not on disk.
    """

    kind: NoticeKind
    step: Step | None = None
    error: AnnotatorError | None = None
    lost: tuple[Step, ...] = ()

    def article_ids(self) -> frozenset[str]:
        """Give the ids of the articles whose rows name them in this step."""
        return self.summary().article_ids

    def tables(self) -> frozenset[str]:
        """Give the names of the tables touched."""
        return self.summary().tables

    def summary(self) -> ChangeSummary:
        """Give what the step has touched."""
        return summary_of(self.step.changes if self.step else ())


Listener = Callable[[Notice], None]


class Notices:
    """The listeners of one project."""

    def __init__(self) -> None:
        """Begin without any."""
        self._lock = threading.Lock()
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` every notice from now on; give a function that ends it."""
        with self._lock:
            self._listeners.append(listener)

        def end() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return end

    def tell(self, notice: Notice) -> None:
        """Tell all listeners."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(notice)
