"""Every command that stands on the page of the command line runs, in the order of the page."""

from __future__ import annotations

import re
from pathlib import Path

from annotator.cli.verbs import VERBS
from tests.journeys.commands import Run, answer, prepared, words_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"


def commands() -> list[str]:
    fenced = re.findall(r"^```\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    lines = [line for block in fenced for line in block.splitlines()]
    # The demo has tests of its own; without a verb a window would open.
    verbs = set(dict(VERBS)) - {"demo"}
    return [line for line in lines if {*line.split()[1:2]} & verbs]


def test_the_commands_of_the_page_run_one_after_the_other(project: Run, tmp_path: Path) -> None:
    ids = prepared(project, tmp_path)
    project("new", "other.annotator", "--coder", "B")
    (tmp_path / "other.txt").write_text("Another\n\nHe said: “No.”\n", encoding="utf-8")
    project("import", "other.annotator", "other.txt")
    project("mark", "other.annotator", "1", "claim", "--at", "18:23")
    assert project("export", "other.annotator", "--format", "jsonl", "--to", "other.jsonl")[0] == 0
    assert project("export", "study.annotator", "--format", "xlsx", "--to", "edited.xlsx")[0] == 0
    done = '{"do": "state", "article": "1", "state": "done"}\n'  # one fits what is exported
    assert project("do", "study.annotator", "--coder", "A", stdin=done)[0] == 0
    found = commands()
    assert len(found) > 25
    for command in found:
        words, stdin = words_of(command, ids)
        code, _, said = project(*words, stdin=stdin)
        assert code == 0, (command, said)


def test_a_layer_comes_to_be_with_its_first_mark_as_the_page_says(project: Run) -> None:
    assert "comes to be with its first mark" in PAGE.read_text(encoding="utf-8")
    assert answer(project("list", "study.annotator", "layers", "--json")) == []
    show = ("show", "study.annotator", "1", "--layer", "A")
    assert project(*show)[0] == 2
    project("mark", "study.annotator", "1", "entity", "--at", "0:7")
    assert project(*show)[0] == 0
