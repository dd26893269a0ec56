"""The rows of `list`: their keys, and the conditions they are chosen by."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.cli import main
from annotator.cli.listing import _KINDS, behind, by_id, chosen, in_order, of_articles, rows_of
from annotator.cli.verbs.list import WHAT
from annotator.errors import WrongUse
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.article_rows import fits

TEXT = "Harbour opens\n\n“We will 🚢 reopen,” said Mira Talven of Velmora.\n"
KEYS = {
    "articles": "id title outlet date byline language characters state spans sha256 samples",
    "spans": "id article layer type parts text attributes actor coder confidence created changed",
    "links": "id layer type from to attributes",
    "regions": "article type start end set_by origin",
    "layers": "id name layer_kind coder spans done",
    "actors": "id name kind aliases roles spans",
    "steps": "id name by at state changes",
    "notes": "id about about_id article text question answers by at",
    "statements": "id article layer claim",
    "types": "name key definition",
}


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "study.annotator", coder=Coder("coder-a", "A")) as made:
        made.import_text(TEXT, "note")
        claim = made.mark("1", "claim", (15, 34), {"directness": "direct"})
        speaker = made.mark("1", "speaker", (40, 51), actor="Mira Talven")
        made.link(claim.id, "said-by", speaker.id)
        made.note(claim.id, "look again")
        yield made


@pytest.mark.parametrize("what", sorted(KEYS))
def test_the_rows_have_the_keys_that_others_rely_on(project, what):
    found, columns = rows_of(project, what)
    rows = list(found)
    assert set(KEYS[what].split()) <= set(rows[0])
    assert set(columns) <= set(rows[0])


def test_a_condition_looks_into_objects_and_lists_and_knows_what_is_not_set(project):
    rows = list(rows_of(project, "spans")[0])
    direct = [row for row in rows if fits(row, "attributes.directness", "direct")]
    assert [row["type"] for row in direct] == ["claim"]
    assert [row["type"] for row in rows if fits(row, "actor", "none")] == ["claim"]
    links, _ = rows_of(project, "links")
    assert all(fits(row, "type", "said-by") for row in links)
    articles, _ = rows_of(project, "articles")
    assert all(fits(row, "date", "") and fits(row, "outlet", "none") for row in articles)
    assert fits({"aliases": ["Dar", "FM"]}, "aliases", "FM")


def test_a_sample_leaves_the_rows_of_its_articles(project):
    project.import_text("Second\n\nText.\n", "other")
    one = project.article_id("1")
    articles, spans = (rows_of(project, what)[0] for what in ("articles", "spans"))
    assert [row["id"] for row in of_articles(articles, "articles", [one])] == [one]
    assert list(of_articles(spans, "spans", [project.article_id("2")])) == []
    layers, _ = rows_of(project, "layers")
    assert len(list(of_articles(layers, "layers", []))) == 1


def test_layers_articles_and_actors_may_be_named_in_a_condition(project):
    article, layer = next(project.articles()).id, project.layers()[0].id
    assert by_id(project, "article", "1") == ("article", article)
    assert by_id(project, "article", "Harbour opens") == ("article", article)
    assert by_id(project, "layer", "A") == ("layer", layer)
    assert by_id(project, "actor", "Mira Talven")[1] == project.actors()[0].id
    assert by_id(project, "actor", "none") == ("actor", "none")
    assert by_id(project, "type", "claim") == ("type", "claim")
    with pytest.raises(WrongUse, match="no layer"):
        by_id(project, "layer", "B")


def test_rows_are_chosen_by_all_conditions_and_a_key_that_none_has_is_said(project):
    def ids(*wanted: tuple[str, str]) -> list[str]:
        return [row["type"] for row in chosen(project, rows_of(project, "spans")[0], wanted)]

    assert ids() == ["claim", "speaker"]
    assert ids(("attributes.directness", "direct"), ("layer", "A")) == ["claim"]
    assert ids(("type", "speaker"), ("attributes.directness", "direct")) == []
    assert list(chosen(project, iter(()), [("anything", "x")])) == []
    with pytest.raises(WrongUse, match="“stat”") as caught:
        ids(("type", "cue"), ("stat", "x"))
    assert "type" in caught.value.hint


def test_each_kind_of_rows_can_be_named(project):
    assert {*WHAT} == {*_KINDS}


def test_rows_by_a_key_behind_one_and_so_many(project, capsys):
    for n, name in enumerate(("émile", "Dar", "dar 2")):
        project.import_text(f"Text {'of ships ' * n}.\n", f"{n}")
        project.fields(n + 2, {"title": name})

    def titles(rows) -> list[str]:
        return [row["title"] for row in rows]

    rows = [*rows_of(project, "articles")[0]]
    by_title = [*in_order(iter(rows), "title")]
    assert titles(by_title) == ["Dar", "dar 2", "émile", "Harbour opens"]
    project.fields(2, {"outlet": "Post"})
    outlets = [row["outlet"] for row in in_order(rows_of(project, "articles")[0], "outlet")]
    assert outlets == ["Post", "", "", ""]
    by_size = [row["characters"] for row in in_order(iter(rows), "characters")]
    assert by_size == sorted(by_size)
    assert titles(behind(iter(by_title), by_title[1]["id"])) == titles(by_title[2:])
    assert list(behind(iter(by_title), by_title[-1]["id"])) == []
    with pytest.raises(WrongUse, match="no row “x”"):
        behind(iter(by_title), "x")
    with pytest.raises(WrongUse, match="“nothing”"):
        in_order(iter(rows), "nothing")
    path = str(project.path)
    project.close()
    first = main(["list", path, "articles", "--sort", "title", "--limit", "2", "--csv"])
    assert first == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    assert [line.split(",")[2] for line in lines] == ["Dar", "dar 2"]
    assert main(["list", path, "articles", "--limit", "0"]) == 2
    assert "Give 1 or more." in capsys.readouterr().err
