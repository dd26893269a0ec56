"""The helps as a person sees them: lines that fit, words for everything, two examples."""

from __future__ import annotations

import re

import pytest

from annotator.cli import main
from annotator.cli.parsing import parser_of
from annotator.cli.verbs import VERBS

WIDTH = 80
NAMES = [name for name, _ in VERBS]
WRITTEN_OUT = re.compile("<[0-9A-F]{4}>|\x1b|\t")


def seen(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert main([*words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert not WRITTEN_OUT.search(said.out)
    return said.out.splitlines()


def test_the_general_help_is_read_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = seen(capsys, "--help")
    assert max(map(len, lines)) <= 100
    assert "verbs:" in lines
    listed = [line.split()[0] for line in lines[lines.index("verbs:") + 1 :] if line[:2] == "  "]
    assert listed == NAMES
    assert seen(capsys, "-h") == lines


@pytest.mark.parametrize("verb", NAMES)
def test_the_help_of_a_verb_fits_a_terminal_and_has_two_examples(
    verb: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    lines = seen(capsys, verb, "--help")
    assert lines[0] == "examples:"
    assert [f"annotator {verb}" in line for line in lines[1:4]] == [True, True, False]
    assert [line for line in lines[3:] if len(line) > WIDTH] == []
    assert [line for line in lines if line != line.rstrip()] == []
    sections = "\n".join(lines).split("\n\n")
    assert [one for one in sections if one.endswith(":") or not one.strip()] == []
    assert dict(VERBS)[verb] in sections


@pytest.mark.parametrize("verb", NAMES)
def test_everything_a_verb_takes_is_explained(verb: str) -> None:
    silent = [one.dest for one in parser_of(verb)._actions if not (one.help or "").strip()]
    assert silent == []
