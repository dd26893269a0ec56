"""The workloads that a clone makes for itself, and the projects made of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from annotator.project import Project
from benchmarks.own_texts import write_articles
from benchmarks.place import Place
from benchmarks.projects import CODER, make_place

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "made"
    write_articles("W2", folder, n_articles=1, scale=0.02)
    return folder


def records(folder: Path) -> list[dict[str, object]]:
    path = folder / "annotations.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_same_bytes_are_made_each_time(tmp_path: Path, small: Path) -> None:
    write_articles("W2", tmp_path / "again", n_articles=1, scale=0.02)
    for name in ("articles/000000.txt", "articles.jsonl", "annotations.jsonl"):
        assert (tmp_path / "again" / name).read_bytes() == (small / name).read_bytes()


def test_a_long_article_has_what_makes_marking_hard(small: Path) -> None:
    text = (small / "articles" / "000000.txt").read_text(encoding="utf-8")
    spans = [one for one in records(small) if one["kind"] == "span"]
    hulls = [(one["parts"][0][0], one["parts"][-1][1]) for one in spans]
    assert len(text) >= 6_000
    assert len(spans) == 100
    assert any(len(one["parts"]) > 1 for one in spans)
    assert any(a < c < b < d for a, b in hulls for c, d in hulls), "none cross"
    assert any(a < c and d < b for a, b in hulls for c, d in hulls), "none nest"
    assert any("\u0600" <= letter <= "\u06ff" for letter in text)
    assert any(letter > "\uffff" for letter in text)


@pytest.mark.parametrize("in_one_paragraph", [False, True])
def test_a_project_holds_the_workload(tmp_path: Path, small: Path, in_one_paragraph: bool) -> None:
    place = make_place(
        small, tmp_path / "p", texts=small / "articles", in_one_paragraph=in_one_paragraph
    )
    with Project.open(place.project, coder=CODER) as project:
        page = project.page(place.article_id)
        assert page.n_spans == 100
        assert ("\n" in page.text) is not in_one_paragraph
        assert all(span.text() for span in page.spans())
        assert project.page(place.other_id).n_spans == 0


def test_a_place_comes_back_from_its_words(tmp_path: Path, small: Path) -> None:
    place = make_place(small, tmp_path / "p", texts=small / "articles")
    assert Place.read(place.words()) == place
