"""The actors of one article: its names put together where they mean one, with actors known before.

Two candidates that are equally good: none is chosen, and both are kept to be shown.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from annotator.language import tr
from annotator.model.look_alikes.names import Why, sound, why_names, words_of
from annotator.speech.tokens import folded
from annotator.suggest.base import KnownActor, ProposedActor
from annotator.suggest.entities.context import are_of_one_country
from annotator.suggest.entities.descriptions import Description
from annotator.suggest.entities.kinds import GROUP, OF_ACTORS, ORGANISATION, PERSON, PLACE
from annotator.suggest.entities.known import KnownActors
from annotator.text.likeness import fold
from annotator.text.ranges import Range

_ACTOR_KINDS = (PERSON, ORGANISATION, PLACE, GROUP)
_STATE, _OTHER = "state", "other"
_COMMON = 200
"""A word that so many names have says nothing about who they are."""


@dataclass(eq=False)
class Member:
    """One actor of an article: its names in the order they come, whoever it is in the project."""

    number: int
    kind: str
    known: KnownActor | None = None
    names: list[str] = field(default_factory=list)
    roles: list[tuple[Description, Range]] = field(default_factory=list)
    role: str = ""
    """How the article describes it first."""
    pronouns: set[str] = field(default_factory=set)
    """What tells of it: third_female, third_male."""
    _fullest: tuple[int, str] = (0, "")
    """Of how many names it was the fullest one."""
    _proposed: tuple[tuple[int, str, str], ProposedActor] | None = None
    """What was proposed last, and of what: how many names, which kind and role."""

    @property
    def name(self) -> str:
        """The name it is known by, else its fullest one."""
        if self.known is not None:
            return self.known.name
        n_names, fullest = self._fullest
        if n_names != len(self.names):
            fullest = max(self.names, key=lambda one: len(one.split()), default="")
            self._fullest = (len(self.names), fullest)
        return fullest

    @property
    def ref(self) -> str:
        """The id of the actor it is, else the ref of the one that is proposed."""
        return self.known.id if self.known is not None else f"actors:{folded(self.name)}"

    def add_role(self, described: Description, at: Range) -> None:
        """Take in how the article describes it, where it does so first."""
        if all(one != described for one, _ in self.roles):
            self.roles.append((described, at))

    def proposed(self, states: Collection[str]) -> ProposedActor | None:
        """Give the new actor that it is; None if the project has it."""
        if self.known is not None:
            return None
        made_of = (len(self.names), self.kind, self.role)
        if self._proposed is None or self._proposed[0] != made_of:
            self._proposed = (made_of, self._made(states))
        return self._proposed[1]

    def _made(self, states: Collection[str]) -> ProposedActor:
        name = self.name
        aliases = tuple(one for one in dict.fromkeys(self.names) if folded(one) != folded(name))
        kind = self.kind if self.kind in _ACTOR_KINDS else _OTHER
        if kind in (PLACE, _OTHER) and any(folded(one) in states for one in self.names):
            kind = _STATE
        return ProposedActor(self.ref, name, kind, aliases, self.role)

    def may_be_person(self) -> bool:
        """Say whether nothing says that it is no person."""
        kind = self.kind
        if self.known is not None and not kind:
            kind = OF_ACTORS.get(self.known.kind, "")
        return kind in ("", PERSON)

    def is_body(self) -> bool:
        """Say whether it is several people: a body, a group."""
        return self.kind in (ORGANISATION, GROUP)


class Meant(NamedTuple):
    """Who is meant by a name, and why; several members: nobody can say which."""

    members: tuple[Member, ...]
    code: str
    why: str

    @property
    def member(self) -> Member | None:
        """The one who is meant, if it is one."""
        return self.members[0] if len(self.members) == 1 else None


class Cast:
    """The actors of an article, asked by name."""

    def __init__(self, known: KnownActors) -> None:
        """Begin with the actors that the project has."""
        self._known = known
        self.members: list[Member] = []
        self._under: dict[str, dict[int, Member]] = {}
        self._of_actor: dict[str, Member] = {}
        self._meant: dict[str, Meant] = {}

    def add(self, names: Sequence[tuple[str, str]], short: dict[str, str]) -> None:
        """Take in the names of the article with their kinds, the fullest first.

        `short` says which abbreviation (folded) stands in brackets behind which name.
        """
        ordered = sorted(
            dict(names).items(),
            key=lambda one: (-len(one[0].split()), one[1] != PLACE, names.index(one)),
        )
        late = [one for one in ordered if folded(one[0]) in short]
        for name, kind in (*(one for one in ordered if one not in late), *late):
            key = folded(name)
            if key in self._meant:
                continue
            whole = self._meant.get(folded(short.get(key, "")))
            self._meant[key] = self._placed(name, kind, whole)

    def of(self, name: str) -> Meant | None:
        """Give who is meant by a name of the article; None if it has no such name."""
        return self._meant.get(folded(name))

    def _near(self, name: str) -> list[Member]:
        """The members that share a word with a name, by its letters or by its sound."""
        found: dict[int, Member] = {}
        for place in _places(name):
            under = self._under.get(place, {})
            if len(under) <= _COMMON:
                found |= under
        return [found[n] for n in sorted(found)]

    def _named(self, member: Member, name: str) -> None:
        """Find a member under a name from now on."""
        for place in _places(name):
            self._under.setdefault(place, {})[member.number] = member

    def member_of(self, actor: KnownActor) -> Member:
        """Give the member that is an actor of the project."""
        member = self._of_actor.get(actor.id)
        if member is None:
            member = Member(len(self.members), OF_ACTORS.get(actor.kind, ""), actor)
            self._of_actor[actor.id] = member
            self.members.append(member)
            self._named(member, actor.name)
        return member

    def new(self, name: str, kind: str) -> Member:
        """Give a new member of a name."""
        member = Member(len(self.members), kind, names=[name])
        self.members.append(member)
        self._named(member, name)
        return member

    def _placed(self, name: str, kind: str, whole: Meant | None) -> Meant:
        """Find out who is meant by a name, or take it for a new actor."""
        exact = self._known.named(folded(name))
        if exact:
            members = tuple(self.member_of(actor) for actor in exact)
            return self._joined(members, name, "known-name", tr("a name that this project knows"))
        if whole is not None and whole.member is not None:
            whole.member.kind = whole.member.kind or kind
            why = tr("in brackets behind “{name}”", name=whole.member.name)
            return self._joined((whole.member,), name, "alias", why)
        near = self._near(name)
        country = [one for one in near if _is_country_of(one, name, kind)]
        if len(country) == 1:
            why = tr("made of the name “{name}”", name=country[0].name)
            return self._joined((country[0],), name, "alias", why)
        inside = [one for one in near if _is_called(one, name, kind)]
        if inside:
            why = tr("part of the name “{name}”", name=inside[0].name)
            return self._joined(tuple(inside), name, "alias", why)
        alike = [self.member_of(one) for one in self._alike(name, kind)]
        if alike:
            why = tr("much like the name “{name}”", name=alike[0].name)
            return self._joined(tuple(alike), name, "alias", why)
        return Meant((self.new(name, kind),), "alias", tr("a name that is new to this project"))

    def _joined(self, members: tuple[Member, ...], name: str, code: str, why: str) -> Meant:
        if len(members) == 1:
            members[0].names.append(name)
            self._named(members[0], name)
        return Meant(members, code, why)

    def _alike(self, name: str, kind: str) -> list[KnownActor]:
        """The known actors of whose name this is a part, or another spelling."""
        words = _words_of(name)
        found = []
        for actor in self._known.sharing(words).values():
            other = OF_ACTORS.get(actor.kind, "")
            if kind and other and kind != other:
                continue
            names = map(words_of, map(fold, (actor.name, *actor.aliases)))
            if any(_is_alike(words, one, kind or other) for one in names):
                found.append(actor)
        return found


_sound = lru_cache(maxsize=20_000)(sound)


@lru_cache(maxsize=20_000)
def _words_of(name: str) -> tuple[str, ...]:
    return words_of(fold(name))


def _places(name: str) -> set[str]:
    """Give under what a name is found: its words, their sounds, the first letters of a country."""
    words = _words_of(name)
    return {*words, *map(_sound, words), f"~{folded(name)[:4]}"} - {""}


def _is_country_of(member: Member, name: str, kind: str) -> bool:
    """Say whether a word for people is made of the name of a place: Pakistani, Afghans."""
    if kind not in (GROUP, "") or member.kind != PLACE or len(name.split()) > 1:
        return False
    key = folded(name)
    return any(are_of_one_country(key, folded(one)) for one in member.names if one != name)


def _is_called(member: Member, name: str, kind: str) -> bool:
    """Say whether a shorter name, or another spelling, is one of an article's actor."""
    if kind and member.kind and kind != member.kind:
        return False
    words = _words_of(name)
    names = member.names if member.known is None else [member.known.name, *member.names]
    return any(_is_alike(words, _words_of(one), member.kind or kind) for one in names)


def _is_alike(short: tuple[str, ...], whole: tuple[str, ...], kind: str) -> bool:
    """Say whether a name may stand for another: a last name, the first words of a body's name."""
    if not short or not whole or short == whole:
        return bool(short) and short == whole
    if kind in (ORGANISATION, GROUP):
        return len(short) < len(whole) and whole[: len(short)] == short
    if kind == PLACE:
        return False
    if len(short) < len(whole):
        return short[-1] == whole[-1] and set(short) <= set(whole)
    return why_names(short, whole) is Why.SPELLING and len(short) > 1
