"""Where both sides of a goal find their work: a project file, its article, folders to write in."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CODER_ID, CODER_NAME = "0197b9f0-0000-7000-8000-000000000001", "Benchmark"
"""The coder whose marks the workloads hold."""

VIEW_WIDTH, VIEW_HEIGHT = 690, 860
"""The size of the view, in pixels, on both sides."""


@dataclass(frozen=True, slots=True)
class Place:
    """What one run of a goal works on.

    `project` is the project file; `article_id` the article that is measured, `other_id` a short one
    beside it. `texts` is a folder of text files, `folder` is free to write in. `shown` holds the
    article's text as a text edit gets it: long paragraphs in pieces.
    """

    project: Path
    article_id: str
    other_id: str
    folder: Path
    texts: Path
    shown: Path

    @property
    def home(self) -> Path:
        """Where the program keeps its own files meanwhile; its settings name this project."""
        return self.project.parent / "home"

    @property
    def compiled(self) -> Path:
        """Where Python keeps what it has compiled, for all places of a run."""
        return self.project.parent.parent / "compiled"

    def words(self) -> str:
        """Give the place as one line for another process."""
        return json.dumps({name: str(value) for name, value in asdict(self).items()})

    @classmethod
    def read(cls, words: str) -> Place:
        """Give the place that `words` names."""
        found: dict[str, str] = json.loads(words)
        return cls(
            project=Path(found["project"]),
            article_id=found["article_id"],
            other_id=found["other_id"],
            folder=Path(found["folder"]),
            texts=Path(found["texts"]),
            shown=Path(found["shown"]),
        )


def made_once(to: Path, make: Callable[[Path], object]) -> Path:
    """Let `make` write a file that both sides read, where it is not there yet, and give it.

    Both prepare at the same time: each writes one of its own, and either may stay.
    """
    if not to.exists():
        own = to.with_stem(f"{to.stem}-{os.getpid()}")
        make(own)
        own.replace(to)
    return to
