"""Random histories in a kit with places given: places stay, and tell nothing of who found them.

The first coder works at random too, so that whatever they did is looked for in the kit.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings

from tests import colleagues as they
from tests.colleagues import A, B
from tests.properties.test_merge_laws import Deed, do, histories
from tests.unit.project.test_kits import packed, told_by

if TYPE_CHECKING:
    from annotator.project import Project

RUNS = settings().max_examples // 6
FIRST = "aardvarkish"
"""A word that stands only in what the first coder wrote."""


def places(project: Project) -> dict[str, object]:
    return {one.id: (one.article_id, one.parts) for one in project.spans(type_name="claim")}


def ids_of(project: Project) -> set[str]:
    marks = (
        one
        for page in project.pages()
        for one in (*page.spans(), *page.links(), *page.every_note())
    )
    actors = project.context.actors.every()
    steps = (info.step.id for info in project.steps())
    return {*(one.id for one in (*marks, *actors, *project.layers())), *steps, A.id}


def made(folder: Path, history: list[Deed]) -> tuple[Path, Path]:
    """Give a study that A worked in, and a kit for B with A's places."""
    path = they.study(folder)
    with they.coding(path, A) as study:
        study.mark(1, "claim", (15, 40), actor=None)
        study.note(1, f"{FIRST} doubt")
        for deed in history:
            do(study, deed)
        claim = study.mark(2, "claim", (0, 4), {"directness": "mixed"})
        study.note(claim.id, f"{FIRST} claim")
        kits = study.make_kits("B", folder / "kits", overlap=1, given=A.name)
    return path, kits.kits[0].path


@settings(max_examples=RUNS)
@given(histories, histories)
def test_places_stay_whatever_is_done_in_a_kit_and_all_can_be_undone(first, second) -> None:
    with tempfile.TemporaryDirectory() as name:
        path, kit_path = made(Path(name), first)
        with they.coding(kit_path, B) as kit:
            given_places, before = places(kit), they.as_exported(kit, Path(name) / "before.jsonl")
            for deed in second:
                do(kit, deed)
            kit.open_project.drain()
            assert places(kit).items() <= given_places.items()
            n_kept = len(places(kit))
            kit.undo(1)
            kit.open_project.drain()
            assert they.as_exported(kit, Path(name) / "after.jsonl") == before
            kit.redo(to=max(info.step.number for info in kit.steps()))
            kit.open_project.drain()
            assert len(places(kit)) == n_kept
        with they.coding(path, A) as study:
            assert {one for _, one in given_places.values()} <= {
                one for _, one in places(study).values()
            }


@settings(max_examples=RUNS)
@given(histories)
def test_a_kit_with_places_tells_nothing_of_who_found_them(first) -> None:
    with tempfile.TemporaryDirectory() as name:
        path, kit_path = made(Path(name), first)
        told = told_by(kit_path)
        with they.coding(path, A) as study:
            ids = ids_of(study) - {one.id for one in study.articles()}
            actors = {one.name for one in study.context.actors.every()}
        assert {one for one in ids for way in packed(one) if way in told} == set()
        assert {
            one for one in (*actors, FIRST, 'directness":"mixed') if one.encode() in told
        } == set()
