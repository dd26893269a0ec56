"""Real key presses under Persian, French, German and US layouts, through a real X server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.xvfb, pytest.mark.slow]

_NEEDED = ("Xvfb", "xdotool", "setxkbmap")
_PROGRAM = Path(__file__).with_name("layout_window.py")


@pytest.fixture(scope="module")
def display(tmp_path_factory):
    """An X server of our own; its number."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1500x950x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    if not number:
        server.wait()
        pytest.skip("Xvfb did not start")
    yield f":{number}"
    server.terminate()
    server.wait()


# The key places of the US layout as X11 names them: what a hand presses, whatever is printed there.
_PLACES = {
    "S": 39, "C": 54, "U": 30, "E": 26, "L": 46, "N": 57, "O": 32,
    "1": 10, "3": 12, "Space": 65, "A": 38, "D": 40, "M": 58,
}  # fmt: skip


def by_letter(layout: str, letter: str) -> int:
    """Give the place where a layout has a letter (French and German move some)."""
    moved = {
        "fr": {"A": 24, "Q": 38, "Z": 25, "W": 52, "M": 47},
        "de": {"Z": 29, "Y": 52},
    }
    return moved.get(layout, {}).get(letter, _PLACES[letter])


@pytest.mark.parametrize("layout", ["us", "fr", "de", "ir"])
def test_keys_mean_the_same_under_each_layout(display: str, layout: str, tmp_path: Path) -> None:
    places = [
        by_letter(layout, name) for name in ("Space", "Space", "C", "L", "1", "N", "E", "3", "M")
    ]
    found = subprocess.run(
        [sys.executable, str(_PROGRAM), layout, *map(str, places)],
        env={
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "ANNOTATOR_HOME": str(tmp_path / "home"),
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert found.returncode == 0, found.stderr[-2000:]
    assert found.stdout.split("\n")[:6] == [
        "claim: “We will not wait,” direct",
        "cue: said",
        "speaker: Dar",
        "entity: said place",
        "current: entity",
        "popup: NotePopup",
    ], found.stdout
