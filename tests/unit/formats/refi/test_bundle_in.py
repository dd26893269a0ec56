"""A project of another program as a bundle: layers, actors, notes, and what is left out of it."""

from __future__ import annotations

import re

import pytest

from annotator.errors import CannotRead, WrongUse
from annotator.formats import by_name, guess
from annotator.formats.base import ReadOptions
from annotator.formats.refi import bundle_in
from annotator.formats.sources import Source
from annotator.model.layer import LayerKind
from annotator.model.span import Owner
from tests import bundles
from tests.exports import write
from tests.refi_foreign import ForeignProject, element, guid, note, read, refers
from tests.word_files import file_of, line

TEXT = "The minister said it on Monday.\nShe left at once, and nobody knows why."


def scheme_codes(xml: str):  # type: ignore[no-untyped-def]
    said = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{xml}</Codes></CodeBook>'
    return by_name("qdc").read(Source("a.qdc", data=said.encode()), ReadOptions())


def test_two_users_of_one_name_stay_two_and_who_marked_nothing_is_no_layer() -> None:
    project = ForeignProject(users={"anna": "Anna", "other": "Anna", "idle": "Idle"})
    project.text("One", TEXT, [("minister", "a"), ("She", "a", "other")])
    bundle = read(project).bundle
    assert [(one.name, one.kind) for one in bundle.layers] == [("Anna", LayerKind.IMPORT)] * 2
    (content,) = bundle.contents
    assert [one.layer_id for one in content.spans] == [one.id for one in bundle.layers]


def test_codings_of_nobody_are_a_layer_called_like_the_file() -> None:
    project = ForeignProject(users={})
    project.text("One", TEXT, [("minister", "a", "")])
    bundle = read(project, "study.qdpx").bundle
    assert [one.name for one in bundle.layers] == ["study"]


def test_what_cannot_be_kept_is_counted_in_sentences() -> None:
    project = ForeignProject()
    unknown = project.selection("One", TEXT, "She", "gone")
    project.codes.remove("gone")
    whole = element("Coding", refers("CodeRef", "a", project))
    project.text("One", TEXT, [("minister", "a")], unknown, whole)
    coding = element("Coding", refers("CodeRef", "a", project))
    project.sources.append(element("PictureSource", element("X", coding), name="Photo"))
    project.sources.append(element("TextSource", element("PlainTextContent", " "), name="Empty"))
    project.rest["Links"] = [element("Link", originGUID="1", targetGUID="2")]
    project.rest["Sets"] = [element("Set")]
    reading = read(project)
    assert {(one.item, one.n, one.of) for one in reading.losses} == {
        ("article", 1, 2),
        ("span", 1, 3),
        ("link", 1, 1),
        ("set", 1, 1),
    }
    said = "\n".join(reading.notes)
    assert "“Photo” is no text that can be read" in said
    assert "1 source without words" in said
    assert len(reading.losses) == 6


def coding_of(project: ForeignProject, *codes: str, **said: object) -> str:
    """Give a coding of “minister” by so many codes."""
    at = TEXT.index("minister")
    inside = [refers("CodeRef", code, project) for code in codes]
    return element(
        "PlainTextSelection",
        element("Coding", *inside, creatingUser=project.id("anna"), **said),
        guid=project.id("several"),
        name="minister",
        startPosition=at,
        endPosition=at + 8,
    )


def test_each_code_of_a_coding_comes_in_and_one_that_is_not_known_is_counted() -> None:
    project = ForeignProject(codes=[f"k{n}" for n in range(120)])
    codes = [*project.codes, "gone", "k3"]
    project.text("One", TEXT, [("She", "k0")], coding_of(project, *codes))
    reading = read(project)
    (content,) = reading.bundle.contents
    assert len(content.spans) == 121  # what stands twice in one coding is one mark
    assert [(one.item, one.n, one.of) for one in reading.losses] == [("span", 1, 122)]
    assert reading.bundle.n_coded["k0"] == 2


def test_codes_may_stand_behind_the_sources() -> None:
    project = ForeignProject()
    project.text("One", TEXT, [("minister", "a"), ("She", "a")])
    xml = project.xml()
    start, end = xml.index("<CodeBook"), xml.index("</CodeBook>") + len("</CodeBook>")
    turned = xml[:start] + xml[end:].replace("</Project>", xml[start:end] + "</Project>")
    project.xml = lambda: turned  # type: ignore[method-assign]
    reading = read(project)
    assert not reading.losses
    assert reading.bundle.n_coded == {"a": 2}
    assert len(next(iter(reading.bundle.contents)).spans) == 2


