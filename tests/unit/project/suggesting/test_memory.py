"""What a coder decides changes what is proposed next, and undo takes the lesson back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.errors import WrongUse
from annotator.model.layer import Coder
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.project import Project
from annotator.project.suggesting.rules import rule_in_words
from annotator.suggest.learnt import RuleKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.suggest.learnt import LearntRule

TEXTS = (
    "Border shut\n\nThe quorvane was closed. Officials of the quorvane were away.\n",
    "Roads\n\nNobody has seen the quorvane since May, and it is late.\n",
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    for n, text in enumerate(TEXTS):
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    with Project.create(tmp_path / "study.annotator", coder=Coder("coder-a", "A")) as made:
        made.import_sources([tmp_path / "0.txt", tmp_path / "1.txt"])
        yield made


def suggest(project: Project) -> int:
    return project.suggest(model=False).n_articles


def proposed(project: Project, article: int, words: str) -> list[str]:
    layer = project.layer("suggestions").id
    page = project.page(project.article_id(str(article)), {layer})
    return [one.id for one in page.spans() if one.text() == words]


def name_rule(project: Project) -> LearntRule | None:
    return next((one for one in project.learnt().rules if one.kind is RuleKind.NAME), None)


def mark(project: Project) -> None:
    start = TEXTS[0].index("quorvane")
    values = {"kind": "organisation"}
    project.mark(1, "entity", (start, start + 8), values, actor="The Quorvane")


def test_a_name_marked_once_is_proposed_wherever_it_stands_and_undo_takes_that_back(
    project: Project,
) -> None:
    suggest(project)
    assert proposed(project, 2, "quorvane") == []
    mark(project)
    assert suggest(project) == 2
    assert len(proposed(project, 2, "quorvane")) == 1
    page = project.page(project.article_id("2"), {project.layer("suggestions").id})
    (found,) = (one for one in page.spans() if one.text() == "quorvane")
    assert found.attributes["kind"] == "organisation"
    assert found.actor_id == project.actors()[0].id
    project.undo()
    assert suggest(project) == 2
    assert proposed(project, 2, "quorvane") == []


def test_a_mark_makes_only_the_articles_due_that_have_its_words(project: Project) -> None:
    suggest(project)
    at = TEXTS[0].index("Officials")
    project.mark(1, "entity", (at, at + 9))
    assert suggest(project) == 1


def test_a_rule_is_listed_with_its_cases_and_can_be_switched_off(project: Project) -> None:
    mark(project)
    rule = name_rule(project)
    assert rule is not None
    assert rule_in_words(rule, project.context.actors) == (
        "“quorvane” is The Quorvane, organisation"
    )
    (case,) = rule.cases
    assert (case.article_id, case.at.of(TEXTS[0])) == (project.article_id("1"), "quorvane")
    project.rule(rule.id, on=False)
    assert rule.id in project.learnt().off
    suggest(project)
    assert proposed(project, 2, "quorvane") == []
    assert project.rule(rule.id, on=False).step.is_empty()  # it is off already
    project.undo()
    suggest(project)
    assert len(proposed(project, 2, "quorvane")) == 1


def test_a_rule_that_is_not_there_is_refused(project: Project) -> None:
    with pytest.raises(WrongUse, match="no rule name:nothing"):
        project.rule("name:nothing", on=False)


def test_a_word_rejected_twice_is_no_longer_proposed_elsewhere(
    project: Project, tmp_path: Path
) -> None:
    for n in range(3):
        text = f"Day {n}\n\nThe road to Veldane is long, and the way back is longer.\n"
        (tmp_path / f"way{n}.txt").write_text(text, encoding="utf-8")
        project.import_sources([tmp_path / f"way{n}.txt"])
    suggest(project)
    assert [len(proposed(project, n, "Veldane")) for n in (3, 4, 5)] == [1, 1, 1]
    for _ in range(2):
        some = project.settling("A", "suggestions", "A").open()
        key = next(one.key for one in some if one.at.length == len("Veldane"))
        project.take(key=key, side="neither", into="A")
    rule = name_rule(project)
    assert rule is not None
    assert (rule.accepted, rule.rejected, rule.silences) == (0, 2, True)
    for old, new in (("entity", "name"), ("name", "thing")):
        project.edit_scheme([SchemeEdit.of({"edit": "rename", "what": old, "to": new})])
        assert name_rule(project) == rule  # the lesson follows other names, and their undo
    project.undo()
    project.undo()
    assert name_rule(project) == rule
    suggest(project)
    assert len(proposed(project, 5, "Veldane")) == 0
    project.undo()
    suggest(project)
    assert len(proposed(project, 5, "Veldane")) == 1


def test_what_was_learnt_after_reopening_is_what_was_learnt_before(
    project: Project, tmp_path: Path
) -> None:
    mark(project)
    suggest(project)
    first = next(project.settling("A", "suggestions", "A").open())
    project.take(key=first.key, side="neither", into="A")
    before = project.learnt()
    project.close()
    with Project.open(tmp_path / "study.annotator", coder=Coder("coder-a", "A")) as again:
        assert again.learnt() == before
    assert before.rules


def test_a_quotation_coded_elsewhere_is_taken_with_its_speaker_and_values(
    project: Project, tmp_path: Path
) -> None:
    quoted = "“We shall never sell the old lighthouse,”"
    texts = (
        f"Light\n\n{quoted} Mayor Ida Storm said on Monday, and she meant it.\n",
        f"Later\n\nStorm went home. It was not over. {quoted} the paper printed once more.\n",
    )
    for n, text in enumerate(texts):
        (tmp_path / f"light{n}.txt").write_text(text, encoding="utf-8")
        project.import_sources([tmp_path / f"light{n}.txt"])
    project.actor("Ida Storm", "person")
    at = texts[0].index(quoted)
    project.mark(3, "claim", (at, at + len(quoted)), {"kind": "promise", "medium": "speech"})
    name = texts[0].index("Mayor")
    project.mark(3, "speaker", (name, name + len("Mayor Ida Storm")), actor="Ida Storm")
    ids = {one.type: one.id for one in project.page(project.article_id("3")).spans()}
    project.link(ids["claim"], "said_by", ids["speaker"])
    (actor,) = project.actors()
    suggest(project)
    article_id = project.article_id("4")
    page = project.page(article_id, {project.layer("suggestions").id})
    (found,) = (one for one in page.spans("claim") if one.text() == quoted)
    assert found.attributes["kind"] == "promise"
    (difference,) = (
        one
        for one in project.settling("A", "suggestions", "A").open()
        if one.article_id == article_id and quoted in texts[1][one.at.start : one.at.end]
    )
    project.take(key=difference.key, side="right", into="A")
    taken = project.page(article_id)
    (claim,) = taken.spans("claim")
    assert (claim.attributes["kind"], claim.attributes["medium"]) == ("promise", "speech")
    (speaker,) = taken.spans("speaker")
    assert (speaker.text(), speaker.actor_id) == ("Storm", actor.id)
