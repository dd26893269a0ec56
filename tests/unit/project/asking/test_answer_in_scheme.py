"""An answer that becomes words of the scheme: one act, one version, one step, one undo."""

from __future__ import annotations

import io
import json
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from annotator.cli import main
from annotator.errors import Forbidden, WrongUse
from annotator.model.layer import Coder
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.project import Project
from annotator.project.step_names import step_name
from tests.planning import TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A, B = Coder("coder-a", "A"), Coder("coder-b", "B")
WORDS = "Kabul"
EXAMPLE = SchemeEdit.of({"edit": "define", "what": "claim.directness.mixed", "example": ""})
DEFINITION = SchemeEdit.of({"edit": "define", "what": "claim", "definition": ""})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project in which B asks about a claim."""
    path = tmp_path / "study.annotator"
    with Project.create(path, coder=B) as made:
        made.import_text(TEXT, "first.txt")
        start = TEXT.index(WORDS)
        claim = made.mark(1, "claim", (start, start + len(WORDS)))
        made.note(claim.id, "Is it mixed?", question=True)
    return path


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    with Project.open(path, coder=A) as opened:
        yield opened


def asked(project: Project) -> str:
    return next(one.note.id for one in project.notes() if one.note.question)


def answers(project: Project) -> list[str]:
    return [one.note.text for one in project.notes() if one.note.answer_to]


def example(project: Project) -> str:
    value = project.scheme.type("claim").attribute("directness").value("mixed")
    return value.example


def n_steps(project: Project) -> int:
    return len(project.steps())


def test_answer_and_scheme_are_one_step_and_one_undo(project: Project) -> None:
    before, n = example(project), n_steps(project)
    made = project.answer(asked(project), "Yes, it is.", [EXAMPLE])
    assert (made.version, project.scheme.version) == (2, 2)
    assert answers(project) == ["Yes, it is."]
    assert example(project) == f"“{WORDS}” (Yes, it is.)"
    assert n_steps(project) == n + 1
    last = project.steps()[0].step
    assert step_name(last) == "Answer “Is it mixed?”, and say it in the scheme"
    project.undo()
    assert (answers(project), example(project), project.scheme.version) == ([], before, 1)
    project.redo()
    assert answers(project) == ["Yes, it is."]
    assert example(project) == f"“{WORDS}” (Yes, it is.)"
    assert project.check().ok


def test_who_asked_sees_the_answer_with_the_question(project: Project, path: Path) -> None:
    project.answer(asked(project), "Yes, it is.", [DEFINITION])
    project.close()
    with Project.open(path, coder=B) as theirs:
        (question,) = [one for one in theirs.notes() if one.note.question]
        assert len(question.answers) == 1
        assert theirs.scheme.type("claim").definition == "Yes, it is."


def test_an_answer_given_before_is_said_anew_and_stays_one(project: Project) -> None:
    project.note(answer_to=asked(project), text="No.")
    project.answer(asked(project), "Yes, it is.", [EXAMPLE])
    assert answers(project) == ["Yes, it is."]
    project.answer(asked(project), "Yes, it is.", [DEFINITION])
    assert answers(project) == ["Yes, it is."]
    assert project.scheme.type("claim").definition == "Yes, it is."
    made = project.answer(asked(project), "Yes, it is.", [DEFINITION])
    assert (made.step, made.version) == (None, 3)


def test_what_the_scheme_says_already_needs_no_version_for_a_new_answer(project: Project) -> None:
    said = SchemeEdit.of({"edit": "define", "what": "claim", "definition": "Told."})
    project.edit_scheme([said])
    made = project.answer(asked(project), "Told.", [DEFINITION])
    assert (made.version, answers(project)) == (2, ["Told."])
    assert made.step is not None
    project.undo()
    assert (answers(project), project.scheme.version) == ([], 2)


def test_counted_only_it_changes_nothing(project: Project) -> None:
    n = n_steps(project)
    assert project.answer(asked(project), "Yes.", [EXAMPLE], dry_run=True).version == 2
    assert (answers(project), n_steps(project), project.scheme.version) == ([], n, 1)


@pytest.mark.parametrize(
    ("text", "edits", "kind", "why"),
    [
        (" ", [EXAMPLE], WrongUse, "without words"),
        ("Yes.", [], WrongUse, "becomes a definition"),
        ("Yes.", [{"edit": "rename", "what": "claim", "to": "x"}], WrongUse, "becomes a definit"),
        ("Yes.", [{"edit": "define", "what": "nothing"}], WrongUse, "has no “nothing”"),
    ],
)
def test_what_cannot_be_leaves_the_question_open_and_the_scheme_as_it_was(
    project: Project, text: str, edits: list[object], kind: type[WrongUse], why: str
) -> None:
    every = [one if isinstance(one, SchemeEdit) else SchemeEdit.of(one) for one in edits]
    with pytest.raises(kind, match=why):
        project.answer(asked(project), text, every)
    assert (answers(project), project.scheme.version) == ([], 1)


def test_a_note_that_asks_nothing_an_older_version_and_acts_together_are_refused(
    project: Project,
) -> None:
    note = project.note("1", "no question").id
    with pytest.raises(Forbidden, match="asks nothing"):
        project.answer(note, "Yes.", [EXAMPLE])
    project.edit_scheme([SchemeEdit.of({"edit": "retire", "what": "cue.tone"})])
    with pytest.raises(Forbidden, match="made on version 1"):
        project.answer(asked(project), "Yes.", [EXAMPLE], on=1)
    with pytest.raises(WrongUse, match="together"), project.together("both"):
        project.answer(asked(project), "Yes.", [EXAMPLE])
    assert (answers(project), project.scheme.version) == ([], 2)


def test_by_command_the_same(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.open(path, coder=A) as project:
        question = asked(project)
    edit = {"edit": "define", "what": "claim.directness.mixed", "counter_example": ""}
    command = {"do": "answer", "question": question, "text": "It is not.", "scheme": [edit]}
    raw = io.BytesIO(json.dumps(command).encode())
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=raw))
    assert main(["do", str(path)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["ok"], answer["version"]) == (True, 2)
    with Project.open(path, coder=A) as project:
        value = project.scheme.type("claim").attribute("directness").value("mixed")
        assert value.counter_example == f"“{WORDS}” (It is not.)"
        assert answers(project) == ["It is not."]
