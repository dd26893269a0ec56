"""The limit of starting: a process with an empty window, painted."""

from __future__ import annotations

import sys


def main() -> None:
    """Paint it, say so and end."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    program = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1400, 900)
    window.show()
    program.processEvents()
    window.repaint()
    print("painted", flush=True)


if __name__ == "__main__":
    main()
