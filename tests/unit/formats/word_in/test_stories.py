"""The words of a Word file: what is text, what is left out, tracked changes as accepted."""

from __future__ import annotations

import pytest

from annotator.formats.word_in.stories import Names
from tests.word_files import file_of, line, read, root, run, text_of, zipped

INSERTED = '<w:ins w:id="1" w:author="B">{}</w:ins>'
DELETED = '<w:del w:id="2" w:author="B"><w:r><w:delText>{}</w:delText><w:tab/></w:r></w:del>'
MOVED_FROM = f'<w:moveFrom w:id="3">{run("moved ")}</w:moveFrom>'
MOVED_TO = f'<w:moveTo w:id="4">{run("moved ")}</w:moveTo>'
JOINS = '<w:p><w:pPr><w:rPr><w:del w:id="5"/></w:rPr></w:pPr>{}</w:p>'
TABLE = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>{}</w:tbl>"
GONE_CELL = '<w:tcPr><w:cellDel w:id="6"/></w:tcPr>'
GONE_ROW = '<w:tr><w:trPr><w:del w:id="6"/></w:trPr><w:tc>{}</w:tc></w:tr>'
BOX = "<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>"
BEGINS, PARTS, ENDS = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
TWICE = (
    "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>"
    "</mc:AlternateContent>"
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (line("One ", "line.") + line() + line("Two."), "One line.\n\nTwo."),
        (line("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a\tb\nc"),
        # LibreOffice begins a page so, before a paragraph that is to stand on a new one.
        (line("a") + line('<w:r><w:br w:type="page"/></w:r>') + line("b"), "a\n\nb"),
        (line('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>'), "a\nb"),
        (line('<w:r><w:t>a</w:t><w:br w:type="column"/></w:r>') + line("b"), "a\nb"),
        (line("<w:r><w:t>\n a \n</w:t></w:r>", " b"), "a b"),
        (line("<w:r><w:t>a\r\nb</w:t></w:r>"), "a b"),
        (line("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>b</w:t></w:r>"), "a‑\u00adb"),
        (line('<w:r><w:sym w:char="2192"/><w:sym w:char="D800"/><w:sym w:char="x"/></w:r>'), "→��"),
        (line("می\u200cشود 🚢 \u00a0"), "می\u200cشود 🚢 \u00a0"),
        (line("A ", f'<w:hyperlink w:anchor="x">{run("link")}</w:hyperlink>', "."), "A link."),
        (TABLE.format(line("a"), line("b"), "") + line("c"), "a\nb\nc"),
        ('<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr></w:p>' + line("a"), "\na"),
        (line(f"<w:sdt><w:sdtContent>{run('held')}</w:sdtContent></w:sdt>"), "held"),
        (
            line(f"<w:ruby><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby>"),
            "漢",
        ),
        (line("<w:r><w:instrText>PAGE</w:instrText></w:r>", "1"), "1"),
        (line(BEGINS, BEGINS, PARTS, "asked", ENDS, PARTS, "shown", ENDS, " too"), "shown too"),
        (line(BEGINS, PARTS, "1", BEGINS, PARTS, "2", ENDS, ENDS, ENDS, "3"), "123"),
        # One that never ends hides no words of other paragraphs.
        (line(BEGINS, BEGINS, PARTS, "a") + line(PARTS, "b") + line(BEGINS, "c"), "\nb\nc"),
    ],
)
def test_all_words_that_are_seen_are_text(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("body", "text", "n"),
    [
        (line("a", INSERTED.format(run("b")), DELETED.format("c"), "d"), "abd", 2),
        (line(MOVED_FROM, "b ") + line(MOVED_TO), "b \nmoved ", 2),
        (JOINS.format(run("a")) + line("b"), "ab", 1),
        (JOINS.format(run("a")).replace("w:del", "w:ins") + line("b"), "a\nb", 1),
        (line(TWICE.format(INSERTED.format(run("b")))), "b", 1),
        (
            TABLE.format(line("a"), line("b"), GONE_ROW.format(line("gone"))) + line("c"),
            "a\nb\nc",
            1,
        ),
        (TABLE.format(GONE_CELL + line("gone"), line("b"), "") + line("c"), "b\nc", 1),
    ],
)
def test_tracked_changes_are_taken_as_accepted_and_said(body: str, text: str, n: int) -> None:
    reading = read(file_of(body))
    (content,) = reading.bundle.contents
    assert content.article.text == text
    changes = "1 tracked change was" if n == 1 else f"{n} tracked changes were"
    assert reading.notes == ((f"a.docx: {changes} taken as accepted.",) if n else ())


