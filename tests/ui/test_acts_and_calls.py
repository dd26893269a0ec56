"""Each act of the table that changes the project has a call, and both give equal rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from annotator.model.scheme import USUAL_KEYS
from annotator.project import Project
from annotator.project.notices import Notice, NoticeKind
from annotator.ui.basics.actions import ACTS, Need
from tests import builders

if TYPE_CHECKING:
    from annotator.model.span import Span
    from tests.ui.conftest import Driver

TEXT = """HomeNewsPoliticsRegion

Dar: Ties Were Cut

The minister said that formal ties had been cut. “We will not wait,” said Dar in Kabul.

“We will,” he said, “not go back.” Talks with the Taliban go on. The Taliban were not asked.
"""
ITSELF = {
    "import-files": "import_sources",
    "import-folder": "import_sources",
    "paste-article": "import_sources",
    "undo": "undo",
    "redo": "redo",
    "confirm-proposals": "confirm_alike",
    "furniture-everywhere": "furniture",
    "furniture-never": "furniture",
    "fold-recurring": "furniture",
    "near-copies": "near",
    "change-articles": "change_articles",
    "merge-statements": "join",
    "carry-over": "carry",
    "as-in-original": "carry_mark",
    "one-question": "edit",
    "who-is-it": "edit",
}
"""Acts that do nothing but this call."""
IN_REVIEW = {row.name: "take" for row in ACTS if Need.REVIEW in row.needs}
IN_REVIEW |= {"hide-names": "names", "show-names": "names"}
"""Acts of Review: tests/ui/review/test_calls.py compares them with their calls."""
SUGGESTED = {row.name: "take" for row in ACTS if Need.SUGGESTION in row.needs}
SUGGESTED["suggest"] = "suggest"
SUGGESTED["suggestions-one-at-a-time"] = "take"
"""Acts of suggestions: tests/ui/suggestions/test_calls.py compares them with their calls."""


@dataclass(frozen=True)
class Case:
    """An act: the span it is about, what is pressed, and the call."""

    about: str
    press: Callable[[Driver], None]
    call: Callable[[Project, Driver, str], Any]


def at(driver: Driver, words: str, n: int = 1) -> Any:
    return driver.place(words, n=n)


def marked(words: str, key: str, type_name: str) -> Case:
    def press(driver: Driver) -> None:
        driver.mark(words, key)

    return Case("", press, lambda p, d, _: p.mark("1", type_name, at(d, words)))


def typed(*parts: str) -> Callable[[Driver], None]:
    """Press keys; what begins with a quotation mark is typed."""

    def press(driver: Driver) -> None:
        for part in parts:
            if part.startswith("'"):
                driver.type(part[1:])
            else:
                driver.press(part)

    return press


def added(type_name: str, words: str) -> Case:
    def press(driver: Driver) -> None:
        driver.select(words)
        driver.press(f"Shift+{USUAL_KEYS[builders.scheme().type(type_name).role]}")

    return Case(type_name, press, lambda p, d, span: p.add_part(span, at(d, words)))


def with_region(driver: Driver) -> None:
    driver.caret_at("Talks")
    driver.press("b")
    labels = [one.label for one in driver.session.reading.popup.choices()]
    driver.press(str(labels.index("caption") + 1))


def boundaries(driver: Driver) -> None:
    driver.press("t", "Right", "Enter")


def split(driver: Driver) -> None:
    driver.caret_at("not wait")
    driver.window.acts.run("split-statement")


def masthead(driver: Driver) -> None:
    driver.press("i")
    assert driver.session.reading.popup.name == "outlet"
    driver.type("City Daily")
    driver.press("Enter")


def another_type(driver: Driver) -> None:
    driver.window.acts.run("change-type")
    driver.press("1")


def run(act: str, *then: str) -> Callable[[Driver], None]:
    def press(driver: Driver) -> None:
        driver.window.acts.run(act)
        typed(*then)(driver)

    return press


def everywhere_on_the_page(driver: Driver) -> None:
    driver.window.acts.run("everywhere-project")
    sheet = driver.session.over.sheet
    driver.wait(lambda: sheet.how.every.isEnabled() and not sheet.how.every.text().endswith("far"))
    sheet.how.every.click()
    sheet.list.setFocus()
    driver.press("Enter")


def everywhere(project: Project, driver: Driver, span_id: str, where: str | None) -> Any:
    span = driver.page.span(span_id)
    return project.mark_everywhere(
        span.text(), span.type, where, span.attributes, actor=span.actor_id
    )


CASES: dict[str, Case] = {
    "mark-speaker": marked("The minister", "s", "speaker"),
    "mark-claim": marked("“We will not wait,”", "c", "claim"),
    "mark-cue": marked("said that", "u", "cue"),
    "mark-entity": marked("Kabul", "e", "entity"),
    "add-part-claim": added("claim", "“We will,”"),
    "add-part-speaker": added("speaker", "formal ties"),
    "add-part-cue": added("cue", "go on"),
    "add-part-entity": added("entity", "Kabul"),
    "open-values": Case(
        "entity", typed("1"), lambda p, _, span: p.edit(span, attributes={"kind": "person"})
    ),
    "link": Case("claim", typed("l", "1"), lambda p, _, span: p.attribution(span)),
    "actor": Case(
        "entity",
        typed("a", "'Afghan rulers", "Enter", "1"),
        lambda p, _, span: p.edit(span, actor="Afghan rulers", actor_kind="person"),
    ),
    "everywhere": Case(
        "entity", typed("p", "Enter"), lambda p, d, span: everywhere(p, d, span, "1")
    ),
    "everywhere-project": Case(
        "entity",
        everywhere_on_the_page,
        lambda p, d, span: everywhere(p, d, span, None),
    ),
    "boundaries": Case(
        "entity", boundaries, lambda p, d, span: p.edit(span, at=at(d, "Taliban go"))
    ),
    "change-type": Case("entity", another_type, lambda p, _, span: p.edit(span, type="speaker")),
    "split-statement": Case(
        "claim", split, lambda p, d, span: p.split(span, at(d, "not wait").start)
    ),
    "note": Case("entity", typed("m", "'who?", "Esc"), lambda p, _, span: p.note(span, "who?")),
    "note-on": Case(
        "entity",
        typed("M", "'the article", "Enter", "'who?", "Esc"),
        lambda p, _, __: p.note("1", "who?"),
    ),
    "come-back": Case("entity", run("come-back"), lambda p, _, span: p.note(span, later=True)),
    "delete": Case("claim", typed("Delete"), lambda p, _, span: p.delete(span)),
    "region": Case(
        "",
        with_region,
        lambda p, d, _: p.region("1", "caption", at(d, d.page.text.split("\n\n")[3].strip())),
    ),
    "restore-furniture": Case(
        "", run("restore-furniture"), lambda p, _, __: p.restore("1", (0, 9))
    ),
    "confirm-regions": Case("", run("confirm-regions"), lambda p, _, __: p.confirm("1")),
    "masthead": Case(
        "",
        masthead,
        lambda p, d, _: p.fields("1", confirmed(d)),
    ),
    "article-note": Case(
        "", run("article-note", "'look", "Esc"), lambda p, _, __: p.note("1", "look")
    ),
    "done": Case("", typed("d", "1"), lambda p, _, __: p.state("1", "done")),
    "not-done": Case("", run("not-done"), lambda p, _, __: p.state("1", "progress")),
    "exclude": Case(
        "",
        typed("D", "'an advert", "Enter"),
        lambda p, _, __: p.state("1", "excluded", "an advert"),
    ),
}


def confirmed(driver: Driver) -> dict[str, str]:
    """What Enter confirms in the line above the headline: all its fields, one of them typed."""
    article = driver.page.article
    names = ("title", "outlet", "date", "byline", "url")
    return {**{name: str(getattr(article, name) or "") for name in names}, "outlet": "City Daily"}


def test_every_act_that_changes_the_project_has_a_call():
    changing = {row.name for row in ACTS if Need.WRITING in row.needs}
    assert changing - set(ITSELF) - set(CASES) - set(IN_REVIEW) - set(SUGGESTED) == set()
    calls = {*ITSELF.values(), *IN_REVIEW.values(), *SUGGESTED.values()}
    assert all(callable(getattr(Project, call)) for call in calls)


@pytest.mark.parametrize("act", sorted(CASES))
def test_key_and_call_give_equal_rows_on_the_same_page(open_text, act):
    driver = open_text(TEXT)
    project, case = driver.session.project, CASES[act]
    steps: list[Any] = []

    def heard(notice: Notice) -> None:
        if notice.kind is NoticeKind.DONE:
            steps.append(notice.step)

    about = prepared(driver, case.about)
    end = project.subscribe(heard)
    still(project)
    if about is not None:
        driver.session.reading.go_to(about)
    case.press(driver)
    driver.wait(lambda: bool(steps) or driver.session.reading.popup is not None)
    if not steps:  # a list that a worker filled
        driver.press("Enter")
    driver.wait(lambda: bool(steps))
    driver.saved()
    by_key = steps.pop()
    project.undo()
    driver.wait(lambda: driver.page == project.page(driver.page.article.id))
    still(project)
    case.call(project, driver, "" if about is None else about.id)
    by_call = steps.pop()
    end()
    assert by_call.changes == by_key.changes
    assert (by_call.act, by_call.args) == (by_key.act, by_key.args)


def still(project: Project) -> None:
    """Let ids count from one and the clock stand, for the one as for the other."""
    here = project.open_project
    here._context = replace(here._context, new_id=builders.counting_ids("n"), now=builders.now)


def prepared(driver: Driver, about: str) -> Span | None:
    """Mark what the act is about, with all that is needed round it."""
    project = driver.session.project
    project.region("1", "boilerplate", at(driver, "HomeNewsPoliticsRegion"))
    words = {
        "claim": "“We will not wait,”",
        "speaker": "The minister",
        "cue": "said that",
        "entity": "Taliban",
    }
    made = project.mark("1", about, at(driver, words[about])).id if about else None
    driver.wait(lambda: driver.page == project.page(driver.page.article.id))
    return None if made is None else driver.page.span(made)
