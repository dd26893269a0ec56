"""Suggesters at work beside the window: first the open article, then the rest; pause, end."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.layer import SUGGESTIONS
from annotator.project.suggesting.beside import ASKING
from annotator.suggest.model.pipelines import find_pipelines
from annotator.ui.window import MainWindow
from tests.ui.conftest import ARTICLE
from tests.ui.entries import words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Driver


LATER = """Works go on

The council criticised the plan. “We will wait,” said Mira Talven in Sarn. She fears delays.

"""


def suggested_here(driver: Driver) -> bool:
    """Say whether the page shows something as suggested."""
    return bool(driver.session.suggesting.state.open)


def wait(driver: Driver, until: Callable[[], bool]) -> None:
    """Wait with more patience: processes are started beside the window."""
    driver.qtbot.waitUntil(until, timeout=60_000)


def while_it_reads(driver: Driver, do: Callable[[], object]) -> None:
    """Do something in the very moment in which the queue has read some, and not all."""
    queue, done = driver.session.suggesting.queue, []

    def look() -> None:
        if not done and queue.is_reading and queue.n_done > 0:
            done.append(True)
            do()

    queue.changed.connect(look)
    ask(driver)
    wait(driver, lambda: done != [])


def ask(driver: Driver) -> None:
    """Ask for suggestions by rule alone: a model would take its time to load."""
    suggesting = driver.session.suggesting
    suggesting.prefer(suggesting.preferences._replace(model_folder="no model"))
    driver.press("Tab", "Alt+Enter")


def test_nothing_is_suggested_until_somebody_asks_for_it(driver_of_texts: Driver) -> None:
    driver = driver_of_texts
    driver.press("Tab")
    assert driver.window.messages.words == "Nothing is suggested in this project yet."
    assert [one.name for one in driver.session.project.layers()] == []


def test_tab_offers_to_suggest_and_then_goes_through_what_was_found(
    driver_of_texts: Driver,
) -> None:
    driver = driver_of_texts
    driver.press("Tab", "Alt+Enter")
    wait(driver, lambda: suggested_here(driver))
    assert driver.session.suggesting.state.current is None
    driver.press("Ctrl+Home", "Tab", "Enter")
    assert len(driver.spans("claim")) == 1
    assert "suggest" not in driver.step_names()


def test_all_articles_are_read_ahead(open_text: Callable[..., Driver]) -> None:
    texts = [f"{ARTICLE}\n\nNumber {n} of all.\n" for n in range(4)]
    driver = open_text(*texts)
    ask(driver)
    project = driver.session.project
    wait(driver, lambda: len(project.reader.stamps()) == 4)
    layer = project.layer(SUGGESTIONS)
    for one in project.articles():
        assert list(project.page(one.id, {layer.id}).spans())


def all_are_read(driver: Driver) -> bool:
    """Say whether suggesters have been through every article of the project."""
    reader = driver.session.project.reader
    return set(reader.article_ids()) == set(reader.stamps())


def test_making_way_for_other_articles_leaves_none_of_the_queue_out(
    open_text: Callable[..., Driver],
) -> None:
    driver = open_text(*(f"{ARTICLE}\n\nNumber {n} of all.\n" for n in range(30)))
    queue = driver.session.suggesting.queue
    ask(driver)
    wait(driver, lambda: queue.is_reading and queue.n_done > 0)
    ids = driver.session.project.reader.article_ids()
    for article_id in ids[-3:]:
        n_done = queue.n_done
        driver.session.open_article(article_id)
        wait(driver, lambda: not queue.is_at_work)
        wait(driver, lambda n=n_done: queue.n_done > n or not queue.is_reading)
    wait(driver, lambda: not queue.is_reading)
    wait(driver, lambda: not queue.is_at_work)
    assert all_are_read(driver)


def test_what_comes_in_while_the_others_are_read_is_read_too(
    open_text: Callable[..., Driver], tmp_path: Path
) -> None:
    driver = open_text(*(f"{ARTICLE}\n\nNumber {n} of all.\n" for n in range(6)))
    project = driver.session.project
    (tmp_path / "new.txt").write_text(f"{ARTICLE}\n\nIt came later.\n", encoding="utf-8")
    while_it_reads(driver, lambda: project.import_sources([tmp_path / "new.txt"]))
    assert len(project.reader.article_ids()) == 7
    wait(driver, lambda: all_are_read(driver))


def test_a_suggester_switched_off_while_the_queue_works_proposes_nothing_more(
    open_text: Callable[..., Driver],
) -> None:
    driver = open_text(*(f"{ARTICLE}\n\nNumber {n} of all.\n" for n in range(12)))
    suggesting = driver.session.suggesting
    off = suggesting.preferences._replace(suggesters_off=("quotations", "reports"))
    while_it_reads(driver, lambda: suggesting.prefer(off))
    wait(driver, lambda: suggesting.queue._rest is not None and not suggesting.queue.is_reading)
    wait(driver, lambda: not suggesting.queue.is_at_work)
    project = driver.session.project
    layer = project.layer(SUGGESTIONS)
    for one in project.articles():
        assert not list(project.page(one.id, {layer.id}).spans("claim"))
    assert not [one for one in suggesting.state.open if one.span.type == "claim"]


def test_who_does_not_want_it_to_learn_gets_nothing_from_memory(
    driver_of_texts: Driver,
) -> None:
    driver = driver_of_texts
    suggesting = driver.session.suggesting
    suggesting.prefer(suggesting.preferences._replace(suggest_learns=False))
    ask(driver)
    wait(driver, lambda: suggested_here(driver))
    assert "memory" not in {one.name for one in driver.session.project.layers()}


def test_the_worker_holds_the_interpreter_only_for_short_while_it_reads(
    open_text: Callable[..., Driver],
) -> None:
    # So many that a look comes while it is at work, on a machine with much else to do as well.
    driver = open_text(*(f"{ARTICLE}\n\nNumber {n} of all.\n" for n in range(100)))
    queue, before = driver.session.suggesting.queue, sys.getswitchinterval()
    ask(driver)
    wait(driver, lambda: queue.is_at_work and sys.getswitchinterval() < before)
    driver.window.close()
    assert sys.getswitchinterval() == before


def test_closing_waits_for_no_process_that_reads_an_article(
    open_text: Callable[..., Driver],
) -> None:
    driver = open_text(ARTICLE * 300)
    window, project = driver.window, driver.session.project
    ask(driver)
    wait(driver, lambda: project._beside is not None and project._beside._process is not None)
    process = project._beside._process
    process.send_signal(signal.SIGSTOP)  # it will never answer
    window.close()
    assert window.jobs.stop(0)
    assert process.poll() == -signal.SIGKILL


def test_closing_waits_for_no_model_that_loads(open_text: Callable[..., Driver]) -> None:
    driver = open_text(ARTICLE)
    window, project = driver.window, driver.session.project
    driver.press("Tab", "Alt+Enter")
    wait(driver, lambda: bool(project._models and project._models._asked()._running))
    (model,) = project._models._asked()._running.values()
    model._process.send_signal(signal.SIGSTOP)
    window.close()
    assert window.jobs.stop(0)
    assert model._process.poll() == -signal.SIGKILL


def test_a_pause_waits_for_no_process_and_says_so(open_text: Callable[..., Driver]) -> None:
    driver = open_text(*(f"{ARTICLE}\n\nNumber {n} of all.\n" for n in range(12)))
    queue, project = driver.session.suggesting.queue, driver.session.project
    halted: list[subprocess.Popen[bytes]] = []

    def halt() -> None:
        """Halt the process between the open article and the others: nothing is asked just then.

        Later all of them may have been read while this thread had no turn.
        """
        beside = project._beside
        process = None if beside is None else beside._process
        if process is not None and not halted and not queue.is_at_work:
            process.send_signal(signal.SIGSTOP)
            halted.append(process)

    queue.changed.connect(halt)
    ask(driver)
    wait(driver, lambda: halted != [])
    (process,) = halted
    wait(driver, lambda: queue.is_reading and queue.is_at_work)
    wait(driver, lambda: ASKING in {one.name for one in threading.enumerate()})
    driver.window.acts.run("pause-suggesting")
    wait(driver, lambda: not queue.is_at_work)
    assert process.poll() == -signal.SIGKILL
    wait(driver, lambda: "paused" in words(driver.window.foot, "counts"))
    driver.window.acts.run("pause-suggesting")
    wait(driver, lambda: not queue.is_reading)
    wait(driver, lambda: all_are_read(driver))


def test_a_model_whose_folder_is_deleted_while_it_works_leaves_the_rules(
    open_text: Callable[..., Driver], tmp_path: Path
) -> None:
    found = find_pipelines().for_language("en")
    assert found is not None
    spec = find_spec(found.source)
    assert spec is not None
    (package,) = spec.submodule_search_locations or ()
    (inside,) = Path(package).glob(f"{found.source}-*")
    folder = shutil.copytree(inside, tmp_path / "model")
    driver = open_text(*(f"{ARTICLE}\n\nNumber {n} of all.\n" for n in range(12)))
    suggesting = driver.session.suggesting
    suggesting.prefer(suggesting.preferences._replace(model_folder=str(folder)))
    driver.press("Tab", "Alt+Enter")
    wait(driver, lambda: suggesting.queue.n_done > 0)
    shutil.rmtree(folder)
    models = driver.session.project._models
    for one in list(models._asked()._running.values()):
        one._process.kill()
    wait(driver, lambda: all_are_read(driver))


def test_what_arrives_later_moves_nothing_and_enter_takes_what_was_current(
    open_text: Callable[..., Driver],
) -> None:
    driver = open_text(LATER * 12)
    suggesting = driver.session.suggesting
    ask(driver)
    wait(driver, lambda: suggested_here(driver))
    wait(driver, lambda: not suggesting.queue.is_reading and not suggesting.queue.is_at_work)
    driver.press("Ctrl+End", "Shift+Tab", "Shift+Tab")
    current, n_before = suggesting.state.current, len(suggesting.state.open)
    assert current is not None
    above = driver.session.view.verticalScrollBar().value()
    lines = [driver.session.view.rect_of(part) for part in current.span.parts]
    suggesting.prefer(suggesting.preferences._replace(suggest_also=("reported", "thoughts")))
    wait(driver, lambda: len(suggesting.state.open) > n_before)
    assert suggesting.state.current is not None
    assert suggesting.state.current.span.id == current.span.id
    assert driver.session.view.verticalScrollBar().value() == above
    assert [driver.session.view.rect_of(part) for part in current.span.parts] == lines
    driver.press("Enter")
    assert [(one.type, one.parts) for one in driver.spans(current.span.type)] == [
        (current.span.type, current.span.parts)
    ]


def test_who_opens_the_same_project_in_another_window_only_reads_and_suggests_nothing(
    open_text: Callable[..., Driver], qtbot: QtBot
) -> None:
    driver = open_text(ARTICLE, f"{ARTICLE}\n\nAnother.\n")
    other = MainWindow(driver.window.settings)
    qtbot.addWidget(other)
    path = driver.session.project.path
    other.projects.open_path(path)
    wait(driver, lambda: bool(other.messages.words))
    assert other.session is None
    other.projects.open_path(path, read_only=True)
    wait(driver, lambda: other.session is not None and other.session.view.page is not None)
    ask(driver)
    wait(driver, lambda: suggested_here(driver))
    assert other.session is not None
    assert not other.session.suggesting.queue.is_used
    other.acts.run("suggest")
    assert not other.session.suggesting.queue.is_at_work
    assert other.messages.words
    wait(driver, lambda: all_are_read(driver))
    other.close()
