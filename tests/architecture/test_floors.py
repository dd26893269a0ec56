"""The floors: who may import whom, and that no room is forgotten in the contracts."""

from __future__ import annotations

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
