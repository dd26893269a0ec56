"""The articles and their coding that ship: up to date, well-formed, by the default scheme."""

import hashlib
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from annotator import resources
from annotator.formats.base import ReadOptions
from annotator.formats.jsonl import JsonLines
from annotator.formats.sources import Source
from annotator.model.scheme import Scheme
from annotator.model.scheme_file import scheme_from_toml
from annotator.suggest.pages.masthead import propose_masthead
from annotator.suggest.pages.regions import propose_regions
from tests import exports

CHECKOUT = Path(__file__).resolve().parents[2]
CODING = CHECKOUT / "resources" / "sample" / "coding.jsonl"
FILES = ("ferry.txt", "reservoir_fa.txt")

Record = dict[str, Any]


@pytest.fixture(scope="module")
def records() -> list[Record]:
    lines = resources.read_text("sample", "coding.jsonl").split("\n")
    return [json.loads(line) for line in lines if line]


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return scheme_from_toml(resources.read_text("schemes", "default.toml"))


def of_kind(records: list[Record], kind: str) -> list[Record]:
    return [record for record in records if record["kind"] == kind]


def article_of(records: list[Record], file: str) -> Record:
    return next(one for one in of_kind(records, "article") if one["source"] == file)


def claims_in(records: list[Record], file: str) -> list[Record]:
    article = article_of(records, file)["id"]
    spans = [one for one in of_kind(records, "span") if one["article"] == article]
    return [one for one in spans if one["type"] == "claim"]


def test_the_coding_is_what_its_readable_form_makes() -> None:
    made = subprocess.run(
        [sys.executable, str(CHECKOUT / "packaging" / "make_sample.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stdout) == (0, "up to date\n")


def test_the_checker_of_the_format_passes(shared: Path) -> None:
    pytest.importorskip("jsonschema", reason="the checker needs jsonschema")
    checker = shared / "checks" / "check_jsonl.py"
    checked = subprocess.run(
        [sys.executable, str(checker), str(CODING)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_reading_and_writing_it_gives_the_same_bytes(tmp_path: Path) -> None:
    reading = JsonLines().read(Source.of_path(CODING), ReadOptions())
    assert reading.notes == ()
    exports.write(JsonLines(), reading.bundle, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == CODING.read_bytes()


@pytest.mark.parametrize("file", FILES)
def test_the_coded_text_is_the_shipped_file(records: list[Record], file: str) -> None:
    text = resources.read_text("sample", file)
    article = article_of(records, file)
    assert article["text"] == text
    assert article["sha256"] == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("file", FILES)
def test_regions_and_masthead_are_what_the_program_proposes(
    records: list[Record], file: str
) -> None:
    article = article_of(records, file)
    text, language = article["text"], article["language"]
    regions = [
        (one["type"], one["start"], one["end"])
        for one in of_kind(records, "region")
        if one["article"] == article["id"]
    ]
    proposed = propose_regions(text, language)
    assert [(str(one.type), *one.at) for one in proposed] == regions
    said = {one.field: one.value for one in propose_masthead(text, proposed, language)}
    fields = ("title", "outlet", "date", "byline", "url")
    assert said == {name: article[name] for name in fields if article[name]}


def test_spans_have_types_and_values_of_the_default_scheme(
    records: list[Record], scheme: Scheme
) -> None:
    for span in of_kind(records, "span"):
        kind = scheme.type(span["type"])
        assert kind is not None
        assert bool(span["actor"]) <= kind.refers_to_actor
        for name, value in span["attributes"].items():
            attribute = kind.attribute(name)
            assert attribute is not None
            assert value in attribute.values


def test_links_join_what_the_default_scheme_lets_them(
    records: list[Record], scheme: Scheme
) -> None:
    types = {span["id"]: span["type"] for span in of_kind(records, "span")}
    for link in of_kind(records, "link"):
        kind = scheme.link(link["type"])
        assert kind is not None
        assert types[link["from"]] in kind.sources
        assert types[link["to"]] in kind.targets


def test_actors_have_kinds_of_the_default_scheme(records: list[Record], scheme: Scheme) -> None:
    actors = of_kind(records, "actor")
    assert {actor["actor_kind"] for actor in actors} <= set(scheme.actor_kinds)
    assert any(role["from"] for actor in actors for role in actor["roles"])


def test_no_span_begins_or_ends_with_a_blank_and_none_lies_in_furniture(
    records: list[Record],
) -> None:
    furniture = [
        (one["article"], one["start"], one["end"])
        for one in of_kind(records, "region")
        if one["type"] == "boilerplate"
    ]
    for span in of_kind(records, "span"):
        assert [words for words in span["text"] if words != words.strip()] == []
        for start, end in span["parts"]:
            assert not any(
                article == span["article"] and start < last and first < end
                for article, first, last in furniture
            )


def test_every_claim_but_free_ones_has_one_speaker_and_one_cue(records: list[Record]) -> None:
    links = Counter((link["from"], link["type"]) for link in of_kind(records, "link"))
    for file in FILES:
        for claim in claims_in(records, file):
            assert links[claim["id"], "said_by"] == 1
            free = claim["attributes"]["directness"] == "free"
            assert links[claim["id"], "cued_by"] == (0 if free else 1)


def test_the_articles_show_what_people_will_meet(records: list[Record]) -> None:
    text = resources.read_text("sample", "ferry.txt")
    assert 2_500 <= len(text) <= 3_500
    assert "he added.\u00a0\n" in text
    claims = claims_in(records, "ferry.txt")
    directness = {claim["attributes"]["directness"] for claim in claims}
    assert directness == {"direct", "indirect", "mixed", "reported", "free"}
    assert sum(len(claim["parts"]) == 2 for claim in claims) == 2
    forms = {
        span["attributes"]["form"] for span in of_kind(records, "span") if span["type"] == "speaker"
    }
    assert forms == {"name", "role", "pronoun", "unnamed"}


def test_the_persian_article_has_what_makes_persian_hard(records: list[Record]) -> None:
    text = resources.read_text("sample", "reservoir_fa.txt")
    assert {"\u200c", "۴", "L", "«", "»"} <= set(text)
    assert article_of(records, "reservoir_fa.txt")["direction"] == "rtl"
    assert [len(claim["parts"]) for claim in claims_in(records, "reservoir_fa.txt")].count(2) == 1


def test_the_default_scheme_has_its_types_keys_and_links(scheme: Scheme) -> None:
    assert [(kind.name, kind.key) for kind in scheme.types] == [
        ("speaker", "S"),
        ("cue", "U"),
        ("claim", "C"),
        ("entity", "E"),
    ]
    assert [link.name for link in scheme.links] == ["said_by", "cued_by", "addressed_to", "about"]
    assert all(kind.definition and kind.example for kind in scheme.types)


def test_examples_of_the_scheme_are_from_the_sample_article(scheme: Scheme) -> None:
    text = resources.read_text("sample", "ferry.txt")
    for kind in scheme.types:
        marked = kind.example.split("[", 1)[1].split("]", 1)[0]
        # The dated role of the article is left out of the example.
        assert marked.replace("Minister]", "Minister") in text
