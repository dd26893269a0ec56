"""Checksums: a line a file in their order; what lacks, is too many or other is named."""

from __future__ import annotations

import hashlib
from pathlib import Path

from annotator.formats.corpus.checksums import SUMS, differences_of_files, listed, stated


def folder(at: Path, *names: str) -> set[str]:
    sums = {}
    for name in names:
        (at / name).write_text(name, encoding="utf-8")
        sums[name] = hashlib.sha256(name.encode()).hexdigest()
    (at / SUMS).write_text(listed(sums), encoding="utf-8")
    return {*names, SUMS}


def test_what_is_listed_is_stated_in_order_of_names() -> None:
    sums = {"b": "1" * 64, "a  b": "2" * 64}
    assert listed(sums) == f"{'2' * 64}  a  b\n{'1' * 64}  b\n"
    assert stated(listed(sums)) == sums
    assert stated("") == {}


def test_a_whole_folder_has_no_differences(tmp_path: Path) -> None:
    names = folder(tmp_path, "a", "b")
    assert [*differences_of_files(names, names, tmp_path)] == []


def test_what_lacks_is_too_many_or_other_is_named(tmp_path: Path) -> None:
    names = folder(tmp_path, "a", "b")
    (tmp_path / "a").write_text("other", encoding="utf-8")
    said = [*differences_of_files(names | {"c"}, names | {"d"}, tmp_path)]
    assert said == [
        "c is missing or too many",
        "d is missing or too many",
        "SHA256SUMS does not name all files",
        "a does not fit its checksum",
    ]
