"""One question at a time, by real keys and clicks: each answer a step, the next one at once."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.scheme_edits.edits import EditKind, SchemeEdit
from annotator.project import Project
from annotator.project.asking.asked import AskedItems
from annotator.ui.popups.fields import NotePopup
from annotator.ui.question.sheet import QuestionSheet
from tests import builders
from tests.ui.conftest import Driver

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from annotator.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
TEXT = (
    "Talks {n}\n\nNothing was new. “We will not wait,” said Dar in Kabul. He left. Nobody came.\n"
)
PERSIAN = "گفت‌وگو {n}\n\nباران آمد. وزیر گفت که گفت‌وگوها ادامه دارد. او رفت. کسی نماند.\n"
CLAIM, SPEAKER, TARGET = "“We will not wait,”", "Dar", "Kabul"
Opened = Callable[..., Driver]


@pytest.fixture
def open_study(window: MainWindow, qtbot: QtBot, tmp_path) -> Opened:
    """Opens a project of so many articles, each with a claim; its directness is not set."""

    def run(n_articles: int, text: str = TEXT, words: tuple[str, str, str] | None = None) -> Driver:
        claim, speaker, target = words or (CLAIM, SPEAKER, TARGET)
        path = tmp_path / "study.annotator"
        with Project.create(path, coder=window.settings.coder()) as project:
            articles = [
                builders.article(
                    text.format(n=n),
                    title=f"Talks {n}",
                    number=n,
                    language="fa" if text is PERSIAN else "en",
                    direction="rtl" if text is PERSIAN else "ltr",
                )
                for n in range(1, n_articles + 1)
            ]
            project.open_project.apply(builders.adding(*articles, act="import"))
            with project.together("code"):
                for n in range(1, n_articles + 1):
                    said = text.format(n=n)
                    made = [
                        project.mark(n, kind, (said.index(one), said.index(one) + len(one)), values)
                        for kind, one, values in (
                            ("claim", claim, {"directness": None}),
                            ("speaker", speaker, {}),
                            ("entity", target, {"kind": "place"}),
                        )
                    ]
                    project.link(made[0].id, "said_by", made[1].id)
                    project.link(made[0].id, "about", made[2].id)
        window.projects.open_path(path)
        driver = Driver(window, qtbot)
        driver.wait(lambda: window.session is not None and window.session.view.page is not None)
        return driver

    return run


def begin(driver: Driver, what: str) -> QuestionSheet:
    """Begin a walk as its act does."""
    driver.session.sheets.questions.begin(what)
    driver.wait(lambda: isinstance(driver.session.over.sheet, QuestionSheet))
    sheet = sheet_of(driver)
    driver.wait(lambda: sheet.page is not None and bool(sheet.answers.buttons))
    return sheet


def sheet_of(driver: Driver) -> QuestionSheet:
    sheet = driver.session.over.sheet
    assert isinstance(sheet, QuestionSheet)
    return sheet


def ready(driver: Driver) -> None:
    sheet = sheet_of(driver)
    driver.wait(lambda: bool(sheet.page is not None and sheet.answers.buttons))


def values(driver: Driver, type_name: str, name: str) -> list[str | None]:
    driver.saved()
    spans = driver.session.project.spans(type_name=type_name)
    return [one.attributes.get(name) for one in spans]


def read_ahead(driver: Driver, sheet: QuestionSheet) -> None:
    """Take the hand from the keys until what is wanted by itself is read: a moment, mostly."""
    QApplication.processEvents()
    driver.wait(lambda: not sheet.ahead._missing())


def test_two_hundred_claims_take_a_key_each_and_none_waits(open_study: Opened) -> None:
    driver = open_study(200)
    sheet = begin(driver, "claim.directness")
    driver.saved()
    n_steps = len(driver.session.project.steps())
    pressed, waited = 0, 0
    for n in range(200):
        if sheet.page is None:
            waited += 1
            driver.wait(lambda: sheet.page is not None)
        driver.press(str(n % 5 + 1))
        pressed += 1
        read_ahead(driver, sheet)
    assert pressed <= 1.02 * 200
    assert None not in values(driver, "claim", "directness")
    driver.saved()
    assert len(driver.session.project.steps()) == n_steps + 200
    assert sheet.walk.n_answered == 200
    assert "All are answered" in sheet.nothing.words
    assert waited == 0, "the next question is read ahead"
    driver.press("Esc")
    assert driver.session.over.sheet is None


def test_each_digit_sets_the_value_that_its_button_names(open_study: Opened) -> None:
    driver = open_study(5)
    sheet = begin(driver, "claim.directness")
    named = [(one.answer.key, one.text()) for one in sheet.answers.buttons]
    assert named[-1] == ("0", "none of these")
    for key, _ in named[:-1]:
        driver.press(key)
        QApplication.processEvents()
        if sheet.walk.current is not None:
            ready(driver)
    assert values(driver, "claim", "directness") == [words for _, words in named[:-1]]


def test_by_mouse_alone_with_links(open_study: Opened) -> None:
    driver = open_study(2)
    sheet = begin(driver, "about.stance")
    assert "Kabul" in sheet.question.text()
    QTest.mouseClick(sheet.answers.buttons[1], LEFT)
    ready(driver)
    QTest.mouseClick(sheet.keyed[0], LEFT)
    ready(driver)
    QTest.mouseClick(sheet.answers.buttons[2], LEFT)
    driver.saved()
    links = [*driver.session.project.links(type_name="about")]
    assert [one.attributes for one in links] == [{"stance": "unfavourable"}, {}]


def test_none_of_these_is_stored_as_not_set_and_passed_by(open_study: Opened) -> None:
    driver = open_study(2)
    sheet = begin(driver, "claim.directness")
    driver.press("1")
    ready(driver)
    driver.press("Backspace")
    ready(driver)
    driver.press("0")
    ready(driver)
    assert values(driver, "claim", "directness") == [None, None]
    assert sheet.walk.at == 1
    driver.press("Right")
    assert "2 were passed by" in sheet.nothing.words
    sheet.again()
    assert sheet.walk.at == 0


def test_undo_goes_back_to_the_question(open_study: Opened) -> None:
    driver = open_study(4)
    sheet = begin(driver, "claim.directness")
    for key in ("1", "2", "3"):
        driver.press(key)
        ready(driver)
    driver.press("Ctrl+z")
    driver.wait(lambda: sheet.walk.at == 2)
    ready(driver)
    assert values(driver, "claim", "directness") == ["direct", "indirect", None, None]
    assert sheet.walk.n_answered == 2
    driver.press("Ctrl+Shift+z")
    driver.wait(lambda: sheet.walk.n_answered == 3)


def test_the_article_is_opened_and_left_on_the_same_question(open_study: Opened) -> None:
    driver = open_study(3)
    begin(driver, "claim.directness")
    driver.press("2")
    ready(driver)
    driver.press("o")
    driver.wait(lambda: driver.session.over.sheet is None)
    driver.wait(lambda: driver.page.article.number == 2)
    driver.wait(lambda: driver.session.view.selection() is not None)
    assert driver.session.view.selection().of(driver.page.text) == CLAIM
    driver.press("Esc")
    ready(driver)
    assert sheet_of(driver).walk.at == 1
    driver.press("3")
    assert values(driver, "claim", "directness") == ["indirect", "mixed", None]


def test_a_question_to_all_coders_is_written_where_one_stands(open_study: Opened) -> None:
    driver = open_study(2)
    sheet = begin(driver, "claim.directness")
    driver.press("m")
    popup = sheet.popup
    assert isinstance(popup, NotePopup)
    driver.type("Is this direct?")
    driver.press("Tab", "Space", "Esc")
    driver.saved()
    (line,) = driver.session.project.notes()
    assert (line.note.text, line.note.question, line.words) == ("Is this direct?", True, CLAIM)
    assert sheet.hasFocus()
    driver.press("1")
    assert values(driver, "claim", "directness") == ["direct", None]


def test_who_is_it_offers_likely_actors_and_a_field_for_another(open_study: Opened) -> None:
    driver = open_study(3)
    driver.session.project.actor("Mohammad Ishaq Dar", "person", ["Dar"])
    sheet = begin(driver, "who")
    assert "“Dar”" in sheet.question.text()
    assert sheet.answers.buttons[0].text().strip("\u2068\u2069") == "Mohammad Ishaq Dar"
    driver.press("1")
    ready(driver)
    assert "“Kabul”" in sheet.question.text()
    driver.press("a")
    driver.type("Afghanistan")
    driver.press("Enter")
    driver.wait(lambda: sheet.popup is not None)
    driver.press("3")
    ready(driver)
    driver.saved()
    project = driver.session.project
    book = project.context.actors
    spans = [one for one in project.spans([1]) if one.type != "claim"]
    assert [book.get(one.actor_id).name for one in spans] == ["Mohammad Ishaq Dar", "Afghanistan"]


def test_a_persian_article_is_asked_about_in_its_own_direction(open_study: Opened) -> None:
    driver = open_study(1, PERSIAN, ("گفت‌وگوها ادامه دارد", "وزیر", "گفت‌وگوها"))
    sheet = begin(driver, "claim.directness")
    layout = sheet.passage._layout
    assert layout is not None
    assert layout.content.is_right_to_left
    assert layout.page.text.startswith("باران آمد.")
    driver.press("2")
    assert values(driver, "claim", "directness") == ["indirect"]


def test_what_was_removed_meanwhile_is_passed_and_said(open_study: Opened) -> None:
    driver = open_study(12)
    sheet = begin(driver, "claim.directness")
    project = driver.session.project
    spans = [*project.spans(type_name="claim")]
    project.delete([spans[1].id])
    project.delete([spans[11].id])
    second = spans[1].article_id
    driver.wait(lambda: not [*sheet.ahead.page(second).spans("claim")])
    driver.press("1")
    ready(driver)
    driver.wait(lambda: sheet.walk.n_gone == 1)
    ready(driver)
    assert sheet.walk.current.item == spans[2].id
    for _ in range(9):
        driver.press("1")
        if sheet.walk.current is not None:
            ready(driver)
    driver.wait(lambda: sheet.walk.current is None)
    assert sheet.walk.n_all == 10
    assert "went meanwhile" in sheet.facts.text()


def test_the_order_is_shuffled_by_a_seed_and_back(open_study: Opened) -> None:
    driver = open_study(6)
    sheet = begin(driver, "claim.directness")
    first = [one.item for one in sheet.walk.items]
    QTest.mouseClick(sheet.order, LEFT)
    driver.press("2")
    driver.wait(lambda: sheet.walk.seed == 7)
    ready(driver)
    assert sheet.order.text() == "order shuffled, seed 7 ▾"
    assert sorted(first) == sorted(one.item for one in sheet.walk.items)
    assert first != [one.item for one in sheet.walk.items]


def test_nothing_to_ask_is_said(driver: Driver) -> None:
    driver.window.acts.run("who-is-it")
    driver.wait(lambda: bool(driver.window.messages.words))
    assert "There is nothing to ask" in driver.window.messages.words
    assert driver.session.over.sheet is None


def test_letters_of_the_page_do_nothing_here(open_study: Opened) -> None:
    driver = open_study(2)
    begin(driver, "claim.directness")
    driver.saved()
    n = len(driver.session.project.steps())
    driver.press("c", "s", "e", "d", "x", "Delete")
    driver.saved()
    assert len(driver.session.project.steps()) == n


def test_a_wanted_field_for_a_name_opens_as_soon_as_the_actors_are_found(
    open_study: Opened,
) -> None:
    driver = open_study(1)
    driver.session.project.actor("Mohammad Ishaq Dar", "person", ["Dar"])
    driver.session.sheets.questions.begin("who")
    driver.wait(lambda: isinstance(driver.session.over.sheet, QuestionSheet))
    sheet = sheet_of(driver)
    driver.wait(lambda: sheet.page is not None)
    driver.press("a")
    driver.wait(lambda: sheet.popup is not None)
    driver.type("ishaq")
    driver.press("Enter")
    driver.wait(lambda: sheet.walk.n_answered == 1)


def test_of_ten_thousand_values_the_first_have_keys_and_typing_finds_the_others(
    open_study: Opened,
) -> None:
    driver = open_study(2)
    many = tuple(f"value{n}" for n in range(10_000))
    edit = SchemeEdit(EditKind.ADD, "claim.colour", values=many)
    driver.session.project.edit_scheme([edit])
    driver.saved()
    sheet = begin(driver, "claim.colour")
    assert len(sheet.answers.buttons) < 50
    assert len(sheet.told.text()) <= 600
    driver.press("a")
    driver.wait(lambda: sheet.popup is not None)
    driver.type("value9876")
    driver.press("Enter")
    ready(driver)
    assert values(driver, "claim", "colour") == ["value9876", None]


def test_below_a_claim_of_twenty_thousand_characters_the_answers_stay_in_view(
    open_study: Opened,
) -> None:
    claim = "“" + "We will not wait and " * 1_000 + "go.”"
    text = f"Talks {{n}}\n\nNothing was new. {claim} said Dar in Kabul. He left.\n"
    driver = open_study(1, text, (claim, "Dar", "Kabul"))
    driver.window.resize(1024, 640)
    sheet = begin(driver, "claim.directness")
    QApplication.processEvents()
    last = sheet.answers.buttons[-1]
    assert last.visibleRegion().boundingRect() == last.rect()
    bar = sheet.place.verticalScrollBar()
    assert bar.maximum() > 0
    driver.press("Down")
    assert bar.value() > 0
    driver.press("1")
    assert values(driver, "claim", "directness") == ["direct"]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Lets articles be read one by one, the second one when this is set."""
    may_go_on, read = Event(), AskedItems.read_next
    monkeypatch.setattr("annotator.project.asking.asked.FIRST_ARTICLES", 1)
    monkeypatch.setattr("annotator.project.asking.asked.MORE_ARTICLES", 1)
    n_read: dict[AskedItems, int] = {}

    def one_by_one(self: AskedItems) -> object:
        n_read[self] = n_read.get(self, 0) + 1
        if n_read[self] > 1:
            may_go_on.wait(60)
        return read(self)

    monkeypatch.setattr(AskedItems, "read_next", one_by_one)
    return may_go_on


