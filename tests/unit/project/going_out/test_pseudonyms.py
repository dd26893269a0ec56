"""Other names for actors: places hold, the key stands apart, what may still tell is listed."""

from __future__ import annotations

import csv
import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import coder, disk
from annotator.errors import CannotRead, CannotWrite, DiskFull, TargetExists, WrongUse
from annotator.formats import every
from annotator.formats.base import ReadOptions
from annotator.formats.jsonl import JsonLines
from annotator.formats.sources import Source
from annotator.model.actor import Actor, Alias
from annotator.model.bundle import Bundle, Content
from annotator.model.choice import ExportChoice, ExportTexts
from annotator.model.choice.cases import Case
from annotator.model.layer import Coder
from annotator.model.named import NamedKind, NamedSet
from annotator.model.scheme import AttributeType
from annotator.project import Project
from annotator.project.going_out.key_file import PseudonymRow
from annotator.project.going_out.making import as_chosen
from annotator.project.going_out.pseudonyms import WithPseudonyms, names_to_hide
from annotator.text.likeness import text_sha256
from annotator.text.ranges import Range
from tests import bundles, exports

FULL = bundles.full()
PERSONS = ExportChoice(texts=ExportTexts.PSEUDONYMS, pseudonyms=("persons",))


def hidden(bundle: Bundle, choice: ExportChoice = PERSONS) -> tuple[Bundle, WithPseudonyms]:
    """Give a bundle as it goes out with other names, and what put them in."""
    hide = WithPseudonyms(names_to_hide(bundle.actors, choice, ()), tells=True)
    return as_chosen(replace(bundle, choice=choice), hide), hide


def of_text(text: str, *spans: tuple[str, tuple[int, int], str | None], **fields: str) -> Bundle:
    """Give a bundle of one article with spans, and Mira Talven as p1."""
    article = bundles.article(text, **fields)
    marks = tuple(
        bundles.span(article, f"s{n}", kind, at, actor_id=actor)
        for n, (kind, at, actor) in enumerate(spans)
    )
    actors = (Actor("p1", "Mira Talven", "person", (Alias("x", "Talven"),)),)
    return replace(bundles.small(), contents=(Content(article, spans=marks),), actors=actors)


def only(bundle: Bundle) -> Content:
    (content,) = bundle.contents
    return content


def test_a_mark_of_somebody_who_is_hidden_is_their_new_name_whatever_it_said() -> None:
    text = "The minister said so. Mira Talven’s aide did not."
    bundle = of_text(text, ("speaker", (0, 12), "p1"), ("claim", (13, 20), None))
    new, hide = hidden(bundle)
    content = only(new)
    assert content.article.text == "Person 1 said so. Person 1’s aide did not."
    assert content.article.sha256 == text_sha256(content.article.text)
    assert [one.text() for one in content.spans] == ["Person 1", "said so"]
    assert [one.name for one in new.actors] == ["Person 1"]
    assert new.choice.pseudonyms == ("Person 1",)
    assert hide.hidden.rows == (PseudonymRow("Person 1", "p1", "Mira Talven"),)


def test_a_mark_that_ends_inside_a_name_is_moved_to_its_edge_and_counted() -> None:
    text = "So Mira Talven said, and Mira Talven left."
    inside = ("entity", (8, 19), None), ("entity", (0, 7), None), ("entity", (3, 14), None)
    new, _ = hidden(of_text(text, *inside))
    assert [one.text() for one in only(new).spans] == ["Person 1 said", "So Person 1", "Person 1"]
    (moved,) = [one for one in new.left() if one.item == "span.place"]
    assert (moved.n, moved.of) == (2, 3)
    assert (moved.n, moved.cases) == (2, (Case("a1", Range(8, 19)), Case("a1", Range(0, 7))))


