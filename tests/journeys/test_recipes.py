"""The recipes of docs/recipes.md, run on what is really written, all find the same speakers."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from annotator.model.layer import SAMPLE_CODER
from annotator.project.sample import make_sample

CHECKOUT = Path(__file__).parents[2]
PAGE = (CHECKOUT / "docs" / "recipes.md").read_text(encoding="utf-8")
RECIPES = {
    (language, name): text
    for language, name, text in re.findall(r"```(\w+) (\w+)\n(.*?)```", PAGE, re.S)
}
EXPORTED = dict(re.findall(r"--format (\w+) --to (\S+)", PAGE))
NEEDS = {"docbin": "spacy", "parquet": "pyarrow"}


def is_there(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Counter[str]]:
    """Give a folder with all exports of the project that ships, and who says how much in it."""
    folder = tmp_path_factory.mktemp("recipes")
    with make_sample(folder / "study.annotator", SAMPLE_CODER) as project:
        for name, to in EXPORTED.items():
            if is_there(NEEDS.get(name, "json")):
                project.export(name, folder / to)
        names = {one.id: one.name for one in project.actors()}
        said = {
            (one.claim.id, speaker.actor_id)
            for one in project.statements()
            for speaker in one.speakers
        }
    return folder, Counter(names[actor] for _, actor in said if actor)


def answered(language: str, text: str) -> dict[str, int] | None:
    """Give what a recipe finds; None where what it needs is not installed."""
    if language == "python":
        for module in re.findall(r"^(?:import|from) (pandas|spacy)\b", text, re.M):
            if not is_there(module):
                return None
        held: dict[str, Any] = {}
        exec(text, held)  # noqa: S102 - our own page
        return {str(name): int(n) for name, n in held["speakers"].items()}
    if language == "sql":
        if not is_there("duckdb"):
            return None
        import duckdb

        return dict(duckdb.sql(text.strip().rstrip(";")).fetchall())
    if not shutil.which("Rscript"):
        return None
    shown = 'cat(paste(names(speakers), speakers, sep = "\\t"), sep = "\\n")'
    ended = subprocess.run(
        ["Rscript", "-e", f"{text}\n{shown}"], capture_output=True, check=True, encoding="utf-8"
    )
    rows = (line.split("\t") for line in ended.stdout.splitlines() if "\t" in line)
    return {name: int(n) for name, n in rows}


@pytest.mark.parametrize("recipe", RECIPES, ids=" ".join)
def test_each_recipe_finds_who_makes_how_many_statements(
    recipe: tuple[str, str],
    corpus: tuple[Path, Counter[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, speakers = corpus
    monkeypatch.chdir(folder)
    language, name = recipe
    has_file = is_there(NEEDS.get(name, "json"))
    found = answered(language, RECIPES[recipe]) if has_file else None
    if found is None:
        leave = pytest.fail if os.environ.get("ANNOTATOR_CI") else pytest.skip
        leave(f"what the recipe for {language} {name} needs is not installed")
    assert len(speakers) > 3
    assert found == speakers


def test_every_program_that_the_page_names_has_its_recipe() -> None:
    assert {*RECIPES} == {
        ("r", "tables"), ("python", "pandas"), ("python", "tables"), ("python", "jsonl"),
        ("sql", "parquet"), ("sql", "tables"), ("python", "w3c"), ("python", "docbin"),
    }  # fmt: skip
