"""A study is submitted, goes on, is asked about, forgets, and leaves: by the command line."""

from __future__ import annotations

import json

import pytest

from tests.journeys.commands import answer, at

FILE = "study.annotator"
MAY = "as submitted in May"


@pytest.fixture
def submitted(project):
    """A study that was named and exported at a step, and went on."""
    project("mark", FILE, "1", "entity", "--at", at("Velmora"))
    number = answer(project("list", FILE, "steps", "--json"))[0]["number"]
    said = answer(project("history", FILE, "--name", str(number), MAY, "--json"))
    assert said["label"] == MAY
    assert project("export", FILE, "--format", "jsonl", "--to", "may.jsonl")[0] == 0
    assert project("export", FILE, "--format", "tables", "--to", "may")[0] == 0
    project("mark", FILE, "1", "speaker", "--at", at("Mira Talven"))
    project("mark", FILE, "1", "cue", "--at", at("said"))
    project("undo", FILE)
    return project


def test_what_was_submitted_is_shown_and_exported_again_to_the_byte(submitted, tmp_path):
    rows = answer(submitted("list", FILE, "spans", "--at", MAY, "--json"))
    assert [row["type"] for row in rows] == ["entity"]
    assert len(answer(submitted("list", FILE, "spans", "--json"))) == 2
    shown = answer(submitted("show", FILE, "1", "--at", MAY, "--json"))
    assert [row["type"] for row in shown["spans"]] == ["entity"]
    code, out, err = submitted("export", FILE, "--format", "jsonl", "--to", "a.jsonl", "--at", MAY)
    assert code == 0
    assert MAY in err
    assert "written and read back" in out
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "may.jsonl").read_bytes()
    assert submitted("export", FILE, "--format", "tables", "--to", "a", "--at", MAY)[0] == 0
    names = sorted(one.name for one in (tmp_path / "may").iterdir())
    assert names == sorted(one.name for one in (tmp_path / "a").iterdir())
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "may" / name).read_bytes()


MOMENTS = {
    "5": "is undone",
    "77": "no step and no time",
    "as submitted in June": "no step and no time",
    "1999-01-01": "not there yet",
    "2999-01-01T00:00Z": "in the future",
    "2026-13-01": "no time that there is",
    "": "no step and no time",
}


def test_a_moment_that_there_is_not_is_wrong_use(submitted, tmp_path):
    for moment, sentence in MOMENTS.items():
        code, out, err = submitted("list", FILE, "articles", "--at", moment)
        assert (code, out) == (2, "")
        assert sentence in err
    for words in (("show", FILE, "1"), ("export", FILE, "--format", "jsonl", "--to", "x.jsonl")):
        assert submitted(*words, "--at", "5")[0] == 2
    assert not (tmp_path / "x.jsonl").exists()


def test_a_recipe_is_of_now(submitted):
    code, _, err = submitted("export", FILE, "--recipe", "x", "--at", MAY)
    assert code == 2
    assert "as it is now" in err


def test_what_cannot_be_a_name_is_wrong_use(submitted):
    for name in ("", "x" * 10_000, "12", "2026-05-03", "May \u202e", MAY):
        code, out, err = submitted("history", FILE, "--name", "2", name)
        assert (code, out) == (2, "")
        assert err.strip()


def test_history_is_forgotten_only_when_that_is_said(submitted):
    code, out, _ = submitted("history", FILE, "--forget-before", MAY)
    assert code == 0
    assert "would go" in out
    assert len(answer(submitted("list", FILE, "steps", "--json"))) == 5
    said = answer(submitted("history", FILE, "--forget-before", MAY, "--yes", "--json"))
    assert (said["steps"], said["forgotten"], said["anew"]) == (2, True, True)
    assert len(answer(submitted("list", FILE, "steps", "--json"))) == 3
    assert submitted("list", FILE, "spans", "--at", "2")[0] == 2
    assert submitted("check", FILE)[0] == 0
    spans = answer(submitted("list", FILE, "spans", "--at", MAY, "--json"))
    assert [row["type"] for row in spans] == ["entity"]


def commands(run, *some):
    """Do commands one after the other; give their answers."""
    lines = "\n".join(json.dumps(one) for one in some)
    code, out, err = run("do", FILE, stdin=lines)
    assert code == 0, err
    return [json.loads(line) for line in out.splitlines()]


def test_by_commands_a_backup_is_taken_back_in_part_and_whole(submitted, tmp_path):
    kept = answer(submitted("backup", "list", FILE, "--json"))[0]["id"]
    mark = {"do": "mark", "article": "1", "type": "cue", "at": [[0, 7]]}
    part = {"do": "restore_backup", "backup": kept, "articles": ["1"]}
    dry, marked, taken, back, strange = commands(
        submitted, {**part, "dry_run": True}, mark, part, {"do": "undo"}, {**part, "backup": "x"}
    )
    assert (dry["step"], dry["backup"]) == (None, kept)
    assert taken["step"] == back["step"] is not None
    assert taken["spans"]["gone"] == dry["spans"]["gone"] + 1
    assert strange["error"]["kind"] == "wrong-use"
    spans = len(answer(submitted("list", FILE, "spans", "--json")))
    assert marked["ok"]

    said, again = commands(submitted, {"do": "restore_backup", "backup": kept}, mark)
    assert said["kept"].endswith("study (before restore).annotator")
    assert again["ok"]  # the next command works in what was restored
    there = answer(submitted("list", FILE, "spans", "--json"))
    assert len(there) == spans - dry["spans"]["gone"]
    old = answer(submitted("list", "study (before restore).annotator", "spans", "--json"))
    assert len(old) == spans


def test_together_with_other_acts_none_is_restored(submitted):
    _, refused, ended = commands(
        submitted,
        {"do": "together", "name": "both"},
        {"do": "restore_backup", "backup": "newest"},
        {"do": "end"},
    )
    assert "together" in refused["error"]["message"]
    assert not ended["ok"]


def test_names_by_commands_and_the_traces_go(submitted):
    line = json.dumps({"do": "name_step", "step": "2", "name": "texts in"})
    assert answer(submitted("do", FILE, stdin=line))["ok"]
    line = json.dumps({"do": "name_step", "step": "texts in", "name": None})
    assert answer(submitted("do", FILE, stdin=line))["ok"]
    assert submitted("list", FILE, "spans", "--at", "texts in")[0] == 2
    found = answer(submitted("traces", FILE, "--json"))
    assert found["removed"] is False
    assert "backups" in [one["what"] for one in found["traces"]]
    code, out, _ = submitted("traces", FILE, "--remove")
    assert code == 0
    assert "Taken away" in out
    assert answer(submitted("traces", FILE, "--json"))["traces"] == []
    assert submitted("traces", "nowhere.annotator")[0] == 2
    assert submitted("check", FILE)[0] == 0
