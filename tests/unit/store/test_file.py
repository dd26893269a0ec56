"""A project file is made whole or not at all, opens with what it holds, and leaves no trace."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.errors import ReadOnly
from annotator.store.file import open_file
from tests import builders as make

CHECKOUT = Path(__file__).resolve().parent.parent.parent.parent


def test_opening_to_read_leaves_no_trace_and_gives_no_journal(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    before = (path.stat().st_mtime_ns, path.read_bytes())
    with open_file(path, read_only=True) as file:
        assert file.read_only
        with file.reader() as reader:
            assert reader.last_step_number() == 1
        with pytest.raises(ReadOnly, match="opened to read"):
            file.journal()
        assert sorted(one.name for one in tmp_path.iterdir()) == [
            "annotator-home",
            "study.annotator",
        ]
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_closing_twice_is_harmless_and_gives_the_lock_back(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    file = open_file(path, who="Ada")
    file.close()
    file.close()
    with open_file(path, who="Bo") as again:
        assert not again.read_only


def test_all_pages_are_looked_through(tmp_path: Path) -> None:
    with open_file(make.project_file(tmp_path)) as file:
        file.is_looked_through = False
        file.look_through()
        assert file.is_looked_through


def test_opening_and_reading_does_not_load_sqlite_utils(tmp_path: Path) -> None:
    step, _ = make.small_corpus()
    path = make.project_file(tmp_path, step)
    program = (
        "import sys; from pathlib import Path; from annotator.store.file import open_file\n"
        "with open_file(Path(sys.argv[1]), who='Ada') as file, file.reader() as reader:\n"
        "    journal = file.journal(); journal.undo(); journal.redo(); journal.close()\n"
        "    print(reader.n_articles(), reader.page('article-1').n_spans)\n"
        "heavy = ('sqlite_utils', 'click', 'numpy', 'PySide6')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )
    assert said.stdout.splitlines() == ["1 3", "[]"]
