"""Regions: saying what a stretch of the article is, and taking that back."""

from dataclasses import replace

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.article import Origin, Region, RegionType
from annotator.model.changes import Change, Step
from annotator.model.page import Page
from annotator.model.rows import added, changed, removed
from annotator.project.acts.shared import guard_seen, parts_to_mark, step_of
from annotator.project.context import PlanContext
from annotator.reading.folds import find_folds
from annotator.text.ranges import Range


def plan_region(context: PlanContext, page: Page, type_name: str, at: Range) -> Step:
    """Give the step that says what a stretch is.

    A region with the very same place is changed; body takes away the regions that lie wholly
    inside, and stands by itself only where it takes a piece out of a larger one.
    """
    kind = region_type(type_name)
    (place,) = parts_to_mark(page, (at,))
    if kind is RegionType.BODY:
        return _plan_body(context, page, place)
    changes: list[Change] = []
    same = next((one for one in page.regions if one.at == place), None)
    if same is not None:
        after = replace(same, type=kind, origin=Origin.HAND, set_by=context.coder.id)
        changes += changed(same, after)
    else:
        changes += added(_new(context, page, kind, place))
    return step_of(context, "set-region", changes, type=str(kind), n=place.length)


def _plan_body(context: PlanContext, page: Page, place: Range) -> Step:
    inside = [
        one for one in page.regions if place.start <= one.at.start and one.at.end <= place.end
    ]
    around = [
        one
        for one in page.regions
        if one not in inside and one.at.start < place.end and place.start < one.at.end
    ]
    changes = [*removed(*inside)]
    if around:
        changes += added(_new(context, page, RegionType.BODY, place))
    return step_of(context, "set-region", changes, type="body", n=place.length)


def plan_restore(context: PlanContext, page: Page, region_id: str) -> Step:
    """Give the step that makes the run of furniture a region belongs to body text again."""
    runs = (run.region_ids for run in find_folds(page))
    ids = next((ids for ids in runs if region_id in ids), (region_id,))
    regions = [one for one in page.regions if one.id in ids]
    if not regions:
        raise Forbidden(tr("This text is body already."), tr("There is nothing to restore."))
    guard_seen(page, *(one.at for one in regions))
    changes = removed(*regions)
    return step_of(context, "restore-region", changes, type=str(regions[0].type), n=len(regions))


def plan_confirm(context: PlanContext, page: Page) -> Step:
    """Give the step that confirms all proposed regions of the article."""
    changes: list[Change] = []
    for one in page.regions:
        if one.origin is Origin.PROPOSED:
            after = replace(one, origin=Origin.CONFIRMED, set_by=context.coder.id)
            changes += changed(one, after)
    return step_of(context, "confirm-regions", changes, n=len(changes))


def region_type(name: str) -> RegionType:
    """Give the region type of this name; raises `Forbidden`."""
    try:
        return RegionType(name)
    except ValueError as problem:
        raise Forbidden(
            tr("There is no region type “{name}”.", name=name),
            tr("The types: {types}.", types=", ".join(RegionType)),
        ) from problem


def _new(context: PlanContext, page: Page, kind: RegionType, place: Range) -> Region:
    return Region(
        id=context.new_id(),
        article_id=page.article.id,
        type=kind,
        at=place,
        origin=Origin.HAND,
        set_by=context.coder.id,
    )