def test_when_it_was_coded_comes_in_with_fractions_of_seconds_and_in_any_zone() -> None:
    project = ForeignProject()
    said = {"creationDateTime": "2023-05-04T10:11:12.1234567+02:00"}
    project.text("One", TEXT, (), coding_of(project, "a", **said))
    project.code("a")
    (content,) = read(project).bundle.contents
    assert [one.created for one in content.spans] == ["2023-05-04T08:11:12Z"]


def test_what_is_said_of_a_text_or_the_project_is_a_note() -> None:
    project = ForeignProject()
    said = element("Description", "Taken down on Monday.")
    project.text("One", TEXT, [("minister", "a")], said, creatingUser=project.id("anna"))
    project.rest["Project"] = [element("Description", "A study of ministers.")]
    bundle = read(project).bundle
    (content,) = bundle.contents
    assert [(one.owner_kind, one.text) for one in content.notes] == [
        (Owner.ARTICLE, "Taken down on Monday.")
    ]
    assert [(one.owner_kind, one.owner_id, one.text) for one in bundle.notes] == [
        (Owner.SCHEME, "", "A study of ministers.")
    ]
    assert [one.by for one in content.notes] == [bundle.layers[0].coder_id]


def test_what_this_program_says_of_a_text_is_no_note_when_another_one_brings_it() -> None:
    project = ForeignProject()
    project.text("One", TEXT, (), element("Description", f"outlet: Post\nsha256: {'0' * 64}"))
    (content,) = read(project).bundle.contents
    assert not content.notes


def test_who_marked_and_who_noted_are_told_by_name() -> None:
    project = ForeignProject(users={"anna": "Anna", "ben": "Ben"})
    project.text("One", TEXT, [("minister", "a"), ("She", "a", "ben")])
    memo = note("n", "Look again.", project).replace("<Note", f'<Note creatingUser="{guid("ben")}"')
    project.rest["Notes"] = [memo]
    bundle = read(project).bundle
    (content,) = bundle.contents
    assert [bundle.coder_names()[one.by] for one in content.spans] == ["Anna", "Ben"]
    assert [bundle.coder_names()[one.by] for one in bundle.notes] == ["Ben"]


def bare(project: ForeignProject, words: str, *inside: str) -> str:
    """Give a selection that nobody coded."""
    at = TEXT.index(words)
    return element(
        "PlainTextSelection",
        *inside,
        guid=project.id(f"bare {words}"),
        startPosition=at,
        endPosition=at + len(words),
    )


def test_a_place_without_a_code_is_a_note_if_something_is_said_of_it_and_else_counted() -> None:
    project = ForeignProject()
    said = bare(project, "She", element("Description", "Who is this?"))
    project.text("One", TEXT, [("minister", "a")], said, bare(project, "why"))
    reading = read(project)
    (content,) = reading.bundle.contents
    assert [one.text for one in content.notes] == ["“She”: Who is this?"]
    assert [(one.item, one.n, one.of) for one in reading.losses] == [("span", 1, 2)]
    assert "1 place without a code is left out" in reading.losses[0].how


def test_of_cases_what_no_mark_can_say_is_counted() -> None:
    project = ForeignProject()
    project.text("One", TEXT, [("minister", "a")], bare(project, "why"))
    coded = refers("SelectionRef", "selection One minister anna", project)
    project.rest["Cases"] = [
        element("Case", refers("CodeRef", "a", project), coded, guid="1", name="Jane"),
        element("Case", coded, refers("SelectionRef", "bare why", project), guid="2", name="Joan"),
    ]
    reading = read(project)
    (content,) = reading.bundle.contents
    assert [one.actor_id for one in content.spans] == [reading.bundle.actors[0].id]
    assert reading.bundle.left is not None
    assert [(one.item, one.n, one.of) for one in reading.bundle.left()] == [("case", 2, 3)]
    assert [(one.item, one.n) for one in reading.losses] == [("span", 1), ("case", 1)]


def test_what_a_note_is_beside_its_words_comes_along() -> None:
    project = ForeignProject()
    asked, answer, later, other = (project.id(one) for one in ("q", "a", "l", "o"))
    refs = [refers("NoteRef", one, project) for one in ("q", "a", "l", "o")]
    project.text("One", TEXT, [("minister", "a")], *refs)

    def memo(guid: str, words: str, *said: str) -> str:
        text, lines = element("PlainTextContent", words), "\n".join(said)
        return element("Note", text, element("Description", lines), guid=guid)

    project.rest["Notes"] = [
        memo(asked, "Who is it?", "question"),
        memo(answer, "She.", f"answer to {asked}"),
        memo(later, "", "to come back to"),
        memo(other, "Odd.", "Quite so.", f"answer to {project.id('gone')}"),
    ]
    (content,) = read(project).bundle.contents
    first, second, third, fourth = content.notes
    assert (first.text, first.question) == ("Who is it?", True)
    assert (second.text, second.answer_to, second.question) == ("She.", first.id, False)
    assert (third.text, third.later) == ("", True)
    assert (fourth.text, fourth.answer_to) == ("Odd.\nQuite so.", None)


