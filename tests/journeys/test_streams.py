"""Who reads our output may leave, or not be there: no traceback, and an exit code that says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.cli import main

CALLS = {
    "list": ("list", "study.annotator", "articles"),
    "csv": ("list", "study.annotator", "articles", "--csv"),
    "json": ("list", "study.annotator", "articles", "--json"),
    "show": ("show", "study.annotator", "1"),
    "help": ("--help",),
    "help of a verb": ("export", "--help"),
    "import": ("import", "study.annotator", "more.txt"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a project whose lists are longer than a pipe holds."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    for n in range(60):
        words = f"{'Long title ' * 300}{n}\n\nText {n} said so. " + "Words and words. " * 800 * (
            n == 0
        )
        (tmp_path / "texts" / f"{n:02}.txt").write_text(words, encoding="utf-8")
    (tmp_path / "more.txt").write_text("One more\n\nSaid so.\n", encoding="utf-8")
    assert main(["new", "study.annotator", "--coder", "A"]) == 0
    assert main(["import", "study.annotator", "texts", "--quiet"]) == 0
    return tmp_path


def started(folder: Path, words: tuple[str, ...], **streams: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "annotator", *words]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, **streams)  # type: ignore[call-overload]


@pytest.mark.parametrize("words", CALLS.values(), ids=CALLS)
def test_a_reader_that_leaves_ends_the_program_quietly(
    folder: Path, words: tuple[str, ...]
) -> None:
    read, write = os.pipe()
    os.close(read)
    program = started(folder, words, stdout=write)
    os.close(write)
    _, said = program.communicate()
    assert (program.returncode, said) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed another way there")
@pytest.mark.parametrize("words", CALLS.values(), ids=CALLS)
def test_a_closed_standard_output_takes_nothing_and_stops_nothing(
    folder: Path, words: tuple[str, ...]
) -> None:
    program = started(folder, words, preexec_fn=lambda: os.close(1))
    _, said = program.communicate()
    assert (program.returncode, said) in ((0, b""), (0, b"60 articles\n"))


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed another way there")
def test_a_closed_standard_input_is_an_empty_one(folder: Path) -> None:
    program = started(
        folder, ("do", "study.annotator"), stdout=subprocess.PIPE, preexec_fn=lambda: os.close(0)
    )
    out, said = program.communicate()
    assert (program.returncode, out, said) == (0, b"", b"")


def test_what_an_import_refuses_is_said_on_standard_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["import", "study.annotator", "more.txt", "nothing.txt", "--quiet"]) == 1
    said = capsys.readouterr()
    assert "Refused" not in said.out
    assert said.err.startswith("Refused: nothing.txt was not found.")
