"""What the checks of the house share: the checkout's files and their syntax trees."""

from __future__ import annotations

import ast
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "__pycache__", "build", "dist"}


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the checkout, its text, its syntax tree."""

    path: str
    text: str
    tree: ast.Module


def read_sources(*tops: str) -> list[Source]:
    """Give the Python files below some folders of the checkout."""
    found = []
    for top in tops:
        for path in sorted((CHECKOUT / top).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            name = path.relative_to(CHECKOUT).as_posix()
            found.append(Source(path=name, text=text, tree=ast.parse(text)))
    return found


def list_committed() -> list[Path]:
    """Give the files that are, or would be, committed."""
    git = shutil.which("git")
    if git and (CHECKOUT / ".git").exists():
        words = ["-c", f"safe.directory={CHECKOUT}", "ls-files", "-z", "-co", "--exclude-standard"]
        listed = subprocess.run(
            [git, *words], cwd=CHECKOUT, check=True, stdout=subprocess.PIPE, encoding="utf-8"
        )
        paths = [CHECKOUT / name for name in listed.stdout.split("\0") if name]
        return [path for path in paths if path.is_file()]
    return [
        path
        for path in sorted(CHECKOUT.rglob("*"))
        if path.is_file()
        and not any(
            part in NOT_OURS or part.endswith("_cache") or part == ".hypothesis"
            for part in path.relative_to(CHECKOUT).parts
        )
    ]


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The checkout's folder."""
    return CHECKOUT


@pytest.fixture(scope="session")
def package() -> list[Source]:
    """All modules of the program."""
    return read_sources("annotator")


@pytest.fixture(scope="session")
def every_source(package: list[Source]) -> list[Source]:
    """All Python files of the checkout."""
    return [*package, *read_sources("benchmarks", "docs", "packaging", "tests")]


@pytest.fixture(scope="session")
def committed() -> list[Path]:
    """All files that are, or would be, committed."""
    return list_committed()
