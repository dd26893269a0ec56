"""The page *Python* says what the calls say themselves, all of them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import annotator


def generator(checkout: Path):
    path = checkout / "docs" / "make_python.py"
    spec = importlib.util.spec_from_file_location("make_python", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_made_from_the_docstrings_as_they_are(checkout):
    make_python = generator(checkout)
    written = make_python.PAGE.read_text(encoding="utf-8")
    assert written == make_python.page(), "run python docs/make_python.py"


def test_every_public_call_is_on_the_page(checkout):
    assert generator(checkout).undocumented() == set()


def test_what_a_script_needs_is_imported_from_the_package():
    for name in annotator.__all__:
        assert getattr(annotator, name) is not None
    assert issubclass(annotator.ProjectClosed, annotator.AnnotatorError)
    assert annotator.Role.CLAIM == "claim"


def test_a_name_that_is_none_is_refused_as_usual():
    assert not hasattr(annotator, "Projects")
