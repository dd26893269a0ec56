"""What goes out of a project is what was chosen, whatever the format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import NoArticle, WrongUse
from annotator.formats.jsonl import JsonLines
from annotator.model.choice import ALL, ExportChoice, ExportTexts
from annotator.model.choice.cases import Case
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.going_out.making import as_chosen, bundle_of
from annotator.text.ranges import Range
from tests import bundles, exports

FULL = bundles.full()
BARE = ExportChoice(texts=ExportTexts.OFFSETS)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.annotator", coder=Coder("coder-a", "A")) as made:
        exports.write(JsonLines(), FULL, tmp_path / "full.jsonl")
        made.import_sources(tmp_path / "full.jsonl")
        yield made


def articles(project: Project, *where: tuple[str, str]) -> list[str]:
    chosen = bundle_of(project.reader, ExportChoice(where=where), project.context.layer.id)
    return [one.article.id for one in chosen.contents]


def test_articles_are_chosen_by_the_conditions_that_a_list_has(project) -> None:
    assert articles(project, ("outlet", "=Herald")) == ["a1"]
    assert articles(project, ("outlet", "none")) == ["a2"]
    assert articles(project, ("fields.pages", "3"), ("language", "en")) == ["a1"]
    with pytest.raises(NoArticle):
        articles(project, ("fields.pages", "3"), ("language", "fa"))
    assert articles(project, ("samples", "=pilot")) == ["a1", "a2"]
    with pytest.raises(WrongUse, match="no “colour”") as refused:
        articles(project, ("colour", "red"))
    assert "outlet" in refused.value.hint


def test_conditions_names_and_a_sample_hold_together(project) -> None:
    both = ExportChoice(articles=("a2", "1"), where=(("outlet", "=Herald"),), sample="=pilot")
    chosen = bundle_of(project.reader, both)
    assert [one.article.id for one in chosen.contents] == ["a1"]
    assert chosen.choice == replace(both, articles=("a1",))


@pytest.mark.parametrize(
    "choice",
    [
        ExportChoice(where=(("outlet", "nowhere"),)),
        ExportChoice(articles=("a2",), where=(("outlet", "=Herald"),)),
        ExportChoice(articles=()),
    ],
)
def test_a_choice_that_no_article_fits_is_refused_and_nothing_is_written(
    project, tmp_path, choice
) -> None:
    for dry_run in (True, False):
        with pytest.raises(NoArticle, match="No article fits what was chosen"):
            project.export("jsonl", tmp_path / "out.jsonl", choice, dry_run=dry_run)
    assert not (tmp_path / "out.jsonl").exists()


def test_an_empty_project_goes_out_whole_but_not_by_a_condition(tmp_path) -> None:
    with Project.create(tmp_path / "empty.annotator", coder=Coder("coder-a", "A")) as made:
        assert made.export("jsonl", tmp_path / "empty.jsonl").verified
        with pytest.raises(NoArticle):
            made.export("tables", tmp_path / "t", ExportChoice(where=(("state", "done"),)))


def test_what_is_chosen_is_written_with_it_in_words_and_as_a_value(project, tmp_path) -> None:
    some = ExportChoice(layers=("Ada",), where=(("outlet", "=Herald"),), boilerplate=False)
    project.export("tables", tmp_path / "t", some)
    description = json.loads((tmp_path / "t" / "datapackage.json").read_text(encoding="utf-8"))
    value = {"layers": ["L1"], "where": [["outlet", "=Herald"]], "boilerplate": False}
    assert description["choice"] == value
    said = (tmp_path / "t" / "README.txt").read_text(encoding="utf-8")
    assert "Chosen: articles where outlet is “=Herald”." in said
    project.export("jsonl", tmp_path / "s.jsonl", some)
    header = json.loads((tmp_path / "s.jsonl").read_text(encoding="utf-8").split("\n")[0])
    assert header["choice"] == value
    project.export("jsonl", tmp_path / "all.jsonl")
    assert '"choice"' not in (tmp_path / "all.jsonl").read_text(encoding="utf-8").split("\n")[0]


def test_actors_that_nothing_chosen_refers_to_stay_behind() -> None:
    first, second = FULL.contents
    chosen = ExportChoice(articles=("a1",))
    some = as_chosen(replace(FULL, contents=(first,), choice=chosen))
    assert [one.id for one in some.actors] == ["p1", "p2"], "its role names the other one"
    other = as_chosen(replace(FULL, contents=(second,), choice=chosen))
    assert [one.id for one in other.actors] == ["p2"]
    assert as_chosen(FULL).actors == FULL.actors


def test_spans_in_furniture_know_where_they_were_left_out() -> None:
    some = as_chosen(replace(FULL, choice=ExportChoice(boilerplate=False)))
    left = [one.id for content in some.contents for one in content.spans]
    assert left == ["s1", "s2", "s5"]
    (loss,) = some.left()
    assert (loss.item, loss.n, loss.of) == ("span", 2, 5)
    assert loss.cases == (Case("a1", Range(0, 4)), Case("a1", Range(0, 8)))
    list(some.contents)
    assert some.left() == (loss,), "it is counted anew each time"


def test_without_texts_no_words_stay_but_places_checksums_and_titles() -> None:
    bare = exports.bare(FULL)
    for content, whole in zip(bare.contents, FULL.contents, strict=True):
        article = content.article
        assert (article.text, article.n_characters) == ("", len(whole.article.text))
        assert (article.sha256, article.title) == (whole.article.sha256, whole.article.title)
        assert [one.parts for one in content.spans] == [one.parts for one in whole.spans]
        assert {one.text() for one in content.spans} == {""}
        assert content.notes == ()
        assert content.regions == whole.regions
    (reason,) = [one.reason for content in bare.contents for one in content.spans if one.reason]
    assert (reason.code, reason.text, reason.args) == ("verb+that", "", {})
    assert reason.evidence == (Range(0, 4),)
    assert [one.name for one in bare.named] == ["=pilot"], "searches and rules hold words"
    assert bare.scheme is not None
    assert not any(one.example for one in bare.scheme.types)
    lost = {one.item: one.n for one in bare.left()}
    assert lost == {"text": 2, "note": 3, "named": 1, "example": 1, "reason": 1}


def test_notes_go_out_without_texts_only_if_that_is_said_and_without_what_they_quote() -> None:
    first, second = FULL.contents
    said = "who is “she” there? “None of it” stands"
    notes = (replace(first.notes[0], text=said), *first.notes[1:])
    whole = replace(FULL, contents=(replace(first, notes=notes), second))
    kept = as_chosen(replace(whole, choice=replace(BARE, notes=True)))
    (content, _) = kept.contents
    assert content.notes[0].text == "who is “…” there? “None of it” stands"
    assert [one.id for one in content.notes] == ["n1", "n2", "n3"]
    assert "note" not in {one.item for one in kept.left()}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("who is “she” there? “None of it” stands", "who is “…” there? “None of it” stands"),
        ("‘We will’, don’t you", "‘…’, don’t you"),
        ("he says 'not  wait,' and »We\nwill« – isn't it", "he says '…' and »…« – isn't it"),
        ("“=1+1 is how it’s” ‘is how it starts’", "“=1+1 is how it’s” ‘…’"),
        ("it isn’t „NOT WAIT“", "it isn’t „…“"),
        ("a 'b", "a 'b"),
    ],
)
def test_what_a_note_quotes_is_known_whatever_the_marks(said: str, kept: str) -> None:
    first, second = FULL.contents
    whole = replace(
        FULL, contents=(replace(first, notes=(replace(first.notes[0], text=said),)), second)
    )
    content, _ = as_chosen(replace(whole, choice=replace(BARE, notes=True))).contents
    assert content.notes[0].text == kept


def test_a_value_that_is_a_passage_of_the_text_stays_behind() -> None:
    first, second = FULL.contents
    meta = {"lead": "= 1", "line": "1+1 is\nhow it STARTS 🚢", "few": "how it starts"}
    article = replace(first.article, meta=meta)
    span = replace(
        first.spans[0], attributes={"kind": "place", "words": "is how it starts 🚢.  “We"}
    )
    spans = (span, *first.spans[1:])
    bare = exports.bare(
        replace(FULL, contents=(replace(first, article=article, spans=spans), second))
    )
    (content, _) = bare.contents
    assert content.article.meta == {"lead": "= 1", "line": "", "few": "how it starts"}
    assert content.spans[0].attributes == {"kind": "place"}
    assert [one.n for one in bare.left() if one.item == "value"] == [2]


def test_a_long_value_may_repeat_the_text_and_stays_behind() -> None:
    first, second = FULL.contents
    meta = {"desk": "home", "page": "x" * 81, "lines": ["a" * 80], "pages": 3}
    article = replace(first.article, meta=meta)
    span = replace(first.spans[0], attributes={"kind": "place", "words": "y" * 81})
    spans = (span, *first.spans[1:])
    whole = replace(FULL, contents=(replace(first, article=article, spans=spans), second))
    bare = exports.bare(whole)
    (content, _) = bare.contents
    assert content.article.meta == {"desk": "home", "page": "", "lines": "", "pages": 3}
    assert content.spans[0].attributes == {"kind": "place"}
    (loss,) = [one for one in bare.left() if one.item == "value"]
    assert loss.n == 3


@pytest.mark.parametrize(
    ("format_name", "choice", "words"),
    [
        ("docx", BARE, "no sense without texts"),
        ("qdpx", BARE, "no sense without texts"),
        ("tables", ExportChoice(texts=ExportTexts.PSEUDONYMS), "Nobody is named"),
        ("tables", ExportChoice(pseudonyms=("p1",)), "only where texts go out with pseudonyms"),
        ("tables", ExportChoice(notes=True), "Notes go out anyway"),
        ("tables", ExportChoice(layers=("nobody",)), "no layer “nobody”"),
        ("tables", ExportChoice(sample="none"), "no sample “none”"),
    ],
)
def test_what_cannot_be_meant_together_is_wrong_use(
    project, tmp_path, format_name: str, choice: ExportChoice, words: str
) -> None:
    with pytest.raises(WrongUse, match=words):
        project.export(format_name, tmp_path / "out", choice, dry_run=True)
    assert not (tmp_path / "out").exists()


def test_a_key_without_pseudonyms_is_wrong_use(project, tmp_path) -> None:
    with pytest.raises(WrongUse, match="only where texts go out with pseudonyms"):
        project.export("jsonl", tmp_path / "out.jsonl", ALL, key=tmp_path / "key.csv")
