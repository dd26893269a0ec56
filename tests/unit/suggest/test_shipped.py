"""Word lists that ship: reading them, and refusing spoilt ones."""

import pytest

from annotator.errors import CannotRead
from annotator.suggest import shipped


def test_a_missing_list_is_said() -> None:
    with pytest.raises(CannotRead, match=r"cues/xx\.toml"):
        shipped.load("cues", "xx")


def test_a_damaged_list_is_said() -> None:
    with pytest.raises(CannotRead, match=r"cues/en\.toml is damaged"):
        shipped.parse("language = ", "cues/en.toml")


def test_only_plain_letters_name_a_list() -> None:
    assert shipped.exists("cues", "en")
    assert not shipped.exists("cues", "../cues/en")
    assert not shipped.exists("cues", "")
    assert not shipped.exists("cues", "ен")


def test_groups_are_lists_of_lists() -> None:
    table = shipped.Table({"months": [["May"], ["June", "Jun"]], "odd": [["x"], 3]}, "test")
    assert table.groups("months") == (("May",), ("June", "Jun"))
    assert table.groups("days") == ()
    with pytest.raises(CannotRead, match="odd 2"):
        table.groups("odd")


@pytest.mark.parametrize(
    ("code", "language"),
    [("en", "en"), ("en-GB", "en"), ("FA_Arab_IR", "fa"), ("und", "und"), ("", "")],
)
def test_region_and_script_are_left_out(code: str, language: str) -> None:
    assert shipped.primary(code) == language
