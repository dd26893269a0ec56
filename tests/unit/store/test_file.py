"""A project file is made whole or not at all, opens with what it holds, and leaves no trace."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import annotator
from annotator.errors import CannotWrite, ReadOnly, TargetExists
from annotator.store.file import open_file
from annotator.store.migrate import create
from tests import builders as make

CHECKOUT = Path(__file__).resolve().parent.parent.parent.parent


def test_a_new_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new.annotator"
    create(
        path,
        title="Tïtle",
        scheme=make.scheme(),
        new_id=make.counting_ids("n"),
        now=make.now,
        by="c",
    )
    with open_file(path, who="Ada") as file, file.reader() as reader:
        facts = reader.facts()
        assert (facts.project_id, facts.title, facts.format) == ("n-000001", "Tïtle", 2)
        assert facts.created == make.NOW
        assert facts.program == f"annotator {annotator.__version__}"
        assert reader.scheme() == make.scheme()
        (first,) = reader.steps()
        assert (first.step.act, first.step.by, first.state) == ("new", "c", "done")
        assert first.n_changes == 1
        assert file.project_id == facts.project_id


def test_a_scheme_without_a_date_gets_one(tmp_path: Path) -> None:
    path = tmp_path / "new.annotator"
    create(path, title="", scheme=replace(make.scheme(), created=""), now=make.now)
    with open_file(path) as file, file.reader() as reader:
        assert reader.scheme().created == make.NOW


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    for name in ("file", "folder", "link"):
        place = tmp_path / name
        if name == "file":
            place.write_text("precious")
        elif name == "folder":
            place.mkdir()
        else:
            place.symlink_to("nowhere")
        with pytest.raises(TargetExists, match="is there already"):
            create(place, title="", scheme=make.scheme())
    assert (tmp_path / "file").read_text() == "precious"
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "annotator-home",
        "file",
        "folder",
        "link",
    ]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="there is no such folder"):
        create(tmp_path / "no" / "x.annotator", title="", scheme=make.scheme())
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWrite, match="there is no such folder"):
        create(tmp_path / "file" / "x.annotator", title="", scheme=make.scheme())


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="cannot be made there"):
        create(tmp_path / ("x" * 300 + ".annotator"), title="", scheme=make.scheme())


def test_opening_to_read_leaves_no_trace_and_gives_no_journal(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    before = (path.stat().st_mtime_ns, path.read_bytes())
    with open_file(path, read_only=True) as file:
        assert file.read_only
        with file.reader() as reader:
            assert reader.last_step_number() == 1
        with pytest.raises(ReadOnly, match="open to read only"):
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
