"""A computer has one id, kept where it is not carried to another one."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from annotator import paths
from annotator.store.locks import computer
from annotator.store.locks.computer import computer_id


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the machine calls itself, to be changed."""
    names = ["one"]
    monkeypatch.setattr(computer, "_machine", lambda: names[0])
    return names


def forget() -> None:
    computer._id_in.cache_clear()


def test_it_stays_the_same_from_run_to_run(machine: list[str]) -> None:
    first = computer_id()
    assert re.fullmatch("[0-9a-f]{32}", first)
    forget()
    assert computer_id() == first
    (kept,) = (paths.data_folder() / "computers").iterdir()
    assert kept.read_text() == first


def test_a_folder_that_is_carried_to_another_computer_gives_it_another_one(
    machine: list[str],
) -> None:
    first = computer_id()
    forget()
    machine[0] = "two"
    assert computer_id() != first
    forget()
    machine[0] = "one"
    assert computer_id() == first


@pytest.mark.parametrize("content", ["", "no id", "\udcff" * 200])
def test_what_is_no_id_is_replaced(machine: list[str], content: str) -> None:
    place = paths.data_folder() / "computers" / "one.id"
    place.parent.mkdir(parents=True)
    place.write_bytes(content.encode("utf-8", "surrogateescape"))
    first = computer_id()
    assert place.read_text() == first


@pytest.mark.parametrize("kind", ["folder", "pipe", "file for a folder"])
def test_where_it_cannot_be_kept_it_is_the_machines(machine: list[str], kind: str) -> None:
    place = paths.data_folder() / "computers" / "one.id"
    if kind == "file for a folder":
        paths.data_folder().mkdir(parents=True, exist_ok=True)
        place.parent.touch()
    else:
        place.parent.mkdir(parents=True)
        place.mkdir() if kind == "folder" else os.mkfifo(place)
    if kind == "pipe":
        assert computer_id() == place.read_text()  # it took the pipe's place
    else:
        assert computer_id() == "one"


def test_the_machines_own_id_is_read_but_never_written(tmp_path: Path, monkeypatch) -> None:
    own = tmp_path / "machine-id"
    own.write_text("0123456789abcdef0123456789abcdef\n")
    monkeypatch.setattr(computer, "_MACHINE_FILES", (str(tmp_path / "none"), str(own)))
    computer._machine.cache_clear()
    try:
        hashed = computer._machine()
        assert re.fullmatch("[0-9a-f]{32}", hashed)
        assert hashed != own.read_text().strip()
        own.write_text("uninitialized\n")
        computer._machine.cache_clear()
        assert computer._machine() == ""
    finally:
        computer._machine.cache_clear()