def test_of_several_who_have_a_name_the_mark_says_who_is_meant_and_the_others_are_counted() -> None:
    text = "Talven met Talven. Talven left, Mira Talven did not."
    bundle = of_text(text, ("speaker", (11, 17), "p2"), ("entity", (0, 6), "p1"))
    namesake = Actor("p2", "Ruiz Talven", "person", (Alias("y", "Talven"),))
    new, _ = hidden(replace(bundle, actors=(*bundle.actors, namesake)))
    content = only(new)
    assert content.article.text == "Person 1 met Person 2. Person 1 left, Person 1 did not."
    assert [one.text() for one in content.spans] == ["Person 2", "Person 1"]
    (loss,) = [one for one in new.left() if one.item == "text.shared"]
    assert (loss.n, loss.of, loss.cases) == (1, 4, (Case("a1", Range(19, 25)),))
    new, _ = hidden(of_text("Talven, Talven"))
    list(new.contents)
    assert "text.shared" not in {one.item for one in new.left()}


def test_no_pseudonym_is_a_name_that_somebody_has() -> None:
    others = (
        Actor("p3", "Person 1", "person"),
        Actor("p4", "Fund", "other", (Alias("z", "Person 2"),)),
    )
    bundle = of_text("Mira Talven")
    new, _ = hidden(
        replace(bundle, actors=(*bundle.actors, *others)), replace(PERSONS, pseudonyms=("p1",))
    )
    assert [one.name for one in new.actors] == ["Person 3", "Person 1", "Fund"]


def test_who_has_the_same_name_as_somebody_in_the_key_is_somebody_else() -> None:
    known = (PseudonymRow("Person 4", "p1", "Mira Talven"), PseudonymRow("Person 7", "else", "Ada"))
    same = Actor("p1", "Mira Talven", "person"), Actor("p2", "Mira Talven", "person")
    found = names_to_hide((*same, Actor("p3", "Ada", "person")), PERSONS, known)
    assert found.by_actor == {"p1": "Person 4", "p2": "Person 1", "p3": "Person 7"}


def test_parts_in_one_name_become_one_part() -> None:
    bundle = of_text("It is Mira Talven.")
    article = only(bundle).article
    both = bundles.span(article, "s1", "entity", (6, 10), (11, 17))
    new, _ = hidden(replace(bundle, contents=(Content(article, spans=(both,)),)))
    (span,) = only(new).spans
    assert (span.parts, span.quotes) == ((Range(6, 14),), ("Person 1",))


def twins(folder: Path) -> Project:
    """Give a project of three articles that differ in a name alone; one has a mark at its end."""
    made = Project.create(folder / "twins.annotator", coder=coder("Ada"))
    for name in ("Mira Talven", "Ada Nord", "Nobody"):
        made.import_text(f"{name} said so.\n\nThe harbour was closed for years.")
        made.actor(name, "person")
    for one in made.articles():
        n = made.page(one.id).article.n_characters
        made.mark(one.id, "claim", (n - 6, n))
    return made


def test_texts_that_become_the_same_stay_apart_in_every_format(tmp_path: Path) -> None:
    same = ExportChoice(texts=ExportTexts.PSEUDONYMS, pseudonyms=("Mira Talven", "Ada Nord"))
    with twins(tmp_path) as project:
        key = tmp_path / "same.csv"
        actors = {one.name: one.id for one in project.actors()}
        rows = [("Someone", actors[one], one) for one in ("Mira Talven", "Ada Nord")]
        with key.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("pseudonym", "actor_id", "name"), *rows])
        plan = project.export("jsonl", tmp_path / "t.jsonl", same, key=key, dry_run=True).plan
        (said,) = [one for one in plan.losses if one.item == "text.same"]
        assert (said.n, len(said.cases)) == (1, 1)
        for chosen in every():
            if chosen.can_write:
                # What was read back otherwise would be refused.
                ending = "" if chosen.target == "folder" else chosen.endings[0]
                project.export(chosen.name, tmp_path / f"as-{chosen.name}{ending}", same, key=key)
    read = JsonLines().read(Source.of_path(tmp_path / "as-jsonl.jsonl"), ReadOptions())
    texts = [one.article.text for one in read.bundle.contents]
    assert texts == [
        "Someone said so.\n\nThe harbour was closed for years.",
        "Someone said so.\n\nThe harbour was closed for years.\n",
        "Nobody said so.\n\nThe harbour was closed for years.",
    ]
    with Project.create(tmp_path / "again.annotator", coder=coder("Bo")) as again:
        assert again.import_sources(tmp_path / "as-jsonl.jsonl").refused == ()
        assert len([*again.articles()]) == 3


