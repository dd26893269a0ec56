"""A context and a page to plan acts on, for the tests of acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.actor import ActorBook
from annotator.model.page import Page
from annotator.project.api import default_scheme
from annotator.project.context import PlanContext
from annotator.text.ranges import Range
from tests import builders

if TYPE_CHECKING:
    from annotator.model.changes import Step

TEXT = (
    "Minister: Harbour to open\n\n“We will,” said Mira Talven, “not wait.” The minister, "
    "said she, is “ready” now. Kabul and Kabul."
)


def new_context() -> PlanContext:
    """Give a context with the default scheme and one actor; ids count, the clock stands."""
    return PlanContext(
        scheme=default_scheme(),
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
