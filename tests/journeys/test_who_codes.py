"""Who codes: one id a name, whose layer takes the marks, settings that are damaged or closed."""

from __future__ import annotations

import json

from annotator.model.layer import SAMPLE_CODER
from annotator.settings import load, settings_path
from tests.journeys.commands import answer, at


def test_two_coders_have_two_layers_and_each_sees_their_own_state(project):
    for coder in ("A", "B"):
        project("mark", "study.annotator", "1", "entity", "--at", at("Velmora"), "--coder", coder)
    layers = answer(project("list", "study.annotator", "layers", "--json"))
    assert sorted((one["name"], one["spans"]) for one in layers) == [("A", 1), ("B", 1)]
    project(
        "do", "study.annotator", "--coder", "B", stdin='{"do":"state","article":"1","state":"done"}'
    )
    states = {
        coder: answer(project("list", "study.annotator", "articles", "--json", "--coder", coder))[
            0
        ]["state"]
        for coder in ("A", "B")
    }
    assert states == {"A": "progress", "B": "done"}


def layers_with_spans(project, file: str = "study.annotator") -> dict[str, int]:
    """Give how many spans each layer has; those of suggesters are nobody's."""
    layers = answer(project("list", file, "layers", "--json"))
    return {one["name"]: one["spans"] for one in layers if one["layer_kind"] != "suggester"}


def test_who_made_the_project_here_marks_without_being_named_and_it_is_said(project):
    assert project("new", "other.annotator", "--coder", "B")[0] == 0
    words = ("mark", "study.annotator", "1", "entity", "--at", at("Velmora"))
    code, out, said = project(*words)
    assert (code, len(out.split())) == (0, 1)
    assert said == "Marked as entity, on the layer of A.\n"
    assert "on the layer of B" in project(*words, "--coder", "B")[2]
    assert layers_with_spans(project) == {"A": 1, "B": 1}
    words = ("mark", "study.annotator", "1", "entity", "--at", at("Mira"), "--quiet")
    assert project(*words)[2] == ""


def test_in_a_project_made_elsewhere_the_last_one_named_marks(project, tmp_path):
    assert project("new", "other.annotator", "--coder", "B")[0] == 0
    kept = json.loads(settings_path().read_text(encoding="utf-8"))
    kept["coders"] = [one for one in kept["coders"] if not one.endswith(" A")]
    settings_path().write_text(json.dumps({"coders": kept["coders"]}), encoding="utf-8")
    said = project("mark", "study.annotator", "1", "entity", "--at", at("Velmora"))[2]
    assert said == "Marked as entity, on the layer of B.\n"


def test_a_name_that_is_new_here_goes_on_with_its_layer_in_the_project(project):
    words = ("mark", "study.annotator", "1", "entity", "--at", at("Velmora"), "--coder", "A")
    project(*words)
    (before,) = answer(project("list", "study.annotator", "layers", "--json"))
    settings_path().unlink()
    project("mark", "study.annotator", "1", "entity", "--at", at("Mira"), "--coder", "A")
    (after,) = answer(project("list", "study.annotator", "layers", "--json"))
    assert (after["coder"], after["spans"]) == (before["coder"], 2)
    assert load().known() == {"A": before["coder"]}


def test_the_samples_coder_codes_in_the_sample_and_nowhere_else(project, tmp_path):
    assert project("demo", "--to", "demo", "--no-window")[0] == 0
    sample = str(tmp_path / "demo" / "sample.annotator")
    words = ("1", "entity", "--at", "0:4", "--coder", "sample")
    n_before = layers_with_spans(project, sample)["sample"]
    assert project("mark", sample, *words)[0] == 0
    assert layers_with_spans(project, sample) == {"sample": n_before + 1}
    assert project("mark", "study.annotator", *words)[0] == 0
    coders = {
        one["coder"] for one in answer(project("list", "study.annotator", "layers", "--json"))
    }
    assert SAMPLE_CODER.id not in coders
    assert SAMPLE_CODER.id not in load().known().values()


def test_damaged_settings_are_said_and_reading_makes_nobody_known(project):
    settings_path().write_text("{", encoding="utf-8")
    assert project("list", "study.annotator", "articles", "--coder", "Z")[0] == 0
    assert settings_path().read_text(encoding="utf-8") == "{"
    code, _, said = project("mark", "study.annotator", "1", "entity", "--at", "0:7", "--coder", "Z")
    assert (code, "is damaged" in said, "“Z” gets a new id." in said) == (0, True, True)


def test_settings_that_cannot_be_read_refuse_a_name_that_they_may_know(project, tmp_path):
    path = settings_path()
    path.unlink()
    path.mkdir()
    words = ("mark", "study.annotator", "1", "entity", "--at", "0:7", "--coder")
    code, _, said = project(*words, "Z")
    assert (code, "cannot be read" in said, "“Z”" in said) == (3, True, True)
