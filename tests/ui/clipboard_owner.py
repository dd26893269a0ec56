"""Lays the bytes of a browser's clipboard on the clipboard, and holds them until it is ended.

    python -m tests.ui.clipboard_owner FILE

FILE is JSON: by kind of data its bytes in base 64. Prints "held" when they lie there.
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtWidgets import QApplication


def main(path: str) -> int:
    """Hold what a file says."""
    program = QApplication([])
    data = QMimeData()
    for kind, held in json.loads(Path(path).read_text(encoding="utf-8")).items():
        data.setData(kind, base64.b64decode(held))
    program.clipboard().setMimeData(data)

    def say() -> None:
        sys.stdout.write("held\n")
        sys.stdout.flush()

    QTimer.singleShot(200, say)
    return program.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
