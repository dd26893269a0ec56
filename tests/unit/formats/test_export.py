"""An export takes its place only when it is whole; what was there before stays until then."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import Cancelled, CannotWrite, DiskFull, ExportDiffers, TargetExists, WrongUse
from annotator.formats import by_name, every
from annotator.formats.base import ExportPlan, Format, WriteOptions
from annotator.formats.export import export, plan_export
from annotator.formats.jsonl import JsonLines
from annotator.formats.tables import Tables
from annotator.model.choice import ExportChoice
from annotator.project.going_out.making import as_chosen
from annotator.work import Cancel
from tests import bundles, exports

if TYPE_CHECKING:
    from annotator.formats.export_selection import ExportSelection

PLAIN, AGAIN = WriteOptions(), WriteOptions(overwrite=True)


class Odd(JsonLines):
    """A format that fails as it is told to."""

    def __init__(self, error: Exception | None = None, differences: tuple[str, ...] = ()) -> None:
        self.error = error
        self.differences = differences

    def write(self, selection: ExportSelection, to: Path) -> None:
        to.write_bytes(b"half")
        if self.error is not None:
            raise self.error

    def verify(self, selection: ExportSelection, at: Path) -> tuple[str, ...]:
        return self.differences


def _names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.name != "annotator-home")


@pytest.mark.parametrize(("chosen", "name"), [(JsonLines(), "p.jsonl"), (Tables(), "tables")])
def test_an_export_is_verified_and_put_in_place(tmp_path: Path, chosen: Format, name: str) -> None:
    to = tmp_path / name
    report = export(bundles.full(), chosen, to, PLAIN)
    assert (report.written, report.verified) == (to, True)
    assert report.plan.counts.spans == 5
    assert exports.read_back(chosen, bundles.full(), to) == ()
    assert _names(tmp_path) == [name]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    report = plan_export(bundles.full(), JsonLines(), tmp_path / "p.jsonl", PLAIN)
    assert report.plan.files == ("p.jsonl",)
    assert (report.written, report.verified) == (None, False)
    assert "spans.csv" in plan_export(bundles.full(), Tables(), tmp_path / "t", PLAIN).plan.files
    assert _names(tmp_path) == []


@pytest.mark.parametrize(("chosen", "name"), [(JsonLines(), "p.jsonl"), (Tables(), "tables")])
def test_what_is_there_is_replaced_only_if_that_was_said(
    tmp_path: Path, chosen: Format, name: str
) -> None:
    to = tmp_path / name
    export(bundles.small(), chosen, to, PLAIN)
    with pytest.raises(TargetExists, match=f"{name} exists already"):
        export(bundles.full(), chosen, to, PLAIN)
    assert exports.read_back(chosen, bundles.small(), to) == ()
    export(bundles.full(), chosen, to, AGAIN)
    assert exports.read_back(chosen, bundles.full(), to) == ()
    assert _names(tmp_path) == [name]


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_no_file_is_called_as_one_with_macros_which_other_programs_refuse(
    name: str, tmp_path: Path
) -> None:
    to = tmp_path / f"a.{name[:-1].upper()}M"
    for call in (export, plan_export):
        with pytest.raises(WrongUse, match="it would hold no macros") as caught:
            call(bundles.full(), by_name(name), to, WriteOptions())
        assert f".{name}" in caught.value.hint
    assert not [*tmp_path.glob("a*.*")]


def test_what_is_no_export_is_never_replaced(tmp_path: Path) -> None:
    project = tmp_path / "study.annotator"
    project.write_bytes(b"SQLite format 3\x00 and all the work")
    records = tmp_path / "records.jsonl"
    records.write_text('{"text": "of another program"}\n', encoding="utf-8")
    mixed, others = tmp_path / "mixed", tmp_path / "others"
    export(bundles.small(), Tables(), mixed, PLAIN)
    (mixed / "analysis.R").write_text("weeks", encoding="utf-8")
    others.mkdir()
    (others / "SHA256SUMS").write_text("0  datapackage.json\n", encoding="utf-8")
    (others / "datapackage.json").write_text('{"profile": "tabular-data-package"}', "utf-8")
    folder = tmp_path / "Documents"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years", encoding="utf-8")
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    cases: list[tuple[Format, Path]] = [
        (JsonLines(), project),
        (JsonLines(), folder),
        (JsonLines(), records),
        (JsonLines(), mixed / "analysis.R"),
        (Tables(), mixed),
        (Tables(), others),
        (Tables(), folder),
        (Tables(), project),
        (Tables(), tmp_path / "link"),
    ]
    for chosen, to in cases:
        for options in (AGAIN, PLAIN):
            with pytest.raises(CannotWrite, match="is no earlier export") as caught:
                export(bundles.small(), chosen, to, options)
            assert not isinstance(caught.value, TargetExists)
    assert project.read_bytes().endswith(b"all the work")
    assert records.read_text(encoding="utf-8").endswith('program"}\n')
    assert (mixed / "analysis.R").read_text(encoding="utf-8") == "weeks"
    assert (folder / "thesis.txt").read_text(encoding="utf-8") == "years"


def test_an_empty_folder_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    export(bundles.small(), Tables(), tmp_path / "tables", AGAIN)
    assert (tmp_path / "tables" / "spans.csv").is_file()


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), DiskFull, "The disk is full"),
        (OSError(errno.EACCES, "Permission denied"), CannotWrite, "Permission denied"),
        (Cancelled("Cancelled."), Cancelled, "Cancelled"),
    ],
)
def test_a_failed_export_leaves_what_was_there(
    tmp_path: Path, error: Exception, kind: type[Exception], words: str
) -> None:
    to = tmp_path / "p.jsonl"
    export(bundles.full(), JsonLines(), to, PLAIN)
    before = to.read_bytes()
    with pytest.raises(kind, match=words):
        export(bundles.small(), Odd(error), to, AGAIN)
    assert to.read_bytes() == before
    assert _names(tmp_path) == ["p.jsonl"]


def test_an_export_that_reads_back_otherwise_is_kept_beside(tmp_path: Path) -> None:
    to = tmp_path / "p.jsonl"
    export(bundles.full(), JsonLines(), to, PLAIN)
    before = to.read_bytes()
    for differences in (("span s1 reads back otherwise",), ("a", "b", "c", "d")):
        with pytest.raises(ExportDiffers) as caught:
            export(bundles.small(), Odd(differences=differences), to, AGAIN)
        assert differences[0] in caught.value.message
        assert "p.jsonl.failed" in caught.value.hint
        assert caught.value.exit_code == 70
    assert to.read_bytes() == before
    assert (tmp_path / "p.jsonl.failed").read_bytes() == b"half"
    assert _names(tmp_path) == ["p.jsonl", "p.jsonl.failed"]


def test_a_disk_that_does_not_give_it_back_is_no_fault_of_the_export(tmp_path: Path) -> None:
    class Unread(JsonLines):
        def verify(self, selection: ExportSelection, at: Path) -> tuple[str, ...]:
            raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(CannotWrite, match="Input/output error"):
        export(bundles.small(), Unread(), tmp_path / "p.jsonl", PLAIN)
    assert _names(tmp_path) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="There is no folder"):
        export(bundles.small(), JsonLines(), tmp_path / "nowhere" / "p.jsonl", PLAIN)
    with pytest.raises(CannotWrite, match="no name"):
        export(bundles.small(), JsonLines(), Path("/"), PLAIN)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(CannotWrite, match="cannot be written"):
        export(bundles.small(), JsonLines(), closed / "p.jsonl", PLAIN)


def test_a_wish_to_stop_leaves_nothing(tmp_path: Path) -> None:
    class Stop:
        def check(self) -> None:
            raise Cancelled("Cancelled.")

    with pytest.raises(Cancelled):
        export(bundles.full(), Tables(), tmp_path / "tables", PLAIN, None, Stop())
    assert _names(tmp_path) == []


def test_the_losses_that_were_planned_are_those_that_are_written(tmp_path: Path) -> None:
    bundle = as_chosen(replace(bundles.full(), actors=(), choice=ExportChoice(boilerplate=False)))
    options = WriteOptions({"preset": "excel"})
    plan: ExportPlan = export(bundle, Tables(), tmp_path / "tables", options).plan
    words = (tmp_path / "tables" / "README.txt").read_text(encoding="utf-8")
    assert len(plan.losses) > 3
    assert [loss.how for loss in plan.losses if loss.how not in words] == []


@pytest.mark.parametrize("name", [one.name for one in every() if one.can_write])
def test_reading_back_is_told_and_can_be_cancelled_which_leaves_what_was_there(
    tmp_path: Path, name: str
) -> None:
    chosen = by_name(name)
    if chosen.missing():
        pytest.skip(chosen.missing()[0])
    to, cancel = tmp_path / f"a{'' if chosen.target == 'folder' else chosen.endings[0]}", Cancel()
    export(bundles.small(), chosen, to, PLAIN)
    before = [one.stat().st_mtime_ns for one in (to, *to.rglob("*"))]
    told: list[str] = []

    def hear(_done: int, _of: int, what: str) -> None:
        told.append(what)
        if what == "Reading back":
            cancel.cancel()

    with pytest.raises(Cancelled):
        export(bundles.full(), chosen, to, AGAIN, hear, cancel)
    assert (told[0], told[-1]) == ("Writing articles", "Reading back")
    assert name != "archive" or "Packing" in told
    assert [one.stat().st_mtime_ns for one in (to, *to.rglob("*"))] == before
    assert _names(tmp_path) == [to.name]


def test_a_name_too_long_or_with_signs_that_turn_is_said_in_short(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="cannot be written") as caught:
        export(bundles.small(), JsonLines(), tmp_path / f"{'n' * 10_000}.jsonl", PLAIN)
    assert caught.value.hint == "Choose a shorter name."
    assert len(str(caught.value)) < 250
    mine = tmp_path / "a\u202eb\n.jsonl"
    mine.write_text("mine")
    with pytest.raises(CannotWrite, match=r"a<202E>b<000A>\.jsonl is there already"):
        export(bundles.small(), JsonLines(), mine, AGAIN)
    assert _names(tmp_path) == [mine.name]
