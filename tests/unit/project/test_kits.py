"""Kits: which articles they hold, in which order, and that nothing of anybody's work is in them."""

from __future__ import annotations

import json
import sqlite3
import struct
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from annotator.errors import Forbidden, TargetExists, WrongUse
from annotator.model.article import Origin
from annotator.model.double_coding.kit import was_reopened
from annotator.model.double_coding.sampling import digest
from annotator.model.layer import Coder
from annotator.model.named import NamedKind
from annotator.project import Project
from annotator.project.step_names import step_name
from annotator.reading.covered import seen_text
from tests import builders

A, B = Coder("01a2b3c4-0000-7000-8000-00000000000a", "Adaobi"), Coder("coder-b", "B")
TEXTS = {
    f"Story {n}": f"Story {n}\n\nBy Zed Reporter\n\nThe Dawnish said: “Number {n} is due.”"
    for n in range(1, 13)
}


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.annotator", coder=A) as made:
        articles = [
            builders.article(
                text, title=title, number=n, outlet="Dawnish" if n % 2 else "Post",
                byline="Zed Reporter", date=f"2024-01-{n:02}", url=f"https://x.example/{n}",
                source=f"in/{n}.txt", meta={"desk": f"desk {n}"},
            )
            for n, (title, text) in enumerate(TEXTS.items(), 1)
        ]  # fmt: skip
        regions = [
            builders.region(one, "byline", (9, 24), set_by="somebody-else") for one in articles
        ]
        step = builders.adding(*articles, *regions, act="import")
        made.open_project.apply(replace(step, at="2025-05-05T05:05:05Z"))
        yield made


def coded(study: Project) -> None:
    """Let A do what there is to do, under words that stand nowhere else."""
    for one in list(study.articles()):
        claim = study.mark(one.id, "claim", (44, 60), {"directness": "direct"})
        speaker = study.mark(one.id, "speaker", (29, 36), actor="Quillon Unheard")
        study.link(claim.id, "said_by", speaker.id)
        study.note(claim.id, "a zygomorphic doubt")
        study.state(one.id, "done")
    study.state("Story 12", "excluded", "xenolithic reason")
    study.actor("Second Invisible", "organisation", ["Wraithlike"])
    scheme = study.scheme
    study.set_scheme(replace(scheme, note="because of pilcrow", title="Renamed"))
    study.open_project.drain()


def kit_of(study: Project, to: Path, **order: object) -> Path:
    made = study.make_kits(["B"], to, **order)  # type: ignore[arg-type]  # by name
    return made.kits[0].path


# --- what is never in a kit -----------------------------------------------------------------------


def told_by(path: Path) -> bytes:
    """Give all bytes of a file, with all that lies packed in it as well."""
    raw = path.read_bytes()
    found = [raw]
    with sqlite3.connect(path) as connection:
        found += [zlib.decompress(body) for (body,) in connection.execute("SELECT body FROM block")]
    for at in range(len(raw) - 2):
        if raw[at] == 0x78 and raw[at + 1] in (0x01, 0x5E, 0x9C, 0xDA):
            try:
                found.append(zlib.decompressobj().decompress(raw[at:]))
            except zlib.error:
                continue
    return b"\n".join(found)


def words_and_ids(study: Project) -> tuple[set[str], set[str], set[str]]:
    """Give the words, the ids and the times of what the coders of a project did."""
    reader = study.reader
    ids = {A.id, "somebody-else", "suggester-x"}
    times = {info.step.at for info in reader.steps()}
    words = {A.id, "zygomorphic", "xenolithic", "pilcrow", 'directness":"direct'}
    ids |= {layer.id for layer in study.layers()}
    ids |= {info.step.id for info in reader.steps()}
    for actor in study.context.actors.every():
        ids |= {actor.id, *(alias.id for alias in actor.aliases)}
        words |= {actor.name, *(alias.name for alias in actor.aliases)}
    for page in study.pages():
        marks = [*page.spans(), *page.links(), *page.every_note(), *page.regions]
        ids |= {one.id for one in marks}
        times |= {one.created for one in (*page.spans(), *page.links())}
    return words, ids, times


def packed(uid: str) -> list[bytes]:
    """Give the ways in which an id may lie in a file."""
    ways = [uid.encode()]
    try:
        whole = uuid.UUID(uid)
    except ValueError:
        return ways
    return [*ways, whole.bytes, whole.bytes[::-1], whole.bytes_le, uid.replace("-", "").encode()]


def test_no_word_id_time_or_value_of_anybody_is_in_the_bytes_of_a_kit(study, tmp_path) -> None:
    coded(study)
    words, ids, times = words_and_ids(study)
    path = kit_of(study, tmp_path / "kits", overlap=1)
    told = told_by(path)
    assert TEXTS["Story 3"].encode() in told
    assert {one for one in words if one.casefold().encode() in told.lower()} == set()
    assert {one for one in ids for way in packed(one) if way in told} == set()
    with Project.open(path, coder=B) as kit:
        made_at = kit.reader.facts().created
    earlier = {one for one in times if one != made_at}
    assert {one for one in earlier for way in packed_times(one) if way in told} == set()


