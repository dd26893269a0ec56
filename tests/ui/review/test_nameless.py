"""While names are hidden nothing that Review shows, tells or lets be chosen tells who is who."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.agreed import Nameless, agreed_layer
from annotator.project.acts.settle import plan_names
from annotator.project.step_names import step_name
from annotator.text.likeness import text_sha256
from annotator.ui.dialogs.steps import StepsDialog
from annotator.ui.review.agreement import AgreementSheet
from annotator.ui.review.cases import CasesForm
from annotator.ui.review.differences.rows import Grouping
from tests.codings import coded, coding, link, project_of, span
from tests.ui.review.conftest import first_article, open_review, place, second_article
from tests.ui.review.everything_said import everything_said
from tests.ui.review.settled import go_to, tab, take

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from annotator.model.coded import CodedArticle
    from annotator.ui.window import MainWindow
    from tests.ui.conftest import Driver

NAMES = ("Quillon", "Roebuck")
THIRD = """Harbour talks

“The ferry will sail,” Talven said on Monday, “and it will sail soon,” she added.

The council of Port Aldane met Hask twice and the mayor once.
"""
TELLING = re.compile(r"\b(missing|extra|only the left|only the right)\b", re.IGNORECASE)
"""Words that are said of one side alone."""
TIME = re.compile(r"\d{1,2}:\d\d(:\d\d)?|\b\d+ (second|minute)s? ago|just now", re.IGNORECASE)


def third_article() -> CodedArticle:
    """One claim against two, another type, another speaker, edges and values at once."""
    text = THIRD
    left = coding(
        span("k1", "claim", place(text, "“The ferry will sail,” Talven said on Monday, “and it "
                                        "will sail soon,”"), directness="mixed"),
        span("k2", "speaker", place(text, "Talven")),
        span("k3", "speaker", place(text, "The council of Port Aldane")),
        span("k4", "entity", place(text, "the mayor"), kind="person"),
        span("k5", "entity", place(text, "Hask"), kind="person"),
        span("k6", "claim", place(text, "The council of Port Aldane met Hask twice"),
             directness="indirect"),
        link("k1", "said_by", "k2"),
        link("k6", "said_by", "k5"),
    )  # fmt: skip
    right = coding(
        span("q1", "claim", place(text, "“The ferry will sail,”"), directness="direct"),
        span("q2", "claim", place(text, "“and it will sail soon,”"), directness="direct"),
        span("q3", "entity", place(text, "The council of Port Aldane"), kind="organisation"),
        span("q4", "entity", place(text, "mayor"), kind="place"),
        span("q5", "entity", place(text, "Hask"), kind="person"),
        span("q6", "claim", place(text, "council of Port Aldane met Hask"), directness="mixed"),
        span("q7", "speaker", place(text, "she")),
        link("q2", "said_by", "q7"),
    )
    return coded(text, left, right, article_id="a3")


def two_named(review_of: Callable[..., Driver], **more: object) -> Driver:
    """Open three articles; the question who codes, which names people, is answered."""
    driver = review_of(first_article(), second_article(), third_article(), names=NAMES, **more)
    driver.window.messages.buttons[0].click()
    driver.wait(lambda: "is coded by" not in driver.window.messages.words)
    return driver


def hide(driver: Driver) -> None:
    driver.window.acts.run("hide-names")
    driver.wait(lambda: driver.session.review.state.hides_names)
    driver.saved()
    QApplication.processEvents()


def nameless(review_of: Callable[..., Driver], **more: object) -> Driver:
    driver = two_named(review_of, **more)
    hide(driver)
    return driver


def telling(driver: Driver) -> list[str]:
    """Give what names a coder, or is said of one side in all articles."""
    said = everything_said(driver)
    return [one for one in said if any(name in one for name in NAMES) or TELLING.search(one)]


def agreement(driver: Driver) -> AgreementSheet:
    """Open the sheet *Agreement*, with all its figures."""
    driver.window.acts.run("agreement")
    review = driver.session.review

    def is_there() -> bool:
        sheet = review.sheet
        if not isinstance(sheet, AgreementSheet) or not sheet.agreement or sheet.job is not None:
            return False
        return not sheet._rest.isActive()  # tables come after the figures

    driver.wait(is_there)
    QApplication.processEvents()
    return review.sheet


def dialog(driver: Driver, kind: type) -> object:
    driver.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


# --- nothing is named -----------------------------------------------------------------------------


def test_no_text_tooltip_or_spoken_name_tells_a_coder_before_and_after_settling(
    review_of: Callable[..., Driver],
) -> None:
    driver = two_named(review_of)
    assert telling(driver), "with names shown the walk finds them"
    hide(driver)
    assert telling(driver) == []
    for key in ("1", "2", "x"):
        take(driver, key)
        tab(driver)
        assert telling(driver) == []
    driver.session.review.pane.model.set_grouping(Grouping.ARTICLE)
    driver.press("Shift+1")
    driver.wait(lambda: driver.session.review.handlers.popup is not None)
    assert telling(driver) == []
    steps = [step_name(one.step) for one in driver.session.project.reader.steps()]
    settled = [one for one in steps if one.startswith("Settle ") and ": " in one]
    assert len(settled) == 3
    assert [one for one in settled if any(name in one for name in NAMES)] == []


def test_what_was_settled_with_names_is_told_without_them_in_steps_and_messages(
    review_of: Callable[..., Driver],
) -> None:
    driver = two_named(review_of)
    for kind in ("missing", "extra", "attribute"):
        go_to(driver, kind)
        take(driver, "1")
    driver.window.acts.run("steps")
    steps = dialog(driver, StepsDialog)
    assert [one for one in telling(driver) if one.startswith("Settle missing")]
    steps.reject()
    hide(driver)
    driver.window.acts.run("steps")
    dialog(driver, StepsDialog)
    assert len([one for one in everything_said(driver) if one.startswith("Settle ")]) >= 3
    assert telling(driver) == []
    QApplication.activeModalWidget().reject()
    driver.press("Ctrl+z")  # hiding the names
    driver.press("Ctrl+Shift+z")
    driver.wait(lambda: driver.session.review.state.hides_names)
    driver.window.messages.clear()
    assert telling(driver) == []


def test_the_sheet_agreement_and_its_cases_name_nobody(review_of: Callable[..., Driver]) -> None:
    driver = nameless(review_of)
    sheet = agreement(driver)
    assert telling(driver) == []
    assert not sheet.save.isEnabled()
    every = [*sheet.agreement.pairs[0].comparison.differences()]
    sheet._open("edges", every)
    form = dialog(driver, CasesForm)
    assert form.list.count() == len(every)
    assert telling(driver) == []
    form.reject()


def test_no_other_pair_is_compared_and_the_reason_is_said(
    review_of: Callable[..., Driver],
) -> None:
    driver = nameless(review_of)
    driver.window.acts.run("compare")
    driver.wait(lambda: "would tell who is who" in driver.window.messages.words)
    assert driver.session.review.sheet is None
    assert telling(driver) == []


def test_opened_again_nobody_is_named_while_it_compares_either(
    review_of: Callable[..., Driver], window: MainWindow, qtbot: QtBot
) -> None:
    driver = nameless(review_of)
    path = driver.session.project.path
    window.acts.run("start-page")
    window.projects.open_path(path)
    driver.wait(lambda: window.session is not None and window.session.view.page is not None)
    window.acts.run("review")
    review = driver.session.review
    assert review.empty.words.strip() == "Comparing one and the other …"
    assert "2 other people" in window.messages.words
    assert telling(driver) == []
    driver.wait(lambda: review.state.page is not None)
    assert telling(driver) == []


def test_one_coders_marks_cannot_be_listed_alone(review_of: Callable[..., Driver]) -> None:
    driver = two_named(review_of)
    model = driver.session.review.pane.model
    model.set_filter(only_left=True)
    hide(driver)
    assert model.filter.only_left is None
    assert "Coder" not in [one.text() for one in driver.session.review.pane.filter_menu().actions()]


def test_what_one_alone_has_is_one_kind_while_names_are_hidden(
    review_of: Callable[..., Driver],
) -> None:
    driver = two_named(review_of)
    model = driver.session.review.pane.model
    kinds = {one.first.kind: one for one in model.rows if hasattr(one, "first")}
    model.set_filter(kinds=frozenset({kinds["extra"].first.kind}))
    n_extra = model.rows[0].n
    hide(driver)
    assert [one.words for one in model.rows if hasattr(one, "words")] == ["Only one has it"]
    assert model.rows[0].n > n_extra
    driver.window.acts.run("show-names")
    driver.wait(lambda: not driver.session.review.state.hides_names)
    heads = [one.words for one in model.rows if hasattr(one, "words")]
    assert heads == ["Missing", "Extra"]


def test_all_alike_are_those_of_the_article_while_names_are_hidden(
    review_of: Callable[..., Driver],
) -> None:
    driver = two_named(review_of)
    go_to(driver, "missing", "entity")
    state = driver.session.review.state
    assert state.n_alike() > 1
    hide(driver)
    go_to(driver, "missing", "entity")
    here = state.current.first
    every = [one for one in state.settling.alike(here) if one.article_id == here.article_id]
    assert state.n_alike() == len(every)


def test_what_one_alone_has_coded_is_not_taken_until_names_are_shown(
    review_of: Callable[..., Driver],
) -> None:
    states = {"a1": dict.fromkeys(NAMES, "done"), "a2": {NAMES[0]: "done"}, "a3": {}}
    driver = nameless(review_of, states=states)
    driver.window.acts.run("take-rest")
    driver.wait(lambda: "would name the coder" in driver.window.messages.words)
    assert telling(driver) == []
    driver.session.review.pane.outside.click()
    driver.wait(lambda: driver.session.review.sheet is not None)
    assert telling(driver) == []
    driver.session.review.close_sheet()
    assert driver.step_names()[0] == "hide-names"
    driver.window.acts.run("show-names")
    driver.wait(lambda: not driver.session.review.state.hides_names)
    driver.window.acts.run("take-rest")
    driver.wait(lambda: "one alone has coded" in driver.window.messages.words)


# --- the same screen, whoever is who --------------------------------------------------------------


def exchanged(article: CodedArticle) -> CodedArticle:
    """Give an article as it would be had each of the two marked what the other has."""
    first, second = article.codings
    return coded(article.text, second, first, article_id=article.id)


def seed_that_swaps(articles: list[CodedArticle], *, is_swapped: bool) -> str:
    """Give a seed by which the lanes of all articles are swapped, or of none."""
    for n in range(1_000):
        names = Nameless(seed=str(n), since="2026-03-01T10:32:00Z")
        swaps = {names.is_swapped(text_sha256(one.text)) for one in articles}
        if swaps == {is_swapped}:
            return str(n)
    raise AssertionError("no seed")


def hidden_project(path: Path, articles: list[CodedArticle], seed: str) -> None:
    """Make a project in which two have coded, and settling without names has begun."""
    with project_of(path, articles, names=NAMES) as project:
        begun = project.plan_begin(project.settling(*NAMES))
        assert begun is not None
        project.open_project.apply(begun)
        agreed = agreed_layer(project.layers())
        assert agreed is not None
        context = project.context.on_layer(agreed)
        project.open_project.apply(plan_names(context, show=False, seed=seed))


def walk(driver: Driver) -> list[object]:
    """Give all that is said and seen on a way through Review."""
    found: list[object] = []

    def look(*, is_seen: bool = True) -> None:
        driver.wait(lambda: not [one for one in everything_said(driver) if one.startswith("…")])
        driver.window.top.refresh()
        QApplication.processEvents()  # what was said last has its room by then
        found.append([TIME.sub("", one) for one in everything_said(driver)])
        if is_seen:
            found.append(driver.window.grab().toImage())

    review = driver.session.review
    driver.window.messages.clear()
    driver.wait(lambda: review.state.figures is not None)
    look()
    _, of = review.state.n_settled()
    for key in ("1", "2", "x", "1", "2") * 3:
        if review.state.n_settled()[0] + 2 > of:
            break
        take(driver, key)
        look()
        tab(driver)
        look()
    sheet = agreement(driver)
    look(is_seen=False)
    pair = sheet.agreement.pairs[0]
    for run in (
        lambda: sheet._open("all", [*pair.comparison.differences()]),
        *(lambda figure=one: sheet._open_figure(figure) for one in pair.figures),
        *(
            lambda cases=cases: sheet._open_pairs("pairs", cases)
            for table in pair.tables.values()
            if "." in table.of
            for _, cases in sorted(
                _either_way(table).items(), key=lambda one: tuple(map(str, one[0]))
            )
        ),
    ):
        run()
        form = dialog(driver, CasesForm)
        look(is_seen=False)
        form.reject()
        driver.wait(lambda: QApplication.activeModalWidget() is None)
    return found


def _either_way(table: object) -> dict:
    from annotator.ui.review.agreement_tables import either_way

    return dict(either_way(table).cells)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_had_each_marked_what_the_other_has_the_screen_would_be_the_same(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, n: int
) -> None:
    articles = [first_article(), second_article(), third_article()]
    articles = articles[n:] + articles[:n]
    walks = []
    for name, some, is_swapped in (
        ("as-it-is", articles, False),
        ("exchanged", [exchanged(one) for one in articles], True),
    ):
        path = tmp_path / name / "study.annotator"
        path.parent.mkdir()
        hidden_project(path, some, seed_that_swaps(some, is_swapped=is_swapped))
        window.activateWindow()  # offscreen a form that closes leaves no window active
        driver = open_review(window, qtbot, path)
        walks.append(walk(driver))
        window.acts.run("start-page")
    for one, other in zip(*walks, strict=True):
        assert one == other
