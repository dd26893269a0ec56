"""Which actors may be the same as another: proposed for joining, with the reason in words.

Only names and roles are compared; whether they are the same is for the coder to see in the texts.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from annotator.language import tr
from annotator.model.actor import Actor, ActorBook
from annotator.text.likeness import fold

_Name: TypeAlias = tuple[str, ...]
"""The words of a name, folded."""
_WORDS = re.compile(r"\w+")
_LONG = 4
"""Shorter words (the, of, del) say nothing of whether two are the same."""


@dataclass(frozen=True, slots=True)
class MaybeSame:
    """An actor that may be another name for the same, and why."""

    actor: Actor
    why: str = ""


def same_actors(actor: Actor, book: ActorBook, limit: int) -> tuple[MaybeSame, ...]:
    """Give the actors that may be the same as this one, the likeliest first.

    One with the same name or alias; one whose names fit with initials in place of words; one
    whose name is a part of the other's; one that is called by its role.
    """
    others = [one for one in book.present() if one.id != actor.id and _may_be(actor, one)]
    its = _Known.of(actor)
    known = [(other, _Known.of(other)) for other in others]
    found: dict[str, MaybeSame] = {}
    for why, fits in (
        (tr("same name"), _Known.shares_name),
        (tr("initials fit"), _Known.fits_shortened),
        (tr("part of the name"), _Known.fits_partly),
        (tr("role"), _Known.is_called_by_role),
    ):
        for other, of_other in known:
            if other.id not in found and fits(its, of_other):
                found[other.id] = MaybeSame(other, why)
    return tuple(islice(found.values(), limit))


@dataclass(frozen=True, slots=True)
class _Known:
    """The words of an actor's names and of its roles."""

    names: tuple[_Name, ...]
    roles: tuple[_Name, ...]

    @classmethod
    def of(cls, actor: Actor) -> "_Known":
        roles = (one.role for one in actor.roles)
        return cls(tuple(map(_words, actor.names())), tuple(map(_words, roles)))

    def shares_name(self, other: "_Known") -> bool:
        return any(one in self.names for one in other.names)

    def fits_shortened(self, other: "_Known") -> bool:
        return _any_fits(self.names, other.names, _is_shortened)

    def fits_partly(self, other: "_Known") -> bool:
        return _any_fits(self.names, other.names, _is_part)

    def is_called_by_role(self, other: "_Known") -> bool:
        return _calls(other.names, self.roles) or _calls(self.names, other.roles)


def _may_be(one: Actor, other: Actor) -> bool:
    return one.kind == other.kind or "other" in (one.kind, other.kind)


def _words(name: str) -> _Name:
    return tuple(_WORDS.findall(fold(name)))


def _any_fits(
    some: Iterable[_Name], others: Iterable[_Name], fits: Callable[[_Name, _Name], bool]
) -> bool:
    return any(fits(one, other) or fits(other, one) for one in some for other in others)


def _is_shortened(short: _Name, whole: _Name) -> bool:
    """Say whether a name has the words of another in any order, some as their first letter.

    Or whether it is the first letters of all of them.
    """
    if len(short) == 1:
        letters = "".join(word[0] for word in whole)
        return len(letters) > 1 and short[0] == letters
    initials = [word for word in short if len(word) == 1]
    words = [word for word in short if len(word) > 1]
    rest = list(whole)
    for word in words:
        if word not in rest:
            return False
        rest.remove(word)
    for letter in initials:
        meant = next((word for word in rest if word[0] == letter and len(word) > 1), None)
        if meant is None:
            return False
        rest.remove(meant)
    return bool(words and initials)


def _is_part(part: _Name, whole: _Name) -> bool:
    """Say whether all words of a name stand in another, whole words only."""
    return any(len(word) >= _LONG or not word.isascii() for word in part) and set(part) < set(whole)


def _calls(names: Iterable[_Name], roles: Iterable[_Name]) -> bool:
    """Say whether a name is what somebody with one of these roles is called."""
    return any(_long(name) and _long(name) <= set(role) for name in names for role in roles)


def _long(name: _Name) -> set[str]:
    return {word for word in name if len(word) >= _LONG}