def test_addresses_and_files_stay_behind_and_titles_bylines_and_fields_are_changed() -> None:
    bundle = of_text("Words.", title="Talven!", byline="Mira Talven", url="u", source="f.txt")
    article = replace(only(bundle).article, meta={"who": ["Talven"], "n": 3, "raw": None})
    new, _ = hidden(replace(bundle, contents=(Content(article),)))
    found = only(new).article
    assert (found.title, found.byline, found.url, found.source) == ("Person 1!", "Person 1", "", "")
    assert found.meta == {"who": ["Person 1"], "n": 3, "raw": None}
    assert {one.item: one.n for one in new.left()} == {"source": 1}


def test_who_joined_into_somebody_hidden_and_names_of_others_are_hidden_too() -> None:
    actors = (
        *FULL.actors,
        Actor("p4", "M. T.", "person", (Alias("x", "Emtee"),), merged_into="p1"),
        Actor("p5", "Talven Fund", "organisation", (Alias("x", "Fund of Talven"),)),
    )
    new, hide = hidden(replace(FULL, actors=actors), replace(PERSONS, pseudonyms=("p1",)))
    names = {one.id: (one.name, [alias.name for alias in one.aliases]) for one in new.actors}
    assert names["p1"] == names["p4"] == ("Person 1", [])
    assert names["p5"] == ("Person 1 Fund", ["Fund of Person 1"])
    assert names["p2"] == ("Velmora", [])
    assert hide.hidden.names.without("Emtee and تالون") == "Person 1 and Person 1"


def test_other_kinds_have_names_of_their_own_and_an_unknown_one_is_wrong_use() -> None:
    new, _ = hidden(FULL, replace(PERSONS, pseudonyms=("Velmora", "p1")))
    assert [one.name for one in new.actors] == ["Person 1", "State 1", "State 1"]
    with pytest.raises(WrongUse, match="no actor “Nobody”"):
        hidden(FULL, replace(PERSONS, pseudonyms=("Nobody",)))


def test_what_may_still_tell_is_listed_with_its_places_and_can_be_replaced_too() -> None:
    text = "Mira Talven of Talvenburg met a talven. The minister left; Mira stayed."
    at = text.index("The minister")
    bundle = of_text(text, ("speaker", (at, at + 12), None), ("cue", (16, 20), None))
    new, hide = hidden(bundle)
    list(new.contents)
    told = {(one.word, one.at.of(text), one.article_id) for one in hide.still}
    words = ("Talvenburg", "Mira", "The minister")
    assert told == {(one, one, "a1") for one in words}
    more, again = hidden(bundle, replace(PERSONS, also=("Talvenburg", "The minister")))
    changed = "Person 1 of Person 1 met a talven. Person 2 left; Mira stayed."
    assert only(more).article.text == changed
    assert {one.word for one in again.still} == {"Mira"}
    assert PseudonymRow("Person 2", "", "The minister") in again.hidden.rows
    assert more.choice.also == ()


