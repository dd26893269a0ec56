"""What undo and redo print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.project.step_names import step_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.cli.output import Output
    from annotator.model.article import Json
    from annotator.model.changes import Step


def step_rows(steps: Sequence[Step]) -> list[Json]:
    """Give the steps with the keys that others rely on."""
    return [
        {"id": one.id, "number": one.number, "name": step_name(one), "changes": len(one.changes)}
        for one in steps
    ]


def print_steps(steps: Sequence[Step], output: Output, word: str) -> None:
    """Print which steps were undone or redone."""
    if output.as_json:
        output.json({"steps": step_rows(steps)})
        return
    for one in steps:
        output.line(f"{word}: {step_name(one)}")
    if not steps:
        output.say("Nothing had to be done.")
