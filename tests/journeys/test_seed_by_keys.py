"""The seed article coded by real key presses, the program killed, reopened and exported."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annotator import resources
from annotator.project.sample import CODING, FOLDER, article_names
from tests.journeys import seed
from tests.journeys.test_seed_by_commands import annotator

pytestmark = pytest.mark.slow
MOST_PRESSES = 400
"""What the whole article may cost: 16 statements with their actors, 41 entities with theirs."""
MOST_WITH_SUGGESTIONS = 160
"""What it may cost where suggesters have been through it (145 when this was written)."""
MOST_WITH_RULES = 160
"""What it may cost by rule alone, without a model (159 when this was written)."""
MOST_SHIPPED = {"ferry.txt": (530, 320), "reservoir_fa.txt": (145, 130)}
"""What a shipped article may cost by hand, and with suggestions, with a model or without one
(515, 299, 243 when this was written; 139 and 122, of which 60 are names of actors that the coding
words in its own way)."""
MOST_FOR_REPORTED = 8
"""What a reported claim may cost, its speaker, cue and actor included, once the caret is there."""


def code_by_keys(path: Path, article: Path, coding: dict[str, Any], *how: str) -> dict[str, Any]:
    """Code an article in the real window by keys, kill the program, give what it reported."""
    gold = path.with_suffix(".json")
    gold.write_text(json.dumps(coding), encoding="utf-8")
    with subprocess.Popen(
        [
            sys.executable, "-m", "tests.journeys.seed_window", str(path), str(article), str(gold),
            *how,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        line = process.stdout.readline()
        if not line:
            raise AssertionError(process.stderr.read())
        process.send_signal(signal.SIGKILL)
    report: dict[str, Any] = json.loads(line)
    return report


def export_of(path: Path) -> dict[str, Any]:
    """Open the project again, check it, export it, and give what the export says."""
    assert json.loads(annotator("check", path, "--json"))["ok"]
    target = path.with_suffix(".jsonl")
    annotator("export", path, "--format", "jsonl", "--to", target)
    return seed.found(target.read_text(encoding="utf-8").splitlines())


def test_the_seed_coded_by_keys_killed_and_reopened_exports_its_reference(
    shared: Path, tmp_path: Path, record_property
) -> None:
    coding = seed.gold(shared)
    path = tmp_path / "seed.annotator"
    report = code_by_keys(path, shared / "samples/seed/article.txt", coding)
    record_property("key presses", report["total"])
    found, expected = export_of(path), seed.expected(coding)
    for part in expected:
        assert found[part] == expected[part], part
    assert report["total"] <= MOST_PRESSES, report
    directness = {one["id"]: one["attributes"].get("directness") for one in coding["spans"]}
    reported = {one: n for one, n in report["claims"].items() if directness[one] == "reported"}
    assert len(reported) == 4
    assert max(reported.values()) <= MOST_FOR_REPORTED, reported


@pytest.mark.parametrize(
    ("how", "most"),
    [(("suggested",), MOST_WITH_SUGGESTIONS), (("suggested", "rules"), MOST_WITH_RULES)],
)
def test_the_seed_coded_with_suggestions_is_the_same_and_costs_much_less(
    how: tuple[str, ...], most: int, shared: Path, tmp_path: Path, record_property
) -> None:
    coding = seed.gold(shared)
    path = tmp_path / "seed.annotator"
    report = code_by_keys(path, shared / "samples/seed/article.txt", coding, *how)
    record_property("key presses with suggestions", report["total"])
    found, expected = export_of(path), seed.expected(coding)
    for part in expected:
        assert found[part] == expected[part], part
    assert report["total"] <= most, report


def shipped(name: str, folder: Path) -> tuple[dict[str, Any], Path]:
    """Give the coding of a shipped article, and its text as a file."""
    article = folder / name
    article.write_bytes(resources.read_bytes(FOLDER, name))
    text = article.read_text(encoding="utf-8")
    records = [json.loads(line) for line in resources.read_text(FOLDER, CODING).splitlines()]
    (article_id,) = [one["id"] for one in records if one.get("text") == text]
    return seed.from_export(records, article_id), article


@pytest.mark.parametrize(
    ("name", "how"),
    [(name, how) for name in article_names() for how in ((), ("suggested",))]
    + [("ferry.txt", ("suggested", "rules"))],
)
def test_a_shipped_article_coded_by_keys_and_killed_exports_its_shipped_coding(
    name: str, how: tuple[str, ...], tmp_path: Path, record_property
) -> None:
    coding, article = shipped(name, tmp_path)
    path = tmp_path / "own.annotator"
    report = code_by_keys(path, article, coding, *how)
    record_property("key presses", report["total"])
    found, expected = export_of(path), seed.expected(coding)
    for part in expected:
        assert found[part] == expected[part], part
    assert len(report["claims"]) >= 6
    assert report["total"] <= MOST_SHIPPED[name][bool(how)], report
