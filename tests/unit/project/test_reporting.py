"""A report of the project: by its ending, with the sample's rule, and refused for others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.cli import main
from annotator.compare.report.as_json import pair_as_json
from annotator.compare.report.page import as_html
from annotator.errors import WrongUse
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.agreement.reporting import write_report
from tests.codings import project_of
from tests.unit.compare.test_figures import ACTORS, ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_of(tmp_path / "two.annotator", ARTICLES, actors=ACTORS) as made:
        yield made


# A PDF asks for Qt: the verb would make a program of its own, and windows of later tests none.
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("name", "begins"), [("a.html", b"<!DOCTYPE"), ("a.csv", b"figure,value"), ("a.pdf", b"%PDF")]
)
def test_the_verb_writes_a_report_by_its_ending(
    project: Project, tmp_path: Path, name: str, begins: bytes
) -> None:
    project.close()
    path = tmp_path / "two.annotator"
    words = ("agreement", str(path), "A", "B", "--resamples", "20")
    assert main([*words, "--report", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_another_ending_is_wrong_use(project: Project, tmp_path: Path) -> None:
    report = project.report(project.agreement("A", "B", resamples=0))
    with pytest.raises(WrongUse, match=r"a\.doc"):
        write_report(report, tmp_path / "a.doc")
    with pytest.raises(WrongUse, match=r"a\.pdf"):
        write_report(report, tmp_path / "a.pdf")


def test_the_paragraph_names_the_rule_of_the_sample(project: Project) -> None:
    project.draw_sample("pilot", n=6, by=["outlet"], seed=7)
    agreement = project.agreement("A", "B", sample="pilot", resamples=0)
    said = project.methods(agreement, "pilot")
    assert (
        "coded 6 of 12 articles (50 %), drawn by a seeded hash order (seed 7) within outlet."
        in said
    )
    report = project.report(agreement, "pilot")
    assert ("Sample", "pilot · 6 of 12 articles · within outlet · seed 7") in report.facts
    assert ("Intervals", "fewer than 10 articles: no interval") in report.facts
    assert len(report.articles) == 6


def test_at_most_ten_examples_of_a_kind_with_the_words_around(project: Project) -> None:
    report = project.report(project.agreement("A", "B", resamples=0))
    kinds = [one.kind for one in report.passages]
    assert max(map(kinds.count, kinds)) == 10
    entity = next(one for one in report.passages if one.said.startswith("entity other"))
    assert entity.words == "Port Aldane"
    assert entity.before.endswith("the minister said in ")


def test_other_coders_open_it_the_same(project: Project, tmp_path: Path) -> None:
    project.close()
    with Project.open(tmp_path / "two.annotator", coder=Coder("x", "X")) as other:
        assert other.report(other.agreement("A", "B", resamples=0)).title == "Agreement of A – B"


BOTH = ("layer-A", "layer-B")


def test_the_figures_as_they_stood_are_said_and_what_changed_since(project: Project) -> None:
    settling = project.settling(*BOTH)
    first = next(iter(settling.comparison.differences()))
    project.take(key=first.key, side="left", of=BOTH)
    agreement = project.agreement(*BOTH, resamples=0)
    before = agreement.pairs[0].before
    assert before is not None
    assert (before.came, before.went, before.by) == (0, 0, ("A",))
    kept = pair_as_json(agreement.pairs[0])["before_settling"]
    assert kept["statements"]["f1"] == pair_as_json(agreement.pairs[0])["statements"]["f1"]
    said = project.methods(agreement)
    assert "Figures refer to the coding before settling, which was done by A." in said
    project.mark("article 0", "entity", (60, 62), layer=BOTH[0])
    agreement = project.agreement(*BOTH, resamples=0)
    assert "(+1 −0 spans)" in project.methods(agreement)
    assert "As they stood before settling" in as_html(project.report(agreement))
