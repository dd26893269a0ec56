"""What is known of the projects that were open lately: when each was changed, whether it is there.

Asked beside the window: a stick or a network drive may take long to say that it is not there.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from annotator.language import tr
from annotator.ui.basics.labels import day_of


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
