"""Read what ships with the program, from the wheel or from a checkout.

Nobody else looks for files of the program: no `__file__` elsewhere.
"""

from functools import cache
from pathlib import Path

from annotator.errors import CannotRead

# Not by importlib.resources: the window's start waits for what that loads, and Qt cannot be
# started out of an archive anyway.
_PACKAGE = Path(__file__).parent


@cache
def _root() -> Path:
    inside = _PACKAGE / "_resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def _find(parts: tuple[str, ...]) -> Path:
    return _root().joinpath(*parts)


def read_bytes(*parts: str) -> bytes:
    """Give the bytes of the shipped file `parts`; raises `CannotRead` when it is missing."""
    try:
        return _find(parts).read_bytes()
    except OSError as problem:
        raise CannotRead(
            f"The program's own file {'/'.join(parts)} is missing.", "Install Annotator again."
        ) from problem


def read_text(*parts: str) -> str:
    """Give the shipped UTF-8 file `parts` with its line ends as they are."""
    return read_bytes(*parts).decode("utf-8")


def names(*folder: str) -> tuple[str, ...]:
    """Give the sorted names of the files in a shipped folder."""
    place = _find(folder)
    if not place.is_dir():
        return ()
    return tuple(sorted(item.name for item in place.iterdir() if item.is_file()))


@cache
def exists(*parts: str) -> bool:
    """Say whether the shipped file is there."""
    return _find(parts).is_file()