def test_codings_of_notes_and_words_of_notes_that_are_not_there_are_counted() -> None:
    project = ForeignProject()
    project.text("One", TEXT, [("minister", "a")])
    coding = element("Coding", refers("CodeRef", "a", project))
    project.files["sources/rich.docx"] = file_of(line("Words in a Word file."))
    project.rest["Notes"] = [
        element(
            "Note",
            element("PlainTextContent", "Coded words."),
            element("PlainTextSelection", coding, startPosition=0, endPosition=5),
            guid="1",
        ),
        element("Note", guid="2", name="Gone", plainTextPath="internal://gone.txt"),
        element("Note", guid="3", richTextPath="internal://rich.docx"),
        element("Note", element("PlainTextContent", "Without an id.")),
        element("Note", element("PlainTextContent", "Another one.")),
    ]
    reading = read(project)
    assert {one.text for one in reading.bundle.notes} == {
        *("Coded words.", "Gone", "Words in a Word file.", "Without an id.", "Another one."),
    }
    assert [(one.item, one.n, one.of) for one in reading.losses] == [
        ("span", 1, 2),
        ("note", 1, 5),
    ]


def test_what_is_coded_in_a_piece_of_a_pdf_is_counted() -> None:
    project = ForeignProject()
    coding = element("Coding", refers("CodeRef", "a", project))
    place = element("PlainTextSelection", coding, startPosition=0, endPosition=4)
    text = element("PlainTextContent", "Words of a page.")
    piece = element("Representation", text, place)
    project.text("One", TEXT, [("minister", "a")])
    project.sources.append(
        element(
            "PDFSource",
            element("PDFSelection", piece, coding),
            element("Representation", text, coding),
            guid="1",
        )
    )
    reading = read(project)
    assert [(one.n, one.of) for one in reading.losses] == [(2, 3), (1, 3)]


def test_the_reading_is_named_with_its_points() -> None:
    project = ForeignProject()
    project.text("One", TEXT, [("minister", "a"), ("She", "a"), ("nobody", "a")])
    (said,) = read(project).notes
    assert re.search(
        r"code points, line ends count one \(100 of 100 points, the next best \d+\)", said
    )


def test_a_doubtful_reading_that_was_chosen_stands_on_the_layers() -> None:
    project = ForeignProject(named=False)
    project.text("One", TEXT, [("inister s", "a"), ("onday", "a"), ("body k", "a")])
    reading = read(project)
    assert reading.positions is not None
    assert not reading.positions.is_decided
    asked = read(project, reading="codepoints")
    assert asked.positions is not None
    assert asked.positions.is_decided
    assert [one.record for one in asked.bundle.layers] == [
        {"positions": "doubtful", "reading": "codepoints"}
    ]
    assert any("doubtful" in one for one in asked.notes)
    with pytest.raises(WrongUse, match="no way to count"):
        read(project, reading="letters")


def test_notes_on_codes_cases_and_the_project_come_along() -> None:
    project = ForeignProject()
    project.text("One", TEXT, [("minister", "a")])
    project.rest["code a"] = [refers("NoteRef", "n1", project)]
    project.rest["Cases"] = [
        element("Case", refers("NoteRef", "n2", project), guid=project.id("c"), name="Jane")
    ]
    project.rest["Project"] = [refers("NoteRef", "n3", project)]
    project.rest["Notes"] = [note(f"n{n}", f"note {n}", project) for n in (1, 2, 3)]
    bundle = read(project).bundle
    assert {(one.owner_kind, one.owner_id, one.text) for one in bundle.notes} == {
        (Owner.SCHEME, "a", "note 1"),
        (Owner.ACTOR, bundle.actors[0].id, "note 2"),
        (Owner.SCHEME, "", "note 3"),
    }


def test_a_large_project_is_read_article_by_article(monkeypatch: pytest.MonkeyPatch) -> None:
    project = ForeignProject()
    project.text("One", TEXT, [("minister", "a")])
    whole = read(project).bundle
    monkeypatch.setattr(bundle_in, "_IN_MEMORY", 10)
    streamed = read(project).bundle
    assert streamed.texts() == ()
    assert [*streamed.contents] == [*streamed.contents] == [*whole.contents]


