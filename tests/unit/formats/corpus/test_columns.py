"""What the tables are made of: order and names of columns, own columns, rows with their cells."""

from __future__ import annotations

from annotator.formats.corpus.columns import (
    ExportTable,
    OwnColumns,
    joined,
)
from annotator.model.fields import Kind
from annotator.model.layer import Layer, LayerKind
from annotator.text.csv_text import truth
from tests import bundles

TABLES = OwnColumns().tables()


def test_several_values_stand_in_one_cell_and_none_is_empty() -> None:
    assert joined(["a", None, "b"]) == "a; ; b"
    assert joined([None, ""]) == ""
    assert joined([]) == ""
    assert (truth(1), truth(0), truth("")) == ("true", "false", "false")


def test_the_tables_stand_in_their_order_each_with_its_file_and_key() -> None:
    assert list(TABLES) == [
        "articles", "regions", "layers", "spans", "statements", "statement_actors", "links",
        "actors", "aliases", "roles", "notes", "decisions", "scheme",
    ]  # fmt: skip
    assert {name: table.file_name for name, table in TABLES.items()} == {
        name: f"{name}.csv" for name in TABLES
    }
    assert {name: table.key for name, table in TABLES.items()} == {
        "articles": ("article_id",), "regions": (), "layers": ("layer_id",),
        "spans": ("span_id",), "statements": ("statement_id",),
        "statement_actors": ("statement_id", "role", "span_id"), "links": ("link_id",),
        "actors": ("actor_id",), "aliases": (), "roles": (), "notes": ("note_id",),
        "decisions": ("decision_id",), "scheme": (),
    }  # fmt: skip


def test_columns_name_the_tables_whose_keys_they_hold() -> None:
    found = {
        (table.name, column.name): column.refers_to
        for table in TABLES.values()
        for column in table.columns
        if column.refers_to
    }
    assert found == {
        ("regions", "article_id"): "articles",
        ("spans", "article_id"): "articles", ("spans", "layer_id"): "layers",
        ("spans", "actor_id"): "actors",
        ("statements", "statement_id"): "spans", ("statements", "article_id"): "articles",
        ("statements", "layer_id"): "layers", ("statements", "inside"): "statements",
        ("statement_actors", "statement_id"): "statements",
        ("statement_actors", "actor_id"): "actors", ("statement_actors", "span_id"): "spans",
        ("links", "article_id"): "articles", ("links", "layer_id"): "layers",
        ("links", "from_span"): "spans", ("links", "to_span"): "spans",
        ("actors", "merged_into"): "actors", ("aliases", "actor_id"): "actors",
        ("roles", "actor_id"): "actors", ("roles", "organisation"): "actors",
        ("notes", "article_id"): "articles",
        ("notes", "answer_to"): "notes", ("decisions", "layer_id"): "layers",
    }  # fmt: skip


def test_numbers_and_dates_are_said_to_be_such() -> None:
    kinds = {
        name: {column.name: column.kind for column in table.columns}
        for name, table in TABLES.items()
    }
    assert kinds["articles"]["n_chars"] is kinds["articles"]["n_words"] is Kind.INTEGER
    assert kinds["articles"]["date"] is kinds["statements"]["date"] is Kind.DATE
    assert kinds["spans"]["n_parts"] is kinds["spans"]["start"] is Kind.INTEGER
    assert kinds["spans"]["confidence"] is Kind.PER_MILLE
    assert kinds["layers"]["frozen"] is Kind.FLAG
    assert kinds["actors"]["n_spans"] is Kind.INTEGER
    assert kinds["actors"]["n_statements_as_speaker"] is Kind.INTEGER
    assert kinds["statements"]["n_speakers"] is Kind.INTEGER


def test_own_names_make_own_columns_at_their_place() -> None:
    own = OwnColumns(
        {
            "meta": {"desk": "meta_desk", "page": "meta_page"},
            "of_spans": {"kind": "attr_kind"},
            "of_claims": {"genre": "attr_genre"},
            "of_links": {"sure": "attr_sure"},
            "of_actors": {"sex": "attr_sex"},
        },
        states=(("Ada", "state_Ada"), ("B", "state_B")),
    ).tables()
    names = own["articles"].names()
    assert names[8:10] == ("state_Ada", "state_B")
    assert names[names.index("text") + 1 :][:2] == ("meta_desk", "meta_page")
    about = {column.name: column.about for column in own["articles"].columns}
    assert about["state_Ada"].endswith("(Ada)")
    assert about["meta_desk"] == "the corpus's own field “desk”"
    assert about["proposed"].startswith("fields that nobody has confirmed yet")
    for table, name in (
        ("spans", "attr_kind"), ("statements", "attr_genre"), ("links", "attr_sure"),
        ("actors", "attr_sex"),
    ):  # fmt: skip
        assert name in own[table].names()
        (column,) = [one for one in own[table].columns if one.name == name]
        assert column.about.startswith("the attribute “")
    assert TABLES["articles"].names()[8] == "state"


def test_a_row_is_a_value_and_its_other_cells_in_the_order_of_the_columns() -> None:
    layer = Layer("l1", LayerKind.PERSON, "Ada", "c1", "#fff", "", True, {"n": 1})
    assert TABLES["layers"].row(layer) == (
        "l1", "Ada", "person", "c1", "#fff", "", "true", '{"n":1}',
    )  # fmt: skip
    assert TABLES["aliases"].row(
        bundles.full().actors[0].aliases[0], "p1"
    ) == ("p1", "Talven", "en", "hand")  # fmt: skip
    assert TABLES["scheme"].row(None, *"abcdefg") == (*"abcdefg",)
    table = ExportTable(
        {
            "name": "t",
            "about": "x",
            "entity": "note",
            "columns": ["text", {"name": "own", "about": ""}, "note_id"],
        },
        {},
    )
    assert table.names()[:3] == ("text", "own", "note_id")
    (note, *_) = bundles.full().contents[0].notes
    assert table.row(note, "mine")[:3] == (note.text, "mine", note.id)
