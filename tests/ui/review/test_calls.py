"""What an act of Review does is what its call does: equal rows in two copies of a project."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from annotator.model.agreed import agreed_layer
from annotator.model.layer import Coder
from annotator.project import Project
from tests.ui.review.conftest import first_article, second_article

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import Driver

OF = ("layer-A", "layer-B")


def settle(side: str) -> Callable[[Project, str], object]:
    return lambda project, key: project.take(key=key, side=side, of=OF)


def taken_and_opened(project: Project, key: str) -> None:
    project.take(key=key, side="left", of=OF)
    project.take(key=key, side="open", of=OF)


def alike(project: Project, key: str) -> None:
    settling = project.settling(*OF)
    one = settling.difference(key)
    for each in settling.alike(one):
        project.take(key=each.key, side="left", of=OF)


def noted(project: Project, key: str) -> None:
    project.take(key=key, side="open", of=OF, note="why")


CASES: dict[str, tuple[str, tuple[str, ...], Callable[[Project, str], object]]] = {
    "take-left": ("boundary", ("1",), settle("left")),
    "take-right": ("boundary", ("2",), settle("right")),
    "take-both": ("boundary", ("3",), settle("both")),
    "take-neither": ("boundary", ("x",), settle("neither")),
    "take-framed": ("attribute", ("Right", "Enter"), settle("right")),
    "take-extra": ("extra", ("2",), settle("right")),
    "alike-left": ("missing", ("Shift+1", "Enter"), alike),
    "open-again": ("boundary", ("1", "wait", "Delete"), taken_and_opened),
    "review-note": ("boundary", ("m", "'why", "Esc"), noted),
}


def rows(project: Project) -> dict[str, Any]:
    """Give what is agreed, without ids and times."""
    layer = agreed_layer(project.layers())
    found: dict[str, Any] = {
        "decisions": sorted(
            (one.subject, one.verdict, tuple(one.taken_from), len(one.results), one.note)
            for one in project.reader.decisions()
        )
    }
    for article in ("a1", "a2") if layer is not None else ():
        page = project.page(article, {layer.id})
        found[article] = [
            (one.type, one.parts, dict(one.attributes), one.actor_id) for one in page.spans()
        ]
        found[f"{article} links"] = sorted(
            (one.type, page.span(one.source_id).text(), page.span(one.target_id).text())
            for one in page.links()
        )
        found[f"{article} state"] = project.reader.progress(article).get(layer.id)
    return found


@pytest.mark.parametrize("act", sorted(CASES))
def test_key_and_call_settle_alike(
    review_of: Callable[..., Driver], tmp_path: Path, act: str
) -> None:
    kind, keys, call = CASES[act]
    driver = review_of(first_article(), second_article())
    copy = tmp_path / "copy.annotator"
    shutil.copy(driver.session.project.path, copy)
    state = driver.session.review.state
    entry = next(one for one in state.entries["a1"] if one.first.kind == kind)
    driver.session.review.go_to(entry)
    driver.wait(lambda: state.current is entry)
    for key in keys:
        if key == "wait":
            driver.wait(lambda: state.is_settled(entry))
        elif key.startswith("'"):
            driver.type(key[1:])
        else:
            driver.press(key)
    with Project.open(copy, coder=Coder("coder-A", "A")) as project:
        call(project, entry.key)
        wanted = rows(project)
    driver.wait(lambda: rows(driver.session.project) == wanted)
