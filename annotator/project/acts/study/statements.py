"""Statements whole: two claims become one, one becomes two, with links, values and notes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.errors import Forbidden, WrongUse
from annotator.language import tr
from annotator.model.page import moved
from annotator.model.rows import added, changed, removed
from annotator.model.scheme import Role
from annotator.project.acts.edit import delete_link_changes
from annotator.project.acts.mark import with_what_shows
from annotator.project.acts.shared import guard_place, parts_to_mark, span_on_layer, step_on
from annotator.text.ranges import Range, trim, union
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.model.changes import Change, Step
    from annotator.model.page import Page
    from annotator.model.span import Link, Span
    from annotator.project.context import PlanContext


def plan_merge_claims(context: PlanContext, page: Page, kept_id: str, other_id: str) -> Step:
    """Give the step that makes one claim of two: the first keeps its id and its values.

    It has the words of both, what the other one has and it has not, and all links and notes.
    Raises `Forbidden` for what is no claim of the context's layer.
    """
    kept, other = _claim(context, page, kept_id), _claim(context, page, other_id)
    if kept.id == other.id:
        raise WrongUse(tr("This is one claim already."), tr("Choose another claim."))
    guard_place(context, kept.type)
    parts = _without_blanks_between(page.text, union((*kept.parts, *other.parts)))
    values = dict(sorted({**other.attributes, **kept.attributes}.items()))
    after = replace(
        moved(kept, parts, page.text), attributes=values, changed=context.now(), confidence=None
    )
    changes = [*changed(kept, after)]
    notes = [replace(one, owner_id=kept.id) for one in page.notes(other.id)]
    for before, note in zip(page.notes(other.id), notes, strict=True):
        changes += changed(before, note)
    changes += _links_moved(page, other, kept)
    changes += removed(other)
    return step_on(
        context, page, "merge-statements", changes, type=kept.type, text=shortened(after.text())
    )


def plan_split_claim(context: PlanContext, page: Page, claim_id: str, at: int) -> Step:
    """Give the step that makes two claims of one: the words before `at`, and those behind.

    Both have its values, its speakers, cues and all other links; what quotation marks show is
    read anew for each. `at` is a code point of the text. Raises `Forbidden` where there would be
    no words on one side.
    """
    claim = _claim(context, page, claim_id)
    guard_place(context, claim.type)
    first = tuple(_trimmed(page.text, (Range(p.start, min(p.end, at)) for p in claim.parts)))
    second = tuple(_trimmed(page.text, (Range(max(p.start, at), p.end) for p in claim.parts)))
    if not first or not second:
        raise Forbidden(
            tr("This claim cannot be split here: there would be no words on one side."),
            tr("Put the caret before the first word of the second claim."),
        )
    read = with_what_shows(context, page, replace(claim, attributes={})).attributes
    chosen = {name: one for name, one in claim.attributes.items() if read.get(name) != one}
    before = moved(claim, parts_to_mark(page, first), page.text)
    before = _read_anew(context, page, before, chosen)
    behind = replace(
        moved(claim, parts_to_mark(page, second), page.text),
        id=context.new_id(),
        by=context.coder.id,
        created=context.now(),
        changed=None,
    )
    behind = _read_anew(context, page, behind, chosen)
    changes = [*changed(claim, replace(before, changed=context.now())), *added(behind)]
    for link in page.links_of(claim.id):
        ends = _ends(link, claim.id, behind.id)
        copied = replace(link, id=context.new_id(), by=context.coder.id, created=context.now())
        changes += added(replace(copied, source_id=ends[0], target_id=ends[1]))
    return step_on(
        context,
        page,
        "split-statement",
        changes,
        type=claim.type,
        text=shortened(before.text()),
        to=shortened(behind.text()),
        id=behind.id,
    )


def _claim(context: PlanContext, page: Page, span_id: str) -> Span:
    span = span_on_layer(context, page, span_id)
    if context.scheme.role_of(span.type) is not Role.CLAIM:
        raise Forbidden(
            tr("“{text}” is no claim.", text=shortened(span.text())),
            tr("Go to a claim: statements are merged and split by their claims."),
        )
    return span


def _read_anew(context: PlanContext, page: Page, span: Span, chosen: dict[str, str]) -> Span:
    return with_what_shows(context, page, replace(span, attributes=chosen))


def _trimmed(text: str, parts: Iterator[Range]) -> Iterator[Range]:
    """Give the parts without blanks, commas and semicolons at their edges, but for those empty."""
    for part in parts:
        left = None if part.is_empty else trim(text, part)
        while left is not None and text[left.end - 1] in ",;،؛":
            left = trim(text, Range(left.start, left.end - 1))
        if left is not None and any(map(str.isalnum, left.of(text))):
            yield left


def _without_blanks_between(text: str, parts: tuple[Range, ...]) -> tuple[Range, ...]:
    """Give the parts; two with only blanks of one line between them are one."""
    joined: list[Range] = []
    for part in parts:
        between = Range(joined[-1].end, part.start).of(text) if joined else "-"
        if not between.strip() and "\n" not in between:
            joined[-1] = Range(joined[-1].start, part.end)
        else:
            joined.append(part)
    return tuple(joined)


def _links_moved(page: Page, other: Span, kept: Span) -> Iterator[Change]:
    """Give the changes that let all links of one claim be those of another."""
    there = {(one.type, one.source_id, one.target_id) for one in page.links_of(kept.id)}
    for link in page.links_of(other.id):
        source, target = _ends(link, other.id, kept.id)
        if source == target or (link.type, source, target) in there:
            yield from delete_link_changes(page, link)
        else:
            there.add((link.type, source, target))
            yield from changed(link, replace(link, source_id=source, target_id=target))


def _ends(link: Link, old: str, new: str) -> tuple[str, str]:
    ends = (link.source_id, link.target_id)
    source, target = (new if one == old else one for one in ends)
    return source, target
