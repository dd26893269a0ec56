"""What a code of another program is likely to be here: by its name, its definition, an actor.

Nothing is changed here; what becomes of codes is done in `codes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.scheme_edits.codes import STEP, CodeTarget
from annotator.text.likeness import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.model.actor import ActorBook
    from annotator.model.scheme import Scheme, SpanType

NAME, DEFINITION, ACTOR = "name", "definition", "actor"
"""Why a code is taken for something."""


class CodeGuesser:
    """Knows a scheme and the actors of a project."""

    def __init__(self, scheme: Scheme, actors: ActorBook) -> None:
        """Take types that may be picked, by name, role and definition."""
        self._actors = actors
        self._types: dict[str, SpanType] = {}
        self._defined: dict[str, CodeTarget] = {}
        self._labelled = {one.label: one for one in scheme.offered_types if one.label}
        for one in scheme.offered_types:
            self._types.setdefault(code_key(one.name), one)
            self._define(one.definition, CodeTarget(one.name))
            for attribute in one.offered_attributes:
                for value in attribute.explained:
                    said = {} if value.retired else {attribute.name: value.name}
                    self._define(value.definition if said else "", CodeTarget(one.name, said))
        for one in scheme.offered_types:
            if one.role is not None:
                self._types.setdefault(code_key(one.role), one)

    def guess(self, path: str, definition: str) -> tuple[CodeTarget | None, str]:
        """Give what a code is likely to be and why; None, "" where nothing tells."""
        if path in self._labelled:
            return CodeTarget(self._labelled[path].name), NAME
        parts = path.split(STEP)
        for start in range(len(parts)):
            found = self._type(parts[start])
            if found is not None:
                return self._below(found, parts[start + 1 :])
        defined = self._defined.get(fold(definition)) if definition else None
        return (defined, DEFINITION) if defined is not None else (None, "")

    def _below(self, kind: SpanType, parts: Sequence[str]) -> tuple[CodeTarget | None, str]:
        """Give what stands below the code of a type: nothing, a value, its attribute, an actor."""
        if not parts:
            return CodeTarget(kind.name), NAME
        if len(parts) > 2:
            return None, ""
        for attribute in kind.offered_attributes:
            is_it = code_key(attribute.name) == code_key(parts[0])
            if is_it and len(parts) == 1:
                return CodeTarget(kind.name), NAME
            if not (is_it or len(parts) == 1):
                continue
            value = next(
                (one for one in attribute.values if code_key(one) == code_key(parts[-1])), None
            )
            if value is not None:
                return CodeTarget(kind.name, {attribute.name: value}), NAME
        named = self._actors.named(parts[-1]) if kind.refers_to_actor and len(parts) == 1 else ()
        if len(named) == 1:
            return CodeTarget(kind.name, actor=named[0].name), ACTOR
        return None, ""

    def _type(self, name: str) -> SpanType | None:
        return next(filter(None, map(self._types.get, _keys(name))), None)

    def _define(self, definition: str, target: CodeTarget) -> None:
        if definition:
            self._defined.setdefault(fold(definition), target)


def _keys(name: str) -> Iterator[str]:
    """Give how a name is looked up: as it is, and one of many."""
    key = code_key(name)
    yield key
    if key.endswith("s"):
        yield key[:-1]


def code_key(name: str) -> str:
    """Give how a name is compared: folded, its words apart."""
    return fold(name.replace("_", " ").replace("-", " "))
