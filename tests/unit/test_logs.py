"""The log tells the story of a run in ids, counts and kinds, and nobody's words."""

from __future__ import annotations

import errno
import logging
from pathlib import Path

import pytest

from annotator import logs, paths
from annotator.cli import main


@pytest.fixture(autouse=True)
def _close():
    yield
    root = logging.getLogger("annotator")
    for handler in tuple(root.handlers):
        root.removeHandler(handler)
        handler.close()


def test_a_run_is_told_in_a_few_lines_without_words_names_or_places(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("secret.txt").write_text("Harbour opens\n\nMira Talven said so.", encoding="utf-8")
    log = tmp_path / "run.log"
    assert main(["new", "secret.annotator", "--coder", "Ada", "--log", str(log)]) == 0
    assert main(["import", "secret.annotator", "secret.txt", "--log", str(log)]) == 0
    words = ["mark", "secret.annotator", "1", "speaker", "--at", "15:26", "--actor", "Mira Talven"]
    assert main([*words, "--log", str(log), "--verbose"]) == 0
    assert main([*words, "--log", str(log)]) == 2
    told = log.read_text(encoding="utf-8")
    assert "mark ends with 0" in told
    assert "ends with forbidden-by-scheme" in told
    assert "step done: mark" in told
    assert len(told.splitlines()) <= 4 * 6
    for word in ("secret", "Mira", "Harbour", "Ada", str(tmp_path)):
        assert word not in told
    assert not (tmp_path / "crash.log").exists()


def test_beginning_again_goes_on_in_the_new_place_only(tmp_path):
    first, second = tmp_path / "first.log", tmp_path / "second.log"
    logs.start(to=first)
    logs.start(to=second)
    logs.tell("%s begins", "list")
    assert "begins" not in first.read_text(encoding="utf-8")
    assert "begins" in second.read_text(encoding="utf-8")
    assert logs.start() == paths.log_folder() / "annotator.log"


def test_a_log_of_a_megabyte_makes_room_and_two_older_ones_are_kept(tmp_path):
    log = tmp_path / "run.log"
    for n in range(4):
        log.write_text(str(n) + "x" * 1_000_000, encoding="utf-8")
        logs.start(to=log)
        logs.tell("%s begins", "list")
        assert log.stat().st_size < 1_000
    kept = {one.name: one.read_text(encoding="utf-8")[0] for one in tmp_path.glob("run.log.*")}
    assert kept == {"run.log.1": "3", "run.log.2": "2"}
    logs.start(to=log)
    assert {one.name for one in tmp_path.glob("run.log*")} == {"run.log", *kept}


def test_where_no_log_can_be_written_the_run_goes_on(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert logs.start(to=tmp_path / "file" / "run.log") is None
    logs.tell("goes on")


def test_a_full_disk_ends_the_log_and_says_nothing_where_a_person_reads(capsys):
    if not Path("/dev/full").exists():
        pytest.skip("there is no disk that is always full")
    assert logs.start(to=Path("/dev/full")) is not None
    logs.tell("goes on")
    assert capsys.readouterr().err == ""


def test_a_log_that_cannot_be_opened_any_more_ends_no_run(tmp_path, monkeypatch):
    monkeypatch.setattr(logging.FileHandler, "_open", _refused)
    logs.start(to=tmp_path / "run.log")
    logs.tell("goes on")
    assert not (tmp_path / "run.log").exists()


def _refused(handler):
    raise OSError(errno.EIO, "Input/output error")
