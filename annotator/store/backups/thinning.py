"""Which backups of a project may go: pure, by their times and sizes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from annotator.store.backups.listing import Backup

LARGEST_TOTAL_BYTES = 2 * 1024**3
LARGE_BYTES = 200 * 1024**2
"""A project of more is copied less often, and fewer copies of it are kept in any case."""
FEWEST, FEWEST_LARGE = 5, 3


@dataclass(frozen=True, slots=True)
class Thinned:
    """Backups that may go: those of stretches of time that have newer ones, and those for which
    there is no room within the bound.
    """

    by_time: tuple[Backup, ...] = ()
    by_size: tuple[Backup, ...] = ()


def to_thin(backups: Sequence[Backup], now: datetime) -> Thinned:
    """Give those that may go: kept are all of the last hour, one an hour for a day, one a day for
    a month, one a month for ever; at least five (three, where the newest is large), and of more
    than 2 GB beyond these none.

    One from the future stays, and the one made now does, whatever time the others say: a clock
    that was set back takes nothing away.
    """
    newest_first = sorted(backups, key=lambda one: one.at, reverse=True)
    slots = {_slot(one, now): one for one in reversed(newest_first)}
    kept = [one for one in newest_first if slots[_slot(one, now)] is one]
    fewest = FEWEST_LARGE if _is_large(newest_first) else FEWEST
    others = [one for one in newest_first if one not in kept]
    kept += others[: max(0, FEWEST - len(kept))]
    kept.sort(key=lambda one: one.at, reverse=True)
    newest = next((one for one in kept if one.at <= now), None)
    first = [one for one in kept if one is newest] + [one for one in kept if one is not newest]
    staying: list[Backup] = []
    total = 0
    for one in first:
        total += one.size
        if len(staying) < fewest or total <= LARGEST_TOTAL_BYTES:
            staying.append(one)
        else:
            total = LARGEST_TOTAL_BYTES + 1  # an older one that is small takes no place either
    return Thinned(
        by_time=tuple(one for one in newest_first if one not in kept),
        by_size=tuple(one for one in kept if one not in staying),
    )


def _is_large(newest_first: Sequence[Backup]) -> bool:
    return bool(newest_first) and newest_first[0].size > LARGE_BYTES


def _slot(one: Backup, now: datetime) -> str:
    """Give the stretch of time of which the newest backup stays."""
    age = now - one.at
    if age <= timedelta(hours=1):
        return str(one.path)
    if age <= timedelta(days=1):
        return f"{one.at:%Y-%m-%d %H}"
    if age <= timedelta(days=31):
        return f"{one.at:%Y-%m-%d}"
    return f"{one.at:%Y-%m}"
