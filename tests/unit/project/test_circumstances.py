"""A report says how the codings came to be: kits, hidden fields, mappings, settling unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.project.agreement.circumstances import circumstances
from annotator.project.colleagues.merge_values import MergeChoices
from tests import colleagues as they
from tests.colleagues import A, B, C
from tests.unit.project.acts.test_merge_file import scheme_of_b

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.compare.report.page import Report
    from annotator.project import Project

WORDS = {1: "minister", 2: "Kabul", 3: "May"}


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    """A study of A, who has marked and done all three articles."""
    with they.coding(they.study(tmp_path), A) as project:
        for n in (1, 2, 3):
            they.mark(project, n, WORDS[n])
            project.state(str(n), "done")
        yield project


def report(study: Project, other: str) -> Report:
    return study.report(study.agreement("A", other, resamples=0, all_articles=True))


def facts(study: Project, other: str) -> dict[str, str]:
    return dict(report(study, other).facts)


def test_a_kit_is_named_with_its_maker_seed_hidden_fields_and_who_coded_it(
    study: Project, tmp_path: Path
) -> None:
    study.fields("1", {"outlet": "Dawn"})
    made = study.make_kits("B", tmp_path / "kits", overlap=1, hide=["outlet", "date"], seed=7)
    path = made.kits[0].path
    with they.coding(path, C) as kit:
        first = next(iter(kit.articles())).id
        kit.state(first, "done")
        kit.state(first, "progress")
    study.collect_kits(path)
    said = facts(study, "C")["Kit of C"]
    assert said == (
        "3 articles · seed 7 · made by A · made for B, coded by C ·"
        " hidden until an article was done: outlet, date · 1 gone on with after that"
    )
    assert facts(study, "C")["Pairing"] == "any shared character"


def test_a_scheme_that_was_mapped_is_named(study: Project, tmp_path: Path) -> None:
    theirs = they.copy_of(study.path, "b")
    with they.coding(theirs, B) as project:
        scheme_of_b(project)
        claim = they.mark(project, 1, "We have kept our promise", "claim")
        project.edit(claim, attributes={"directness": "half"})
        they.mark(project, 2, "Kabul", "source")
    study.merge(theirs, decisions=MergeChoices(names={"claim.directness.half": "mixed"}))
    assert "claim.directness.half counts as mixed" in facts(study, "B")["Scheme of B"]


def test_settling_without_names_that_was_lifted_is_named_with_by_whom(
    study: Project, tmp_path: Path
) -> None:
    theirs = they.copy_of(study.path, "b")
    with they.coding(theirs, B) as project:
        they.mark(project, 1, "Mira Talven", "speaker")
        for n in (1, 2, 3):
            project.state(str(n), "done")
    study.merge(theirs)
    # Nothing is of this kind: the agreed layer alone is made.
    study.take(from_="A", of=("A", "B"), kinds=["type"], without_names=True)
    pair = study.agreement("A", "B", resamples=0).pairs[0].comparison
    (said,) = [
        words for what, words in circumstances(study.reader, (pair.left, pair.right))
        if what == "Without names"
    ]  # fmt: skip
    assert said.startswith("settled so since 2")
    study.names(show=True)
    assert "names shown again" in facts(study, "B")["Without names"]
    assert "by A before all was settled" in facts(study, "B")["Without names"]


def test_a_sample_is_named_with_its_rule(study: Project, tmp_path: Path) -> None:
    theirs = they.copy_of(study.path, "b")
    with they.coding(theirs, B) as project:
        for n in (1, 2, 3):
            they.mark(project, n, WORDS[n])
            project.state(str(n), "done")
    study.merge(theirs)
    study.draw_sample("pilot", n=2, by=["outlet"], seed=7)
    found = study.report(study.agreement("A", "B", sample="pilot", resamples=0), "pilot")
    assert ("Sample", "pilot · 2 of 3 articles · within outlet · seed 7") in found.facts


def test_who_settled_and_coded_nothing_is_called_by_name(tmp_path: Path) -> None:
    path = they.study(tmp_path)
    for coder in (B, C):
        with they.coding(path, coder) as project:
            they.mark(project, 1, "promise" if coder is B else "minister")
            project.state("1", "done")
    with they.coding(path, A) as project:
        project.take(from_="B", into="agreed", of=("B", "C"))
        agreement = project.agreement("B", "C", resamples=0)
        assert "which was done by A." in project.methods(agreement)
    with they.coding(path, C) as project:
        said = project.methods(project.agreement("B", "C", resamples=0))
        assert A.id not in said
        assert "Figures refer to the coding before settling." in said
