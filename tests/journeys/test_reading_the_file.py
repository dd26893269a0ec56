"""A project is read without Annotator as its page says, and what comes out is what is in it."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
import subprocess
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from annotator.model.layer import Coder
from annotator.project import Project
from tests.conftest import CHECKOUT

PAGE = (CHECKOUT / "docs" / "reading-the-file.md").read_text(encoding="utf-8")
QUERIES = dict(re.findall(r"```sql (\w+)\n(.*?)```", PAGE, re.DOTALL))
N_ARTICLES = 120
TEXT = "Harbour {n} opens\n\n“We will 🚢 reopen,” said Mira Talven of Velmora. “Soon.”\n"
UUID = "6f1c2a34-58b9-4c1d-9e0f-a1b2c3d4e5f6"
"""An id from outside that counts nothing."""
Row = tuple[str, ...]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two coders with a large import, marks of all kinds and a step taken back."""
    folder = tmp_path_factory.mktemp("study")
    texts = folder / "texts"
    texts.mkdir()
    for n in range(N_ARTICLES):
        (texts / f"{n:03}.txt").write_text(TEXT.format(n=n), encoding="utf-8")
    path = folder / "study.annotator"
    with Project.create(path, coder=Coder("coder-a", "Ada")) as project:
        project.import_sources([texts])
        _mark(project, "1", "direct")
        _mark(project, "70", "indirect")
        project.state("70", "done")
        project.join(["Mira Talven", "M. Talven"])
        project.mark("2", "entity", (0, 7))
        project.undo()
    with Project.open(path, coder=Coder("coder-b", "Bo")) as project:
        _mark(project, "1", "direct")
    return path


def _mark(project: Project, article: str, directness: str) -> None:
    text = project.article(article).text

    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    claim = project.mark(
        article, "claim", [at("“We will 🚢 reopen,”"), at("“Soon.”")], {"directness": directness}
    )
    name = "M. Talven" if directness == "indirect" else "Mira Talven"
    speaker = project.mark(article, "speaker", at("Mira Talven"), actor=name)
    project.link(claim.id, "said_by", speaker.id)


def _asked(path: Path, name: str) -> list[Row]:
    """Ask the sqlite3 shell as the page says; where there is none, Python's SQLite."""
    shell = shutil.which("sqlite3")
    if shell is not None:
        command = [shell, "-readonly", "-csv", "-separator", "\x1f", "-newline", "\x1e", str(path)]
        said = subprocess.run(
            [*command, QUERIES[name]], capture_output=True, check=True, encoding="utf-8"
        ).stdout
        lines = [line for line in said.split("\x1e") if line]
        return [tuple(cell.strip('"') for cell in line.split("\x1f")) for line in lines]
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        file.create_function("sqlar_uncompress", 2, lambda body, _size: zlib.decompress(body))
        return [tuple(map(str, row)) for row in file.execute(QUERIES[name]).fetchall()]


@pytest.fixture(scope="module")
def told(study: Path) -> dict[str, list[Row]]:
    """What Annotator says to the same questions."""
    with Project.open(study, coder=Coder("coder-c", "C"), read_only=True) as project:
        titles = {one.id: (str(n), one.title) for n, one in enumerate(project.articles(), 1)}
        layers = {one.id: one.name for one in project.layers()}
        actors = project.context.actors
        spans = list(project.spans())
        words = [span.quotes for span in spans]
        claims = [span for span in spans if span.type == "claim"]
        values = Counter(span.attributes["directness"] for span in claims)
        states: Counter[Row] = Counter()
        for article_id in titles:
            for layer, state in project.reader.progress(article_id).items():
                states[layers[layer], str(state)] += 1
        steps = sorted(project.steps(), key=lambda one: one.step.number or 0)
        return {
            "ids": [(span.id,) for span in spans],
            "spans": [
                (*titles[span.article_id], layers[span.layer_id], span.type,
                 str(span.start), str(span.parts[0].end), span.quotes[0])
                for span in spans
            ],
            "parts": [
                (span.type, " … ".join(each)) for span, each in zip(spans, words, strict=True)
            ],
            "slips": [],
            "values": [(value, str(n)) for value, n in sorted(values.items())],
            "statements": [
                (speaker.text(), actor.name, one.claim.quotes[0])
                for one in project.statements()
                for speaker in one.speakers
                if (actor := actors.get(speaker.actor_id)) is not None
            ],
            "states": [(*key, str(n)) for key, n in sorted(states.items())],
            "steps": [
                (str(one.step.number), one.step.act, one.state, str(one.n_changes), one.step.at)
                for one in steps
            ],
        }  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(QUERIES) - {"changes"}))
def test_plain_sql_finds_what_annotator_says(
    study: Path, told: dict[str, list[Row]], name: str
) -> None:
    assert Counter(_asked(study, name)) == Counter(told[name])
    assert told[name] or name == "slips"


def test_the_history_is_read_by_the_shell_and_by_five_lines_of_python(
    study: Path, told: dict[str, list[Row]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(program.splitlines()) - 2 <= 5  # but for the import and the opening
    names: dict[str, Any] = {}
    monkeypatch.chdir(study.parent)
    exec(program, names)  # noqa: S102 - the page's own example
    names["file"].close()
    counted = Counter((str(step), table) for step, table, _, _ in names["changes"])
    assert [(*key, str(n)) for key, n in sorted(counted.items())] == sorted(
        _asked(study, "changes")
    )
    of_steps: Counter[str] = Counter()
    for (step, _), n in counted.items():
        of_steps[step] += n
    assert of_steps == {number: int(n) for number, _, _, n, _ in told["steps"]}
    brought = [change for change in names["changes"] if change[1:3] == ("article", None)]
    with contextlib.closing(sqlite3.connect(study)) as file:
        assert {tuple(after) for *_, after in brought} == {
            row[: len(brought[0][3])] for row in file.execute("SELECT * FROM article")
        }
    assert len(brought) == N_ARTICLES
