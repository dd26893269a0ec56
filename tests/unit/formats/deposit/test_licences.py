"""Licences: a known name, own words, a file; nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import WrongUse
from annotator.formats.deposit.licences import KNOWN, licence_of


def test_without_one_there_is_none() -> None:
    assert licence_of("") is None
    assert licence_of("  ") is None


@pytest.mark.parametrize("name", KNOWN)
def test_a_known_name_leads_to_its_text_whatever_its_capitals(name: str) -> None:
    found = licence_of(name.lower())
    assert found is not None
    assert found.name == found.words == name
    assert found.address == KNOWN[name][1]
    assert found.address in found.text
    assert name in found.text


def test_own_words_and_a_file_are_the_text_itself(tmp_path: Path) -> None:
    own = licence_of("Only for teaching.")
    assert own is not None
    assert (own.text, own.name, own.words) == ("Only for teaching.\n", "", "see LICENCE.txt")
    (tmp_path / "terms").write_bytes("\ufeffNur für\r\nForschung.\r\n\r\n".encode())
    of_file = licence_of(str(tmp_path / "terms"))
    assert of_file is not None
    assert of_file.text == "Nur für\nForschung.\n"


@pytest.mark.parametrize("data", [b"", b" \n", b"\xff\xfe", b"a\0b", b"a" * 500_001])
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "terms").write_bytes(data)
    with pytest.raises(WrongUse, match="terms is no text of a licence"):
        licence_of(str(tmp_path / "terms"))


@pytest.mark.parametrize("said", ["GPL", "CC-BY", "a" * 5_000, "nul\0"])
def test_one_word_that_nobody_knows_is_refused_with_those_that_are_known(said: str) -> None:
    with pytest.raises(WrongUse, match="is no licence") as caught:
        licence_of(said)
    assert "CC0-1.0" in caught.value.hint


def test_many_words_are_no_name_of_a_file() -> None:
    said = "for teaching " * 1_000
    found = licence_of(said)
    assert found is not None
    assert found.text == said.strip() + "\n"
