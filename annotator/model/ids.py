"""Public ids made here: UUID version 7 (RFC 9562 §5.7), unique across files and machines.

They are ordered by time, so that indexes on them stay cheap.
"""

from __future__ import annotations

import os
import threading
import time
import uuid
from collections.abc import Callable

IdMaker = Callable[[], str]
"""Makes one new public id per call; tests hand in a counting one."""

Clock = Callable[[], str]
"""Gives the present time as `YYYY-MM-DDTHH:MM:SSZ`; tests hand in a standing one."""


class _Sequence:
    """Ids of one process: later calls give greater ids, also within one millisecond."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def __call__(self) -> str:
        random = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
        with self._lock:
            # 48 bits of milliseconds and 12 bits of their fraction (RFC 9562 §6.2, method 3).
            stamp = (time.time_ns() << 12) // 1_000_000
            stamp = max(stamp, self._last + 1)
            self._last = stamp
        value = (stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | random
        return str(uuid.UUID(int=value))


new_id: IdMaker = _Sequence()
"""Gives a new public id."""


def now() -> str:
    """Give the present time in UTC, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
