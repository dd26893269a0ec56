"""An article or a layer of a backup taken back into the project that is open, as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.bundle import Bundle
from annotator.project.acts.take_back import TakeBackPlan
from annotator.project.colleagues.by_versions import mapped_by_versions
from annotator.project.refer import find_article, find_layer
from annotator.store.backups.putting import see_that_sound
from annotator.store.read import Reader
from annotator.text.words import in_marks, quoted, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.model.bundle import Content
    from annotator.model.changes import Step
    from annotator.project.acts.take_back import TakenBack
    from annotator.project.open_project import OpenProject
    from annotator.store.backups.listing import Backup
    from annotator.work import Watch

_BLOCK = 100
_LONGEST = 60


def plan_from(
    here: OpenProject,
    backup: Backup,
    articles: Sequence[str] | None,
    layer: str | None,
    watch: Watch,
) -> tuple[Step, TakenBack]:
    """Give the step that takes back articles (ids, numbers or titles), or what a layer (id or
    name) has in them or in all; and what it brings. Empty where nothing differs.

    Raises `WrongUse` for what is not in the backup, `DamagedProject` for one that is not sound.
    """
    see_that_sound(backup)
    here.drain()
    with Reader(backup.path) as then:
        # On a layer that came since there was nothing then.
        every = {one.id: one for one in (*here.context.layers, *then.layers())}
        layers = {key: one for key, one in every.items() if not one.is_derived}
        wanted = None if layer is None else find_layer(tuple(layers.values()), layer)
        actors = {one.id: one for one in then.actors().every()}
        plan = TakeBackPlan(
            here.context,
            layers,
            actors,
            here.reader.known_ids("actor", actors),
            None if wanted is None else wanted.id,
        )
        ids = None if articles is None else [find_article(then, one) for one in articles]
        _go_through(here, then, plan, ids, watch)
        names = [] if wanted is None else [wanted.name]
        names += [_title(then, one) for one in (ids or ())[:1]]
        more = "" if ids is None or len(ids) < 2 else f" +{len(ids) - 1}"
        return plan.step(" · ".join(names) + more), plan.taken


def _go_through(
    here: OpenProject,
    then: Reader,
    plan: TakeBackPlan,
    ids: Sequence[str] | None,
    watch: Watch,
) -> None:
    """Plan the articles named, or all that are here now; block by block."""
    every = [*here.reader.article_ids()] if ids is None else [*ids]
    now_layers = {one.id for one in here.context.layers if not one.is_derived}
    if plan.layer_id is not None:
        now_layers &= {plan.layer_id}
    for done in range(0, len(every), _BLOCK):
        watch.progress(done, len(every), tr("article"))
        watch.cancel.check()
        some = every[done : done + _BLOCK]
        now = {one.article.id: one for one in here.reader.content_chunk(some, now_layers)}
        old = {one.article.id: one for one in _as_called_now(here, then, plan, some)}
        for article_id in some:
            if article_id in old:
                _see_that_free(here, old[article_id], is_here=article_id in now)
                plan.add(old[article_id], now.get(article_id))
            elif article_id in now:
                plan.take_away(now[article_id])


def _as_called_now(
    here: OpenProject, then: Reader, plan: TakeBackPlan, ids: Sequence[str]
) -> Iterator[Content]:
    """Give articles of then with their marks called as today's scheme calls them."""
    layer_ids = {*plan.layers} if plan.layer_id is None else {plan.layer_id}
    contents = tuple(then.content_chunk(ids, layer_ids))
    bundle, _ = mapped_by_versions(Bundle(contents, scheme=then.scheme()), here.reader.schemes())
    scheme = here.context.scheme
    known = {one.name for one in scheme.types} | {one.name for one in scheme.links}
    for one in bundle.contents:
        used = {mark.type for mark in one.spans} | {mark.type for mark in one.links}
        strange = used - known
        if strange:
            raise WrongUse(
                tr(
                    "The backup has marks of “{name}”, which today’s coding scheme does not know.",
                    name=min(strange),
                ),
                tr("Add it to the scheme first, or restore everything."),
            )
        yield one


def _see_that_free(here: OpenProject, old: Content, *, is_here: bool) -> None:
    """Raise `WrongUse` for an article whose text came in again under another id since."""
    sha256 = old.article.sha256
    if not is_here and here.reader.known_texts([sha256]):
        title = quoted(shortened(old.article.title, _LONGEST)) or tr("an article")
        raise WrongUse(
            tr("The text of {title} was imported again since.", title=title),
            tr("Take back a layer instead, or restore everything."),
        )


def titles_in(backup: Backup, article_ids: Sequence[str]) -> dict[str, str]:
    """Give the titles of articles that a backup has, by their ids; those it lacks are left out."""
    with Reader(backup.path) as then:
        known = then.known_ids("article", article_ids)
        titles = {one: then.article(one).title for one in article_ids if one in known}
    named = {one: title or tr("no title") for one, title in titles.items()}
    return dict(sorted(named.items(), key=lambda one: one[1].casefold()))


def _title(then: Reader, article_id: str) -> str:
    return in_marks(shortened(then.article(article_id).title, _LONGEST)) or tr("an article")