def test_what_was_told_apart_by_a_name_stays_apart_or_is_said_to_be_one(tmp_path: Path) -> None:
    kinds = {one.name: one for one in bundles.scheme().types}
    who = AttributeType("who", "claim", ("Talven", "Mira Talven", "Talvens", "none"))
    claim = replace(kinds["claim"], attributes=(who,))
    scheme = replace(bundles.scheme(), types=(claim,), links=())
    first = bundles.article("Talven came.", language="de", meta={"Talven": 1, "Mira Talven": 2})
    second = bundles.article(
        "She went.", "a2", meta={"Mira Talven": 3, "in": {"Talven": 1, "a": 2}}
    )
    values = [{"who": one} for one in ("Talven", "Mira Talven", "Talvens")]
    marks = tuple(
        bundles.span(first, f"s{n}", "claim", (n, n + 1), attributes=one)
        for n, one in enumerate(values)
    )
    samples = tuple(
        NamedSet(f"n{n}", NamedKind.SAMPLE, name, {}, members=("a1",))
        for n, name in enumerate(("of Talven", "of Person 1", "of Mira Talven"))
    )
    bundle = replace(
        of_text(""), contents=(Content(first, spans=marks), Content(second)), scheme=scheme,
        named=samples, choice=ExportChoice(sample="of Mira Talven"),
    )  # fmt: skip
    hide = WithPseudonyms(names_to_hide(bundle.actors, PERSONS, ()))
    new = as_chosen(replace(bundle, choice=replace(PERSONS, sample="of Mira Talven")), hide)
    exports.write(JsonLines(), new, tmp_path / "out.jsonl")
    back = JsonLines().read(Source.of_path(tmp_path / "out.jsonl"), ReadOptions()).bundle
    assert back.scheme is not None
    ((attribute,),) = [one.attributes for one in back.scheme.types]
    assert attribute.values == ("Person 1", "Talvens", "none")
    there, other = back.contents
    assert [one.attributes["who"] for one in there.spans] == ["Person 1", "Person 1", "Talvens"]
    assert there.article.meta == {"Person_1": 1, "Person_1_2": 2}
    assert other.article.meta == {"Person_1_2": 3, "in": {"Person 1": 1, "a": 2}}
    assert [one.name for one in back.named] == ["of Person 1 (2)", "of Person 1", "of Person 1 (3)"]
    assert new.choice.sample == "of Person 1 (3)"
    (loss,) = [one for one in new.left() if one.item == "scheme"]
    assert (loss.n, loss.of) == (1, 6)


names = st.sampled_from(("Mira Talven", "Zoë", "تالون", "علی\u200cرضا", "Talven", "Ka\u0301la 🚢"))


