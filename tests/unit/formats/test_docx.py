"""Word files: marks as comments on their words, read with the peers' own library."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given

from annotator.errors import CannotWrite
from annotator.formats import by_name
from annotator.formats.base import WriteOptions
from annotator.formats.export import export
from annotator.model.bundle import Bundle, Content, LossKind
from annotator.model.layer import Layer, LayerKind
from tests import bundles, exports
from tests.unit.formats.test_report import HOSTILE, hostile

if TYPE_CHECKING:
    from pathlib import Path

WORD = by_name("docx")


def marked(path: Path) -> dict[str, str]:
    """Give what each comment marks, by its first words, from the raw XML."""
    file = docx.Document(str(path))
    said = {str(one.comment_id): one.text for one in file.comments}
    found: dict[str, str] = {}
    open_at: dict[str, list[str]] = {}
    for one in file.element.body.iter():
        number = one.get(qn("w:id")) or ""
        if one.tag == qn("w:commentRangeStart"):
            open_at[number] = []
        elif one.tag == qn("w:commentRangeEnd"):
            found[said[number]] = "".join(open_at.pop(number))
        elif one.tag in (qn("w:t"), qn("w:tab")):
            for words in open_at.values():
                words.append(one.text or "\t")
    assert open_at == {}
    return found


def test_marks_are_comments_on_their_words_by_their_coder(tmp_path: Path) -> None:
    to = tmp_path / "out.docx"
    assert export(bundles.full(), WORD, to, WriteOptions()).verified
    found = marked(to)
    claim = "claim · direct · promise · by =Mira Talven · about =1+1 (favourable)"
    assert found[f"{claim} · 1 of 2"] == "“We will,”"
    assert found[f"{claim} · 2 of 2"] == "“not wait.”"
    assert found["speaker · =Mira Talven"] == "she"
    file = docx.Document(str(to))
    assert sorted({one.author for one in file.comments}) == ["Ada", "quotes"]
    texts = [one.article.text for one in bundles.full().contents]
    assert texts[0] in "\n".join(one.text for one in file.paragraphs)


def test_coders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    one = bundles.article("Yes. No.")
    layers = [Layer(f"L{n}", LayerKind.PERSON, name) for n, name in enumerate(("Ada", "B", "Ada"))]
    spans = [bundles.span(one, f"s{n}", "claim", (0, 4), layer_id=f"L{n}") for n in range(3)]
    whole = replace(
        bundles.small(), layers=tuple(layers), contents=(Content(one, spans=tuple(spans)),)
    )
    assert export(whole, WORD, tmp_path / "out.docx", WriteOptions()).verified
    comments = docx.Document(str(tmp_path / "out.docx")).comments
    assert [each.author for each in comments] == ["Ada", "B", "Ada (2)"]


def test_marks_that_end_with_a_line_end_are_counted(tmp_path: Path) -> None:
    one = bundles.article("Yes.\nNo.\n")
    places = ((0, 5), (4, 8), (0, 8), (8, 9))
    spans = [bundles.span(one, f"s{n}", "claim", place) for n, place in enumerate(places)]
    whole = replace(bundles.small(), contents=(Content(one, spans=tuple(spans)),))
    found = {loss.item: (loss.n, loss.of) for loss in exports.plan(WORD, whole).losses}
    assert found["span.place"] == (2, 4)
    assert found["span"] == (1, 4)


def test_a_comment_over_two_paragraphs_is_one(tmp_path: Path) -> None:
    one = bundles.article("First.\n\nSecond.")
    over = bundles.span(one, "s1", "claim", (2, 12))
    bundle = replace(bundles.small(), contents=(Content(one, spans=(over,)),))
    export(bundle, WORD, tmp_path / "out.docx", WriteOptions())
    assert marked(tmp_path / "out.docx") == {"claim": "rst.Seco"}


def test_articles_that_run_from_right_to_left_say_so(tmp_path: Path) -> None:
    one = bundles.article("گفت 12 km می\u200cشود", direction="rtl", language="fa")
    mark = bundles.span(one, "s1", "entity", (4, 9))
    bundle = replace(bundles.small(), contents=(Content(one, spans=(mark,)),))
    export(bundle, WORD, tmp_path / "out.docx", WriteOptions())
    body = docx.Document(str(tmp_path / "out.docx")).element.body
    assert len(body.findall(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:bidi')}")) == 3
    runs = {run.text: run for run in body.iter(qn("w:r"))}
    assert runs["گفت "].find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
    assert runs["12 km"].find(f"{qn('w:rPr')}/{qn('w:rtl')}") is None
    assert runs[" می\u200cشود"].find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:bidi")) == "fa"


def test_nothing_of_a_hostile_text_becomes_markup(tmp_path: Path) -> None:
    report = export(hostile(), WORD, tmp_path / "out.docx", WriteOptions())
    lost = {(one.item, one.fate): one.n for one in report.plan.losses}
    assert lost["span", LossKind.DROPPED] == lost["part", LossKind.DROPPED] == 1
    assert lost["text", LossKind.CHANGED] == 3
    file = docx.Document(str(tmp_path / "out.docx"))
    wanted = re.sub("[\x07\x0c\ufffe]", "�", HOSTILE)
    assert wanted in "\n".join(one.text for one in file.paragraphs)
    assert len([*file.comments]) == 41


@given(bundle=bundles.bundles())
def test_random_projects_are_read_back(
    bundle: Bundle, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("word")
    report = export(bundle, WORD, folder / "out.docx", WriteOptions())
    assert report.verified
    dropped = {one.item: one.n for one in report.plan.losses if one.fate is LossKind.DROPPED}
    parts = sum(len(span.parts) for one in bundle.contents for span in one.spans)
    there = len([*docx.Document(str(folder / "out.docx")).comments])
    assert there == parts - dropped.get("part", 0)
    assert export(bundle, WORD, folder / "out", WriteOptions()).verified


def test_a_name_without_ending_is_a_folder_with_a_file_for_each_article(tmp_path: Path) -> None:
    long = bundles.article("Text.", "a3", title="../Ünï  çödé/" + "long " * 40)
    bundle = replace(bundles.full(), contents=(*bundles.full().contents, Content(long)))
    to = tmp_path / "out"
    report = export(bundle, WORD, to, WriteOptions())
    names = sorted(one.name for one in to.iterdir())
    assert names == sorted(report.plan.files)
    assert names[0] == "00001-Ferry.docx"
    assert names[2].startswith("00003-Uni-code-long-long")
    assert len(names[2]) <= 80
    assert WORD.is_own(to)
    assert docx.Document(str(to / names[2])).paragraphs[-1].text == "Text."
    (to / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotWrite, match="no earlier export"):
        export(bundle, WORD, to, WriteOptions(overwrite=True))


def test_the_same_project_gives_the_same_bytes_without_names_of_anybody(tmp_path: Path) -> None:
    for name in ("one.docx", "two.docx"):
        exports.write(WORD, bundles.full(), tmp_path / name)
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.docx") as file:
        assert file.testzip() is None
        assert "docProps/core.xml" not in file.namelist()
        assert {one.date_time[0] for one in file.infolist()} == {1980}


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", "wait", "wade"),
        ("word/document.xml", '<w:commentRangeEnd w:id="0"/>', ""),
        ("word/document.xml", ">Ferry<", ">Boat<"),
        ("word/comments.xml", "promise", "threat"),
        ("word/comments.xml", 'w:author="Ada"', 'w:author="Bob"'),
        ("word/comments.xml", "</w:comments>", ""),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, part: str, old: str, new: str) -> None:
    to = tmp_path / "out.docx"
    exports.write(WORD, bundles.full(), to)
    with zipfile.ZipFile(to) as file:
        held = {name: file.read(name).decode() for name in file.namelist()}
    assert old in held[part]
    with zipfile.ZipFile(to, "w") as file:
        for name, body in held.items():
            file.writestr(name, body.replace(old, new, 1) if name == part else body)
    assert exports.read_back(WORD, bundles.full(), to)


def test_somebody_elses_word_file_is_not_replaced(tmp_path: Path) -> None:
    to = tmp_path / "out.docx"
    docx.Document().save(str(to))
    with pytest.raises(CannotWrite, match="no earlier export"):
        export(bundles.full(), WORD, to, WriteOptions(overwrite=True))
    to.write_bytes(b"no zip")
    assert not WORD.is_own(to)
