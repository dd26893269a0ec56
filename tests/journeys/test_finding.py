"""Finding through the command line as it is."""

from __future__ import annotations

import json

from tests.journeys.commands import TEXT, answer

FILE = "study.annotator"


def test_hits_are_one_object_with_their_counts_first(project):
    code, out, _ = project("find", FILE, "velmora | WILL", "--json")
    assert code == 0
    found = json.loads(out)
    assert [*found] == ["n", "articles", "hits", "cursor"]
    assert (found["n"], found["articles"], found["cursor"]) == (2, 1, None)
    assert [*found["hits"][0]] == ["article", "start", "end", "before", "text", "after", "spans"]
    for one in found["hits"]:
        assert TEXT[one["start"] : one["end"]] == one["text"]
        assert TEXT.count(one["before"] + one["text"] + one["after"]) == 1
    assert project("find", FILE, "nowhere", "--json")[1] == (
        '{\n "n": 0,\n "articles": 0,\n "hits": [],\n "cursor": null\n}\n'
    )


def test_a_cursor_goes_on_behind_the_limit(project):
    first = answer(project("find", FILE, "e", "--limit", "3", "--json"))
    assert (first["n"], len(first["hits"])) == (TEXT.count("e"), 3)
    rest = answer(project("find", FILE, "e", "--after", first["cursor"], "--json"))
    starts = [one["start"] for one in (*first["hits"], *rest["hits"])]
    assert starts == [at for at, letter in enumerate(TEXT) if letter == "e"]


def test_marking_what_was_found_is_one_step(project):
    words = ("find", FILE, "Mira Talven", "--mark", "speaker", "--set", "form=name",
             "--actor", "Talven", "--json")  # fmt: skip
    done = answer(project(*words))
    assert (done["n"], done["hits"][0]["spans"]) == (1, [])
    steps = answer(project("list", FILE, "steps", "--json"))
    assert steps[0]["id"] == done["step"]
    assert steps[0]["name"] == "Mark 1 × Mira Talven as speaker"
    assert answer(project(*words))["step"] is None
    hit = answer(project("find", FILE, "mira", "--json"))["hits"][0]
    assert hit["spans"] == [one["id"] for one in answer(project("list", FILE, "spans", "--json"))]


def test_lines_for_people_stand_under_each_other(project):
    code, out, err = project("find", FILE, "velmora | mira")
    assert code == 0
    places = [line.index("[") for line in out.splitlines() if "[" in line]
    assert len(places) == 2
    assert len(set(places)) == 1
    assert "2 places in 1 article." in err


def test_what_cannot_be_is_told_with_exit_2(project):
    assert project("find", FILE, "(", "--regex")[0] == 2
    assert project("find", FILE, " ")[0] == 2
    assert project("find", FILE, "x", "--set", "a=b")[0] == 2
    assert project("find", FILE, "x", "--in", "sermon")[0] == 2


def test_an_expression_that_never_ends_is_told(project, tmp_path):
    (tmp_path / "long.txt").write_text("Long\n\n" + "and so on " * 40, encoding="utf-8")
    project("import", FILE, "long.txt")
    code, out, _ = project("find", FILE, r"(\w+\s?)+$x", "--regex", "--json")
    assert code == 2
    assert "takes too long" in json.loads(out)["error"]["message"]


def test_do_finds_marks_and_keeps_searches(project):
    commands = (
        {"do": "find", "words": "velmora", "limit": 5},
        {
            "do": "find",
            "words": "Velmora",
            "case": True,
            "mark": "entity",
            "set": {"kind": "place"},
        },
        {"do": "keep", "name": "places", "words": "velmora | harbour", "in": "entity"},
    )
    _, out, _ = project("do", FILE, stdin="\n".join(map(json.dumps, commands)))
    found, marked, kept = map(json.loads, out.splitlines())
    assert (found["ok"], found["n"], found["cursor"], "step" in found) == (True, 1, None, False)
    assert (marked["ok"], marked["n"]) == (True, 1)
    steps = answer(project("list", FILE, "steps", "--json"))
    assert [one["id"] for one in steps[:2]] == [kept["step"], marked["step"]]
    (search,) = answer(project("list", FILE, "searches", "--json"))
    assert (search["name"], search["search"]) == (
        "places", {"words": "velmora | harbour", "in": "entity"}
    )  # fmt: skip
    hit = found["hits"][0]
    more = (
        {"do": "mark_places", "type": "speaker",
         "places": {hit["article"]: [[hit["start"], hit["end"]]]}},
        {"do": "keep", "name": "places"},
        {"do": "mark_places", "type": "speaker", "places": []},
    )  # fmt: skip
    _, out, _ = project("do", FILE, stdin="\n".join(map(json.dumps, more)))
    assert [json.loads(line)["ok"] for line in out.splitlines()] == [True, True, False]
    assert answer(project("list", FILE, "searches", "--json")) == []
