"""Public ids made here: UUID version 7 (RFC 9562 §5.7), unique across files and machines.

One run of the program takes one prefix (time and chance, 96 bits) and counts behind it, so that
a project file keeps the prefix once and a number for each id.
"""

import hashlib
import os
import re
import threading
import time
from collections.abc import Callable

IdMaker = Callable[[], str]
"""Makes one new public id per call; tests hand in a counting one."""

Clock = Callable[[], str]
"""Gives the present time as `YYYY-MM-DDTHH:MM:SSZ`; tests hand in a standing one."""

_OUR_FORM = re.compile("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_GOOD_NAME = re.compile(r"[0-9a-zA-Z-]{1,64}")
MOST = (1 << 24) - 1
"""How many ids have one prefix."""


class Sequence:
    """Ids of one run: later calls give greater ids."""

    def __init__(self) -> None:
        """Begin without a prefix; the first call takes one."""
        self._last_ms = 0
        self.forked()

    def forked(self) -> None:
        """Begin anew in a process that was forked; its parent goes on with the prefix."""
        # The fork may have copied a lock that nobody in this process will open.
        self._lock = threading.Lock()
        self.renew()

    def renew(self) -> None:
        """Let the next id have a fresh prefix."""
        with self._lock:
            self._prefix, self._n = "", MOST

    def __call__(self) -> str:
        """Give a new id."""
        with self._lock:
            if self._n >= MOST:
                self._prefix, self._n = self._fresh_prefix(), 0
            self._n += 1
            return f"{self._prefix}{self._n:08x}"

    def _fresh_prefix(self) -> str:
        self._last_ms = max(time.time_ns() // 1_000_000, self._last_ms + 1)
        chance = int.from_bytes(os.urandom(6), "big")
        value = (self._last_ms << 48) | 0x7 << 44 | (chance & 0xFFF) << 32
        value |= 0b10 << 30 | chance >> 18
        text = f"{value:024x}"
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


new_id = Sequence()
"""Gives a new public id."""

if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=new_id.forked)


def names_a_file(uid: str) -> bool:
    """Say whether an id from outside can be a file's name."""
    return _GOOD_NAME.fullmatch(uid) is not None


def has_our_form(uid: str) -> bool:
    """Say whether an id looks as if this program made it, and nobody thought of it."""
    return _OUR_FORM.fullmatch(uid) is not None


def now() -> str:
    """Give the present time in UTC, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


_COUNTS = re.compile(r"([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{4}00)([0-9a-f]{6})")


def derived_id(uid: str, *words: str) -> str:
    """Give the id that a thing from outside gets here where its own is taken: always the same.

    Those of ids that count one behind the other do so too, so that a file keeps them as small.
    """
    # Most ids from outside are no such ones, and there may be half a million.
    found = _COUNTS.fullmatch(uid) if uid[28:30] == "00" else None
    named = "\n".join((found[1] if found else uid, *words))
    digits = hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()
    version, end = ("7", f"00{found[2]}") if found else ("8", digits[24:32])
    first, rest = f"{digits[:8]}-{digits[8:12]}", f"{digits[13:16]}-8{digits[17:20]}"
    return f"{first}-{version}{rest}-{digits[20:24]}{end}"
