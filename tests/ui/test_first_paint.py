"""What is not loaded before the last project's article is on screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QLabel

from annotator.settings import Settings
from annotator.ui.bars.top import ActButton

_PROGRAM = """
import sys, time
from pathlib import Path
from annotator.settings import Settings
from annotator.ui.app import make_program
settings = Settings(coder_name="A", coder_id={coder_id!r}, last_project=sys.argv[1])
program = make_program(settings)
from annotator.ui.window import MainWindow
window = MainWindow(settings)
window.show()
window.begin(None)
end = time.monotonic() + 120
while not (window.session and window.session.view.page) and time.monotonic() < end:
    program.processEvents()
    time.sleep(0.001)
window.grab()
print("shown" if window.session and window.session.view.page else "nothing")
print(*sorted(sys.modules))
window.close()
"""

LATE = (
    "sqlite_utils", "spacy", "numpy", "click", "openpyxl", "asyncio", "ssl",
    "http.client", "urllib.request",
    "charset_normalizer", "PySide6.QtNetwork", "annotator.ui.popups.palette",
    "annotator.ui.importing.texts_in", "annotator.formats",
    "annotator.ui.dialogs", "annotator.ui.inspector.panel", "annotator.ui.bars.find",
)  # fmt: skip


def test_nothing_heavy_is_loaded_before_the_article_is_on_screen(tmp_path: Path) -> None:
    from annotator.project import Project

    settings = Settings().with_coder("A")
    path = tmp_path / "a.annotator"
    with Project.create(path, coder=settings.coder()) as project:
        project.import_text("Headline\n\nSomebody said: “Yes.”\n")
    found = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(coder_id=settings.coder_id), str(path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert found.returncode == 0, found.stderr[-2000:]
    first, modules = found.stdout.strip().split("\n")
    assert first == "shown"
    assert sorted(set(LATE) & set(modules.split())) == []


def test_the_first_picture_has_the_counts_and_what_can_be_done(driver) -> None:
    window = driver.window
    driver.mark("Taliban", "e")
    counts = window.foot.findChild(QLabel, "counts")
    done = next(one for one in window.top.findChildren(ActButton) if one.act == "done")
    counts.setText("")
    done.setEnabled(False)
    window.setUpdatesEnabled(False)  # as long as the first project opens
    driver.session.page_shown.emit(driver.page)
    assert window.updatesEnabled()
    assert "1 entity" in counts.text()
    assert done.isEnabled()
