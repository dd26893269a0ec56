"""Where optional libraries are not installed the rest works; what lacks says what to type."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.formats import FORMATS, extras
from tests.readers import sample_of

CHECKOUT = Path(__file__).parents[3]


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    paths = (CHECKOUT / "tests/without_extras", CHECKOUT)
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "ANNOTATOR_HOME": str(tmp_path / "home"),
    }


def answer(bare: dict[str, str], folder: Path, *words: str) -> tuple[int, object]:
    command = [sys.executable, "-m", "annotator", *words, "--json"]
    done = subprocess.run(
        command, cwd=folder, env=bare, capture_output=True, timeout=120, check=False
    )
    return done.returncode, json.loads(done.stdout)


def test_an_import_takes_in_the_rest_and_names_the_line_to_type(
    bare: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "texts").mkdir()
    for one in FORMATS:
        if one.has_proposals:
            sample = sample_of(one.name)
            (tmp_path / "texts" / f"{one.name}-{sample.name}").write_bytes(sample.data)
    answer(bare, tmp_path, "new", "s.annotator", "--coder", "A")
    code, said = answer(bare, tmp_path, "import", "s.annotator", "texts")
    assert isinstance(said, dict)
    complete = [one for one in FORMATS if one.has_proposals and not one.needs]
    assert code == 1
    assert said["articles"]["new"] + said["articles"]["known"] == len(complete)
    reasons = {one["source"]: one["reason"] for one in said["refused"]}
    needy = [one for one in FORMATS if one.has_proposals and one.needs]
    assert reasons.keys() == {f"texts/{one.name}-{sample_of(one.name).name}" for one in needy}
    for one in needy:
        reason = reasons[f"texts/{one.name}-{sample_of(one.name).name}"]
        assert all(f"pip install 'annotator[{extra}]'" in reason for extra in one.needs)


def test_an_export_names_the_line_to_type_and_leaves_nothing(
    bare: dict[str, str], tmp_path: Path
) -> None:
    answer(bare, tmp_path, "new", "s.annotator", "--coder", "A")
    for name, extra, form in (
        *(("xlsx", "office", form) for form in ((), ("--dry-run",))),
        *(("parquet", "corpora", form) for form in ((), ("--dry-run",))),
    ):
        to = ("export", "s.annotator", "--format", name, "--to", f"out.{name}")
        code, said = answer(bare, tmp_path, *to, *form)
        assert code == 2
        assert f"pip install 'annotator[{extra}]'" in json.dumps(said)
    assert not [*tmp_path.glob("*out*")]


def test_the_list_of_formats_shows_what_is_missing(bare: dict[str, str], tmp_path: Path) -> None:
    code, said = answer(bare, tmp_path, "formats")
    assert code == 0
    assert isinstance(said, list)
    missing = {one["name"]: one["missing"] for one in said}
    for one in FORMATS:
        assert len(missing[one.name]) == len(one.needs)
        assert all("pip install" in sentence for sentence in missing[one.name])


def test_all_optional_libraries_are_hidden_here() -> None:
    text = (CHECKOUT / "tests/without_extras/sitecustomize.py").read_text(encoding="utf-8")
    assert all(f'"{module}"' in text for modules in extras.EXTRAS.values() for module in modules)
