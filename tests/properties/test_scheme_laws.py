"""Laws of editing a scheme: nothing that is coded is ever lost, whatever is edited in which order.

Random edits of a project that two people have coded, with undo and redo between them: each state
is the one it was before, byte for byte as it is exported, and the history replays to the rows.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import WrongUse
from annotator.model.layer import Coder
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.span import Owner
from annotator.project import Project
from annotator.project.finding.search import Search
from tests.planning import TEXT
from tests.unit.project.acts.schemes.test_editing import exported, marked

if TYPE_CHECKING:
    from annotator.model.scheme import Scheme

A, B = Coder("coder-a", "A"), Coder("coder-b", "B")
KINDS = (
    *("rename", "rename", "rename", "merge", "merge", "merge", "split", "split"),
    *("retire", "retire", "restore", "define", "add", "move"),
)
CODED = {
    *("claim", "claim.directness", "claim.directness.mixed", "claim.directness.indirect"),
    *("claim.kind", "claim.kind.promise", "speaker", "speaker.form", "speaker.form.name"),
    *("entity", "entity.kind", "entity.kind.place", "link:said_by", "link:about"),
    *("link:about.stance", "link:about.stance.none"),
}
NAMES = ("quote", "other_one", "third", "claim", "mixed", "directness", "about")


def things(scheme: Scheme) -> list[SchemePath]:
    """Give the paths of all that a scheme has."""
    found = [SchemePath(Owner.ACTOR, "", "kind", one) for one in scheme.actor_kinds]
    holders = [(Owner.SPAN, one) for one in scheme.types]
    for kind, holder in [*holders, *((Owner.LINK, one) for one in scheme.links)]:
        own = SchemePath(kind, holder.name)
        found.append(own)
        for attribute in holder.attributes:
            of = own._replace(attribute=attribute.name)
            found += [of, *(of._replace(value=one.name) for one in attribute.explained)]
    return found


def fitting(scheme: Scheme, kind: str, picks: list[int]) -> dict[str, object]:
    """Give an edit of something that is there; whether it can be is another question."""
    every = things(scheme)
    # What is coded is picked more often than what is not.
    every += 6 * [one for one in every if str(one) in CODED or one.name in NAMES]
    path = every[picks[0] % len(every)]
    mates = [one for one in things(scheme) if one.parent() == path.parent() and one != path]
    name, mate = NAMES[picks[1] % len(NAMES)], mates[picks[2] % len(mates)] if mates else path
    more: dict[str, object] = {
        "rename": {"to": name},
        "merge": {"into": str(mate), "look": picks[1] % 2 == 0},
        "split": {"into": [name, mate.name]},
        "define": {"definition": name},
        "move": {"to": picks[1] % 4 + 1},
    }.get(kind, {})
    what = path.renamed(name) if kind == "add" else path
    return {"edit": kind, "what": str(what), **more}


an_edit = st.tuples(st.sampled_from(KINDS), st.lists(st.integers(0, 200), min_size=3, max_size=3))
turns = st.lists(
    st.one_of(
        st.lists(an_edit, min_size=1, max_size=2),
        st.sampled_from(["undo", "redo", "decide"]),
    ),
    min_size=1,
    max_size=8,
)


def coded(folder: Path) -> Path:
    path = folder / "study.annotator"
    path.write_bytes(_coded())
    return path


@cache
def _coded() -> bytes:
    """Give a file to copy: making one takes longer than many a program."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "study.annotator"
        with Project.create(path, coder=A) as made:
            made.import_text(TEXT, "first.txt")
            marked(made)
        with Project.open(path, coder=B) as opened:
            marked(opened)
        return path.read_bytes()


def n_coded(project: Project) -> tuple[int, int, int]:
    """Count spans, links, and values."""
    spans, links = list(project.spans()), list(project.links())
    return len(spans), len(links), sum(len(one.attributes) for one in (*spans, *links))


