"""A law of the project as it was: an export at a step is, byte for byte, the one made then.

PAST_WALKS=200 looks at so many more histories, each time at other ones.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import AnnotatorError
from annotator.formats.sources import Source
from annotator.model.layer import Coder
from annotator.model.scheme import Role
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.project import Project
from annotator.store.check import check

CODER = Coder("coder-a", "A")
WALKS = int(os.environ.get("PAST_WALKS", "8"))
TEXTS = (
    "Harbour opens\n\nMira Talven said the pier 🚢 is safe. “We will,” said Dar in Kabul.",
    "Ties cut\n\n“Not now,” said Mira Talven. The pier stays shut in Kabul.",
    "بندر باز شد\n\nوزیر گفت: «راه باز است».",
)
FORMATS = ("jsonl", "tables")
Act: TypeAlias = Callable[[Project, int], object]


def some(rows: object, number: int) -> object:
    found = [*rows]  # type: ignore[misc]  # any rows of the project
    return found[number % len(found)] if found else None


def files(project: Project, number: int) -> object:
    return project.import_sources(
        [Source(f"{number}.txt", data=f"{one} {number}".encode()) for one in TEXTS]
    )


def mark(project: Project, number: int) -> object:
    article = some(project.articles(), number)
    start = number // 3 % 40
    kind = ("claim", "speaker", "cue", "entity")[number % 4]
    actor = (None, "Mira Talven", "Dar")[number // 5 % 3]
    who = actor if kind in ("speaker", "entity") else None
    return project.mark(article.id, kind, (start, start + 1 + number % 9), actor=who)


def link(project: Project, number: int) -> object:
    kinds = {one.role: one.name for one in project.scheme.types}
    claim = some(project.spans(type_name=kinds[Role.CLAIM]), number)
    named = some(project.spans(type_name=kinds[Role.ENTITY]), number)
    return project.link(claim.id, "about", named.id)


def rename(project: Project, number: int) -> object:
    kind = some(project.scheme.types, number)
    to = f"{kind.name.rstrip('0123456789')}{number % 10}"
    return project.edit_scheme([SchemeEdit.of({"edit": "rename", "what": kind.name, "to": to})])


def together(project: Project, number: int) -> object:
    with project.together("Both"):
        project.note(some(project.articles(), number), f"note {number}")
        return mark(project, number)


def actor(project: Project, number: int) -> object:
    found = some(project.actors(), number)
    if found is None or number % 3 == 0:
        return project.actor(f"Actor {number % 4}", "person", [f"A{number}"])
    return project.edit_actor(replace(found, note=f"seen {number}"))


def back(project: Project, number: int) -> object:
    return project.undo(some(project.steps(), number).step.id)


ACTS: dict[str, Act] = {
    "import": lambda p, n: p.import_text(TEXTS[n % 3] + "\n\nOnce more." * (n // 3 % 4), "x"),
    "files": lambda p, n: p.import_sources(
        [Source(f"{n}.txt", f"{one} {n}".encode()) for one in TEXTS]
    ),
    "mark": mark,
    "mark again": mark,
    "everywhere": lambda p, n: p.mark_everywhere(("Kabul", "pier")[n % 2], "entity"),
    "link": link,
    "delete": lambda p, n: p.delete([some(p.spans(), n)]),
    "edit": lambda p, n: p.edit(some(p.spans(), n), type=("cue", "speaker", "claim")[n % 3]),
    "actor": actor,
    "join": lambda p, n: p.join([one.id for one in p.actors()][:2]),
    "rename": rename,
    "note": lambda p, n: p.note(some(p.spans(), n), f"odd {n}"),
    "fields": lambda p, n: p.fields(some(p.articles(), n), {"outlet": f"Gull {n % 3}"}),
    "state": lambda p, n: p.state(some(p.articles(), n), ("done", "to do", "progress")[n % 3]),
    "sample": lambda p, n: p.draw_sample(f"sample {n}", n=1, seed=n),
    "together": together,
    "undo": lambda p, _: p.undo(),
    "undo more": back,
    "redo": lambda p, _: p.redo(),
    "name": lambda p, n: p.name_step(some(p.steps(), n).step, f"state {n % 5}"),
    "no name": lambda p, n: p.name_step(some(p.steps(), n).step, None),
}
WALK = st.lists(
    st.tuples(st.sampled_from([*ACTS]), st.integers(0, 10_000)), min_size=8, max_size=24
)
FIRST = (("import", 0), ("import", 1), ("mark", 0), ("mark", 7), ("mark", 44))
RARELY = 5


def exported(project: Project, folder: Path, name: str) -> dict[str, bytes]:
    """Give what an export in each format wrote, by the names of its files."""
    found: dict[str, bytes] = {}
    for one in FORMATS:
        to = folder / f"{name}-{one}"
        project.export(one, to)
        files = sorted(to.rglob("*")) if to.is_dir() else [to]
        found |= {f"{one} {file.name}": file.read_bytes() for file in files if file.is_file()}
    return {key.replace(name, ""): value for key, value in found.items()}


def last_that_holds(project: Project) -> str:
    return next(one.step.id for one in project.steps() if one.state == "done")


@pytest.mark.slow
@settings(max_examples=WALKS, derandomize="PAST_WALKS" not in os.environ, deadline=None)
@given(walk=WALK)
def test_an_export_at_a_step_is_the_one_that_was_made_then(walk):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Project.create(folder / "study.annotator", coder=CODER) as project:
            then: dict[str, dict[str, bytes]] = {}
            for n, (act, number) in enumerate([*FIRST, *walk]):
                try:
                    ACTS[act](project, number)
                except (AnnotatorError, AttributeError, ZeroDivisionError):
                    continue  # what it would be about is not there
                if n % RARELY == 1:
                    here = last_that_holds(project)
                    made = exported(project, folder, f"then{n}")
                    assert then.setdefault(here, made) == made
            states = {one.step.id: one.state for one in project.steps()}
            for n, (step, made) in enumerate(then.items()):
                if states[step] != "done":
                    with pytest.raises(AnnotatorError, match="undone"):
                        project.at(step)
                    continue
                with project.at(step) as past:
                    assert last_that_holds(past) == step
                    assert exported(past, folder, f"again{n}") == made
                    assert check(past.open_project.file.path).problems == ()
            project.open_project.drain()
        assert check(folder / "study.annotator").problems == ()
