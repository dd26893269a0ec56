"""A project file is made whole or not at all, and says what it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import annotator
from annotator.errors import CannotWrite, TargetExists
from annotator.store.file import open_file
from annotator.store.new_file import create
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
