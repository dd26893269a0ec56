"""What this computer remembers of a project beside the settings."""

from __future__ import annotations

import pytest

from annotator.project.keeping import by_project


@pytest.mark.parametrize("kind", by_project.KINDS)
def test_what_is_remembered_is_there_again_by_kind_and_project(kind: str) -> None:
    assert by_project.load(kind, "a") is None
    assert by_project.save(kind, "a", {"article": "متن", "n": 3})
    assert by_project.load(kind, "a") == {"article": "متن", "n": 3}
    assert by_project.load(kind, "b") is None
    others = [one for one in by_project.KINDS if one != kind]
    assert [by_project.load(other, "a") for other in others] == [None] * len(others)


@pytest.mark.parametrize("name", ["", "..", "a/b", "../settings"])
def test_an_id_that_is_no_files_name_remembers_nothing(name: str) -> None:
    assert not by_project.save("places", name, {})
    assert by_project.load("places", name) is None


@pytest.mark.parametrize("content", ["", "{", "[" * 100_000, "\0"])
def test_a_file_that_makes_no_sense_is_nothing(content: str) -> None:
    assert by_project.save("places", "a", {})
    path = by_project.path_of("places", "a")
    assert path is not None
    path.write_text(content)
    assert by_project.load("places", "a") is None


def test_where_nothing_can_be_written_nothing_is_remembered() -> None:
    path = by_project.path_of("looks", "a")
    assert path is not None
    path.parent.parent.mkdir(exist_ok=True, parents=True)
    path.parent.write_text("a file where the folder belongs")
    assert not by_project.save("looks", "a", {})
