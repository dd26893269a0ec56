"""What was settled comes back as changed when a coder changes the marks that were taken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.cli import main
from annotator.model.layer import Coder
from tests import builders as make
from tests.codings import coded, coding, link, project_of, span

if TYPE_CHECKING:
    from annotator.compare.values import Difference
    from annotator.project import Project

TEXT = "“We will pay,” the minister said in Port Aldane on Monday. It was late."


def articles(n_coders: int = 2) -> list:
    made = []
    for n in range(2):
        left = coding(
            span(f"c{n}", "claim", (1, 12), directness="direct"),
            span(f"s{n}", "speaker", (15, 27)),
            link(f"c{n}", "said_by", f"s{n}"),
        )
        right = coding(
            span(f"d{n}", "claim", (0, 14), directness="mixed"),
            span(f"e{n}", "entity", (36, 47), kind="place"),
        )
        third = [coding(span(f"t{n}", "claim", (0, 13), directness="direct"))][: n_coders - 2]
        made.append(coded(f"{TEXT} {n}", left, right, *third, article_id=f"a{n}"))
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "two.annotator"


@pytest.fixture
def project(path: Path) -> Project:
    """Two have coded two articles; everything is settled as A has it."""
    with project_of(path, articles()) as made:
        made.take("A")
        yield made


def differences(project: Project) -> dict[tuple[str, str], Difference]:
    """Give the differences by article and kind."""
    return {(one.article_id, str(one.kind)): one for one in project.compare("A", "B").differences()}


def changed(project: Project) -> set[tuple[str, str]]:
    """Give article and kind of what has changed since it was settled."""
    settling = project.settling("A", "B")
    found = settling.changed()
    assert found == project.changed_since_settled(settling.comparison)
    every = settling.comparison.differences()
    return {(one.article_id, str(one.kind)) for one in every if one.key in found}


def code_as(project: Project, name: str) -> None:
    project.open_project.on_layer_of(Coder(f"coder-{name}", name))


def test_what_nobody_has_changed_is_not_changed(project: Project) -> None:
    assert changed(project) == set()
    assert not [*project.settling("A", "B").open()]


def test_an_edge_moved_after_settling_brings_its_difference_back(project: Project) -> None:
    before = differences(project)
    code_as(project, "B")
    project.edit("d0", at=(0, 10))
    assert changed(project) == {("a0", "boundary"), ("a0", "attribute"), ("a0", "speaker")}
    settling = project.settling("A", "B")
    key = differences(project)["a0", "boundary"].key
    decision = settling.changed()[key]
    assert decision.taken_from == ("layer-A",)
    assert decision.subject in {one.key for one in before.values()}


def test_settled_anew_it_is_not_changed_any_more_and_opened_again_it_is(project: Project) -> None:
    code_as(project, "B")
    project.edit("d0", attributes={"directness": "indirect"})
    assert changed(project) == {("a0", "attribute")}
    key = differences(project)["a0", "attribute"].key
    project.take(key=key, side="right")
    assert changed(project) == set()
    agreed = next(one for one in project.layers() if one.name == "agreed")
    page = project.page("a0", {agreed.id})
    assert [one.attributes["directness"] for one in page.spans("claim")] == ["indirect"]
    project.take(key=key, side="open")
    assert changed(project) == {("a0", "attribute")}


def test_undone_there_is_nothing_changed(project: Project) -> None:
    code_as(project, "B")
    project.edit("d0", at=(0, 10))
    assert changed(project)
    project.undo()
    assert changed(project) == set()


def test_a_mark_made_anew_in_the_same_place_is_about_the_same(project: Project) -> None:
    code_as(project, "A")
    project.delete("c1")
    assert changed(project) == {("a1", "extra")}
    project.mark("a1", "claim", at=(2, 12))
    kinds = {kind for article, kind in changed(project) if article == "a1"}
    assert "boundary" in kinds


def test_what_stands_elsewhere_or_is_of_another_type_is_new_not_changed(project: Project) -> None:
    code_as(project, "A")
    project.delete("c1")
    project.mark("a1", "entity", at=(4, 8))
    project.mark("a1", "claim", at=(59, 71))
    assert {kind for article, kind in changed(project) if article == "a1"} == {"extra"}


@pytest.mark.parametrize(
    ("refused", "side", "edited", "found"),
    [
        ("boundary", "neither", "d0", {"boundary", "attribute", "speaker"}),
        ("extra", "neither", "e0", {"extra"}),
        ("extra", "left", "e0", {"extra"}),
    ],
)
def test_what_was_refused_and_is_changed_comes_back_as_changed(
    path: Path, refused: str, side: str, edited: str, found: set[str]
) -> None:
    with project_of(path, articles()) as project:
        one = differences(project)["a0", refused]
        project.take(key=one.key, side=side)
        assert changed(project) == set()
        code_as(project, "B")
        span = next(one for one in project.page("a0").spans() if one.id == edited)
        project.edit(edited, at=(span.start, span.end - 1))
        assert changed(project) == {("a0", kind) for kind in found}
        (decision,) = {
            each.id: each for each in project.settling("A", "B").changed().values()
        }.values()
        assert (decision.subject, decision.verdict) == (
            one.key,
            "reject" if side == "neither" else "accept",
        )
        project.take(key=one.key, side="open")
        assert changed(project) == set()
        kept = next(one for one in project.page("a0").spans() if one.id == edited)
        assert kept.end == span.end - 1


def test_the_verb_lists_what_was_refused_and_changed(path: Path, capsys) -> None:
    with project_of(path, articles()) as project:
        project.take(key=differences(project)["a0", "extra"].key, side="neither")
        code_as(project, "B")
        project.edit("e0", attributes={"kind": "group"})
    assert main(["compare", str(path), "A", "B", "--json", "--state", "changed"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["differences"]
    assert (one["kind"], one["changed"]["verdict"]) == ("extra", "reject")


def test_opened_again_what_was_refused_leaves_the_coders_marks_as_they_are(path: Path) -> None:
    with project_of(path, articles()) as project:
        before = project.page("a0").spans()
        for one in differences(project).values():
            project.take(key=one.key, side="neither")
            project.take(key=one.key, side="open")
        after = {one.id: one for one in project.page("a0").spans()}
        assert [after[one.id] for one in before] == [*before]


def test_a_window_hears_that_the_decision_is_gone(project: Project) -> None:
    code_as(project, "B")
    project.edit("d0", attributes={"directness": "indirect"})
    settling = project.settling("A", "B")
    (key,) = settling.changed()
    old = settling.settled_before(key)
    settling.heard(make.removing(old).changes)
    assert settling.settled_before(key) is None
    settling.heard(make.adding(old).changes)
    assert settling.settled_before(key) == old


def test_another_pair_is_not_told_that_it_has_changed(tmp_path: Path) -> None:
    states = {f"a{n}": dict.fromkeys("ABC", "done") for n in range(2)}
    some = articles(3)
    with project_of(tmp_path / "three.annotator", some, "ABC", states=states) as project:
        project.take("A", of=("A", "B"))
        assert project.changed_since_settled(project.compare("A", "C")) == {}
        assert project.changed_since_settled(project.compare("agreed", "C")) == {}
        code_as(project, "B")
        project.edit("d0", at=(0, 10))
        assert project.changed_since_settled(project.compare("A", "B"))
        assert project.changed_since_settled(project.compare("B", "A"))


def test_the_verb_lists_what_has_changed_and_how_it_was_settled(
    project: Project, path: Path, capsys
) -> None:
    code_as(project, "B")
    project.edit("d0", attributes={"directness": "indirect"})
    project.close()

    def compared(*more: str) -> list[dict]:
        assert main(["compare", str(path), "A", "B", "--json", *more]) == 0
        return json.loads(capsys.readouterr().out)["differences"]

    (one,) = compared("--state", "changed")
    assert (one["article"], one["kind"], one["state"]) == ("a0", "attribute", "open")
    assert (one["was"], one["now"]) == ("direct", "indirect")
    assert one["changed"]["verdict"] == "accept"
    assert compared("--state", "open") == [one]
    assert compared("--state", "changed", "--kind", "boundary") == []
    settled = compared("--state", "settled")
    assert {each["changed"] for each in settled} == {None}
    assert len(settled) + 1 == len(compared())
    assert compared("--kind", "speaker")[0]["changed"] is None
    assert main(["compare", str(path), "A", "B", "--state", "changed"]) == 0
    assert "attribute 1" in capsys.readouterr().out


def test_the_last_decision_about_the_same_marks_is_the_one_that_is_told(project: Project) -> None:
    code_as(project, "B")
    keys = [one.key for one in differences(project).values()]
    for value, side in (("indirect", "right"), ("reported", "")):
        project.edit("d0", attributes={"directness": value})
        key = differences(project)["a0", "attribute"].key
        if side:
            project.take(key=key, side=side)
            keys.append(key)
    (last,) = project.settling("A", "B").changed().values()
    assert last.subject == keys[-1]
