"""Samples: the step that keeps what was drawn under a name, and the one that adds more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from annotator.errors import Forbidden, WrongUse
from annotator.language import tr
from annotator.model.named import NamedKind, NamedSet
from annotator.model.rows import added, changed
from annotator.project.acts.shared import step_of
from annotator.project.answers import Done

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotator.model.article import Json
    from annotator.model.double_coding.sampling import Drawn, Further, Rule
    from annotator.project.context import PlanContext

LONGEST_NAME = 200
_MARK = 16


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a frame: its name, how many articles it has, how many of them are drawn."""

    name: str
    size: int
    n_drawn: int


@dataclass(frozen=True, slots=True)
class Sampled(Done):
    """What `draw_sample` and `draw_more` did: the sample as it is now, and what it had not.

    `short` names cells that were used up and weekdays with too few days. `n_later` counts the
    articles that came in after the sample was drawn: they are in no frame of it.
    """

    sample: NamedSet
    cells: tuple[Cell, ...]
    short: tuple[str, ...]
    n_later: int = 0

    @property
    def seed(self) -> int:
        """Give the seed that it is drawn by."""
        return seed_of(self.sample)

    @property
    def n_frame(self) -> int:
        """Give how many articles could have been drawn."""
        return int(_body(self.sample)["frame"])

    @property
    def days(self) -> tuple[str, ...]:
        """Give the days of constructed weeks."""
        return tuple(_body(self.sample).get("days", ()))

    @property
    def n_no_day(self) -> int:
        """Give how many articles are outside because their date is no day."""
        return int(_body(self.sample).get("no_day", 0))

    @property
    def n_empty_days(self) -> int:
        """Give how many days of the period have no article."""
        return int(_body(self.sample).get("empty_days", 0))


def free_name(samples: Iterable[NamedSet], name: str) -> str:
    """Give a name that no sample has: NAME, NAME 2, NAME 3 …."""
    taken, found, n = {one.name for one in samples}, name, 1
    while found in taken:
        n += 1
        found = f"{name} {n}"
    return found


def checked_name(name: str, taken: Iterable[NamedSet]) -> str:
    """Give a name as it is kept; raises `WrongUse` for none, one too long or one that is taken."""
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME:
        raise WrongUse(tr("A sample needs a name."), tr("Give one of at most 200 letters."))
    if any(one.name == clean for one in taken):
        raise WrongUse(
            tr("There is a sample “{name}” already.", name=clean),
            tr("Give another name, or draw more of it."),
        )
    return clean


def plan_sample(
    context: PlanContext, name: str, rule: Rule, drawn: Drawn, *, last_number: int
) -> Sampled:
    """Give the step that keeps a sample; `last_number` is that of the article that came in last."""
    weeks = drawn.weeks
    asked: dict[str, Json] = {
        "n": rule.n,
        "share": None if rule.share is None else float(rule.share),
        "weeks": rule.weeks or None,
        "by": [*rule.by] or None,
        "from": rule.since or None,
        "to": rule.until or None,
    }
    body: dict[str, Json] = {
        "rule": {key: value for key, value in asked.items() if value is not None},
        "seed": rule.seed,
        "frame": drawn.n_frame,
        "last": last_number,
        "cells": [[cell, "".join(marks)] for cell, marks in drawn.cells.items()],
        "no_day": drawn.n_no_day,
    }
    if weeks is not None:
        body |= {"days": [*weeks.days], "period": [*weeks.period], "empty_days": weeks.n_empty}
    sample = NamedSet(
        context.new_id(),
        NamedKind.SAMPLE,
        name,
        body,
        context.coder.id,
        context.now(),
        drawn.articles,
    )
    step = step_of(context, "draw-sample", added(sample), name=name, n=len(sample.members))
    return Sampled(step, (sample.id,), sample, _cells(sample, drawn.taken), drawn.short)


def plan_more(context: PlanContext, sample: NamedSet, more: Further, *, n_later: int) -> Sampled:
    """Give the step that adds further articles of its frame to a sample."""
    after = replace(sample, members=(*sample.members, *more.articles))
    changes = changed(sample, after)
    step = step_of(context, "draw-more", changes, name=sample.name, n=len(more.articles))
    return Sampled(step, (), after, _cells(after, more.taken), more.short, n_later)


def _cells(sample: NamedSet, taken: Mapping[str, int]) -> tuple[Cell, ...]:
    return tuple(
        Cell(name, len(marks), taken.get(name, 0)) for name, marks in frame_cells(sample).items()
    )


# --- what a sample says of itself ---------------------------------------------------------------


def _body(sample: NamedSet) -> Mapping[str, Any]:
    return sample.body


def seed_of(sample: NamedSet) -> int:
    """Give the seed of a sample; raises `Forbidden` for one that was not drawn here."""
    seed = sample.body.get("seed")
    if not isinstance(seed, int):
        raise _no_rule(sample)
    return seed


def frame_cells(sample: NamedSet) -> dict[str, tuple[str, ...]]:
    """Give the marks of all articles of a sample's frame by cell, in hash order.

    Raises `Forbidden` for a sample that does not say its frame.
    """
    cells = sample.body.get("cells")
    found: dict[str, tuple[str, ...]] = {}
    for cell in cells if isinstance(cells, list) else ():
        match cell:
            case [str(name), str(packed)]:
                found[name] = tuple(packed[at : at + _MARK] for at in range(0, len(packed), _MARK))
    if not found and not isinstance(cells, list):
        raise _no_rule(sample)
    return found


def last_number(sample: NamedSet) -> int:
    """Give the number of the article that came in last before a sample was drawn."""
    last = sample.body.get("last")
    return last if isinstance(last, int) else 0


def _no_rule(sample: NamedSet) -> Forbidden:
    return Forbidden(
        tr("The sample “{name}” does not say how it was drawn.", name=sample.name),
        tr("Draw a new one."),
    )
