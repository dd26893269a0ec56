"""One edit of a scheme, as a value and as JSON; what is asked for, not yet whether it can be."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.article import Json


class EditKind(StrEnum):
    """What is done to a thing of the scheme."""

    ADD = "add"
    RENAME = "rename"
    MOVE = "move"
    MERGE = "merge"
    SPLIT = "split"
    RETIRE = "retire"
    RESTORE = "restore"
    """Takes a retired one back into use."""
    DEFINE = "define"


WORDS = ("definition", "example", "counter_example", "asks")
"""What an edit says in words. Where one changes, what was coded is to be looked at again."""
_MATTER = (*WORDS, "colour", "key", "optional", "default", "from_note")
_COMING = ("values", "ordered", "grows", "refers_to_actor", "role", "source")
_ALLOWED: Mapping[EditKind, tuple[str, ...]] = {
    EditKind.ADD: ("to", *_MATTER, *_COMING),
    EditKind.RENAME: ("to",),
    EditKind.MOVE: ("to",),
    EditKind.MERGE: ("into",),
    EditKind.SPLIT: ("into",),
    EditKind.DEFINE: (*_MATTER, "ordered", "grows"),
}
_NEEDED: Mapping[EditKind, str] = {
    EditKind.RENAME: "to",
    EditKind.MOVE: "to",
    EditKind.MERGE: "into",
    EditKind.SPLIT: "into",
}
_LISTS = frozenset({"values", "source", "into"})
_FLAGS = frozenset({"look", "optional", "ordered", "grows", "refers_to_actor"})
_IN_JSON = {"source": "from"}


@dataclass(frozen=True, slots=True)
class SchemeEdit:
    """What is to become of one thing of the scheme, `what` being its path.

    None = not said. `from_note` fills the words that are given empty; where none is, the example.
    `look` False: what it touches is not to be looked at again. Of an attribute that is added
    `values`, `ordered` and `grows`, of a type `refers_to_actor` and `role`, of a link `source` and
    `to`, the types it goes from and to.
    """

    edit: EditKind
    what: str
    to: str | int | tuple[str, ...] = ""
    into: str | tuple[str, ...] = ()
    definition: str | None = None
    example: str | None = None
    counter_example: str | None = None
    asks: str | None = None
    colour: str | None = None
    key: str | None = None
    optional: bool | None = None
    default: str | None = None
    from_note: str = ""
    look: bool = True
    values: tuple[str, ...] = ()
    ordered: bool | None = None
    grows: bool | None = None
    refers_to_actor: bool | None = None
    role: str | None = None
    source: tuple[str, ...] = ()

    @classmethod
    def of(cls, said: object) -> "SchemeEdit":
        """Read an edit of JSON; raises `WrongUse`."""
        if not isinstance(said, Mapping):
            raise _wrong(tr("An edit of the scheme is a JSON object."))
        names = {_IN_JSON.get(one.name, one.name): one.name for one in fields(cls)}
        given = {str(key): value for key, value in said.items()}
        unknown = [key for key in given if key not in names]
        if unknown:
            raise _wrong(tr("An edit of the scheme has no “{key}”.", key=unknown[0]))
        kind = given.get("edit")
        if kind not in list(EditKind):
            raise _wrong(tr("“{kind}” is no edit of a scheme.", kind=kind))
        edit = EditKind(str(kind))
        found = {
            names[key]: _value(key, value)
            for key, value in given.items()
            if key != "edit" and value is not None
        }
        if not found.get("what"):
            raise _wrong(tr("What is to be edited is not said."))
        return cls(edit=edit, **found).checked()

    def checked(self) -> "SchemeEdit":
        """Give it, if what it says fits what it does; raises `WrongUse`."""
        allowed = {"edit", "what", "look", *_ALLOWED.get(self.edit, ())}
        for one in fields(self):
            if one.name not in allowed and getattr(self, one.name) != one.default:
                key = _IN_JSON.get(one.name, one.name)
                raise _wrong(tr("“{edit}” takes no “{key}”.", edit=self.edit, key=key))
        needed = _NEEDED.get(self.edit)
        if needed is not None and not getattr(self, needed):
            raise _wrong(tr("“{edit}” needs “{key}”.", edit=self.edit, key=needed))
        is_number = self.edit is EditKind.MOVE
        if needed == "to" and not isinstance(self.to, int if is_number else str):
            raise _wrong(tr("“to” is a number from 1 for move, a name for rename."))
        return self

    def as_json(self) -> dict[str, Json]:
        """Give the JSON object that `of` reads."""
        said: dict[str, Json] = {"edit": str(self.edit), "what": self.what}
        for one in fields(self):
            value = getattr(self, one.name)
            if one.name not in said and value != one.default:
                key = _IN_JSON.get(one.name, one.name)
                said[key] = list(value) if isinstance(value, tuple) else value
        return said

    def words(self) -> dict[str, str]:
        """Give the words that it says."""
        said = {name: getattr(self, name) for name in WORDS}
        return {name: text for name, text in said.items() if text is not None}


def _value(key: str, value: object) -> Any:
    name = "source" if key == "from" else key
    if isinstance(value, list) and (name in _LISTS or name == "to"):
        fits = all(isinstance(one, str) for one in value)
        value = tuple(value)
    elif name in _FLAGS:
        fits = isinstance(value, bool)
    elif name == "to" and type(value) is int:
        fits = True
    else:
        fits = isinstance(value, str) and name not in {"values", "source"}
    if not fits:
        raise _wrong(tr("“{key}” of an edit of the scheme is of the wrong kind.", key=key))
    return value


def _wrong(sentence: str) -> WrongUse:
    return WrongUse(
        sentence,
        tr(
            "The form: {form}",
            form='{"edit": "rename", "what": "claim.directness.mixed", "to": "partly"}',
        ),
    )
