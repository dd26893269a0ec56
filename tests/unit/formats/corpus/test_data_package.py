"""What goes with the tables: the description for programs and the words for people."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.formats.base import WriteOptions
from annotator.formats.corpus import data_package
from annotator.formats.tables import Tables
from annotator.model.choice import ExportChoice
from tests import bundles, exports

if TYPE_CHECKING:
    from annotator.model.bundle import Bundle

FULL = bundles.full()


def written(folder: Path, bundle: Bundle = FULL, options: WriteOptions = WriteOptions()) -> Path:  # noqa: B008
    exports.write(Tables(), bundle, folder / "out", options)
    return folder / "out"


def described(at: Path) -> dict:  # type: ignore[type-arg]
    return json.loads((at / "datapackage.json").read_text(encoding="utf-8"))


def test_the_description_says_what_it_is_of(tmp_path: Path) -> None:
    options, some = (
        WriteOptions(licence="CC0-1.0"),
        replace(FULL, choice=ExportChoice(layers=("L1",))),
    )
    found = described(written(tmp_path, some, options))
    assert {key: found[key] for key in found if key not in {"resources", "losses"}} == {
        "profile": "tabular-data-package", "name": "h-fen-ports", "title": "Häfen & “ports”",
        "program": "annotator 0.1.0", "choice": {"layers": ["L1"]}, "id": "project-1",
        "licenses": [{"name": "CC0-1.0"}],
        "contributors": [{"title": "Ada", "role": "contributor"}], "filters": ["1 layer"],
    }  # fmt: skip
    assert {one["item"] for one in found["losses"]} == {"named", "span.evidence", "history"}
    assert data_package.is_ours(found)
    for other in (
        None,
        [],
        {"profile": "x"},
        {**found, "program": "other"},
        {**found, "profile": ""},
    ):
        assert not data_package.is_ours(other)


def test_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    bare = replace(bundles.small(), project_title="", project_id="", program="", layers=())
    bare = replace(bare, contents=())
    found = described(written(tmp_path, bare))
    assert (found["name"], found["title"]) == ("annotator-tables", "Annotator tables")
    assert found["program"].startswith("annotator ")
    assert not {"licenses", "contributors", "guard", "id"} & set(found)
    named = WriteOptions({"preset": "excel"}, contributors=("B", "C"))
    (tmp_path / "b").mkdir()
    found = described(written(tmp_path / "b", options=named))
    assert found["guard"] == "'"
    assert [one["title"] for one in found["contributors"]] == ["B", "C"]


def test_each_table_is_described_as_it_was_written(tmp_path: Path) -> None:
    at = written(tmp_path)
    resources = {one["name"]: one for one in described(at)["resources"]}
    for name, one in resources.items():
        data = (at / one["path"]).read_bytes()
        assert one["path"] == f"{name}.csv"
        assert (one["bytes"], one["hash"]) == (
            len(data), f"sha256:{hashlib.sha256(data).hexdigest()}",
        )  # fmt: skip
        assert (one["encoding"], one["dialect"], one["format"], one["mediatype"]) == (
            "utf-8", {"delimiter": ","}, "csv", "text/csv",
        )  # fmt: skip
        head = data.decode().split("\n")[0].split(",")
        assert [field["name"] for field in one["schema"]["fields"]] == head
        assert all(field["description"] for field in one["schema"]["fields"])
        assert one["schema"]["missingValues"] == [""]
        assert one["profile"] == "tabular-data-resource"
    spans = resources["spans"]
    assert (spans["rows"], spans["schema"]["primaryKey"]) == (5, ["span_id"])
    kinds = {field["name"]: field["type"] for field in spans["schema"]["fields"]}
    assert {kinds[name] for name in ("start", "end", "n_parts")} == {"integer"}
    assert (kinds["confidence"], kinds["created_at"], kinds["text"]) == (
        "number", "datetime", "string",
    )  # fmt: skip
    layers = {field["name"]: field["type"] for field in resources["layers"]["schema"]["fields"]}
    assert layers["frozen"] == "boolean"
    articles = {one["name"]: one["type"] for one in resources["articles"]["schema"]["fields"]}
    assert articles["date"] == "string"  # one of them is only a month


def test_keys_point_to_the_tables_they_are_of(tmp_path: Path) -> None:
    resources = {one["name"]: one for one in described(written(tmp_path))["resources"]}
    keys = {
        key["fields"][0]: key["reference"] for key in resources["spans"]["schema"]["foreignKeys"]
    }
    assert keys == {
        "article_id": {"resource": "articles", "fields": ["article_id"]},
        "layer_id": {"resource": "layers", "fields": ["layer_id"]},
        "actor_id": {"resource": "actors", "fields": ["actor_id"]},
    }
    (merged,) = resources["actors"]["schema"]["foreignKeys"]
    assert merged == {
        "fields": ["merged_into"], "reference": {"resource": "", "fields": ["actor_id"]},
    }  # fmt: skip
    assert "foreignKeys" not in resources["scheme"]["schema"]


def test_the_readme_tells_people_the_same(tmp_path: Path) -> None:
    options, some = (
        WriteOptions(licence="CC0-1.0"),
        replace(FULL, choice=ExportChoice(layers=("L1",))),
    )
    lines = (written(tmp_path, some, options) / "README.txt").read_text("utf-8").splitlines()
    assert lines[:3] == ["Häfen & “ports”", "=" * 15, ""]
    for line in (
        "Tables exported by annotator 0.1.0.",
        "Articles: 2. Layers: Ada, quotes.",
        "Chosen: 1 layer.",
        "UTF-8; cells are separated by a comma, rows by LF; empty = no value.",
        "Not as in the project:",
        "- the list of steps and the times of states stay in the project.",
        "spans.csv",
        "---------",
        "One row is one marked span. 5 rows.",
        "One row is one role of an actor. 1 row.",
        "How to cite",
        "Ada: Häfen & “ports”. Coded with annotator 0.1.0.",
        "Licence: CC0-1.0",
    ):
        assert line in lines, line
    assert any(line.startswith("  span_id                  the span's id") for line in lines)
    excel = WriteOptions({"preset": "excel", "separator": "\t"})
    (tmp_path / "b").mkdir()
    lines = (written(tmp_path / "b", options=excel) / "README.txt").read_text("utf-8").splitlines()
    assert (
        "UTF-8 with a byte order mark; cells are separated by a tab, rows by CR LF; "
        "empty = no value." in lines
    )
    assert not any(line.startswith(("Licence", "Chosen")) for line in lines)
