"""The program as the command starts it, its last project known; somebody else ends it."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Start the window."""
    sys.path.insert(0, os.environ["ANNOTATOR_CHECKOUT"])
    from annotator.cli import main as start

    start([])


if __name__ == "__main__":
    main()
