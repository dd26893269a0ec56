"""How large files, functions and folders may grow before they must be split by subject."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from annotator.formats import FORMATS

if TYPE_CHECKING:
    from tests.architecture.conftest import Source

LINES_OF_A_FILE = 600
LINES_OF_A_FUNCTION = 60
LINES_OF_MOST_FUNCTIONS = 35
MOST = 0.95
ARGUMENTS = 6
MODULES_OF_A_FOLDER = 20
LINES_OF_AN_OPENING = 5

# Files that every feature touches stay so small that there is room to grow.
LINES_OF_A_HUB = 450
HUBS = {
    "annotator/model/rows.py",
    "annotator/ui/margin/margin.py",
    "annotator/ui/page/view.py",
    "annotator/ui/session.py",
    "annotator/ui/window.py",
}

# Who may be larger, and why. A key is a file, or a file and a function: "annotator/x.py:name".
EXCEPTIONS: dict[str, str] = {
    "annotator/project/api.py:export": "promised names; long work takes progress and cancel too",
    "annotator/project/double_coding.py:make_kits": "what goes into a kit, as the verb takes it",
    "annotator/project/double_coding.py:draw_sample": "a sample's whole rule, as the verb takes it",
    "annotator/project/questions.py:agreement": "the same: all that the verb takes",
    "annotator/project/review/calls.py:take": "one difference or many, as the verbs take them",
    "annotator/project/questions.py:compare": "the same: two layers and which",
    "annotator/project/finding/calls.py:find": "a search and what marks its hits, as the verb",
    "annotator/project/importing/calls.py:import_sources": "names, progress, cancel",
}
# One file per format and per verb, however many there are.
FOLDERS_WITHOUT_LIMIT = {"annotator/formats", "annotator/cli/verbs"}

# The files of a format begin with the name of its module; these are no format's own.
LINES_OF_A_FORMAT = 250
OF_ALL_FORMATS = {
    *("__init__", "base", "extras", "sources", "decoding", "encoding_score"),
    *("beside", "counting", "export", "export_selection", "hashed_ids", "loss_places"),
    *("moments", "safe_xml", "zip_archive"),
}

# The package's own opening shows the main job in ten lines, and a test runs them.
OPENS_WITH_AN_EXAMPLE = {"annotator/__init__.py"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(sources: list[Source]) -> Iterator[tuple[str, Function]]:
    for source in sources:
        for node in _functions_in(source.tree):
            yield f"{source.path}:{node.name}", node


@cache
def _functions_in(tree: ast.Module) -> tuple[Function, ...]:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return tuple(node for node in ast.walk(tree) if isinstance(node, kinds))


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def n_arguments(function: Function) -> int:
    given = function.args
    names = [each.arg for each in (*given.posonlyargs, *given.args)]
    own = 1 if names[:1] in (["self"], ["cls"]) else 0
    return len(names) - own + len(given.kwonlyargs) + bool(given.vararg) + bool(given.kwarg)


@pytest.fixture(scope="session")
def measured(every_source: list[Source]) -> list[Source]:
    """Everything but tests, whose functions read like stories, not like machines."""
    return [each for each in every_source if not each.path.startswith("tests/")]


def test_no_file_is_too_long(every_source: list[Source]) -> None:
    lines = {each.path: each.text.count("\n") for each in every_source}
    large = {path: n for path, n in lines.items() if n > LINES_OF_A_FILE}
    assert {path: n for path, n in large.items() if path not in EXCEPTIONS} == {}


def test_no_format_takes_more_lines_than_it_may(package: list[Source]) -> None:
    modules = [type(one).__module__.rpartition(".")[2] for one in FORMATS]
    taken = Counter[str]()
    for each in package:
        path = PurePosixPath(each.path)
        if str(path.parent) != "annotator/formats" or path.stem in OF_ALL_FORMATS:
            continue
        (name,) = [name for name in modules if f"{path.stem}_".startswith(f"{name}_")]
        taken[name] += each.text.count("\n")
    assert taken.keys() == {*modules}
    assert {name: n for name, n in taken.items() if n > LINES_OF_A_FORMAT} == {}


def test_files_that_every_feature_touches_have_room_to_grow(package: list[Source]) -> None:
    lines = {each.path: each.text.count("\n") for each in package if each.path in HUBS}
    assert lines.keys() == HUBS, "a hub has another name: say it here"
    assert {path: n for path, n in lines.items() if n > LINES_OF_A_HUB} == {}


def test_no_function_is_too_long(measured: list[Source]) -> None:
    large = {name: length(each) for name, each in functions(measured)}
    assert {
        name: n for name, n in large.items() if n > LINES_OF_A_FUNCTION and name not in EXCEPTIONS
    } == {}


def test_most_functions_are_short(package: list[Source]) -> None:
    lengths = {name: length(each) for name, each in functions(package)}
    if not lengths:
        pytest.skip("the program has no function yet")
    short = sum(n <= LINES_OF_MOST_FUNCTIONS for n in lengths.values())
    longest = sorted(lengths.items(), key=lambda item: -item[1])[:20]
    assert short >= MOST * len(lengths), f"{short} of {len(lengths)}; the longest: {longest}"


def test_no_function_takes_too_many_arguments(measured: list[Source]) -> None:
    taken = {name: n_arguments(each) for name, each in functions(measured)}
    assert {name: n for name, n in taken.items() if n > ARGUMENTS and name not in EXCEPTIONS} == {}


def test_no_folder_holds_too_many_modules(package: list[Source]) -> None:
    paths = [PurePosixPath(each.path) for each in package]
    held = Counter(str(path.parent) for path in paths if path.name != "__init__.py")
    assert {
        folder: n
        for folder, n in held.items()
        if n > MODULES_OF_A_FOLDER and folder not in FOLDERS_WITHOUT_LIMIT
    } == {}


def test_each_module_opens_with_one_to_five_lines(package: list[Source]) -> None:
    openings = {
        each.path: (ast.get_docstring(each.tree) or "").split("\n")
        for each in package
        if each.path not in OPENS_WITH_AN_EXAMPLE
    }
    lines = {path: sum(bool(line.strip()) for line in text) for path, text in openings.items()}
    assert {path: n for path, n in lines.items() if not 1 <= n <= LINES_OF_AN_OPENING} == {}


def test_each_exception_is_still_needed(every_source: list[Source]) -> None:
    known = {each.path for each in every_source} | {name for name, _ in functions(every_source)}
    assert set(EXCEPTIONS) - known == set()
