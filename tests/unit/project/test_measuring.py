"""Figures of a project's layers: as the verb prints them, in slices, by something, of three."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import main
from annotator.errors import WrongUse
from annotator.project import Project
from annotator.work import Cancel
from tests.codings import coded, coding, project_of, span, two_readings

TEXT = "“We will pay,” the minister said in Port Aldane on Monday. It was late in the day."


def _articles(n_coders: int, n: int = 12) -> list[Any]:
    def one(coder: str, at: int) -> Any:
        value = "person" if coder == "B" and at % 3 == 0 else "place"
        if coder == "C" and at % 4 == 0:
            return coding()
        end = 12 if coder == "B" and at % 2 else 14
        return coding(
            span(f"{coder}{at}c", "claim", (0, end), directness="direct"),
            span(f"{coder}{at}e", "entity", (36, 47), kind=value),
        )

    return [
        coded(f"{TEXT} {at}", *(one(coder, at) for coder in "ABC"[:n_coders]), article_id=f"a{at}")
        for at in range(n)
    ]


@pytest.fixture
def two(tmp_path: Path) -> Path:
    path = tmp_path / "two.annotator"
    project_of(path, _articles(2)).close()
    return path


def _answer(capsys: pytest.CaptureFixture[str], path: Path, *words: str) -> dict[str, Any]:
    assert main(["agreement", str(path), *words, "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_the_verb_prints_what_the_samples_expect(
    tmp_path: Path, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article, rules, expected = two_readings(shared)
    path = tmp_path / "seed.annotator"
    project_of(path, [article], actors=rules.actors.every()).close()
    answer = _answer(capsys, path, "A", "B")
    figures = expected["figures"]
    for name in ("speaker", "claim", "cue", "entity"):
        assert answer["types"][name]["exact"]["f1"] == pytest.approx(
            figures[name]["f1_exact"], abs=1e-6
        )
        assert answer["types"][name]["overlap"]["f1"] == pytest.approx(
            figures[name]["f1_overlap"], abs=1e-6
        )
        assert "precision" not in answer["types"][name]["overlap"]
        assert answer["alpha_u"][name] == pytest.approx(figures[name]["alpha_u"], abs=1e-6)
    assert answer["statements"]["f1"] == 0.8125
    assert answer["statements"]["equal"] == 13
    assert answer["alpha"]["speaker"]["alpha"] == pytest.approx(-0.017544, abs=1e-6)
    assert answer["alpha"]["claim.medium"]["alpha"] is None
    assert "only one value" in answer["alpha"]["claim.medium"]["why"]
    assert answer["links"]["about"]["f1"] == pytest.approx(0.769231, abs=1e-6)
    assert set(answer["alpha_u"]) == {"speaker", "claim", "cue", "entity", "all"}
    assert answer["undecided_actors"] == 0
    assert answer["no_interval"] == "fewer than 10 articles: no interval"


def test_with_a_reference_there_are_precision_and_recall(
    two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = _answer(capsys, two, "A", "B", "--reference", "A")["types"]["claim"]["exact"]
    assert (one["precision"], one["recall"], one["f1"]) == (0.5, 0.5, 0.5)
    assert one["interval"][0] <= 0.5 <= one["interval"][1]


def test_figures_stand_on_the_screen_with_interval_and_n(
    two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["agreement", str(two), "A", "B", "--slices", "2"]) == 0
    said = capsys.readouterr().out
    assert "A and B: 12 articles, 0 left out" in said
    assert "no interval" not in said
    assert main(["agreement", str(two), "A", "B", "--article", "1"]) == 0
    assert "fewer than 10 articles: no interval" in capsys.readouterr().out
    assert "statements" in said
    assert "0.500" in said


@pytest.mark.parametrize("coders", [("A", "B"), ("A", "B", "C")])
def test_intervals_that_follow_are_those_of_asking_for_them_at_once(
    tmp_path: Path, coders: tuple[str, ...]
) -> None:
    with project_of(tmp_path / "some.annotator", _articles(len(coders)), coders) as project:
        first = project.agreement(*coders, resamples=0, by="outlet")
        at_once = project.agreement(*coders, resamples=50, by="outlet")
    followed = first.with_intervals(50, Cancel())
    assert followed == at_once
    assert any(one.interval for one in followed.pairs[0].figures)
    # Nothing was compared anew: the project is closed, and what was found is the very same.
    assert followed.pairs[0].comparison is first.pairs[0].comparison


def test_slices_are_equal_and_small_ones_say_so(two: Path) -> None:
    with Project.open(two, coder=_nobody()) as project:
        slices = project.agreement("A", "B", slices=2, resamples=0).pairs[0].slices
        assert [len(one.article_ids) for one in slices] == [6, 6]
        claims = {one.measure: one for one in slices[0].figures if one.of == "claim"}
        assert {one.value for one in claims.values()} == {None}
        assert claims["statements"].why == "too small (n = 6)"
        assert [one.versions for one in slices] == [(1,), (1,)]
        slices = project.agreement("A", "B", slices=5, resamples=0).pairs[0].slices
        assert [len(one.article_ids) for one in slices] == [3, 3, 2, 2, 2]
        assert {one.why for one in slices} == {"too small (n = 3)", "too small (n = 2)"}
        whole = project.agreement("A", "B", slices=1, resamples=0).pairs[0].slices[0]
        of_claims = {one.measure: one.value for one in whole.figures if one.of == "claim"}
        assert of_claims == {"statements": 1, "overlap": 1, "exact": 0.5}


def test_slices_follow_the_later_of_the_two_times_of_done(tmp_path: Path) -> None:
    states = {f"a{n}": {"A": "done"} for n in range(12)}
    path = tmp_path / "order.annotator"
    with project_of(path, _articles(2), states=states) as project:
        layer = project.layer("B")
        for n in reversed(range(12)):
            project.state(f"a{n}", "done", layer=layer)
        clocks = project.reader.states_of(layer.id)
        order = sorted(clocks, key=lambda one: (clocks[one].at, int(one[1:])))
        slices = project.agreement("A", "B", slices=2, resamples=0).pairs[0].slices
    assert [one for part in slices for one in part.article_ids] == order
    assert slices[0].begins <= slices[0].ends <= slices[1].begins


@pytest.mark.parametrize(
    ("by", "names"),
    [
        (
            "type",
            {
                "speaker",
                "cue",
                "claim",
                "entity",
                "said_by",
                "cued_by",
                "addressed_to",
                "about",
                "all",
            },
        ),
        ("attribute", {"claim.directness", "entity.kind", "speaker"}),
        ("article", {f"a{n}" for n in range(12)}),
        ("outlet", {"–"}),
    ],
)
def test_figures_can_be_given_by_something(two: Path, by: str, names: set[str]) -> None:
    with Project.open(two, coder=_nobody()) as project:
        parts = project.agreement("A", "B", by=by, resamples=0).pairs[0].parts
    assert {one.name for one in parts} == names


def test_of_three_coders_each_two_and_all_have_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "three.annotator"
    project_of(path, _articles(3), ("A", "B", "C")).close()
    answer = _answer(capsys, path, "A", "B", "C")
    assert [(one["left"], one["right"]) for one in answer["pairs"]] == [
        ("A", "B"),
        ("A", "C"),
        ("B", "C"),
    ]
    assert answer["pairs"][1]["types"]["entity"]["exact"]["f1"] == pytest.approx(18 / 21)
    assert answer["fleiss"]["entity.kind"]["n"] == 9
    assert answer["alpha"]["entity.kind"]["n"] == 12
    assert main(["agreement", str(path), "A", "B", "C"]) == 0
    assert "All together" in capsys.readouterr().out


def test_what_cannot_be_asked_is_refused_in_a_sentence(two: Path) -> None:
    with Project.open(two, coder=_nobody()) as project:
        for wrong in (
            {"edges": "soft"},
            {"min_iou": 2.0},
            {"by": "weekday"},
            {"slices": 0},
            {"reference": "nobody"},
        ):
            with pytest.raises(WrongUse):
                project.agreement("A", "B", **wrong)
        with pytest.raises(WrongUse, match="two different"):
            project.agreement("A")


def _nobody() -> Any:
    from annotator.model.layer import Coder

    return Coder("coder-A", "A")
