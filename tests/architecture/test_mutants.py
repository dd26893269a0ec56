"""The mutant program makes sensible changes, and every module of three rooms has its test file."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.mutants import __main__ as program
from tests.mutants.__main__ import Mutant, drawn
from tests.mutants.places import count, place
from tests.mutants.trial import CHECKOUT, TESTS, Verdict, far_tests, near_tests, own_tests

HAVE_ONE_EACH = ("project/acts", "store", "formats")


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("a < b", {"a <= b"}),
        ("a is not None", {"a is None"}),
        ("a and not b", {"a or not b"}),
        ("n + 1", {"n - 1", "2"}),
        ("n += 1", {"n -= 1", "pass", "2"}),
        ("f(True)", {"pass", "False"}),
        ("x = min(a, b)", {"max(a, b)"}),
        ("if a:\n    b", {"if not a:\n    b"}),
        ("x = [a for a in b if not a]", {"for a in b if a"}),
        ("def f(a=b):\n    return a", {"def f(a):\n    return a", "return None"}),
        ("while a:\n    break", {"while not a:\n    break", "pass"}),
        ("raise E('kind')", {"pass", "'kind_'"}),
    ],
)
def test_a_place_is_changed_as_a_slip_would(code: str, changes: set[str]) -> None:
    made = [place(code, number) for number in range(count(code))]
    assert {one.after.strip() for one in made} == changes
    assert all(one.code != code for one in made)


@pytest.mark.parametrize(
    "code",
    [
        '"""Docstring."""',
        "said = tr('sentence', n=1)",
        "_log.info('%s', 1)",
        "a: Literal['b', 'c']",
        "Kind = Literal['a', 'b']",
        "def f() -> 'Kind': ...",
        "if TYPE_CHECKING:\n    a = 1",
        "if sys.platform == 'win32':\n    a = 1",
        "__all__ = ['a']",
    ],
)
def test_words_for_people_and_types_are_left_as_they_are(code: str) -> None:
    assert count(code) == 0


def test_a_seed_draws_the_same_mutants_again() -> None:
    some = drawn(["text"], 5, seed=3)
    assert some == drawn(["text"], 5, seed=3)
    assert some != drawn(["text"], 5, seed=4)
    assert {one.floor for one in some} == {"text"}


_TRIED = """
import pathlib, sys
from tests.mutants import trial
from tests.mutants.trial import Trial
trial._LONGEST_S = int(sys.argv[3])
folder = pathlib.Path(sys.argv[1])
found = Trial(folder).judge(
    sys.argv[2], (folder / "wrong.py").read_text(encoding="utf-8"), is_far=False
)
print(found.is_killed, found.by)
"""


@pytest.mark.parametrize(
    ("wrong", "by", "longest_s"),
    [
        ("self.start < position < self.end", "FAILED tests/unit/text/test_ranges.py::", 60),
        ("any(iter(int, 1))", "SIGALRM in tests/unit/text/test_ranges.py::", 3),
    ],
    ids=["fails", "hangs"],
)
def test_a_wrong_module_is_killed_by_its_own_tests_in_a_copy(
    tmp_path: Path, checkout: Path, wrong: str, by: str, longest_s: int
) -> None:
    module = "annotator/text/ranges.py"
    before = (checkout / module).read_text(encoding="utf-8")
    code = before.replace("self.start <= position < self.end", wrong)
    assert code != before
    (tmp_path / "wrong.py").write_text(code, encoding="utf-8")
    # In a fresh process, as the program does it: here the module may be loaded already.
    tried = [sys.executable, "-c", _TRIED, str(tmp_path), module, str(longest_s)]
    done = subprocess.run(tried, cwd=checkout, stdout=subprocess.PIPE, encoding="utf-8")
    assert done.stdout.startswith(f"True {by}")
    assert (checkout / module).read_text(encoding="utf-8") == before
    assert (tmp_path / "copy" / module).read_text(encoding="utf-8") == before


def test_the_tests_of_each_floor_are_there(checkout: Path) -> None:
    named = [name for tests in TESTS.values() for name in tests]
    assert [name for name in named if not (checkout / name).exists()] == []


def test_tests_that_name_a_module_are_tried_before_others_and_none_is_left_out() -> None:
    module = "annotator/store/new_file.py"
    own, near, far = own_tests(module), near_tests(module), far_tests(module)
    assert own == ("tests/unit/store/test_new_file.py",)
    assert {Path(name).parent.name for name in near} >= {"store"}
    assert "tests/unit/store" not in {Path(name).parent.as_posix() for name in far}
    others = [*near, *far]
    every = [*own, *others]
    paths = [path for name in TESTS["store"] for path in (CHECKOUT / name).rglob("test_*.py")]
    files = {path.relative_to(CHECKOUT).as_posix() for path in paths}
    assert set(every) == files | {name for name in TESTS["store"] if name.endswith(".py")}
    assert len(every) == len(set(every))
    texts = [(CHECKOUT / name).read_text(encoding="utf-8") for name in others]
    name_it = ["annotator.store.new_file import" in text for text in texts]
    assert any(name_it)
    assert not any(name_it[name_it.index(False) :])


@pytest.mark.parametrize(
    ("words", "code", "far"),
    [
        (["--least", "0.5", "--until-least"], 0, 0),
        (["--least", "0.5"], 0, 2),
        (["--least", "0.8", "--until-least"], 1, 2),
    ],
    ids=["enough", "all are asked for", "too few"],
)
def test_far_tests_are_asked_only_where_the_near_ones_kill_too_few(
    monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, far: int
) -> None:
    asked: list[bool] = []

    def judged(mutant: Mutant, *, is_far: bool) -> Verdict:
        asked.append(is_far)
        return Verdict(is_killed=mutant in some[:2], by="")

    some = drawn(["text"], 4, seed=3)
    monkeypatch.setattr(program, "ProcessPoolExecutor", lambda *_: ThreadPoolExecutor(1))
    monkeypatch.setattr(program, "_judged", judged)
    assert program.main(["--n", "4", "--seed", "3", "--floor", "text", *words]) == code
    assert (asked.count(False), asked.count(True)) == (4, far)


def test_acts_store_and_formats_have_a_test_file_a_module(checkout: Path) -> None:
    modules = [
        path.relative_to(checkout).as_posix()
        for room in HAVE_ONE_EACH
        for path in sorted((checkout / "annotator" / room).rglob("*.py"))
        if path.stem != "__init__"
    ]
    without = {
        name
        for name in modules
        if not any(Path(one).stem == f"test_{Path(name).stem}" for one in own_tests(name))
    }
    assert without == set()
