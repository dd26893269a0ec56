"""The completion of the shells is made from the parsers, so it names what there is."""

from __future__ import annotations

import runpy
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKER = ROOT / "packaging" / "make_completion.py"
COMPLETION = ROOT / "packaging" / "completion"


def test_the_completion_files_are_what_the_parsers_give():
    assert runpy.run_path(str(MAKER))["stale"]() == ()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_can_read_its_completion(shell):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    script = COMPLETION / f"annotator.{shell}"
    found = subprocess.run([shell, "-n", script], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("annotator im", ["import"]),
        ("annotator export study.annotator --preset ''", ["r", "excel"]),
        ("annotator list study.annotator sta", ["statements"]),
        ("annotator list study.annotator --w", ["--where"]),
    ],
)
def test_bash_offers_verbs_options_and_what_may_be_chosen(words, offered, tmp_path):
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    script = (
        f"source '{COMPLETION / 'annotator.bash'}'\n"
        f"COMP_WORDS=({words})\n"
        "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
        '_annotator\nprintf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    found = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert found.stdout.split() == offered
