"""The same project gives the same bytes, whoever writes it, where and when."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.formats import every
from annotator.formats.base import WriteOptions
from annotator.formats.export import export
from tests import bundles

ROOT = Path(__file__).resolve().parents[3]
WRITES = [one.name for one in every() if one.can_write]
ELSEWHERE = {"PYTHONHASHSEED": "77", "TZ": "Asia/Kabul", "LC_ALL": "C", "LANG": "de_DE.UTF-8"}
LATER = 40_000_000
"""Seconds: more than a year."""


def write_all(folder: Path) -> dict[str, str]:
    """Write a project in every format, and give the checksum of each file."""
    folder.mkdir()
    whole = replace(bundles.full(), changed="2026-03-01T10:32:07Z")
    for one in every():
        if one.can_write and not one.missing():
            to = folder / one.default_name("study")
            export(whole, one, to, WriteOptions())
    return {
        at.relative_to(folder).as_posix(): hashlib.sha256(at.read_bytes()).hexdigest()
        for at in sorted(folder.rglob("*"))
        if at.is_file()
    }


def go_on_later() -> None:
    """Let all that this process asks for the time hear that of another year."""
    now, utc, here = time.time, time.gmtime, time.localtime
    time.time = lambda: now() + LATER
    time.gmtime = lambda at=None: utc(now() + LATER if at is None else at)
    time.localtime = lambda at=None: here(now() + LATER if at is None else at)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str]]:
    folder = tmp_path_factory.mktemp("same")
    words = [sys.executable, "-m", "tests.unit.formats.test_same_bytes", str(folder / "there")]
    env = {**os.environ, **ELSEWHERE}
    done = subprocess.run(words, env=env, cwd=ROOT, check=True, capture_output=True, text=True)
    there = dict(line.split("  ") for line in done.stdout.splitlines())
    return write_all(folder / "here"), there


@pytest.mark.parametrize("name", WRITES)
def test_another_process_zone_language_and_year_give_the_same_bytes(
    both: tuple[dict[str, str], dict[str, str]], name: str
) -> None:
    (one,) = (each for each in every() if each.name == name)
    if one.missing():
        pytest.skip(one.missing()[0])
    top = one.default_name("study")
    here, there = (
        {at: its for at, its in some.items() if at.partition("/")[0] == top} for some in both
    )
    assert here
    assert here == there


if __name__ == "__main__":
    go_on_later()
    for place, its_sum in write_all(Path(sys.argv[1])).items():
        sys.stdout.write(f"{place}  {its_sum}\n")
