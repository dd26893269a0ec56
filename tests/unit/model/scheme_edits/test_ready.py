"""Schemes in files as editors leave them: read, or refused in one sentence."""

from pathlib import Path

import pytest

from annotator.errors import CannotRead
from annotator.model.scheme_edits import ready
from annotator.model.scheme_edits.ready import scheme_in

TEXT = '[scheme]\nadds = true\n[type.claim]\nrole = "claim"\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_scheme_is_read_as_windows_saves_it_too(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(TEXT, encoding=encoding)
    found = scheme_in(file)
    assert ([one.name for one in found.scheme.types], found.adds) == (["claim"], True)


def test_what_is_no_file_or_no_text_is_said_in_one_sentence(tmp_path: Path) -> None:
    odd = tmp_path / "odd.toml"
    odd.write_text(TEXT, encoding="utf-16")
    with pytest.raises(CannotRead, match=r"“odd.toml” .* no text in UTF-8"):
        scheme_in(odd)
    for place in (tmp_path, tmp_path / "nowhere.toml"):
        with pytest.raises(CannotRead, match="There is no scheme"):
            scheme_in(place)


def test_a_long_scheme_is_read_whole_and_one_without_end_is_not(tmp_path: Path, monkeypatch):
    names = ", ".join(f'"{"letters " * 18}{n}"' for n in range(10_000))
    file = tmp_path / "long.toml"
    file.write_text(f"{TEXT}[type.claim.attribute.kind]\nvalues = [{names}]\n")
    assert file.stat().st_size > 1_000_000
    assert len(scheme_in(file).scheme.types[0].attributes[0].values) == 10_000
    monkeypatch.setattr(ready, "_MOST_BYTES", 1_000_000)
    with pytest.raises(CannotRead, match="more than 16 MB"):
        scheme_in(file)
