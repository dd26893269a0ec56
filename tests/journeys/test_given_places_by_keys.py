"""A kit with places given, from outside: real keys hold them, say why, and delete one."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.layer import Coder
from annotator.project import Project
from tests.journeys.outside import Outside
from tests.journeys.test_by_real_keys_and_clicks import display, project

__all__ = ["display", "project"]
pytestmark = pytest.mark.slow

HELD = "In this kit the places of claims are given"


def test_keys_add_and_move_no_claim_but_delete_one(display: str, project: Path) -> None:
    with Project.open(project, coder=Coder("maker", "M")) as study:
        study.mark(1, "claim", (0, 5))
        kit = study.make_kits("A", project.parent / "kits", given="M").kits[0].path
    with Outside(display, "us", kit, project.parent) as program:
        assert len(program.press("Ctrl+Home", "Ctrl+Right", "C")["spans"]) == 1
        program.until_told(HELD)
        program.press("Esc", "Ctrl+Home", "T")
        program.until_told(HELD)
        program.press("Esc", "Ctrl+Home", "Delete")
        program.until(lambda seen: not seen["spans"], "no claim")
    with Project.open(kit, coder=Coder("other", "Other")) as found:
        assert [one.name for one in found.layers()] == ["A"]
        assert found.layers()[0].coder_id is not None
        assert not [span for page in found.pages() for span in page.spans()]
