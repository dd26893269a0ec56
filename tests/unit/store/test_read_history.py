"""What the history says of a layer since a step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests import builders


def test_spans_that_came_went_and_changed_since_a_step(tmp_path: Path) -> None:
    first, values = builders.small_corpus()
    of, layer = values["article"], values["layer"].id
    path = builders.project_file(tmp_path, first)
    with builders.opened(path) as project:
        start = project.reader.last_steps().number

        def since() -> tuple[int, int]:
            return project.reader.spans_since(start, [layer])[layer]

        assert since() == (0, 0)
        place = builders.span(of, "entity", "the line", id="new-1")
        project.journal.apply(builders.adding(place))
        assert since() == (1, 0)
        cue = values["cue"]
        project.journal.apply(builders.removing(values["cued_by"], cue))
        assert since() == (1, 1)
        claim = values["claim"]
        project.journal.apply(
            builders.changing(claim, replace(claim, attributes={"directness": "indirect"}))
        )
        assert since() == (2, 2), "one that changed counts as both"
        project.journal.apply(builders.removing(place))
        assert since() == (1, 2), "one that came and went counts as neither"
        assert project.reader.spans_since(start, ["nobody"]) == {"nobody": (0, 0)}
        for _ in range(4):
            project.journal.undo()
        assert since() == (0, 0), "what was undone has not happened"
