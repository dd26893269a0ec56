"""Double coding by the command line: from the sample on."""

from __future__ import annotations

import json

import pytest

from tests.journeys.commands import Run, answer

WORDS = ("one", "two", "three", "four", "five", "six")


@pytest.fixture
def study(run: Run, tmp_path) -> Run:
    (tmp_path / "texts").mkdir()
    for word in WORDS:
        (tmp_path / "texts" / f"{word}.txt").write_text(word, encoding="utf-8")
    run("new", "study.annotator", "--coder", "A")
    answer(run("import", "study.annotator", "texts", "--json"))
    return run


def titles(study: Run, *more: str) -> dict[str, str]:
    rows = answer(study("list", "study.annotator", "articles", "--json", *more))
    return {row["id"]: row["title"] for row in rows}


def test_the_published_vector_is_drawn_listed_exported_and_gone_on_with(study, tmp_path):
    words = ("sample", "study.annotator", "--name", "pilot", "--json")
    drawn = answer(study(*words, "--n", "3", "--seed", "7"))
    known = titles(study)
    assert [known[one] for one in drawn["articles"]] == ["four", "six", "five"]
    assert {**drawn, "articles": 0, "step": 0} == {
        "name": "pilot",
        "seed": 7,
        "articles": 0,
        "frame": 6,
        "cells": [{"cell": "all", "size": 6, "drawn": 3}],
        "short": [],
        "days": [],
        "outside": {"later": 0, "no_day": 0},
        "step": 0,
    }
    rows = answer(study("list", "study.annotator", "articles", "--json"))
    assert {row["title"]: row["samples"] for row in rows} == {
        word: ["pilot"] if word in ("four", "five", "six") else [] for word in WORDS
    }
    assert {*titles(study, "--sample", "pilot").values()} == {"four", "five", "six"}
    out = ("--format", "jsonl", "--to", "pilot.jsonl", "--sample", "pilot", "--json")
    assert answer(study("export", "study.annotator", *out))["counts"]["articles"] == 3
    (tmp_path / "seven.txt").write_text("seven", encoding="utf-8")
    study("import", "study.annotator", "seven.txt")
    more = answer(study(*words, "--more", "2"))
    assert [known[one] for one in more["articles"]] == ["four", "six", "five", "three", "two"]
    assert (more["cells"][0]["drawn"], more["outside"]["later"]) == (5, 1)
    said = study("sample", "study.annotator", "--name", "pilot", "--more", "9")[1]
    assert said.splitlines() == [
        "pilot: 6 articles of 6, seed 7.",
        "1 article came in later: not in this frame.",
        "Too few: all.",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("--name", "taken", "--n", "1"),
        ("--name", "new"),
        ("--name", "new", "--share", "much"),
        ("--name", "new", "--weeks", "0"),
        ("--name", "taken", "--more", "1", "--seed", "3"),
        ("--name", "unknown", "--more", "1"),
        ("--n", "1"),
    ],
)
def test_what_cannot_be_drawn_is_wrong_use(study, words):
    assert study("sample", "study.annotator", "--name", "taken", "--n", "1")[0] == 0
    assert study("sample", "study.annotator", *words)[0] == 2
    assert len(answer(study("list", "study.annotator", "steps", "--json"))) == 3


def test_kits_are_made_coded_and_listed(study, tmp_path):
    study("sample", "study.annotator", "--n", "4", "--seed", "7", "--name", "pilot")
    words = ("kit", "make", "study.annotator", "--coder", "B", "--coder", "C", "--json")
    made = answer(study(*words, "--sample", "pilot", "--to", "kits", "--hide", "date, url"))
    assert [(one["coder"], one["articles"], one["alone"]) for one in made["kits"]] == [
        ("B", 4, 0), ("C", 4, 0),
    ]  # fmt: skip
    kit = str(tmp_path / "kits" / "B.annotator")
    rows = answer(study("list", kit, "articles", "--json"))
    assert {row["title"] for row in rows} == {"four", "six", "five", "three"}
    assert {(row["date"], row["url"], row["source"]) for row in rows} == {(None, None, "")}
    assert answer(study("list", kit, "articles", "--json", "--where", "url=none")) == []
    assert (answer(study("show", kit, "1", "--json"))["date"]) is None
    study("mark", kit, "1", "entity", "--at", "0:3")
    assert [one["name"] for one in answer(study("list", kit, "layers", "--json"))] == ["B"]
    assert study("mark", kit, "1", "entity", "--at", "0:2", "--coder", "Berta")[0] == 0
    state = '{"do": "state", "article": "1", "state": "done"}'
    study("do", kit, stdin=state)
    assert len(answer(study("list", kit, "articles", "--json", "--where", "url=none"))) == 1
    listed = answer(study("kit", "list", "study.annotator", "--json"))
    assert {(one["coder"], one["articles"], one["done"], one["returned"]) for one in listed} == {
        ("B", 4, 0, None), ("C", 4, 0, None),
    }  # fmt: skip
    assert study("kit", "list", "study.annotator")[1].splitlines()[0].split() == [
        "coder", "articles", "done", "excluded", "returned", "coded_by",
    ]  # fmt: skip


