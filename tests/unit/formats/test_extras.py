"""What is not installed is named with the line to type."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

import pytest

from annotator.errors import CannotRead, WrongUse
from annotator.formats import FORMATS, extras


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    hidden = {module for modules in extras.EXTRAS.values() for module in modules}
    monkeypatch.setattr(extras, "find_spec", lambda name: None if name in hidden else found(name))


def test_what_is_there_is_not_missing() -> None:
    assert extras.missing("office") == ""
    extras.need("office")
    extras.need("office", "a.xlsx")


@pytest.mark.usefixtures("bare")
def test_what_is_not_there_is_named_with_the_line_to_type() -> None:
    line = "pip install 'annotator[office]'"
    assert line in extras.missing("office")
    assert "xlsxwriter are not installed" in extras.missing("office")
    with pytest.raises(WrongUse) as raised:
        extras.need("office")
    assert line in str(raised.value)
    with pytest.raises(CannotRead) as refused:
        extras.need("office", "a.xlsx")
    assert "a.xlsx" in str(refused.value)
    assert line in str(refused.value)


@pytest.mark.usefixtures("bare")
def test_formats_say_what_they_miss() -> None:
    missing = {one.name: one.missing() for one in FORMATS if one.needs}
    assert all("pip install" in sentence for each in missing.values() for sentence in each)
    assert all(missing.values())


def test_the_extras_are_those_of_the_installation() -> None:
    checkout = Path(__file__).parents[3]
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    every = project["optional-dependencies"]
    assert {f"annotator[{name}]" for name in extras.EXTRAS} <= {*every["all"]}
    for name, modules in extras.EXTRAS.items():
        asked = " ".join(every[name]).lower()
        assert all(module in asked for module in modules)
