"""Articles of a project of another program, with the marks of its users."""

from __future__ import annotations

import re

import pytest

from annotator.errors import CannotRead
from annotator.formats.counting import Counting
from annotator.model.span import Owner
from tests import bundles
from tests.refi_foreign import NVIVO, ForeignProject, element, guid, note, read, refers
from tests.refi_projects import written

TEXT = "The minister 🚢 said: “We will.”\n\nShe left 👍🏽 at once.\nNobody knows why."
MARKS = [("minister", "Who"), ("“We will.”", "What ▸ Direct"), ("She", "Who"), ("why", "What")]


@pytest.mark.parametrize(
    "counting", [Counting(), NVIVO, Counting(utf16=True), Counting(end=True)], ids=Counting.said
)
@pytest.mark.parametrize("named", [True, False])
def test_marks_stand_at_their_words_however_the_program_counts(
    counting: Counting, named: bool
) -> None:
    project = ForeignProject(counting=counting, named=named, braces=True)
    project.text("One", TEXT, MARKS)
    reading = read(project)
    (content,) = reading.bundle.contents
    assert content.article.text == TEXT
    assert [one.text() for one in content.spans] == [words for words, _ in MARKS]
    assert reading.positions is not None
    assert reading.positions.counting == counting
    labels = {one.name: one.label for one in reading.bundle.scheme.types}  # type: ignore[union-attr]
    assert [labels[one.type] for one in content.spans] == [code for _, code in MARKS]


def test_a_text_may_stand_in_the_xml_itself() -> None:
    project = ForeignProject()
    one = element(
        "TextSource",
        element("PlainTextContent", TEXT),
        project.selection("One", TEXT, "minister", "Who"),
        guid="1",
        name="One",
    )
    project.sources.append(one)
    (content,) = read(project).bundle.contents
    assert (content.article.text, content.spans[0].text()) == (TEXT, "minister")


def test_a_pdf_is_the_text_that_stands_for_it() -> None:
    project = ForeignProject()
    project.files["sources/p.txt"] = TEXT.encode()
    selection = project.selection("One", TEXT, "minister", "Who")
    held = element("Representation", selection, plainTextPath="internal://p.txt", name="p")
    project.sources.append(element("PDFSource", held, guid="1", name="Paper"))
    (content,) = read(project).bundle.contents
    assert content.article.title == "Paper"
    assert [one.text() for one in content.spans] == ["minister"]


def test_a_coding_past_the_end_refuses_the_file_and_names_its_place() -> None:
    project = ForeignProject()
    project.text("One", TEXT, MARKS)
    data = re.sub(r'endPosition="\d+"', 'endPosition="9999"', project.xml(), count=1)
    project.xml = lambda: data  # type: ignore[method-assign]
    with pytest.raises(CannotRead, match=r"a\.qdpx") as error:
        read(project)
    assert "in “One” the coding 4–9999 leaves the text" in str(error.value)
    odd = data.replace("9999", "9" * 30)
    project.xml = lambda: odd  # type: ignore[method-assign]
    with pytest.raises(CannotRead, match="the coding 4–9999999999999999999… leaves the text"):
        read(project)
    assert "--reading" in str(error.value)


def test_under_a_chosen_reading_what_does_not_fit_is_left_out_and_counted() -> None:
    project = ForeignProject()
    project.text("One", TEXT, MARKS)
    data = re.sub(r'endPosition="\d+"', 'endPosition="9999"', project.xml(), count=1)
    project.xml = lambda: data  # type: ignore[method-assign]
    reading = read(project, reading="codepoints")
    (content,) = reading.bundle.contents
    assert [one.text() for one in content.spans] == [words for words, _ in MARKS[1:]]
    assert [(one.item, one.n, one.of) for one in reading.losses] == [("span", 1, 4)]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (-4, 2)])