def test_kits_that_cannot_be_made_are_wrong_use_or_in_the_way(study, tmp_path):
    make = ("kit", "make", "study.annotator")
    assert study(*make, "--coder", "B")[0] == 2
    assert study(*make, "--to", "kits")[0] == 2
    assert study(*make, "--coder", "B", "--to", "kits", "--hide", "title")[0] == 2
    assert study(*make, "--coder", "B", "--to", "kits")[0] == 0
    assert study(*make, "--coder", "B", "--to", "kits")[0] == 5
    kit = str(tmp_path / "kits" / "B.annotator")
    assert study("kit", "make", kit, "--coder", "C", "--to", "kits")[0] == 2
    assert study("import", kit, "texts")[0] == 2


def coded(study, kit: str, coder: str, *more: tuple[str, str, str]) -> None:
    """Let a coder mark every article of a kit and be done with it."""
    n = len(answer(study("list", kit, "articles", "--json")))
    lines = [
        f'{{"do": "mark", "article": "{one}", "type": "entity", "at": [[0, 3]]}}\n'
        f'{{"do": "state", "article": "{one}", "state": "done"}}'
        for one in range(1, n + 1)
    ]
    assert study("do", kit, "--coder", coder, stdin="\n".join(lines))[0] == 0
    for article, kind, place in more:
        assert study("mark", kit, article, kind, "--at", place, "--coder", coder)[0] == 0


def test_three_files_of_three_coders_from_the_sample_to_the_report(study, tmp_path):
    sample = ("--n", "4", "--seed", "7", "--name", "reliability")
    answer(study("sample", "study.annotator", *sample, "--json"))
    made = ("--coder", "B", "--coder", "C", "--sample", "reliability", "--to", "kits")
    answer(study("kit", "make", "study.annotator", *made, "--json"))
    in_sample = titles(study, "--sample", "reliability")
    coded(study, "study.annotator", "A")
    coded(study, "kits/B.annotator", "B", ("1", "cue", "1:3"))
    coded(study, "kits/C.annotator", "C", ("2", "cue", "1:3"))

    def collect(*kits: str) -> dict:
        return answer(study("kit", "collect", "study.annotator", *kits, "--json"))

    back = collect("kits/B.annotator")
    assert [(one["coder"], one["verdict"], one["done"]) for one in back["kits"]] == [
        ("B", "new", 4)
    ]
    assert back["layers"] == {"new": 1, "updated": 0, "unchanged": 0}
    again = collect("kits/B.annotator")
    assert (again["step"], again["layers"]["unchanged"]) == (None, 1)

    found = answer(study("compare", "study.annotator", "A", "B", "--json"))
    assert (found["articles"], found["identical"]) == (4, 4)
    assert {name: n for name, n in found["counts"].items() if n} == {"extra": 1}
    before = answer(study("agreement", "study.annotator", "A", "B", "--json"))
    assert before["types"]["entity"]["exact"]["f1"] == 1
    assert before["types"]["cue"]["exact"]["f1"] == 0

    of = ("--sample", "reliability", "--json")
    taken = answer(study("take", "study.annotator", "B", "agreed", *of))
    assert (taken["identical"], taken["taken"]) == (4, 1)
    settled = answer(study("compare", "study.annotator", "A", "B", "--json"))
    assert {one["state"] for one in settled["differences"]} == {"settled"}

    assert collect("kits/C.annotator")["layers"]["new"] == 1
    third = answer(study("compare", "study.annotator", "agreed", "C", "--json"))
    assert {name: n for name, n in third["counts"].items() if n} == {"missing": 1, "extra": 1}
    rest = answer(study("take", "study.annotator", "A", "agreed", "--rest", "--json"))
    assert (rest["articles"], rest["taken"]) == (2, 2)
    spans = answer(study("list", "study.annotator", "spans", "--json", "--where", "layer=agreed"))
    assert sum(one["article"] in in_sample for one in spans) == 5
    assert len(spans) == 7

    for name in ("report.html", "report.csv"):
        words = ("agreement", "study.annotator", "A", "B", "C", "--sample", "reliability")
        assert study(*words, "--report", name)[0] == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "reliability" in page
    assert "seed 7" in page
    listed = answer(study("kit", "list", "study.annotator", "--json"))
    assert [(one["coder"], one["done"], one["coded_by"]) for one in listed] == [
        ("B", 4, "B"), ("C", 4, "C"),
    ]  # fmt: skip
    assert all(one["returned"] for one in listed)
    assert answer(study("check", "study.annotator", "--json"))["ok"]


