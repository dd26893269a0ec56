"""Double coding by the command line: from the sample on."""

from __future__ import annotations

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
