"""What a history may be after a program ended in the middle of an act, by what it had reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from annotator.project import Project
from annotator.project.notices import Notice, NoticeKind
from tests.crash.scene import CODER

if TYPE_CHECKING:
    from annotator.store.read import Reader
    from tests.crash.scene import Scene

States: TypeAlias = dict[str, str]
"""Done, undone or dropped, by the ids of steps."""
_STATES = {NoticeKind.DONE: "done", NoticeKind.UNDONE: "undone", NoticeKind.REDONE: "redone"}


def states_of(project: Project | Reader) -> States:
    """Give the history of an open project, or of its file."""
    return {one.step.id: one.state for one in project.steps()}


def kept_beside(scene: Scene) -> set[str]:
    """Give the steps of what stood there before a backup was put back."""
    found: set[str] = set()
    for path in scene.study.parent.glob("*before restore*.annotator"):
        with Project.open(path, coder=CODER, read_only=True) as project:
            found |= states_of(project).keys()
    return found


def report_of(notice: Notice) -> str | None:
    """Give what a notice reports of a step that is on disk, as one line; None if nothing."""
    word = _STATES.get(notice.kind)
    if word is None or notice.step is None or notice.step.number is None:
        return None
    return f"{notice.step.id} {word}"


def after_reports(states: States, reports: list[str]) -> States:
    """Give what became of each step after these reports."""
    found = dict(states)
    for line in reports:
        key, word = line.split()
        if word == "done":
            found = {one: "dropped" if state == "undone" else state for one, state in found.items()}
        found[key] = "undone" if word == "undone" else "done"
    return found


def turns(before: States, now: States) -> list[str]:
    """Give the reports that lead from one history to the other."""
    new = [f"{key} done" for key in now if key not in before]
    words = {("done", "undone"): "undone", ("undone", "done"): "redone"}
    turned = {key: words.get((state, now.get(key, ""))) for key, state in before.items()}
    return [*new, *(f"{key} {word}" for key, word in turned.items() if word)]


def lost(expected: States, found: States) -> list[str]:
    """Give the steps that are not as was reported, where one act more does not explain it."""
    new = found.keys() - expected.keys()
    if new:
        (first, *more) = sorted(new)
        expected = after_reports(expected, [f"{first} done"])
        return [*more, *different(expected, found)]
    wrong = different(expected, found)
    turned = {(expected[key], found.get(key)) for key in wrong}
    is_one_turn = len(wrong) == 1 and turned <= {("done", "undone"), ("undone", "done")}
    return [] if is_one_turn else wrong


def wrongly_gone(scene: Scene, before: States, found: States) -> list[str]:
    """Give the steps that went where one went back by intent and that nothing holds any more.

    What is forgotten is the oldest; what a backup did not have is in the file beside.
    """
    first = min(found)
    gone = before.keys() - found.keys() - kept_beside(scene)
    return sorted(one for one in gone if one > first)


def different(expected: States, found: States) -> list[str]:
    """Give the steps whose states differ."""
    return [key for key, state in expected.items() if found.get(key) != state]
