"""Figures are kept as they stood when settling began, and what has changed since is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.model.agreed import agreed_record
from annotator.project.review.stood import spans_since
from tests.codings import coded, coding, project_of, span

if TYPE_CHECKING:
    from annotator.project import Project

TEXT = "“We will pay,” the minister said in Port Aldane on Monday."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    left = coding(span("c", "claim", (1, 12), directness="direct"), span("u", "cue", (28, 32)))
    right = coding(span("d", "claim", (0, 14), directness="direct"), span("v", "cue", (28, 32)))
    with project_of(tmp_path / "two.annotator", [coded(TEXT, left, right)]) as made:
        yield made


def test_the_figures_are_those_before_the_first_difference_is_settled(project: Project) -> None:
    before = project.agreement("A", "B")
    project.take("A")
    record = agreed_record(project.layer("agreed"))
    assert record.stood["figures"]["types"]["claim"]["exact"]["f1"] == 0
    assert record.stood["figures"]["types"]["cue"]["exact"]["f1"] == 1
    assert len(record.stood["hashes"]) == 2
    assert project.agreement("A", "B").pairs[0].figures == before.pairs[0].figures, (
        "settling makes no agreement better"
    )
    assert spans_since(project.reader, record) == (0, 0)


def test_what_a_coder_changes_later_is_counted_and_the_kept_figures_stay(project: Project) -> None:
    project.take("A")
    kept = agreed_record(project.layer("agreed")).stood
    project.mark("1", "entity", (36, 47), layer="layer-A")
    project.edit("d", attributes={"directness": "indirect"})
    record = agreed_record(project.layer("agreed"))
    assert record.stood == kept
    assert spans_since(project.reader, record) == (2, 1)


def test_ids_and_the_order_of_rows_do_not_change_the_hash(project: Project, tmp_path: Path) -> None:
    right = coding(span("d", "claim", (0, 14), directness="direct"), span("v", "cue", (28, 32)))
    left = coding(span("z", "cue", (28, 32)), span("y", "claim", (1, 12), directness="direct"))
    with project_of(tmp_path / "again.annotator", [coded(TEXT, left, right)]) as again:
        hashes = []
        for one in (project, again):
            one.take("A")
            stood = agreed_record(one.layer("agreed")).stood
            hashes.append(stood["hashes"])
        assert hashes[0] == hashes[1]
