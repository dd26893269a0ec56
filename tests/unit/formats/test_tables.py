"""Tables: which columns there are, what stands in them, and that reading back sees any change."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import WrongUse
from annotator.formats.base import WriteOptions
from annotator.formats.tables import Tables
from annotator.model.choice import ExportChoice, ExportTexts
from annotator.project.going_out.making import as_chosen
from annotator.text.csv_text import unique_names
from tests import bundles, exports

R = WriteOptions()
EXCEL = WriteOptions({"preset": "excel"})


def test_the_folder_holds_what_was_planned(tmp_path: Path) -> None:
    at = exports.tables_in(tmp_path)
    planned = exports.plan(Tables(), bundles.full(), R)
    assert {one.name for one in at.iterdir()} == set(planned.files)
    assert (planned.counts.articles, planned.counts.spans, planned.counts.links) == (2, 5, 2)
    assert exports.read_back(Tables(), bundles.full(), at, R) == ()


def test_columns_stand_in_their_fixed_order(tmp_path: Path) -> None:
    at = exports.tables_in(tmp_path)
    assert " ".join(exports.columns_in(at, "spans")) == (
        "span_id article_id layer_id layer type start end n_parts parts text region actor_id actor "
        "attr_directness attr_kind confirmed_directness confirmed_kind note confidence created_by "
        "coder created_at changed_at how taken_from reason reason_code"
    )
    assert " ".join(exports.columns_in(at, "statements")) == (
        "statement_id article_id outlet date layer claim start end speaker speaker_actor_ids "
        "speaker_actors cue directness stance attr_kind target_actor_ids targets "
        "addressee_actor_ids addressees n_speakers coder note layer_id inside"
    )
    assert " ".join(exports.columns_in(at, "articles")[:19]) == (
        "article_id title outlet date byline url language direction state_Ada state_quotes n_chars "
        "n_words sha256 group source_file imported_at proposed text meta_list"
    )
    assert exports.columns_in(at, "links")[8:10] == ["attr_stance", "confirmed_stance"]
    assert exports.columns_in(at, "actors")[7:] == ["attr_sex", "merged_into"]


def test_the_preset_for_r_has_no_mark_and_plain_line_ends(tmp_path: Path) -> None:
    data = (exports.tables_in(tmp_path) / "links.csv").read_bytes()
    assert data.startswith(b"link_id,article_id,")
    assert b"\r" not in data
    description = json.loads((tmp_path / "tables" / "datapackage.json").read_text(encoding="utf-8"))
    assert "guard" not in description


def test_the_preset_for_excel_guards_formulas_and_says_so(tmp_path: Path) -> None:
    at = exports.tables_in(tmp_path, options=EXCEL)
    data = (at / "actors.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfactor_id;name;")
    assert data.endswith(b"\r\n")
    actors = exports.rows_in(at, "actors", ";")
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
        for row in exports.rows_in(at, table.stem, ";")
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
    bundle = as_chosen(replace(bundles.full(), choice=ExportChoice(texts=ExportTexts.OFFSETS)))
    at = exports.tables_in(tmp_path, bundle)
    assert exports.read_back(Tables(), bundle, at) == ()
    for table, columns in {
        "articles": ("text",),
        "spans": ("text",),
        "statements": ("claim", "speaker", "cue", "targets", "addressees"),
        "links": ("from_text", "to_text"),
        "statement_actors": ("text",),
    }.items():
        assert {row[column] for row in exports.rows_in(at, table) for column in columns} == {""}
    assert "kept" not in (at / "spans.csv").read_text(encoding="utf-8")
    items = {loss.item: loss.n for loss in exports.plan(Tables(), bundle).losses}
    assert items["text"] == 2


def test_checksums_are_in_the_form_that_tools_check(tmp_path: Path) -> None:
    at = exports.tables_in(tmp_path)
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
    at = exports.tables_in(tmp_path)
    _changed(at, name, old, new)
    assert exports.read_back(Tables(), bundles.full(), at, R)


def test_reading_back_sees_files_that_are_missing_or_strange(tmp_path: Path) -> None:
    at = exports.tables_in(tmp_path)
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


def test_a_table_alone_is_none_of_a_folder_of_ours() -> None:
    assert Tables().sniff("spans.csv", b"span_id,") == 0
    assert Tables().sniff("datapackage.json", b'{"profile": "tabular-data-package"}') == 0


def test_only_an_earlier_export_is_its_own(tmp_path: Path) -> None:
    at = exports.tables_in(tmp_path)
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
