"""The schemes that ship: one to start from, and some to add to it or to any other."""

import tomllib
from dataclasses import dataclass, replace

from annotator import resources
from annotator.model.scheme import Scheme
from annotator.model.scheme_edits.renaming import our_names, renamed
from annotator.model.scheme_edits.widening import with_added
from annotator.model.scheme_file import scheme_and_remarks

START = "default"
_ENDING = ".toml"


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
    scheme, remarks = scheme_and_remarks(text, file)
    head = tomllib.loads(text).get("scheme")
    adds = isinstance(head, dict) and head.get("adds") is True
    return ReadyScheme(scheme, adds, remarks)
