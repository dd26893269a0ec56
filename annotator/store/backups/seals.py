"""What is written beside a backup when it was looked through: its checksum, and what it is.

A backup whose bytes still have that sum needs no second look. One without a seal, as older ones,
is looked through again; a seal that cannot be read is none.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from annotator import disk
from annotator.model.article import Json

_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Seal:
    """`sha256` of the backup; `last` and `done` are the ids of its newest step and of the newest
    that is done, `names` a checksum of the names of steps; `source` is the path of the project;
    `act` and `args` name the step before which it was made ("" = before none).
    """

    sha256: str = ""
    last: str = ""
    done: str = ""
    names: str = ""
    source: str = ""
    act: str = ""
    args: Mapping[str, Json] = field(default_factory=dict, hash=False)


def seal_path(backup: Path) -> Path:
    """Give where the seal of a backup lies."""
    return backup.with_suffix(".json")


def write_seal(backup: Path, seal: Seal, *, mode: int) -> None:
    """Write the seal of a backup, with the rights of the project; raises `OSError`."""
    disk.write_whole(seal_path(backup), json.dumps(asdict(seal)), mode=mode)


def read_seal(backup: Path) -> Seal | None:
    """Give the seal of a backup; None where there is none that can be read."""
    place = seal_path(backup)
    try:
        if not place.is_file() or place.stat().st_size > _LONGEST:
            return None
        found = json.loads(place.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    words = {name: found.get(name) for name in ("sha256", "last", "done", "source", "act")}
    words["names"] = found.get("names", "")
    args = found.get("args")
    if not isinstance(args, dict) or not all(isinstance(one, str) for one in words.values()):
        return None
    return Seal(**{name: str(one) for name, one in words.items()}, args=args)