def test_how_a_paragraph_looked_before_a_change_is_not_how_it_looks() -> None:
    changed = '<w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="Title"/></w:pPr></w:pPrChange>'
    styles = root("w:styles", '<w:style w:styleId="Title"><w:name w:val="Title"/></w:style>')
    body = line("First") + f"<w:p><w:pPr>{changed}</w:pPr>{run('Second')}</w:p>"
    (content,) = read(file_of(body, parts={"word/styles.xml": styles})).bundle.contents
    assert content.article.title == "First"


def test_text_boxes_and_notes_stand_at_the_end_once_each_and_are_said() -> None:
    box = TWICE.format(BOX.format(line("In a box.")))
    called = '<w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:endnoteReference w:id="7"/></w:r>'
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{line("---")}</w:footnote>'
        f'<w:footnote w:id="7">{line("A footnote.")}</w:footnote>'
        f'<w:footnote w:id="8">{line("Nobody calls me.")}</w:footnote>'
    )
    parts = {
        "word/footnotes.xml": root("w:footnotes", notes),
        "word/endnotes.xml": root("w:endnotes", notes.replace("footnote", "endnote")),
    }
    reading = read(file_of(line("Text", box, called, " goes on."), parts=parts))
    (content,) = reading.bundle.contents
    assert content.article.text == "Text goes on.\nIn a box.\nA footnote.\nA endnote."
    assert reading.notes == ("a.docx: 3 text boxes and notes stand at the end of the text.",)


DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/"


@pytest.mark.parametrize(
    "drawn",
    [
        f'<c:chart xmlns:c="{DRAWN}chart"/>',
        f'<d:relIds xmlns:d="{DRAWN}diagram"/>',
        f'<p:pic xmlns:p="{DRAWN}picture"/>',
        '<p:pic xmlns:p="http://purl.oclc.org/ooxml/drawingml/picture"/>',
    ],
)
def test_charts_and_pictures_are_said_in_comments_and_notes_too(drawn: str) -> None:
    one = line(f"<w:r>{drawn}</w:r>", "x")
    parts = {"word/footnotes.xml": root("w:footnotes", f'<w:footnote w:id="2">{one}</w:footnote>')}
    said = f'<w:comment w:id="1" w:author="Ada">{one}</w:comment>'
    reading = read(file_of(one, said, parts=parts))
    assert "a.docx: 3 pictures and embedded files are left out." in reading.notes


def test_what_is_left_out_is_said() -> None:
    picture = '<w:r><w:pict><v:imagedata r="x"/></w:pict></w:r>'
    parts = {"word/header1.xml": root("w:hdr", line("Page")), "word/f.xml": root("w:ftr", line())}
    reading = read(file_of(line("a", picture, "b") + "<w:altChunk/>", parts=parts))
    assert next(iter(reading.bundle.contents)).article.text == "ab"
    assert reading.notes == (
        "a.docx: 2 pictures and embedded files are left out.",
        "a.docx: headers and footers of its pages are left out.",
    )


def test_prefixes_may_be_any() -> None:
    space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    words = "<n:p><n:r><n:t>Text</n:t></n:r></n:p>"
    body = f'<n:document xmlns:n="{space}"><n:body>{words}</n:body></n:document>'
    (content,) = read(zipped({"any/name.xml": body})).bundle.contents
    assert content.article.text == "Text"


def test_an_element_of_an_unknown_space_is_nothing() -> None:
    names = Names()
    assert names.of("p", {"xmlns": "urn:mine"}) == ""
    assert names.of("q:p", {}) == ""
    assert names.of("v:imagedata", {"xmlns:v": "urn:schemas-microsoft-com:vml"}) == "v:imagedata"
    assert names.ending("v:imagedata") == "v:imagedata"
    assert names.ending("nobody") == ""


def test_hidden_words_come_in_and_are_counted() -> None:
    run = "<w:r><w:rPr>{}</w:rPr><w:t xml:space='preserve'>{}</w:t></w:r>"
    hidden = run.format("<w:vanish/>", " unseen")
    body = (
        line("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>", "Seen", hidden, " again")
        + line(run.format('<w:vanish w:val="0"/>', "shown"), hidden, run.format("<w:vanish/>", " "))
    )  # fmt: skip
    reading = read(file_of(body))
    (content,) = reading.bundle.contents
    assert content.article.text == "Seen unseen again\nshown unseen "
    assert "a.docx: 2 runs of hidden words come in like the others." in reading.notes
    assert not any("hidden" in one for one in read(file_of(line("Seen"))).notes)