def test_a_kit_of_another_project_is_not_taken_back(study, tmp_path):
    study("new", "other.annotator", "--coder", "A")
    study("import", "other.annotator", "texts")
    study("kit", "make", "other.annotator", "--coder", "B", "--to", "kits")
    before = answer(study("list", "study.annotator", "steps", "--json"))
    code, out, _ = study("kit", "collect", "study.annotator", "kits/B.annotator", "--json")
    assert (code, "another project" in out) == (3, True)
    assert answer(study("list", "study.annotator", "steps", "--json")) == before
    assert study("kit", "collect", "study.annotator")[0] == 2
    assert study("kit", "list", "study.annotator", "kits/B.annotator")[0] == 2


def test_places_are_given_held_counted_and_told_apart(study, tmp_path):
    for n in (1, 2):
        study(
            "mark", "study.annotator", str(n), "claim", "--at", "0:3", "--set", "directness=direct"
        )
        study(
            "do", "study.annotator", stdin=f'{{"do": "state", "article": {n}, "state": "done"}}\n'
        )
    make = ("kit", "make", "study.annotator", "--coder", "B", "--overlap", "1", "--to", "kits")
    assert study(*make, "--given", "nobody")[0] == 2
    assert study(*make, "--given", "A")[0] == 0
    kit = str(tmp_path / "kits" / "B.annotator")
    assert study("kit", "collect", "study.annotator", kit)[0] == 3
    spans = answer(study("list", kit, "spans", "--json"))
    assert [(one["type"], one["attributes"]) for one in spans] == [("claim", {})] * 2
    assert study("mark", kit, "1", "claim", "--at", "0:2")[0] == 2
    held, gone = (one["id"] for one in spans)
    moved = f'{{"do": "edit", "item": "{held}", "at": [[0, 2]]}}\n'
    refused = json.loads(study("do", kit, stdin=moved)[1])
    assert (refused["ok"], refused["error"]["kind"]) == (False, "forbidden-by-scheme")
    acts = [{"do": "edit", "item": held, "attributes": {"directness": "direct"}}]
    acts += [{"do": "delete", "items": [gone]}]
    acts += [{"do": "state", "article": n, "state": "done"} for n in range(1, 7)]
    assert study("do", kit, stdin="".join(f"{json.dumps(one)}\n" for one in acts))[0] == 0
    back = answer(study("kit", "collect", "study.annotator", kit, "--json"))
    assert "1 of 2 given places was deleted as no claim." in back["kits"][0]["notes"]
    found = answer(study("agreement", "study.annotator", "A", "B", "--json"))
    assert {**found["kept"]} == {"share": 0.5, "n": 2, "kept": 1, "given": 2, "how": "given"}
    compared = answer(study("compare", "study.annotator", "A", "B", "--json"))
    assert compared["given"] == ["B"]
    assert "given to B, not found" in study("compare", "study.annotator", "A", "B")[1]
    exact = found["types"]["claim"]["exact"]
    assert (exact["f1"], exact["why"], exact["how"]) == (None, "places were given", "given")
    assert (found["alpha_u"]["claim"], found["alpha_u"]["all"]) == (None, None)
    assert found["alpha"]["claim.directness"]["how"] == "given"
