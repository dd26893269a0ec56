"""A moment as a person reads it: the time of day, with the day where that is not today."""

from datetime import UTC, datetime


def clock_time(at: str) -> str:
    """Give a time written as ISO 8601 in the time of this place; "" for what is none."""
    try:
        then = datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError, OSError):
        return ""
    is_today = then.date() == datetime.now(UTC).astimezone().date()
    return then.strftime("%H:%M" if is_today else "%Y-%m-%d %H:%M")
