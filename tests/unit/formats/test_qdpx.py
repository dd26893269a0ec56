"""REFI-QDA projects: the words at their places, losses counted, who may replace them."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import export, qdpx
from annotator.formats.base import ReadOptions, WriteOptions
from annotator.formats.refi.project_out import SPACE
from annotator.formats.sources import Source
from annotator.formats.zip_archive import MAX_ENTRIES
from annotator.model.bundle import Content, LossKind
from annotator.text.likeness import text_sha256
from tests import bundles
from tests.exports import plan
from tests.refi_projects import FULL, NVIVO, QDPX, root_of, written

if TYPE_CHECKING:
    from annotator.model.bundle import Bundle


@pytest.mark.parametrize("options", [WriteOptions(), NVIVO])
def test_each_selection_has_its_words_in_the_file(tmp_path: Path, options: WriteOptions) -> None:
    at = written(tmp_path, options=options)
    space = {"q": SPACE}
    n = 0
    with zipfile.ZipFile(at) as archive:
        for source in root_of(at).iterfind("q:Sources/q:TextSource", space):
            path = source.attrib["plainTextPath"].removeprefix("internal://")
            text = archive.read(f"sources/{path}").decode("utf-8-sig")
            units = text.encode("utf-16-le")
            assert ("\r\n" in text) == (options is NVIVO)
            for one in source.iterfind("q:PlainTextSelection", space):
                start, end = int(one.attrib["startPosition"]), int(one.attrib["endPosition"])
                words = text[start:end]
                if options is NVIVO:
                    words = units[2 * start : 2 * end].decode("utf-16-le")
                assert " ".join(words.split()).startswith(one.attrib["name"].rstrip("…"))
                assert len(one.findall("q:Coding", space)) == 1
                n += 1
    assert n == 6


def test_a_selection_is_called_by_its_words_as_the_file_has_them(tmp_path: Path) -> None:
    one = bundles.article("He said\x0b\x0c no.")
    whole = Content(one, spans=(bundles.span(one, "s1", "claim", (0, len(one.text))),))
    at = written(tmp_path, replace(bundles.small(), contents=(whole,)))
    (name,) = [each.get("name") for each in root_of(at).iter(f"{{{SPACE}}}PlainTextSelection")]
    assert name == "He said\ufffd\ufffd no."


def test_own_fields_stand_for_none_of_ours_whatever_they_are_called(tmp_path: Path) -> None:
    own = {"headline": "Not the title", "sha256": "none", "group": "control", "date": "May", "x": 1}
    one = bundles.article("He said no.", date="2026-03", group_id="g", meta=own)
    at = written(tmp_path, replace(bundles.small(), contents=(Content(one),)))
    (back,) = QDPX.read(Source("a.qdpx", data=at.read_bytes()), ReadOptions()).bundle.contents
    assert (back.article.title, back.article.date) == (one.title, one.date)
    assert sorted(map(str, back.article.meta.values())) == sorted(map(str, own.values()))


def test_losses_are_counted_before_as_after(tmp_path: Path) -> None:
    to = tmp_path / "a.qdpx"
    planned = export.plan_export(FULL, QDPX, to, WriteOptions()).plan
    assert export.export(FULL, QDPX, to, WriteOptions()).plan == planned
    found = {one.item: (one.n, one.fate.value) for one in planned.losses}
    assert found["part"] == (1, "changed")
    assert found["role"] == (1, "dropped")
    assert found["scheme.link"] == (len(FULL.scheme.links), "dropped")
    assert found["span.place"][0] == 3
    for_nvivo = export.plan_export(FULL, QDPX, to, NVIVO).plan
    assert "span.place" not in {one.item for one in for_nvivo.losses}


def test_only_a_project_of_ours_is_replaced(tmp_path: Path) -> None:
    at = written(tmp_path)
    assert QDPX.is_own(at)
    other = tmp_path / "b.qdpx"
    with zipfile.ZipFile(at) as source, zipfile.ZipFile(other, "w") as changed:
        held = source.read("project.qde").replace(b'origin="annotator ', b'origin="another ')
        changed.writestr("project.qde", held)
    assert not QDPX.is_own(other)
    other.write_bytes(b"no archive")
    assert not QDPX.is_own(other)


def test_more_texts_than_this_program_reads_of_one_file_are_said_beforehand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert MAX_ENTRIES == qdpx.MOST_TEXTS + 1
    assert "article" not in {one.item for one in plan(QDPX, bundles.full()).losses}
    monkeypatch.setattr(qdpx, "MOST_TEXTS", 1)
    (loss,) = (one for one in plan(QDPX, bundles.full()).losses if one.item == "article")
    assert (loss.n, loss.of, loss.fate) == (2, 2, LossKind.CHANGED)


def test_sources_of_one_headline_are_called_apart_and_keep_it(tmp_path: Path) -> None:
    """QualCoder, which allows a name once, stopped at the second."""
    one = bundles.full().contents[0]
    titles = ["Ferry stays", "Ferry stays (2)", "Ferry stays", "", "Ferry stays", ""]
    several = [
        replace(
            one.article, id=f"a{n}", title=title, text=f"{n} {title}.\n",
            sha256=text_sha256(f"{n} {title}.\n"),
        )
        for n, title in enumerate(titles)
    ]  # fmt: skip
    bundle = replace(bundles.full(), contents=tuple(map(Content, several)), notes=())
    at = written(tmp_path, bundle)
    names = [one.get("name") for one in root_of(at).iterfind(f"{{{SPACE}}}Sources/*")]
    assert len({*names}) == len(names) == 6
    assert names[:3] == ["Ferry stays", "Ferry stays (2)", "Ferry stays (3)"]
    back = [
        one.article.title for one in QDPX.read(Source.of_path(at), ReadOptions()).bundle.contents
    ]
    assert back[:3] == titles[:3]
    assert back[4] == "Ferry stays"


@given(bundles.bundles(), st.sampled_from([WriteOptions(), NVIVO]))
@settings(max_examples=25)
def test_any_project_reads_back(
    tmp_path_factory: pytest.TempPathFactory, bundle: Bundle, options: WriteOptions
) -> None:
    at = written(tmp_path_factory.mktemp("refi"), bundle, options)
    assert hashlib.sha256(at.read_bytes()).digest()
    assert QDPX.is_own(at)
