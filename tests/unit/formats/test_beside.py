"""Files beside an export: all or none, and what is there already is not lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotator.errors import TargetExists
from annotator.formats.beside import Beside, beside


def held(folder: Path) -> dict[str, str]:
    every = (one for one in sorted(folder.rglob("*")) if one.is_file())
    return {one.relative_to(folder).as_posix(): one.read_text(encoding="utf-8") for one in every}


def put(target: Path, *, overwrite: bool = False, **texts: str) -> None:
    with beside(target) as files:
        for name, text in texts.items():
            files.add(f"texts/{name}.txt", text)
        assert [*files.differences()] == []
        files.take_place(target, overwrite=overwrite)


def test_they_stand_beside_the_target_and_nothing_else_is_left(tmp_path: Path) -> None:
    put(tmp_path / "a.xlsx", one="1", two="2")
    assert held(tmp_path) == {"texts/one.txt": "1", "texts/two.txt": "2"}
    assert not [*tmp_path.glob(".*")]


def test_without_a_folder_only_names_are_kept() -> None:
    files = Beside()
    files.add("texts/one.txt", "1")
    assert files.names == ("texts/one.txt",)
    assert [*files.differences()] == ["texts/one.txt reads back otherwise"]


def test_a_file_of_another_content_is_replaced_only_where_that_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "texts" / "two.txt").write_text("2", encoding="utf-8")
    with pytest.raises(TargetExists, match=r"texts/one\.txt exists already"):
        put(tmp_path / "a.xlsx", one="1", two="2", three="3")
    assert held(tmp_path) == {"texts/one.txt": "mine", "texts/two.txt": "2"}
    put(tmp_path / "a.xlsx", overwrite=True, one="1", two="2", three="3")
    assert held(tmp_path) == {"texts/one.txt": "1", "texts/three.txt": "3", "texts/two.txt": "2"}


def test_what_fails_later_leaves_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "keep.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "a.xlsx").mkdir()

    def fail() -> None:
        with beside(tmp_path / "b.xlsx") as files:
            files.add("texts/one.txt", "1")
            files.take_place(tmp_path / "b.xlsx", overwrite=False)
            assert "texts/one.txt" in held(tmp_path)
            (tmp_path / "a.xlsx").write_text("this is a folder", encoding="utf-8")

    with pytest.raises(OSError, match=r"a\.xlsx"):
        fail()
    assert held(tmp_path) == {"keep.txt": "mine"}
    assert not (tmp_path / "texts").exists()


@pytest.mark.parametrize("name", ["../../evil", "a/b", "/etc/x", "..", "CON", "nul.1", "i" * 300])
def test_no_name_leads_out_of_its_folder_or_is_one_that_no_disk_takes(
    name: str, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "book.xlsx"
    target.parent.mkdir()
    with beside(target) as files:
        files.add(f"texts/{name}.txt", "all of it")
        assert list(files.differences()) == []
        files.take_place(target, overwrite=False)
        (said,) = files.names
    (made,) = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert made == target.parent / said
    assert re.fullmatch("texts/[0-9a-f]{64}.txt", said)


def test_an_id_of_ours_and_a_column_in_any_script_stay_as_they_are(tmp_path: Path) -> None:
    files = Beside()
    for name in ("01a22460-012b-77e0", "articles-3-meta_متن"):
        files.add(f"texts/{name}.txt", "")
    assert files.names == ("texts/01a22460-012b-77e0.txt", "texts/articles-3-meta_متن.txt")
