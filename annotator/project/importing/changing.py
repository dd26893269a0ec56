"""Fields of many articles: what stands in them now, and changing them as one step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.article import ListQuery
from annotator.project import refer
from annotator.project.acts.shared import moved_on, watched
from annotator.project.acts.study.many_articles import CHANGED_TOGETHER, ManyArticles, field_value
from annotator.project.answers import ArticlesChanged
from annotator.project.listed import entries_in
from annotator.store.lists.article_order import ArticleOrder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annotator.model.article import ArticleFields
    from annotator.project.open_project import OpenProject
    from annotator.project.refer import Named
    from annotator.work import Watch

    Chosen = Iterable[Named] | Named | ListQuery | ArticleOrder | None
    """Some articles, one, those of a list, None = all."""

_TRIES = 5


@dataclass(frozen=True, slots=True)
class FieldsNow:
    """What stands in the fields of some articles: how often each value, "" where there is none.

    Own fields come last, by their names. `others` are the own fields of the corpus that none of
    these has, `hidden` those that may not be shown before the articles are done.
    """

    n: int
    values: Mapping[str, Counter[str]] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()


def fields_now(here: OpenProject, chosen: Chosen, watch: Watch) -> FieldsNow:
    """Count what stands in the fields of the articles that are chosen."""
    values: dict[str, Counter[str]] = {name: Counter() for name in CHANGED_TOGETHER}
    own: dict[str, Counter[str]] = {}
    hidden: set[str] = set()
    n, total = 0, _count(here, chosen)
    for one in _articles(here, chosen):
        if n % 200 == 0:
            watch.cancel.check()
            watch.progress(n, total, tr("article"))
        n += 1
        for name, counted in values.items():
            counted[field_value(one, name)] += 1
        for name in one.own_fields():
            own.setdefault(name, Counter())[one.value(name)] += 1
        hidden |= {*one.hidden()}
    for counted in own.values():
        if lacking := n - counted.total():
            counted[""] += lacking
    values |= {name: own[name] for name in sorted(own)}
    others = (one for one in here.reader.own_field_names() if one not in own)
    return FieldsNow(n, values, tuple(others), frozenset(hidden))


def change_articles(
    here: OpenProject,
    chosen: Chosen,
    fields: Mapping[str, str],
    instead_of: Mapping[str, str],
    watch: Watch,
    *,
    dry_run: bool,
) -> ArticlesChanged:
    """Change fields of the articles that are chosen, as one step; or say what would change."""
    known = here.reader.own_field_names()
    guard_names(fields, known)
    own = (*known, *(name for name in fields if name not in CHANGED_TOGETHER))
    for _ in range(_TRIES):
        moment = here.moment()
        many = ManyArticles(fields, instead_of, own)
        many.take(_articles(here, chosen), _count(here, chosen), watch)
        step = many.step(here.context)
        answer = ArticlesChanged(step, (), many.n, dict(many.overwritten))
        if dry_run or step.is_empty():
            return answer
        if here.gathered()[0] is not None:
            return answer.done(here.apply(step))
        done = here.apply_unless_moved(watched(step, watch, many.n, tr("article")), moment)
        if done is not None:
            return answer.done(done)
    raise moved_on()


def guard_names(names: Iterable[str], known: Iterable[str]) -> None:
    """Raise `Forbidden` for the name of a new own field that no table could have."""
    from annotator.formats.rows.mapping import own_name

    held = {*known, *CHANGED_TOGETHER, "title"}
    for name in names:
        if name not in held and own_name(name) != name:
            raise Forbidden(
                tr("A field cannot be called “{name}”.", name=name),
                tr("Letters, digits and _ make a name: “{name}”.", name=own_name(name)),
            )


def _count(here: OpenProject, chosen: Chosen) -> int:
    try:
        return here.reader.n_articles() if chosen is None else len(chosen)  # type: ignore[arg-type]
    except TypeError:
        return 0


def _articles(here: OpenProject, chosen: Chosen) -> Iterator[ArticleFields]:
    """Give the articles one by one; many are read in blocks."""
    layer_id = here.context.layer.id
    if here.gathered()[0] is not None and not isinstance(chosen, ListQuery | ArticleOrder):
        some = None if chosen is None else refer.several(chosen)
        yield from (page.article for page in refer.pages(here, some, ()))
        return
    if chosen is None:
        chosen = ListQuery()
    if isinstance(chosen, ListQuery):
        chosen = here.reader.article_order(layer_id, chosen)
    if isinstance(chosen, ArticleOrder):
        yield from entries_in(here.reader, layer_id, chosen)
    else:
        ids = dict.fromkeys(refer.article_id(here, one) for one in refer.several(chosen))
        yield from (here.reader.entry(one, layer_id) for one in ids)