def do(project: Project, turn: object) -> bool:
    """Do one turn if it can be; say whether anything changed."""
    try:
        if turn == "decide":
            waiting = next(iter(project.look_again("B")), None)
            if waiting is None:
                return False
            project.decide_again(waiting.item, waiting.attribute, waiting.value)
            return True
        if isinstance(turn, list):
            said = [SchemeEdit.of(fitting(project.scheme, *one)) for one in turn]
            counted = project.edit_scheme(said, dry_run=True)
            done = project.edit_scheme(said)
            assert done.edits == counted.edits
            return done.step is not None
    except WrongUse:
        return False
    return False


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(turns)
def test_nothing_coded_is_lost_by_edits_and_undo_gives_each_state_back(every):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Project.open(coded(folder), coder=B) as project:
            counts = n_coded(project)
            states = [exported(project, folder / "a.jsonl")]
            at = 0
            for turn in every:
                if turn == "undo" and at:
                    project.undo()
                    at -= 1
                elif turn == "redo" and at < len(states) - 1:
                    project.redo()
                    at += 1
                elif turn not in ("undo", "redo") and do(project, turn):
                    at += 1
                    states[at:] = [exported(project, folder / "a.jsonl")]
                assert exported(project, folder / "a.jsonl") == states[at]
                assert n_coded(project) == counts
            for state in reversed(states[:at]):
                project.undo()
                assert exported(project, folder / "a.jsonl") == state
            for state in states[1 : at + 1]:
                project.redo()
                assert exported(project, folder / "a.jsonl") == state
            health = project.check()
            assert health.ok, health.problems


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(turns)
def test_what_is_coded_is_always_in_the_scheme(every):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Project.open(coded(folder), coder=B) as project:
            for turn in every:
                do(project, turn)
            scheme = project.scheme
            for span in project.spans():
                kind = scheme.type(span.type)
                assert kind is not None
                for attribute, value in span.attributes.items():
                    one = kind.attribute(attribute)
                    assert one is not None
                    assert one.value(value) or not one.is_closed
            for link in project.links():
                known = scheme.link(link.type)
                assert known is not None
                assert all(known.attribute(name) is not None for name in link.attributes)


def settled(folder: Path) -> Path:
    """Two codings that differ, every difference of them settled, and a search inside claims."""
    path = coded(folder)
    with Project.open(path, coder=B) as project:
        claim = next(project.spans(type_name="claim", layers=["B"]))
        project.edit(claim.id, attributes={"directness": "indirect", "kind": None})
        entity = next(project.spans(type_name="entity", layers=["B"]))
        project.delete([entity.id])
        project.state(1, "done")
        project.keep("ready", Search("ready", in_type="claim"))
    with Project.open(path, coder=A) as project:
        project.state(1, "done")
        for one in [*project.settling("A", "B").open()]:
            project.take(key=one.key, side="left")
    return path


def decided(project: Project) -> set[str]:
    return {one.subject for one in project.reader.decisions()}


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(turns)
def test_what_is_settled_and_kept_follows_all_edits_that_merge_no_codings(every):
    with (
        tempfile.TemporaryDirectory() as name,
        Project.open(settled(Path(name)), coder=B) as project,
    ):
        before, n_done = decided(project), 0
        assert len(before) > 2
        for turn in every:
            edits = isinstance(turn, list) and all(kind != "merge" for kind, _ in turn)
            if edits and do(project, turn):
                n_done += 1
            assert [*project.settling("A", "B").open()] == []
            (search,) = project.searches()
            assert project.scheme.type(str(search.body["in"])) is not None
        for _ in range(n_done):
            project.undo()
        assert decided(project) == before
        assert project.searches()[0].body["in"] == "claim"


def suggested(folder: Path) -> Path:
    """Suggestions beside two codings, the first of each two that are open rejected."""
    path = coded(folder)
    with Project.open(path, coder=A) as project:
        project.suggest(model=False)
        for key in open_keys(project)[::2]:
            project.take(key=key, side="neither", into="A")
    return path


def open_keys(project: Project) -> list[str]:
    return [one.key for one in project.settling("A", "suggestions", "A").open()]


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(turns)
def test_what_was_rejected_stays_so_over_all_edits_that_merge_no_codings(every):
    with (
        tempfile.TemporaryDirectory() as name,
        Project.open(suggested(Path(name)), coder=B) as project,
    ):
        keys, before, n_done = open_keys(project), decided(project), 0
        assert keys
        assert len(before) > 1
        for turn in every:
            edits = isinstance(turn, list) and all(kind != "merge" for kind, _ in turn)
            if edits and do(project, turn):
                n_done += 1
                assert len(open_keys(project)) == len(keys)
        for _ in range(n_done):
            project.undo()
            assert len(open_keys(project)) == len(keys)
        assert (open_keys(project), decided(project)) == (keys, before)
        health = project.check()
        assert health.ok, health.problems