def test_reversed_negative_and_empty_places_are_refused_or_left_out(start: int, end: int) -> None:
    project = ForeignProject()
    project.text("One", TEXT, MARKS)
    data = re.sub(
        r'startPosition="\d+" endPosition="\d+"',
        f'startPosition="{start}" endPosition="{end}"',
        project.xml(),
        count=1,
    )
    project.xml = lambda: data  # type: ignore[method-assign]
    if start == end:
        reading = read(project)
        assert [one.n for one in reading.losses] == [1]
        assert len(next(iter(reading.bundle.contents)).spans) == 3
    else:
        with pytest.raises(CannotRead, match="leaves the text"):
            read(project)


def test_the_same_file_gives_the_same_ids_and_one_with_the_same_ids_twice_gives_others() -> None:
    project = ForeignProject()
    project.text("One", TEXT, MARKS)
    first, second = ([*read(project).bundle.contents] for _ in range(2))
    assert first == second
    project.sources.append(project.sources[0])
    contents = [*read(project).bundle.contents]
    ids = [one.id for content in contents for one in content.spans]
    assert len({*ids}) == len(ids) == 8
    assert len({one.article.id for one in contents}) == 2


def test_two_codings_of_one_selection_are_two_marks() -> None:
    project = ForeignProject()
    project.text("One", TEXT, [("minister", "Who")])
    project.code("Also")
    more = element("Coding", refers("CodeRef", "Also", project), guid=project.id("c2"))
    project.sources[0] = project.sources[0].replace("</Coding>", f"</Coding>{more}", 1)
    (content,) = read(project).bundle.contents
    assert [one.text() for one in content.spans] == ["minister", "minister"]
    assert len({one.type for one in content.spans}) == 2


def test_notes_stand_on_marks_texts_and_links_and_words_of_a_selection_are_one() -> None:
    project = ForeignProject()
    selections = [
        project.selection("One", TEXT, "minister", "Who", "anna", refers("NoteRef", "n1", project),
                          element("Description", "my own words")),
        project.selection("One", TEXT, "She", "Who"),
    ]  # fmt: skip
    project.text("One", TEXT, (), *selections, refers("NoteRef", "n2", project))
    project.rest["Notes"] = [note(f"n{n}", f"note {n}", project) for n in (1, 2, 3)]
    link = element(
        "Link",
        refers("NoteRef", "n3", project),
        guid=project.id("k"),
        name="is",
        originGUID=project.id("selection One minister anna"),
        targetGUID=project.id("selection One She anna"),
    )
    project.rest["Links"] = [link]
    (content,) = read(project).bundle.contents
    spans = {one.text(): one.id for one in content.spans}
    (tie,) = content.links
    assert (tie.source_id, tie.target_id) == (spans["minister"], spans["She"])
    assert {(one.text, one.owner_kind, one.owner_id) for one in content.notes} == {
        ("my own words", Owner.SPAN, spans["minister"]),
        ("note 1", Owner.SPAN, spans["minister"]),
        ("note 2", Owner.ARTICLE, content.article.id),
        ("note 3", Owner.LINK, tie.id),
    }


def test_a_note_on_a_place_without_a_coding_is_one_on_the_text_with_its_words() -> None:
    project = ForeignProject()
    about = [refers("NoteRef", "n1", project)]
    bare = element("PlainTextSelection", *about, guid="1", startPosition=4, endPosition=12)
    past = element("PlainTextSelection", *about, guid="2", startPosition=4, endPosition=9999)
    project.text("One", TEXT, [("She", "Who")], bare, past)
    project.rest["Notes"] = [note("n1", "who is it?", project)]
    (content,) = read(project).bundle.contents
    assert [one.text() for one in content.spans] == ["She"]
    assert {(one.owner_kind, one.owner_id) for one in content.notes} == {
        (Owner.ARTICLE, content.article.id)
    }
    assert "who is it?" in content.notes[0].text


