"""Settling: the steps that make the agreed layer, decide differences, take what one coder has.

What each of them does to one article is in `take`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.agreed import AGREED, AgreedRecord, Nameless, agreed_record
from annotator.model.layer import Layer, LayerKind, State
from annotator.model.rows import changed
from annotator.project.acts.edit import delete_span_changes
from annotator.project.acts.shared import step_of
from annotator.project.acts.take import ChosenSide, Sides, Taking, Verdict, is_reviewed
from annotator.project.acts.taken_layer import was_taken
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from annotator.compare.values import ArticleComparison, Difference
    from annotator.model.article import Json
    from annotator.model.changes import Change, Step
    from annotator.model.page import Page
    from annotator.model.span import Decision
    from annotator.project.context import PlanContext


@dataclass(frozen=True, slots=True)
class ToSettle:
    """Some differences of one article: its page with both sides and the layer taken into."""

    page: Page
    article: ArticleComparison
    differences: tuple[Difference, ...]


def new_agreed_layer(context: PlanContext, sides: Sides, names: Nameless | None = None) -> Layer:
    """Give an agreed layer for two layers, not on disk yet."""
    record = AgreedRecord((sides.left, sides.right), names)
    return Layer(context.new_id(), LayerKind.AGREED, AGREED, record=record.to_json())


def plan_agreed(
    context: PlanContext,
    sides: Sides,
    articles: Iterable[tuple[Page, ArticleComparison]],
    stood: Mapping[str, Json],
) -> Step:
    """Give the step that makes the context's agreed layer with all that both sides have alike.

    `stood` are the figures of agreement as they stand now; they stay in the layer's record.
    """
    record = agreed_record(context.layer) or AgreedRecord((sides.left, sides.right))
    layer = replace(context.layer, record=replace(record, stood=stood).to_json())
    before = next((one for one in context.layers if one.id == layer.id), None)
    changes: list[Change] = [*changed(before, layer)]
    context, n = replace(context, layer=layer), 0
    for page, article in articles:
        taking = Taking(context, page, sides, article, {})
        n += taking.take_identical()
        taking.set_state(State.IN_PROGRESS if article.differences else State.DONE)
        changes += taking.changes
    return step_of(context, "make-agreed", changes, n=n)


def plan_settle(
    context: PlanContext,
    sides: Sides,
    some: Sequence[ToSettle],
    decisions: Mapping[str, Decision],
    verdict: Verdict,
) -> Step:
    """Give the step that settles differences of some articles alike, into the context's layer.

    An article of the agreed layer in which nothing is open any more is done there.
    """
    is_agreed = context.layer.kind is LayerKind.AGREED
    changes: list[Change] = [*context.layer_changes()]
    kinds: Counter[str] = Counter()
    words = ""
    for one in some:
        taking = Taking(context, one.page, sides, one.article, decisions)
        n_before = len(taking.changes)
        for difference in one.differences:
            taking.settle(difference, verdict)
            kinds[difference.kind] += 1
            words = words or _words(one.page, difference)
        if is_agreed and len(taking.changes) > n_before:
            reviewed = is_reviewed(one.article, taking.decisions)
            taking.set_state(State.DONE if reviewed else State.IN_PROGRESS)
        elif len(taking.changes) > n_before and one.page.progress(context.layer.id) is None:
            taking.set_state(State.IN_PROGRESS)
        context = taking.into.context  # it knows actors that were made here
        changes += taking.changes
    args: dict[str, Json] = {"side": _side_words(context, sides, some, verdict), "text": words}
    args |= {"n": kinds.total(), "kind": next(iter(kinds)) if len(kinds) == 1 else ""}
    if _is_of_suggestions(context, sides):
        args["suggested"] = True
    return step_of(context, "settle", changes if _matters(changes) else (), **args)


def _is_of_suggestions(context: PlanContext, sides: Sides) -> bool:
    """Say whether a coder decides about what a suggester proposes."""
    right = next((one for one in context.layers if one.id == sides.right), None)
    is_own = context.layer.id == sides.left
    return is_own and right is not None and right.kind is LayerKind.SUGGESTER


def plan_take_back(
    context: PlanContext, page: Page, decision: Decision, decisions: Iterable[Decision]
) -> Step:
    """Give the step that takes back a decision whose difference is none any more.

    What it brought into the context's layer goes, with the decisions that came along.
    """
    taken = [page.span(one) for one in decision.results]
    into = context.layer.id
    spans = [one for one in taken if one is not None and one.layer_id == into and was_taken(one)]
    gone = {one.id for one in spans}
    along = [one for one in decisions if one.results and gone.issuperset(one.results)]
    changes: list[Change] = []
    for span in spans:
        some = delete_span_changes(page, span)
        changes += some
        page = page.applied(some)
    for one in {each.id: each for each in (decision, *along)}.values():
        changes += changed(one, None)
    words = shortened(spans[0].text()) if spans else ""
    args: dict[str, Json] = {"side": str(ChosenSide.OPEN), "text": words, "n": 1, "kind": ""}
    return step_of(context, "settle", changes, **args)


def _matters(changes: Sequence[Change]) -> bool:
    return any(one.table != "layer" for one in changes)


def _words(page: Page, difference: Difference) -> str:
    return shortened(page.text[difference.at.start : difference.at.end])


def _side_words(
    context: PlanContext, sides: Sides, some: Sequence[ToSettle], verdict: Verdict
) -> str:
    """Say what is taken: a side by its layer's name, or by its lane where names are hidden."""
    if verdict.side not in (ChosenSide.LEFT, ChosenSide.RIGHT):
        return str(verdict.side)
    record = agreed_record(context.layer)
    if record is not None and record.names is not None and record.hides_names:
        swaps = {record.names.is_swapped(one.page.article.sha256) for one in some}
        if len(swaps) != 1:
            return "a side"
        is_one = (verdict.side is ChosenSide.LEFT) is not swaps.pop()
        return "one" if is_one else "the other"
    wanted = sides.left if verdict.side is ChosenSide.LEFT else sides.right
    return next((one.name for one in context.layers if one.id == wanted), "")


