"""What a project holds beside its texts: codes, users, cases, notes and links, as they stand."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from annotator.errors import CannotRead
from annotator.formats.refi import index
from annotator.formats.refi.archive import RefiArchive
from annotator.formats.refi.held_links import RefiMemo
from annotator.formats.refi.index import codes_index, index_of, link_words
from annotator.formats.refi.xml_in import FoundElement
from tests import word_files
from tests.refi_foreign import ForeignProject, element, guid, note, read, refers

TEXT = "The minister said it. She left."


def found(project: ForeignProject) -> index.RefiIndex:
    return index_of(RefiArchive.opened(project.data(), "a.qdpx"))


def test_codes_become_types_labelled_with_their_whole_paths() -> None:
    project = ForeignProject()
    project.code("Frames ▸ Economy ▸ Jobs")
    project.code("Economy")
    project.rest["code Economy"] = [element("Description", "About money.")]
    types = found(project).offered()
    assert [(one.name, one.label) for one in types] == [
        ("frames", "Frames"),
        ("economy", "Frames ▸ Economy"),
        ("jobs", "Frames ▸ Economy ▸ Jobs"),
        ("economy_2", "Economy"),
    ]
    assert types[-1].definition == "About money."


def test_codes_may_lie_forty_deep() -> None:
    project = ForeignProject()
    project.code(" ▸ ".join(f"c{n}" for n in range(40)))
    types = found(project).offered()
    assert len(types) == 40
    assert types[-1].label.startswith("c0 ▸ c1 ▸ ")


def test_a_code_without_a_name_is_called_so_and_counted() -> None:
    project = ForeignProject(codes=["a", "b"])
    data = project.xml().replace('name="a"', "").replace('name="b"', 'name=""')
    project.xml = lambda: data  # type: ignore[method-assign]
    one = found(project)
    assert [each.label for each in one.offered()] == [
        "code without a name",
        "code without a name 2",
    ]
    assert one.n["code.nameless"] == 2


def test_a_code_that_only_groups_is_offered_where_it_was_used() -> None:
    project = ForeignProject()
    project.text("One", TEXT, [("minister", "Used")])
    project.codes.append("Group")
    data = project.xml().replace('isCodable="true"', 'isCodable="false"')
    project.xml = lambda: data  # type: ignore[method-assign]
    assert [one.label for one in found(project).offered()] == ["Used"]


def test_colours_that_are_none_are_passed_over() -> None:
    codes = [
        FoundElement("Code", ElementTree.Element("Code", name="a", color=colour), [])
        for colour in ("#12abEF", "red", "#12345", "#1234567", "#12 4567")
    ]
    types = codes_index("a.qdc", codes).offered()
    assert next(one.colour for one in types) == "#12abEF"
    assert {one.colour for one in types[1:]} == {"#5F5D58"}


def test_a_book_of_more_codes_than_anybody_has_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index, "_MOST_CODES", 3)
    project = ForeignProject(codes=["a", "b", "c", "d"])
    with pytest.raises(CannotRead, match="more than 3 codes"):
        found(project)


def test_a_text_with_more_codings_than_anybody_made_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index, "MOST_MARKS", 1)
    project = ForeignProject()
    project.text("One", TEXT, [("minister", "a"), ("She", "a")])
    with pytest.raises(CannotRead, match="“One” has more than 1 codings"):
        found(project)


def test_pictures_and_pdfs_without_words_are_listed_with_their_codings() -> None:
    project = ForeignProject()
    project.text("One", TEXT, [("minister", "a")])
    coding = element("Coding", refers("CodeRef", "a", project))
    project.sources += [
        element("PictureSource", element("PictureSelection", coding), name="Photo"),
        element("PDFSource", element("PDFSelection", coding, coding), name="Paper"),
        element("TextSource", name="Rich", richTextPath="internal://x.docx"),
    ]
    one = found(project)
    assert one.not_texts == ["Photo", "Paper", "Rich"]
    assert (one.n["coding.picture"], one.n["article"]) == (3, 1)


def rich(project: ForeignProject, name: str, data: bytes, *marks: tuple[int, int]) -> None:
    """Add a source whose text is in a Word file alone."""
    project.code("a")
    coding = element("Coding", refers("CodeRef", "a", project))
    selections = (
        element("PlainTextSelection", coding, startPosition=start, endPosition=end)
        for start, end in marks
    )
    project.sources.append(
        element("TextSource", *selections, name=name, richTextPath=f"internal://{name}.docx")
    )
    project.files[f"sources/{name}.docx"] = data


def test_a_text_that_is_a_word_file_alone_is_read_with_its_codings() -> None:
    word = word_files.file_of(word_files.line("The minister ", "spoke.") + word_files.line("Then."))
    project = ForeignProject()
    project.text("One", TEXT, [("minister", "a")])
    rich(project, "Whole", word, (4, 12))
    rich(project, "Other", word, (4, 1_000))
    rich(project, "Broken", word[:200])
    rich(project, "Old", b"{\\rtf1 words}")
    one = found(project)
    assert one.not_texts == ["Other", "Broken", "Old"]
    reading = read(project)
    _, second = reading.bundle.contents
    assert second.article.text == "The minister spoke.\nThen."
    assert [each.quotes for each in second.spans] == [("minister",)]
    said = " ".join(reading.notes)
    assert "“Broken” is no text that can be read" in said


def test_of_rtf_the_plain_text_beside_it_is_read_and_alone_it_is_said_what_to_do() -> None:
    project = ForeignProject()
    project.text("Twin", TEXT, [("minister", "a")], richTextPath="internal://twin.rtf")
    project.files["sources/twin.rtf"] = b"{\\rtf1 words}"
    project.files["sources/alone.rtf"] = b"{\\rtf1 words}"
    project.sources.append(
        element("TextSource", name="Alone", guid="9", richTextPath="internal://alone.rtf")
    )
    reading = read(project)
    (content,) = reading.bundle.contents
    assert (content.article.title, content.spans[0].text()) == ("Twin", "minister")
    (said,) = (one for one in reading.notes if "Alone" in one)
    assert "as RTF alone" in said
    assert "Word file" in said
    assert [(one.item, one.n, one.of) for one in reading.losses] == [("article", 1, 2)]


def test_links_that_tie_no_two_codings_of_one_text_are_counted() -> None:
    project = ForeignProject()
    project.text("One", TEXT, [("minister", "a"), ("She", "a")])
    project.text("Two", TEXT, [("minister", "a")])
    ends = ("selection One minister anna", "selection One She anna", "selection Two minister anna")
    project.rest["Links"] = [
        element("Link", name="tie", originGUID=project.id(a), targetGUID=project.id(b))
        for a, b in ((ends[0], ends[1]), (ends[0], ends[2]), (ends[0], "nothing"))
    ]
    one = found(project)
    assert (one.n["link"], one.n["link.lost"]) == (3, 2)
    assert [each.target for each in one.links.of(0)[guid(ends[0])]] == [guid(ends[1])]
    assert not one.links.of(1)
    assert one.link_types["tie"].label == "tie"


def test_a_note_that_nothing_refers_to_is_about_the_project() -> None:
    project = ForeignProject()
    project.text("One", TEXT, (), refers("NoteRef", "n1", project))
    project.rest["Notes"] = [note("n1", "of the text", project), note("n2", "of all", project)]
    one = found(project)
    assert one.about_project == [guid("n2")]
    memos = [one.notes.get(each) for each in one.notes]
    assert [each and each.text for each in memos] == ["of the text", "of all"]


def test_a_note_may_lie_in_a_file_and_have_a_name() -> None:
    project = ForeignProject()
    project.files["sources/memo.txt"] = "\ufeffIts words\r\n".encode()
    project.rest["Notes"] = [
        element("Note", guid=project.id("n"), name="Memo 1", plainTextPath="internal://memo.txt")
    ]
    project.code("a")
    notes = found(project).notes
    assert [notes.get(one) for one in notes] == [RefiMemo("Memo 1\nIts words", "")]


def test_how_a_program_counts_is_known_by_its_name() -> None:
    project = ForeignProject(origin="NVivo 12")
    project.code("a")
    usual = found(project).usual
    assert usual is not None
    assert (usual.utf16, usual.crlf) == (True, True)
    project.origin = "Somebody 1"
    assert found(project).usual is None


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("said_by", ("said_by", {})),
        ("about (stance: mixed)", ("about", {"stance": "mixed"})),
        ("about (stance: mixed, sure: no)", ("about", {"stance": "mixed", "sure": "no"})),
        ("like (this)", ("like (this)", {})),
        ("", ("", {})),
    ],
)
def test_a_link_says_its_values_behind_its_name(
    name: str, wanted: tuple[str, dict[str, str]]
) -> None:
    assert link_words(name) == wanted
