"""Layers of a project are compared in the articles that all have done; the others say why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.cli import main
from annotator.errors import Cancelled, WrongUse
from annotator.model.actor import Actor
from annotator.work import Cancel
from tests.codings import coded, coding, link, project_of, span, two_readings

if TYPE_CHECKING:
    from annotator.project import Project

TEXT = "“We will pay,” the minister said in Port Aldane on Monday. It was late."


def _articles() -> list:
    left = coding(
        span("c{}", "claim", (1, 12), directness="direct"), span("s{}", "speaker", (15, 27))
    )
    right = coding(
        span("d{}", "claim", (0, 14), directness="direct"), span("e{}", "entity", (36, 47))
    )
    made = []
    for n in range(4):
        codings = [
            one._replace(spans=tuple(each._replace(id=each.id.format(n)) for each in one.spans))
            for one in (left, right)
        ]
        made.append(coded(f"{TEXT} {n}", *codings, article_id=f"a{n}"))
    return made


@pytest.fixture
def project(tmp_path: Path) -> Project:
    states = {
        "a0": {"A": "done", "B": "done"},
        "a1": {"A": "done", "B": "progress"},
        "a2": {"A": "excluded", "B": "done"},
        "a3": {"A": "progress", "B": "progress"},
    }
    with project_of(tmp_path / "two.annotator", _articles(), states=states) as made:
        yield made


def test_only_what_both_have_done_is_compared_and_the_others_say_why(project: Project) -> None:
    found = project.compare("A", "B")
    assert [one.article_id for one in found.articles] == ["a0"]
    assert {one.article_id: one.why for one in found.left_out} == {
        "a1": "B is not done with it",
        "a2": "A excluded it",
        "a3": "A and B are not done with it",
    }
    assert found.counts() == {"boundary": 1, "missing": 1, "extra": 1}


def test_all_articles_and_some_of_them_can_be_asked_for(project: Project) -> None:
    assert len(project.compare("A", "B", all_articles=True).articles) == 4
    found = project.compare("A", "B", articles=["a1", "a3"], all_articles=True)
    assert [one.article_id for one in found.articles] == ["a1", "a3"]
    assert project.compare("A", "B", articles=["a0"]).left_out == ()


def test_kinds_and_types_keep_only_such_differences(project: Project) -> None:
    assert project.compare("A", "B", kinds=["extra"]).counts() == {"extra": 1}
    assert [one.type for one in project.compare("A", "B", types=["claim"]).differences()] == [
        "claim"
    ]


def test_a_layer_against_itself_is_refused(project: Project) -> None:
    with pytest.raises(WrongUse, match="two different layers"):
        project.compare("A", "A")


def test_comparing_stops_when_that_is_wished(project: Project) -> None:
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        project.compare("A", "B", cancel=cancel)


def test_a_layer_without_any_state_counts_as_done(tmp_path: Path) -> None:
    states = {f"a{n}": {"A": "done"} if n < 3 else {} for n in range(4)}
    with project_of(tmp_path / "one.annotator", _articles(), states=states) as made:
        found = made.compare("A", "B")
    assert [one.article_id for one in found.articles] == ["a0", "a1", "a2"]


def test_the_verb_prints_what_the_samples_expect(
    tmp_path: Path, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article, rules, expected = two_readings(shared)
    path = tmp_path / "seed.annotator"
    project_of(path, [article], actors=rules.actors.every()).close()
    assert main(["compare", str(path), "A", "B", "--json", "--fail"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["counts"] == expected["counts"]
    assert answer["articles"] == 1
    assert answer["identical"] == 71
    by_key = {one["key"]: one for one in answer["differences"]}
    assert len(by_key) == sum(expected["counts"].values())
    for one in expected["differences"]:
        assert any(
            all(found.get(name) == value for name, value in one.items() if name != "side")
            for found in by_key.values()
        ), one
    assert {one["state"] for one in by_key.values()} == {"open"}
    assert main(["compare", str(path), "A", "B", "--kind", "type"]) == 0
    assert "entity" in capsys.readouterr().out


def test_the_verb_compares_each_two_of_three(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = coded(
        TEXT,
        coding(
            span("a", "claim", (1, 12)), span("s", "speaker", (15, 27)), link("a", "said_by", "s")
        ),
        coding(span("b", "claim", (1, 12))),
        coding(),
    )
    path = tmp_path / "three.annotator"
    project_of(path, [one], ("A", "B", "C"), [Actor("x", "Xenia")]).close()
    assert main(["compare", str(path), "A", "B", "C", "--json"]) == 0
    pairs = json.loads(capsys.readouterr().out)["pairs"]
    assert [(pair["left"], pair["right"], pair["counts"]) for pair in pairs] == [
        ("A", "B", {"missing": 1, "speaker": 1}),
        ("A", "C", {"missing": 2}),
        ("B", "C", {"missing": 1}),
    ]
    has_it = [[one["has_it"] for one in pair["differences"]] for pair in pairs]
    assert has_it == [
        [{"left": ["A"], "right": ["B"]}, {"left": ["A"], "right": ["B", "C"]}],
        [{"left": ["A", "B"], "right": ["C"]}, {"left": ["A"], "right": ["C", "B"]}],
        [{"left": ["B", "A"], "right": ["C"]}],
    ]
    assert main(["compare", str(path), "A"]) == 2
