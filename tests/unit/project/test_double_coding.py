"""Samples of a project: drawn in one step, gone on with, undone, and what is outside of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import Forbidden, WrongUse
from annotator.model.choice import ExportChoice
from annotator.model.layer import Coder
from annotator.model.named import NamedKind, NamedSet
from annotator.project import Project
from annotator.project.step_names import step_name
from tests import builders

CODER = Coder("coder-a", "A")
WORDS = ("one", "two", "three", "four", "five", "six")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.annotator", coder=CODER) as made:
        add(made, *WORDS)
        yield made


def add(project: Project, *texts: str, **fields: str) -> None:
    last = project.reader.last_number()
    articles = [
        builders.article(text, title=text, number=last + n, **fields)
        for n, text in enumerate(texts, 1)
    ]
    project.open_project.apply(builders.adding(*articles, act="import"))


def titles(project: Project, ids: tuple[str, ...]) -> list[str]:
    return [project.article(one).title for one in ids]


def test_a_sample_is_drawn_in_one_step_and_can_be_undone(project: Project) -> None:
    done = project.draw_sample("pilot", n=3, seed=7)
    assert titles(project, project.sample_articles("pilot")) == ["four", "six", "five"]
    assert (done.seed, done.n_frame, done.short, done.days) == (7, 6, (), ())
    assert [(one.name, one.size, one.n_drawn) for one in done.cells] == [("all", 6, 3)]
    assert step_name(done.step) == "Draw 3 articles as “pilot”"
    (sample,) = project.samples()
    assert sample == done.sample
    assert (sample.by, sample.body["rule"]) == (CODER.id, {"n": 3})
    project.undo()
    assert project.samples() == ()
    project.redo()
    assert project.samples() == (sample,)


def test_more_of_a_sample_are_the_next_of_the_same_frame(project: Project) -> None:
    project.draw_sample("pilot", n=2, seed=7)
    add(project, "seven", "eight")
    more = project.draw_more("pilot", 3)
    assert titles(project, more.sample.members) == ["four", "six", "five", "three", "two"]
    assert more.n_later == 2
    assert step_name(more.step) == "Draw 3 more articles of “pilot”"
    assert {change.table for change in more.step.changes} == {"member"}
    rest = project.draw_more("pilot", 9)
    assert (titles(project, rest.sample.members)[5:], rest.short) == (["one"], ("all",))
    nothing = project.draw_more("pilot", 1)
    assert (nothing.step.id, len(nothing.sample.members)) == ("", 6)
    project.undo(), project.undo()
    assert titles(project, project.sample_articles("pilot")) == ["four", "six"]


def test_what_the_coder_excluded_and_copies_but_one_are_outside_the_frame(
    project: Project,
) -> None:
    add(project, "copy of one", "copy of two", group_id="wire")
    project.state("four", "excluded")
    done = project.draw_sample("pilot", n=9, seed=7)
    assert done.n_frame == 6
    assert sum(one.startswith("copy") for one in titles(project, done.sample.members)) == 1
    assert "four" not in titles(project, done.sample.members)


def test_seeds_go_on_counting_unless_one_is_given(project: Project) -> None:
    assert project.draw_sample("a", n=1).seed == 1
    assert project.draw_sample("b", n=1, seed=40).seed == 40
    assert project.draw_sample("c", n=1).seed == 3


def test_a_dry_run_keeps_nothing(project: Project) -> None:
    done = project.draw_sample("pilot", share="0.5", seed=7, dry_run=True)
    assert (len(done.sample.members), project.samples()) == (3, ())
    project.draw_sample("pilot", n=1)
    assert len(project.draw_more("pilot", 2, dry_run=True).sample.members) == 3
    assert len(project.sample_articles("pilot")) == 1


def test_cells_days_and_what_is_outside_are_told(project: Project) -> None:
    add(project, "dated", "dated too", date="2024-01-29", outlet="Dawn")
    done = project.draw_sample("by outlet", n=4, by=["outlet"], seed=7)
    assert [(one.name, one.size, one.n_drawn) for one in done.cells] == [
        ("Dawn", 2, 1), ("–", 6, 3),
    ]  # fmt: skip
    weeks = project.draw_sample("weeks", weeks=1, seed=7)
    assert (weeks.days, weeks.n_no_day, weeks.n_frame) == (("2024-01-29",), 6, 2)
    assert weeks.short == (
        "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["pilot", " pilot ", "", "x" * 201])
def test_a_name_that_is_taken_or_none_is_refused(project: Project, name: str) -> None:
    project.draw_sample("pilot", n=1)
    with pytest.raises(WrongUse):
        project.draw_sample(name, n=1)


def test_what_cannot_be_drawn_is_refused_in_words(project: Project) -> None:
    with pytest.raises(WrongUse, match="“a lot” is no share"):
        project.draw_sample("pilot", share="a lot")
    with pytest.raises(WrongUse, match="no sample “none”"):
        project.draw_more("none", 1)
    by_hand = NamedSet("n1", NamedKind.SAMPLE, "by hand", {}, "c", builders.NOW)
    project.open_project.apply(builders.adding(by_hand))
    with pytest.raises(Forbidden, match="does not say how it was drawn"):
        project.draw_more("by hand", 1)


def test_how_many_claims_are_to_be_expected_goes_by_the_marks_so_far(project: Project) -> None:
    assert project.expected_claims(40) is None
    for kind, at in (("claim", (0, 2)), ("claim", (0, 3)), ("cue", (1, 3))):
        project.mark("one", kind, at)
    project.mark("two", "claim", (0, 3))
    assert project.expected_claims(40) == 60


def test_a_sample_goes_out_and_comes_in_with_its_articles_in_order(
    project: Project, tmp_path: Path
) -> None:
    project.draw_sample("pilot", n=3, by=["outlet"], seed=7)
    project.export("jsonl", tmp_path / "all.jsonl")
    with Project.create(tmp_path / "fresh.annotator", coder=CODER) as fresh:
        fresh.import_sources(tmp_path / "all.jsonl")
        fresh.export("jsonl", tmp_path / "again.jsonl")
        assert titles(fresh, fresh.sample_articles("pilot")) == ["four", "six", "five"]
        assert len(fresh.draw_more("pilot", 3).sample.members) == 6
    assert (tmp_path / "all.jsonl").read_bytes() == (tmp_path / "again.jsonl").read_bytes()
    with Project.create(tmp_path / "other.annotator", coder=CODER) as other:
        add(other, "six", "seven")
        other.draw_sample("pilot", n=1)
        other.import_sources(tmp_path / "all.jsonl")
        assert titles(other, other.sample_articles("pilot 2")) == ["four", "six", "five"]
        assert other.article("six").id in other.sample_articles("pilot 2")
        other.import_sources(tmp_path / "all.jsonl")
        assert {one.name for one in other.samples()} == {"pilot", "pilot 2"}


def test_a_sample_of_which_not_all_goes_out_stays_behind_and_that_is_said(
    project: Project, tmp_path: Path
) -> None:
    project.draw_sample("pilot", n=3, seed=7)
    report = project.export("jsonl", tmp_path / "some.jsonl", ExportChoice(articles=("four",)))
    assert ("named", 1) in [(loss.item, loss.n) for loss in report.plan.losses]
    assert b'"named"' not in (tmp_path / "some.jsonl").read_bytes().split(b'"end"')[0]
    of_sample = project.export("jsonl", tmp_path / "pilot.jsonl", ExportChoice(sample="pilot"))
    assert [loss.item for loss in of_sample.plan.losses] == ["history"]
