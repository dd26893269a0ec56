"""spaCy's files: documents that spaCy itself reads, splits that anyone can repeat."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import CannotWrite, WrongUse
from annotator.formats import by_name, docbin, export
from annotator.formats.base import HelperEnded, WriteOptions
from annotator.formats.spacy_documents import asking
from annotator.model.bundle import Content
from annotator.text.ranges import Range
from tests import bundles, exports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from annotator.formats.export import ExportReport
    from annotator.formats.spacy_documents.asking import Ask
    from annotator.model.bundle import Bundle
    from annotator.model.span import Span

pytest.importorskip("spacy", reason="spaCy is not installed")
pytestmark = pytest.mark.slow
DOCBIN = by_name("docbin")
FULL = bundles.full()
SPLIT = WriteOptions({"split": "0.5"})


def written(to: Path, bundle: Bundle = FULL, options: WriteOptions | None = None) -> ExportReport:
    report = export.export(bundle, DOCBIN, to, options or WriteOptions())
    assert report.verified
    return report


def documents(at: Path) -> list[object]:
    import spacy
    from spacy.tokens import DocBin

    return list(DocBin().from_disk(at).get_docs(spacy.blank("xx").vocab))


def test_spacy_reads_each_article_with_its_groups_of_spans(tmp_path: Path) -> None:
    written(tmp_path / "a.spacy")
    read = documents(tmp_path / "a.spacy")
    for document, content in zip(read, FULL.contents, strict=True):
        assert document.text == content.article.text
        for span in content.spans:
            name = next(one.name for one in FULL.layers if one.id == span.layer_id)
            group = document.spans[f"{name}/{span.type}"]
            found = [(one.start_char, one.end_char, one.label_) for one in group]
            assert (span.start, span.end, span.type) in found
        data = document.user_data["annotator"]
        assert {one["id"] for one in data["spans"]} == {one.id for one in content.spans}
        assert {one["id"] for one in data["links"]} == {one.id for one in content.links}
        assert data["article"]["sha256"] == content.article.sha256


def test_fields_of_ones_own_stand_apart_whatever_they_are_called(tmp_path: Path) -> None:
    own = {"id": "17", "sha256": "none", "Desk": ["a", 1]}
    article = bundles.article("Kabul waits.", meta=own)
    bundle = replace(bundles.small(), contents=(Content(article),))
    export.export(bundle, DOCBIN, tmp_path / "a.spacy", WriteOptions())
    found = documents(tmp_path / "a.spacy")[0].user_data["annotator"]["article"]
    assert (found["id"], found["sha256"]) == (article.id, article.sha256)
    assert json.loads(json.dumps(found["meta"])) == own


def test_entities_have_no_blanks_at_their_edges_since_spacy_refuses_these(tmp_path: Path) -> None:
    article = bundles.article("In Kabul  city \n waits")
    places = {"e1": (3, 9), "e2": (8, 10), "e3": (9, 17), "e4": (17, 22)}
    marks = [bundles.span(article, name, "entity", at) for name, at in places.items()]
    bundle = replace(bundles.small(), contents=(Content(article, spans=tuple(marks)),))
    plan = written(tmp_path / "a.spacy", bundle).plan
    (document,) = documents(tmp_path / "a.spacy")
    assert [one.text for one in document.ents] == ["Kabul", "city", "waits"]
    found = {(one.start_char, one.end_char) for one in document.spans["Ada/entity"]}
    assert found == {*places.values()}
    said = {one.item: (one.n, one.of) for one in plan.losses}
    assert (said["span.place"], said["ents"]) == ((2, 4), (1, 4))


def test_parts_are_in_the_data_and_what_is_between_is_said(tmp_path: Path) -> None:
    plan = written(tmp_path / "a.spacy").plan
    (loss,) = [one for one in plan.losses if one.item == "part"]
    assert (loss.n, loss.of, loss.fate) == (1, 5, "changed")
    data = documents(tmp_path / "a.spacy")[0].user_data["annotator"]
    (claim,) = [one for one in data["spans"] if len(one["parts"]) > 1]
    span = next(one for one in next(iter(FULL.contents)).spans if one.id == claim["id"])
    assert [tuple(one) for one in claim["parts"]] == [(part.start, part.end) for part in span.parts]


def overlapping() -> Bundle:
    article = bundles.article("Kabul city hall said")
    spans: list[Span] = [
        bundles.span(article, "e1", "entity", (0, 5), attributes={"kind": "place"}),
        bundles.span(article, "e2", "entity", (0, 15)),
        bundles.span(article, "e3", "entity", (16, 20), attributes={"kind": "other"}),
    ]
    content = replace(bundles.small().contents[0], article=article, spans=tuple(spans), links=())
    return replace(bundles.small(), contents=(content,))


def test_of_entities_that_overlap_the_longest_is_in_ents_and_the_rest_is_counted(
    tmp_path: Path,
) -> None:
    plan = written(tmp_path / "a.spacy", overlapping()).plan
    (document,) = documents(tmp_path / "a.spacy")
    assert [(one.text, one.label_) for one in document.ents] == [
        ("Kabul city hall", "entity"), ("said", "other"),
    ]  # fmt: skip
    (loss,) = [one for one in plan.losses if one.item == "ents"]
    assert (loss.n, loss.of) == (1, 3)


def many(n: int) -> Bundle:
    content = bundles.small().contents[0]
    some = []
    for number in range(n):
        article = bundles.article(f"Text {number}. ", f"a{number}")
        article = replace(article, group_id=f"g{number // 3}" if number < 6 else None)
        some.append(replace(content, article=article, spans=()))
    return replace(bundles.small(), contents=tuple(some))


def test_a_split_puts_each_article_in_one_file_and_copies_on_one_side(tmp_path: Path) -> None:
    plan = written(tmp_path / "split", many(20), WriteOptions({"split": "0.25"})).plan
    sides = {
        name: {one.text for one in documents(tmp_path / "split" / f"{name}.spacy")}
        for name in ("train", "dev")
    }
    assert {name: len(texts) for name, texts in sides.items()} == plan.counts.in_files
    assert sides["train"] | sides["dev"] == {f"Text {n}. " for n in range(20)}
    assert not sides["train"] & sides["dev"]
    for group in ({f"Text {n}. " for n in range(3)}, {f"Text {n}. " for n in range(3, 6)}):
        assert group <= sides["train"] or group <= sides["dev"]
    assert 5 <= len(sides["dev"]) <= 7


def test_a_split_is_planned_as_it_is_written(tmp_path: Path) -> None:
    options = WriteOptions({"split": "0.25"})
    planned = export.plan_export(many(8), DOCBIN, tmp_path / "split", options).plan
    assert all(planned.counts.in_files[one] for one in ("train", "dev"))
    assert planned == written(tmp_path / "split", many(8), options).plan


def test_entities_that_overlap_are_told_before_with_their_places(tmp_path: Path) -> None:
    article = bundles.article("The Bank of Velmora in Velmora.")
    at = [(4, 19), (12, 19), (4, 8), (4, 19), (23, 30)]
    marks = [bundles.span(article, f"s{n}", "entity", one) for n, one in enumerate(at)]
    bundle = replace(bundles.small(), contents=(Content(article, spans=tuple(marks)),))
    planned = export.plan_export(bundle, DOCBIN, tmp_path / "a.spacy", WriteOptions()).plan
    (loss,) = [one for one in planned.losses if one.item == "ents"]
    assert (loss.n, loss.of) == (3, 5)
    assert {one.at for one in loss.cases} == {Range(4, 19), Range(12, 19), Range(4, 8)}
    assert replace(loss, cases=()) in written(tmp_path / "a.spacy", bundle).plan.losses
    (document,) = documents(tmp_path / "a.spacy")
    assert [one.text for one in document.ents] == ["Bank of Velmora", "Velmora"]


@pytest.mark.parametrize(
    ("to", "said", "words"),
    [
        ("a.spacy", {"split": "0.2"}, "two files in a folder"),
        ("a", {}, "two files in a folder"),
        ("a", {"split": "2"}, "no share"),
        ("a", {"split": "half"}, "no share"),
        ("a", {"split": "0.5", "seed": "x"}, "no seed"),
    ],
)
def test_what_does_not_go_together_is_said_and_nothing_is_left(
    tmp_path: Path, to: str, said: dict[str, str], words: str
) -> None:
    for act in (export.plan_export, export.export):
        with pytest.raises(WrongUse, match=words):
            act(FULL, DOCBIN, tmp_path / to, WriteOptions(said))
    assert not (tmp_path / to).exists()
    assert not [*tmp_path.glob(".*")]


def test_only_documents_of_ours_are_replaced(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    at = tmp_path / "a.spacy"
    DocBin(docs=[spacy.blank("xx")("Another text.")], store_user_data=True).to_disk(at)
    with pytest.raises(CannotWrite, match="no earlier export"):
        export.export(FULL, DOCBIN, at, WriteOptions(overwrite=True))
    at.unlink()
    written(at)
    again = export.export(FULL, DOCBIN, at, WriteOptions(overwrite=True))
    assert again.verified


def test_other_documents_than_were_handed_over_are_seen(tmp_path: Path) -> None:
    at = tmp_path / "a.spacy"
    exports.write(DOCBIN, FULL, at)
    sound = at.read_bytes()
    exports.write(DOCBIN, replace(FULL, contents=FULL.contents[:1]), tmp_path / "b.spacy")
    assert exports.read_back(DOCBIN, FULL, at) == ()
    exports.write(DOCBIN, FULL, at)
    at.write_bytes((tmp_path / "b.spacy").read_bytes())
    (fewer,) = exports.read_back(DOCBIN, FULL, at)
    exports.write(DOCBIN, FULL, at)
    at.write_bytes(sound[:-5])
    assert "cannot be read back" in exports.read_back(DOCBIN, FULL, at)[0]
    assert "1 documents of 2, number 2 first" in fewer


def ending(times: int) -> Callable[..., AbstractContextManager[Ask]]:
    """Give a process with spaCy that is killed so many times while it reads what was written."""
    left = [times]

    @contextmanager
    def spacy(meanwhile: Callable[[], object]) -> Iterator[Ask]:
        with asking.spacy(meanwhile) as ask:

            def asked(request: dict[str, object] | None) -> dict[str, object]:
                if request is not None and "read" in request and left[0]:
                    left[0] -= 1
                    raise HelperEnded("the process with spaCy has ended (-9)")
                return ask(request)

            yield asked

    return spacy


def test_a_process_that_is_killed_while_it_reads_back_tells_nothing_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docbin, "spacy", ending(1))
    written(tmp_path / "a.spacy", bundles.small())
    monkeypatch.setattr(docbin, "spacy", ending(2))
    with pytest.raises(CannotWrite, match="has ended") as error:
        written(tmp_path / "b.spacy", bundles.small())
    assert error.value.exit_code == 5
    assert {one.name for one in tmp_path.iterdir()} - {"annotator-home"} == {"a.spacy"}


def test_how_much_memory_a_large_corpus_takes_is_said_before(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def said() -> list[str]:
        losses = export.plan_export(FULL, DOCBIN, tmp_path / "a.spacy", WriteOptions()).plan.losses
        return [one.how for one in losses if one.item == "article"]

    assert not said()
    monkeypatch.setattr(docbin, "_CHARACTERS_A_MB", 1)
    monkeypatch.setattr(docbin, "_MUCH_MEMORY", 1)
    n = sum(len(one.article.text) for one in FULL.contents)
    (how,) = said()
    assert f"about {n:,} MB" in how


def test_spacys_own_check_of_training_data_takes_it(tmp_path: Path) -> None:
    written(tmp_path / "split", FULL, SPLIT)
    config = tmp_path / "config.cfg"
    spacy = [sys.executable, "-m", "spacy"]
    made = [*spacy, "init", "config", str(config), "--lang", "xx", "--pipeline", "ner"]
    subprocess.run(made, check=True, capture_output=True, timeout=300)
    paths = [f"--paths.{name}={tmp_path / 'split' / f'{name}.spacy'}" for name in ("train", "dev")]
    done = subprocess.run(
        [*spacy, "debug", "data", str(config), *paths, "--no-format"],
        check=False, capture_output=True, timeout=300, text=True,
    )  # fmt: skip
    assert "Corpus is loadable" in done.stdout, done.stdout + done.stderr
