"""Tables: which columns there are, what stands in them, and that reading back sees any change."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator import formats
from annotator.errors import WrongUse
from annotator.formats.base import WriteOptions
from annotator.formats.tables import Tables
from annotator.formats.tables_columns import unique_names
from annotator.formats.tables_rows import n_words
from annotator.model.layer import Layer, LayerKind, State
from tests import bundles, exports

if TYPE_CHECKING:
    from annotator.model.bundle import Bundle

R = WriteOptions()
EXCEL = WriteOptions({"preset": "excel"})


def _folder(folder: Path, bundle: Bundle | None = None, options: WriteOptions = R) -> Path:
    at = folder / "tables"
    exports.write(Tables(), bundle or bundles.full(), at, options)
    return at


def _rows(at: Path, table: str, delimiter: str = ",") -> list[dict[str, str]]:
    with (at / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _columns(at: Path, table: str) -> list[str]:
    with (at / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def test_the_folder_holds_what_was_planned(tmp_path: Path) -> None:
    at = _folder(tmp_path)
    planned = exports.plan(Tables(), bundles.full(), R)
    assert {one.name for one in at.iterdir()} == set(planned.files)
    assert (planned.counts.articles, planned.counts.spans, planned.counts.links) == (2, 5, 2)
    assert exports.read_back(Tables(), bundles.full(), at, R) == ()


def test_columns_stand_in_their_fixed_order(tmp_path: Path) -> None:
    at = _folder(tmp_path)
    assert " ".join(_columns(at, "spans")) == (
        "span_id article_id layer_id layer type start end n_parts parts text region actor_id actor "
        "attr_directness attr_kind note confidence created_by coder created_at changed_at how "
        "taken_from reason reason_code"
    )
    assert " ".join(_columns(at, "statements")) == (
        "statement_id article_id outlet date layer claim start end speaker speaker_actor_ids "
        "speaker_actors cue directness stance attr_kind target_actor_ids targets n_speakers coder "
        "note layer_id"
    )
    assert " ".join(_columns(at, "articles")[:18]) == (
        "article_id title outlet date byline url language direction state_Ada state_quotes n_chars "
        "n_words sha256 group source_file imported_at text meta_list"
    )
    assert _columns(at, "links")[8:10] == ["attr_stance", "note"]
    assert _columns(at, "actors")[7:] == ["attr_sex", "merged_into"]


def test_one_layer_has_one_state_column(tmp_path: Path) -> None:
    whole = bundles.small()
    (content,) = whole.contents
    done = replace(whole, contents=(replace(content, states={"L1": State.DONE}),))
    (row,) = _rows(_folder(tmp_path, done), "articles")
    assert row["state"] == "done"


def test_layers_of_one_name_have_columns_of_their_own(tmp_path: Path) -> None:
    layers = tuple(Layer(f"L{n}", LayerKind.PERSON, "Ada B.") for n in (1, 2))
    at = _folder(tmp_path, replace(bundles.small(), layers=layers))
    assert _columns(at, "articles")[8:10] == ["state_Ada_B.", "state_Ada_B._2"]


def test_a_span_has_its_parts_region_actor_and_notes(tmp_path: Path) -> None:
    rows = {row["span_id"]: row for row in _rows(_folder(tmp_path), "spans")}
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
    at = _folder(tmp_path)
    rows = {row["statement_id"]: row for row in _rows(at, "statements")}
    assert set(rows) == {"s1", "s4"}
    one = rows["s1"]
    assert (one["speaker"], one["cue"]) == ("she", "")
    assert (one["speaker_actor_ids"], one["speaker_actors"]) == ("p1", "=Mira Talven")
    assert (one["directness"], one["stance"], one["targets"]) == ("direct", "favourable", "=1+1")
    assert (one["n_speakers"], one["attr_kind"], one["date"]) == ("1", "promise", "2026-03")
    long = [(row["role"], row["actor_id"], row["span_id"]) for row in _rows(at, "statement_actors")]
    assert long == [("speaker", "p1", "s2"), ("target", "", "s3")]
    counts = {row["actor_id"]: row for row in _rows(at, "actors")}
    assert (counts["p1"]["n_spans"], counts["p1"]["n_statements_as_speaker"]) == ("1", "1")
    assert (counts["p2"]["n_spans"], counts["p3"]["merged_into"]) == ("1", "p2")


def test_who_became_another_actor_speaks_as_that_one(tmp_path: Path) -> None:
    whole = bundles.full()
    joined = replace(whole.actors[0], merged_into="p2")
    at = _folder(tmp_path, replace(whole, actors=(joined, *whole.actors[1:])))
    counts = {row["actor_id"]: row for row in _rows(at, "actors")}
    assert [counts["p1"][one] for one in ("n_spans", "n_statements_as_speaker")] == ["0", "0"]
    assert [counts["p2"][one] for one in ("n_spans", "n_statements_as_speaker")] == ["2", "1"]
    (one,) = [row for row in _rows(at, "statements") if row["statement_id"] == "s1"]
    assert (one["speaker_actor_ids"], one["speaker_actors"]) == ("p2", "Velmora")
    (span,) = [row for row in _rows(at, "spans") if row["span_id"] == "s2"]
    assert (span["actor_id"], span["actor"]) == ("p2", "Velmora")


def test_the_coder_is_named_wherever_an_id_stands(tmp_path: Path) -> None:
    whole = bundles.full()
    first, second = whole.contents
    notes = tuple(replace(note, by="coder-2") for note in first.notes)
    named = replace(
        whole, contents=(replace(first, notes=notes), second), coders={"coder-2": "Bertha"}
    )
    at = _folder(tmp_path, named)
    coders = {row["created_by"]: row["coder"] for row in _rows(at, "spans")}
    assert coders["coder-1"] == "Ada"
    assert {row["coder"] for row in _rows(at, "links")} == {"Ada"}
    assert {row["by"]: row["coder"] for row in _rows(at, "notes")}["coder-2"] == "Bertha"
    assert {row["coder"] for row in _rows(at, "statements")} == {"Ada"}
    for table in ("regions", "notes", "decisions", "spans", "links", "statements"):
        assert "coder" in _columns(at, table)


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
    at = _folder(tmp_path, replace(whole, scheme=renamed, contents=contents))
    rows = {row["statement_id"]: row["speaker"] for row in _rows(at, "statements")}
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
    at = _folder(tmp_path, bundle)
    assert [row["meta_late"] for row in _rows(at, "articles")][-2:] == ["", "59"]
    assert [row["attr_mood"] for row in _rows(at, "spans")][-2:] == ["", "calm"]
    assert exports.read_back(Tables(), bundle, at) == ()


def test_several_values_in_a_cell_keep_their_places(tmp_path: Path) -> None:
    whole = bundles.full()
    first, second = whole.contents
    other = bundles.span(first.article, "s0", "speaker", (30, 34))
    said = replace(first.links[0], id="k0", target_id="s0")
    both = replace(first, spans=(*first.spans, other), links=(*first.links, said))
    at = _folder(tmp_path, replace(whole, contents=(both, second)))
    (one,) = [row for row in _rows(at, "statements") if row["statement_id"] == "s1"]
    assert one["n_speakers"] == "2"
    assert sorted(one["speaker_actor_ids"].split("; ")) == ["", "p1"]


def test_own_fields_notes_regions_decisions_and_scheme_are_there(tmp_path: Path) -> None:
    at = _folder(tmp_path)
    first = _rows(at, "articles")[0]
    assert (first["meta_pages"], first["meta_share"], first["meta_own"]) == ("3", "0.5", "true")
    assert (first["meta_list"], first["meta_proposed"]) == ("[1,null]", '{"date":[0,4]}')
    assert first["note"] == "check\nthe date; soon"
    assert [row["note_id"] for row in _rows(at, "notes")] == ["n1", "n2", "n3"]
    assert [row["type"] for row in _rows(at, "regions")] == ["boilerplate", "headline"]
    assert [row["verdict"] for row in _rows(at, "decisions")] == ["accept", "open"]
    kinds = [(row["kind"], row["name"], row["parent"]) for row in _rows(at, "scheme")]
    assert ("value", "direct", "claim.directness") in kinds
    assert ("link", "about", "") in kinds
    assert json.loads((at / "scheme.json").read_text(encoding="utf-8"))["version"] == 3
    assert [(row["role"], row["organisation"]) for row in _rows(at, "roles")] == [
        ("minister", "p2")
    ]
    assert [row["alias"] for row in _rows(at, "aliases")] == ["Talven", "تالون"]


def test_the_preset_for_r_has_no_mark_and_plain_line_ends(tmp_path: Path) -> None:
    data = (_folder(tmp_path) / "links.csv").read_bytes()
    assert data.startswith(b"link_id,article_id,")
    assert b"\r" not in data
    description = json.loads((tmp_path / "tables" / "datapackage.json").read_text(encoding="utf-8"))
    assert "guard" not in description


def test_the_preset_for_excel_guards_formulas_and_says_so(tmp_path: Path) -> None:
    at = _folder(tmp_path, options=EXCEL)
    data = (at / "actors.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfactor_id;name;")
    assert data.endswith(b"\r\n")
    actors = _rows(at, "actors", ";")
    assert (actors[0]["name"], actors[0]["note"]) == ("'=Mira Talven", "'-")
    (loss,) = [
        one for one in exports.plan(Tables(), bundles.full(), EXCEL).losses if one.fate == "changed"
    ]
    description = json.loads((at / "datapackage.json").read_text(encoding="utf-8"))
    assert description["guard"] == "'"
    assert loss.how in (at / "README.txt").read_text(encoding="utf-8")
    assert loss.n == sum(
        cell.startswith("'")
        for table in at.glob("*.csv")
        for row in _rows(at, table.stem, ";")
        for cell in row.values()
    )


def test_a_cell_too_long_for_excel_is_said(tmp_path: Path) -> None:
    bundle = replace(
        bundles.small(),
        contents=(replace(bundles.small().contents[0], spans=()),),  # type: ignore[index]  # a tuple
    )
    (content,) = bundle.contents
    long = replace(content, article=bundles.article("🚢" * 16_384))
    items = [
        one.item for one in exports.plan(Tables(), replace(bundle, contents=(long,)), EXCEL).losses
    ]
    assert items == ["cell.length", "history"]


def test_words_can_be_left_out(tmp_path: Path) -> None:
    options = WriteOptions({"text": "offsets"})
    at = _folder(tmp_path, options=options)
    assert exports.read_back(Tables(), bundles.full(), at, options) == ()
    for table, columns in {
        "articles": ("text",),
        "spans": ("text",),
        "statements": ("claim", "speaker", "cue", "targets"),
        "links": ("from_text", "to_text"),
        "statement_actors": ("text",),
    }.items():
        assert {row[column] for row in _rows(at, table) for column in columns} == {""}
    assert "kept" not in (at / "spans.csv").read_text(encoding="utf-8")
    items = {loss.item: loss.n for loss in exports.plan(Tables(), bundles.full(), options).losses}
    assert items["article.text"] == 2


def test_the_description_has_types_keys_sizes_and_losses(tmp_path: Path) -> None:
    at = _folder(tmp_path, options=WriteOptions(licence="CC-BY-4.0", filters=("only done ones",)))
    content = json.loads((at / "datapackage.json").read_text(encoding="utf-8"))
    assert (content["profile"], content["name"]) == ("tabular-data-package", "h-fen-ports")
    assert content["licenses"] == [{"name": "CC-BY-4.0"}]
    assert content["contributors"] == [{"title": "Ada", "role": "contributor"}]
    assert content["filters"] == ["only done ones"]
    words = (at / "README.txt").read_text(encoding="utf-8")
    assert "Articles: 2. Layers: Ada, quotes.\nChosen: only done ones.\n" in words
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
    at = _folder(tmp_path, replace(bundles.small(), contents=(dated,)))
    resources = json.loads((at / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert {"name": "date", "type": "date"}.items() <= resources[0]["schema"]["fields"][3].items()


def test_the_readme_says_each_column_and_number_of_rows(tmp_path: Path) -> None:
    at = _folder(tmp_path)
    words = (at / "README.txt").read_text(encoding="utf-8")
    for table in at.glob("*.csv"):
        assert table.name in words
        for column in _columns(at, table.stem):
            assert f"  {column} " in words
    assert "One row is one marked span. 5 rows." in words
    assert "Ada: Häfen & “ports”. Coded with annotator 0.1.0." in words


def test_checksums_are_in_the_form_that_tools_check(tmp_path: Path) -> None:
    at = _folder(tmp_path)
    lines = (at / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    names = [line[66:] for line in lines]
    assert names == sorted(one.name for one in at.iterdir() if one.name != "SHA256SUMS")
    for line in lines:
        assert hashlib.sha256((at / line[66:]).read_bytes()).hexdigest() == line[:64]


def _changed(at: Path, name: str, old: str, new: str) -> None:
    data = (at / name).read_bytes()
    assert old.encode() in data
    (at / name).write_bytes(data.replace(old.encode(), new.encode(), 1))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("spans.csv", "“We will,”", "“We shall,”"),
        ("articles.csv", "Herald", "Gerald"),
        ("actors.csv", "Velmora", "Melvora"),
        ("links.csv", "k2,", "k3,"),
        ("spans.csv", "span_id", "spam_id"),
        ("datapackage.json", '"rows": 5', '"rows": 6'),
        ("SHA256SUMS", "  links.csv", "  lynx.csv"),
        ("README.txt", "One row", "No row"),
        ("notes.csv", "n3,", "n3,\nn4,"),
    ],
)
def test_reading_back_sees_a_change(tmp_path: Path, name: str, old: str, new: str) -> None:
    at = _folder(tmp_path)
    _changed(at, name, old, new)
    assert exports.read_back(Tables(), bundles.full(), at, R)


def test_reading_back_sees_files_that_are_missing_or_strange(tmp_path: Path) -> None:
    at = _folder(tmp_path)
    (at / "more.txt").write_text("x", encoding="utf-8")
    assert exports.read_back(Tables(), bundles.full(), at, R)
    (at / "more.txt").unlink()
    (at / "links.csv").unlink()
    assert exports.read_back(Tables(), bundles.full(), at, R)


def test_a_separator_that_cannot_be_one_is_wrong_use() -> None:
    for separator in ("", '"', "=", "\n", ";;"):
        with pytest.raises(WrongUse, match="cannot separate"):
            exports.plan(
                Tables(), bundles.small(), WriteOptions({"preset": "excel", "separator": separator})
            )


def test_tables_are_not_read() -> None:
    assert Tables().sniff("spans.csv", b"span_id,") == 0
    with pytest.raises(WrongUse, match="can be exported, not imported"):
        formats.reader_named("tables")


def test_only_an_earlier_export_is_its_own(tmp_path: Path) -> None:
    at = _folder(tmp_path)
    assert Tables().is_own(at)
    (at / "thesis.docx").write_bytes(b"")
    assert not Tables().is_own(at)
    assert not Tables().is_own(tmp_path)
    assert not Tables().is_own(tmp_path / "nowhere")


def test_names_of_columns_are_plain_and_differ() -> None:
    assert unique_names("meta_", ["a b", "a_b", "A b", "=", "", "été", "a\nb"]) == [
        "meta_a_b",
        "meta_a_b_2",
        "meta_A_b_3",
        "meta_x",
        "meta_x_2",
        "meta_été",
        "meta_a_b_4",
    ]


@pytest.mark.parametrize(
    ("text", "n"),
    [("", 0), ("One, two – three.", 3), ("می\u200cشود خوب", 2), ("e\u0301te\u0301 \u2028 ok", 2)],
)
def test_words_are_what_stands_between_blanks(text: str, n: int) -> None:
    assert n_words(text) == n
