"""The public names of the floor are loaded when they are first asked for, and are all there."""

from __future__ import annotations

import sys

import pytest

from annotator import project


@pytest.mark.parametrize("name", project.__all__)
def test_a_public_name_is_that_of_its_home(name: str) -> None:
    found = getattr(project, name)
    assert found.__name__ == name
    assert getattr(sys.modules[found.__module__], name) is found


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Projekt'"):
        _ = project.Projekt
