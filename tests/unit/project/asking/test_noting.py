"""Notes, questions, answers and what is to be come back to, planned without a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.errors import Forbidden
from annotator.model.rows import added
from annotator.model.span import Note, Owner
from annotator.project.asking.noting import NoteWords, plan_answer, plan_note, plan_note_beside
from annotator.project.step_names import step_name
from tests import planning
from tests.planning import done

if TYPE_CHECKING:
    from annotator.model.changes import Change

CONTEXT = planning.new_context()
PAGE = planning.new_page()
THEIRS = Note("n9", Owner.ARTICLE, "a1", "Is he the speaker?", "coder-2", "", question=True)
ON_ARTICLE = (Owner.ARTICLE, "a1")


def noted(*words: str | NoteWords) -> list[Note]:
    page = PAGE
    for one in words:
        page = done(page, plan_note(CONTEXT, page, *ON_ARTICLE, one))
    return [*page.notes("a1")]


def test_a_note_becomes_a_question_and_a_note_again() -> None:
    (one,) = noted("why?", NoteWords(question=True))
    assert (one.text, one.question) == ("why?", True)
    (one,) = noted("why?", NoteWords(question=True), "why then?", NoteWords(question=False))
    assert (one.text, one.question) == ("why then?", False)


def test_what_is_to_be_come_back_to_needs_no_words_and_goes_with_its_flag() -> None:
    (one,) = noted(NoteWords(later=True))
    assert (one.text, one.later) == ("", True)
    (one,) = noted("look", NoteWords(later=True), NoteWords(""))
    assert (one.text, one.later) == ("", True)
    assert noted(NoteWords(later=True), NoteWords(later=False)) == []


def test_a_question_without_words_is_refused() -> None:
    for words in (NoteWords("", question=True), NoteWords(question=True)):
        with pytest.raises(Forbidden, match="needs words"):
            plan_note(CONTEXT, PAGE, *ON_ARTICLE, words)


def test_each_coder_has_one_answer_beside_a_note_of_their_own() -> None:
    page = PAGE.applied(change_of(THEIRS))
    page = done(page, plan_note(CONTEXT, page, *ON_ARTICLE, "mine"))
    for text in ("no", "yes, since 2024"):
        page = done(page, plan_answer(CONTEXT, page.notes("a1"), THEIRS, text))
    own = [one for one in page.notes("a1") if one.by == CONTEXT.coder.id]
    assert {(one.text, one.answer_to) for one in own} == {("mine", None), ("yes, since 2024", "n9")}
    page = done(page, plan_answer(CONTEXT, page.notes("a1"), THEIRS, " "))
    assert {one.text for one in page.notes("a1")} == {"mine", THEIRS.text}


def test_a_plain_note_cannot_be_answered() -> None:
    (plain,) = noted("mine")
    with pytest.raises(Forbidden, match="asks nothing"):
        plan_answer(CONTEXT, [plain], plain, "so")


def test_what_answered_a_question_that_goes_is_a_plain_note() -> None:
    page = done(PAGE, plan_note(CONTEXT, PAGE, *ON_ARTICLE, NoteWords("why?", question=True)))
    (mine,) = page.notes("a1")
    answer = Note("n8", Owner.ARTICLE, "a1", "so", "coder-2", "", answer_to=mine.id)
    page = page.applied(change_of(answer))
    page = done(page, plan_note(CONTEXT, page, *ON_ARTICLE, ""))
    assert [(one.id, one.answer_to) for one in page.notes("a1")] == [("n8", None)]


def test_notes_on_the_scheme_and_on_actors_are_each_others_neighbours_only_by_kind_and_id() -> None:
    other = Note("n7", Owner.ACTOR, "claim", "an actor of that id", CONTEXT.coder.id, "")
    step = plan_note_beside(CONTEXT, [other], Owner.SCHEME, "claim", NoteWords("Quotes too?", True))
    (change,) = step.changes
    assert change.before is None
    assert change.after is not None
    assert (change.after["owner_kind"], change.after["question"]) == ("scheme", 1)


def test_steps_are_called_by_what_they_do() -> None:
    page = PAGE.applied(change_of(THEIRS))
    named = {
        step_name(one)
        for one in (
            plan_note(CONTEXT, page, *ON_ARTICLE, "look"),
            plan_note(CONTEXT, page, *ON_ARTICLE, NoteWords("why?", question=True)),
            plan_note(CONTEXT, page, *ON_ARTICLE, NoteWords("look", later=True)),
            plan_answer(CONTEXT, page.notes("a1"), THEIRS, "yes"),
        )
    }
    assert named == {
        "Note “look”", "Ask “why?”", "Come back later: “look”", "Answer “Is he the speaker?”"
    }  # fmt: skip


def change_of(note: Note) -> tuple[Change, ...]:
    return added(note)
