"""Carrying over on disk: which articles are copies, one step for all, the answer of the verb."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from annotator.cli import main
from annotator.errors import Cancelled, WrongUse
from annotator.project import Project
from annotator.work import Cancel
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORY = (
    "Harbour to open on Monday\n\n"
    "The gate of the harbour opens on Monday, said Mira Talven, the minister, to reporters who "
    "had waited at the quay since the early morning. Traders in Kabul and in Port Aldane have "
    "waited for weeks, and the first two ships are to leave before noon if the wind allows it.\n\n"
    "The ministry had closed it in April after a storm broke the outer wall of the old basin.\n"
)
OTHER = STORY.replace("to reporters", "to journalists") + "\nMore on this tomorrow in our paper.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    for name, text in (("one", STORY), ("two", OTHER), ("three", "Rain.\n\nIt rains in Kabul.\n")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with Project.create(tmp_path / "study.annotator", coder=builders.CODER) as made:
        made.import_sources([tmp_path / f"{name}.txt" for name in ("one", "two", "three")])
        yield made


def mark(project: Project, words: str, type_name: str) -> str:
    start = STORY.index(words)
    return project.mark("1", type_name, (start, start + len(words))).id


def test_what_is_grouped_is_a_copy_and_gets_all_as_one_step(project: Project) -> None:
    claim = mark(project, "The gate of the harbour opens on Monday", "claim")
    speaker = mark(project, "Mira Talven, the minister", "speaker")
    mark(project, "to reporters who had waited", "entity")
    project.link(claim, "said_by", speaker)
    n = len(project.steps())
    seen = project.carry("1", dry_run=True)
    assert len(project.steps()) == n
    done = project.carry("1")
    (copy,) = done.copies
    assert seen.copies == done.copies
    assert (copy.article_id, copy.carried) == (project.article_id("2"), 2)
    assert [one.why for one in copy.open] == ["changed"]
    page = project.page(copy.article_id)
    assert [one.text() for one in page.spans()] == [
        "The gate of the harbour opens on Monday",
        "Mira Talven, the minister",
    ]
    assert len([*page.links()]) == 1
    assert len(project.steps()) == n + 1
    project.undo()
    assert not [*project.page(copy.article_id).spans()]
    project.redo()
    assert project.carry("1").step.is_empty()
    assert len(project.steps()) == n + 1
    assert project.check().ok


def test_what_is_no_copy_says_so(project: Project) -> None:
    mark(project, "Kabul", "entity")
    with pytest.raises(WrongUse, match="has no copies here"):
        project.carry("3")
    with pytest.raises(WrongUse, match="no copy of itself"):
        project.carry("1", ["2", "1"])
    (told,) = project.carry("1", "3").copies
    assert [one.why for one in told.open] == ["gone"]
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        project.carry("1", cancel=cancel)


def test_the_verb_says_what_came_over_and_what_did_not(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    kabul = mark(project, "Kabul", "entity")
    words = mark(project, "to reporters", "entity")
    path, copy = str(project.path), project.article_id("2")
    project.close()
    assert main(["carry", path, "1", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "1 mark carried, 1 open" in out
    assert "“to reporters”: other words stand there" in out
    assert main(["carry", path, "1", "--to", "2", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["copies"] == [
        {"article": copy, "carried": 1, "open": [{"span": words, "why": "changed"}]}
    ]
    assert answer["step"]
    assert kabul not in str(answer)
