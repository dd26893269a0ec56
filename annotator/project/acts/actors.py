"""Actors: making, changing and merging them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from annotator.errors import Forbidden, WrongUse
from annotator.language import tr
from annotator.model.actor import Actor, ActorBook, Alias, DatedRole
from annotator.model.article import Json
from annotator.model.changes import Change, Step
from annotator.model.look_alikes.joins import Joined, joined, with_all_of
from annotator.model.rows import added, changed
from annotator.model.span import Decision
from annotator.project.acts.shared import step_of
from annotator.project.context import PlanContext
from annotator.text.likeness import fold

_T = TypeVar("_T")


def plan_new(
    context: PlanContext, name: str, kind: str = "other", aliases: Iterable[str] = ()
) -> Step:
    """Give the step that makes an actor."""
    actor = with_aliases(context, new_actor(context, name, kind), aliases)
    changes = added(actor)
    return step_of(context, "new-actor", changes, actor=actor.name, id=actor.id)


def new_actor(context: PlanContext, name: str, kind: str) -> Actor:
    """Give a new actor of this name; raises `Forbidden` for an empty name or an unknown kind."""
    _check(context, name, kind)
    return Actor(id=context.new_id(), name=" ".join(name.split()), kind=kind)


def _check(context: PlanContext, name: str, kind: str) -> None:
    if not name.strip():
        raise Forbidden(tr("An actor needs a name."), tr("Type a name."))
    if kind not in context.scheme.actor_kinds:
        raise Forbidden(
            tr("“{kind}” is no kind of actor here.", kind=kind),
            tr("The kinds: {kinds}.", kinds=", ".join(context.scheme.actor_kinds)),
        )


def find_actor(actors: ActorBook, said: str) -> Actor | None:
    """Give the actor of this id, exact name or alias; None when none fits.

    Raises `WrongUse` when two fit equally well.
    """
    by_id = actors.get(said)
    if by_id is not None:
        return by_id
    clean = " ".join(said.split())
    named = actors.named(clean)
    found = [actor for actor in named if actor.name == clean] or named
    several = tr("{n} actors are called “{said}”.", n=len(found), said=clean)
    return the_one(found, several) if found else None


def the_one(found: Sequence[_T], several: str) -> _T:
    """Give what was found if it is one thing; raises `WrongUse`, saying that there are several."""
    if len(found) > 1:
        raise WrongUse(several, tr("Give the id of the one you mean."))
    return found[0]


def actor_meant(
    context: PlanContext, said: str | None, kind: str = "other"
) -> tuple[tuple[Change, ...], str | None]:
    """Give the id of the actor of this id, name or alias, and the changes that make a new one."""
    if not said:
        return (), None
    found = find_actor(context.actors, said)
    if found is not None:
        return (), found.id
    made = new_actor(context, said, kind)
    return added(made), made.id


def proposed_actor(
    context: PlanContext, said: Mapping[str, Json]
) -> tuple[tuple[Change, ...], str | None]:
    """Give the actor that a suggester proposed as {name, kind, aliases, role}, and its changes.

    One that has the name already is taken; nothing is added to it.
    """
    name, kind, aliases, role = (said.get(key) for key in ("name", "kind", "aliases", "role"))
    kinds = context.scheme.actor_kinds
    known_kind = str(kind) if kind in kinds else "other"
    changes, actor_id = actor_meant(context, str(name or ""), known_kind)
    made = None if not changes else context.applied(changes).actors.exactly(actor_id or "")
    if made is None:
        return changes, actor_id
    others = [str(one) for one in aliases] if isinstance(aliases, list) else []
    whole = with_aliases(context, made, others)
    if role:
        whole = replace(whole, roles=(DatedRole(context.new_id(), str(role)),))
    return added(whole), whole.id


def with_aliases(context: PlanContext, actor: Actor, names: Iterable[str]) -> Actor:
    """Give the actor with further aliases; names it has already are passed over."""
    known = {fold(name) for name in actor.names()}
    added: list[Alias] = []
    for name in names:
        clean = " ".join(name.split())
        if clean and fold(clean) not in known:
            known.add(fold(clean))
            added.append(Alias(context.new_id(), clean))
    return replace(actor, aliases=(*actor.aliases, *added))


def plan_edit(context: PlanContext, actor: Actor) -> Step:
    """Give the step that puts `actor` in place of the one with its id."""
    before = _known(context, actor.id)
    _check(context, actor.name, actor.kind)
    changes = changed(before, actor)
    return step_of(context, "edit-actor", changes, actor=actor.name, id=actor.id)


def plan_join(context: PlanContext, actor_ids: Sequence[str]) -> Step:
    """Give the step that joins actors into the first of them.

    The others stay and point to it, so that spans and colleagues' files that use them still find
    it; their names and aliases become its aliases, their roles its roles.
    """
    into = before = _known(context, actor_ids[0])
    names: list[str] = []
    changes: list[Change] = []
    for actor_id in actor_ids[1:]:
        other = _known(context, actor_id)
        if context.actors.get(actor_id) is context.actors.get(into.id):
            raise Forbidden(
                tr("An actor cannot be merged into itself."), tr("Choose another actor.")
            )
        into = with_all_of(into, other)
        gone = replace(other, merged_into=into.id)
        changes += changed(other, gone)
        names.append(other.name)
    changes[:0] = changed(before, into)
    return step_of(
        context, "merge-actors", changes, actor=", ".join(names), into=into.name, id=into.id
    )


def plan_split(context: PlanContext, here: Iterable[Decision], actor_id: str) -> Step:
    """Give the step that takes an actor out of the one it was joined into, for good.

    What it brought along goes with it. `here` are the decisions that were made before.
    """
    other = _known(context, actor_id)
    became_it = [one for one in context.actors.every() if one.merged_into == actor_id]
    if not other.merged_into and became_it:
        other = the_one(became_it, tr("{n} actors were joined here.", n=len(became_it)))
    found = joined(context.actors, other)
    if found is None:
        raise WrongUse(
            tr("{actor} was not joined with another actor.", actor=other.name),
            tr("Name the actor that was joined into another."),
        )
    into = found.into
    changes = (*_split(found), *decided_about(context, here, into, other, is_same=False))
    return step_of(context, "split-actor", changes, actor=other.name, into=into.name, id=other.id)


def _split(found: Joined) -> tuple[Change, ...]:
    actor, without = found.actor, found.without()
    return *changed(found.into, without), *changed(actor, replace(actor, merged_into=None))


def plan_look_alike(
    context: PlanContext, here: Iterable[Decision], pair: tuple[str, str], *, same: bool | None
) -> Step:
    """Give the step that decides whether two actors are the same one; None = later.

    Two that were joined are two again where they are different, or left for later. Raises
    `WrongUse` where one and the same actor is named twice.
    """
    left, right = (_known(context, one) for one in pair)
    if left.id == right.id:
        raise WrongUse(tr("It is one actor, named twice."), tr("Name two actors."))
    here = tuple(here)
    now = context.actors
    are_one = now.get(left.id) is now.get(right.id)
    changes: tuple[Change, ...] = ()
    if same and not are_one:
        changes = tuple(plan_join(context, [now_id(now, left), now_id(now, right)]).changes)
    elif are_one and not same:
        found = joined(now, right) or joined(now, left)
        changes = () if found is None else _split(found)
    changes += decided_about(context, here, left, right, is_same=same)
    verdict = "later" if same is None else "same" if same else "different"
    names = {"actor": right.name, "into": left.name, "verdict": verdict}
    return step_of(context, "look-alike", changes, **names)


def now_id(actors: ActorBook, actor: Actor) -> str:
    """Give the id of what an actor is after all joins."""
    found = actors.get(actor.id)
    return actor.id if found is None else found.id


def decided_about(
    context: PlanContext,
    here: Iterable[Decision],
    one: Actor,
    other: Actor,
    *,
    is_same: bool | None,
) -> tuple[Change, ...]:
    """Give the changes that note whether two actors are the same one; None = nobody has decided.

    `here` are the decisions that were made before.
    """
    from annotator.project.colleagues.look_alikes import ACTORS, pair_key

    subject = pair_key(one, other)
    before = next(
        (each for each in here if (each.subject, each.layer_id) == (subject, context.layer.id)),
        None,
    )
    if is_same is None:
        return changed(before, None)
    verdict = "accept" if is_same else "reject"
    if before is not None and before.verdict == verdict:
        return ()
    made = Decision(
        id=context.new_id() if before is None else before.id,
        subject_kind=ACTORS,
        subject=subject,
        verdict=verdict,
        taken_from=(),
        results=(one.id, other.id),
        layer_id=context.layer.id,
        by=context.coder.id,
        at=context.now(),
    )
    return (*context.layer_changes(), *changed(before, made))


def _known(context: PlanContext, actor_id: str) -> Actor:
    actor = context.actors.exactly(actor_id)
    if actor is not None:
        return actor
    raise WrongUse(
        tr("There is no actor {id}.", id=actor_id), tr("Choose one that “list actors” shows.")
    )
