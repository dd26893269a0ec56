"""The seed article, coded up to its reference by commands, undone, redone and exported."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journeys import seed


class Commands:
    """`annotator do` in a process of its own."""

    def __init__(self, project: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "annotator", "do", str(project), "--coder", "A"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __call__(self, **command: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        assert answer["ok"], (command, answer)
        return answer

    def end(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        assert self.process.wait(60) == 0
        assert self.process.stdout is not None
        self.process.stdout.close()


def annotator(*words: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "annotator", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def project(shared: Path, tmp_path: Path) -> Path:
    path = tmp_path / "seed.annotator"
    annotator("new", path, "--coder", "A")
    annotator("import", path, shared / "samples/seed/article.txt")
    return path


def code_up(do: Commands, coding: dict[str, Any]) -> None:
    actors = {}
    for one in coding["actors"]:
        made = do(do="actor", name=one["name"], kind=one["kind"], aliases=one["aliases"])
        actors[one["id"]] = made["id"]
    ids = {}
    for one in coding["spans"]:
        command = {
            "article": "1",
            "type": one["type"],
            "at": [[part["start"], part["end"]] for part in one["parts"]],
            "attributes": one["attributes"],
        }
        if one.get("actor"):
            command["actor"] = actors[one["actor"]]
        ids[one["id"]] = do(do="mark", **command)["id"]
    for one in coding["links"]:
        do(
            do="link",
            **{"from": ids[one["from"]], "type": one["type"], "to": ids[one["to"]]},
            attributes=one["attributes"],
        )


def test_the_export_of_the_seed_coded_by_commands_is_its_reference(
    project: Path, shared: Path, tmp_path: Path
) -> None:
    coding = seed.gold(shared)
    do = Commands(project)
    code_up(do, coding)
    do.end()
    annotator("export", project, "--format", "jsonl", "--to", tmp_path / "one.jsonl")
    lines = (tmp_path / "one.jsonl").read_text(encoding="utf-8").splitlines()
    assert seed.found(lines) == seed.expected(coding)
    annotator("undo", project, "--to", "2")
    assert json.loads(annotator("list", project, "spans", "--json")) == []
    last = json.loads(annotator("history", project, "--json"))[0]["id"]
    annotator("redo", project, "--to", last)
    annotator("export", project, "--format", "jsonl", "--to", tmp_path / "two.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    assert json.loads(annotator("check", project, "--json"))["ok"]
