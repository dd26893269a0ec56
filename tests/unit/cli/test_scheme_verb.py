"""Editing the scheme from outside: the verb, the list, the commands of `do`."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from annotator.cli import main
from annotator.project import Project
from tests.planning import TEXT
from tests.unit.project.acts.schemes.test_editing import MERGE, B, marked


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "study.annotator"
    with Project.create(path, coder=B) as made:
        made.import_text(TEXT, "first.txt")
        marked(made)
    return path


def said(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, object]:
    """Give the exit code and the JSON of a verb."""
    code = main([str(one) for one in (*words, "--json")])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else None


def test_an_edit_is_counted_done_and_listed(study, capsys):
    code, found = said(capsys, "scheme", "edit", study, json.dumps(MERGE), "--dry-run")
    assert code == 0
    assert found == {
        "version": 2,
        "step": None,
        "edits": [{"what": "claim.directness.mixed", "spans": 1, "articles": 1, "layers": ["B"]}],
    }
    code, found = said(capsys, "scheme", "edit", study, json.dumps(MERGE), "--note", "alike")
    assert found["step"]
    code, found = said(capsys, "list", study, "look-again")
    assert [(one["attribute"], one["value"], one["version"]) for one in found] == [
        ("directness", "indirect", 1)
    ]
    assert set(found[0]) == {
        *("item", "kind", "layer", "article", "attribute", "value", "version", "choices"),
    }
    code, found = said(capsys, "scheme", "show", study, "--version", "1")
    assert found["version"] == 1
    code, found = said(capsys, "list", study, "spans", "--where", "type=claim")
    assert {one["confirmed"]["directness"] for one in found} == {1}
    code, _ = said(capsys, "scheme", "show", study, "--version", "9")
    assert code == 2


@pytest.mark.parametrize("edit", ["[]", "{", '{"edit": "burn", "what": "claim"}'])
def test_what_is_no_edit_is_wrong_use(study, capsys, edit):
    code, found = said(capsys, "scheme", "edit", study, edit)
    assert code == 2
    assert "error" in found


def test_options_may_stand_before_the_edits(study, capsys):
    retire = json.dumps({"edit": "retire", "what": "claim.medium"})
    words = ("scheme", "edit", study, "--note", "alike", json.dumps(MERGE), retire)
    code, found = said(capsys, *words)
    assert code == 0
    assert len(found["edits"]) == 2
    code, found = said(capsys, "scheme", "edit", study, "--notes", "alike", json.dumps(MERGE))
    assert code == 2
    assert "--notes" in found["error"]["message"]


def test_do_edits_and_decides(study, capsys, monkeypatch):
    with Project.open(study, coder=B, read_only=True) as project:
        claim = next(one for one in project.spans(type_name="claim") if "kind" in one.attributes)
    define = {"edit": "define", "what": "claim.directness", "definition": "How it is given."}
    lines = [
        {"do": "scheme", "edits": [define], "note": "clearer"},
        {"do": "look-again", "item": claim.id, "attribute": "directness", "value": "direct"},
        {"do": "look-again", "what": "claim.directness.indirect", "value": "indirect"},
        {"do": "look-again", "value": "indirect"},
        {"do": "scheme", "edits": []},
        {"do": "scheme", "edits": [define], "on": 1},
    ]
    raw = io.BytesIO("\n".join(map(json.dumps, lines)).encode())
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=raw))
    assert main(["do", str(study)]) == 0
    answers = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
    assert [one["ok"] for one in answers] == [True, True, True, False, False, False]
    assert answers[0]["edits"][0]["spans"] == 2
    assert answers[2]["n"] == 1
    _code, found = said(capsys, "list", study, "look-again")
    assert found == []


def test_ready_schemes_start_a_project_and_are_added_to_one(study, tmp_path, capsys):
    code, found = said(capsys, "scheme", "import", study, "discourse-network", "--dry-run")
    assert (code, found["version"]) == (0, 2)
    code, found = said(capsys, "scheme", "import", study, "discourse-network")
    assert (found["version"], bool(found["step"])) == (2, True)
    code, found = said(capsys, "scheme", "import", study, "discourse-network")
    assert found["step"] is None
    code, shown = said(capsys, "scheme", "show", study)
    names = {(one["on"], one["name"]) for one in shown["attributes"]}
    assert {("claim", "concept"), ("claim", "agreement"), ("actor", "organisation")} <= names
    for name in ("claims-analysis", "sourcing", "check-worthiness"):
        code, found = said(capsys, "new", tmp_path / f"{name}.annotator", "--scheme", name)
        assert code == 0


def test_a_file_that_lacks_a_value_in_use_keeps_it_as_retired_and_says_so(study, tmp_path, capsys):
    main(["scheme", "export", str(study), "--to", str(tmp_path / "s.toml")])
    text = (tmp_path / "s.toml").read_text(encoding="utf-8")
    text = text.replace('["direct", "indirect", "mixed", "reported", "free"]', '["direct", "x"]')
    text = text.replace('default = "indirect"\n', "")
    first = text.index("[type.claim.attribute.directness.value.indirect]")
    text = text[:first] + text[text.index("[type.claim.attribute.kind]") :]
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["scheme", "import", str(study), str(tmp_path / "s.toml")]) == 0
    heard = capsys.readouterr().err
    assert "“claim.directness.mixed” is in use: it stays, as retired." in heard
    with Project.open(study, coder=B, read_only=True) as project:
        attribute = project.scheme.type("claim").attribute("directness")
        assert attribute.values == ("direct", "x")
        assert attribute.value("mixed").retired


def test_only_a_scheme_goes_for_a_newer_one(study: Path, tmp_path: Path, capsys) -> None:
    words = ["scheme", "export", str(study), "--overwrite", "--to"]
    theirs = tmp_path / "thesis.toml"
    theirs.write_text("chapter = 1\n")
    assert main([*words, str(theirs)]) == 5
    assert "is no scheme: it stays" in capsys.readouterr().err
    assert theirs.read_text() == "chapter = 1\n"
    assert main([*words, str(tmp_path / "s.toml")]) == 0
    assert main([*words, str(tmp_path / "s.toml")]) == 0


def test_a_link_of_do_may_end_at_a_place_whose_words_are_marked(study, capsys, monkeypatch):
    with Project.open(study, coder=B, read_only=True) as project:
        claim = next(iter(project.spans(type_name="claim")))
        start = TEXT.index("Mira Talven")
    commands = [
        {"do": "link", "from": claim.id, "type": "about", "to": [start, start + 11]},
        {"do": "link", "from": claim.id, "type": "about", "to": [start]},
    ]
    lines = "\n".join(json.dumps(one) for one in commands)
    raw = io.BytesIO(lines.encode())
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=raw))
    assert main(["do", str(study)]) == 0
    linked, refused = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert linked["ok"], linked
    link, _mark = linked["ids"]
    assert linked["id"] == link
    assert refused["error"]["kind"] == "wrong-use"
    with Project.open(study, coder=B, read_only=True) as project:
        assert "Mira Talven" in [one.text() for one in project.spans(type_name="entity")]
        assert link in [one.id for one in project.links()]
