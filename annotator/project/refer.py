"""Finding what somebody means: an id, a number of a list, a title or a name, if unambiguous."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.store.read_lists import ListQuery

if TYPE_CHECKING:
    from annotator.model.actor import Actor, ActorBook
    from annotator.model.article import ArticleEntry
    from annotator.model.layer import Layer
    from annotator.store.read import Reader

_LONGEST_NUMBER = 9


class HasId(Protocol):
    """A value that stands for itself: an article, a layer, a span, a link, an actor, a step."""

    @property
    def id(self) -> str:
        """Its public id."""


Named: TypeAlias = str | int | HasId
"""What may stand for a thing: its id, its number in a list, its name, or the value itself."""


def id_of(said: Named) -> str:
    """Give the words that a thing is called by."""
    return str(said) if isinstance(said, str | int) else said.id


def find_article(reader: Reader, said: str, layer_id: str) -> ArticleEntry:
    """Give the article of this id, number or title; raises `WrongUse`."""
    if reader.known_ids("article", [said]):
        return reader.entry(said, layer_id)
    if said.isdecimal() and len(said) <= _LONGEST_NUMBER and int(said):
        numbered = reader.entries(layer_id, limit=1, offset=int(said) - 1)
        if numbered:
            return numbered[0]
    alike = reader.entries(layer_id, ListQuery(search=said))
    titled = [one for one in alike if one.title == said]
    if len(titled) == 1:
        return titled[0]
    if titled:
        raise WrongUse(
            tr("{n} articles have the title “{said}”.", n=len(titled), said=said),
            tr("Give the id of the one you mean."),
        )
    raise WrongUse(
        tr("There is no article “{said}”.", said=said),
        tr("Give an id, a number or a title that “annotator list FILE articles” shows."),
    )


def find_layer(layers: tuple[Layer, ...], said: str) -> Layer:
    """Give the layer of this id, number or name; raises `WrongUse`."""
    for layer in layers:
        if layer.id == said:
            return layer
    named = [layer for layer in layers if layer.name == said]
    if len(named) == 1:
        return named[0]
    if len(named) > 1:
        raise WrongUse(
            tr("{n} layers are called “{said}”.", n=len(named), said=said),
            tr("Give the id of the one you mean."),
        )
    if said.isdecimal() and 1 <= int(said) <= len(layers):
        return layers[int(said) - 1]
    raise WrongUse(
        tr("There is no layer “{said}”.", said=said),
        tr("Give an id or a name that “annotator list FILE layers” shows."),
    )


def find_actor(actors: ActorBook, said: str) -> Actor | None:
    """Give the actor of this id, exact name or alias; None when none fits.

    Raises `WrongUse` when two fit equally well.
    """
    by_id = actors.get(said)
    if by_id is not None:
        return by_id
    clean = " ".join(said.split())
    exact = [actor for actor in actors.present() if actor.name == clean]
    found = exact or list(actors.named(clean))
    if len(found) > 1:
        raise WrongUse(
            tr("{n} actors are called “{said}”.", n=len(found), said=clean),
            tr("Give the id of the one you mean."),
        )
    return found[0] if found else None
