"""What we write is read by the peers' own libraries, through the checkers of the folder shared."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.formats.base import WriteOptions
from annotator.formats.docx import WordFiles
from annotator.formats.export import export
from annotator.formats.jsonl import JsonLines
from annotator.formats.tables import Tables
from annotator.formats.w3c import WebAnnotations
from annotator.model.layer import SAMPLE_CODER
from annotator.project.sample import make_sample
from tests import bundles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.project import Project

PYTHON = os.environ.get("ANNOTATOR_PEERS_PYTHON", sys.executable)
"""A Python that has the peers' libraries; ours has only some of them."""


def _has(module: str) -> bool:
    if sys.executable == PYTHON:
        return importlib.util.find_spec(module) is not None
    return subprocess.run([PYTHON, "-c", f"import {module}"], check=False).returncode == 0


def _check(shared: Path, script: str, *arguments: str | Path) -> str:
    done = subprocess.run(
        [PYTHON, str(shared / "checks" / script), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def jsonl(tmp_path: Path) -> Path:
    at = tmp_path / "project.jsonl"
    export(bundles.full(), JsonLines(), at, WriteOptions())
    return at


def test_jsonl_passes_its_checker(shared: Path, jsonl: Path) -> None:
    if not _has("jsonschema"):
        pytest.skip("jsonschema is not installed")
    assert "2 articles, 5 spans, 2 links" in _check(shared, "check_jsonl.py", jsonl)


@pytest.mark.parametrize("preset", ["r", "excel"])
def test_tables_pass_their_checker_and_equal_the_jsonl(
    shared: Path, jsonl: Path, tmp_path: Path, preset: str
) -> None:
    if not _has("frictionless"):
        pytest.skip("frictionless is not installed (name a Python with it: ANNOTATOR_PEERS_PYTHON)")
    at = tmp_path / "tables"
    export(bundles.full(), Tables(), at, WriteOptions({"preset": preset}))
    assert "equal to the JSONL export" in _check(shared, "check_tables.py", at, "--expect", jsonl)


@pytest.fixture
def shipped(tmp_path: Path) -> Iterator[Project]:
    """Give the project that ships, with its coding and both of its articles."""
    with make_sample(tmp_path / "sample.annotator", SAMPLE_CODER) as project:
        yield project


def test_word_files_pass_their_checker_and_equal_the_jsonl(
    shared: Path, jsonl: Path, shipped: Project, tmp_path: Path
) -> None:
    if not _has("docx"):
        pytest.skip("python-docx is not installed (name a Python with it: ANNOTATOR_PEERS_PYTHON)")
    export(bundles.full(), WordFiles(), tmp_path / "full.docx", WriteOptions())
    shipped.export("docx", tmp_path / "shipped.docx")
    shipped.export("jsonl", tmp_path / "shipped.jsonl")
    for name, expected in (("full", jsonl), ("shipped", tmp_path / "shipped.jsonl")):
        found = _check(shared, "check_docx.py", tmp_path / f"{name}.docx", "--expect", expected)
        assert "equal to the JSONL export" in found


def test_annotations_of_the_web_pass_their_checker_and_equal_the_jsonl(
    shared: Path, jsonl: Path, shipped: Project, tmp_path: Path
) -> None:
    export(bundles.full(), WebAnnotations(), tmp_path / "full.jsonld", WriteOptions())
    shipped.export("w3c", tmp_path / "shipped.jsonld")
    shipped.export("jsonl", tmp_path / "shipped.jsonl")
    for name, expected in (("full", jsonl), ("shipped", tmp_path / "shipped.jsonl")):
        found = _check(shared, "check_w3c.py", tmp_path / f"{name}.jsonld", "--expect", expected)
        assert "equal to the JSONL export" in found
