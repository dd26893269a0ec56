"""Workloads as folders of texts and annotations: the shared maker's where it is, else our own.

Both write the same form: articles/*.txt, articles.jsonl, annotations.jsonl. What becomes of them
in a project file is in `projects`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.own_texts import write_articles

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = "ANNOTATOR_SHARED"


def shared_maker() -> Path | None:
    """Give the maker of workloads beside the checkout, or in the folder that is named; or None."""
    named = os.environ.get(SHARED)
    for folder in (CHECKOUT.parent / "shared", Path(named) if named else None):
        if folder is not None and (folder / "checks" / "workload.py").is_file():
            return folder / "checks" / "workload.py"
    return None


def make(name: str, folder: Path, *, n_articles: int = 1, scale: float = 1.0) -> Path:
    """Write workload W1, W2, W3 or W4 into a folder and give it.

    `n_articles` is for W3 and W4; `scale` is for W2: so many times its characters and spans.
    """
    maker = shared_maker()
    if maker is None:
        write_articles(name, folder, n_articles=n_articles, scale=scale)
        return folder
    options = {"W2": ["--scale", str(scale)], "W3": ["--articles", str(n_articles)]}
    options["W4"] = options["W3"]
    subprocess.run(
        [sys.executable, str(maker), name, str(folder), *options.get(name, [])],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return folder
