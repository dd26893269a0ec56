"""Deciding about one suggestion compares its neighbourhood alone: the step is that of the whole."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from random import Random
from typing import TYPE_CHECKING

import pytest

from annotator import resources
from annotator.errors import AnnotatorError
from annotator.model.layer import SUGGESTIONS, Coder
from annotator.project import Project
from annotator.project.acts.take import ChosenSide, Verdict
from annotator.project.review.suggested import ArticleSuggestions, settling_on_page
from annotator.project.sample import FOLDER, article_names

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.model.changes import Step
    from annotator.model.page import Page
    from annotator.model.span import Decision
    from annotator.project.review.suggested import Suggestion

TYPES = ("claim", "speaker", "cue", "entity")
SIDES = (ChosenSide.RIGHT, ChosenSide.NEITHER)


class Here:
    """An article with what was suggested for it, as it stands after some work."""

    def __init__(self, project: Project) -> None:
        self.project, self.layer = project, project.layer(SUGGESTIONS)
        (self.article_id,) = project.reader.article_ids()
        theirs = project.page(self.article_id, {self.layer.id})
        self.suggested = ArticleSuggestions(theirs, self.layer, project.context)
        self.mine = project.context.layer.id

    def now(self) -> tuple[Page, dict[str, Decision], tuple[Suggestion, ...]]:
        page = self.project.page(self.article_id, {self.mine})
        self.suggested = self.suggested.for_now(page, self.project.context)
        decisions = {one.subject: one for one in self.project.reader.decisions()}
        return page, decisions, self.suggested.open(page, self.mine, decisions)

    def step(
        self, page: Page, decisions: dict[str, Decision], one: Suggestion, side: ChosenSide,
        *, is_near: bool,
    ) -> Step | None:  # fmt: skip
        """Give the step that decides about a suggestion, its ids and times the same each time."""
        ids = count()
        context = replace(
            self.project.context, new_id=lambda: f"new-{next(ids)}", now=lambda: "2026-01-01"
        )
        about = one if is_near else None
        settling, whole = settling_on_page(context, page, self.suggested, decisions, about)
        difference = settling.difference(one.key)
        if difference is None:
            return None
        return settling.plan(context, lambda _id: whole, (difference,), Verdict(side))


@pytest.mark.parametrize("name", article_names())
@pytest.mark.parametrize("seed", range(4))
def test_what_one_suggestion_hangs_on_is_enough_to_decide_about_it(
    name: str, seed: int, tmp_path: Path
) -> None:
    chance = Random(seed)  # noqa: S311 - chance, not secrecy
    (tmp_path / name).write_bytes(resources.read_bytes(FOLDER, name))
    made = Project.create(tmp_path / "study.annotator", coder=Coder("coder-a", "A"))
    with made as project:
        project.import_sources([tmp_path / name])
        project.suggest(model=False, with_=("reported", "nested"))
        here = Here(project)
        n_compared = 0
        for _ in range(4):
            page, decisions, open_ones = here.now()
            for one in chance.sample(open_ones, min(12, len(open_ones))):
                for side in SIDES:
                    near, whole = (
                        here.step(page, decisions, one, side, is_near=is_near)
                        for is_near in (True, False)
                    )
                    assert near == whole
                    n_compared += near is not None
            work(project, here, open_ones, chance)
        assert n_compared > 20


def work(project: Project, here: Here, open_ones: tuple[Suggestion, ...], chance: Random) -> None:
    """Take and reject some, and mark by hand beside and across what is suggested."""
    for one in chance.sample(open_ones, min(5, len(open_ones))):
        project.take(key=one.key, side=chance.choice(("right", "neither")), into=here.mine)
    for one in chance.sample(open_ones, min(5, len(open_ones))):
        part = chance.choice((one.span, *one.along)).parts[0]
        shift = chance.choice((-9, 0, 12))
        start, end = max(0, part.start + shift), part.end + chance.choice((-3, 0, 15))
        try:
            project.mark(here.article_id, chance.choice(TYPES), (start, end))
        except AnnotatorError:
            continue
