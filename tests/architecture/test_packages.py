"""The locks fit what pyproject.toml asks for; the wheel holds everything and is always the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("requirements.lock", "requirements-test.lock")
PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+))?")


def pinned(lock: Path) -> dict[str, list[tuple[str, str]]]:
    """Give the versions of each package in a lock, with the marker of each."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        match = PINNED.match(line)
        if match:
            versions = found.setdefault(match["name"], [])
            versions.append((match["version"], (match["marker"] or "").strip()))
    return found


@pytest.fixture(scope="module")
def locked(checkout: Path) -> dict[str, list[tuple[str, str]]]:
    both: dict[str, list[tuple[str, str]]] = {}
    for name in LOCKS:
        both |= pinned(checkout / "packaging" / name)
    return both


def test_the_locks_were_made_for_this_pyproject(checkout: Path) -> None:
    made = subprocess.run(
        [sys.executable, "packaging/relock.py", "--check"],
        cwd=checkout,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert made.returncode == 0, made.stdout


@pytest.mark.parametrize("name", LOCKS)
def test_each_locked_package_has_a_hash_and_no_address(checkout: Path, name: str) -> None:
    text = (checkout / "packaging" / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert entries
    assert [each.split()[0] for each in entries if "--hash=sha256:" not in each] == []
    assert "://" not in text
    assert re.search(r"^-", text, re.M) is None


def test_both_locks_agree_on_what_they_share(checkout: Path) -> None:
    main, test = (pinned(checkout / "packaging" / name) for name in LOCKS)
    versions = {
        name: ({v for v, _ in main[name]}, {v for v, _ in test[name]})
        for name in main.keys() & test.keys()
    }
    assert {name: both for name, both in versions.items() if not both[1] <= both[0]} == {}


def test_the_locks_hold_what_pyproject_asks_for(
    checkout: Path, locked: dict[str, list[tuple[str, str]]]
) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += [each for each in extra if not each.startswith("annotator[")]
    for each in map(Requirement, wanted):
        versions = [version for version, _ in locked[canonicalize_name(each.name)]]
        assert versions, each
        assert all(each.specifier.contains(version) for version in versions), each


def test_nothing_that_an_installed_package_needs_is_missing_in_the_locks(
    locked: dict[str, list[tuple[str, str]]],
) -> None:
    environment = {**default_environment(), "extra": ""}
    missing = set()
    for name in locked:
        try:
            needs = distribution(name).requires or []
        except PackageNotFoundError:
            continue
        for need in map(Requirement, needs):
            applies = need.marker is None or need.marker.evaluate(environment)
            if applies and canonicalize_name(need.name) not in locked:
                missing.add(f"{name} needs {need.name}")
    assert missing == set()


def build_wheel(checkout: Path, target: Path) -> Path:
    # A wheel's times are those of its sources unless somebody says otherwise.
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=checkout,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=dict(os.environ, SOURCE_DATE_EPOCH="1700000000"),
    )
    (wheel,) = target.glob("*.whl")
    return wheel


def test_the_wheel_holds_every_module_and_resource_and_is_the_same_twice(
    checkout: Path, tmp_path: Path
) -> None:
    first = build_wheel(checkout, tmp_path / "first")
    second = build_wheel(checkout, tmp_path / "second")
    assert first.read_bytes() == second.read_bytes()
    held = set(zipfile.ZipFile(first).namelist())
    for top, inside in (("annotator", "annotator"), ("resources", "annotator/_resources")):
        files = [path for path in (checkout / top).rglob("*") if path.is_file()]
        names = {path.relative_to(checkout / top).as_posix() for path in files}
        wanted = {f"{inside}/{name}" for name in names if "__pycache__" not in name}
        assert wanted - held == set()


def test_the_version_is_the_same_wherever_it_stands(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [sys.executable, "-c", "import annotator; print(annotator.__version__)"]
    inside = subprocess.run(
        asked, cwd=checkout, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    version = project["project"]["version"]
    assert inside.stdout.strip() == version
    metainfo = checkout / "packaging" / "linux" / "org.annotator.Annotator.metainfo.xml"
    assert f'<release version="{version}"' in metainfo.read_text(encoding="utf-8")


def test_the_desktop_entry_belongs_to_the_window_that_the_program_opens(checkout: Path) -> None:
    entry = checkout / "packaging" / "linux" / "org.annotator.Annotator.desktop"
    text = entry.read_text(encoding="utf-8")
    assert f"\nStartupWMClass={entry.stem}\n" in text
    assert "\nMimeType=application/x-annotator-project;\n" in text
    program = (checkout / "annotator" / "ui" / "app.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{entry.stem}")' in program


def test_a_lock_no_longer_fits_once_something_else_is_asked_for(
    checkout: Path, tmp_path: Path
) -> None:
    shutil.copytree(checkout / "packaging", tmp_path / "packaging")
    asked = (checkout / "pyproject.toml").read_text(encoding="utf-8")
    changed = asked.replace('"appdirs==1.4.4"', '"appdirs==1.4.3"')
    assert changed != asked
    (tmp_path / "pyproject.toml").write_text(changed, encoding="utf-8")
    made = subprocess.run(
        [sys.executable, tmp_path / "packaging" / "relock.py", "--check"],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert made.returncode == 1
    assert all(name in made.stdout for name in LOCKS)


def test_the_readme_begins_with_two_commands_and_the_checks_call_the_second(
    checkout: Path,
) -> None:
    readme = (checkout / "README.md").read_text(encoding="utf-8")
    block = readme.split("```")[1].split("\n", 1)[1]
    commands = [line.split("#")[0].strip() for line in block.splitlines() if line.strip()]
    assert commands == ["python3 packaging/start.py demo", "python3 packaging/start.py test"]
    assert commands[1] in (checkout / ".ci" / "run").read_text(encoding="utf-8")
