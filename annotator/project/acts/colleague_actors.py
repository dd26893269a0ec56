"""Actors of a colleague's file: which of ours they are, which may be, which are new.

An actor that is one of ours comes in all the same and points to ours, so spans keep the id they
have in their file, and the two can be told apart again later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annotator.language import tr
from annotator.model.actor import Actor, ActorBook
from annotator.model.changes import Change
from annotator.model.look_alikes.joins import with_all_of
from annotator.model.look_alikes.names import Why
from annotator.model.look_alikes.pairs import LookAlikes
from annotator.model.rows import changed
from annotator.project.colleagues.look_alikes import pair_key

SURE = frozenset({Why.LISTED, Why.NAME})
"""The reasons by which an actor is taken for one of ours unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """An actor of theirs that may be one of ours: why, and whether it is taken for it.

    `apart` = their file keeps it apart from another that is ours too.
    """

    theirs: Actor
    ours: Actor
    why: Why
    is_same: bool
    apart: bool = False


class ActorPlan:
    """What becomes of the actors of one file."""

    def __init__(
        self,
        ours: ActorBook,
        theirs: Iterable[Actor],
        decided: Mapping[str, bool],
        chosen: Mapping[tuple[str, str], bool],
    ) -> None:
        """Match all; `decided` by the key of a pair, `chosen` by the ids of theirs and ours."""
        self.matches: list[ActorMatch] = []
        self.n_same = self.n_new = 0
        self.problems: list[str] = []
        self._decided, self._chosen = decided, chosen
        self._ours = {one.id: one for one in ours.every()}
        self._before = dict(self._ours)
        self._book = ours
        self._alike = LookAlikes(ours.present())
        theirs = tuple(theirs)
        fresh = [one for one in theirs if one.id not in self._ours]
        self._taken = {book.id for one in theirs if (book := ours.get(one.id)) is not None}
        for one in theirs:
            if one.id in self._before:
                self._known(one)
        into = self._choose(fresh)
        for one in fresh:
            self._new(one, into.get(one.id))
        self._see_that_all_end()

    def changes(self) -> tuple[Change, ...]:
        """Give what is to be changed, rows of actors that are pointed to first."""
        found: list[Change] = []
        for actor_id, after in self._ours.items():
            if after != self._before.get(actor_id):
                found += changed(self._before.get(actor_id), after)
        return tuple(found)

    def _known(self, theirs: Actor) -> None:
        """An actor that is here under its id: names and roles that only theirs has come along."""
        self.n_same += 1
        ours = self._ours[theirs.id]
        with_theirs = with_all_of(ours, theirs, "import")
        if not with_theirs.merged_into and theirs.merged_into:
            key = pair_key(theirs, self._ours.get(theirs.merged_into, theirs))
            if self._decided.get(key, True):
                with_theirs = replace(with_theirs, merged_into=theirs.merged_into)
        self._ours[theirs.id] = with_theirs

    def _choose(self, fresh: Iterable[Actor]) -> dict[str, str]:
        """Give which of ours each of theirs is, by ids; note all that may be one."""
        found: list[tuple[Actor, Actor, Why]] = []
        for theirs in fresh:
            if not theirs.merged_into:
                alike = self._alike.of(theirs)
                found += ((theirs, self._before[one.right], one.why) for one in alike)
        found.sort(key=lambda one: list(Why).index(one[2]))
        into: dict[str, str] = {}
        used = set(self._taken)
        for theirs, ours, why in found:
            apart = ours.id in used
            decided = self._decided.get(pair_key(theirs, ours))
            usual = why in SURE and not apart if decided is None else decided
            same = self._chosen.get((theirs.id, ours.id), usual) and theirs.id not in into
            if same:
                into[theirs.id] = ours.id
                used.add(ours.id)
                if apart:
                    self._warn(theirs, ours)
            if decided is None and (same or theirs.id not in into):
                self.matches.append(ActorMatch(theirs, ours, why, same, apart))
        return into

    def _warn(self, theirs: Actor, ours: Actor) -> None:
        self.problems.append(
            tr(
                "Their file keeps “{theirs}” apart from another actor that is “{ours}” here.",
                theirs=theirs.name,
                ours=ours.name,
            )
        )

    def _new(self, theirs: Actor, into: str | None) -> None:
        if into is None:
            self.n_new += 1
            self._ours[theirs.id] = theirs
            return
        self.n_same += 1
        self._ours[theirs.id] = replace(theirs, merged_into=into)
        self._ours[into] = with_all_of(self._ours[into], theirs, "import")

    def _see_that_all_end(self) -> None:
        """Take back what points to nobody, or would make a ring with what is here."""
        for actor_id in list(self._ours):
            seen: list[str] = []
            at: str | None = actor_id
            while at is not None and at not in seen:
                seen.append(at)
                one = self._ours.get(at)
                at = one.merged_into if one is not None else None
                if one is None and len(seen) > 1:
                    self._points_nowhere(seen[-2])
            if at is not None:
                self._points_nowhere(next(i for i in seen if self._ours[i] != self._before.get(i)))

    def _points_nowhere(self, actor_id: str) -> None:
        before = self._before.get(actor_id)
        to = before.merged_into if before is not None else None
        self._ours[actor_id] = replace(self._ours[actor_id], merged_into=to)
