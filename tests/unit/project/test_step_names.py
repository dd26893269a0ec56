"""Every act has its words in the list of steps."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import annotator
from annotator.model.changes import Step
from annotator.project.step_names import step_name
from tests import planning

PACKAGE = Path(annotator.__file__).parent
MAKERS = {"step_of": 1, "step_on": 2, "Step": 0}
"""What makes a step, and the place of its act among the arguments."""


def acts() -> set[str]:
    """Give the acts of all steps that product code makes."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if not any(f"{maker}(" in text for maker in MAKERS):  # to parse all takes a second
            continue
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            place = MAKERS.get(name)
            if place is None:
                continue
            given = [word.value for word in node.keywords if word.arg == "act"]
            said = given[0] if given else node.args[place] if len(node.args) > place else None
            for one in ast.walk(said) if said is not None else ():
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    found.add(one.value)
    return found


def test_the_acts_are_found():
    assert {"mark", "set-note", "delete-note", "together", "import", "edit"} <= acts()


@pytest.mark.parametrize("act", sorted(acts()))
def test_every_act_has_words_that_are_no_slug(act):
    words = step_name(
        Step(act, (), "A", "", {"name": "Code it", "n": 2, "text": "Kabul", "title": "Pier"})
    )
    assert words != act
    assert words
    assert words[0].isupper() or words[0] in "“2"


def test_an_act_that_a_newer_program_made_is_shown_as_it_is():
    assert step_name(Step("dance", (), "A", "")) == "dance"


def test_a_sentence_stands_in_no_step_that_has_not_been_named_by_a_person():
    """Arguments are values: the words are made in the language of whoever reads."""
    from annotator.project.acts import edit, mark

    context, page = planning.new_context(), planning.new_page()
    page = planning.done(page, mark.plan_mark(context, page, "entity", [planning.at("Kabul")]))
    span = next(page.spans())
    change = edit.ItemEdit("speaker", {"form": "role"})
    step = edit.plan_edit(context, page, span.id, change)
    assert step.args == {"type": "speaker", "text": "Kabul", "n": 2}


_ARGS = {
    "text": "Kabul", "to": "“Dar”", "title": "Pier", "type": "claim", "name": "directness",
    "actor": "Dar", "into": "Ishaq", "link": "said_by", "value": "direct",
}  # fmt: skip


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("mark-everywhere", "Mark 1 × Kabul as claim"),
        ("set-attribute", "Set directness of “Kabul” to direct"),
        ("set-actor", "“Kabul” is Dar"),
        ("delete", "Delete claim “Kabul”"),
        ("new", "Make the project"),
        ("mark", "Mark “Kabul” as claim"),
        ("add-part", "Add “Kabul” to the claim"),
        ("move-borders", "Move the borders of claim “Kabul”"),
        ("change-type", "Change “Kabul” to claim"),
        ("edit", "Change claim “Kabul”"),
        ("link", "Link “Kabul” said by “Dar”"),
        ("attribute-claim", "Link “Kabul” to its speaker “Dar”"),
        ("new-actor", "New actor Dar"),
        ("edit-actor", "Change the actor Dar"),
        ("merge-actors", "Merge Dar into Ishaq"),
        ("set-region", "Make a passage claim"),
        ("confirm-regions", "Confirm the regions"),
        ("set-fields", "Confirm the details of “Pier”"),
        ("set-note", "Note “Kabul”"),
        ("delete-note", "Delete the note “Kabul”"),
        ("set-scheme", "Change the coding scheme"),
        ("together", "directness"),
    ],
)
def test_a_step_is_called_by_its_act_and_what_it_is_about(act, words):
    assert step_name(Step(act, (), "A", "", _ARGS)) == words


@pytest.mark.parametrize(
    ("act", "args", "words"),
    [
        ("set-attribute", {"name": "d", "text": "x", "value": None}, "Unset d of “x”"),
        ("set-actor", {"text": "x"}, "Unset the actor of “x”"),
        ("set-actor", {"actor": "Dar", "n": 2}, "2 spans are Dar"),
        ("delete", {"n": 2}, "Delete 2 spans"),
        ("set-state", {"title": "Pier", "state": None}, "“Pier” is to do"),
        ("set-state", {"title": "Pier", "state": "progress"}, "“Pier” is in progress"),
        ("set-state", {"title": "Pier", "state": "done"}, "“Pier” is done"),
        ("set-state", {"title": "Pier", "state": "excluded"}, "“Pier” is excluded"),
        ("import", {"n": 1}, "Import 1 article"),
        ("import", {"n": 2}, "Import 2 articles"),
        ("import", {"n": 1, "spans": 3}, "Import 1 article with marks"),
        ("import", {"n": 2, "spans": 1}, "Import 2 articles with marks"),
        ("import", {"n": 0, "spans": 5}, "Import 5 marks"),
        ("import", {"n": 0, "spans": 1}, "Import 1 mark"),
        ("restore-region", {"n": 1}, "Restore 1 line as body"),
        ("restore-region", {"n": 3}, "Restore 3 lines as body"),
        ("mark-everywhere", {"n": 14, "text": "I", "type": "entity"}, "Mark 14 × I as entity"),
        ("mark", {"n": "x", "text": "„so“", "type": "cue"}, "Mark „so“ as cue"),
    ],
)
def test_a_step_says_how_many_and_what_became_of_it(act, args, words):
    assert step_name(Step(act, (), "A", "", args)) == words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kabul", "“Kabul”"),
        ("“We will not wait,”", "“We will not wait,”"),
        ("“We will not wait for …", "“We will not wait for …”"),
        ("“We will,” he said, “not", "““We will,” he said, “not”"),
        ("«Wir warten nicht", "«Wir warten nicht»"),
        ("„Wir warten nicht", "„Wir warten nicht“"),
        ("“", "“”"),
        ("وزیر گفت", "“\u2068وزیر گفت\u2069”"),
        ("Dar \u202bgnp", "“\u2068Dar gnp\u2069”"),
        ("Dar \u202egnp", "“\u2068Dar <202E>gnp\u2069”"),
        ("Élan", "“Élan”"),
    ],
)
def test_what_the_article_says_stands_in_marks_that_are_closed_and_turns_nothing(text, shown):
    step = Step("mark", (), "A", "", {"text": text, "type": "claim"})
    assert step_name(step) == f"Mark {shown} as claim"
