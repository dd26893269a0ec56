"""Confirming what was proposed for the fields of articles: one, a row of them, all alike.

A pure function from what is there to a step, like every act; `with_fields` sets the values.
"""

from collections.abc import Iterable, Sequence

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.article import ArticleFields, Doubt, FieldProposal
from annotator.model.changes import Change, Step, differences
from annotator.model.rows import ARTICLE
from annotator.project.acts.articles import with_fields
from annotator.project.acts.shared import step_of
from annotator.project.context import PlanContext
from annotator.text.words import shortened

AS_PROPOSED = 1
"""The number of the proposed value among the candidates; its others count on from there."""
NOTHING = 0
"""The number that stands for no value: the field is empty, and that is confirmed."""

_ORDERS = ("dmy", "mdy", "ymd")
_DOUBTS = (Doubt.TWO_READINGS, Doubt.NO_SUPPORT, Doubt.NONE)


def plan_confirm(
    context: PlanContext,
    article: ArticleFields,
    field: str | None = None,
    value: str | None = None,
) -> Step:
    """Give the step that confirms one proposed field, with `value` in its place if given.

    Without `field` all that is proposed is confirmed as it is. A field that is not proposed can
    be given a value too. Raises `Forbidden` for an unknown field or a date that is none.
    """
    proposed = article.proposed()
    names = [*proposed] if field is None else [field]
    given = {one: article.value(one) if value is None else value for one in names}
    after = with_fields(article, given)
    title = shortened(after.title)
    return step_of(context, "confirm", _changes(article, after), title=title, n=len(names))


def candidates(proposal: FieldProposal) -> tuple[str, ...]:
    """Give the values that a digit picks: from 1 on the proposed one, then its others."""
    return (proposal.value, *(one.value for one in proposal.others))


def picked(proposal: FieldProposal, number: int) -> str:
    """Give the value that a digit stands for; raises `Forbidden` where there is none."""
    if number == NOTHING:
        return ""
    every = candidates(proposal)
    if not 0 < number <= len(every):
        raise Forbidden(
            tr("There is no candidate {n}.", n=number),
            tr("Take one of those that are shown, or type the value."),
        )
    return every[number - 1]


def alike(
    articles: Iterable[ArticleFields], article: ArticleFields, field: str
) -> tuple[ArticleFields, ...]:
    """Give the articles whose proposal for a field is of the same kind, with this one.

    The same kind of line and value; for a date of two readings the same outlet, and the same
    order of day and month, whatever the day.
    """
    wanted = _kind(article, field)
    others = (one for one in articles if one.id != article.id and _kind(one, field) == wanted)
    return () if wanted is None else (article, *others)


def _kind(article: ArticleFields, field: str) -> tuple[str, ...] | None:
    proposal = article.proposed().get(field)
    if proposal is None:
        return None
    if proposal.doubt is Doubt.TWO_READINGS:
        orders = [one.why for one in proposal.others if one.why in _ORDERS]
        return (proposal.doubt, article.outlet, *orders)
    return (proposal.doubt, proposal.why, proposal.value)


def plan_confirm_alike(
    context: PlanContext,
    articles: Sequence[ArticleFields],
    field: str,
    number: int = AS_PROPOSED,
) -> Step:
    """Give the one step that confirms a field of several articles, as `alike` gives them.

    `number` is the candidate that each of them takes, as a digit picks it.
    """
    changes: list[Change] = []
    for one in articles:
        proposal = one.proposed().get(field)
        if proposal is not None:
            changes += _changes(one, with_fields(one, {field: picked(proposal, number)}))
    return step_of(context, "confirm-alike", changes, field=field, n=len(articles))


def doubtful_first(articles: Iterable[ArticleFields]) -> list[ArticleFields]:
    """Give those that have something proposed: two readings, then no support, then the rest.

    Within each, as they came in.
    """
    found = [(_rank(one), one.number, one) for one in articles if one.proposed()]
    return [one for _, _, one in sorted(found, key=lambda each: each[:2])]


def _rank(article: ArticleFields) -> int:
    return min(_DOUBTS.index(one.doubt) for one in article.proposed().values())


def _changes(before: ArticleFields, after: ArticleFields) -> tuple[Change, ...]:
    return differences([ARTICLE.row(before)], [ARTICLE.row(after)])
