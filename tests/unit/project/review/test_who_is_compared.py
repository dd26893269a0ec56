"""Who counts in which article: somebody who reopened it, marked nothing, or does not have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.compare.figures import Measure
from tests import colleagues as they
from tests.colleagues import A, B, C

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.project import Project


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    """A study of A, who has marked and done the three articles."""
    with they.coding(they.study(tmp_path), A) as project:
        for n, words in ((1, "promise"), (2, "Kabul"), (3, "May")):
            they.mark(project, n, words)
            project.state(str(n), "done")
        yield project


def left_out(study: Project, *layers: str) -> list[str]:
    found = study.agreement(*layers, resamples=0)
    return [one.why for one in found.pairs[0].comparison.left_out]


def test_whoever_reopened_an_article_is_not_done_with_it(study: Project) -> None:
    theirs = they.copy_of(study.path, "b")
    with they.coding(theirs, B) as project:
        for n in (1, 2, 3):
            project.state(str(n), "done")
    study.merge(theirs)
    assert left_out(study, "A", "B") == []
    with they.coding(theirs, B) as project:
        project.state("2", "progress")
    study.merge(theirs)
    assert left_out(study, "A", "B") == ["B is not done with it"]
    assert len(study.compare("A", "B").articles) == 2


def test_whoever_is_done_and_marked_nothing_is_missing_all(study: Project) -> None:
    theirs = they.copy_of(study.path, "b")
    with they.coding(theirs, B) as project:
        for n in (1, 2, 3):
            project.state(str(n), "done")
    study.merge(theirs)
    counts = {str(kind): n for kind, n in study.compare("A", "B").counts().items()}
    assert counts == {"missing": 3}
    figure = study.agreement("A", "B", resamples=0).pairs[0].figure(Measure.EXACT, "entity")
    assert figure is not None
    assert (figure.value, figure.n) == (0, 1.5)


def test_of_three_coders_an_article_that_one_does_not_have_is_no_figure_of_all(
    study: Project, tmp_path: Path
) -> None:
    made = study.make_kits("C", tmp_path / "kits", overlap=0.67, seed=1)
    theirs = they.copy_of(study.path, "b")
    for path, coder in ((theirs, B), (made.kits[0].path, C)):
        with they.coding(path, coder) as project:
            for one in project.articles():
                project.state(one.id, "done")
    study.merge(theirs)
    study.collect_kits(made.kits[0].path)
    assert left_out(study, "A", "B") == []
    assert left_out(study, "A", "B", "C") == ["C is not done with it"]
    assert len(study.agreement("A", "B", "C", resamples=0).pairs) == 3
