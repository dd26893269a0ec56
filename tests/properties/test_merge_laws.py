"""Random histories of three coders: whatever is opened in whatever order, nothing is lost.

Each coder works on a copy of one study and hands it on twice; whoever collects them gets the same
layers, spans, links and states in any order, in one go or one by one, and can take all back.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import AnnotatorError
from tests import colleagues as they
from tests.colleagues import A, B, C, D

if TYPE_CHECKING:
    from annotator.project import Project

# Each is six files merged in two orders, which are more than two hundred pairs in all.
RUNS = settings().max_examples // 4
TYPES = ("speaker", "cue", "claim", "entity")


@dataclass(frozen=True)
class Deed:
    """One thing that a coder does: `n` and `m` say to what, as far as there is something."""

    what: str
    article: int
    n: int
    m: int


deeds = st.builds(
    Deed,
    st.sampled_from(
        ("mark", "mark", "mark", "link", "delete", "edit", "state", "note", "actor", "undo")
    ),
    st.integers(1, 3),
    st.integers(0, 40),
    st.integers(1, 12),
)
histories = st.lists(deeds, max_size=8)


def do(project: Project, deed: Deed) -> None:
    """Do one thing; what the scheme forbids here is not done."""
    article = str(deed.article)
    spans = sorted(project.spans([article]), key=lambda one: (one.start, one.end, one.type))
    some = spans[deed.n % len(spans)] if spans else None
    try:
        match deed.what:
            case "mark":
                kind = TYPES[deed.m % len(TYPES)]
                who = f"Actor {deed.m}" if kind in ("speaker", "entity") else None
                project.mark(article, kind, (deed.n, deed.n + deed.m), actor=who)
            case "link" if some is not None:
                project.link(some, "said_by", spans[deed.m % len(spans)])
            case "delete" if some is not None:
                project.delete(some)
            case "edit" if some is not None:
                project.edit(some, type=TYPES[deed.m % len(TYPES)])
            case "state":
                project.state(article, ("done", "excluded", "todo")[deed.m % 3])
            case "note":
                project.note(some if some is not None else article, f"note {deed.m}")
            case "actor":
                project.actor(f"Actor {deed.m}", "person")
            case "undo" if _last_act(project) not in ("import", "new"):
                project.undo()
                # A step behind it: who undoes and hands on does not hand on the same again.
                project.mark(article, "entity", (deed.n, deed.n + 1))
    except AnnotatorError:
        pass


def _last_act(project: Project) -> str:
    return next(one.step.act for one in project.steps() if one.state == "done")


@pytest.fixture(scope="module")
def study() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield they.study(Path(name))


@contextmanager
def handed_on(study: Path, every: dict) -> Iterator[tuple[Path, dict, list[Path]]]:
    """Give a folder, the last file of each coder, and all files that they handed on."""
    with tempfile.TemporaryDirectory() as name:
        folder, last, files = Path(name), {}, []
        for coder, parts in every.items():
            path = Path(shutil.copyfile(study, folder / f"{coder.name}.annotator"))
            for n, part in enumerate(parts):
                with they.coding(path, coder) as project:
                    for deed in part:
                        do(project, deed)
                last[coder] = shutil.copyfile(path, folder / f"{coder.name}{n}.annotator")
                files.append(last[coder])
        yield folder, last, files


def told(project: Project, coder_ids: set[str]) -> dict[str, object]:
    """Give what stands on the layers of some coders, without what the file alone knows."""
    layers = {one.id: one for one in project.layers() if one.coder_id in coder_ids}
    found: dict[str, object] = {
        key: (one.kind, one.name, one.coder_id, one.colour) for key, one in layers.items()
    }
    for content in project.reader.contents():
        marks = [one for one in (*content.spans, *content.links) if one.layer_id in layers]
        states = {
            key: (state, content.since[key])
            for key, state in content.states.items()
            if key in layers
        }
        ids = {one.id for one in marks} | {content.article.id}
        notes = [one for one in content.notes if one.owner_id in ids and one.by in coder_ids]
        found[content.article.sha256] = (
            sorted(map(repr, marks)),
            sorted(states.items()),
            sorted(map(repr, notes)),
        )
    return found


def collected(folder: Path, study: Path, name: str, lots: list[list[Path]], own: list[Deed]):
    """Give what a collector has of all, after it came in these lots; look that all is sound."""
    path = Path(shutil.copyfile(study, folder / f"{name}.annotator"))
    with they.coding(path, D) as project:
        for deed in own:
            do(project, deed)
        mine = told(project, {D.id})
        before = they.as_exported(project, folder / "before.jsonl")
        n_before = project.steps()[0].step.number
        for lot in lots:
            project.merge(lot)
        for again_given in (*lots, sorted(path for lot in lots for path in lot)):
            again = project.merge(again_given)
            assert again.step is None, "the same again is nothing new"
        assert told(project, {D.id}) == mine
        health = project.check()
        assert health.ok, health.problems
        found = told(project, {A.id, B.id, C.id})
        project.undo(n_before)
        assert they.as_exported(project, folder / "undone.jsonl") == before
    return found


@settings(max_examples=RUNS)
@given(
    st.tuples(*[st.tuples(histories, histories)] * 3),
    st.randoms(use_true_random=False),
    st.lists(deeds, max_size=3),
)
def test_any_order_gives_the_same_and_nothing_of_anyone_disappears(study, parts, chance, own):
    with handed_on(study, dict(zip((A, B, C), parts, strict=True))) as (folder, last, files):
        one_by_one = [[one] for one in chance.sample(files, len(files))]
        at_once = [chance.sample(files, len(files))]
        found = collected(folder, study, "one", one_by_one, own)
        assert collected(folder, study, "two", at_once, own) == found
        for coder, path in last.items():
            with they.coding(path, coder) as project:
                theirs = told(project, {coder.id})
            for key, what in theirs.items():
                if isinstance(what[0], list):
                    for mine, all_of_it in zip(what, found[key], strict=True):
                        assert [one for one in mine if one not in all_of_it] == []
                else:
                    assert found[key] == what
