"""Finding what somebody means: an id, a number of a list, a title or a name, if unambiguous."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Protocol, TypeAlias

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.layer import Layer
from annotator.model.named import NamedSet
from annotator.model.page import Page
from annotator.project.acts.actors import find_actor, the_one
from annotator.project.context import PlanContext
from annotator.project.open_project import OpenProject
from annotator.store.read import Reader

_LONGEST_NUMBER = 9


class HasId(Protocol):
    """A value that stands for itself: an article, a layer, a span, a link, an actor, a step."""

    @property
    def id(self) -> str:
        """Its public id."""


Named: TypeAlias = str | int | HasId
"""What may stand for a thing: its id, its number in a list, its name, or the value itself."""


def several(said: Named | Iterable[Named]) -> list[Named]:
    """Give what is meant as a list, one or several."""
    if isinstance(said, str | int) or not isinstance(said, Iterable):
        return [said]
    return list(said)


def id_of(said: Named) -> str:
    """Give the words that a thing is called by."""
    return str(said) if isinstance(said, str | int) else said.id


def find_article(reader: Reader, said: str) -> str:
    """Give the id of the article of this id, number or title; raises `WrongUse`."""
    if reader.known_ids("article", [said]):
        return said
    if said.isdecimal() and len(said) <= _LONGEST_NUMBER and int(said):
        numbered = reader.article_numbered(int(said))
        if numbered is not None:
            return numbered
    titled = reader.articles_titled(said)
    if titled:
        return the_one(
            titled, tr("{n} articles have the title “{said}”.", n=len(titled), said=said)
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
    if named:
        return the_one(named, tr("{n} layers are called “{said}”.", n=len(named), said=said))
    if said.isdecimal() and 1 <= int(said) <= len(layers):
        return layers[int(said) - 1]
    raise WrongUse(
        tr("There is no layer “{said}”.", said=said),
        tr("Give an id or a name that “annotator list FILE layers” shows."),
    )


def find_sample(samples: tuple[NamedSet, ...], name: str) -> NamedSet:
    """Give the sample of this name; raises `WrongUse`."""
    for one in samples:
        if one.name == name:
            return one
    names = ", ".join(f"“{one.name}”" for one in samples)
    raise WrongUse(
        tr("There is no sample “{name}”.", name=name),
        tr("The samples: {names}.", names=names)
        if names
        else tr("Draw one with “annotator sample”."),
    )


def article_id(here: OpenProject, said: Named) -> str:
    """Give the id of the article of this id, number or title; raises `WrongUse`."""
    return find_article(here.reader, id_of(said))


def actor_id(here: OpenProject, said: Named) -> str:
    """Give the id of the actor of this id, name or alias; raises `WrongUse`."""
    found = find_actor(here.context.actors, id_of(said))
    if found is None:
        raise WrongUse(
            tr("There is no actor “{said}”.", said=id_of(said)),
            tr("Give an id or a name that “annotator list FILE actors” shows."),
        )
    return found.id


def joined_actor_id(here: OpenProject, said: Named) -> str:
    """Give the id of an actor that may be joined into another, by its id, name or alias."""
    wanted, actors = id_of(said), here.context.actors
    if actors.exactly(wanted) is not None:
        return wanted
    joined = [one for one in actors.every() if one.merged_into and one.name == wanted]
    if joined:
        return the_one(joined, tr("{n} actors are called “{said}”.", n=len(joined), said=wanted)).id
    return actor_id(here, said)


def context_for(here: OpenProject, layer: Named | None) -> PlanContext:
    """Give the context with marks going to a layer; None = the coder's own."""
    context = here.context
    if layer is None or id_of(layer) in (context.layer.id, context.layer.name):
        return context
    return context.on_layer(find_layer(context.layers, id_of(layer)))


def layer_of(here: OpenProject, said: Named) -> Layer:
    """Give a layer that is there, else the coder's own, which comes with its first mark.

    Raises `WrongUse`.
    """
    context, wanted = here.context, id_of(said)
    is_known = any(wanted in (one.id, one.name) for one in context.layers)
    own = (context.layer.id, context.layer.name)
    if context.layer_is_new and not is_known and wanted in own:
        return context.layer
    return find_layer(context.layers, wanted)


def page_of(here: OpenProject, item: Named) -> Page:
    """Give the page of a span or link with the layers of all; raises `WrongUse`."""
    article = here.article_of(id_of(item))
    if article is None:
        raise WrongUse(
            tr("There is no span or link {id}.", id=id_of(item)),
            tr("Give an id that “annotator list FILE spans” shows."),
        )
    return here.page(article, here.layer_ids())


def item(here: OpenProject, said: Named) -> tuple[PlanContext, Page, str]:
    """Give a span or link by its id: the context on its layer, its page, the id."""
    item_id, context = id_of(said), here.context
    page = page_of(here, said)
    found = page.span(item_id) or page.link(item_id)
    layer = next((one for one in context.layers if found and one.id == found.layer_id), None)
    return (context if layer is None else context.on_layer(layer)), page, item_id


def pages(
    here: OpenProject, articles: Iterable[Named] | None, layers: Collection[Named] | None = None
) -> Iterator[Page]:
    """Give articles one by one with the spans of some layers (None = of all but suggesters)."""
    wanted = {one.id for one in here.context.layers if not one.is_derived}
    if layers is not None:
        wanted = {find_layer(here.context.layers, id_of(one)).id for one in layers}
    every = chain.from_iterable(here.reader.article_id_blocks())
    ids = every if articles is None else (article_id(here, one) for one in articles)
    return (here.page(one, wanted) for one in ids)
