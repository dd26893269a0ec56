"""A context and a page to plan acts on, and steps told in full, for the tests of acts."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.model.actor import ActorBook
from annotator.model.page import Page
from annotator.project.api import default_scheme
from annotator.project.context import PlanContext
from annotator.project.step_names import step_name
from annotator.text.ranges import Range
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.model.changes import Change, Step
    from annotator.model.rows import Row

TEXT = (
    "Minister: Harbour to open\n\n“We will,” said Mira Talven, “not wait.” The minister, "
    "said she, is “ready” now. Kabul and Kabul."
)


def new_context() -> PlanContext:
    """Give a context with the default scheme and one actor; ids count, the clock stands."""
    return PlanContext(
        scheme=replace(default_scheme(), created=builders.NOW),
        layer=builders.layer(),
        coder=builders.CODER,
        actors=ActorBook([builders.actor("Mira Talven", "Talven", id="actor-1")]),
        layers=(),
        new_id=builders.counting_ids(),
        now=builders.now,
    )


def new_page() -> Page:
    """Give the page of `TEXT` without marks."""
    return Page(builders.article(TEXT, id="a1"))


def at(words: str, nth: int = 0) -> Range:
    """Give where these words of `TEXT` stand."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Range(start, start + len(words))


def done(page: Page, *steps: Step) -> Page:
    """Give the page after some steps."""
    for step in steps:
        page = page.applied(step.changes)
    return page


def told(step: Step) -> str:
    """Give a step as text: what it is called, act and arguments, then a line for each row."""
    args = json.dumps(step.args, ensure_ascii=False, sort_keys=True)
    lines = [step_name(step), f"{step.act} {args} by {step.by} at {step.at}"]
    return "\n".join((*lines, *map(_change, step.changes)))


def _change(change: Change) -> str:
    if change.after is None or change.before is None:
        sign = "-" if change.after is None else "+"
        return f"{sign} {change.table}: {_cells(change.after or change.before or {})}"
    before, after = change.before, change.after
    odd = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    return f"~ {change.table} {change.key()}: {_cells(odd)}"


def _cells(row: Row | Mapping[str, object]) -> str:
    """Give the cells that hold something, but the body of a scheme."""
    said = [
        f"{name}={json.dumps(cell, ensure_ascii=False)}"
        for name, cell in row.items()
        if cell not in (None, "", {}, []) and name != "body"
    ]
    return " ".join(said)
