"""The steps of samples: what is kept of a draw, and that more of it adds rows and nothing else."""

from __future__ import annotations

from fractions import Fraction

from annotator.model.changes import Change
from annotator.model.double_coding.sampling import Candidate, Rule, draw, draw_more
from annotator.model.named import NamedKind, NamedSet
from annotator.project.acts import samples
from annotator.text.likeness import text_sha256
from tests import builders, planning

ARTICLES = [
    Candidate(word, text_sha256(word), date=f"2024-01-{n:02}")
    for n, word in enumerate(("one", "two", "three", "four", "five", "six"), 1)
]


def sampled(rule: Rule) -> samples.Sampled:
    drawn = draw(rule, ARTICLES)
    return samples.plan_sample(planning.new_context(), "pilot", rule, drawn, last_number=6)


def test_a_sample_keeps_its_rule_its_seed_its_frame_and_who_drew_it_when() -> None:
    done = sampled(Rule(7, share=Fraction("0.5")))
    sample = done.sample
    assert (sample.kind, sample.name, sample.by, sample.created) == (
        NamedKind.SAMPLE, "pilot", builders.CODER.id, builders.NOW,
    )  # fmt: skip
    body = dict(sample.body)
    ((cell, packed),) = body.pop("cells")
    assert body == {"rule": {"share": 0.5}, "seed": 7, "frame": 6, "last": 6, "no_day": 0}
    assert cell == "all"
    assert packed.startswith(text_sha256("four")[:16] + text_sha256("six")[:16])
    assert samples.frame_cells(sample) == {
        "all": tuple(
            text_sha256(word)[:16] for word in ("four", "six", "five", "three", "two", "one")
        )
    }
    assert (samples.last_number(sample), samples.seed_of(sample)) == (6, 7)
    assert sample.members == ("four", "six", "five")
    assert {change.table for change in done.step.changes} == {"named", "member"}
    assert done.step.args == {"name": "pilot", "n": 3}


def test_constructed_weeks_keep_their_days_and_what_they_lacked() -> None:
    done = sampled(Rule(7, weeks=1, since="2024-01-01", until="2024-01-07"))
    assert done.sample.body["rule"] == {"weeks": 1, "from": "2024-01-01", "to": "2024-01-07"}
    assert done.days == tuple(f"2024-01-{day:02}" for day in range(1, 7))
    assert (done.n_empty_days, done.n_no_day, done.short) == (1, 0, ("Sunday",))
    assert done.sample.body["period"] == ["2024-01-01", "2024-01-07"]


def test_more_of_a_sample_are_new_rows_behind_the_others() -> None:
    sample = sampled(Rule(7, n=2)).sample
    drawn = {one.mark for one in ARTICLES if one.id in sample.members}
    further = draw_more(
        1, samples.frame_cells(sample), drawn, {one.mark: one.id for one in ARTICLES}
    )
    done = samples.plan_more(planning.new_context(), sample, further, n_later=4)
    row = {"named_id": sample.id, "article_id": "five", "n": 2}
    assert done.step.changes == (Change("member", None, row),)
    assert (done.step.args, done.n_later) == ({"name": "pilot", "n": 1}, 4)
    assert [(one.size, one.n_drawn) for one in done.cells] == [(6, 3)]


def test_a_frame_that_somebody_wrote_otherwise_has_no_cells_of_it() -> None:
    odd = NamedSet("n1", NamedKind.SAMPLE, "odd", {"seed": 1, "cells": [["a", "0" * 32], 7, ["b"]]})
    assert samples.frame_cells(odd) == {"a": ("0" * 16, "0" * 16)}
    assert samples.last_number(odd) == 0