def packed_times(time: str) -> list[bytes]:
    seconds = int(datetime.fromisoformat(time).timestamp())
    return [time.encode(), str(seconds).encode(), struct.pack(">I", seconds)]


def test_a_kit_has_articles_and_a_scheme_and_rows_of_nothing_else(study, tmp_path) -> None:
    coded(study)
    path = kit_of(study, tmp_path / "kits", overlap=1)
    with sqlite3.connect(path) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        filled = {name for name in tables if connection.execute(f"SELECT 1 FROM {name}").fetchone()}
        assert connection.execute("SELECT count(*) FROM step").fetchone() == (1,)
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    own = {"_sqlite_migrations", "meta", "origin", "step", "block"}
    assert filled - own == {"scheme", "text", "article", "region"}
    with Project.open(path, coder=B) as kit:
        assert kit.check().ok
        regions = [one for page in kit.pages() for one in page.regions]
        assert {(one.set_by, one.origin) for one in regions} == {("", Origin.HAND)}
        assert {one.state for one in kit.articles()} == {None}
        assert (kit.scheme.version, kit.scheme.note) == (study.scheme.version, "")


# --- what is in a kit -----------------------------------------------------------------------------


def test_a_kit_says_what_it_is_and_its_articles_lie_in_an_order_of_their_own(
    study, tmp_path
) -> None:
    study.draw_sample("pilot", n=5, by=["outlet"], seed=7)
    made = study.make_kits("B", tmp_path / "kits", sample="pilot")
    ((one,),) = (made.kits,)
    assert (one.coder, one.path, one.n_articles) == ("B", tmp_path / "kits" / "B.annotator", 5)
    assert step_name(made.step) == "Make a kit for B"
    with Project.open(one.path, coder=B) as kit:
        said = kit.context.kit
        shas = [article.sha256 for article in kit.articles()]
        texts = [kit.article(article.id).text for article in kit.articles()]
        assert [article.number for article in kit.articles()] == [1, 2, 3, 4, 5]
    assert said is not None
    assert shas == sorted(shas, key=lambda sha: digest(7, "kit", sha))
    assert {*shas} == {study.article(one).sha256 for one in study.sample_articles("pilot")}
    assert {*texts} <= {*TEXTS.values()}
    assert (said.of, said.coder, said.by, said.n) == (study.id, "B", "Adaobi", 5)
    assert said.sample["strata"] == {"Dawnish": 6, "Post": 6}
    (kept,) = study.reader.named(NamedKind.KIT)
    assert (kept.id, kept.name, len(kept.members)) == (said.id, "B", 5)


def test_without_a_sample_one_is_drawn_in_the_same_step(study, tmp_path) -> None:
    made = study.make_kits(["B", "C"], tmp_path, overlap="0.5", seed=3)
    assert (made.sample, len(study.sample_articles("double coding"))) == ("double coding", 6)
    assert [one.n_articles for one in made.kits] == [6, 6]
    assert step_name(made.step) == "Make 2 kits for B, C"
    study.undo()
    assert study.reader.named() == ()
    study.redo()
    again = study.make_kits("D", tmp_path)
    assert (again.sample, again.kits[0].n_articles) == ("double coding 2", 12)


def test_what_is_coded_alone_is_in_one_kit_only_and_in_no_later_one(study, tmp_path) -> None:
    made = study.make_kits(["B", "C"], tmp_path / "1", overlap="0.5", alone="0.3", seed=3)
    assert [(one.n_articles, one.n_alone) for one in made.kits] == [(8, 2), (8, 2)]
    study.make_kits("D", tmp_path / "2", sample="double coding", alone=1)
    bodies = [one.body for one in study.reader.named(NamedKind.KIT)]
    alone = [article for body in bodies for article in body["alone"]]
    assert (len(alone), len({*alone})) == (6, 6)
    assert {*alone}.isdisjoint(study.sample_articles("double coding"))


def test_nothing_is_left_where_a_kit_cannot_be_written(study, tmp_path) -> None:
    (tmp_path / "C.annotator").write_text("mine")
    with pytest.raises(TargetExists):
        study.make_kits(["B", "C"], tmp_path)
    assert not (tmp_path / "B.annotator").exists()
    assert (tmp_path / "C.annotator").read_text() == "mine"
    assert study.reader.named() == ()


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"coders": []}, "whom the kit is for"),
        ({"coders": [" "]}, "whom the kit is for"),
        ({"coders": ["B", "b"]}, "one name"),
        ({"coders": "B", "sample": "none"}, "no sample “none”"),
        ({"coders": "B", "overlap": 2}, "more than all"),
        ({"coders": ["B", "C"], "alone": 0.6}, "more than all"),
        ({"coders": "B", "overlap": 0}, "no article to put"),
        ({"coders": "B", "hide": ["title"]}, "cannot be hidden"),
        ({"coders": "B", "overlap": "x"}, "no share"),
    ],
)
def test_what_makes_no_kit_is_said(study, tmp_path, order, words) -> None:
    with pytest.raises(WrongUse, match=words):
        study.make_kits(**order, to=tmp_path / "kits")
    assert study.reader.named() == ()


