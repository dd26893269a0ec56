"""Taking, asked by key or for a whole layer: what is on disk afterwards, and what no step is."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.cli import main
from annotator.compare.values import DifferenceKind
from annotator.errors import WrongUse
from annotator.model.agreed import agreed_record
from annotator.model.choice import ExportChoice
from annotator.project.going_out.making import bundle_of
from annotator.project.step_names import step_name
from tests import builders
from tests.codings import coded, coding, link, project_of, span

if TYPE_CHECKING:
    from annotator.compare.values import Difference
    from annotator.project import Project

TEXT = "“We will pay,” the minister said in Port Aldane on Monday. It was late."
ALL_DONE = {f"a{n}": {"A": "done", "B": "done"} for n in range(3)} | {"a3": {"A": "done"}}


def _articles() -> list:
    made = []
    for n in range(4):
        left = coding(
            span(f"c{n}", "claim", (1, 12), directness="direct"),
            span(f"s{n}", "speaker", (15, 27)),
            span(f"u{n}", "cue", (28, 32)),
            link(f"c{n}", "said_by", f"s{n}"),
            link(f"c{n}", "cued_by", f"u{n}"),
        )
        right = coding(
            span(f"d{n}", "claim", (0, 14), directness="direct"),
            span(f"e{n}", "entity", (36, 47), kind="place"),
            span(f"v{n}", "cue", (28, 32)),
            link(f"d{n}", "cued_by", f"v{n}"),
        )
        right = coding() if n == 3 else right
        made.append(coded(f"{TEXT} {n}", left, right, article_id=f"a{n}"))
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "two.annotator"


@pytest.fixture
def project(path: Path) -> Project:
    with project_of(path, _articles(), states=ALL_DONE) as made:
        yield made


def differences(project: Project, kind: str) -> list[Difference]:
    wanted = DifferenceKind(kind)
    return [one for one in project.compare("A", "B").differences() if one.kind is wanted]


def agreed(project: Project, kind: str | None = None) -> list[str]:
    layers = [one for one in project.layers() if one.name == "agreed"]
    return [one.text() for one in project.spans(layers=layers, type_name=kind)]


def digest(project: Project) -> str:
    project.open_project.drain()
    return builders.digest(project.reader)


def test_the_first_difference_makes_the_agreed_layer_as_a_step_of_its_own(project: Project) -> None:
    n_steps = len(project.steps())
    one = differences(project, "boundary")[0]
    done = project.take(key=one.key, side="left", note="the guide, §2")
    assert (done.n_identical, done.n, done.n_articles) == (3, 1, 1)
    assert [step_name(info.step) for info in project.steps()[: len(project.steps()) - n_steps]] == [
        "Settle boundary “We will pay,”: A",
        "Take 3 identical spans",
    ]
    assert agreed(project, "cue") == ["said"] * 3
    assert agreed(project, "claim") == ["We will pay,"[:11]]
    (decision,) = project.reader.decisions()
    assert (decision.subject, decision.verdict, decision.note) == (
        one.key,
        "accept",
        "the guide, §2",
    )
    record = agreed_record(project.layer("agreed"))
    assert record.of == (project.layer("A").id, project.layer("B").id)


def test_the_same_decision_again_is_no_step(project: Project) -> None:
    one = differences(project, "boundary")[0]
    assert project.take(key=one.key, side="left").step.id
    n_steps = len(project.steps())
    assert not project.take(key=one.key, side="left").step.id
    assert len(project.steps()) == n_steps


def test_sides_stay_what_they_are_when_the_two_are_named_the_other_way(project: Project) -> None:
    one = differences(project, "boundary")[0]
    project.take(key=one.key, side="left", of=("B", "A"))
    assert agreed(project, "claim") == ["“We will pay,”"]
    again = project.take(key=one.key, side="left", of=("B", "A"))
    assert not again.step.id


def test_all_of_a_layer_is_one_step_and_undone_leaves_nothing(project: Project) -> None:
    before = digest(project)
    done = project.take("A")
    assert (done.n, done.n_articles) == (12, 3)
    assert agreed(project, "claim") == ["We will pay,"[:11]] * 3
    assert agreed(project, "entity") == []
    states = [project.reader.progress(f"a{n}").get(project.layer("agreed").id) for n in range(4)]
    assert states == ["done", "done", "done", None]
    assert not project.take("A").step.id, "taking twice adds nothing"
    project.undo()
    project.undo()
    assert digest(project) == before


def test_only_some_kinds_types_and_articles(project: Project) -> None:
    assert project.take("B", kinds=["extra"], articles=["a1"]).n == 1
    assert agreed(project, "entity") == ["Port Aldane"]
    assert project.take("A", types=["speaker"]).n == 3
    assert agreed(project, "speaker") == ["the minister"] * 3


def test_a_dry_run_counts_and_writes_nothing(project: Project) -> None:
    n_steps = len(project.steps())
    done = project.take("A", dry_run=True)
    assert (done.n, done.n_identical, done.step.id) == (12, 3, "")
    assert len(project.steps()) == n_steps
    assert project.take("A", rest=True, dry_run=True).n_articles == 1
    assert len(project.steps()) == n_steps


def test_what_one_coder_did_alone_is_taken_whole(project: Project, tmp_path: Path) -> None:
    done = project.take("A", rest=True)
    assert (done.n_articles, done.n) == (1, 3)
    assert agreed(project, "claim") == ["We will pay,"[:11]]
    assert project.reader.progress("a3")[project.layer("agreed").id] == "done"
    assert not project.take("A", rest=True).step.id
    project.take("A")
    bundle = bundle_of(project.reader, ExportChoice(layers=("agreed",)))
    assert bundle.coded_once == {"a3"}, "told also where only the agreed layer goes out"
    project.export("tables", tmp_path / "out", ExportChoice(layers=("agreed",)))
    with (tmp_path / "out" / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["article_id"]: row["coded_once"] for row in csv.DictReader(file)}
    assert rows == {"a0": "false", "a1": "false", "a2": "false", "a3": "true"}
    with pytest.raises(WrongUse, match="Whose articles"):
        project.take(rest=True)


def test_into_a_coders_own_layer(project: Project) -> None:
    project.take("B", into="A", kinds=["extra"], articles=["a0"])
    spans = project.spans(["a0"], layers=["A"], type_name="entity")
    assert [(one.text(), one.how) for one in spans] == [("Port Aldane", "taken")]
    assert [one.layer_id for one in project.reader.decisions()] == [project.layer("A").id]


def test_a_decision_is_taken_back(project: Project) -> None:
    project.take("A", kinds=["missing"])
    assert agreed(project, "speaker")
    for one in differences(project, "missing"):
        project.take(key=one.key, side="open")
    assert agreed(project, "speaker") == []
    assert project.reader.decisions() == ()


def test_many_together_are_one_step(project: Project) -> None:
    project.take("A", kinds=["link"])
    before, n_steps = digest(project), len(project.steps())
    with project.together("Settle") as made:
        for kind in ("boundary", "extra"):
            for one in differences(project, kind):
                assert not project.take(key=one.key, side="right").step.number
                assert project.take(key=one.key, side="right").step.is_empty()
    assert made.step is not None
    assert len(project.steps()) == n_steps + 1
    assert agreed(project, "entity") == ["Port Aldane"] * 3
    project.undo()
    assert digest(project) == before
    one = differences(project, "extra")[0]
    assert project.take(key=one.key, side="right").step.id, "what was undone is open again"


def test_what_was_done_together_and_failed_was_never_decided(project: Project) -> None:
    project.take("A", kinds=["link"])
    one = differences(project, "boundary")[0]

    def two() -> None:
        with project.together("Settle"):
            project.take(key=one.key, side="right")
            project.take(key="nothing", side="right")

    with pytest.raises(WrongUse, match="no difference"):
        two()
    assert project.reader.decisions() == ()
    assert project.take(key=one.key, side="right").step.id


def test_settling_without_names(project: Project) -> None:
    one, *others = differences(project, "boundary")
    project.take(key=one.key, side="left", without_names=True)
    record = agreed_record(project.layer("agreed"))
    assert record.hides_names
    swapped = record.names.is_swapped(project.article("a0").sha256)
    name = step_name(project.steps()[0].step)
    assert name == f"Settle boundary “We will pay,”: {'the other' if swapped else 'one'}"
    assert project.names().step.id
    assert not agreed_record(project.layer("agreed")).hides_names
    project.take(key=others[0].key, side="left")
    assert step_name(project.steps()[0].step).endswith(": A")


def test_names_come_back_when_nothing_is_open(project: Project) -> None:
    project.take("A", kinds=["boundary"], without_names=True)
    assert agreed_record(project.layer("agreed")).hides_names
    project.take("A")
    record = agreed_record(project.layer("agreed"))
    assert record.names.ended
    assert not record.hides_names


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"key": "nothing", "side": "left"}, "There is no difference nothing"),
        ({}, "It is not said what to take"),
        ({"from_": "C"}, "There is no layer “C”"),
        ({"from_": "A", "of": ("A", "A")}, "two different layers"),
    ],
)
def test_what_is_asked_wrongly_is_said(project: Project, asked, said) -> None:
    with pytest.raises(WrongUse, match=said):
        project.take(**asked)


def test_a_side_that_is_none(project: Project) -> None:
    one = differences(project, "boundary")[0]
    with pytest.raises(WrongUse, match="no side “middle”"):
        project.take(key=one.key, side="middle")


def test_the_verb_says_how_much(project: Project, path: Path, capsys) -> None:
    project.close()
    assert main(["take", str(path), "A", "agreed", "--kind", "attribute"]) == 0
    assert "3 identical spans taken" in capsys.readouterr().out
    assert main(["take", str(path), "A", "agreed", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["taken"], answer["articles"], answer["identical"]) == (12, 3, 0)
    assert answer["step"]
    assert main(["compare", str(path), "A", "B", "--json"]) == 0
    states = {one["state"] for one in json.loads(capsys.readouterr().out)["differences"]}
    assert states == {"settled"}


def test_the_verb_says_which_two_of_three_coders_it_means(tmp_path: Path, capsys) -> None:
    path = tmp_path / "three.annotator"
    one, other = coding(span("c1", "claim", (4, 12))), coding(span("d1", "claim", (1, 12)))
    article = coded(TEXT, one, other, coding(span("e1", "claim", (0, 14))))
    project_of(path, [article], names=("A", "B", "C")).close()
    assert main(["take", str(path), "A", "agreed"]) == 2
    assert "--of A B" in capsys.readouterr().err
    assert main(["take", str(path), "A", "agreed", "--rest", "--of", "A", "B", "--dry-run"]) == 0
    capsys.readouterr()
    assert main(["take", str(path), "C", "agreed", "--of", "B", "C", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["identical"], answer["taken"]) == (0, 1)
    assert main(["take", str(path), "A", "agreed", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["taken"] == 1, "the third against the agreed one"


def test_what_was_decided_is_the_same_for_the_window_the_verb_and_either_side(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = differences(project, "boundary")[:2]
    project.take(key=first.key, side="right")
    project.take(key=second.key, side="open", note="ask B")
    settling = project.settling("A", "B")
    found = project.decided(settling.comparison)
    assert {key: (one.verdict, one.note) for key, one in found.items()} == {
        first.key: ("accept", ""),
        second.key: ("open", "ask B"),
    }
    assert found == settling.decided() == project.decided(project.compare("B", "A"))
    assert settling.settled(first.article_id) == {first.key: found[first.key]}
    project.open_project.drain()
    main(["compare", str(project.path), "A", "B", "--json"])
    said = json.loads(capsys.readouterr().out)["differences"]
    decisions = {one["key"]: one["decision"]["verdict"] for one in said if one["decision"]}
    assert decisions == {first.key: "accept", second.key: "open"}
