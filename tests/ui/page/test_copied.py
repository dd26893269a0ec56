"""What is copied in two forms, and what becomes of it when the program ends."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
from PySide6.QtWidgets import QApplication
program = QApplication([])
from annotator.ui.page.copied import copy_passage
copy_passage("words (P)", "<p>words (<i>P</i>)</p>")
held = program.clipboard().mimeData()
print(held.text(), held.html())
"""


def test_a_program_that_holds_what_it_copied_ends_in_peace():
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=False
    )
    assert ended.stdout.strip() == "words (P) <p>words (<i>P</i>)</p>"
    assert ended.returncode == 0
