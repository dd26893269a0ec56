"""A researcher's own names for types and links keep everything that goes by role."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.checks import lacks
from annotator.model.layer import Coder
from annotator.model.scheme import AttributeType, Role
from annotator.model.scheme_file import scheme_from_toml
from annotator.project import Project
from annotator.reading.cards import card_of
from annotator.reading.keys import key_table
from annotator.reading.tips import announcement
from tests.schemes import own_scheme

TEXT = "Pier\n\n“We will reopen,” said Mira Talven. The line was built in 1998 by Velmora.\n"


@pytest.fixture
def project(tmp_path: Path):
    scheme = own_scheme()
    path = tmp_path / "own.annotator"
    with Project.create(path, coder=Coder("a", "A"), scheme=scheme) as made:
        made.import_text(TEXT)
        yield made


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def coded(project: Project) -> str:
    """Mark a quote, let the program attribute it, say what it is about; give its id."""
    quote = project.mark("1", "quote", at("“We will reopen,”"))
    project.attribution(quote)
    name = project.mark("1", "name", at("Velmora"), {"kind": "place"}, actor="Velmora")
    project.link(quote, "ueber", name, {"stance": "favourable"})
    return quote.id


def test_keys_are_the_usual_ones(project):
    kinds = {kind.name: kind.key for kind in project.scheme.types}
    assert kinds == {"source": "S", "word": "U", "quote": "C", "name": "E"}
    rows = {row.act: str(row.keys[0]) for row in key_table(project.scheme).rows if row.type_name}
    assert rows["mark-quote"] == "C"


def test_words_show_what_they_show_and_statements_are_there(project):
    quote = coded(project)
    (one,) = project.statements()
    assert one.claim.id == quote
    assert one.claim.attributes["directness"] == "direct"
    assert [span.text() for span in one.speakers] == ["Mira Talven"]
    assert one.speakers[0].type == "source"
    assert one.speakers[0].attributes["form"] == "name"
    assert [span.text() for span in one.cues] == ["said"]
    assert [target.link.attributes["stance"] for target in one.targets] == ["favourable"]


def test_cards_checks_and_announcements_go_on(project):
    quote = project.mark("1", "quote", at("“We will reopen,”")).id
    page = project.page_of(quote)
    layer = project.context.layer.id
    assert {one.what for one in lacks(page, project.scheme, layer)} == {"no-speaker", "no-cue"}
    project.attribution(quote)
    page = project.page_of(quote)
    assert {one.what for one in lacks(page, project.scheme, layer)} == {"no-actor"}
    actors = project.context.actors
    claim = page.span(quote)
    card = card_of(page, claim, actors, layer_id=layer, scheme=project.scheme)
    assert (card.who, card.cue, card.directness) == ("Mira Talven", "said", "direct")
    assert announcement(page, claim, actors, project.scheme) == "quote, said by Mira Talven"


def test_tables_and_the_list_of_actors_count_them(project, tmp_path):
    quote = coded(project)
    project.edit(next(project.statements()).speakers[0], actor="Talven", actor_kind="person")
    project.export("tables", tmp_path / "tables")
    with (tmp_path / "tables" / "statements.csv").open(encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file)
    assert row["statement_id"] == quote
    assert (row["speaker"], row["cue"], row["stance"]) == ("Mira Talven", "said", "favourable")
    with (tmp_path / "tables" / "actors.csv").open(encoding="utf-8-sig") as file:
        counts = {row["name"]: row["n_statements_as_speaker"] for row in csv.DictReader(file)}
    assert counts == {"Talven": "1", "Velmora": "0"}
    talven = project.context.actors.named("Talven")[0].id
    assert project.reader.actor_counts()[talven] == (1, 1)


def test_jsonl_keeps_the_roles(project, tmp_path):
    quote = coded(project)
    project.export("jsonl", tmp_path / "own.jsonl")
    with Project.create(tmp_path / "again.annotator", coder=Coder("a", "A")) as again:
        again.import_sources(tmp_path / "own.jsonl")
        assert again.scheme.name_for(Role.CLAIM) == "quote"
        assert [one.claim.id for one in again.statements()] == [quote]


def test_a_scheme_that_lacks_a_role_is_asked_for_nothing(tmp_path):
    scheme = scheme_from_toml('[type.person]\nrole = "speaker"\nrefers_to_actor = true\n[type.x]\n')
    with Project.create(tmp_path / "p.annotator", coder=Coder("a", "A"), scheme=scheme) as bare:
        bare.import_text(TEXT)
        bare.mark("1", "person", at("Mira Talven"), actor="Talven")
        bare.mark("1", "x", at("said"))
        assert list(bare.statements()) == []
        page = next(bare.pages())
        assert list(lacks(page, bare.scheme, bare.context.layer.id)) == []
        bare.export("tables", tmp_path / "tables")
        talven = bare.context.actors.named("Talven")[0].id
        assert bare.reader.actor_counts()[talven] == (0, 1)


def test_marks_of_a_colleague_with_other_names_come_in_under_ours(project, tmp_path):
    quote = coded(project)
    heard = AttributeType("heard", "quote", ("yes", "no"), optional=True)
    types = tuple(
        replace(one, attributes=(*one.attributes, heard)) if one.name == "quote" else one
        for one in project.scheme.types
    )
    project.set_scheme(replace(project.scheme, types=types))
    project.edit(quote, attributes={"heard": "yes"})
    project.export("jsonl", tmp_path / "own.jsonl")
    with Project.create(tmp_path / "ours.annotator", coder=Coder("b", "B")) as ours:
        ours.import_text(TEXT)
        ours.mark("1", "cue", at("said"))
        ours.import_sources(tmp_path / "own.jsonl")
        (one,) = ours.statements()
        assert (one.claim.id, one.claim.type) == (quote, "claim")
        assert [span.type for span in one.speakers] == ["speaker"]
        assert [target.link.type for target in one.targets] == ["about"]
        assert {kind.name for kind in ours.scheme.types} == {"speaker", "claim", "cue", "entity"}
        path = ours.path
    with Project.open(path, coder=Coder("b", "B")) as again:
        (one,) = again.statements()
        assert one.claim.attributes["heard"] == "yes"
        assert again.scheme.type("claim").attribute("heard").values == ("yes", "no")
