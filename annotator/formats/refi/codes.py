"""The coding scheme as codes: types, below them their attributes, below these the values.

REFI-QDA knows codes alone, each with a name and a description. What a span is coded with is one
code: that of its first value from a closed list, else that of its type; so the topmost code of the
branch is always the type.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from annotator.formats.safe_xml import writable
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from hashlib import _Hash

    from annotator.formats.refi.xml_out import XmlOut
    from annotator.model.scheme import AttributeType, Scheme, SpanType, Value

_SPACE = uuid.UUID("6f0a4d0e-5c53-5b0c-9d0a-2c7b7c1b8f11")
"""The namespace of all ids that this program gives to things of REFI-QDA (RFC 9562, version 5)."""
COLOUR = re.compile("#[0-9A-Fa-f]{6}")


_VARIANT = {digit: "89AB"[int(digit, 16) & 3] for digit in "0123456789ABCDEF"}
"""What becomes of the digit whose first two bits say by which rules a UUID is made."""


def guid(project_id: str, kind: str, name: str) -> str:
    """Give the GUID of a thing: at every export the same, in every project another.

    That of `uuid.uuid5`, without its objects: an export needs a million.
    """
    made = _begun(project_id).copy()
    made.update(f"{kind}\n{name}".encode())
    at = made.hexdigest().upper()
    return f"{at[:8]}-{at[8:12]}-5{at[13:16]}-{_VARIANT[at[16]]}{at[17:20]}-{at[20:32]}"


@lru_cache(maxsize=8)
def _begun(project_id: str) -> _Hash:
    """Give the hash of what all names of a project begin with; it is copied, never gone on with."""
    return hashlib.sha1(_SPACE.bytes + f"{project_id}\n".encode(), usedforsecurity=False)


@dataclass(frozen=True, slots=True)
class Code:
    """A code with those below it; what is no code for itself groups others (`is_codable`)."""

    guid: str
    name: str
    description: str = ""
    colour: str | None = None
    is_codable: bool = True
    below: tuple[Code, ...] = ()

    def each(self) -> Iterator[Code]:
        """Give it and all below it."""
        yield self
        for one in self.below:
            yield from one.each()


class CodeTree:
    """The codes of a scheme; of types that it does not have a code is made when one goes by."""

    def __init__(self, project_id: str, scheme: Scheme | None) -> None:
        """Make the codes of a scheme."""
        self._project_id = project_id
        self._types = {one.name: one for one in scheme.types} if scheme else {}
        self._tops = {name: self._of_type(one) for name, one in self._types.items()}
        self._listed = {name: [*self._values(one)] for name, one in self._types.items()}

    def tops(self) -> tuple[Code, ...]:
        """Give the topmost codes, those of the scheme first."""
        return tuple(self._tops.values())

    def coded(self, kind: str, values: Mapping[str, str]) -> tuple[str, str | None]:
        """Give the GUID of the code for a span, and the attribute whose value it says."""
        if kind not in self._tops:
            self._tops[kind] = Code(self._guid(kind), writable(kind))
        for name, codes in self._listed.get(kind, ()) if values else ():
            code = codes.get(values.get(name))
            if code is not None:
                return code, name
        return self._tops[kind].guid, None

    def _guid(self, *path: str) -> str:
        return guid(self._project_id, "code", "\n".join(path))

    def _values(self, one: SpanType) -> Iterator[tuple[str, dict[str | None, str]]]:
        """Give the attributes of a type, each with the GUIDs of its values by their names."""
        for each in one.attributes:
            path = one.name, each.name
            yield each.name, {value.name: self._guid(*path, value.name) for value in each.explained}

    def _of_type(self, one: SpanType) -> Code:
        below = tuple(self._of_attribute(one.name, each) for each in one.attributes)
        colour = one.colour if COLOUR.fullmatch(one.colour) else None
        return Code(self._guid(one.name), writable(one.name), _words(one), colour, below=below)

    def _of_attribute(self, kind: str, one: AttributeType) -> Code:
        below = tuple(
            Code(self._guid(kind, one.name, value.name), writable(value.name), _words(value))
            for value in one.explained
        )
        path = self._guid(kind, one.name)
        return Code(path, writable(one.name), _words(one), is_codable=False, below=below)


def _words(one: SpanType | AttributeType | Value) -> str:
    """Give what the scheme says of one of its parts, a line each."""
    lines = (
        one.definition,
        tr("Example: {words}", words=one.example) if one.example else "",
        tr("Not: {words}", words=one.counter_example) if one.counter_example else "",
        tr("Retired on {day}.", day=one.retired) if one.retired else "",
    )
    return writable("\n".join(filter(None, (getattr(one, "asks", ""), *lines))))


def write_codes(out: XmlOut, codes: Iterable[Code]) -> None:
    """Write codes as the standard has them."""
    for one in codes:
        with out.inside(
            "Code",
            guid=one.guid,
            name=one.name,
            isCodable="true" if one.is_codable else "false",
            color=one.colour,
        ):
            if one.description:
                out.element("Description", one.description)
            write_codes(out, one.below)
