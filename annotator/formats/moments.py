"""Moments as other programs write them: all that XML Schema calls a dateTime, made ours in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)


@lru_cache(maxsize=4096)
def moment_of(said: str | None) -> str:
    """Give a moment to the second; "" for what is none.

    One that names no zone is taken as UTC: nobody can say where it was written.
    """
    found = _MOMENT.fullmatch(said.strip()) if said else None
    if found is None:
        return ""
    zone = found[2] or "Z"
    try:
        at = datetime.fromisoformat(found[1] + ("+00:00" if zone == "Z" else zone))
        return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"
    except (ValueError, OverflowError):
        return ""
