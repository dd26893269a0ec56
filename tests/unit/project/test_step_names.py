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
MAKERS = {"step_of": 1, "Step": 0}
"""What makes a step, and the place of its act among the arguments."""


def acts() -> set[str]:
    """Give the acts of all steps that product code makes."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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
