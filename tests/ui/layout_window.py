"""A real window whose keys are pressed by xdotool; prints what came of it. Run by test_layouts.

Arguments: the keyboard layout, then the X11 codes of the keys to press one after the other.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop

from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.app import make_program
from annotator.ui.window import MainWindow

_PATIENCE_S = 120.0


def main(layout: str, codes: list[str]) -> int:
    """Open the window on a short article, press the keys, print what is there."""
    settings = Settings().with_coder("A")
    program = make_program(settings)

    def wait(until: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE_S
        while not until():
            program.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            time.sleep(0.002)
            if time.monotonic() > end:
                raise TimeoutError

    path = Path("a.annotator").resolve()
    with Project.create(path, coder=settings.coder()) as project:
        project.import_text("Dar: Ties\n\nThat was all. “We will not wait,” said Dar in Kabul.\n")
    subprocess.run(["setxkbmap", layout], check=True)
    window = MainWindow(settings)
    window.show()
    window.projects.open_path(path)
    wait(lambda: window.session is not None and window.session.view.page is not None)
    session = window.session
    assert session is not None
    subprocess.run(["xdotool", "windowfocus", str(int(window.winId()))], check=True)
    wait(lambda: window.isActiveWindow())
    session.view.setFocus()
    wait(lambda: session.view.hasFocus())
    pressed: list[int] = []
    kept = session.view.key_filter

    def count(event):
        pressed.append(event.nativeScanCode())
        return kept(event) if kept is not None else False

    session.view.key_filter = count
    text = session.reading.page.text
    session.view.set_caret(text.index("not wait"))
    for n, code in enumerate(codes, start=1):
        subprocess.run(["xdotool", "key", code], check=True)
        is_digit_in_list = session.reading.popup is not None
        if is_digit_in_list:
            wait(lambda: session.reading.popup is None)
        else:
            wait(lambda n=n: len(pressed) + 1 >= n and pressed[-1:] == [int(codes[n - 1])])
        if n == 4:
            wait(lambda: session.reading.popup is not None)
    shown = {"claim": "directness", "cue": "", "speaker": "", "entity": "kind"}
    for type_name, attribute in shown.items():
        for span in session.reading.page.spans(type_name):
            value = span.attributes.get(attribute, "")
            sys.stdout.write(f"{type_name}: {span.text()} {value}".rstrip() + "\n")
    span = session.reading.span
    sys.stdout.write(f"current: {span.type if span is not None else 'none'}\n")
    sys.stdout.write(f"popup: {type(session.reading.popup).__name__}\n")
    window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
