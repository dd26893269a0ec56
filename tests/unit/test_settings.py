"""Settings: only what differs is stored, bad values are passed over, the file is whole or old."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest

import annotator
from annotator import settings as kept
from annotator.cli import main
from annotator.errors import CannotRead, CannotWrite, WrongUse
from annotator.model.layer import SAMPLE_CODER
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
        "coder_name", "coder_id", "coders", "theme", "text_size", "recent",
    }  # fmt: skip


def test_each_setting_can_be_stored(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    every = Settings(
        "A", "id-1", "dark", 120, "p", ("p",), "de", "w", 300, True, 400, True, True,
        ("id-1 A",), ("note K",), ("names",), ("reported",), False, "sure", "models",
        ("id-1 id-2",), ("1366x768@1 264 300 0 0 w",),
    )  # fmt: skip
    assert all(getattr(every, one.name) != one.default for one in fields(Settings))
    kept.save(every, path)
    assert kept.read(path) == kept.Loaded(every)


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
    path.write_text(json.dumps({name: value, "window": "x", "unknown": 1, "known": 2}))
    loaded = kept.read(path)
    assert loaded.settings == replace(Settings(), window="x")
    assert name in loaded.notes[0]


def test_each_name_has_one_id_whoever_codes_now() -> None:
    first = Settings().with_coder("A")
    assert first.has_coder()
    second = first.with_coder(" B ")
    assert second.coder().name == "B"
    assert second.coder_id != first.coder_id
    assert second.with_coder("A").coder() == first.coder()
    assert not Settings().has_coder()


def test_window_command_line_and_python_know_a_name_by_one_id(tmp_path: Path) -> None:
    by_python = annotator.coder("A")
    assert main(["new", str(tmp_path / "a.annotator"), "--coder", "A"]) == 0
    assert kept.coder_called(" A ").coder == by_python
    assert kept.load().with_coder("A").coder() == by_python
    with annotator.Project.open(tmp_path / "a.annotator", coder=by_python) as project:
        assert project.open_project.made_by == by_python.id


def test_what_a_window_keeps_loses_nobody_who_was_named_meanwhile() -> None:
    window = kept.save(Settings().with_coder("A"))
    other = kept.coder_called("B").coder
    kept.save(replace(window, text_size=120))
    assert kept.coder_called("B").coder == other
    assert (kept.load().coder_name, kept.load().text_size) == ("A", 120)


def test_two_programs_that_start_at_once_make_one_id_for_a_name() -> None:
    program = "import annotator; print(annotator.coder('A').id)"
    started = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) for _ in range(4)
    ]
    said = {one.communicate()[0] for one in started}
    assert len(said) == 1
    assert said == {f"{kept.load().known()['A']}\n".encode()}


@pytest.mark.parametrize("end", [-5, -3, 0])
def test_names_keep_their_ids_in_a_damaged_file_that_stays_beside(tmp_path: Path, end: int) -> None:
    path = tmp_path / "settings.json"
    before = kept.save(Settings().with_coder("B").with_coder("Jürgen “J” \\"), path).known()
    damaged = path.read_text(encoding="utf-8")[: end or None] + "}" * (end == 0)
    path.write_text(damaged, encoding="utf-8")
    assert kept.read(path).state == "damaged"
    for name, coder_id in before.items():
        assert kept.coder_called(name, path=path).coder.id == coder_id
    assert kept.load(path).known() == before
    assert (tmp_path / "settings.damaged.json").read_text(encoding="utf-8") == damaged


@pytest.mark.parametrize(
    "content", ["", "{", '{"coder_name": "A"}', '{"coder_name": "A", "coder_id": 5}']
)
def test_a_new_id_for_a_lost_one_is_never_made_silently(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content)
    found = kept.coder_called("A", path=path)
    assert found.notes[-1] == "“A” gets a new id."
    assert kept.coder_called("A", path=path) == kept.Known(found.coder)


def test_an_id_whose_name_is_lost_goes_to_the_first_who_is_named(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"coder_id": "id-1", "coder_na')
    found = kept.coder_called("A", path=path)
    assert found.coder.id == "id-1"
    assert "damaged" in found.notes[0]


def test_one_bad_coder_in_the_list_costs_no_other_their_id(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"coders": ["id-1 A", 3, "noname", "id-2 B"]}')
    loaded = kept.read(path)
    assert loaded.settings.known() == {"A": "id-1", "B": "id-2"}
    assert len(loaded.notes) == 1


def test_settings_that_are_closed_to_us_are_left_and_make_nobody_new(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.mkdir()
    with pytest.raises(CannotRead, match="cannot be read"):
        kept.coder_called("A", path=path)
    known = kept.coder_called("A", here="id-1", path=path)
    assert (known.coder.id, len(known.notes)) == ("id-1", 1)


def test_a_name_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = kept.coder_called("A", path=tmp_path / "file" / "settings.json")
    assert "another id the next time" in found.notes[0]


def test_a_name_that_is_known_needs_nothing_written(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "settings.json"
    kept.save(Settings().with_coder("A").with_coder("B"), path)
    monkeypatch.setattr(kept, "write_whole", _full_disk)
    assert kept.coder_called("A", path=path).notes == ()


def test_the_id_of_the_samples_coder_is_nobodys_own(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"coder_name": "A", "coder_id": SAMPLE_CODER.id}))
    loaded = kept.read(path)
    assert not loaded.settings.has_coder()
    assert "sample" in loaded.notes[0]
    assert kept.coder_called("A", path=path).coder.id != SAMPLE_CODER.id


def test_a_coder_without_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="needs a name"):
        kept.coder_called(" \0 ", path=tmp_path / "settings.json")


def _full_disk(*_: object) -> None:
    raise CannotWrite("The disk is full.", "")


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
    assert {one.name for one in path.parent.iterdir()} == {"folder", ".~lock.folder"}


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
