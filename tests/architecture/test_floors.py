"""The floors: who may import whom, and that no room is forgotten in the contracts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

# Rooms that a contract lets through, by the contract's id in pyproject.toml.
ALLOWED = {
    "qt": {"ui", "cli", "__main__"},
    "sqlite": {"store"},
    "spacy": {"suggest"},
    "appdirs": {"paths"},
    "gettext": {"language"},
}


@pytest.fixture(scope="module")
def contracts(checkout: Path) -> dict[str, dict[str, object]]:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    return {each["id"]: each for each in project["tool"]["importlinter"]["contracts"]}


def rooms(checkout: Path) -> set[str]:
    inside = checkout / "annotator"
    modules = {path.stem for path in inside.glob("*.py")} - {"__init__"}
    return modules | {path.parent.name for path in inside.glob("*/__init__.py")}


def test_all_import_contracts_hold(checkout: Path) -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    made = subprocess.run(
        [lint, "--no-cache"], cwd=checkout, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert made.returncode == 0, made.stdout.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("module", "wrong"),
    [
        ("page/layout.py", "    from annotator.ui.page.view import PageView as Planted\n"),
        ("popups/choice.py", "    from annotator.ui.session import Session as Planted\n"),
        ("basics/drops.py", "    from annotator.ui.page.view import PageView as Planted\n"),
    ],
    ids=["a circle for types alone", "a place that knows the shell", "a basic that knows a place"],
)
def test_a_circle_or_a_way_up_in_the_window_is_found(
    checkout: Path, tmp_path: Path, module: str, wrong: str
) -> None:
    shutil.copytree(checkout / "annotator", tmp_path / "annotator")
    shutil.copy(checkout / "pyproject.toml", tmp_path)
    planted = tmp_path / "annotator" / "ui" / module
    text = planted.read_text(encoding="utf-8")
    planted.write_text(f"{text}\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n{wrong}")
    lint = Path(sys.executable).with_name("lint-imports")
    made = subprocess.run(
        [lint, "--no-cache", "--contract", "circles", "--contract", "window"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
    )
    assert made.returncode == 1, made.stdout.decode("utf-8", "replace")


def test_each_folder_of_modules_is_a_package(checkout: Path) -> None:
    folders = {path.parent for path in (checkout / "annotator").rglob("*.py")}
    assert [str(each) for each in folders if not (each / "__init__.py").is_file()] == []


@pytest.mark.parametrize("contract", sorted(ALLOWED))
def test_every_room_stands_in_each_contract_that_does_not_let_it_through(
    checkout: Path, contracts: dict[str, dict[str, object]], contract: str
) -> None:
    named = contracts[contract]["source_modules"]
    assert isinstance(named, list)
    checked = {name.removeprefix("annotator.") for name in named}
    assert rooms(checkout) - ALLOWED[contract] - checked == set()
    assert checked & ALLOWED[contract] == set()


def test_well_known_packages_are_not_hidden_by_folders_of_the_checkout(checkout: Path) -> None:
    assert not (checkout / "packaging" / "__init__.py").exists()
    assert not (checkout / "resources" / "__init__.py").exists()
