"""Small parts of the window: long work, where reading stood, presses, the article list."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.errors import CannotOpen, CannotRead, CannotWrite, ProjectMoved, WrongUse
from annotator.language import use
from annotator.model.article import ListQuery
from annotator.paths import HOME_VARIABLE
from annotator.settings import Settings
from annotator.store.connection import closed
from annotator.store.lists.article_order import ArticleOrder
from annotator.ui import places
from annotator.ui.app import make_program
from annotator.ui.articles.model import BLOCK, ArticleModel
from annotator.ui.articles.pane import ArticlesPane
from annotator.ui.bars.progress import ProgressStrip
from annotator.ui.basics.jobs import Jobs, without_delaying_the_window
from annotator.ui.basics.keyboard import digit_of, stroke_of
from annotator.ui.basics.messages import LowerEdge
from annotator.ui.projects import free_path, name_from, with_ending
from tests.ui.entries import act_button, entry


def press(key: int, text: str, held=Qt.KeyboardModifier.NoModifier, code: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, code, 0, 0, text)


# --- long work -------------------------------------------------------------------------------


def test_an_answer_and_its_progress_come_in_the_window_thread(qtbot) -> None:
    jobs, told = Jobs(), []
    here = threading.get_ident()

    def work(progress, _cancel):
        progress(1, 2, "article")
        return threading.get_ident()

    job = jobs.start(work, lambda answer: told.append((answer, threading.get_ident())))
    seen = []
    job.on_progress(lambda *values: seen.append(values))
    qtbot.waitUntil(lambda: not jobs._running)
    (answer,) = told
    assert answer[0] != here
    assert answer[1] == here
    assert seen == [(1, 2, "article")]


def test_progress_told_oftener_than_it_can_be_read_holds_no_window_and_ends_with_the_last(
    qtbot,
) -> None:
    jobs, seen = Jobs(), []

    def work(progress, _cancel):
        for n in range(20_000):
            progress(n + 1, 20_000, "article")

    began = time.monotonic()
    job = jobs.start(work, lambda _answer: None)
    job.on_progress(lambda *values: seen.append(values))
    qtbot.waitUntil(lambda: not jobs._running)
    assert seen[-1] == (20_000, 20_000, "article")
    assert len(seen) <= 3 + (time.monotonic() - began) / 0.04


def test_a_refusal_is_told_and_a_bug_is_told_as_one(qtbot) -> None:
    jobs, refused, bugs = Jobs(), [], []
    jobs.bug.connect(bugs.append)

    def refuse(_progress, _cancel):
        raise CannotRead("It is empty.", "Choose another.")

    jobs.start(refuse, lambda _answer: None, refused.append)
    jobs.start(lambda _progress, _cancel: 1 // 0, lambda _answer: None)
    qtbot.waitUntil(lambda: not jobs._running)
    assert [one.message for one in refused] == ["It is empty."]
    assert "ZeroDivisionError" in bugs[0]


def test_cancelled_work_gives_no_answer_and_no_message(qtbot) -> None:
    jobs, told = Jobs(), []
    go_on = threading.Event()

    def work(_progress, cancel):
        go_on.wait(60)
        cancel.check()

    job = jobs.start(work, told.append, told.append)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not jobs._running)
    assert told == []


def test_work_in_turn_begins_when_what_was_started_before_has_ended(qtbot) -> None:
    jobs, order, go_on = Jobs(), [], threading.Event()

    def slow(_progress, _cancel):
        go_on.wait(60)
        order.append("first")
        raise CannotRead("It is empty.", "Choose another.")

    jobs.start_in_turn(slow, order.append, order.append)
    last = jobs.start_in_turn(lambda _progress, _cancel: order.append("second"), lambda _done: None)
    besides = jobs.start(lambda _progress, _cancel: None, lambda _done: None)
    qtbot.waitUntil(lambda: not besides.is_running)
    assert last.is_running
    go_on.set()
    qtbot.waitUntil(lambda: not jobs._running)
    assert [one for one in order if isinstance(one, str)] == ["first", "second"]


def test_what_is_refused_as_the_project_was_closed_meanwhile_is_told_to_nobody(qtbot) -> None:
    jobs, told = Jobs(), []

    def work(progress, cancel):
        raise closed()

    job = jobs.start(work, told.append, told.append)
    qtbot.waitUntil(lambda: not job.is_running)
    assert told == []


@pytest.mark.parametrize(
    "problem",
    [
        CannotOpen("It is damaged."),
        CannotRead("It is empty."),
        ProjectMoved("It is gone."),
        WrongUse("There is no such layer."),
    ],
)
def test_what_work_could_not_read_that_is_to_stop_is_told_to_nobody(qtbot, problem) -> None:
    jobs, told, go_on = Jobs(), [], threading.Event()

    def work(progress, cancel):
        go_on.wait(60)
        raise problem

    jobs.start(work, told.append, told.append)
    jobs.start(work, told.append, told.append).cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not jobs._running)
    assert told == [problem]


def test_what_could_not_be_written_is_told_also_by_work_that_is_to_stop(qtbot) -> None:
    jobs, told, go_on = Jobs(), [], threading.Event()
    problem = CannotWrite("The disk is full.")

    def work(progress, cancel):
        go_on.wait(60)
        raise problem

    jobs.start(work, told.append, told.append).cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not jobs._running)
    assert told == [problem]


def test_workers_that_make_much_spare_the_window_until_the_last_has_ended() -> None:
    usual, one, other = sys.getswitchinterval(), ExitStack(), ExitStack()
    one.enter_context(without_delaying_the_window())
    other.enter_context(without_delaying_the_window())
    one.close()
    assert sys.getswitchinterval() < usual
    other.close()
    assert sys.getswitchinterval() == usual


def test_no_worker_holds_the_interpreter_for_long(qtbot) -> None:
    jobs, usual, told = Jobs(), sys.getswitchinterval(), []
    job = jobs.start(lambda _progress, _cancel: sys.getswitchinterval(), told.append)
    qtbot.waitUntil(lambda: not job.is_running)
    assert told[0] < usual
    assert sys.getswitchinterval() == usual


def test_long_work_shows_its_progress_with_a_way_to_stop_it(qtbot) -> None:
    from PySide6.QtWidgets import QPushButton, QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    jobs = Jobs(parent)
    strip = ProgressStrip(LowerEdge(parent))

    def work(progress, cancel):
        while True:
            progress(12, 400, "article")
            cancel._event.wait(0.01)
            cancel.check()

    job = jobs.start(work, lambda _answer: None)
    strip.follow(job, "Importing")
    assert not strip.isVisible()
    qtbot.waitUntil(strip.isVisible)
    qtbot.waitUntil(lambda: "article 12 of 400" in strip.words.text())
    strip.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: not jobs._running)
    assert not strip.isVisible()


@pytest.mark.parametrize("kind", ["parts", "window"])
def test_a_window_can_be_closed_at_any_moment_of_the_end_of_its_jobs(
    kind: str, tmp_path: Path
) -> None:
    # ANNOTATOR_CLOSINGS=500, four at once: what was looked at by hand.
    n = int(os.environ.get("ANNOTATOR_CLOSINGS", "40" if kind == "parts" else "10"))
    seed = int(os.environ.get("ANNOTATOR_CLOSINGS_SEED", "7"))
    made = subprocess.run(
        [sys.executable, "-m", "tests.ui.closings", kind, str(n), str(seed)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), HOME_VARIABLE: str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60 + n,
        check=False,
    )
    assert made.returncode == 0, made.stderr[-3000:]
    assert made.stdout == f"{n} closings\n"
    assert "Traceback" not in made.stderr, made.stderr[-3000:]


# --- where reading stood -----------------------------------------------------------------------


def test_where_reading_stood_comes_back_by_project() -> None:
    stood = places.Places().at("article-1", 7).at("article-2", 9)
    assert places.save("project-1", stood)
    assert places.load("project-1") == stood
    assert places.load("project-2") == places.Places()


@pytest.mark.parametrize("content", ["", "[]", '{"article": 1, "positions": {}}', "{" * 50_000])
def test_a_broken_file_of_places_counts_as_none(content: str, tmp_path: Path) -> None:
    places.save("project-1", places.Places().at("a", 1))
    (path,) = list(Path(tmp_path / "annotator-home").rglob("project-1.json"))
    path.write_text(content)
    assert places.load("project-1") == places.Places()


def test_a_project_id_never_names_a_file_elsewhere() -> None:
    assert not places.save("../../evil", places.Places().at("a", 1))
    assert places.load("../../etc/passwd") == places.Places()


# --- presses -------------------------------------------------------------------------------------


def test_letters_digits_and_named_keys_are_told_apart(qapp) -> None:
    assert str(stroke_of(press(Qt.Key.Key_S, "s"))) == "S"
    assert str(stroke_of(press(Qt.Key.Key_S, "S", Qt.KeyboardModifier.ShiftModifier))) == "Shift+S"
    assert str(stroke_of(press(Qt.Key.Key_PageDown, ""))) == "PgDown"
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    assert str(stroke_of(press(Qt.Key.Key_Z, "\x1a", held))) == "Ctrl+Shift+Z"
    assert stroke_of(press(Qt.Key.Key_Shift, "")) is None
    assert digit_of(press(Qt.Key.Key_3, "3")) == 3
    assert digit_of(press(0x6F3, "۳")) == 3
    assert digit_of(press(Qt.Key.Key_S, "s")) is None


# --- the article list --------------------------------------------------------------------------


class Lists:
    """A list of so many articles that answers when it is told to."""

    def __init__(self, n: int) -> None:
        self.n = n
        self.asked: list[object] = []
        self.n_read_ahead = 0
        self.answers: list[Callable[[], None]] = []

    def ask(self, question, then) -> None:
        self.answers.append(lambda: then(question(self, "layer")))

    def answer(self) -> None:
        self.answers.pop(0)()

    def first_entries(self, _layer, query, limit):
        n = 1 if query.search else self.n
        return n, [entry(one) for one in range(min(n, limit))]

    def n_articles(self) -> int:
        return self.n

    def read_lists_ahead(self, _layer) -> None:
        self.n_read_ahead += 1

    def article_order(self, _layer, _query) -> ArticleOrder:
        return ArticleOrder.of(range(self.n))

    def entries(self, _layer, order, offset, limit):
        self.asked.append(offset)
        return [entry(number) for number in order.page(offset, limit)]

    def place_of(self, article_id, order):
        return order.place_of(int(article_id.removeprefix("article-")))


def test_the_list_asks_for_a_block_when_one_of_its_rows_is_seen() -> None:
    lists = Lists(450)
    model = ArticleModel(lists.ask)
    model.set_query(ListQuery())
    lists.answer()
    assert (model.rowCount(), model.entry(0), model.entry(BLOCK)) == (450, entry(0), None)
    lists.answer()
    lists.answer()
    assert (model.entry(BLOCK + 1), model.entry(BLOCK + 2)) == (None, None)
    lists.answer()
    assert (lists.asked, lists.n_read_ahead, lists.answers) == ([BLOCK], 1, [])
    assert model.entry(BLOCK + 1) == entry(BLOCK + 1)
    found: list[int] = []
    model.find("article-1", found.append)
    model.find("article-449", found.append)
    model.find("article-999", found.append)
    lists.answer()
    lists.answer()
    assert found == [1, 449]


def test_a_short_list_needs_no_second_answer() -> None:
    lists = Lists(5)
    model = ArticleModel(lists.ask)
    model.set_query(ListQuery())
    lists.answer()
    assert lists.answers == []
    assert [model.entry(row) for row in range(5)] == [entry(row) for row in range(5)]


@pytest.fixture
def pane(qtbot) -> tuple[Lists, ArticlesPane]:
    """A pane of 450 articles that are not read yet."""
    lists = Lists(2 * BLOCK + 50)
    pane = ArticlesPane(lists.ask)
    qtbot.addWidget(pane)
    pane.reload()
    return lists, pane


def neighbours(lists: Lists, pane: ArticlesPane, open_one: int, by: int) -> list[str | None]:
    """Ask for a neighbour, and let all be read only then; give what was told before and after."""
    told: list[str | None] = []
    pane.set_current(f"article-{open_one}")
    pane.tell_neighbour(by, told.append)
    told.append("read")
    while lists.answers:
        lists.answer()
    return told


def test_which_article_is_next_is_told_when_the_list_is_read_so_far(pane) -> None:
    assert neighbours(*pane, 1, 1) == ["read", "article-2"]
    assert neighbours(*pane, 7, -1) == ["article-6", "read"]
    assert neighbours(*pane, BLOCK - 1, 1) == ["read", f"article-{BLOCK}"]
    pane[1].reload()
    assert neighbours(*pane, 2 * BLOCK, 1) == ["read", f"article-{2 * BLOCK + 1}"]


def test_that_there_is_no_next_article_is_told_only_where_that_is_known(pane) -> None:
    lists, shown = pane
    assert neighbours(*pane, lists.n - 1, 1) == ["read", None]
    assert neighbours(*pane, 0, -1) == [None, "read"]
    shown.reload()
    assert neighbours(*pane, 999, 1) == ["read", "article-0"]  # the list leaves it out


def test_whoever_opens_another_article_meanwhile_is_led_nowhere(pane) -> None:
    lists, shown = pane
    told: list[str | None] = []
    shown.set_current("article-1")
    shown.tell_neighbour(1, told.append)
    shown.set_current("article-5")
    lists.answer()
    assert told == []


def test_an_answer_to_an_old_question_is_passed_over() -> None:
    lists = Lists(5)
    model = ArticleModel(lists.ask)
    model.set_query(ListQuery())
    model.set_query(ListQuery(search="x"))
    lists.answers.reverse()
    lists.answer()
    lists.answer()
    assert model.rowCount() == 1


def test_the_open_article_is_shown_where_it_stands_in_a_long_list(open_text) -> None:
    texts = [f"Title {n:03}\n\nWords {n}.\n" for n in range(BLOCK + 50)]
    driver = open_text(*texts)
    pane = driver.session.workspace.articles
    driver.wait(lambda: pane.model.rowCount() == BLOCK + 50)
    listed = list(driver.session.project.articles())
    driver.session.open_article(listed[BLOCK + 39].id)
    driver.wait(lambda: pane.list.currentIndex().row() == BLOCK + 39)
    driver.wait(lambda: pane.neighbour(1) is not None)
    assert pane.neighbour(1).id == listed[BLOCK + 40].id
    assert pane.neighbour(-1).id == listed[BLOCK + 38].id


def test_nobody_is_told_of_an_article_whose_import_was_taken_back_before_its_line_was_read(
    driver, tmp_path: Path
) -> None:
    project = driver.session.project
    (gone,) = project.import_text("Ferry stays\n\nIt stays.", "ferry").article_ids
    project.undo()
    driver.wait(lambda: driver.window.messages.words == "Undone: Import 1 article")
    driver.session.bridge.articles_changed.emit(frozenset({gone}))
    driver.wait(lambda: not driver.session.lists._later.isActive())
    driver.wait(lambda: not driver.window.jobs._running)
    assert driver.window.messages.words == "Undone: Import 1 article"


def test_the_list_searches_filters_and_sorts(open_text) -> None:
    driver = open_text("Ferry stays\n\nA.\n", "Bridge opens\n\nB.\n", "Road closed\n\nC.\n")
    pane = driver.session.workspace.articles

    def titles() -> list[str]:
        model = pane.model
        return [one.title for n in range(model.rowCount()) if (one := model.entry(n))]

    driver.wait(lambda: len(titles()) == 3)
    pane.choose_sort("title", descending=False)
    driver.wait(lambda: titles() == ["Bridge opens", "Ferry stays", "Road closed"])
    pane.search.setFocus()
    driver.type("road")
    driver.wait(lambda: titles() == ["Road closed"])
    pane.search.clear()
    pane.search.textEdited.emit("")
    driver.session.view.setFocus()
    driver.press("d")
    driver.saved()
    pane.choose_state("done")
    driver.wait(lambda: titles() == ["Ferry stays"])


# --- names and sides -----------------------------------------------------------------------------


def test_a_project_is_named_for_the_first_words_and_never_over_another(tmp_path: Path) -> None:
    assert (
        name_from("Ferry: to stay/in port? until April and May")
        == "Ferry to stayin port until April"
    )
    assert name_from(" \n ") == "New project"
    assert free_path(tmp_path, "a").name == "a.annotator"
    (tmp_path / "a.annotator").touch()
    assert free_path(tmp_path, "a").name == "a 2.annotator"
    assert with_ending(tmp_path / "b.txt").name == "b.txt.annotator"


def test_no_line_of_the_bar_stands_before_nothing(driver) -> None:
    top = driver.window.top
    driver.window.resize(1900, 800)
    driver.qtbot.wait(20)
    assert len(top._strip.lines_seen()) == 2
    driver.window.resize(667, 336)
    driver.qtbot.wait(20)
    shown = {one.act for one in top.buttons if one.isVisible()}
    assert "done" not in shown
    assert len(top._strip.lines_seen()) == ("link" in shown)


def test_in_a_right_to_left_interface_everything_is_mirrored(qtbot, driver) -> None:
    top = driver.window.top
    speaker, claim = act_button(top, "mark-speaker"), act_button(top, "mark-claim")
    assert speaker.x() < claim.x()
    make_program(Settings(coder_name="A", coder_id="a", language="fa"))
    try:
        qtbot.waitUntil(lambda: speaker.x() > claim.x())
        workspace = driver.session.workspace
        assert workspace.articles.mapTo(driver.window, workspace.articles.rect().topLeft()).x() > (
            driver.session.view.mapTo(driver.window, driver.session.view.rect().topLeft()).x()
        )
    finally:
        use("en")
        make_program(Settings())
