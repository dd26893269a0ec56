"""Two coders of the workload W4: what comparing finds is what was planted, by the rules.

Only where an extra span happens to touch a missing one the rules pair the two: then both count as
one pair on other words, or of other types, and as neither missing nor extra.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

from annotator.compare.differences import compare_article
from annotator.compare.values import DifferenceKind, Phase
from tests.codings import coded, coding, link, rules, span

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.compare.values import ArticleComparison, Difference
    from annotator.model.coded import Coding

N_ARTICLES = 150


@pytest.fixture(scope="module")
def workload(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("W4")
    maker = shared / "checks" / "workload.py"
    command = [sys.executable, str(maker), "W4", str(folder), "--articles", str(N_ARTICLES)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


def _coding(records: list[dict[str, Any]]) -> Coding:
    marks = [
        span(one["id"], one["type"], *map(tuple, one["parts"]), **one["attributes"])
        if one["kind"] == "span"
        else link(one["from"], one["type"], one["to"])
        for one in records
    ]
    return coding(*marks)


def compared(workload: Path) -> list[ArticleComparison]:
    lines = (workload / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    found = []
    for article_id, some in groupby(records, key=lambda one: one["article"]):
        every = [*some]
        codings = [_coding([one for one in every if one["layer"] == name]) for name in "AB"]
        text = (workload / "articles" / f"{article_id}.txt").read_text(encoding="utf-8")
        found.append(compare_article(coded(text, *codings, article_id=article_id), rules()))
    return found


def _values(article: ArticleComparison) -> list[Difference]:
    return [one for one in article.differences if one.kind is DifferenceKind.ATTRIBUTE]


def test_what_was_planted_is_found(workload: Path) -> None:
    manifest = json.loads((workload / "manifest.json").read_text(encoding="utf-8"))
    planted = manifest["truth_of_B_against_A"]
    articles = compared(workload)
    found = Counter(str(one.kind) for article in articles for one in article.differences)
    pairs = Counter(pair.phase for article in articles for pair in article.pairs)
    touching = planted["missing"] - found["missing"]
    assert 0 <= touching <= planted["missing"] // 50
    assert planted["extra"] - found["extra"] == touching
    assert found["boundary"] == pairs[Phase.OVERLAP]
    assert found["type"] == pairs[Phase.TYPE]
    assert found["boundary"] + found["type"] == planted["boundary"] + planted["type"] + touching
    assert abs(found["boundary"] - planted["boundary"]) <= planted["boundary"] // 50
    equal = {pair.left for one in articles for pair in one.pairs if pair.phase is Phase.EXACT}
    values = [one for article in articles for one in _values(article)]
    certain = [one for one in values if one.name == "certain" and one.left in equal]
    assert len(certain) == planted["attribute"]
    # Pairs that met by chance differ in what else they say; nobody planted it.
    assert len(values) - len(certain) <= planted["attribute"] // 20
    assert pairs[Phase.EXACT] == planted["identical"] + planted["attribute"]


def test_who_speaks_differs_only_where_a_speaker_or_its_link_was_touched(workload: Path) -> None:
    for article in compared(workload):
        touched = {
            end
            for one in article.differences
            if one.kind in (DifferenceKind.MISSING, DifferenceKind.EXTRA, DifferenceKind.TYPE)
            for end in (one.left, one.right)
        }
        speaking = [one for one in article.differences if one.kind is DifferenceKind.SPEAKER]
        assert not speaking or touched
