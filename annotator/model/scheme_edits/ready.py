"""The schemes that ship: one to start from, and some to add to it or to any other."""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from annotator import disk, resources
from annotator.errors import CannotRead, Where
from annotator.language import tr
from annotator.model.scheme import Scheme
from annotator.model.scheme_edits.renaming import our_names, renamed
from annotator.model.scheme_edits.widening import with_added
from annotator.model.scheme_file import scheme_and_remarks

START = "default"
_ENDING = ".toml"
_MOST_BYTES = 16_000_000
"""Ten thousand values with all their words take less than half of it."""


@dataclass(frozen=True, slots=True)
class ReadyScheme:
    """A scheme of a file: it `adds` to another one, or stands for itself; what is to be said."""

    scheme: Scheme
    adds: bool
    remarks: tuple[str, ...] = ()

    def onto(self, ours: Scheme) -> Scheme:
        """Give our scheme with this one added: nothing of ours changes, roles find each other."""
        theirs = renamed(self.scheme, *our_names(ours, self.scheme))
        return replace(with_added(ours, theirs), recoded=())


def ready_names() -> tuple[str, ...]:
    """Give the names of the schemes that ship, the one to start from first."""
    names = [one.removesuffix(_ENDING) for one in resources.names("schemes") if _ENDING in one]
    return (START, *sorted(name for name in names if name != START))


def ready_scheme(name: str) -> ReadyScheme:
    """Give the scheme that ships under this name."""
    return scheme_of(resources.read_text("schemes", f"{name}{_ENDING}"), name)


def scheme_of(text: str, file: str) -> ReadyScheme:
    """Give the scheme of a TOML text; raises `CannotRead`."""
    text = text.removeprefix("\ufeff")
    scheme, remarks = scheme_and_remarks(text, file)
    head = tomllib.loads(text).get("scheme")
    return ReadyScheme(scheme, isinstance(head, dict) and head.get("adds") is True, remarks)


def scheme_in(path: Path) -> ReadyScheme:
    """Give the scheme of a TOML file; raises `CannotRead`."""
    names = ", ".join(ready_names())
    try:
        found = disk.read_plain(path, _MOST_BYTES)
    except OSError as problem:
        raise CannotRead(
            tr("There is no scheme “{file}” that could be read.", file=path),
            tr("Give a TOML file, or one that ships: {names}.", names=names),
            Where(str(path)),
        ) from problem
    if len(found) > _MOST_BYTES:
        raise CannotRead(
            tr("“{file}” is no scheme: it has more than 16 MB.", file=path.name),
            tr("Give a TOML file, or one that ships: {names}.", names=names),
            Where(str(path)),
        )
    try:
        return scheme_of(found.decode("utf-8"), path.name)
    except UnicodeDecodeError as problem:
        raise CannotRead(
            tr("“{file}” cannot be read as a scheme: it is no text in UTF-8.", file=path.name),
            tr("Save it again as UTF-8, or give another TOML file."),
            Where(str(path)),
        ) from problem
