"""The limit of starting: a process with an empty window, painted; with `stays` it stays there."""

from __future__ import annotations

import sys


def main() -> None:
    """Paint it and say so."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    program = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1400, 900)
    window.show()
    program.processEvents()
    window.repaint()
    print("painted", flush=True)
    if "stays" in sys.argv:
        program.exec()


if __name__ == "__main__":
    main()
