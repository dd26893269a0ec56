"""What this computer remembers of a project beside the settings: a small file a project.

It is nobody else's, so it is not in the project; nothing depends on it.
"""

import json
from pathlib import Path

from annotator import disk, paths
from annotator.model.ids import names_a_file

PLACES, LOOKS = "places", "looks"
"""Where somebody read (`ui.places`), what was there at the last review (`ui.review.looks`)."""
KINDS = (PLACES, LOOKS)


def path_of(kind: str, project_id: str) -> Path | None:
    """Give where something is remembered; None for an id that is no file's name."""
    if not names_a_file(project_id):
        return None
    return paths.config_folder() / kind / f"{project_id}.json"


def load(kind: str, project_id: str) -> object:
    """Give what is remembered, as JSON has it; None where that is nothing or cannot be read."""
    path = path_of(kind, project_id)
    try:
        return json.loads(disk.read_small(path)) if path is not None else None
    except (OSError, ValueError, RecursionError):
        return None


def save(kind: str, project_id: str, content: object) -> bool:
    """Remember something that JSON can say; say whether it could be kept."""
    path = path_of(kind, project_id)
    if path is None:
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        disk.write_whole(path, json.dumps(content), mode=0o600)
    except OSError:
        return False
    return True
