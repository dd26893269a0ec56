"""The lossless form: written in one order, read back whole, everything compared."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import Cancelled
from annotator.formats.base import Reading, ReadOptions, WriteOptions
from annotator.formats.jsonl import JsonLines
from annotator.formats.lossless.records import KINDS
from annotator.formats.sources import Source
from annotator.model.bundle import Bundle, Content
from annotator.model.choice import ExportChoice, ExportTexts
from annotator.model.layer import Layer, LayerKind
from annotator.model.span import Decision, Note, Owner
from annotator.project.going_out.making import as_chosen
from tests import bundles, exports
from tests.round_trip import check_round_trip

DATA = Path(__file__).resolve().parents[2] / "data" / "jsonl"


def _written(bundle: Bundle, folder: Path, **options: str) -> bytes:
    at = folder / "out.jsonl"
    at.unlink(missing_ok=True)
    chosen = WriteOptions(options)
    exports.write(JsonLines(), bundle, at, chosen)
    assert exports.read_back(JsonLines(), bundle, at, chosen) == ()
    return at.read_bytes()


def _read(data: bytes) -> Reading:
    return JsonLines().read(Source("x.jsonl", data=data), ReadOptions())


def _records(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.decode("utf-8").split("\n")[:-1]]


def test_everything_comes_back_but_what_is_declared(tmp_path: Path) -> None:
    bundle = bundles.full()
    read = _read(_written(bundle, tmp_path))
    assert bundles.without_own_ids(read.bundle) == bundles.without_own_ids(bundle)
    assert read.notes == ()
    assert [loss.item for loss in exports.plan(JsonLines(), bundle).losses] == ["history"]


def test_jsonl_holds_to_the_suite_of_all_formats(tmp_path: Path) -> None:
    check_round_trip(JsonLines(), bundles.full(), tmp_path)


def test_records_stand_in_the_order_of_the_form(tmp_path: Path) -> None:
    records = _records(_written(bundles.full(), tmp_path))
    kinds = [str(record["kind"]) for record in records]
    assert sorted(kinds, key=KINDS.index) == kinds
    assert set(kinds) == set(KINDS)
    spans = [record["id"] for record in records if record["kind"] == "span"]
    assert spans == ["s3", "s4", "s1", "s2", "s5"]


def test_lines_are_canonical(tmp_path: Path) -> None:
    data = _written(bundles.full(), tmp_path)
    for line in data.decode("utf-8").split("\n")[:-1]:
        record = json.loads(line)
        canonical = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert line == canonical


def test_confidence_goes_from_0_to_1(tmp_path: Path) -> None:
    records = _records(_written(bundles.full(), tmp_path))
    (guess,) = [record for record in records if record.get("id") == "s4"]
    assert guess["confidence"] == 0.873
    assert (guess["reason_code"], guess["evidence"]) == ("verb+that", [[0, 4]])
    assert "reason" not in next(record for record in records if record.get("id") == "s1")


def test_a_role_names_its_organisation_by_id(tmp_path: Path) -> None:
    records = _records(_written(bundles.full(), tmp_path))
    (actor,) = [record for record in records if record.get("id") == "p1"]
    assert actor["roles"] == [
        {"role": "minister", "organisation": "p2", "from": "2023", "to": None}
    ]


def test_what_points_to_nothing_stays_behind_and_that_is_said(tmp_path: Path) -> None:
    whole = bundles.small()
    (content,) = whole.contents
    lost = replace(
        content,
        notes=(Note("n1", Owner.SPAN, "elsewhere", "?", "c", bundles.NOW),),
        decisions=(
            Decision("d1", "span", "elsewhere", "accept", (), (), "L1", "c", bundles.NOW),
            Decision("d2", "difference", "key", "open", (), (), "L9", "c", bundles.NOW),
        ),
        article=replace(content.article, replaces="elsewhere"),
        spans=tuple(replace(span, actor_id="elsewhere") for span in content.spans),
    )
    bundle = replace(whole, contents=(lost,))
    losses = {loss.item: (loss.n, loss.of) for loss in exports.plan(JsonLines(), bundle).losses}
    assert losses == {
        "note": (1, 1),
        "decision": (2, 2),
        "span.actor": (1, 1),
        "article.replaces": (1, 1),
        "history": (1, 1),
    }
    read = _read(_written(bundle, tmp_path))
    assert bundles.without_own_ids(read.bundle) == bundles.without_own_ids(whole)


def test_spans_in_boilerplate_can_stay_behind_with_their_links(tmp_path: Path) -> None:
    bundle = as_chosen(replace(bundles.full(), choice=ExportChoice(boilerplate=False)))
    plan = exports.plan(JsonLines(), bundle)
    assert {loss.item: loss.n for loss in plan.losses} == {
        "span": 2,
        "link": 1,
        "note": 1,
        "decision": 1,
        "history": 1,
    }
    assert (plan.counts.spans, plan.counts.links) == (3, 1)
    read = _read(_written(bundle, tmp_path))
    assert sum(len(content.spans) for content in read.bundle.contents) == 3


def test_a_frozen_layer_is_declared() -> None:
    bundle = replace(bundles.small(), layers=(Layer("L1", LayerKind.PERSON, "A", frozen=True),))
    items = [loss.item for loss in exports.plan(JsonLines(), bundle).losses]
    assert items == ["history", "layer.frozen"]


def test_texts_can_be_left_out_and_are_read_as_such(tmp_path: Path) -> None:
    bundle = as_chosen(replace(bundles.full(), choice=ExportChoice(texts=ExportTexts.OFFSETS)))
    at = _written(bundle, tmp_path)
    header = json.loads(at.split(b"\n", 1)[0])
    assert header["choice"] == {"texts": "offsets"}
    for content, whole in zip(_read(at).bundle.contents, bundles.full().contents, strict=True):
        assert content.article.text == ""
        assert content.article.n_characters == len(whole.article.text)
        assert content.article.sha256 == whole.article.sha256
        assert [one.parts for one in content.spans] == [one.parts for one in whole.spans]
        assert {quote for one in content.spans for quote in one.quotes} <= {""}


def test_no_content_is_held_while_writing(tmp_path: Path) -> None:
    class Streamed:
        """Contents that are made anew each time, and count how often."""

        n_times = 0

        def __iter__(self) -> object:
            self.n_times += 1
            return iter(bundles.full().contents)

    contents = Streamed()
    bundle = replace(bundles.full(), contents=contents)  # type: ignore[arg-type]  # an Iterable
    _written(bundle, tmp_path)
    assert contents.n_times == 2


def test_a_wish_to_stop_is_heard(tmp_path: Path) -> None:
    class Stop:
        def check(self) -> None:
            raise Cancelled("Cancelled.")

    with pytest.raises(Cancelled):
        exports.write(JsonLines(), bundles.small(), tmp_path / "x", WriteOptions(), None, Stop())


def test_progress_counts_articles(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    exports.write(
        JsonLines(),
        bundles.full(),
        tmp_path / "x",
        WriteOptions(),
        lambda done, of, what: heard.append((done, of)),
    )
    assert heard[-1] == (2, 2)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.replace(b"Ferry", b"Merry"),
        lambda data: data[:-40],
        lambda data: b"",
        lambda data: data.replace(b'"span":5', b'"span":6'),
        lambda data: data + b"{}\n",
        lambda data: data.replace(b'{"kind":"end"', b'{"kind":"End"') + b"x",
    ],
)
def test_reading_back_sees_what_went_wrong(tmp_path: Path, damage: object) -> None:
    data = _written(bundles.full(), tmp_path)
    at = tmp_path / "damaged.jsonl"
    at.write_bytes(damage(data))  # type: ignore[operator]  # a function
    assert exports.read_back(JsonLines(), bundles.full(), at)


def test_reading_back_sees_another_value(tmp_path: Path) -> None:
    at = tmp_path / "out.jsonl"
    exports.write(JsonLines(), bundles.full(), at)
    for change in (
        {"project_title": "Other"},
        {"contents": tuple(bundles.full().contents)[:1]},
        {"decisions": ()},
        {"contents": (*bundles.full().contents, Content(bundles.article("More", "a9")))},
    ):
        other = replace(bundles.full(), **change)
        assert exports.read_back(JsonLines(), other, at), change


def test_the_sample_that_ships_is_written_again_with_the_same_bytes(tmp_path: Path) -> None:
    from annotator import resources

    data = resources.read_bytes("sample", "coding.jsonl")
    assert _written(_read(data).bundle, tmp_path) == data


def test_a_file_of_version_1_is_read_for_ever(tmp_path: Path) -> None:
    data = (DATA / "version_1.jsonl").read_bytes()
    read = _read(data)
    full = replace(bundles.full(), named=())  # they came later
    assert bundles.without_own_ids(read.bundle) == bundles.without_own_ids(full)
    again = _read(_written(read.bundle, tmp_path))  # what is written today names roles too
    assert bundles.without_own_ids(again.bundle) == bundles.without_own_ids(full)


def test_the_form_is_known_by_its_first_line() -> None:
    sniff = JsonLines().sniff
    assert sniff("x.txt", b'{"format":"annotator-jsonl","kind":"header"}\n{}') == 95
    assert sniff("x.jsonl", b'{"text": "a"}\n') == 40
    assert sniff("x.txt", b"annotator-jsonl") == 0
