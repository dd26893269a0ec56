"""What is known of the projects that were open lately: when each was changed, whether it is there.

Asked beside the window: a stick or a network drive may take long to say that it is not there.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, QLocale

from annotator.language import current, tr


def last_changed(paths: Iterable[str]) -> dict[str, str]:
    """Say of each project, by its path, when it was changed last."""
    found: dict[str, str] = {}
    for path in paths:
        try:
            changed = datetime.fromtimestamp(Path(path).stat().st_mtime, UTC).astimezone()
        except (OSError, ValueError, OverflowError):
            found[path] = tr("not there now")
        else:
            found[path] = day_of(changed.date(), datetime.now(UTC).astimezone().date())
    return found


def day_of(when: date, today: date) -> str:
    """Give a day as people say it: today, yesterday, 3 June, 2024."""
    if when >= today:
        return tr("today")
    if when == today - timedelta(days=1):
        return tr("yesterday")
    if when.year != today.year:
        return str(when.year)
    return QLocale(current()).toString(QDate(when.year, when.month, when.day), "d MMMM")