def test_a_coding_past_the_end_refuses_a_large_project_before_anything_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = ForeignProject()
    project.text("One", TEXT, [("minister", "a"), ("She", "a")])
    data = re.sub(r'endPosition="\d+"', 'endPosition="9999"', project.xml(), count=1)
    project.xml = lambda: data  # type: ignore[method-assign]
    monkeypatch.setattr(bundle_in, "_IN_MEMORY", 10)
    with pytest.raises(CannotRead, match="leaves the text"):
        read(project)


GROUP = (
    '<Code guid="1" name="Place" isCodable="false"><Description>Where it is.</Description>'
    '<NoteRef targetGUID="9"/><Code guid="2" name="Harbour" isCodable="true"/></Code>'
)


def test_what_is_said_of_a_code_that_only_groups_is_a_note_on_the_scheme() -> None:
    reading = scheme_codes(GROUP)
    assert reading.bundle.scheme is not None
    assert [one.label for one in reading.bundle.scheme.types] == ["Place ▸ Harbour"]
    assert [(one.owner_id, one.text) for one in reading.bundle.notes] == [
        ("", "Place: Where it is.")
    ]
    assert reading.notes == (
        "a.qdc: 1 code only groups others; it is no type, and stands in their paths.",
    )
    project = ForeignProject()
    project.text("One", TEXT)
    project.rest["Notes"] = ['<Note guid="9"><PlainTextContent>Why so?</PlainTextContent></Note>']
    xml = project.xml().replace("<Codes></Codes>", f"<Codes>{GROUP}</Codes>")
    project.xml = lambda: xml  # type: ignore[method-assign]
    assert [(one.owner_id, one.text) for one in read(project).bundle.notes] == [
        ("", "Why so?"),
        ("", "Place: Where it is."),
    ]


def test_a_transcript_is_said_with_what_to_do() -> None:
    project = ForeignProject()
    project.text("One", TEXT)
    coding = element("Coding", refers("CodeRef", "a", project))
    words = element("PlainTextContent", "Words of a sound.")
    transcript = element("Transcript", words, element("TranscriptSelection", coding))
    project.sources.append(element("AudioSource", transcript, name="Sound"))
    reading = read(project)
    assert reading.notes[-1].startswith(
        "a.qdpx: “Sound” is a sound or a film, and is left out with its transcript. Make a text"
    )
    assert [(one.item, one.n) for one in reading.losses] == [("article", 1), ("span", 1)]


def test_the_sets_of_a_codebook_are_counted() -> None:
    codes = '<Code guid="1" name="a" isCodable="true"/>'
    sets = '<Set guid="2" name="Group"><MemberCode targetGUID="1"/></Set>'
    reading = scheme_codes(f"{codes}</Codes><Sets>{sets}</Sets><Codes>")
    assert [(one.item, one.n, one.how) for one in reading.losses] == [
        ("set", 1, "1 set is left out")
    ]


def test_a_codebook_is_a_scheme_alone() -> None:
    reading = scheme_codes(
        "<Code guid='1' name='A'><Code guid='2' name='B'/></Code><Code guid='3'/>"
    )
    bundle = reading.bundle
    assert bundle.is_scheme_alone()
    assert [one.label for one in bundle.scheme.types] == ["A", "A ▸ B", "code without a name"]  # type: ignore[union-attr]
    assert len(reading.notes) == 1
    with pytest.raises(CannotRead, match="no codes"):
        scheme_codes("")


def test_projects_and_codebooks_are_known_by_what_they_are(tmp_path) -> None:  # type: ignore[no-untyped-def]
    project = ForeignProject(qde="Other.qde")
    data = project.data()
    for name in ("a.qdpx", "a.zip"):
        assert guess(Source(name, data=data)).name == "qdpx"
    write(by_name("qdc"), bundles.full(), tmp_path / "k")
    for name in ("a.qdc", "a.xml"):
        assert guess(Source(name, data=(tmp_path / "k").read_bytes())).name == "qdc"


def test_what_this_program_wrote_is_never_asked_about() -> None:
    project = ForeignProject(named=False, origin="annotator 0.1")
    project.text("One", TEXT, [("inister s", "a"), ("onday", "a"), ("body k", "a")])
    found = read(project).positions
    assert found is not None
    assert (found.is_decided, found.counting.said()) == (True, "codepoints")
    assert found.score < 80
    project.files = {name: b"\xef\xbb\xbf" + data for name, data in project.files.items()}
    marked = read(project).positions
    assert marked is not None
    assert marked.counting.said() == "utf16,crlf2"
