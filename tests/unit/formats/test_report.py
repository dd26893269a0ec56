"""Reading copies as a web page: safe, whole, read back with a parser of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from annotator.errors import CannotWrite, ExportDiffers, WrongUse
from annotator.formats import by_name
from annotator.formats.base import WriteOptions
from annotator.formats.export import export
from annotator.formats.export_selection import ExportSelection
from annotator.formats.reading_copy.read_page import PageReader, articles_of
from annotator.model.bundle import Bundle, Content, LossKind
from annotator.model.layer import Layer, LayerKind
from tests import bundles, exports

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from annotator.formats.base import PaperText

REPORT, PLAIN = by_name("report"), WriteOptions()
HOSTILE = (
    "</script><script>alert(1)</script> ]]> <!-- & &amp; &#65;\n"
    "👨\u200d👩\u200d👧 🇦🇫 e\u0301\u0323\tno\u00a0break\u2028line\u2029para\u0085next\n\n"
    "می\u200cشود \u202eمن\u202c \x07bell\x0cfeed\ufffe end\n"
)


def hostile() -> Bundle:
    """Give a bundle in which every field tries to leave its place."""
    evil = "\"'><img src=x onerror=alert(1)>\r\n"
    one = bundles.article(
        HOSTILE, "a\"'<>", title=evil, outlet=evil, byline=evil, url="javascript:alert(1)"
    )
    spans = [bundles.span(one, f"s{n}<&>", "claim", (n, n + 40)) for n in range(40)]
    spans.append(bundles.span(one, "whole", "no such type <b>", (0, len(HOSTILE))))
    spans.append(bundles.span(one, "end", "entity", (len(HOSTILE) - 1, len(HOSTILE))))
    return replace(
        bundles.full(),
        contents=(Content(one, spans=tuple(spans)),),
        project_title=evil,
        layers=(Layer("L1", LayerKind.PERSON, evil, "c"),),
    )


def test_a_page_with_everything_is_read_back_as_it_was(tmp_path: Path) -> None:
    report = export(bundles.full(), REPORT, tmp_path / "out.html", WriteOptions())
    assert report.verified
    found = [*articles_of(tmp_path / "out.html", PageReader())]
    assert [one.text for one in found] == [one.article.text for one in bundles.full().contents]
    assert found[0].marks["s1"].type == "claim"
    dropped = {one.item: one.n for one in report.plan.losses if one.fate is LossKind.DROPPED}
    assert dropped == {
        "link": 2, "attribute": 4, "region": 2, "actor": 2, "role": 1,
        "note": 3, "decision": 2, "span.origin": 2, "named": 2, "field": 4,
    }  # fmt: skip


@given(bundle=bundles.bundles())
def test_random_projects_are_read_back(
    bundle: Bundle, tmp_path_factory: pytest.TempPathFactory
) -> None:
    to = tmp_path_factory.mktemp("report") / "out.html"
    assert export(bundle, REPORT, to, WriteOptions()).verified
    assert REPORT.is_own(to)


def test_nothing_of_a_hostile_text_becomes_markup(tmp_path: Path) -> None:
    to = tmp_path / "out.html"
    report = export(hostile(), REPORT, to, WriteOptions())
    page = to.read_bytes().decode("utf-8")
    assert not re.search("<(script|img|a [^>]*javascript)", page)
    assert "default-src 'none'" in page
    (changed,) = [one for one in report.plan.losses if one.item == "text"]
    assert (changed.n, changed.fate) == (3, LossKind.CHANGED)
    (found,) = articles_of(to, PageReader())
    assert found.text == HOSTILE.replace("\x07", "�").replace("\x0c", "�").replace("\ufffe", "�")


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        exports.write(REPORT, bundles.full(), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("wait", "wade"),
        ('data-type="claim"', 'data-type="cue"'),
        ('data-parts="0-4"', 'data-parts="0-5"'),
        ('data-id="s1"', 'data-id="s9"'),
        ('data-id="a2"', 'data-id="a3"'),
        ("data-statement", "data-other"),
        ("default-src 'none'", "default-src *"),
        ("<main>", "<main><script>1</script>"),
        ("<main>", '<main onclick="1">'),
        ("</article>", ""),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, old: str, new: str) -> None:
    to = tmp_path / "out.html"
    exports.write(REPORT, bundles.full(), to)
    page = to.read_text(encoding="utf-8")
    assert old in page
    to.write_text(page.replace(old, new), encoding="utf-8")
    assert exports.read_back(REPORT, bundles.full(), to)


def test_somebody_elses_page_is_not_replaced(tmp_path: Path) -> None:
    to = tmp_path / "out.html"
    to.write_text("<!DOCTYPE html><title>mine</title>", encoding="utf-8")
    with pytest.raises(CannotWrite, match="no earlier export"):
        export(bundles.full(), REPORT, to, WriteOptions(overwrite=True))
    to.unlink()
    export(bundles.full(), REPORT, to, WriteOptions())
    export(bundles.small(), REPORT, to, WriteOptions(overwrite=True))
    assert ">A text<" in to.read_text(encoding="utf-8")


def test_each_article_runs_its_own_way_and_says_its_language(tmp_path: Path) -> None:
    exports.write(REPORT, bundles.full(), tmp_path / "out")
    page = (tmp_path / "out").read_text(encoding="utf-8")
    assert '<article id="a1" lang="en" dir="ltr"' in page
    assert '<article id="a2" dir="rtl"' in page


def test_a_long_article_is_written_in_time_that_grows_with_it(tmp_path: Path) -> None:
    one = bundles.article("word " * 60_000)
    spans = [bundles.span(one, f"s{n}", "claim", (5 * n, 5 * n + 14)) for n in range(0, 59_000, 20)]
    bundle = replace(bundles.small(), contents=(Content(one, spans=tuple(spans)),))
    assert export(bundle, REPORT, tmp_path / "out.html", WriteOptions()).verified


def test_no_more_than_one_article_is_held(tmp_path: Path) -> None:
    held: list[int] = []

    class Articles:
        def __iter__(self) -> Iterator[Content]:
            for n in range(30):
                one = bundles.article(f"Text {n} " + "word " * 2_000, f"a{n}")
                yield Content(one)
                held.append((tmp_path / "out.html").stat().st_size)

    exports.write(REPORT, replace(bundles.small(), contents=Articles()), tmp_path / "out.html")
    assert held[15] > held[-1] // 3


# --- as PDF -------------------------------------------------------------------------------------


def on_paper(texts: Iterable[PaperText], to: Path) -> int:
    """Lay out texts as a PDF in the least that is one: a sheet for each."""
    sheets = [one.head.encode("utf-16-be") for one in texts]
    mark = "Annotator reading copy".encode("utf-16-be")
    body = b"".join(b"<<\n/Type /Page\n>>" for _ in sheets)
    to.write_bytes(b"%PDF-1.4\n/Creator (" + mark + b")\n" + body)
    return len(sheets)


def test_a_pdf_has_a_sheet_for_each_article_and_what_stands_behind_them(tmp_path: Path) -> None:
    to = tmp_path / "out.pdf"
    report = export(bundles.full(), REPORT, to, WriteOptions(paper=on_paper))
    assert report.verified
    assert to.read_bytes().count(b"/Type /Page") == 6
    assert REPORT.is_own(to)


def test_a_pdf_that_lacks_a_sheet_is_not_put_in_place(tmp_path: Path) -> None:
    def forgetful(texts: Iterable[PaperText], to: Path) -> int:
        return on_paper(texts, to) + 1

    with pytest.raises(ExportDiffers, match="it has 6 sheets of 7"):
        export(bundles.full(), REPORT, tmp_path / "out.pdf", WriteOptions(paper=forgetful))
    assert not (tmp_path / "out.pdf").exists()


def test_sheets_are_counted_where_chunks_part_their_marks(tmp_path: Path) -> None:
    at = tmp_path / "a.pdf"
    for shift in (*range(12), 40):
        filling = b"\n" + b"x" * ((1 << 16) - shift)
        marks = filling.join((b"/Type /Page /Type /Pages", b"/Type /Page", b"/Type /Pages\n"))
        at.write_bytes(marks + b"/Type /Page\n%%EOF")
        read_back = ExportSelection(bundles.small(), PLAIN, written=3)
        assert [*REPORT.verify(read_back, at)] == [], shift


def test_the_list_of_statements_and_the_reading_back_of_a_pdf_are_told(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    options = WriteOptions(paper=on_paper)
    export(bundles.full(), REPORT, tmp_path / "out.pdf", options, lambda *one: told.append(one))
    assert {what for _, _, what in told} == {
        "Writing articles", "Writing the list of statements", "Reading back",
    }  # fmt: skip
    assert all(done <= of for done, of, _ in told)


def test_without_anything_that_lays_out_a_pdf_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="lays out a PDF"):
        export(bundles.full(), REPORT, tmp_path / "out.pdf", WriteOptions())
    assert [*tmp_path.glob("*.pdf*")] == []


def test_somebody_elses_pdf_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "out.pdf").write_bytes(b"%PDF-1.4\n/Creator (somebody)")
    options = WriteOptions(overwrite=True, paper=on_paper)
    with pytest.raises(CannotWrite, match="no earlier export"):
        export(bundles.full(), REPORT, tmp_path / "out.pdf", options)
