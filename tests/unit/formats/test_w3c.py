"""W3C annotations: each mark at its place, each loss counted, the file read back line by line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from annotator.errors import Cancelled, CannotWrite
from annotator.formats import by_name, export
from annotator.formats.base import WriteOptions
from annotator.model.bundle import LossKind
from annotator.model.scheme_file import scheme_from_toml
from annotator.work import Cancel
from tests import bundles, exports
from tests.round_trip import held

if TYPE_CHECKING:
    from annotator.formats.base import ExportPlan
    from annotator.model.bundle import Bundle

W3C = by_name("w3c")
FULL = bundles.full()
AGAIN = WriteOptions(overwrite=True)


def written(to: Path, bundle: Bundle = FULL) -> tuple[dict[str, Any], ExportPlan]:
    report = export.export(bundle, W3C, to, AGAIN)
    assert report.verified
    return json.loads(to.read_text(encoding="utf-8")), report.plan


def found_in(collection: dict[str, Any]) -> Counter[str]:
    """Count what a reader finds who knows the recommendation alone."""
    found = Counter(article=len(collection["annotator:articles"]))
    for one in collection["first"]["items"]:
        is_link = one["motivation"] == "linking"
        purposes = Counter(body["purpose"] for body in one["body"])
        assert purposes["classifying"] == 1
        found["link" if is_link else "span"] += 1
        found["part"] += 0 if is_link else len(one["target"])
        found["attribute"] += purposes["tagging"]
        talk = ("commenting", "questioning", "replying", "bookmarking")
        found["note"] += sum(purposes[name] for name in talk)
    return found


@given(bundle=bundles.bundles())
def test_declared_losses_are_just_what_a_reader_does_not_find(
    bundle: Bundle, tmp_path: Path
) -> None:
    collection, plan = written(tmp_path / "a.jsonld", bundle)
    texts = {one.article.id: one.article.text for one in bundle.contents}
    for one in collection["first"]["items"]:
        for target in one["target"] if one["motivation"] != "linking" else ():
            place, quoted = target["selector"]
            text = texts[target["source"].rpartition(":")[2]]
            start, end = place["start"], place["end"]
            assert text[start:end] == quoted["exact"]
            assert text[:start].endswith(quoted.get("prefix", ""))
            assert text[end:].startswith(quoted.get("suffix", ""))
    dropped = Counter({one.item: one.n for one in plan.losses if one.fate is LossKind.DROPPED})
    whole = held(bundle.contents, bundle.decisions)
    whole["note"] += len(bundle.notes)
    kinds = ("article", "span", "part", "link", "region", "note", "decision", "attribute")
    missing = whole - found_in(collection)
    assert {name: missing[name] for name in kinds} == {name: dropped[name] for name in kinds}


def test_a_mark_tells_type_values_actor_coder_and_notes(tmp_path: Path) -> None:
    collection, _ = written(tmp_path / "a.jsonld", bundles.asked())
    items = {one["id"].rpartition(":")[2]: one for one in collection["first"]["items"]}
    assert collection["total"] == len(items)
    claim = items["s1"]
    assert [body["value"] for body in claim["body"][:3]] == [
        "claim", "directness: direct", "kind: promise",
    ]  # fmt: skip
    assert claim["creator"] == {"id": "urn:annotator:layer:L1", "name": "Ada", "type": "Person"}
    assert claim["created"] == bundles.NOW
    assert [one["selector"][1]["exact"] for one in claim["target"]] == ["“We will,”", "“not wait.”"]
    (actor,) = [one for one in items["s2"]["body"] if one["purpose"] == "identifying"]
    assert (actor["source"]["name"], actor["annotator:kind"]) == ("=Mira Talven", "person")
    assert items["s4"]["annotator:confidence"] == 0.873
    link = items["k2"]
    assert link["target"] == ["urn:annotator:span:s1", "urn:annotator:span:s3"]
    assert [one["value"] for one in link["body"]] == [
        "about", "stance: favourable", "weak",
    ]  # fmt: skip


def test_the_collection_tells_articles_scheme_and_program(tmp_path: Path) -> None:
    collection, _ = written(tmp_path / "a.jsonld")
    first, second = collection["annotator:articles"]
    assert (first["dcterms:publisher"], first["annotator:sha256"]) == (
        "=Herald", FULL.contents[0].article.sha256,
    )  # fmt: skip
    assert second["textDirection"] == "rtl"
    assert first["annotator:fields"]["pages"] == 3
    assert scheme_from_toml(collection["skos:note"]).types == FULL.scheme.types
    assert collection["generator"]["name"] == "annotator 0.1.0"


def test_words_that_do_not_go_out_leave_their_places(tmp_path: Path) -> None:
    content = bundles.small().contents[0]
    spans = tuple(replace(one, quotes=("",)) for one in content.spans)
    bare = replace(content, article=replace(content.article, text=""), spans=spans)
    collection, plan = written(tmp_path / "a.jsonld", replace(bundles.small(), contents=(bare,)))
    (one,) = collection["first"]["items"]
    assert one["target"][0]["selector"] == [{"type": "TextPositionSelector", "start": 0, "end": 6}]
    assert "text" not in {loss.item for loss in plan.losses}


def test_the_plan_is_what_is_written_and_twice_the_same(tmp_path: Path) -> None:
    to = tmp_path / "a.jsonld"
    assert export.plan_export(FULL, W3C, to, AGAIN).plan == written(to)[1]
    before = to.read_bytes()
    written(to)
    assert to.read_bytes() == before
    nothing, _ = written(to, replace(FULL, contents=(), decisions=()))
    assert nothing["first"]["items"] == nothing["annotator:articles"] == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace('"start":26', '"start":25'), "span:s1 reads back otherwise"),
        (lambda text: text.replace('“not wait.”"', '“not, wait”"'), "reads back otherwise"),
        (lambda text: text.replace('"total":7', '"total":8'), "ends otherwise"),
        (lambda text: text.replace("Ferry", "Fairy"), "article a1 reads back otherwise"),
        (lambda text: text.replace("Harbours", "Ports"), "begins otherwise"),
        (lambda text: text[:-2], "cannot be read back|ends otherwise"),
        (lambda text: text + " ", "ends otherwise"),
        (lambda text: text.replace("\n]}", ',\n{"id":"x"}\n]}', 1), "too many"),
        (lambda text: text[: len(text) // 2], "cannot be read back|reads back otherwise"),
    ],
)
def test_reading_back_finds_what_is_not_as_it_should_be(
    tmp_path: Path, change: Callable[[str], str], words: str
) -> None:
    at = tmp_path / "a.jsonld"
    exports.write(W3C, FULL, at)
    text = at.read_text(encoding="utf-8")
    assert change(text) != text
    at.write_text(change(text), encoding="utf-8", newline="\n")
    found = " ".join(exports.read_back(W3C, FULL, at))
    assert any(one in found for one in words.split("|"))


def test_only_a_collection_of_ours_is_replaced(tmp_path: Path) -> None:
    to = tmp_path / "a.jsonld"
    for stranger in (
        b"",
        b"weeks",
        b'{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation"}',
        b'{"@context":["http://www.w3.org/ns/anno.jsonld"],"generator":{"name":"other"}}',
        b"\xff\xfe\0" * 100,
    ):
        to.write_bytes(stranger)
        with pytest.raises(CannotWrite, match="no earlier export"):
            written(to)
        assert to.read_bytes() == stranger
    to.unlink()
    to.mkdir()
    with pytest.raises(CannotWrite, match="no earlier export"):
        written(to)


def test_a_wish_to_stop_leaves_nothing(tmp_path: Path) -> None:
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        export.export(FULL, W3C, tmp_path / "a.jsonld", AGAIN, None, cancel)
    assert not [one for one in tmp_path.iterdir() if one.name != "annotator-home"]