def test_the_first_question_is_there_before_all_are_counted(
    open_study: Opened, held: Event
) -> None:
    driver = open_study(3)
    sheet = begin(driver, "claim.directness")
    assert (sheet.walk.n_all, len(sheet.walk.items)) == (1, 1)
    assert "counting …" in sheet.facts.text()
    driver.press("1")
    assert "Looking for more …" in sheet.nothing.words
    held.set()
    ready(driver)
    driver.press("2")
    ready(driver)
    driver.wait(lambda: "counting" not in sheet.facts.text())
    assert "2 of 3 answered" in sheet.facts.text()
    driver.press("3")
    assert values(driver, "claim", "directness") == ["direct", "indirect", "mixed"]
    assert "All are answered" in sheet.nothing.words


def test_another_order_waits_until_all_are_read(open_study: Opened, held: Event) -> None:
    driver = open_study(6)
    sheet = begin(driver, "claim.directness")
    QTest.mouseClick(sheet.order, LEFT)
    driver.press("2")
    QApplication.processEvents()
    assert sheet.walk.seed is None
    held.set()
    driver.wait(lambda: sheet.walk.seed == 7)
    ready(driver)
    assert sheet.walk.n_all == len(sheet.walk.items) == 6


def test_what_is_answered_elsewhere_before_it_is_read_counts(
    open_study: Opened, held: Event
) -> None:
    driver = open_study(3)
    sheet = begin(driver, "claim.directness")
    project = driver.session.project
    first, second, third = [one.id for one in project.spans(type_name="claim")]
    driver.press("o")
    driver.wait(lambda: driver.session.over.sheet is None)
    driver.wait(lambda: driver.session.view.selection() is not None)
    project.edit(first, attributes={"directness": "free"})
    project.edit(third, attributes={"directness": "free"})
    driver.wait(lambda: sheet._listed.walk.n_answered == 1)
    held.set()
    driver.press("Esc")
    ready(driver)
    sheet = sheet_of(driver)
    driver.wait(lambda: sheet._listed.is_complete)
    assert (sheet.walk.n_answered, sheet.walk.n_all) == (2, 3)
    assert second in [one.item for one in sheet.walk.open_items]
