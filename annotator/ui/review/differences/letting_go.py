"""What was compared of thousands of articles is let go beside the window, an article at a time.

All at once it takes as long as many frames, wherever it is done: Python's other threads wait.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QTimer

from annotator.compare.agreement import Agreement, PairAgreement
from annotator.ui.review.differences.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.ui.basics.jobs import Jobs
    from annotator.work import Cancel, Progress

    Compared: TypeAlias = Agreement | PairAgreement | Prepared | None

_AFTER_MS = 200
"""What shows it has gone by then."""


def let_go(parent: QObject, jobs: Jobs, *held: Compared) -> None:
    """Let go what nobody shows any more, a little later; the caller forgets it now."""
    kept = [one for one in held if one is not None]

    def work(_progress: Progress, _cancel: Cancel) -> None:
        let_go_in_pieces(kept)

    if kept:
        QTimer.singleShot(_AFTER_MS, parent, lambda: jobs.start(work, _nothing))


def let_go_in_pieces(kept: list[Agreement | PairAgreement | Prepared]) -> None:
    """Empty a list; each article of what stood in it goes by itself."""
    pieces = [piece for one in kept for piece in _pieces(one)]
    kept.clear()
    while pieces:
        pieces.pop()


def _pieces(one: Agreement | PairAgreement | Prepared) -> Iterator[object]:
    match one:
        case Agreement():
            for pair in one.pairs:
                yield from _pieces(pair)
        case PairAgreement():
            yield from one.comparison.articles
            for table in one.tables.values():
                yield from table.cells.values()
        case Prepared():
            yield from one.entries.values()
            yield from one.decided.values()
            if one.settling is not None:
                yield from one.settling.comparison.articles


def _nothing(_told: object) -> None:
    pass
