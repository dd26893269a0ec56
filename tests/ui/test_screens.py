"""The window stands inside the screen, its frame too: new, as it was left, on a smaller one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import sys
from PySide6.QtCore import QRect
from annotator.settings import Settings
from annotator.ui.app import make_program
settings = Settings(coder_name="A", coder_id="coder", window=sys.argv[1])
program = make_program(settings)
from annotator.ui.dialogs.key_sheet import KeySheet
from annotator.ui.window import MainWindow
window = MainWindow(settings)
if len(sys.argv) > 2:
    window.setGeometry(*map(int, sys.argv[2:]))
window.begin(None)
window.show()
program.processEvents()
free, frame = window.screen().availableGeometry(), window.frameGeometry()
sheet = KeySheet(window, window.acts.keys.sheet())
sheet.show()
program.processEvents()
size = sheet.frameGeometry().size()
print("scrolls", sheet.area.verticalScrollBar().maximum())
print("sheet", size.boundedTo(free.size()) == size)
print(free.contains(frame), *window.geometry().getRect())
print(bytes(window.saveGeometry().toBase64().data()).decode("ascii"))
window.close()
"""


def stands(screen: tuple[int, int], left: str = "", *at: int) -> tuple[bool, list[int], str]:
    """Open the window and its tallest dialog; say if it is inside, where, and what is kept."""
    width, height = screen
    names = {"name": "screen", "x": 0, "y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = [{**names, "width": width, "height": height}]
    Path("screen.json").write_text(json.dumps({"screens": screens}))
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, left, *map(str, at)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen:configfile=screen.json"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    scrolls, sheet, place, kept = done.stdout.splitlines()
    assert sheet == "sheet True"
    assert scrolls == "scrolls 0" or width < 1366
    inside, *numbers = place.split()
    return inside == "True", [int(number) for number in numbers], kept


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_the_first_window_has_its_usual_size_where_there_is_room() -> None:
    inside, (_x, _y, width, height), _ = stands((1920, 1080))
    assert inside
    assert (width, height) == (1400, 900)


@pytest.mark.parametrize("screen", [(1366, 768), (1024, 640), (683, 384)])
def test_the_first_window_is_inside_a_small_screen_with_its_frame(screen) -> None:
    inside, (_x, _y, width, height), _ = stands(screen)
    assert inside
    assert width > screen[0] * 0.95
    assert height > screen[1] * 0.85


@pytest.mark.parametrize(
    ("larger", "at"),
    [
        ((1600, 900), (100, 60, 1450, 820)),
        ((1600, 900), (0, 40, 1366, 720)),
        ((1920, 1080), (1000, 500, 900, 500)),
    ],
)
def test_a_window_left_on_a_larger_screen_comes_back_inside_a_smaller_one(larger, at) -> None:
    *_, kept = stands(larger, "", *at)
    assert stands((1366, 768), kept)[0]


def test_a_window_that_fits_keeps_its_size_on_a_smaller_screen() -> None:
    *_, kept = stands((1600, 900), "", 650, 150, 900, 700)
    inside, (*_, width, height), _ = stands((1366, 768), kept)
    assert inside
    assert (width, height) == (900, 700)


def test_a_window_comes_back_where_it_was_left() -> None:
    *_, kept = stands((1920, 1080), "", 100, 120, 1000, 700)
    assert stands((1920, 1080), kept)[1] == [100, 120, 1000, 700]
