"""What stands in the written tables and in what goes with them, read with `csv` and `json`."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from annotator.formats.base import WriteOptions
from annotator.formats.tables import Tables
from annotator.model.choice import ExportChoice
from annotator.model.layer import Layer, LayerKind, State
from tests import bundles, exports

R = WriteOptions()


def test_one_layer_has_one_state_column(tmp_path: Path) -> None:
    whole = bundles.small()
    (content,) = whole.contents
    done = replace(whole, contents=(replace(content, states={"L1": State.DONE}),))
    (row,) = exports.rows_in(exports.tables_in(tmp_path, done), "articles")
    assert row["state"] == "done"


def test_layers_of_one_name_have_columns_of_their_own(tmp_path: Path) -> None:
    layers = tuple(Layer(f"L{n}", LayerKind.PERSON, "Ada B.") for n in (1, 2))
    at = exports.tables_in(tmp_path, replace(bundles.small(), layers=layers))
    assert exports.columns_in(at, "articles")[8:10] == ["state_Ada_B.", "state_Ada_B._2"]


def test_a_span_has_its_parts_region_actor_and_notes(tmp_path: Path) -> None:
    rows = {row["span_id"]: row for row in exports.rows_in(exports.tables_in(tmp_path), "spans")}
    claim = rows["s1"]
    assert claim["text"] == "“We will,” […] “not wait.”"
    assert (claim["n_parts"], claim["region"], claim["note"]) == ("2", "body", "+sure?")
    start = bundles.NASTY.index("“We")
    second = bundles.NASTY.index("“not")
    assert claim["parts"] == f"{start}-{start + 10};{second}-{second + 11}"
    assert (claim["start"], claim["end"]) == (str(start), str(second + 11))
    assert (rows["s2"]["actor_id"], rows["s2"]["actor"]) == ("p1", "=Mira Talven")
    assert (rows["s3"]["region"], rows["s4"]["confidence"]) == ("boilerplate", "0.873")
    assert (rows["s5"]["how"], rows["s5"]["taken_from"]) == ("taken", "s4")


def test_a_statement_has_all_that_its_links_join(tmp_path: Path) -> None:
    at = exports.tables_in(tmp_path)
    rows = {row["statement_id"]: row for row in exports.rows_in(at, "statements")}
    assert set(rows) == {"s1", "s4"}
    one = rows["s1"]
    assert (one["speaker"], one["cue"]) == ("she", "")
    assert (one["speaker_actor_ids"], one["speaker_actors"]) == ("p1", "=Mira Talven")
    assert (one["directness"], one["stance"], one["targets"]) == ("direct", "favourable", "=1+1")
    assert (one["n_speakers"], one["attr_kind"], one["date"]) == ("1", "promise", "2026-03")
    long = [
        (row["role"], row["actor_id"], row["span_id"])
        for row in exports.rows_in(at, "statement_actors")
    ]
    assert long == [("speaker", "p1", "s2"), ("target", "", "s3")]
    counts = {row["actor_id"]: row for row in exports.rows_in(at, "actors")}
    assert (counts["p1"]["n_spans"], counts["p1"]["n_statements_as_speaker"]) == ("1", "1")
    assert (counts["p2"]["n_spans"], counts["p3"]["merged_into"]) == ("1", "p2")


def test_who_became_another_actor_speaks_as_that_one(tmp_path: Path) -> None:
    whole = bundles.full()
    joined = replace(whole.actors[0], merged_into="p2")
    at = exports.tables_in(tmp_path, replace(whole, actors=(joined, *whole.actors[1:])))
    counts = {row["actor_id"]: row for row in exports.rows_in(at, "actors")}
    assert [counts["p1"][one] for one in ("n_spans", "n_statements_as_speaker")] == ["0", "0"]
    assert [counts["p2"][one] for one in ("n_spans", "n_statements_as_speaker")] == ["2", "1"]
    (one,) = [row for row in exports.rows_in(at, "statements") if row["statement_id"] == "s1"]
    assert (one["speaker_actor_ids"], one["speaker_actors"]) == ("p2", "Velmora")
    (span,) = [row for row in exports.rows_in(at, "spans") if row["span_id"] == "s2"]
    assert (span["actor_id"], span["actor"]) == ("p2", "Velmora")


def test_the_coder_is_named_wherever_an_id_stands(tmp_path: Path) -> None:
    whole = bundles.full()
    first, second = whole.contents
    notes = tuple(replace(note, by="coder-2") for note in first.notes)
    named = replace(
        whole, contents=(replace(first, notes=notes), second), coders={"coder-2": "Bertha"}
    )
    at = exports.tables_in(tmp_path, named)
    coders = {row["created_by"]: row["coder"] for row in exports.rows_in(at, "spans")}
    assert coders["coder-1"] == "Ada"
    assert {row["coder"] for row in exports.rows_in(at, "links")} == {"Ada"}
    assert {row["by"]: row["coder"] for row in exports.rows_in(at, "notes")}["coder-2"] == "Bertha"
    assert {row["coder"] for row in exports.rows_in(at, "statements")} == {"Ada"}
    for table in ("regions", "notes", "decisions", "spans", "links", "statements"):
        assert "coder" in exports.columns_in(at, table)


def test_types_by_other_names_make_statements_by_their_role(tmp_path: Path) -> None:
    whole = bundles.full()
    names = {"claim": "quote", "speaker": "source", "said_by": "from"}
    scheme = whole.scheme
    assert scheme is not None
    renamed = replace(
        scheme,
        types=tuple(replace(one, name=names.get(one.name, one.name)) for one in scheme.types),
        links=tuple(replace(one, name=names.get(one.name, one.name)) for one in scheme.links),
    )
    contents = tuple(
        replace(
            one,
            spans=tuple(replace(each, type=names.get(each.type, each.type)) for each in one.spans),
            links=tuple(replace(each, type=names.get(each.type, each.type)) for each in one.links),
        )
        for one in whole.contents
    )
    at = exports.tables_in(tmp_path, replace(whole, scheme=renamed, contents=contents))
    rows = {row["statement_id"]: row["speaker"] for row in exports.rows_in(at, "statements")}
    assert rows == {"s1": "she", "s4": ""}


def test_names_that_come_late_have_columns_all_the_same(tmp_path: Path) -> None:
    whole = bundles.small()
    (first,) = whole.contents
    made = [first]
    for n in range(60):
        article = bundles.article(f"Text {n}.", f"b{n}", meta={"late": n} if n == 59 else {})
        odd = {"mood": "calm"} if n == 59 else {}
        span = bundles.span(article, f"x{n}", "entity", (0, 4), attributes=odd)
        made.append(replace(first, article=article, spans=(span,)))
    bundle = replace(whole, contents=tuple(made))
    at = exports.tables_in(tmp_path, bundle)
    assert [row["meta_late"] for row in exports.rows_in(at, "articles")][-2:] == ["", "59"]
    assert [row["attr_mood"] for row in exports.rows_in(at, "spans")][-2:] == ["", "calm"]
    assert exports.read_back(Tables(), bundle, at) == ()


def test_several_values_in_a_cell_keep_their_places(tmp_path: Path) -> None:
    whole = bundles.full()
    first, second = whole.contents
    other = bundles.span(first.article, "s0", "speaker", (30, 34))
    said = replace(first.links[0], id="k0", target_id="s0")
    both = replace(first, spans=(*first.spans, other), links=(*first.links, said))
    at = exports.tables_in(tmp_path, replace(whole, contents=(both, second)))
    (one,) = [row for row in exports.rows_in(at, "statements") if row["statement_id"] == "s1"]
    assert one["n_speakers"] == "2"
    assert sorted(one["speaker_actor_ids"].split("; ")) == ["", "p1"]


def test_own_fields_notes_regions_decisions_and_scheme_are_there(tmp_path: Path) -> None:
    at = exports.tables_in(tmp_path)
    first = exports.rows_in(at, "articles")[0]
    assert (first["meta_pages"], first["meta_share"], first["meta_own"]) == ("3", "0.5", "true")
    assert (first["meta_list"], first["proposed"]) == ("[1,null]", "date")
    assert first["note"] == "check\nthe date; soon"
    assert [row["note_id"] for row in exports.rows_in(at, "notes")] == ["n1", "n2", "n3"]
    assert [row["type"] for row in exports.rows_in(at, "regions")] == ["boilerplate", "headline"]
    assert [row["verdict"] for row in exports.rows_in(at, "decisions")] == ["accept", "open"]
    kinds = [(row["kind"], row["name"], row["parent"]) for row in exports.rows_in(at, "scheme")]
    assert ("value", "direct", "claim.directness") in kinds
    assert ("link", "about", "") in kinds
    assert json.loads((at / "scheme.json").read_text(encoding="utf-8"))["version"] == 3
    assert [(row["role"], row["organisation"]) for row in exports.rows_in(at, "roles")] == [
        ("minister", "p2")
    ]
    assert [row["alias"] for row in exports.rows_in(at, "aliases")] == ["Talven", "تالون"]


def test_the_description_has_types_keys_sizes_and_losses(tmp_path: Path) -> None:
    bundle = replace(bundles.full(), choice=ExportChoice(where=(("state", "done"),)))
    at = exports.tables_in(tmp_path, bundle, WriteOptions(licence="CC-BY-4.0"))
    content = json.loads((at / "datapackage.json").read_text(encoding="utf-8"))
    assert (content["profile"], content["name"]) == ("tabular-data-package", "h-fen-ports")
    assert content["licenses"] == [{"name": "CC-BY-4.0"}]
    assert content["contributors"] == [{"title": "Ada", "role": "contributor"}]
    assert content["filters"] == ["articles where state is “done”"]
    assert content["choice"] == {"where": [["state", "done"]]}
    words = (at / "README.txt").read_text(encoding="utf-8")
    assert "Articles: 2. Layers: Ada, quotes.\nChosen: articles where state is “done”.\n" in words
    assert "Licence: CC-BY-4.0" in words
    assert "history" in [loss["item"] for loss in content["losses"]]
    resources = {one["name"]: one for one in content["resources"]}
    spans = resources["spans"]
    assert spans["hash"] == f"sha256:{hashlib.sha256((at / 'spans.csv').read_bytes()).hexdigest()}"
    assert (spans["bytes"], spans["rows"]) == ((at / "spans.csv").stat().st_size, 5)
    kinds = {field["name"]: field["type"] for field in spans["schema"]["fields"]}
    assert (kinds["start"], kinds["confidence"], kinds["created_at"]) == (
        "integer",
        "number",
        "datetime",
    )
    assert spans["schema"]["primaryKey"] == ["span_id"]
    assert {
        "fields": ["actor_id"],
        "reference": {"resource": "actors", "fields": ["actor_id"]},
    } in spans["schema"]["foreignKeys"]
    articles = {field["name"]: field["type"] for field in resources["articles"]["schema"]["fields"]}
    assert articles["date"] == "string"


def test_a_table_whose_dates_are_days_says_so(tmp_path: Path) -> None:
    (content,) = bundles.small().contents
    dated = replace(content, article=replace(content.article, date="2026-03-01"))
    at = exports.tables_in(tmp_path, replace(bundles.small(), contents=(dated,)))
    resources = json.loads((at / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert {"name": "date", "type": "date"}.items() <= resources[0]["schema"]["fields"][3].items()


def test_the_readme_says_each_column_and_number_of_rows(tmp_path: Path) -> None:
    at = exports.tables_in(tmp_path)
    words = (at / "README.txt").read_text(encoding="utf-8")
    for table in at.glob("*.csv"):
        assert table.name in words
        for column in exports.columns_in(at, table.stem):
            assert f"  {column} " in words
    assert "One row is one marked span. 5 rows." in words
    assert "Ada: Häfen & “ports”. Coded with annotator 0.1.0." in words
