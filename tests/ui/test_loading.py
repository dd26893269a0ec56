"""What opens and shows a project is loaded in the window's thread, never in a worker."""

from __future__ import annotations

import subprocess
import sys
from threading import Event

from annotator.ui.basics.sheet import Sheet

_OPENED = """
import sys, threading, time
from pathlib import Path

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(("annotator.ui", "annotator.project.api", "PySide6", "shiboken6")):
            if threading.current_thread() is not threading.main_thread():
                elsewhere.append(name)
        return None

elsewhere = []
sys.meta_path.insert(0, Watch())
from annotator.settings import Settings
from annotator.ui.app import make_program
from annotator.ui.window import MainWindow

program = make_program(Settings())
window = MainWindow(Settings())
window.show()
window.begin(None)
assert "annotator.ui.session" not in sys.modules
window.start.name.setText("A")
assert "annotator.project.api" not in sys.modules
window.projects.make(Path(sys.argv[1]))
until = time.monotonic() + 60
while window.session is None and time.monotonic() < until:
    program.processEvents()
    time.sleep(0.005)
assert window.session is not None
window.close()
print(*elsewhere)
"""


def test_nothing_of_the_window_is_loaded_in_a_worker(tmp_path) -> None:
    # In a process of its own: here all is loaded already.
    command = [sys.executable, "-c", _OPENED, str(tmp_path / "made.annotator")]
    ended = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=120)
    assert ended.stdout.split() == []


def test_an_article_that_was_on_its_way_leaves_the_sheet_that_came_meanwhile(open_text) -> None:
    driver = open_text("One\n\nThe first.\n", "Two\n\nThe second.\n")
    session = driver.session
    first = driver.page.article.id
    (second,) = {one.id for one in session.project.articles()} - {first}
    session.open_article(second)
    sheet = Sheet("Sheet", session.workspace)
    session.over.show(sheet)
    driver.wait(lambda: driver.page.article.id == second)
    assert session.over.sheet is sheet
    session.open_article(first)  # asked for while the sheet is there: it gives way
    driver.wait(lambda: driver.page.article.id == first)
    assert session.over.sheet is None


def test_an_article_that_is_shown_is_not_read_anew(open_text) -> None:
    driver = open_text("One\n\nThe first.\n", "Two\n\nThe second.\n")
    session, shown = driver.session, driver.page
    opened: list[str] = []
    session.bridge.page_opened.connect(lambda page: opened.append(page.article.id))
    (other,) = {one.id for one in session.project.articles()} - {shown.article.id}
    session.open_article(shown.article.id)
    session.open_article(other)
    session.open_article(shown.article.id)  # the other one is on its way
    driver.wait(lambda: bool(opened))
    assert opened == [shown.article.id]


def test_an_article_opens_while_long_work_takes_every_worker(open_text) -> None:
    driver = open_text("One\n\nThe first.\n", "Two\n\nThe second.\n")
    session, may_end = driver.session, Event()
    (other,) = {one.id for one in session.project.articles()} - {driver.page.article.id}
    jobs = [
        driver.window.jobs.start(lambda _progress, _cancel: may_end.wait(120), lambda _: None)
        for _ in range(8)
    ]
    try:
        session.open_article(other)
        driver.wait(lambda: driver.page.article.id == other)
        assert all(one.is_running for one in jobs)
    finally:
        may_end.set()
    driver.wait(lambda: not any(one.is_running for one in jobs))