def test_in_a_kit_the_scheme_stands_and_nothing_comes_in(study, tmp_path) -> None:
    with Project.open(kit_of(study, tmp_path), coder=B) as kit:
        with pytest.raises(Forbidden, match="scheme of a kit"):
            kit.set_scheme(replace(kit.scheme, title="Mine"))
        with pytest.raises(WrongUse, match="no further articles"):
            kit.import_text("More")
        with pytest.raises(WrongUse, match="no kits are made of it"):
            kit.make_kits("C", tmp_path / "further")
        first = next(iter(kit.articles()))
        kit.mark(first.id, "claim", (44, 60))
        assert [layer.name for layer in kit.layers()] == ["B"]


def test_whoever_has_coded_the_articles_before_reads_them_a_second_time(study, tmp_path) -> None:
    coded(study)
    made = study.make_kits(["Adaobi", "B"], tmp_path, overlap="0.5")
    assert [one.is_second for one in made.kits] == [True, False]
    assert "second reading" in made.notes[0]


# --- hidden ---------------------------------------------------------------------------------------


HIDES = ["outlet", "byline", "date", "url", "desk"]


def test_what_is_hidden_is_shown_by_nothing_until_the_article_is_done(study, tmp_path) -> None:
    path = kit_of(study, tmp_path, overlap=1, hide=HIDES)
    with Project.open(path, coder=B) as kit:
        for one in kit.articles():
            assert (one.outlet, one.byline, one.date, one.url, one.source) == ("", "", None, "", "")
            assert one.own_fields() == {}
        out = tmp_path / "out.jsonl"
        kit.export("jsonl", out)
        record = next(
            line for line in map(json.loads, out.read_text().splitlines())
            if line["kind"] == "article"
        )  # fmt: skip
        assert [record[name] for name in ("outlet", "byline", "date", "url")] == [None] * 4
        assert record["meta"] == {"desk": None}
        kit.export("tables", tmp_path / "tables")
        assert "desk 3" not in (tmp_path / "tables" / "articles.csv").read_text()
        with pytest.raises(Forbidden, match="hidden until the article is done"):
            kit.fields(1, {"outlet": "Guessed"})
        first = next(kit.articles()).id
        assert "\u2068Zed Reporter" not in kit.to_print(first)[0].html
        kit.state(1, "done")
        assert "\u2068Zed Reporter" in kit.to_print(first)[0].html
        shown, *others = kit.articles()
        assert shown.outlet in ("Dawnish", "Post")
        assert (shown.byline, shown.own_fields()["desk"][:4]) == ("Zed Reporter", "desk")
        assert {one.outlet for one in others} == {""}
        kit.undo()
        assert next(kit.articles()).outlet == ""


def test_an_article_that_is_gone_on_with_after_it_was_shown_is_known(study, tmp_path) -> None:
    path = kit_of(study, tmp_path, overlap=1, hide=["outlet"])
    with Project.open(path, coder=B) as kit:
        for state in ("done", "progress", "done"):
            kit.state(1, state)
        kit.state(2, "done")
        assert [was_reopened(one) for one in kit.articles()][:3] == [True, False, False]
        assert kit.article(1).outlet != ""


def test_how_many_texts_name_their_outlet_is_said(study, tmp_path) -> None:
    made = study.make_kits("B", tmp_path, overlap=1, hide=["outlet"])
    assert made.notes == ("6 of 12 articles name their outlet in the text; that stays readable.",)


def test_what_tells_a_hidden_field_on_the_page_is_covered_and_takes_no_mark(
    study, tmp_path
) -> None:
    path = kit_of(study, tmp_path, overlap=1, hide=["byline"])
    with Project.open(path, coder=B) as kit:
        page = next(kit.pages([1]))
        assert seen_text(page)[:28] == page.text[:9] + "▒▒ ▒▒▒ ▒▒▒▒▒▒▒▒" + page.text[24:28]
        for mark in (
            lambda: kit.mark(1, "entity", (12, 15)),
            lambda: kit.region(1, "body", (9, 24)),
            lambda: kit.restore(1, (9, 24)),
        ):
            with pytest.raises(Forbidden, match="hidden until the article is done"):
                mark()
        with pytest.raises(WrongUse, match="stand nowhere else"):
            kit.mark_everywhere("Zed", "entity", dry_run=True)
        kit.state(1, "done")
        assert kit.mark_everywhere("Zed", "entity", dry_run=True).places
        kit.mark(1, "entity", (12, 15))
        assert seen_text(next(kit.pages([1]))) == page.text