def plan_rest(
    context: PlanContext,
    layer: Layer,
    pages: Iterable[Page],
    article_of: Callable[[str], ArticleComparison],
) -> Step:
    """Give the step that takes a layer's done articles that nobody coded twice.

    They are done on the agreed layer then.
    """
    changes: list[Change] = [*context.layer_changes()]
    n = n_spans = 0
    for page in pages:
        taking = Taking(context, page, Sides(layer.id, ""), article_of(page.article.id), {})
        n_spans += taking.take_all(layer.id)
        taking.set_state(State.DONE)
        changes += taking.changes
        n += 1
    if not n:
        return step_of(context, "take-rest", ())
    return step_of(context, "take-rest", changes, n=n, spans=n_spans, name=layer.name)


def plan_names(context: PlanContext, *, show: bool, seed: str) -> Step:
    """Give the step that hides who coded what while settling, or shows it again."""
    layer = context.layer
    record = agreed_record(layer)
    if record is None:
        raise WrongUse(
            tr("There is no agreed layer yet."), tr("Settle a difference, or make it first.")
        )
    if show == (not record.hides_names):
        return step_of(context, "show-names" if show else "hide-names", ())
    now = context.now()
    after = (
        record.lifted(now, context.coder.id)
        if show
        else replace(record, names=Nameless(seed=seed, since=now))
    )
    changes = changed(layer, replace(layer, record=after.to_json()))
    return step_of(context, "show-names" if show else "hide-names", changes)


def names_ended(context: PlanContext) -> tuple[Change, ...]:
    """Give the changes that end settling without names, once nothing is open."""
    record = agreed_record(context.layer)
    if record is None or record.names is None or not record.hides_names:
        return ()
    ended = replace(record, names=replace(record.names, ended=context.now()))
    return changed(context.layer, replace(context.layer, record=ended.to_json()))
