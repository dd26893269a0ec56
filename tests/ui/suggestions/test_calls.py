"""What a key does with a suggestion its call does: equal rows in two copies of a project."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from annotator.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import Driver

CASES = {"take-suggestion": ("Enter", "right"), "reject-suggestion": ("x", "neither")}


def rows(project: Project) -> dict[str, Any]:
    """Give what the coder has, and what was decided, without ids and times."""
    layer = project.context.layer
    page = project.page("a1", {layer.id})
    return {
        "decisions": sorted(
            (one.subject, one.verdict, len(one.taken_from), len(one.results))
            for one in project.reader.decisions()
        ),
        "spans": [(one.type, one.parts, dict(one.attributes), one.how) for one in page.spans()],
        "links": sorted(
            (one.type, page.span(one.source_id).text(), page.span(one.target_id).text())
            for one in page.links()
        ),
    }


@pytest.mark.parametrize("act", sorted(CASES))
def test_key_and_call_decide_alike(driver: Driver, tmp_path: Path, act: str) -> None:
    key, side = CASES[act]
    driver.mark("The minister", "s")  # a layer of one's own is there, with half of the statement
    driver.saved()
    copy = tmp_path / "copy.annotator"
    shutil.copy(driver.session.project.path, copy)
    driver.press("Ctrl+Home", "Tab")
    one = driver.session.suggesting.state.current
    assert one is not None
    driver.press(key)
    driver.saved()
    with Project.open(copy, coder=driver.window.settings.coder()) as project:
        project.take(key=one.key, side=side, into=project.context.layer.id)
        assert rows(project) == rows(driver.session.project)