def test_a_link_between_marks_of_two_users_is_passed_over_and_counted() -> None:
    project = ForeignProject(users={"anna": "Anna", "ben": "Ben"})
    project.text("One", TEXT, [("minister", "Who"), ("She", "Who", "ben")])
    project.rest["Notes"] = [note("n1", "the same?", project)]
    project.rest["Links"] = [
        element(
            "Link",
            refers("NoteRef", "n1", project),
            name="is",
            originGUID=project.id("selection One minister anna"),
            targetGUID=project.id("selection One She ben"),
        )
    ]
    bundle = read(project).bundle
    (content,) = bundle.contents
    assert content.links == ()
    assert [one.text for one in content.notes] == ["the same?"]
    (lost,) = bundle.left()
    assert (lost.item, lost.n, lost.of) == ("link", 1, 1)


def test_variables_become_fields_and_cases_actors_of_marks_or_a_field_of_texts() -> None:
    project = ForeignProject()
    names = ("outlet", "date", "Desk", "sha256")
    project.rest["Variables"] = [
        element("Variable", guid=project.id(f"v {name}"), name=name) for name in names
    ]
    values = [
        element(
            "VariableValue",
            refers("VariableRef", f"v {name}", project),
            element("TextValue", value),
        )
        for name, value in zip(names, ("The Herald", "2026-03-02", "Home", "abc"), strict=True)
    ]
    project.text("One", TEXT, [("minister", "Who")], *values)
    project.rest["Cases"] = [
        element(
            "Case",
            element("Description", "a minister"),
            refers("SelectionRef", "selection One minister anna", project),
            refers("SourceRef", "One", project),
            guid=project.id("case"),
            name="Jane Doe",
        )
    ]
    reading = read(project)
    (content,) = reading.bundle.contents
    article = content.article
    assert (article.outlet, article.date) == ("The Herald", "2026-03-02")
    assert dict(article.meta) == {"Desk": "Home", "case": "Jane Doe"}
    (actor,) = reading.bundle.actors
    assert (actor.name, actor.note) == ("Jane Doe", "a minister")
    assert content.spans[0].actor_id == actor.id


def test_what_we_wrote_is_read_with_parts_values_and_links(tmp_path) -> None:  # type: ignore[no-untyped-def]
    full = bundles.full()
    reading = read(written(tmp_path, full).read_bytes())
    wanted = {one.article.text: one for one in full.contents}
    labels = {one.name: one.label for one in reading.bundle.scheme.types}  # type: ignore[union-attr]
    for content in reading.bundle.contents:
        ours = wanted.pop(content.article.text)
        assert content.article.sha256 == ours.article.sha256
        assert {(labels[x.type].split(" ▸ ")[0], x.parts) for x in content.spans} == {
            (x.type, x.parts) for x in ours.spans
        }
        assert len(content.links) == len(ours.links)
        assert {one.text for one in content.notes} == {one.text for one in ours.notes if one.text}
    assert wanted == {}


def test_parts_that_lack_one_stay_marks_of_their_own(tmp_path) -> None:  # type: ignore[no-untyped-def]
    project = ForeignProject(origin="annotator 0.1")
    whole = guid("whole")
    parts = [
        project.selection("One", TEXT, words, "Who", "anna",
                          element("Description", f"part {n} of 3 of {whole}"))
        for n, words in ((1, "minister"), (2, "She"))
    ]  # fmt: skip
    project.text("One", TEXT, (), *parts)
    (content,) = read(project).bundle.contents
    assert [one.text() for one in content.spans] == ["minister", "She"]
    last = project.selection("One", TEXT, "why", "Who", "anna",
                             element("Description", f"part 3 of 3 of {whole}"))  # fmt: skip
    project.sources[0] = project.sources[0].replace("</TextSource>", f"{last}</TextSource>")
    (content,) = read(project).bundle.contents
    assert [one.text() for one in content.spans] == ["minister […] She […] why"]
