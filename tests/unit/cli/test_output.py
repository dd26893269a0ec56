"""What is printed: one document or lines, tables that fit, progress, errors."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from annotator.cli.output import Output, counted, error_object, is_text
from annotator.errors import CannotRead, CannotWrite, Where

if TYPE_CHECKING:
    from annotator.project.article_rows import Row


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


class FullDisk(io.StringIO):
    """A file on a disk that is full."""

    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device")


def test_what_goes_to_a_terminal_steers_it_by_nothing(monkeypatch):
    evil = "a\x1b]0;x\x07\x9b31m\u202etxt.exe\nc"
    shown = Terminal()
    monkeypatch.setattr(sys, "stdout", shown)
    Output().csv([{"a": evil}], ("a",))
    Output().json({"a": evil})
    Output().json_line([evil])
    Output().json_rows([{"a": evil}])
    said = shown.getvalue()
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(said)
    assert "a<001B>]0;x<0007><009B>31m<202E>txt.exe<000A>c" in said
    assert json.loads(next(line for line in said.splitlines() if line[:2] == '["')) == [evil]


def test_what_goes_to_a_file_is_as_it_is(capsys):
    evil = "a\x9b31m\u202eb"
    Output().csv([{"a": evil}], ("a",))
    Output().json([evil])
    assert capsys.readouterr().out.count(evil) == 2


def test_a_line_is_one_line_and_lines_are_as_many_as_there_are(capsys):
    output = Output()
    output.line("one\ntwo")
    output.lines("three\nfour")
    assert capsys.readouterr().out == "one<000A>two\nthree\nfour\n"


def test_a_table_is_aligned_by_what_a_terminal_shows_and_cut_where_too_wide(capsys):
    rows = [
        {"name": "日本", "parts": [[0, 3]], "aliases": ["a", "b"], "title": "x" * 80},
        {"name": "e\u0301t\u0301", "parts": [], "aliases": [], "title": None},
        {"name": "e\u0301t\u0301", "parts": [], "aliases": [], "title": "y"},
    ]
    Output().table(rows, ("name", "parts", "aliases", "title"))
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == f"日本  [[0,3]]  a, b     {'x' * 47}…"
    assert lines[2:] == ["e\u0301t\u0301", f"e\u0301t\u0301{' ' * 22}y"]


def _told(capsys: pytest.CaptureFixture[str], n: int, said: list[str]) -> Iterator[Row]:
    """Rows that note before each of them what was printed so far."""
    for at in range(n):
        said.append(capsys.readouterr().out)
        yield {"id": f"row-{at}", "text": "é\n" * (at % 3), "parts": [[at, 2]], "more": {}}


def test_rows_are_printed_as_they_come_in_the_words_of_one_document(capsys):
    for n in (0, 1, 5):
        said: list[str] = []
        Output().json_rows(_told(capsys, n, said))
        whole = "".join([*said, capsys.readouterr().out])
        Output().json(list(_told(capsys, n, [])))
        assert whole == capsys.readouterr().out
        assert n < 2 or "row-0" in said[1]


def test_a_table_of_many_rows_begins_before_the_last_one_is_known(capsys):
    said: list[str] = []
    assert Output().table(_told(capsys, 1_500, said), ("id", "parts")) == 1_500
    assert "row-150" in "".join(said[:400])
    lines = "".join([*said, capsys.readouterr().out]).splitlines()
    assert len(lines) == 1_501
    assert lines[151] == "row-150  [[150,2]]"
    assert lines[-1] == "row-1499  [[1499,2]]"
    assert Output().table([], ("id",)) == 0
    assert capsys.readouterr().out == "id\n"


def test_csv_comes_row_by_row_too(capsys):
    said: list[str] = []
    Output().csv(_told(capsys, 3, said), ("id", "text"))
    assert said[1] == 'id,text,parts,more\nrow-0,,"[[0,2]]",{}\n'
    Output().csv([], ("id", "text"))
    assert capsys.readouterr().out.endswith("id,text\n")


def test_csv_has_json_for_what_is_no_single_value(capsys):
    Output().csv([{"a": True, "b": None, "c": {"k": "é"}, "d": 'x,"y'}], ("a", "b", "c", "d"))
    assert capsys.readouterr().out == 'a,b,c,d\ntrue,,"{""k"":""é""}","x,""y"\n'


def test_csv_quotes_a_cell_with_a_line_end_of_any_kind(capsys):
    Output().csv([{"a": "1\r2", "b": "x"}], ("a", "b"))
    assert capsys.readouterr().out == 'a,b\n"1\r2",x\n'


def test_an_error_is_one_sentence_or_one_object(capsys):
    error = CannotRead("The line is cut.", "Send it again.", Where(file="a.jsonl", line=12))
    Output().error(error)
    assert capsys.readouterr().err == "a.jsonl, line 12: The line is cut. Send it again.\n"
    Output(as_json=True).error(error)
    said = capsys.readouterr()
    assert json.loads(said.out) == {
        "error": {
            "kind": "cannot-read",
            "message": "The line is cut.",
            "hint": "Send it again.",
            "where": {"file": "a.jsonl", "line": 12},
        }
    }
    assert said.err == ""
    assert error_object(CannotWrite("No."))["where"] == {}


def test_progress_is_a_bar_on_a_terminal_that_goes_before_the_result(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    output = Output()
    output.progress(1, 2, "article")
    output.line("done")
    assert "█" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert capsys.readouterr().out == "done\n"


def test_progress_is_silent_in_a_pipe_and_lines_when_plain(capsys):
    for how, lines in (("auto", 0), ("none", 0), ("plain", 11)):
        output = Output(progress=how)
        for done in range(101):
            output.progress(done, 100, "article")
        assert len(capsys.readouterr().err.splitlines()) == lines
    quiet = Output(progress="plain", quiet=True)
    quiet.progress(1, 2, "article")
    quiet.say("Made it.")
    assert capsys.readouterr().err == ""


def test_a_full_disk_under_the_result_is_a_sentence_and_under_messages_is_nothing(monkeypatch):
    monkeypatch.setattr(sys, "stdout", FullDisk())
    with pytest.raises(CannotWrite, match="cannot be printed"):
        Output().line("x")
    with pytest.raises(CannotWrite, match="cannot be printed"):
        Output().csv([{"a": 1}], ("a",))
    monkeypatch.setattr(sys, "stderr", FullDisk())
    Output().say("Nobody hears this.")


def test_words_know_their_plural_and_halves_of_characters_are_no_text():
    assert [counted(n, "article") for n in (0, 1, 2)] == ["0 articles", "1 article", "2 articles"]
    assert is_text("🚢")
    assert not is_text("\udce9")
