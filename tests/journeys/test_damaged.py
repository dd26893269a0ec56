"""A damaged project by the command line: verbs say it, and nothing goes out of it unsaid."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def damaged(project: Run, tmp_path: Path) -> Run:
    """The project with one letter of its text changed, outside any span."""
    assert project("mark", "study.annotator", "1", "cue", "--at", "0:3")[0] == 0
    change(tmp_path, "UPDATE text SET body = substr(body, 1, length(body) - 3) || 'x.' || char(10)")
    return project


def change(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / "study.annotator")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_export_of_a_changed_text_is_refused_and_says_so(damaged: Run, tmp_path: Path) -> None:
    for name in ("w3c", "tables", "xlsx", "jsonl"):
        words = ("export", "study.annotator", "--format", name, "--to", f"out.{name}")
        code, _, said = damaged(*words)
        assert code == 4, said
        assert "“study.annotator” is damaged" in said
        assert not (tmp_path / f"out.{name}").exists()
    code, out, _ = damaged(*words, "--json")
    assert (code, json.loads(out)["error"]["kind"]) == (4, "damaged-project")


def test_export_of_another_damage_is_refused_too(project: Run, tmp_path: Path) -> None:
    assert project("mark", "study.annotator", "1", "cue", "--at", "0:3")[0] == 0
    assert project("mark", "study.annotator", "1", "cue", "--at", "4:7")[0] == 0
    change(tmp_path, "UPDATE span SET type = 'claim' WHERE start = 0")
    words = ("export", "study.annotator", "--format", "jsonl", "--to", "out.jsonl")
    code, _, said = project(*words)
    assert code == 4
    assert "Not as the history says: a span" in said


def test_verbs_say_damage_on_standard_error(damaged: Run) -> None:
    code, out, said = damaged("list", "study.annotator", "layers", "--json", "--quiet")
    assert code == 0
    assert json.loads(out)
    assert "“study.annotator” is damaged (The text" in said
    assert damaged("list", "study.annotator", "layers")[2].count("is damaged") == 1


def test_who_changes_the_damaged_article_is_refused(damaged: Run) -> None:
    code, _, said = damaged("mark", "study.annotator", "1", "cue", "--at", "4:7")
    assert code == 4
    assert "was changed" in said
