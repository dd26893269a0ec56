"""Settings: only what differs is stored, bad values are passed over, the file is whole or old."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from annotator import settings as kept
from annotator.errors import CannotWrite
from annotator.settings import Settings


def test_nothing_is_stored_where_nothing_differs(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    kept.save(Settings(), path)
    assert json.loads(path.read_text()) == {}
    assert kept.load(path) == Settings()


def test_what_differs_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    changed = replace(
        Settings().with_coder(" Mé "), theme="dark", text_size=140, recent=("/a b/é.annotator",)
    )
    kept.save(changed, path)
    assert kept.load(path) == changed
    assert set(json.loads(path.read_text())) == {
        "coder_name", "coder_id", "theme", "text_size", "recent",
    }  # fmt: skip


def test_each_setting_can_be_stored(tmp_path: Path) -> None:
    assert {one.name for one in fields(Settings)} == set(kept._ACCEPT)


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert kept.read(tmp_path / "none.json") == kept.Loaded(Settings())


@pytest.mark.parametrize("content", [b"", b"[1]", b"{", b"\xff\xfe", b'"x"', b"[" * 100_000])
def test_a_file_that_is_no_settings_is_passed_over_with_a_sentence(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    loaded = kept.read(path)
    assert loaded.settings == Settings()
    assert len(loaded.notes) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("theme", ["dark"]),
        ("text_size", 10),
        ("text_size", True),
        ("text_size", "100"),
        ("recent", "a"),
        ("recent", [1]),
        ("coder_name", 3),
        ("coder_name", "a\0b"),
        ("language", "english"),
        ("left_folded", 1),
    ],
)
def test_a_bad_value_is_passed_over_and_the_others_stay(
    tmp_path: Path, name: str, value: object
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({name: value, "window": "x", "unknown": 1}))
    loaded = kept.read(path)
    assert loaded.settings == replace(Settings(), window="x")
    assert name in loaded.notes[0]


def test_the_id_of_a_coder_is_made_once_and_stays() -> None:
    first = Settings().with_coder("A")
    assert first.has_coder()
    assert first.with_coder("B").coder_id == first.coder_id
    assert first.with_coder("B").coder().name == "B"
    assert not Settings().has_coder()


def test_recent_projects_are_each_there_once_and_the_last_one_first() -> None:
    found = Settings()
    for n in range(20):
        found = found.with_project(Path(f"/{n}"))
    found = found.with_project(Path("/15"))
    assert found.recent[:3] == (str(Path("/15")), str(Path("/19")), str(Path("/18")))
    assert len(found.recent) == kept.RECENT_MOST
    gone = found.without_project(str(Path("/15")))
    assert gone.last_project == ""
    assert str(Path("/15")) not in gone.recent


def test_settings_that_cannot_be_written_leave_the_old_ones(tmp_path: Path) -> None:
    path = tmp_path / "place" / "folder"
    (path / "full").mkdir(parents=True)
    with pytest.raises(CannotWrite):
        kept.save(Settings(text_size=120), path)
    assert list(path.parent.iterdir()) == [path]


def test_settings_are_kept_in_the_folder_of_this_program() -> None:
    kept.save(Settings(text_size=120))
    assert kept.load().text_size == 120


def test_a_persons_own_keys_come_back_and_wrong_ones_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    kept.save(replace(Settings(), keys=("link K", "note")), path)
    assert kept.load(path).own_keys() == {"link": ("K",), "note": ()}
    path.write_text('{"keys": ["link Hyper+K"], "text_size": 120}', encoding="utf-8")
    loaded = kept.read(path)
    assert (loaded.settings.keys, loaded.settings.text_size) == ((), 120)
    assert len(loaded.notes) == 1
