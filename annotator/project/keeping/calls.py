"""The calls of `Project` that keep a study safe: copies of its file."""

from __future__ import annotations

from pathlib import Path

from annotator.project.study import Study


class Kept(Study):
    """A project whose file is looked after for years."""

    def backup(self, to: Path | str) -> Path:
        """Write a copy of the project, whole or not at all, and give its path.

        It holds all that is saved, also when the file was moved, replaced or deleted since it
        was opened. Raises `TargetExists`, `CannotWrite`, `DiskFull`.
        """
        here = self._here
        here.drain()
        here.file.copy_to(Path(to))
        return Path(to)
