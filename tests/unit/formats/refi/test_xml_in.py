"""The XML of a REFI-QDA project, bit by bit: the same whatever the bits are."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from annotator.formats.refi import xml_in
from annotator.formats.refi.xml_in import FoundElement, ProjectXml, guid_of, whole_number
from annotator.formats.safe_xml import UnsafeXml
from tests.refi_foreign import SPACE

SELECTION = """<PlainTextSelection guid='{s-1}' name='we' startPosition=' 3' endPosition='x' {}>
 <Description> a<!-- of nobody -->b<Deep>no</Deep>c</Description><Description>second</Description>
 <Coding guid='c' creatingUser='u1' creationDateTime='now'><CodeRef targetGUID='{k1}'/>
  <NoteRef targetGUID='n2'/><Other><CodeRef targetGUID='k9'/></Other>
  <CodeRef targetGUID='k2'/></Coding>
 <NoteRef targetGUID='n1'/><Coding/><Other><Coding/></Other></PlainTextSelection>"""


def found(inside: str, together: int = 1_000_000) -> list[FoundElement]:
    data = f"<q:Project xmlns:q='{SPACE}' xmlns='{SPACE}'>{inside}</q:Project>".encode()
    xml, every = ProjectXml(), []
    for n in range(0, len(data), together):
        xml.check.feed(data[n : n + together])
        every += xml.found
        xml.found.clear()
    xml.check.close()
    return [*every, *xml.found]


def said(every: list[FoundElement]) -> list[object]:
    return [
        (
            one.kind,
            ElementTree.tostring(one.element),
            [(each.holder.tag, each.name, each.cells) for each in one.selections],
        )
        for one in every
    ]


SOURCES = (
    "<Sources><TextSource name='T'><Description>of &amp; it<Deep>x</Deep>tail</Description>"
    + SELECTION.replace("{}", "creatingUser='{u-2}'")
    + "</TextSource><PDFSource><Representation>"
    + SELECTION.replace("{}", "")
    + "</Representation></PDFSource></Sources><Notes><Note guid='n1'/></Notes>"
)


def test_a_selection_comes_as_cells_beside_its_source() -> None:
    text, pdf, _, project = found(SOURCES)
    assert [one.kind for one in (text, pdf, project)] == ["TextSource", "PDFSource", "Project"]
    ((holder, name, cells),) = text.selections
    assert (holder, name) == (text.element, "we")
    first = (["{K1}".strip("{}"), "K2"], "U1", "now", ["N2"])
    assert cells == (
        *("S-1", 3, -1, "ab", "U-2", None, ["N1"]),
        *([first, ([], "", None, [])], (" 3", "x")),
    )
    (of_pdf,) = pdf.selections
    assert of_pdf.holder is pdf.element.find("Representation")
    assert of_pdf.cells[4] == ""
    assert text.element.findtext("Description") == "of & it"
    assert len(text.element) == 1  # its selection is beside it


def test_a_selection_that_no_text_holds_is_an_element() -> None:
    (found_one, _) = found("<Sources><Odd>" + SELECTION.replace("{}", "") + "</Odd></Sources>")
    assert not found_one.selections
    assert found_one.element.find("PlainTextSelection/Coding/CodeRef") is not None


@pytest.mark.parametrize("together", [1, 7, 64])
def test_it_is_the_same_in_small_bits(together: int) -> None:
    assert said(found(SOURCES, together)) == said(found(SOURCES))


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<Sources><TextSource>" + "<PlainTextSelection>" + "<a>" * 300, "nested more than 256"),
        ("<x:a/>", "no XML"),
        ("<Sources><TextSource><PlainTextSelection></TextSource>", "no XML"),
    ],
)
def test_what_would_harm_is_refused_within_a_selection_too(inside: str, words: str) -> None:
    with pytest.raises(UnsafeXml, match=words):
        found(inside)


def test_ids_that_come_again_are_not_kept_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_in, "_MANY", 3)
    ids = xml_in._KnownIds()
    assert [ids[f"{{a{n}}}"] for n in range(50)] == [f"A{n}" for n in range(50)]
    assert len(ids) <= 3


def test_ids_are_compared_without_braces_and_case_and_odd_numbers_are_none() -> None:
    one = ElementTree.fromstring("<a guid='{aB-1}'/>")  # noqa: S314
    assert (guid_of(one), guid_of(one, "none")) == ("AB-1", "")
    said = ("12", " 7 ", "x", "", "99999999999999999999")
    assert [whole_number(one) for one in said] == [12, 7, -1, -1, -1]
