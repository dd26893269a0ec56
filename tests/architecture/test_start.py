"""packaging/start.py can be read by an old Python, keeps off what is not its own, and says why."""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType


@pytest.fixture(scope="module")
def source(checkout: Path) -> str:
    return (checkout / "packaging" / "start.py").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def start(checkout: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", checkout / "packaging" / "start.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def copy(checkout: Path, tmp_path: Path) -> Path:
    """A checkout of its own with nothing in it but the set-up."""
    target = tmp_path / "a clone é"
    shutil.copytree(
        checkout / "packaging", target / "packaging", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(checkout / "pyproject.toml", target)
    return target


def run(copy: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "packaging/start.py", *words],
        cwd=copy,
        # pip asks other programs who they are, and those may write into HOME.
        env={**os.environ, "HOME": str(copy.parent), **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )


def test_our_files_are_compiled_for_the_python_that_runs_them(
    start: ModuleType, tmp_path: Path
) -> None:
    module = tmp_path / "sub" / "module.py"
    module.parent.mkdir()
    module.write_text("x = 1\n", encoding="utf-8")
    start.compile_files(sys.executable, tmp_path)
    assert Path(importlib.util.cache_from_source(str(module))).is_file()


def test_an_old_python_can_read_it(source: str) -> None:
    tree = ast.parse(source, feature_version=(3, 7))
    news = (ast.NamedExpr, ast.Match, ast.TryStar)
    assert [node for node in ast.walk(tree) if isinstance(node, news)] == []
    assert "from __future__ import annotations" not in source


def test_it_needs_the_standard_library_alone(source: str) -> None:
    tops = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            tops |= {each.name.split(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            tops.add((node.module or "").split(".")[0])
    assert tops - sys.stdlib_module_names == set()


def test_an_old_python_gets_a_sentence(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 1))
    with pytest.raises(start.Stop, match=r"needs Python 3\.11 or newer; this is 3\.9\.") as stopped:
        start.check_python()
    assert stopped.value.code == 3


def test_without_a_command_it_shows_how_to_use_it(copy: Path) -> None:
    assert run(copy, "--help").returncode == 0
    made = run(copy)
    assert made.returncode == 2
    assert "demo" in made.stdout


@pytest.mark.parametrize("words", [["paint"], ["--offline", "nowhere", "demo"]])
def test_wrong_use_is_said_in_one_sentence(copy: Path, words: list[str]) -> None:
    made = run(copy, *words)
    assert made.returncode == 2
    assert made.stderr.count("\n") == 1
    assert not (copy / ".venv").exists()


def test_it_hands_on_what_stands_after_the_command(start: ModuleType, tmp_path: Path) -> None:
    words = ["demo", "--to", "x y", "--offline", str(tmp_path), "--no-window"]
    assert start.parse(words) == ("demo", ["--to", "x y", "--no-window"], str(tmp_path))
    assert start.pytest_arguments(["tests/unit"]) == ["tests/unit"]
    assert "-n" in start.pytest_arguments([])


@pytest.mark.parametrize("command", ["demo", "clean"])
def test_an_environment_that_somebody_else_made_is_left_alone(copy: Path, command: str) -> None:
    (copy / ".venv").mkdir()
    theirs = copy / ".venv" / "theirs"
    theirs.write_text("keep", encoding="ascii")
    made = run(copy, command)
    assert made.returncode == 5
    assert "did not make" in made.stderr
    assert theirs.read_text(encoding="ascii") == "keep"


def test_clean_takes_away_a_half_made_environment(copy: Path) -> None:
    (copy / ".venv" / "lib").mkdir(parents=True)
    (copy / ".venv" / "made-by-start").touch()
    assert run(copy, "clean").returncode == 0
    assert not (copy / ".venv").exists()


def test_an_environment_is_ready_only_for_these_locks(
    start: ModuleType, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = copy / ".venv" / "bin" / "python"
    inside.parent.mkdir(parents=True)
    inside.touch()
    lock = copy / "packaging" / "requirements.lock"
    monkeypatch.setattr(start, "ROOT", copy)
    monkeypatch.setattr(start, "LOCKS", {"demo": lock, "test": lock})
    monkeypatch.setattr(start, "STAMPS", {"demo": copy / ".venv" / "ready-for-demo"})
    monkeypatch.setattr(start, "python_inside", lambda: str(inside))
    assert not start.is_ready("demo")
    start.write_stamp("demo")
    assert start.is_ready("demo")
    lock.write_text("another==1", encoding="ascii")
    assert not start.is_ready("demo")


def test_without_a_network_it_says_so_and_leaves_nothing(copy: Path, tmp_path: Path) -> None:
    nowhere = "https://127.0.0.1:9/"
    more = {"PIP_INDEX_URL": nowhere, "PIP_RETRIES": "1", "PIP_NO_CACHE_DIR": "1"}
    made = run(copy, "demo", **more, PIP_CONFIG_FILE=os.devnull)
    assert made.returncode == 3
    assert "Could not reach the package index" in made.stderr
    assert "Traceback" not in made.stderr
    assert not (copy / ".venv").exists()
    packages = tmp_path / "packages"
    packages.mkdir()
    again = run(copy, "--offline", str(packages), "demo")
    assert again.returncode == 3
    assert "The folder of packages is not complete" in again.stderr


@pytest.mark.parametrize(
    ("said", "sentence", "code"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full", 5),
        ("[Errno 30] Read-only file system: '/x'", "Could not write in", 5),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "not the one that Annotator was tested", 3),
        ("Retrying after connection broken by 'NewConnectionError'", "Could not reach", 3),
        ("ERROR: No matching distribution found for shiboken6", "is not to be had", 3),
    ],
)
def test_what_goes_wrong_is_put_into_words(
    start: ModuleType, said: str, sentence: str, code: int
) -> None:
    stop = start.known_failure(said)
    assert sentence in stop.sentence
    assert stop.code == code


def test_too_little_room_is_said_before_anything_is_made(
    start: ModuleType, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "ROOT", copy)
    monkeypatch.setattr(start, "ENVIRONMENT", copy / ".venv")
    monkeypatch.setattr(start, "ROOM_MB", 10**9)
    with pytest.raises(start.Stop, match="Make room there") as stopped:
        start.make_environment()
    assert stopped.value.code == 5
    assert not (copy / ".venv").exists()


def test_what_is_not_known_is_not_explained_away(start: ModuleType) -> None:
    assert start.known_failure("the dog ate it") is None


@pytest.mark.parametrize("use", ["venv", "import", "x11", "wayland", "tests", "checks"])
def test_the_list_of_libraries_names_packages_for_each_use(start: ModuleType, use: str) -> None:
    names = start.packages_for([use], "apt-get")
    assert names
    assert len(names) == len(set(names))


def test_without_root_the_line_to_type_names_all_packages_at_once(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "is_root", lambda: False)
    monkeypatch.setattr(start, "package_tool", lambda: ("apt-get", "apt-get install"))
    with pytest.raises(start.Stop) as stopped:
        start.install_for_system(["venv"], "It is missing.", None)
    line = stopped.value.sentence
    assert "sudo apt-get install" in line
    assert all(name in line for name in ("python3-venv", "libegl1", "libxcb-cursor0"))
    assert stopped.value.code == 3
