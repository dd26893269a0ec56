"""Where bytes come from: files and pasted words, read within limits; what is no text is refused."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from annotator.errors import CannotRead
from annotator.formats import sources
from annotator.formats.sources import (
    HEAD_BYTES,
    Source,
    no_text,
    too_large,
)
from annotator.text.file_kinds import in_words


def test_a_file_is_read_whole_and_its_head_alone(tmp_path: Path) -> None:
    data = b"abc" * HEAD_BYTES
    (tmp_path / "a.txt").write_bytes(data)
    source = Source.of_path(tmp_path / "a.txt")
    assert (source.name, source.read(), source.head()) == ("a.txt", data, data[:HEAD_BYTES])
    assert source.held() is source
    assert Source.of_path(tmp_path / "a.txt", "n1/a.txt").name == "n1/a.txt"


def test_a_small_file_is_held_so_that_it_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    held = Source.of_path(path).held()
    path.unlink()
    assert (held.name, held.read(), held.head(), held.path) == ("a.txt", b"abc", b"abc", None)


def test_half_characters_in_names_and_pasted_words_become_one_sign_each(tmp_path: Path) -> None:
    assert Source.of_path(tmp_path / "a\udcff.txt").name == "a\ufffd.txt"
    pasted = Source.of_text("a\ud83db", "words")
    assert (pasted.name, pasted.read(), pasted.path) == ("words", "a\ufffdb".encode(), None)


def test_more_than_the_limit_is_refused_and_just_as_much_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abcd")
    for source in (Source.of_path(tmp_path / "a.txt"), Source("a.txt", data=b"abcd")):
        assert source.read(limit=4) == b"abcd"
        with pytest.raises(CannotRead, match="is larger than 0 MB") as refused:
            source.read(limit=3)
        assert refused.value.where.file == "a.txt"
    assert "larger than 100 MB" in too_large("x", 100_000_000).message


def test_what_is_no_file_or_not_there_is_said(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path, "is a folder"),
        (tmp_path / "none.txt", "none.txt was not found"),
        (tmp_path / "a\0b", "cannot be read"),
    ):
        with pytest.raises(CannotRead, match=words) as refused:
            Source.of_path(path).read()
        assert refused.value.hint
        assert refused.value.where.file == path.name
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotRead, match="was not found"):
        Source.of_path(tmp_path / "file" / "a.txt").read()
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(CannotRead, match="is not a file"):
            Source.of_path(tmp_path / "pipe").read()


@pytest.mark.parametrize("kind", ["project", "pdf", "binary"])
def test_what_is_no_text_is_refused_with_what_it_looks_like(kind: str) -> None:
    refused = no_text("a.bin", kind)
    assert refused.message == f"a.bin is no text: it looks like {in_words(kind)}."
    assert refused.hint.startswith("Open it" if kind == "project" else "Save it as plain text")


def test_a_file_that_is_gone_through_several_times_lies_in_memory_if_it_is_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = tmp_path / "a"
    at.write_bytes(b"words")
    with sources.lasting(Source.of_path(at)) as small:
        at.write_bytes(b"later")
        assert small.read() == b"words"
    monkeypatch.setattr(sources, "SMALL_BYTES", 4)
    with sources.lasting(Source.of_path(at)) as large:
        assert (large.fileno() > 2, large.read()) == (True, b"later")
    with pytest.raises(CannotRead, match="larger than"):
        sources.lasting(Source.of_path(at), 4)
    with pytest.raises(CannotRead, match="was not found"):
        sources.lasting(Source.of_path(tmp_path / "none"))