@given(bundle=bundles.bundles(), name=names, alias=names, data=st.data())
@settings(max_examples=settings().max_examples // 2)
def test_marks_keep_their_words_and_no_name_stays_whatever_the_text(
    bundle: Bundle, name: str, alias: str, data: st.DataObject
) -> None:
    actors = (Actor("p0", name, "person", (Alias("x", alias),)), *bundle.actors[1:])
    whole = []
    for content in bundle.contents:
        article, at = content.article, data.draw(st.integers(0, len(content.article.text)))
        text = f"{article.text[:at]} {name}\u2028{article.text[at:]} {alias}’s"
        article = replace(article, text=text, sha256=text_sha256(text))
        quoted = tuple(
            replace(one, quotes=tuple(part.of(text) for part in one.parts)) for one in content.spans
        )
        whole.append(replace(content, article=article, spans=quoted))
    old = replace(bundle, contents=tuple(whole), actors=actors)
    new, hide = hidden(old, replace(PERSONS, pseudonyms=("p0",)))
    for before, after in zip(old.contents, new.contents, strict=True):
        text = after.article.text
        assert hide.hidden.names.in_text(text) == []
        assert f" {name}\u2028" not in text
        for span, was in zip(after.spans, before.spans, strict=True):
            assert span.quotes == tuple(part.of(text) for part in span.parts)
            assert all(0 <= one.start < one.end <= len(text) for one in span.parts)
            if was.actor_id == "p0":
                continue
            kept = hide.hidden.names.without(was.text())
            if len(span.parts) == len(was.parts) and kept == was.text():
                assert was.quotes == span.quotes or "Person 1" in span.text()


# --- through the project: key, target, wrong use --------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.annotator", coder=Coder("coder-a", "A")) as made:
        exports.write(JsonLines(), FULL, tmp_path / "full.jsonl")
        made.import_sources(tmp_path / "full.jsonl")
        yield made


def key_rows(at: Path) -> list[list[str]]:
    with at.open(encoding="utf-8", newline="") as file:
        return [*csv.reader(file)]


def test_the_key_stands_beside_the_target_and_gives_the_same_names_again(project, tmp_path) -> None:
    to = tmp_path / "out.jsonl"
    report = project.export("jsonl", to, PERSONS)
    assert report.key == tmp_path / "out.key.csv"
    mine = ["Person 1", "p1", "=Mira Talven"]
    assert key_rows(report.key) == [["pseudonym", "actor_id", "name"], mine]
    report.key.write_text(
        report.key.read_text(encoding="utf-8").replace("Person 1", "Person 7"), encoding="utf-8"
    )
    new = project.actor("Ada Nord", "person").id
    again = project.export("tables", tmp_path / "t", PERSONS, key=report.key)
    assert again.key == report.key
    assert key_rows(report.key)[1:] == [["Person 7", *mine[1:]], ["Person 1", new, "Ada Nord"]]
    assert {one["name"] for one in exports.rows_in(tmp_path / "t", "actors")} >= {"Person 7"}
    assert not (tmp_path / "t.key.csv").exists()


def test_an_export_that_fails_leaves_the_key_as_it_was(project, tmp_path) -> None:
    to, key = tmp_path / "out.jsonl", tmp_path / "out.key.csv"
    to.write_text("mine")
    with pytest.raises(CannotWrite, match="no earlier export"):
        project.export("jsonl", to, PERSONS)
    assert not key.exists()
    to.unlink()
    project.export("jsonl", to, PERSONS)
    before = key.read_bytes()
    project.actor("Ada Nord", "person")
    with pytest.raises(TargetExists):
        project.export("jsonl", to, PERSONS)
    assert key.read_bytes() == before


def test_a_file_that_is_no_key_is_never_replaced(project, tmp_path) -> None:
    key = tmp_path / "notes.csv"
    for content in ("mine", "a,b\n", '"', "pseudonym,actor_id,name\nPerson 1,p1\n"):
        key.write_text(content)
        with pytest.raises(CannotRead, match="no key of pseudonyms"):
            project.export("jsonl", tmp_path / "out.jsonl", PERSONS, key=key)
        assert key.read_text() == content
    assert not (tmp_path / "out.jsonl").exists()


def test_a_key_in_the_data_and_one_that_cannot_be_written_are_refused(project, tmp_path) -> None:
    to = tmp_path / "t"
    for key in (to / "key.csv", to, to / ".." / "t" / "k.csv"):
        with pytest.raises(WrongUse, match="stand in the data"):
            project.export("tables", to, PERSONS, key=key)
    with pytest.raises(CannotWrite, match="key"):
        project.export("tables", to, PERSONS, key=tmp_path / "none" / "key.csv")
    assert not to.exists()


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (errno.ENOSPC, DiskFull, "The disk is full: the key out.key.csv was not written."),
        (
            errno.EROFS,
            CannotWrite,
            "The key out.key.csv cannot be written (Read-only file system).",
        ),
    ],
)
def test_a_key_that_has_no_room_is_told_without_the_names_of_files_beside_it(
    project, tmp_path, monkeypatch, code: int, kind: type[CannotWrite], words: str
) -> None:
    def full(at: Path, *_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code), str(at.with_name(".~new-1.csv")))

    monkeypatch.setattr(disk, "write_whole", full)
    with pytest.raises(CannotWrite) as refused:
        project.export("jsonl", tmp_path / "out.jsonl", PERSONS)
    assert type(refused.value) is kind
    assert refused.value.message.startswith(words)
    assert "new-1" not in refused.value.message
    assert not (tmp_path / "out.jsonl").exists()


def test_a_dry_run_lists_what_still_tells_and_writes_nothing(project, tmp_path) -> None:
    project.import_text("Talvenites met =Mira Talven.\n\nTalven said so.", "a note")
    plan = project.export("jsonl", tmp_path / "out.jsonl", PERSONS, dry_run=True).plan
    assert "Talvenites" in {one.word for one in plan.still_tells}
    assert [one.name for one in tmp_path.glob("out*")] == []
    assert project.export("jsonl", tmp_path / "out.jsonl", dry_run=True).plan.still_tells == ()
