"""Notes and questions go along: into lists, JSONL, tables, merges, kits and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import WrongUse
from annotator.model.layer import Coder
from annotator.project import Project
from tests import builders

A, B = (Coder(f"01a2b3c4-0000-7000-8000-00000000000{n}", n.upper()) for n in "ab")
TEXTS = [f"Story {n}\n\nThe minister said that {n} ships would come.\n" for n in (1, 2)]
PERSIAN = "وزیر گفت\n\nوزیر خارجه گفت که گفت‌وگوها ادامه دارد.\n"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.annotator", coder=A) as made:
        articles = [builders.article(one, number=n) for n, one in enumerate((*TEXTS, PERSIAN), 1)]
        made.open_project.apply(builders.adding(*articles, act="import"))
        yield made


def everything(project: Project) -> dict[str, str]:
    """Ask and flag on all that there is; give what each note is about by its text."""
    claim = project.mark("1", "claim", (26, 45))
    speaker = project.mark("1", "speaker", (9, 21), actor="The minister")
    link = project.link(claim.id, "said_by", speaker.id)
    actor = project.actors()[0].id
    for about, text in (
        (claim.id, "on a span?"),
        (link.id, "on a link?"),
        ("1", "on an article?"),
        (actor, "on an actor?"),
        ("scheme", "on the scheme?"),
        ("claim.directness.mixed", "on a value?"),
    ):
        project.note(about, text, question=True)
    project.note("3", "بازگشت", later=True)
    return {one.note.text: one.note.owner_id for one in project.notes()}


def told(project: Project) -> set[tuple[object, ...]]:
    return {
        (one.text, one.question, one.later, one.by, texts.get(one.answer_to))
        for texts in [{each.note.id: each.note.text for each in project.notes()}]
        for one in (line.note for line in project.notes())
    }


def test_the_list_says_where_each_note_is_and_who_answered(study: Project) -> None:
    about = everything(study)
    lines = {one.note.text: one for one in study.notes()}
    assert [one.note.text for one in study.notes()][-3:] == [
        "on an actor?", "on the scheme?", "on a value?"
    ]  # fmt: skip
    assert lines["on a link?"].words == lines["on a span?"].words == TEXTS[0][26:45]
    assert lines["on an actor?"].words == "The minister"
    assert about["on the scheme?"] == ""
    assert about["on a value?"] == "claim.directness.mixed"
    assert lines["بازگشت"].note.later
    assert lines["بازگشت"].article_id == study.article_id("3")
    answer = study.note(text="yes", answer_to=lines["on an actor?"].note.id)
    again = {one.note.text: one for one in study.notes()}
    assert again["on an actor?"].answers == (answer.id,)
    assert again["yes"].note.owner_id == about["on an actor?"]


def test_undo_takes_a_question_back_and_the_file_stays_sound(study: Project) -> None:
    everything(study)
    question = next(one.note for one in study.notes() if one.note.text == "on a span?")
    study.note(text="yes", answer_to=question.id)
    study.note(question.owner_id, "")
    assert study.check().ok
    for _ in range(3):
        study.undo()
    assert study.check().ok
    study.redo()
    study.redo()
    study.redo()
    assert [one.note.answer_to for one in study.notes() if one.note.text == "yes"] == [None]


def test_what_is_asked_and_answered_together_is_one_step(study: Project) -> None:
    with study.together("ask and answer") as made:
        question = study.note("scheme", "One or two?", question=True)
        study.note(text="One.", answer_to=question.id)
    assert made.step is not None
    assert [one.answers != () for one in study.notes()] == [True, False]


def test_answers_and_places_that_cannot_be_are_refused(study: Project) -> None:
    question = study.note("1", "why?", question=True)
    for given, words in (
        ({"text": "x"}, "not said what"),
        ({"answer_to": "no", "text": "x"}, "no note no"),
        ({"about": "2", "answer_to": question.id, "text": "x"}, "where its question stands"),
    ):
        with pytest.raises(WrongUse, match=words):
            study.note(**given)


def test_jsonl_holds_questions_answers_and_flags_and_plain_notes_as_before(
    study: Project, tmp_path: Path
) -> None:
    everything(study)
    question = next(one.note for one in study.notes() if one.note.text == "on the scheme?")
    study.note(text="yes", answer_to=question.id)
    study.note("2", "plain")
    study.export("jsonl", tmp_path / "all.jsonl")
    records = [json.loads(one) for one in (tmp_path / "all.jsonl").read_text().splitlines()]
    plain = next(one for one in records if one.get("text") == "plain")
    assert not plain.keys() & {"question", "later", "answer_to"}
    with Project.create(tmp_path / "copy.annotator", coder=B) as copy:
        copy.import_sources(tmp_path / "all.jsonl")
        assert told(copy) == told(study)
        copy.export("jsonl", tmp_path / "again.jsonl")
        assert copy.check().ok
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "all.jsonl").read_bytes()
    study.export("tables", tmp_path / "tables")
    rows = (tmp_path / "tables" / "notes.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 1 + len([*study.notes()])
    assert "question" in rows[0]


def test_a_merge_brings_all_questions_and_gives_answers_back(
    study: Project, tmp_path: Path
) -> None:
    everything(study)
    study.backup(tmp_path / "of_b.annotator")
    with Project.open(tmp_path / "of_b.annotator", coder=B) as theirs:
        for line in [*theirs.notes()]:
            if line.note.question:
                theirs.note(text=f"B: {line.note.text}", answer_to=line.note.id)
        theirs.note("claim", "A new one?", question=True)
        theirs.mark("2", "entity", (13, 21))
    study.merge(tmp_path / "of_b.annotator")
    assert {one.note.text for one in study.notes() if one.answers} >= {
        "on a span?", "on a link?", "on an article?", "on an actor?", "on the scheme?"
    }  # fmt: skip
    assert "A new one?" in {one.note.text for one in study.notes()}
    n = len([*study.notes()])
    study.merge(tmp_path / "of_b.annotator")
    assert len([*study.notes()]) == n
    assert study.check().ok


def test_a_kit_holds_questions_on_articles_and_the_scheme_and_no_word_of_others(
    study: Project, tmp_path: Path
) -> None:
    everything(study)
    study.note("2", "a note that is mine")
    for line in [*study.notes()]:
        if line.note.question:
            study.note(text=f"answer {line.note.text}", answer_to=line.note.id)
    (kit,) = study.make_kits("B", tmp_path / "kits", overlap=1).kits
    whole = kit.path.read_bytes()
    for there in ("on an article?", "on the scheme?", "on a value?"):
        assert there.encode() in whole
        assert f"answer {there}".encode() in whole
    for word in (
        "on a span?",
        "on a link?",
        "on an actor?",
        "mine",
        "بازگشت",
        A.id,
    ):
        assert word.encode() not in whole
    with Project.open(kit.path, coder=B) as theirs:
        assert {one.note.by for one in theirs.notes()} == {""}
        question = next(one.note for one in theirs.notes() if one.note.text == "on an article?")
        theirs.note(text="I think so", answer_to=question.id)
        theirs.note("claim", "What of headlines?", question=True)
        mark = theirs.mark("1", "claim", (13, 21))
        theirs.note(mark.id, "Is this one?", question=True)
        theirs.state("1", "done")
    before = {one.note.id: one.note for one in study.notes()}
    study.collect_kits(kit.path)
    after = {one.note.id: one.note for one in study.notes()}
    assert {key: after[key] for key in before} == before
    assert {after[key].text for key in after.keys() - before.keys()} == {
        "I think so", "What of headlines?", "Is this one?"
    }  # fmt: skip
    answered = next(one for one in study.notes() if one.note.text == "on an article?")
    assert len(answered.answers) == 2
    assert study.check().ok


def test_a_second_kit_brings_a_coder_their_own_questions_with_the_answers(
    study: Project, tmp_path: Path
) -> None:
    study.make_kits("B", tmp_path / "kits", overlap=1)
    with Project.open(tmp_path / "kits" / "B.annotator", coder=B) as theirs:
        theirs.note("scheme", "One or two?", question=True)
        theirs.mark("1", "claim", (13, 21))
    study.collect_kits(tmp_path / "kits" / "B.annotator")
    question = next(one.note for one in study.notes())
    study.note(text="One.", answer_to=question.id)
    study.make_kits("B", tmp_path / "more", overlap=1)
    with Project.open(tmp_path / "more" / "B.annotator", coder=B) as theirs:
        found = {one.note.text: one for one in theirs.notes()}
        assert found["One or two?"].note.by == B.id
        assert found["One or two?"].answers == (found["One."].note.id,)
        assert found["One."].note.by == ""
